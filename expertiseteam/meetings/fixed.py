"""Records of papers.py as text that stays: what adopted minutes are kept in, and what their fingerprint is taken of."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import types
from collections.abc import Hashable, Iterable
from datetime import date, time
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

D = TypeVar("D")
_SHOWN = 32  # of the 64 signs of a fingerprint: enough to compare by eye, and 128 bits


def to_text(record: Any) -> str:
    """Return a record as JSON: the same record is the same text."""
    return json.dumps(dataclasses.asdict(record), default=_said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_text(kind: type[D], text: str) -> D:
    """Return the record that `to_text` wrote. A field that came later than the text has its default."""
    return cast("D", _loaded(kind, json.loads(text)))


def hash_of(position: int, kind: str, content: str) -> str:
    """Return the hash of one part, 64 hexadecimal signs."""
    return hashlib.sha256(json.dumps([position, kind, content], ensure_ascii=False).encode()).hexdigest()


def fingerprint_of(meeting_id: str, parts: Iterable[str]) -> str:
    """Return the fingerprint of minutes from the hashes of their parts, 64 hexadecimal signs."""
    return hashlib.sha256("\n".join(["expertiseteam notulen 1", meeting_id, *parts]).encode()).hexdigest()


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint as people compare it: "7F3A 91C2 04DE B8A6 ..."; "" when there is none."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, min(len(fingerprint), _SHOWN), 4)).upper()


def _said(value: date | time | bytes) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value.isoformat()


@cache
def _types(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _loaded(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) is types.UnionType:
        return _loaded(next(part for part in get_args(kind) if part is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_loaded(get_args(kind)[0], part) for part in value)
    if dataclasses.is_dataclass(kind):
        hints = _types(cast("Hashable", kind))
        return cast("Any", kind)(**{name: _loaded(hints[name], part) for name, part in value.items()})
    if kind is bytes:
        return base64.b64decode(value)
    return kind.fromisoformat(value) if kind in (date, time) else value

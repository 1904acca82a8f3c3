"""What a log line says of the rows that changed, so that an edit below the program is found: `2 case:<id>:<version>:<keyed hash> ...`.

The first word is the schema of the dossier at that time. A removed row has `-` for its hash. Empty values (none, "", 0, false) are left
out of the hash, so that a migration which adds an empty column changes nothing; one that fills or changes columns must keep this in mind.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Date, Enum, FromClause, String, select, type_coerce

from expertiseteam.access.tables import LogChain, LogLine
from expertiseteam.storage.file import SCHEMA
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.storage.rows import Moment, Row
from expertiseteam.storage.unit import RowChange

GONE = "-"
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Bound:
    """What the log last said of a row: its version and hash, and the line that said so."""

    version: int
    digest: str
    device: str
    number: int


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is not as the log says. `is_older`: it once was like this, so an older part of the file was put back."""

    table: str
    id: str
    is_older: bool


def bindings(changed: Iterable[tuple[RowChange, Row]], secret: bytes) -> str:
    """The words for a log line about the rows of a unit of work; drafts, which are never shared, and other lines stay out."""
    words = [
        f"{change.table}:{change.id}:{row.version}:{_digest(change.table, _values(change, row), secret)}"
        if change.values is not None
        else f"{change.table}:{change.id}:{change.base + 1}:{GONE}"
        for change, row in changed
        if row.shared and not isinstance(row, LogLine)
    ]
    return " ".join([str(SCHEMA), *words]) if words else ""


def changed_rows(read: Reader) -> Iterator[ChangedRow]:
    """Every row that was changed or removed without the program; rows that no line speaks of (from before the chains) are not judged.

    Nor are those of a dossier in a team folder: two edits that went together, or a number that was given later, are what no line of one
    laptop says. There the entries of the team are the judge (`sharing/judging.py`).
    """
    if read.is_replica:
        return
    secrets: dict[str, bytes] = {device: secret for device, secret in read.tuples(select(LogChain.id, LogChain.secret))}
    told = last_told(read)
    for mapper in Row.registry.mappers:
        kind = mapper.class_
        if kind.shared and kind is not LogLine:
            mine = told.pop(kind.__tablename__, {})
            for values in read.mappings(_as_stored(kind.__table__)):
                bound = mine.pop(values["id"], None)
                if bound is None:
                    continue
                if bound.digest == GONE or values["version"] < bound.version:
                    yield ChangedRow(kind.__tablename__, values["id"], is_older=True)
                elif (
                    _digest(kind.__tablename__, values, secrets.get(bound.device, b"")) != bound.digest or values["version"] > bound.version
                ):
                    yield ChangedRow(kind.__tablename__, values["id"], is_older=False)
            yield from (ChangedRow(kind.__tablename__, row_id, False) for row_id, bound in mine.items() if bound.digest != GONE)


def last_told(read: Reader) -> dict[str, dict[str, Bound]]:
    """By table and id, what the newest line about each row says of it."""
    found: dict[str, dict[str, Bound]] = {}
    for device, number, words in read.tuples(select(LogLine.device, LogLine.number, LogLine.rows).where(LogLine.rows != "")):
        for word in words.split()[1:]:
            table, row_id, version, digest = word.split(":")
            of_table = found.setdefault(table, {})
            if row_id not in of_table or of_table[row_id].version < int(version):
                of_table[row_id] = Bound(int(version), digest, device, number)
    return found


def _values(change: RowChange, row: Row) -> dict[str, Any]:
    """Every column of a row; of a new one its change holds them all."""
    if change.base == 0 and change.values is not None:
        return change.values
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


@cache
def _as_stored(table: FromClause) -> AnySelect:
    """Every row, with what the file holds where that may be something that this program does not know."""
    odd = (Enum, Moment, Date)
    return select(*(type_coerce(c, String).label(c.name) if isinstance(c.type, odd) else c for c in table.columns))


def _digest(table: str, values: Mapping[str, Any], secret: bytes) -> str:
    held = {name: _plain(value) for name, value in values.items() if value}
    return hashlib.blake2b(_text([table, held]).encode("utf-8"), key=secret, digest_size=16).hexdigest()


def _plain(value: Any) -> str | int:
    """A value as the file holds it."""
    match value:
        case enum.Enum():
            return value.name
        case str() | int():
            return int(value) if isinstance(value, bool) else value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
    raise TypeError(f"no form for {type(value).__name__}")

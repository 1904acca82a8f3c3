"""The reasons of a point as they are kept: what stood on the paper of an agenda stays as it was, whatever happened since."""

from __future__ import annotations

import json
import re

from expertiseteam.meetings.records import Reason, ReasonKind
from expertiseteam.storage.ready import readable


def to_stored(reasons: tuple[Reason, ...]) -> str:
    """Reasons as JSON, the heaviest first."""
    return json.dumps([(r.kind.name, r.text, r.days) for r in reasons], ensure_ascii=False)


_SIGNALLED = re.compile(r"^(nieuw signaal \S+) van \d.*")  # an agenda of before still has the day, which may point at who signalled


def from_stored(text: str) -> tuple[Reason, ...]:
    """The same as records. Refused when this program cannot read them."""
    with readable:
        return tuple(Reason(ReasonKind[kind], _SIGNALLED.sub(r"\1", said), days) for kind, said, days in json.loads(text))

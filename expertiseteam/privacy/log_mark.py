"""The mark of the log on paper: a few letters that prove, years later, that every line up to then is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from expertiseteam.access.tables import LogLine, Member
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import query
from expertiseteam.storage.reading import AnySelect, Reader

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O or U
_BYTES = 10  # 80 bits, 16 letters: nobody makes another line with the same mark
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class LogMark:
    """One line of the log and its mark: the first letters of its hash, such as 7K2M-Q9XF-3B4C-9D2E."""

    number: int
    at: datetime
    who: str
    mark: str


@query(by=TEAM)
def log_mark(read: Reader) -> LogMark | None:
    """The mark of the newest line that I may see, to print at the foot of minutes; None when there is none."""
    newest = _lines().order_by(LogLine.at.desc(), LogLine.number.desc()).limit(1)
    return next((_marked(*row) for row in read.tuples(newest)), None)


@query(by=OFFICER)
def line_with_mark(read: Reader, typed: str) -> LogMark | None:
    """The line that has this mark. None: it is not, or no longer, in the log, so the log was changed, or the mark was mistyped."""
    letters = "".join(c for c in typed.upper().translate(_MISREAD) if c in _LETTERS)
    if len(letters) * 5 != _BYTES * 8:
        return None
    bits = 0
    for letter in letters:
        bits = bits << 5 | _LETTERS.index(letter)
    first = bits.to_bytes(_BYTES, "big")
    found = _lines().where(LogLine.hash.between(first.ljust(32, b"\x00"), first.ljust(32, b"\xff")))
    return next((_marked(*row) for row in read.tuples(found)), None)


def _lines() -> AnySelect:
    return select(LogLine.number, LogLine.at, Member.name, LogLine.hash).join(Member, Member.id == LogLine.member_id)


def _marked(number: int, at: datetime, who: str, found: bytes) -> LogMark:
    bits = int.from_bytes(found[:_BYTES], "big")
    letters = "".join(_LETTERS[bits >> (5 * place) & 31] for place in range(_BYTES * 8 // 5 - 1, -1, -1))
    return LogMark(number, at, who, "-".join(letters[n : n + 4] for n in range(0, len(letters), 4)))

"""What leaves this folder about the life of minutes: reactions, how far they are, and the paper that went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from expertiseteam.meetings.records import MeetingLine, PaperKind, RemarkKind


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A reaction, a late contribution or an erratum. `code`: the case it is about, "" when about none."""

    id: str
    version: int
    kind: RemarkKind
    number: int
    code: str
    text: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class MinutesStanding:
    """How far the minutes of one overleg are. `fingerprint`: "" as long as they are a concept."""

    meeting: MeetingLine
    version: str  # "concept 2", "vastgesteld op 8 december 2026"
    adopted_on: date | None
    fingerprint: str
    is_whole: bool  # adopted minutes are still what was adopted
    forgotten: int  # parts that were destroyed since, as the law asks
    remarks: tuple[RemarkLine, ...]


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """Paper that went out."""

    id: str
    version: int
    kind: PaperKind
    title: str
    recipient: str
    purpose: str
    sha256: str
    encrypted: bool
    at: datetime
    by: str

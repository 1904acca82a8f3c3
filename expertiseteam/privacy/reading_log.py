"""Who looked, who changed: the log as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from expertiseteam.access.tables import LogKind, LogLine, Member
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import query
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import Reader, select_for


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line: who, when, what, why, about which codes."""

    at: datetime
    who: str
    kind: LogKind
    what: str
    why: str
    about: str  # "26-041, 26-118"

    @property
    def is_view(self) -> bool:
        """Whether somebody looked; else somebody changed something."""
        return self.kind is LogKind.VIEW


@dataclass(frozen=True, slots=True)
class _Line:
    at: datetime
    who: str
    kind: LogKind
    what: str
    why: str
    about: str


@query("logboek bekeken", by=OFFICER, why="toezicht op het gebruik")
def log_of_case(read: Reader, case_id: str, most: int = 500, before: datetime | None = None) -> list[LogEntry]:
    """Everyone who looked at or changed one case, newest first. `before` goes on where an earlier answer ended."""
    circle = read.value(select(Case.circle_id).where(Case.id == case_id)) or case_id
    return _entries(read, (LogLine.about.contains(circle) | LogLine.about.contains(case_id),), most, before)


@query("logboek bekeken", by=OFFICER, why="toezicht op het gebruik")
def whole_log(read: Reader, most: int = 500, before: datetime | None = None) -> list[LogEntry]:
    """The newest lines of everyone. `before` goes on where an earlier answer ended."""
    return _entries(read, (), most, before)


@query(by=TEAM)
def my_log(read: Reader, member_id: str, most: int = 200, before: datetime | None = None) -> list[LogEntry]:
    """What the log holds about my own work, newest first. `before` goes on where an earlier answer ended."""
    return _entries(read, (LogLine.member_id == member_id,), most, before)


def _entries(read: Reader, where: tuple[object, ...], most: int, before: datetime | None) -> list[LogEntry]:
    statement = select_for(_Line, LogLine, who=Member.name).join(Member, Member.id == LogLine.member_id)
    if before is not None:
        statement = statement.where(LogLine.at < before)
    lines = read.all(_Line, statement.where(*where).order_by(LogLine.at.desc()).limit(most))  # type: ignore[arg-type]
    ids = {part for line in lines for part in line.about.split()}
    codes: dict[str, str] = {}
    for table in (Concern, Case):  # a case's code wins: its circle also holds its signals
        for row_id, circle, code in read.tuples(
            select(table.id, table.circle_id, table.code).where(table.id.in_(ids) | table.circle_id.in_(ids))
        ):
            codes[row_id] = codes[circle] = code
    return [
        LogEntry(line.at, line.who, line.kind, line.what, line.why, ", ".join(sorted({codes[p] for p in line.about.split() if p in codes})))
        for line in lines
    ]

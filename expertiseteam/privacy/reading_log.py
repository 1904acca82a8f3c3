"""Who looked, who changed: the log as people read it. It is paged and filtered in SQL, for it grows by thousands of lines a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select

from expertiseteam.access.tables import LogKind, LogLine, Member, lines_about
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import query
from expertiseteam.basics.clock import amsterdam
from expertiseteam.cases.reading import codes_in, codes_of
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import Reader, select_for

MOST_KEPT = 20_000  # lines in one text file: about six years of a busy team


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines are wanted: all that is given must fit. Days are Dutch calendar days, both included."""

    member_id: str = ""
    views: bool | None = None  # True for looking only, False for changing only
    first: date | None = None
    last: date | None = None


EVERYTHING = LogFilter()


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
class LogSubject:
    """A case or a signal that the log can be about. Without its name: who may not know of it does not find it at all."""

    id: str
    code: str
    is_case: bool


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How many lines tell of looking, and how many of changing, among the newest MOST_KEPT."""

    views: int
    acts: int

    @property
    def has_more(self) -> bool:
        """Whether there are older lines, which were not counted: counting all would take longer every year."""
        return self.views + self.acts >= MOST_KEPT


@dataclass(frozen=True, slots=True)
class _Line:
    at: datetime
    who: str
    kind: LogKind
    what: str
    why: str
    about: str


@query("logboek bekeken", by=OFFICER, why="toezicht op het gebruik")
def whole_log(read: Reader, most: int = 500, before: datetime | None = None, wanted: LogFilter = EVERYTHING) -> list[LogEntry]:
    """The newest lines of everyone. `before` goes on where an earlier answer ended."""
    return _entries(read, wanted, most, before)


@query("logboek bekeken", by=OFFICER, why="toezicht op het gebruik")
def log_of_case(
    read: Reader, case_id: str, most: int = 500, before: datetime | None = None, wanted: LogFilter = EVERYTHING
) -> list[LogEntry]:
    """Everyone who looked at or changed one case, newest first. `before` goes on where an earlier answer ended."""
    return _entries(read, wanted, most, before, _about(read, case_id))


@query("logboek bekeken", by=OFFICER, why="toezicht op het gebruik")
def log_of_concern(
    read: Reader, concern_id: str, most: int = 500, before: datetime | None = None, wanted: LogFilter = EVERYTHING
) -> list[LogEntry]:
    """Everyone who looked at or changed one signal, newest first; not what happened to a case that it joined."""
    return _entries(read, wanted, most, before, _about(read, concern_id))


@query(by=TEAM)
def my_log(
    read: Reader, member_id: str, most: int = 200, before: datetime | None = None, wanted: LogFilter = EVERYTHING, about: str = ""
) -> list[LogEntry]:
    """What the log holds about my own work, newest first. `before` goes on where an earlier answer ended. `about`: a case or signal."""
    return _entries(read, wanted, most, before, LogLine.member_id == member_id, *((_about(read, about),) if about else ()))


@query("logboek opgeslagen", by=OFFICER, why="toezicht op het gebruik")
def log_to_keep(read: Reader, about: str, wanted: LogFilter = EVERYTHING) -> list[LogEntry]:
    """The newest MOST_KEPT lines, to be kept as a file: a view of its own. `about`: the id of a case or a signal, or "" for all."""
    return _entries(read, wanted, MOST_KEPT, None, *((_about(read, about),) if about else ()))


@query(by=TEAM)
def log_counts(read: Reader, about: str = "", wanted: LogFilter = EVERYTHING) -> LogCounts:
    """How many there are of each kind of the newest lines that I may read; `wanted.views` is left aside. Tells nothing of what they say."""
    where = _where(replace(wanted, views=None))
    if about:
        where = (*where, _about(read, about))
    newest = select(LogLine.kind).where(*where).order_by(LogLine.at.desc()).limit(MOST_KEPT).subquery()
    counted = dict(read.tuples(select(newest.c.kind, func.count()).group_by(newest.c.kind)))
    return LogCounts(int(counted.get(LogKind.VIEW, 0)), int(counted.get(LogKind.ACT, 0)))


@query(by=TEAM)
def log_subject(read: Reader, code: str, is_case: bool) -> LogSubject | None:
    """The case or signal of a number, or None where there is none that I may know of."""
    table = Case if is_case else Concern
    found = read.values(select(table.id).where(table.code == code.strip()))
    return LogSubject(found[0], code.strip(), is_case) if found else None


def _about(read: Reader, row_id: str) -> ColumnElement[bool]:
    """Lines that name a row, or the circle that is its own; a signal in a case has the circle of that case, which tells of more."""
    circles = read.values(select(Case.circle_id).where(Case.id == row_id))
    if not circles:
        of_cases = select(Case.circle_id)
        circles = read.values(select(Concern.circle_id).where(Concern.id == row_id, Concern.circle_id.not_in(of_cases)))
    return lines_about(row_id, *circles)


def _where(wanted: LogFilter) -> tuple[ColumnElement[bool], ...]:
    where: list[ColumnElement[bool]] = []
    if wanted.member_id:
        where.append(LogLine.member_id == wanted.member_id)
    if wanted.views is not None:
        where.append(LogLine.kind == (LogKind.VIEW if wanted.views else LogKind.ACT))
    if wanted.first is not None:
        where.append(LogLine.at >= _midnight(wanted.first))
    if wanted.last is not None:
        where.append(LogLine.at < _midnight(wanted.last + timedelta(days=1)))
    return tuple(where)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, amsterdam())


def _entries(read: Reader, wanted: LogFilter, most: int, before: datetime | None, *where: ColumnElement[bool]) -> list[LogEntry]:
    statement = select_for(_Line, LogLine, who=Member.name).join(Member, Member.id == LogLine.member_id)
    if before is not None:
        statement = statement.where(LogLine.at < before)
    lines = read.all(_Line, statement.where(*_where(wanted), *where).order_by(LogLine.at.desc()).limit(most))
    codes = codes_of(read, sorted({part for line in lines for part in line.about.split()}))
    return [LogEntry(line.at, line.who, line.kind, line.what, line.why, codes_in(line.about, codes)) for line in lines]

"""Acts and queries: the only two things that can be done to a dossier, and what they are given."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, bindparam, select

from expertiseteam.access.tables import FieldChange, LogKind, LogLine, Member, lines_about
from expertiseteam.access.who import ALL_DISCIPLINES, TEAM, Discipline, Role, Who
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Conflict
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.storage.rows import Row
from expertiseteam.storage.unit import R, Shown, Unit

P = ParamSpec("P")
T = TypeVar("T")


class Keys(Protocol):
    """What an act may do with the signed-in member's keys."""

    def seal(self, plain: bytes, recipients: list[str]) -> bytes: ...
    def open(self, sealed: bytes) -> bytes: ...
    def sign(self, data: bytes) -> bytes: ...


class Work(Unit):
    """A unit of work in the hands of an act: whose, when, with which keys."""

    def __init__(self, connection: Connection, who: Who, now: datetime, keys: Keys, recovery: str) -> None:
        super().__init__(connection)
        self.who, self.now, self.keys, self.recovery = who, now, keys, recovery
        self.about: list[str] = []  # what the log line names besides the rows that changed
        self.why = ""  # an act that asks for a reason puts it here
        self.shut: set[str] = set()  # circles that an act closes to who does it, after which he may not see them any more
        self.is_restored = False  # an act that records that a copy was put back on purpose says so here, and ends the alarm about it

    @property
    def today(self) -> date:
        """The Dutch calendar day of this unit."""
        return local_day(self.now)

    def edit(self, kind: type[R], shown: Shown, /, **new: Any) -> R:
        """As `Unit.edit`; a Conflict says whose change it is."""
        try:
            return super().edit(kind, shown, **new)
        except Conflict as conflict:
            circle_id = getattr(self.get(kind, shown.id), "circle_id", "")
            raise Conflict(conflict.fields, *self.last_change(shown.id, circle_id), left=conflict.left) from None

    def remember(self, row: Row, field: str, before: Any, after: Any) -> None:
        """Keep who changed a field, when, from what to what, in the circle of the row."""
        told = {"before": as_text(before), "after": as_text(after)}
        circle: str = row.circle_id  # type: ignore[attr-defined]
        where = {"row_kind": str(row.__tablename__), "row_id": row.id, "field": field, "circle_id": circle}
        self.add(FieldChange(at=self.now, by_id=self.who.id, **where, **told))

    def clash(self, fields: dict[str, tuple[object, object]], row_id: str, circle_id: str = "") -> Conflict:
        """Return the conflict over a row (of a circle), with the name of who changed it last and when."""
        return Conflict(fields, *self.last_change(row_id, circle_id))

    def last_change(self, row_id: str, circle_id: str = "", *, but: str = "") -> tuple[str, datetime | None]:
        """Return who changed a row last, and when; ("", None) where no line of the log names it. `circle_id`: of a row that has one.

        `but`: a member whose own changes do not count.

        Read past the viewer's views: the log is not for everybody, but who may see a row may know which colleague changed it.
        """
        found = self._connection.execute(_last_change(), {"row": f"%:{row_id}:%", "matter": circle_id or row_id, "but": but}).first()
        return (found.name, found.at) if found else ("", None)


def as_text(value: object) -> str:
    """A value of a field as its history keeps it: "" for none, days as in 2026-11-02, the words of an enumeration."""
    return "" if value is None else ("ja" if value else "nee") if isinstance(value, bool) else str(value)


@cache
def _last_change() -> AnySelect:
    # A line names the circle of each row that it changed, or the row where it has none: that is found from an index.
    return (
        select(Member.name, LogLine.at)
        .join(Member, Member.id == LogLine.member_id)
        .where(
            lines_about(bindparam("matter")),
            LogLine.kind == LogKind.ACT,
            LogLine.rows.like(bindparam("row")),
            LogLine.member_id != bindparam("but"),
        )
        .order_by(LogLine.at.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class Permission:
    """Which roles may start something, and from which disciplines."""

    roles: frozenset[Role]
    disciplines: frozenset[Discipline] = ALL_DISCIPLINES


@dataclass(frozen=True)
class Act(Generic[P, T]):
    """Something that changes the dossier. `log`: the sentence in the log; None only for a member's own drafts."""

    run: Callable[Concatenate[Work, P], T]
    permission: Permission
    log: str | None

    @property
    def name(self) -> str:
        """`folder.function`, as docs/rollen.md names it."""
        return f"{self.run.__module__.split('.')[1]}.{self.run.__name__}"

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
        """As part of another act: same transaction, same log line."""
        return self.run(work, *args, **kwargs)


@dataclass(frozen=True)
class Query(Generic[P, T]):
    """Something that reads. With `log` it is a view of personal data: a line is written first, with `why`.

    `within`: finds the matters that hold what is opened (of a visit, its case), from the same arguments; the line names these too.
    """

    run: Callable[Concatenate[Reader, P], T]
    permission: Permission
    log: str | None
    why: str
    within: Callable[..., Collection[str]] | None = None

    @property
    def name(self) -> str:
        """`folder.function`, as docs/rollen.md names it."""
        return f"{self.run.__module__.split('.')[1]}.{self.run.__name__}"

    def __call__(self, read: Reader, *args: P.args, **kwargs: P.kwargs) -> T:
        """As part of another query: same connection, no line of its own."""
        return self.run(read, *args, **kwargs)


def act(
    log: str | None, by: frozenset[Role] = TEAM, of: frozenset[Discipline] = ALL_DISCIPLINES
) -> Callable[[Callable[Concatenate[Work, P], T]], Act[P, T]]:
    """Mark a function as an act: the sentence that the log shows, the roles and the disciplines that may start it."""
    return lambda run: Act(run, Permission(by, of), log)


def query(
    log: str | None = None,
    by: frozenset[Role] = TEAM,
    why: str = "werk aan de casus",
    within: Callable[..., Collection[str]] | None = None,
) -> Callable[[Callable[Concatenate[Reader, P], T]], Query[P, T]]:
    """Mark a function as a query; with `log`, opening this is a view and writes a line first. See `Query`."""
    return lambda run: Query(run, Permission(by), log, why, within)

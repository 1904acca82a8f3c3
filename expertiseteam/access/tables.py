"""Members, circles (who may know), the access log and drafts."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import BindParameter, ColumnElement, ForeignKey, Index, func, literal_column, or_, select, union_all
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from expertiseteam.access.who import Discipline, Role
from expertiseteam.storage.rows import Keep, Row, SeenBy


class Member(Row):
    """Someone of the team. `card` is the public age key to which texts are sealed; empty for a member who cannot sign in."""

    __tablename__ = "member"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    name: Mapped[str]
    role: Mapped[Role]
    discipline: Mapped[Discipline]
    function: Mapped[str] = mapped_column(default="")  # "bemoeizorg", "boa"
    organisation_id: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str] = mapped_column(default="")
    card: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)


class Deputation(Row):
    """Somebody stands in for the aandachtsfunctionaris from a day up to and with a day; the role of before comes back then."""

    __tablename__ = "deputation"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    role_before: Mapped[Role]
    since: Mapped[date]
    until: Mapped[date]
    ended: Mapped[datetime | None] = mapped_column(default=None)


class Circle(Row):
    """The people who may know of one matter: the unit of access, of log, of retention (and of a content key)."""

    __tablename__ = "circle"
    keeps = Keep()
    seen_by = SeenBy.CIRCLE
    stated = ("closed",)
    closed: Mapped[bool] = mapped_column(default=False, index=True)
    help_only: Mapped[bool] = mapped_column(default=False, index=True)  # never for those who enforce (domain.md, R-11)
    ended: Mapped[datetime | None] = mapped_column(default=None)  # from here its term runs
    ended_as: Mapped[str] = mapped_column(default="")  # the result code that decides the term


class CircleMember(Row):
    __tablename__ = "circle_member"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    circle_id: Mapped[str] = mapped_column(index=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)


class LogKind(enum.StrEnum):
    ACT = "vastgelegd"
    VIEW = "bekeken"


class LogChain(Row):
    """The chain of one member's device (docs/logboek.md). Its oldest lines, up to and with `start_number`, may be destroyed already."""

    __tablename__ = "log_chain"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    member_id: Mapped[str]  # the id is the device's
    key: Mapped[str]  # the member's public signing key; "" for lines from before there were chains
    secret: Mapped[bytes]  # keys the hashes of rows, so that an exported log tells nothing of what stood in them
    start_number: Mapped[int] = mapped_column(default=0)
    start_hash: Mapped[bytes] = mapped_column(default=b"")
    start_at: Mapped[datetime | None] = mapped_column(default=None)
    start_by: Mapped[str] = mapped_column(default="")
    start_signature: Mapped[bytes] = mapped_column(default=b"")


class LogLine(Row):
    """One act or view: who, when, what, about which circles and rows, and why; a link in the chain of a device."""

    __tablename__ = "log_line"
    destroys = True
    __table_args__ = (  # type: ignore[assignment]
        Index("ix_log_line_chain", "device", "number", unique=True),
        # These hold all that is needed to count lines of each kind, and to find the newest of everybody or of one member.
        Index("ix_log_line_at_kind", "at", "kind", "member_id"),
        Index("ix_log_line_member_at", "member_id", "at", "kind"),
        Row.__table_args__,
    )
    keeps = Keep("at", 60)
    seen_by = SeenBy.OWN_OR_OFFICER
    at: Mapped[datetime]
    member_id: Mapped[str]
    kind: Mapped[LogKind]
    what: Mapped[str]
    about: Mapped[str]  # ids, separated by spaces: never a name
    device: Mapped[str]
    number: Mapped[int]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    signature: Mapped[bytes]
    why: Mapped[str] = mapped_column(default="")
    rows: Mapped[str] = mapped_column(default="")  # which rows changed, and a hash of what they then held (log_rows.py)
    seen: Mapped[str] = mapped_column(default="")  # heads of other chains, in the first line after opening


# Whether a line names one matter or more. An id has 32 signs; a number that is a parameter would keep the indexes from being used.
_ABOUT_ONE, _ABOUT_MORE = (func.length(LogLine.about) <= literal_column("32"), func.length(LogLine.about) > literal_column("32"))
# A line about one matter is found by it; the few about more, which may be too long for an index of a server, are looked through.
Index("ix_log_line_about_one", LogLine.about, LogLine.at, sqlite_where=_ABOUT_ONE, postgresql_where=_ABOUT_ONE)
Index("ix_log_line_about_more", LogLine.at, sqlite_where=_ABOUT_MORE, postgresql_where=_ABOUT_MORE)


def lines_about(*ids: str | BindParameter[str]) -> ColumnElement[bool]:
    """The condition under which a line of the log names one of these matters or rows."""
    one = select(LogLine.id).where(_ABOUT_ONE, LogLine.about.in_(ids))
    several = select(LogLine.id).where(_ABOUT_MORE, or_(*(LogLine.about.contains(one) for one in ids)))
    return LogLine.id.in_(union_all(one, several))  # with OR instead every line would be looked through


class SealedTo(MappedAsDataclass, kw_only=True):
    """Mixed into every table with a column `sealed`: whose keys open it, and for which keys it was sealed last (access/sealing.py)."""

    sealed_to: ClassVar[Role] = Role.OFFICER
    sealed_for: Mapped[str] = mapped_column(default="")


class Draft(SealedTo, Row):
    """Text that its author has not recorded yet. Never shared; a reporter in it is sealed and the author cannot read it back."""

    __tablename__ = "draft"
    keeps = Keep("at", 1)
    seen_by = SeenBy.OWN
    shared = False
    member_id: Mapped[str] = mapped_column(index=True)
    form: Mapped[str]  # "concern", "visit", "line"
    about: Mapped[str]  # the row it is about; "" for something new
    at: Mapped[datetime]
    fields: Mapped[str]  # JSON
    sealed: Mapped[bytes | None] = mapped_column(default=None)


class InCircle(MappedAsDataclass, kw_only=True):
    """Mixed into every table whose rows belong to a matter: this column is all that access control needs."""

    seen_by: ClassVar[SeenBy] = SeenBy.CIRCLE
    lets_in: ClassVar[str] = ""  # SQL: the rows whose circle an organisation ({}) may know of, in a copy that goes to it
    circle_id: Mapped[str] = mapped_column(index=True)


class FieldChange(InCircle, Row):
    """One change of one field that its table remembers. The log says that a row changed and binds it; this says from what to what."""

    __tablename__ = "field_change"
    keeps = Keep()
    fixed = True
    row_kind: Mapped[str]
    row_id: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))

"""The base of every table, and what a table must say about itself."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, Date, DateTime, Dialect, Enum, Integer, String, Text, Time, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeEngine

from expertiseteam.basics.ids import new_id


class SeenBy(enum.Enum):
    """Who may see the rows of a table. `access/circles.py` turns this into SQL; a table without one does not load."""

    CIRCLE = "who may know of the matter"
    CIRCLE_OFFICER = "who may know of the matter and is aandachtsfunctionaris"
    EVERYONE = "everyone who is a member"
    OWN = "the member whose row it is (member_id)"
    OWN_OR_OFFICER = "the member whose row it is, and the aandachtsfunctionaris"


@dataclass(frozen=True)
class Keep:
    """How long a row stays: months after the date in `start` (None: as long as its circle)."""

    start: str | None = None
    months: int | None = None


@dataclass(frozen=True)
class Numbered:
    """Rows with a `number` that people use: counted without gaps within rows that have the same values in these columns.

    `code`: how a column `code` says it, with the names of columns in braces; "" where there is no such column.
    """

    within: tuple[str, ...] = ()
    code: str = ""

    def code_of(self, **values: Any) -> str:
        """What people call the row with these values."""
        return self.code.format(**values)


@dataclass(frozen=True)
class Mention:
    """A column in which the program itself writes the code of a row of a table, with the code where the braces are and nothing after it.

    When a team folder gives that row another number, the words follow (storage/folder/replay.py).
    """

    column: str
    words: str
    table: str


@dataclass(frozen=True)
class Closed:
    """Rows that stand as they are once a row of `table` with the same value in `column` was written; there is at most one such row.

    `parts`: the columns that then change no more. `but`: a column and the value with which new rows still come.
    Each writer refuses that by himself; on laptops that did not hear of each other yet the team folder sees to it.
    """

    table: str
    column: str
    parts: frozenset[str] = frozenset()
    but: tuple[str, str] = ("", "")


PROVISIONAL = " voorlopig"


def plain_code(code: str) -> str:
    """A code as it is written down in another row: that it may still change is said where it is read."""
    return code.removesuffix(PROVISIONAL)


class Provisional(int):
    """A number that the team did not give yet, so that it may change: it counts as a number, and says so wherever it is read."""

    def __str__(self) -> str:
        return f"{int(self):d}{PROVISIONAL}"

    def __format__(self, spec: str) -> str:
        return int.__format__(self, spec) if spec else str(self)


class GivenNumber(TypeDecorator[int]):
    """A number of a series that has no code. In a view of a replica a half behind it says that it is provisional (storage/folder/store.py):
    so it still stands in its place when rows are put in order."""

    impl, cache_ok = Integer, True

    def process_result_value(self, value: float | None, dialect: Dialect) -> int | None:
        return Provisional(value) if isinstance(value, float) else value


class Moment(TypeDecorator[datetime]):
    """A moment in time: aware only; UTC ISO text in a file, so that text order is time order; the server's own type there."""

    impl, cache_ok = String, True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text in a file, `timestamptz` on a server."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Refuse a moment without a zone: it would mean something else on every laptop."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: str | datetime | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Word(TypeDecorator[str]):
    """A word of a list that a team adds to: a member of `kind` for what the program knows, stored by its name; else the code as it is."""

    impl, cache_ok = String, True

    def __init__(self, kind: type[enum.StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.name if isinstance(value, enum.StrEnum) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return self.kind.__members__.get(value, value) if value is not None else None


class Row(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """A stored row: identity made by the program, never by the database; a version that rises with every change."""

    __table_args__ = {"sqlite_strict": True}
    type_annotation_map = {datetime: Moment, enum.StrEnum: Enum(enum.StrEnum, native_enum=False, length=30)}
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    version: Mapped[int] = mapped_column(init=False, default=None)
    searched: ClassVar[tuple[str, ...]] = ()  # columns that feed the search index
    fixed: ClassVar[bool] = False  # True: written once, never changed; only forgetting may take it away
    shared: ClassVar[bool] = True  # False: drafts and the like never leave this computer
    merges: ClassVar[bool] = True  # False: two changes of one row never go together, whatever their fields (team folder)
    closed_by: ClassVar[Closed | None] = None
    stated: ClassVar[tuple[str, ...]] = ()  # columns that an act states, and no form merely sends along: meant, also where it was shown so
    yields: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # columns in which a later change (to one of these values; none: any) gives way
    once_per: ClassVar[tuple[str, ...]] = ()  # columns that say what a row is: made on two laptops apart, it is one row (team folder)
    destroys: ClassVar[bool] = False  # True: only destruction takes a row away, and a team folder then forgets it as soon as it can
    numbered: ClassVar[Numbered | None] = None
    mentions: ClassVar[tuple[Mention, ...]] = ()
    remembers: ClassVar[tuple[str, ...]] = ()  # columns whose earlier values stay readable: who changed them, when, from what to what
    keeps: ClassVar[Keep]
    seen_by: ClassVar[SeenBy]

    def __init_subclass__(cls, **kw: Any) -> None:
        if "__tablename__" in cls.__dict__:
            for promise in ("keeps", "seen_by"):
                if not hasattr(cls, promise):
                    raise TypeError(f"table {cls.__name__} does not say: {promise}")
        super().__init_subclass__(**kw)


# STRICT tables know INTEGER, TEXT, BLOB and REAL only (storage.md, section 7).
@compiles(String, "sqlite")
@compiles(Text, "sqlite")
@compiles(Date, "sqlite")
@compiles(Time, "sqlite")
@compiles(Enum, "sqlite")
def _text(_type: Any, _compiler: Any, **_kw: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
def _integer(_type: Any, _compiler: Any, **_kw: Any) -> str:
    return "INTEGER"

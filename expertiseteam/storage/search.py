"""The search index: derived from rows, never the only place of anything, never shared.

What stands here is that of a file; `server.search` finds the same on a server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    String,
    Table,
    column,
    literal_column,
    select,
    table,
    text,
)

from expertiseteam.basics.text import fold
from expertiseteam.storage.reading import AnySelect, Reader

ENTRY = Table(
    "search_entry",
    MetaData(),
    Column("n", Integer, primary_key=True),
    Column("kind", String),
    Column("row_id", String),
    Column("circle_id", String),
    Column("said", String),
)
_FOUND = (ENTRY.c.kind, ENTRY.c.row_id, ENTRY.c.said, ENTRY.c.circle_id)
# The beginnings of words of 2 to 10 letters stand in the index: else all that ever held such a word is put together at each key.
SCHEMA = (
    "CREATE TABLE search_entry("
    "n INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL UNIQUE, circle_id TEXT, said TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_text USING fts5(said, content='', contentless_delete=1, prefix='2 3 4 5 6 7 8 9 10')",
)
# Made once: SQLAlchemy reads the words of a text for parameters each time that it is made.
FORGET = (
    text("DELETE FROM main.search_text WHERE rowid IN (SELECT n FROM main.search_entry WHERE row_id = :id)"),
    text("DELETE FROM main.search_entry WHERE row_id = :id"),
)
ENTER = text("INSERT INTO main.search_entry(kind, row_id, circle_id, said) VALUES (:kind, :id, :circle, :said) RETURNING n")
SWEEP = text("INSERT INTO main.search_text(search_text) VALUES ('optimize')")
SAY = text("INSERT INTO main.search_text(rowid, said) VALUES (:n, :said)")


def put(connection: Connection, row: Any, *, known: bool, gone: bool) -> None:
    """Bring the index in step with one row, inside the row's own transaction."""
    forget, enter = _forget, _enter
    if connection.dialect.name != "sqlite":
        from expertiseteam.storage.server.search import enter, forget
    if known:
        forget(connection, row.id)
    if not gone:
        said = said_of(getattr(row, column) for column in row.searched)
        enter(connection, {"kind": row.__tablename__, "id": row.id, "circle": getattr(row, "circle_id", None), "said": said}, fold(said))


def sweep(connection: Connection) -> None:
    """Let no word stay in the index that no entry has any more: a row that is written anew leaves its old words until they are merged.

    A server's index holds only what its entries hold. Takes as long as reading the whole index: for what must leave nothing behind.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(SWEEP)


def said_of(values: Iterable[object]) -> str:
    """What the index holds of a row, from the values of its searched columns."""
    return " · ".join(str(value) for value in values if value)


@dataclass(frozen=True, eq=False)
class Beside:
    """Columns of other tables to give with each entry, and how these are joined to it: at most one row of each. `only`: where it holds."""

    columns: tuple[Any, ...] = ()
    joins: tuple[tuple[Any, Any], ...] = ()
    only: tuple[ColumnElement[bool], ...] = ()


ALONE = Beside()


def hits(read: Reader, typed: str, most: int, beside: Beside = ALONE) -> list[tuple[Any, ...]]:
    """Find (kind, row_id, said, circle_id) of what holds every typed word, newest first; nothing when nothing was typed.

    The last letters of a word may miss. Not ranked: newest first is what people look for, and ranking costs eight times as much.
    """
    if read.is_on_server:
        from expertiseteam.storage.server.search import holding

        holds = holding(_words(typed))
        return [] if holds is None else read.tuples(_entries(ENTRY, beside).where(holds).order_by(ENTRY.c.n.desc()).limit(most))
    words = " ".join(f'"{word}"*' for word in _words(typed))
    return read.ready(_holding_words(beside, most), words=words) if words else []


def _entries(source: FromClause, beside: Beside) -> AnySelect:
    for other, on in beside.joins:
        source = source.outerjoin(other, on)
    return select(*_FOUND, *beside.columns).select_from(source).where(*beside.only)


@cache
def _holding_words(beside: Beside, most: int) -> AnySelect:
    found = _entries(ENTRY.join(table("search_text"), literal_column("search_text.rowid") == ENTRY.c.n), beside)
    return found.where(text("search_text MATCH :words")).order_by(text("search_text.rowid DESC")).suffix_with(f"LIMIT {most:d}")


def in_index(read: Reader) -> set[int]:
    """The numbers of entries whose words are in the index."""
    if read.is_on_server:
        return set(read.values(select(ENTRY.c.n)))
    return set(read.values(select(column("rowid")).select_from(table("search_text"))))


def _forget(connection: Connection, row_id: str) -> None:
    for statement in FORGET:
        connection.execute(statement, {"id": row_id})


def _enter(connection: Connection, entry: dict[str, str | None], folded: str) -> None:
    n = connection.execute(ENTER, entry).scalar()
    connection.execute(SAY, {"n": n, "said": folded})


def _words(typed: str) -> list[str]:
    stripped = (word.strip("'*^()-:.,;·") for word in fold(typed).replace('"', " ").split())
    return [word for word in stripped if word]

"""The search index: derived from rows, never the only place of anything, never shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, literal_column, select, text

from expertiseteam.basics.text import fold
from expertiseteam.storage.reading import AnySelect

ENTRY = Table(
    "search_entry",
    MetaData(),
    Column("n", Integer, primary_key=True),
    Column("kind", String),
    Column("row_id", String),
    Column("circle_id", String),
    Column("said", String),
)
SCHEMA = (
    "CREATE TABLE search_entry("
    "n INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL UNIQUE, circle_id TEXT, said TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_text USING fts5(said, content='', contentless_delete=1)",
)
# Made once: SQLAlchemy reads the words of a text for parameters each time that it is made.
FORGET = (
    text("DELETE FROM main.search_text WHERE rowid IN (SELECT n FROM main.search_entry WHERE row_id = :id)"),
    text("DELETE FROM main.search_entry WHERE row_id = :id"),
)
ENTER = text("INSERT INTO main.search_entry(kind, row_id, circle_id, said) VALUES (:kind, :id, :circle, :said) RETURNING n")
SAY = text("INSERT INTO main.search_text(rowid, said) VALUES (:n, :said)")


def put(connection: Connection, row: Any, *, known: bool, gone: bool) -> None:
    """Bring the index in step with one row, inside the row's own transaction."""
    key = {"id": row.id}
    if known:
        for statement in FORGET:
            connection.execute(statement, key)
    if not gone:
        said = said_of(getattr(row, column) for column in row.searched)
        entry = {"kind": row.__tablename__, "id": row.id, "circle": getattr(row, "circle_id", None), "said": said}
        n = connection.execute(ENTER, entry).scalar()
        connection.execute(SAY, {"n": n, "said": fold(said)})


def said_of(values: Iterable[object]) -> str:
    """What the index holds of a row, from the values of its searched columns."""
    return " · ".join(str(value) for value in values if value)


def hits(typed: str, most: int) -> AnySelect | None:
    """Select (kind, row_id, said, circle_id) of what holds every typed word, newest first; None when nothing was typed.

    The last letters of a word may miss. Not ranked: newest first is what people look for, and ranking costs eight times as much.
    """
    words = " ".join(f'"{word}"*' for word in _words(typed))
    if not words:
        return None
    found = select(ENTRY.c.kind, ENTRY.c.row_id, ENTRY.c.said, ENTRY.c.circle_id)
    found = found.join(text("search_text"), literal_column("search_text.rowid") == ENTRY.c.n)
    return found.where(text("search_text MATCH :words")).params(words=words).order_by(text("search_text.rowid DESC")).limit(most)


def _words(typed: str) -> list[str]:
    stripped = (word.strip("'*^()-:.,;·") for word in fold(typed).replace('"', " ").split())
    return [word for word in stripped if word]

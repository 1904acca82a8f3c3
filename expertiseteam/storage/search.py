"""The search index: derived from rows, never the only place of anything, never shared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, text

from expertiseteam.basics.text import fold

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
    "CREATE TABLE search_entry(n INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL UNIQUE, circle_id TEXT, said TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_text USING fts5(said, content='', contentless_delete=1)",
)


def put(connection: Connection, row: Any, *, known: bool, gone: bool) -> None:
    """Bring the index in step with one row, inside the row's own transaction."""
    key = {"id": row.id}
    if known:
        connection.execute(text("DELETE FROM main.search_text WHERE rowid IN (SELECT n FROM main.search_entry WHERE row_id = :id)"), key)
        connection.execute(text("DELETE FROM main.search_entry WHERE row_id = :id"), key)
    if not gone:
        said = " · ".join(str(value) for column in row.searched if (value := getattr(row, column)))
        entry = {"kind": row.__tablename__, "id": row.id, "circle": getattr(row, "circle_id", None), "said": said}
        insert = text("INSERT INTO main.search_entry(kind, row_id, circle_id, said) VALUES (:kind, :id, :circle, :said) RETURNING n")
        n = connection.execute(insert, entry).scalar()
        connection.execute(text("INSERT INTO main.search_text(rowid, said) VALUES (:n, :said)"), {"n": n, "said": fold(said)})


def match_words(typed: str) -> str:
    """Turn what was typed into an FTS5 question: every word must occur, the last ones may be unfinished."""
    words = (word.strip("\"'*^()-:") for word in fold(typed).replace('"', " ").split())
    return " ".join(f'"{word}"*' for word in words if word)

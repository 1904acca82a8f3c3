"""The search index on a server: the words of a row in order, so that the same words find the same rows as in a file.

The words are taken apart here and not by PostgreSQL, whose own parser sees addresses, numbers and hyphens where people see words.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, text
from sqlalchemy.dialects.postgresql import TSQUERY

from expertiseteam.storage.server.dialect import TABLES

SCHEMA = (
    f"CREATE TABLE {TABLES}.search_entry("
    'n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text COLLATE "C" NOT NULL, row_id text COLLATE "C" NOT NULL UNIQUE, '
    'circle_id text COLLATE "C", said text COLLATE "C" NOT NULL, words tsvector NOT NULL)',
    f"CREATE INDEX ix_search_entry_words ON {TABLES}.search_entry USING gin (words)",
)
_WORD = re.compile(r"[^\W_]+")  # as FTS5's unicode61: letters and digits
_LONGEST, _MOST = 500, 30_000  # letters of a word, words of a row: PostgreSQL keeps no more of either
_FORGET = text(f"DELETE FROM {TABLES}.search_entry WHERE row_id = :id")
_ENTER = text(
    f"INSERT INTO {TABLES}.search_entry(kind, row_id, circle_id, said, words) VALUES (:kind, :id, :circle, :said, CAST(:words AS tsvector))"
)


def forget(connection: Connection, row_id: str) -> None:
    """Take a row out of the index."""
    connection.execute(_FORGET, {"id": row_id})


def enter(connection: Connection, entry: dict[str, str | None], folded: str) -> None:
    """Put a row in the index: `entry` says which, `folded` is its text."""
    words = " ".join(f"'{word}':{place}" for place, word in enumerate(_words_of(folded)[:_MOST], 1))
    connection.execute(_ENTER, {**entry, "words": words})


def holding(typed: list[str]) -> ColumnElement[bool] | None:
    """The condition that an entry holds every typed word (folded already), the last letters apart; None when nothing could be found."""
    phrases = [" <-> ".join(f"'{part}'" for part in parts) + ":*" for parts in map(_words_of, typed) if parts]
    if not phrases:
        return None
    wanted = bindparam("words", " & ".join(f"({phrase})" for phrase in phrases), type_=TSQUERY)
    return literal_column("search_entry.words").bool_op("@@")(wanted)


def _words_of(folded: str) -> list[str]:
    return [word[:_LONGEST] for word in _WORD.findall(folded)]

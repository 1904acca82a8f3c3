"""The search index holds the beginnings of words. It is derived, so it is made anew; a server has another one."""

from __future__ import annotations

from alembic import op

from expertiseteam.basics.text import fold

revision = "0010"
down_revision = "0009"

MADE = "CREATE VIRTUAL TABLE search_text USING fts5(said, content='', contentless_delete=1, prefix='2 3 4 5 6 7 8 9 10')"


def upgrade() -> None:
    """Make the index anew from what stands beside it: six seconds for 126,000 entries. No row changes."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("DROP TABLE search_text")
    connection.exec_driver_sql(MADE)
    said = connection.exec_driver_sql("SELECT n, said FROM search_entry ORDER BY n").fetchall()
    if said:
        connection.exec_driver_sql("INSERT INTO search_text(rowid, said) VALUES (?, ?)", [(n, fold(text)) for n, text in said])

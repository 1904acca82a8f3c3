"""The same new tables in both places: a migration says them once, as a file has them, and a server hears them in its own types.

What a server has otherwise is told by `storage/server/dialect.py`: whole numbers of 64 bits, text that compares letter by letter, days,
moments, yes and no as types of their own, and no STRICT, because there a type always holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from alembic import op


def run_in_its_place(
    statements: Iterable[str], *, days: Iterable[str] = (), moments: Iterable[str] = (), yes_or_no: Iterable[str] = ()
) -> None:
    """Run statements that were written for a file, in the place where the dossier stands.

    The columns of `days`, `moments` and `yes_or_no` are named as they stand in the statements, `"on"` with its quotes.
    """
    connection = op.get_bind()
    for statement in statements:
        said = statement.strip()
        if connection.dialect.name == "postgresql":
            said = on_server(said, days=days, moments=moments, yes_or_no=yes_or_no)
        connection.exec_driver_sql(said)


def on_server(statement: str, *, days: Iterable[str] = (), moments: Iterable[str] = (), yes_or_no: Iterable[str] = ()) -> str:
    """Return a statement that makes a table in a file as a server says it: one column a line, its name four spaces in."""
    rules = [(r"^ STRICT$", "")]
    for columns, here, there in ((days, "TEXT", "DATE"), (moments, "TEXT", "TIMESTAMP WITH TIME ZONE"), (yes_or_no, "INTEGER", "BOOLEAN")):
        rules += [(rf"^    {re.escape(column)} {here}(?=[ ,])", f"    {column} {there}") for column in columns]
    rules += [(r" INTEGER( NOT NULL)?(,?)$", r" BIGINT\1\2"), (r" TEXT( NOT NULL)?(,?)$", r' TEXT COLLATE "C"\1\2')]
    for rule, said in rules:
        statement = re.sub(rule, said, statement, flags=re.MULTILINE)
    return statement

"""The same new tables in both places: a migration says them once, as a file has them, and a server hears them in its own types.

What a server has otherwise is told by `storage/server/dialect.py`: whole numbers of 64 bits, text that compares letter by letter, days,
moments, yes and no as types of their own, and no STRICT, because there a type always holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from alembic import op


def run_in_its_place(
    statements: Iterable[str],
    *,
    days: Iterable[str] = (),
    moments: Iterable[str] = (),
    yes_or_no: Iterable[str] = (),
    times: Iterable[str] = (),
) -> None:
    """Run statements that were written for a file, in the place where the dossier stands.

    The columns of `days`, `moments`, `yes_or_no` and `times` (of a day) are named as they stand in the statements, `"on"` with its quotes.
    """
    connection = op.get_bind()
    for statement in statements:
        said = statement.strip()
        if connection.dialect.name == "postgresql":
            said = on_server(said, days=days, moments=moments, yes_or_no=yes_or_no, times=times)
        connection.exec_driver_sql(said)


def on_server(
    statement: str,
    *,
    days: Iterable[str] = (),
    moments: Iterable[str] = (),
    yes_or_no: Iterable[str] = (),
    times: Iterable[str] = (),
) -> str:
    """Return a statement that makes a table in a file as a server says it: one column a line, its name four spaces in."""
    rules = [(r"^ STRICT$", "")]
    of_day, moment = "TIME WITHOUT TIME ZONE", "TIMESTAMP WITH TIME ZONE"
    typed = (days, "TEXT", "DATE"), (moments, "TEXT", moment), (yes_or_no, "INTEGER", "BOOLEAN"), (times, "TEXT", of_day)
    for columns, here, there in typed:
        rules += [(rf"^    {re.escape(column)} {here}(?=[ ,])", f"    {column} {there}") for column in columns]
    rules += [(r" INTEGER( NOT NULL)?(,?)$", r" BIGINT\1\2"), (r" TEXT( NOT NULL)?(,?)$", r' TEXT COLLATE "C"\1\2')]
    for rule, said in rules:
        statement = re.sub(rule, said, statement, flags=re.MULTILINE)
    return statement


def widen(
    table: str,
    described: str,
    new: Mapping[str, str],
    *,
    indexes: Iterable[str] = (),
    days: Iterable[str] = (),
    moments: Iterable[str] = (),
    yes_or_no: Iterable[str] = (),
) -> None:
    """Give a table new columns. `described` makes it as it will be, `new` says what stands in the new ones of the rows that were there.

    What that is must be empty ('', 0, NULL), or the log no longer speaks of those rows (access/log_rows.py). `indexes` are all of the
    table. A file gets a new table, because SQLite puts a column nowhere but last; columns whose rules change go the same way.
    """
    days, moments, yes_or_no = tuple(days), tuple(moments), tuple(yes_or_no)
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        lines = dict(
            re.findall(r'^    ("?\w+"?) (.+?),?$', on_server(described, days=days, moments=moments, yes_or_no=yes_or_no), re.MULTILINE)
        )
        for column, value in new.items():
            connection.exec_driver_sql(f'ALTER TABLE "{table}" ADD COLUMN {column} {_with_default(lines[column], value)}')
            connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN {column} DROP DEFAULT')
        before = {row[0] for row in connection.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")}
        indexes = [index for index in indexes if index.split()[2] not in before]
    else:
        # The new table takes the name last: renaming the old one would take along what other tables say of it.
        old = ", ".join(f'"{row[1]}"' for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")'))
        connection.exec_driver_sql(re.sub(rf'CREATE TABLE "?{table}"? ', f'CREATE TABLE "{table}_wider" ', described.strip(), count=1))
        columns, values = ", ".join(new), ", ".join(new.values())
        connection.exec_driver_sql(f'INSERT INTO "{table}_wider" ({old}, {columns}) SELECT {old}, {values} FROM "{table}"')
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
        connection.exec_driver_sql(f'ALTER TABLE "{table}_wider" RENAME TO "{table}"')
    for index in indexes:
        connection.exec_driver_sql(index)


def _with_default(described: str, value: str) -> str:
    """A column on a server, with what stands in it for the rows that are there: 0 is no there, where yes and no are a type."""
    said = {"0": "false", "1": "true"}.get(value, value) if described.startswith("BOOLEAN") else value
    return f"{described} DEFAULT {said}"

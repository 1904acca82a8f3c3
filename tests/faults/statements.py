"""Migrations killed at every statement: `python -m tests.faults.statements FOLDER FROM STEP`.

A dossier of an older schema is brought up to date in a process that kills itself before its so manieth statement. What is left must be all
old or all new, and the next start must go on by itself. Prints as JSON how many kills there were and every complaint.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

import expertiseteam.opening  # noqa: F401  (loads all that a migration needs before processes are made)
from expertiseteam.storage.file import SCHEMA, connect, create_file, integrity_problems
from expertiseteam.storage.migrate import bring_up_to_date, run_missing
from expertiseteam.vault import copies

KEY = bytes(range(32))


def older(path: Path, schema: int) -> None:
    """Make a dossier as the program of that schema left it; 0 is a file that was only just made."""
    path.parent.mkdir()
    create_file(path, KEY)
    if not schema:
        return
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, poolclass=NullPool, creator=lambda: connect(path, KEY))
    with engine.begin() as connection:
        run_missing(connection, to=f"{schema:04d}", render_as_batch=True)
        connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
    engine.dispose()


def shape(path: Path) -> tuple[int, frozenset[tuple[Any, ...]]]:
    """The schema number, and everything that the file says about its tables."""
    with closing(connect(path, KEY)) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        return number, frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())


def _die_at(path: Path, schema: int, number: int) -> NoReturn:
    seen = 0

    def watch(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    for happening in ("before_cursor_execute", "commit"):
        event.listen(Engine, happening, watch)
    bring_up_to_date(path, KEY, schema)
    os._exit(0)


def main(folder: Path, schema: int, step: int) -> None:
    """Kill before every `step`-th statement until the migration ends before it is killed."""
    older(folder / "old" / "x.dossier", schema)
    old = shape(folder / "old" / "x.dossier")
    older(folder / "new" / "x.dossier", schema)
    bring_up_to_date(folder / "new" / "x.dossier", KEY, schema)
    new = shape(folder / "new" / "x.dossier")
    kills, complaints, number = 0, [], 1
    while True:
        path = folder / str(number) / "x.dossier"
        older(path, schema)
        child = os.fork()
        if not child:
            _die_at(path, schema, number)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        kills += not ended
        left = shape(path)
        if left not in (old, new) or (ended and left != new):
            complaints.append(f"killed at statement {number}: schema {left[0]} with {len(left[1])} tables and indexes")
        if schema and not copies.copies(copies.copies_folder(path)):
            complaints.append(f"killed at statement {number}: no copy of before")
        bring_up_to_date(path, KEY, left[0])
        if shape(path) != new or integrity_problems(path, KEY):
            complaints.append(f"killed at statement {number}: the next start did not finish it")
        if ended:
            break
        number += step
    print(json.dumps({"kills": kills, "statements": number - 1, "complaints": complaints, "to": SCHEMA}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

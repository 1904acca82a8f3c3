"""Migrations killed at every statement: `python -m tests.faults.statements FOLDER FROM STEP`.

A released dossier of an older schema, with its rows, is brought up to date in a process that kills itself before its so manieth statement.
What is left must be all old or all new, and the next start must go on by itself. Prints as JSON how many kills there were, how many rows
before and after, and every complaint.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine, event

import expertiseteam.opening  # noqa: F401  (loads all that a migration needs before processes are made)
from expertiseteam.storage.file import SCHEMA, connect, create_file, integrity_problems
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.vault import copies
from tests.faults.forking import fork
from tests.storage.released import released

Shape = tuple[int, frozenset[tuple[Any, ...]], dict[str, list[str]]]


class Older:
    """The dossier that the program of a schema left, with what a team had in it; 0 is a file that was only just made."""

    def __init__(self, folder: Path, schema: int) -> None:
        folder.mkdir()
        self.schema, self._path, self.key = schema, folder / "x.dossier", bytes(range(32))
        if schema:
            self._path, self.key = released(folder, schema)
        else:
            create_file(self._path, self.key)

    def copy_to(self, folder: Path) -> Path:
        """Put one of it in a folder of its own."""
        folder.mkdir()
        return shutil.copy(self._path, folder / "x.dossier")

    def shape(self, path: Path) -> Shape:
        """The schema number, everything that the file says about its tables, and every row."""
        with closing(connect(path, self.key)) as connection:
            number = connection.execute("PRAGMA user_version").fetchone()[0]
            said = frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())
            virtual = tuple(name for _, name, _, sql in said if sql and sql.upper().startswith("CREATE VIRTUAL"))
            tables = sorted(name for kind, name, *_ in said if kind == "table" and not name.startswith(("sqlite_", *virtual)))
            return number, said, {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}


def _die_at(path: Path, key: bytes, schema: int, number: int) -> NoReturn:
    seen = 0

    def watch(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    for happening in ("before_cursor_execute", "commit"):
        event.listen(Engine, happening, watch)
    bring_up_to_date(path, key, schema)
    os._exit(0)


def main(folder: Path, schema: int, step: int) -> None:
    """Kill before every `step`-th statement until the migration ends before it is killed."""
    older = Older(folder / "older", schema)
    key, shape = older.key, older.shape
    path = older.copy_to(folder / "new")
    old = shape(path)
    bring_up_to_date(path, key, schema)
    new = shape(path)
    rows = [sum(map(len, tables.values())) for _, _, tables in (old, new)]
    kills, complaints, number = 0, [], 1
    while True:
        path = older.copy_to(folder / str(number))
        child = fork()
        if not child:
            _die_at(path, key, schema, number)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        kills += not ended
        left = shape(path)
        if left not in (old, new) or (ended and left != new):
            complaints.append(f"killed at statement {number}: neither old nor new, {_unlike(left, new)}")
        if schema and not copies.copies(copies.copies_folder(path)):
            complaints.append(f"killed at statement {number}: no copy of before")
        bring_up_to_date(path, key, left[0])
        if (after := shape(path)) != new or integrity_problems(path, key):
            complaints.append(f"killed at statement {number}: the next start did not finish it, {_unlike(after, new)}")
        if ended:
            break
        number += step
    print(json.dumps({"kills": kills, "statements": number - 1, "complaints": complaints, "to": SCHEMA, "rows": rows}))


def _unlike(left: Shape, right: Shape) -> str:
    """Which tables differ, in words for a complaint."""
    names = sorted(name for name in {*left[2], *right[2]} if left[2].get(name) != right[2].get(name))
    return f"schema {left[0]}, other rows in: {', '.join(names) or 'none'}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

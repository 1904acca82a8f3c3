"""The counter-proof: what the lab asks of the team folder, asked of one SQLite file that all laptops open themselves, fails.

A share whose locks lie is a local folder here, with SQLite's own way to work without locks (`unix-none`): as `nobrl` does on CIFS, and a
session that dropped. The same programs on locks that hold lose nothing, so it is the locks and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

ROOT = Path(__file__).parents[2]
PROGRAMS, ACTS, ROUNDS = 2, 100, 5

pytestmark = [pytest.mark.skipif(not os.environ.get("EXPERTISETEAM_LAB"), reason="only with script/test --lab"), pytest.mark.timeout(600)]


def opened(path: Path, locks: str) -> Any:
    c = sqlcipher.connect(f"file:{path}?vfs={locks}", uri=True, isolation_level=None, timeout=60)
    c.execute(f"PRAGMA key = \"x'{'5e' * 32}'\"")
    c.execute("PRAGMA synchronous = FULL")
    return c


def write(path: Path, name: str, locks: str) -> None:
    """Raise one counter and add a row, in one transaction each; tells which of them were saved."""
    saved = []
    with closing(opened(path, locks)) as c:
        for n in range(ACTS):
            try:
                c.execute("BEGIN IMMEDIATE")
                ((before,),) = c.execute("SELECT n FROM counter").fetchall()
                c.execute("UPDATE counter SET n = ?", (before + 1,))
                c.execute("INSERT INTO act VALUES (?)", (f"{name}-{n}",))
                c.execute("COMMIT")
            except sqlcipher.DatabaseError:
                if c.in_transaction:
                    c.execute("ROLLBACK")
            else:
                saved.append(f"{name}-{n}")
    print(json.dumps(saved))


def wrongs(path: Path, locks: str) -> tuple[int, list[str]]:
    """Let the programs work on one file. Returns how many acts they were told are saved, and all that is wrong."""
    with closing(opened(path, "unix")) as c:
        c.execute("CREATE TABLE counter(n INTEGER)")
        c.execute("INSERT INTO counter VALUES (0)")
        c.execute("CREATE TABLE act(id TEXT PRIMARY KEY)")
    command = [sys.executable, "-m", "tests.lab.test_shared_file", str(path)]
    running = [subprocess.Popen([*command, f"laptop{n}", locks], cwd=ROOT, stdout=subprocess.PIPE, text=True) for n in range(PROGRAMS)]
    told = [program.communicate(timeout=300)[0] for program in running]
    broken = [f"a program stopped with {program.returncode}" for program in running if program.returncode]
    saved = {act for said in told if said for act in json.loads(said)}
    try:
        with closing(opened(path, "unix")) as c:
            there = {act for (act,) in c.execute("SELECT id FROM act")}
            ((count,),) = c.execute("SELECT n FROM counter").fetchall()
            sound = [said for (said,) in c.execute("PRAGMA integrity_check") if said != "ok"]
    except sqlcipher.DatabaseError as error:
        return len(saved), [*broken, f"the file cannot be read: {error}"]
    missing, lost = len(saved - there), max(0, len(there) - count)
    found = [f"{missing} missing"] * bool(missing) + [f"{lost} lost updates"] * bool(lost) + ["damage"] * bool(sound)
    return len(saved), broken + found


def test_a_shared_file_loses_work_where_locks_lie(tmp_path: Path, tell: Callable[[str], None]) -> None:
    saved, wrong = wrongs(tmp_path / "locks", "unix")
    assert (saved, wrong) == (PROGRAMS * ACTS, [])
    for n in range(ROUNDS):
        saved, wrong = wrongs(tmp_path / f"none{n}", "unix-none")
        if wrong:
            break
    tell(f"counter-proof: {PROGRAMS} programs on one shared SQLite file whose locks lie: {saved} acts saved, of which {', '.join(wrong)}")
    assert wrong, "the lab has no teeth"


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

"""Rows are read from the pages themselves exactly as SQLite gives them, and nothing that is old or not whole."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.storage.file import connect
from expertiseteam.storage.loose_pages import SIZE, Pages, loose_rows

KEY = bytes(range(32))
ODD = (
    0,
    1,
    -1,
    127,
    -128,
    300,
    -40_000,
    1 << 23,
    1 << 31,
    1 << 40,
    -(1 << 47),
    (1 << 63) - 1,
    -(1 << 63),
    1.5,
    -0.25,
    None,
    "",
    "é 日本",
    b"",
    b"\0\xff",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.dossier"
    r = random.Random(3)
    with closing(connect(path, KEY, create=True)) as c:
        c.execute("CREATE TABLE t(what, id TEXT PRIMARY KEY, n INTEGER)")
        c.execute("BEGIN")
        c.executemany("INSERT INTO t VALUES (?, ?, ?)", [(value, f"odd {n}", n) for n, value in enumerate(ODD)])
        c.executemany(
            "INSERT INTO t VALUES (?, ?, ?)", [("x" * size, f"long {size}", size) for size in (3900, 3960, 3981, 4016, 9000, 70_000)]
        )
        c.executemany("INSERT INTO t VALUES (?, ?, ?)", [(r.randbytes(r.randrange(900)), f"row {n}", n) for n in range(600)])
        c.execute("COMMIT")
        c.execute("ALTER TABLE t ADD COLUMN later TEXT DEFAULT 'nog niet'")
    return path


def standing(path: Path) -> dict[str, tuple[Any, ...]]:
    with closing(connect(path, KEY)) as c:
        return {row[1]: row for row in c.execute("SELECT * FROM t")}


def read(path: Path, wanted: set[str]) -> dict[str, tuple[Any, ...]]:
    found = [tuple(values) for values in loose_rows(path, KEY, wanted, 1)]
    assert len({values[1] for values in found}) == len(found), "no row twice"
    return {values[1]: values for values in found}


def test_every_value_is_as_it_was(file: Path) -> None:
    rows = standing(file)
    assert len(rows) == len(ODD) + 606
    assert read(file, set(rows)) == {id: row[:3] for id, row in rows.items()}, "the column that came later is left out"
    assert read(file, {"row 7", "nobody"}).keys() == {"row 7"}


def test_what_was_let_go_of_stays_gone(file: Path) -> None:
    before = set(standing(file))
    with closing(connect(file, KEY)) as c:
        c.execute("PRAGMA secure_delete = OFF").fetchall()
        c.execute("DELETE FROM t WHERE n >= 20")
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with closing(Pages(file, KEY)) as pages:
        assert len(pages.let_go()) > 50
    left = standing(file)
    assert 0 < len(left) < 50
    assert read(file, before).keys() == left.keys()


def test_a_page_that_is_not_whole_is_not_read(file: Path) -> None:
    every = set(standing(file))
    raw = bytearray(file.read_bytes())
    for number in range(1, len(raw) // SIZE):
        raw[number * SIZE + 2000] ^= 1
    file.write_bytes(raw)
    assert read(file, every) == {}
    with closing(Pages(file, bytes(32))) as pages:
        assert pages.page(1) is None, "nor with another key"
        assert pages.page(0) is None and pages.page(pages.count + 1) is None

"""What a proven copy of a dossier costs, against copying its file: taken, opened, every page and index checked, counted."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Figure, Settings, seconds, side_by_side
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.file import SCHEMA, connect, create_file
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Reason

CASES, LINES = 100_000, 200_000
WORDS = "gordijnen dicht, post puilt uit, buren horen al weken niets; bemoeizorg belt aan en spreekt af om volgende week terug te komen. "


def backup(settings: Settings) -> dict[str, Figure]:
    """In turns with copying the same bytes and forcing them to the disk. The machine may have the file in memory: for both."""
    part = min(1.0, settings.size.scale)  # a trial run takes as much less here
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        path, key = Path(folder) / "team.dossier", os.urandom(32)
        _fill(path, key, max(100, round(CASES * part)), max(100, round(LINES * part)))

        def proven() -> float:
            with closing(connect(path, key)) as source:
                took = seconds(lambda: make_copy(source, path, key, Reason.HAND, datetime.now(UTC)))
            shutil.rmtree(copies.copies_folder(path))
            return took

        def plain() -> float:
            target = path.with_name("plain")

            def copy() -> None:
                shutil.copyfile(path, target)
                copies.settle(target)

            took = seconds(copy)
            target.unlink()
            return took

        mine, floor = side_by_side(settings.runs, proven, plain)
        size = path.stat().st_size / 1e6
    return {"backup": Figure(mine / floor, f"{mine:.1f} s tegen {floor:.2f} s, {size:.0f} MB")}


def _fill(path: Path, key: bytes, cases: int, lines: int) -> None:
    """Rows that fill as cases and lines of the log do; what they say matters to no measure here."""
    create_file(path, key)
    bring_up_to_date(path, key, 0)
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for table, count in (("case", cases), ("log_line", lines)):
            columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            marks = ", ".join("?" for _ in columns)
            connection.executemany(
                f'INSERT INTO "{table}" VALUES ({marks})', (tuple(_value(column, n) for column in columns) for n in range(count))
            )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA


def _value(column: tuple[int, str, str, int, object, int], n: int) -> object:
    _, name, kind, *_ = column
    if name == "id":
        return f"{n:032x}"
    if kind == "INTEGER":
        return n
    if kind == "BLOB":
        return n.to_bytes(32, "big")
    return WORDS if name in ("what", "goal") else f"{name} {n}"

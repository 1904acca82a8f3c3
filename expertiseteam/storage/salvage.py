"""Saving what is whole from a damaged dossier into a new one, row by row, and naming what is missing.

A damaged page takes its own rows along and no others: reading goes on behind it. The index of ids says which rows there should be; what is
missing may still stand on a page that the damaged one led to (storage/loose_pages.py), or in a copy. The damaged file itself is only read,
from a duplicate.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.storage.file import connect, create_file
from expertiseteam.storage.loose_pages import loose_rows
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.rows import Row
from expertiseteam.storage.search import said_of

FURTHEST = 1 << 40  # no table has as many rows
LAST = "\U0010ffff"  # behind every id
HEX = [f"{n:02x}" for n in range(256)]


@dataclass(frozen=True)
class SavedTable:
    """What came of one table. `missing`: what should be there and is nowhere; `from_copy`: what was taken from a copy. Both by code where
    the search index still knows it, else by id.

    `unsure`: the index was damaged too, so that more may be missing than is named.
    """

    name: str
    saved: int
    missing: tuple[str, ...]
    from_copy: tuple[str, ...]
    unsure: bool


def salvage(
    damaged: Path, key: bytes, target: Path, *, new_key: bytes = b"", copy: Path | None = None, copy_key: bytes = b""
) -> list[SavedTable]:
    """Make a new dossier at `target` with every row of `damaged` that is whole, and from a copy what is missing. All or nothing.

    `new_key`: the key of the new one, when `damaged` is under an earlier.
    Refused when the file does not open at all (its first page is damaged, or the key is another): then a copy has to be put back.
    """
    with tempfile.TemporaryDirectory(prefix=".half-", dir=target.parent) as folder:
        wreck, new = Path(folder) / damaged.name, Path(folder) / "nieuw.dossier"
        for beside in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{damaged}{beside}", f"{wreck}{beside}")
        _require_open(wreck, key)
        create_file(new, new_key or key)
        bring_up_to_date(new, new_key or key, 0)
        with closing(connect(new, new_key or key)) as saved:
            saved.execute("PRAGMA foreign_keys = OFF")
            saved.execute("BEGIN IMMEDIATE")
            codes = _codes(wreck, key)
            found = [_save(saved, wreck, key, table.name, copy, copy_key or key, codes) for table in Row.metadata.sorted_tables]
            _index(saved)
            _end_chains(saved)
            saved.execute("COMMIT")
        if target.exists():
            raise Refused(f"Er staat al een bestand “{target.name}”. Het is niet overschreven. Kies een andere naam.")
        new.replace(target)
    return found


def _require_open(wreck: Path, key: bytes) -> None:
    try:
        connect(wreck, key).close()
    except sqlcipher.Error:
        raise Refused(
            "Dit bestand gaat helemaal niet open: het begin is beschadigd. Er kan niets los uit worden gered. Zet een reservekopie terug."
        ) from None


def _save(saved: Any, wreck: Path, key: bytes, table: str, copy: Path | None, copy_key: bytes, codes: dict[str, str]) -> SavedTable:
    columns = _columns(saved, table)
    try:
        with closing(connect(wreck, key)) as old:
            stood, later = _columns(old, table), _defaults(old, table)
    except sqlcipher.Error:
        stood, later = columns, {}
    shared = [column for column in columns if column in stood]
    if not shared:
        return SavedTable(table, 0, (), (), False)
    names = ", ".join(f'"{column}"' for column in shared)
    insert = f'INSERT OR IGNORE INTO "{table}"({names}) VALUES ({", ".join("?" * len(shared))})'
    at = shared.index("id")
    there: set[str] = set()
    for row in _rows(wreck, key, table, names):
        saved.execute(insert, row)
        there.add(row[at])
    known, unsure = _known_ids(wreck, key, table)
    for values in loose_rows(wreck, key, known - there, stood.index("id")) if known - there else ():
        held = later | dict(zip(stood, values, strict=False))
        saved.execute(insert, [held[column] for column in shared])
        there.add(held["id"])
    missing = known - there
    taken: set[str] = set()
    if copy is not None and (missing or unsure):
        for row in _rows(copy, copy_key, table, names):
            if row[at] in missing or (unsure and row[at] not in there):
                saved.execute(insert, row)
                taken.add(row[at])
    return SavedTable(table, len(there), _called(missing - taken, codes), _called(taken, codes), unsure)


def _codes(wreck: Path, key: bytes) -> dict[str, str]:
    """What the search index says first of each row: its code, where it has one."""
    return {id: said.partition(" · ")[0] for id, said in _rows(wreck, key, "search_entry", "row_id, said")}


def _called(ids: set[str], codes: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted(codes.get(id, id) for id in ids))


def _rows(file: Path, key: bytes, table: str, names: str) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read, by rowid. After an error a fresh connection goes on behind it: the old one may not be used again."""
    last = -1
    while True:
        try:
            with closing(connect(file, key)) as connection:
                for row in connection.execute(f'SELECT rowid, {names} FROM "{table}" WHERE rowid > ? ORDER BY rowid', (last,)):
                    last = row[0]
                    yield row[1:]
            return
        except sqlcipher.Error:
            behind = _behind(file, key, table, last)
            if behind is None:
                return
            # That row by itself: the driver reads one ahead, so that the last row before an error does not come; and of this one a part of
            # its text may stand on the damaged page.
            yield from _one_row(file, key, table, names, behind)
            last = behind


def _behind(file: Path, key: bytes, table: str, last: int) -> int | None:
    """The first rowid behind `last` that can be found; None when there is none."""

    def found(start: int) -> list[int] | None:
        """The first rowid from `start` on, if any; None when that cannot be read."""
        try:
            with closing(connect(file, key)) as connection:
                rows = connection.execute(f'SELECT rowid FROM "{table}" WHERE rowid >= ? ORDER BY rowid LIMIT 1', (start,)).fetchall()
            return [int(row[0]) for row in rows]
        except sqlcipher.Error:
            return None

    step = 1
    while (answer := found(last + step)) is None:
        step *= 2
        if step > FURTHEST:
            return None
    low, high = last + step // 2, last + step
    while high - low > 1:  # from `low` on it cannot be read, from `high` on it can
        middle = (low + high) // 2
        there = found(middle)
        if there is None:
            low = middle
        else:
            high, answer = middle, there
    return answer[0] if answer else None


def _one_row(file: Path, key: bytes, table: str, names: str, rowid: int) -> list[tuple[Any, ...]]:
    try:
        with closing(connect(file, key)) as connection:
            return list(connection.execute(f'SELECT {names} FROM "{table}" WHERE rowid = ?', (rowid,)).fetchall())
    except sqlcipher.Error:
        return []


def _known_ids(file: Path, key: bytes, table: str) -> tuple[set[str], bool]:
    """The ids that the index of the table names, and whether a part of that index could not be read."""
    try:
        return _ids_between(file, key, table, "", LAST), False
    except sqlcipher.Error:
        found: set[str] = set()
    for start, end in zip(["", *HEX[1:]], [*HEX[1:], LAST], strict=True):  # all parts of it that stand on other pages
        with suppress(sqlcipher.Error):
            found |= _ids_between(file, key, table, start, end)
    return found, True


def _ids_between(file: Path, key: bytes, table: str, start: str, end: str) -> set[str]:
    of_index = f'SELECT id FROM "{table}" INDEXED BY "sqlite_autoindex_{table}_1" WHERE id >= ? AND id < ?'
    with closing(connect(file, key)) as connection:
        return {row[0] for row in connection.execute(of_index, (start, end))}


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]


def _defaults(connection: Any, table: str) -> dict[str, Any]:
    """What a row has in columns that came after it was written."""
    told = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {row[1]: connection.execute(f"SELECT {row[4]}").fetchone()[0] if row[4] is not None else None for row in told}


def _index(saved: Any) -> None:
    """Make the search index anew from what was saved."""
    for mapper in Row.registry.mappers:
        kind: type[Row] = mapper.class_
        if not kind.searched:
            continue
        table = kind.__tablename__
        columns = _columns(saved, table)
        circle = "circle_id" if "circle_id" in columns else "NULL"
        names = ", ".join(f'"{column}"' for column in kind.searched)
        for id, circle_id, *values in saved.execute(f'SELECT id, {circle}, {names} FROM "{table}"').fetchall():
            said = said_of(values)
            inserted = saved.execute(
                "INSERT INTO search_entry(kind, row_id, circle_id, said) VALUES (?, ?, ?, ?) RETURNING n", (table, id, circle_id, said)
            ).fetchone()
            saved.execute("INSERT INTO search_text(rowid, said) VALUES (?, ?)", (inserted[0], fold(said)))


def _end_chains(saved: Any) -> None:
    """Let every chain of the log end at the last of its lines that was saved: what is missing is found by what others noted."""
    saved.execute(
        "INSERT INTO log_head(device, number, hash) SELECT device, number, hash FROM log_line AS last"
        " WHERE number = (SELECT max(number) FROM log_line WHERE device = last.device)"
    )

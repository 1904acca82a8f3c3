"""A thousand ways to tamper with the log of a dossier: what somebody does who has the dossier key and another tool.

Each tamper changes the bare file (or puts back an older one), and says what the checker must call it.
"""

from __future__ import annotations

import functools
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expertiseteam.access.log_checker import FIELDS, Tamper, line_hash
from expertiseteam.storage.file import connect

PAGE = 4096


@dataclass(frozen=True)
class Scene:
    """Two moments of one dossier, both closed: `older` was left behind by some lines, `newest` is what is tampered with."""

    older: Path
    newest: Path
    key: bytes


@dataclass(frozen=True)
class Deed:
    """What was done and how it must be named: one of `kinds`."""

    what: str
    kinds: frozenset[Tamper]


Tampering = Callable[[random.Random, Any], Deed]


def tamper(kind: str, r: random.Random, scene: Scene, file: Path) -> Deed:
    """Put a tampered dossier at `file`."""
    if kind == "roll back":
        shutil.copy(scene.older, file)
        return Deed("the file of before", frozenset({Tamper.ROLLED_BACK}))
    shutil.copy(scene.newest, file)
    if kind == "old page":
        return _old_page(r, scene, file)
    with closing(connect(file, scene.key)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        deed = BARE[kind](r, bare)
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return deed


def _lines(bare: Any) -> list[tuple[str, str, int]]:
    return bare.execute("SELECT id, device, number FROM log_line ORDER BY device, number").fetchall()  # type: ignore[no-any-return]


def _one(r: random.Random, bare: Any) -> tuple[str, str, int]:
    return r.choice(_lines(bare))


def _last(bare: Any, device: str) -> int:
    return int(bare.execute("SELECT max(number) FROM log_line WHERE device = ?", (device,)).fetchone()[0])


def _edit(r: random.Random, bare: Any) -> Deed:
    row, device, number = _one(r, bare)
    column = r.choice(["at", "member_id", "kind", "what", "about", "why", "rows", "seen", "previous", "hash", "signature"])
    if column in ("previous", "hash", "signature"):
        value: object = r.randbytes(64 if column == "signature" else 32)
    else:
        was = bare.execute(f"SELECT {column} FROM log_line WHERE id = ?", (row,)).fetchone()[0]
        value = {"at": was.replace("2026", "2025"), "kind": "VIEW" if was == "ACT" else "ACT"}.get(column, was + "x")
        if column == "seen":
            value = was + " " + "e" * 32 + ":1:" + "0" * 32
    bare.execute(f"UPDATE log_line SET {column} = ? WHERE id = ?", (value, row))
    is_forged = column == "signature" and number == _last(bare, device)
    return Deed(f"{column} of line {number}", frozenset({Tamper.FORGED if is_forged else Tamper.EDITED}))


def _edit_and_hash(r: random.Random, bare: Any) -> Deed:
    """The words and the hash of a line, as somebody does who read docs/logboek.md."""
    row, device, number = _one(r, bare)
    bare.execute("UPDATE log_line SET what = what || ' niet' WHERE id = ?", (row,))
    _rehash(bare, row)
    is_last = number == _last(bare, device)
    return Deed(f"line {number} with its hash", frozenset({Tamper.FORGED, Tamper.REPLAYED} if is_last else {Tamper.EDITED}))


def _rewrite(r: random.Random, bare: Any) -> Deed:
    """A line and all that follow it, with their hashes and the head: all but the signatures, which need the member's key."""
    row, device, number = _one(r, bare)
    bare.execute("UPDATE log_line SET why = 'x' WHERE id = ?", (row,))
    previous = None
    for other, _, n in [line for line in _lines(bare) if line[1] == device and line[2] >= number]:
        if previous is not None:
            bare.execute("UPDATE log_line SET previous = ? WHERE id = ?", (previous, other))
        previous = _rehash(bare, other)
        bare.execute("UPDATE log_head SET hash = ? WHERE device = ? AND number = ?", (previous, device, n))
    return Deed(f"chain rewritten from line {number}", frozenset({Tamper.FORGED}))


def _remove(r: random.Random, bare: Any) -> Deed:
    row, device, number = r.choice([line for line in _lines(bare) if line[2] < _last(bare, line[1])])
    bare.execute("DELETE FROM log_line WHERE id = ?", (row,))
    return Deed(f"line {number} gone", frozenset({Tamper.REMOVED}))


def _swap(r: random.Random, bare: Any) -> Deed:
    row, device, number = _one(r, bare)
    others = [line for line in _lines(bare) if line[1] == device and line[0] != row]
    other, _, second = r.choice(others)
    bare.execute("UPDATE log_line SET number = -1 WHERE id = ?", (row,))
    bare.execute("UPDATE log_line SET number = ? WHERE id = ?", (number, other))
    bare.execute("UPDATE log_line SET number = ? WHERE id = ?", (second, row))
    return Deed(f"lines {number} and {second} swapped", frozenset({Tamper.REORDERED}))


def _double(r: random.Random, bare: Any) -> Deed:
    row, device, number = _one(r, bare)
    columns = [name for _, name, *_ in bare.execute("PRAGMA table_info(log_line)").fetchall()]
    at_end = r.random() < 0.5
    bare.execute("DROP INDEX ix_log_line_chain")
    new = {"id": "'" + r.randbytes(16).hex() + "'", "number": str(_last(bare, device) + 1 if at_end else number)}
    chosen = ", ".join(new.get(name, f'"{name}"') for name in columns)
    bare.execute(f"INSERT INTO log_line SELECT {chosen} FROM log_line WHERE id = ?", (row,))
    return Deed(f"line {number} twice{' at the end' if at_end else ''}", frozenset({Tamper.DOUBLED}))


def _cut(r: random.Random, bare: Any) -> Deed:
    _, device, number = _one(r, bare)
    first = max(number, 2)
    bare.execute("DELETE FROM log_line WHERE device = ? AND number >= ?", (device, first))
    return Deed(f"cut from line {first}", frozenset({Tamper.CUT}))


def _cut_with_head(r: random.Random, bare: Any) -> Deed:
    """The tail and what the file says of it: only who saw it before can tell."""
    _, device, number = _one(r, bare)
    first = max(number, 2)
    bare.execute("DELETE FROM log_line WHERE device = ? AND number >= ?", (device, first))
    last = "(SELECT {} FROM log_line WHERE device = log_head.device ORDER BY number DESC LIMIT 1)"
    bare.execute(f"UPDATE log_head SET number = {last.format('number')}, hash = {last.format('hash')} WHERE device = ?", (device,))
    return Deed(f"cut from line {first}, head too", frozenset({Tamper.ROLLED_BACK, Tamper.CUT}))


def _renumber(r: random.Random, bare: Any) -> Deed:
    row, device, number = _one(r, bare)
    new = r.choice([0, _last(bare, device) + r.randint(1, 9), -r.randint(1, 9)])
    bare.execute("UPDATE log_line SET number = ? WHERE id = ?", (new, row))
    return Deed(f"line {number} is {new}", frozenset({Tamper.RENUMBERED}))


def _forge(r: random.Random, bare: Any) -> Deed:
    """One more line at the end, right in all but the signature."""
    _, device, _ = _one(r, bare)
    row, last = r.randbytes(16).hex(), _last(bare, device)
    same = "at, member_id, kind, what, 'x', device, number + 1, hash, x'00', ?, why, '', '', ?, 1"
    names = "at, member_id, kind, what, about, device, number, previous, hash, signature, why, rows, seen, id, version"
    at_end = "WHERE device = ? AND number = ?"
    bare.execute(f"INSERT INTO log_line ({names}) SELECT {same} FROM log_line {at_end}", (r.randbytes(64), row, device, last))
    found = _rehash(bare, row)
    if r.random() < 0.5:
        bare.execute("UPDATE log_head SET number = ?, hash = ? WHERE device = ?", (last + 1, found, device))
    return Deed(f"a line after {last}", frozenset({Tamper.FORGED}))


def _move(r: random.Random, bare: Any) -> Deed:
    row, device, number = _one(r, bare)
    others = [other for (other,) in bare.execute("SELECT id FROM log_chain WHERE id <> ? ORDER BY id", (device,)).fetchall()]
    to = r.choice([*others, r.randbytes(16).hex()])
    bare.execute("DROP INDEX ix_log_line_chain")
    bare.execute("UPDATE log_line SET device = ? WHERE id = ?", (to, row))
    return Deed(f"line {number} to another device", frozenset({Tamper.MOVED}))


def _old_page(r: random.Random, scene: Scene, file: Path) -> Deed:
    """One page of the older file over the same page of the newest: both are authentic, so the encryption sees nothing."""
    older, newest = scene.older.read_bytes(), bytearray(scene.newest.read_bytes())
    n = r.choice(replayable(scene))
    newest[n * PAGE : (n + 1) * PAGE] = older[n * PAGE : (n + 1) * PAGE]
    file.write_bytes(newest)
    return Deed(f"page {n} of before", frozenset({Tamper.REPLAYED}))


@functools.cache
def replayable(scene: Scene) -> tuple[int, ...]:
    """The pages that differ between the two files, stand in both, and say something of what people wrote.

    A page from inside the search index says nothing: putting it back makes searching miss something, and changes no row.
    """
    older, newest = scene.older.read_bytes(), scene.newest.read_bytes()
    both = range(min(len(older), len(newest)) // PAGE)
    changed = [n for n in both if older[n * PAGE : (n + 1) * PAGE] != newest[n * PAGE : (n + 1) * PAGE]]
    with closing(connect(scene.newest, scene.key)) as bare:
        inside = "name IN ('search_text_data', 'search_text_idx')"
        roots = {row[0] for row in bare.execute(f"SELECT rootpage FROM sqlite_master WHERE {inside}")}
    return tuple(n for n in changed if n + 1 not in roots)


def settled_copy(path: Path, key: bytes, to: Path) -> Path:
    """A copy of a dossier as it is now, its write-ahead log folded in."""
    with closing(connect(path, key)) as bare:
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copy(path, to)
    return to


def _rehash(bare: Any, row: str) -> bytes:
    columns = [{"member": "member_id"}.get(name, name) for name in FIELDS]
    values = bare.execute(f"SELECT {', '.join(columns)} FROM log_line WHERE id = ?", (row,)).fetchone()
    line = dict(zip(FIELDS, values, strict=True))
    line["previous"] = line["previous"].hex()
    found = bytes.fromhex(line_hash(line))
    bare.execute("UPDATE log_line SET hash = ? WHERE id = ?", (found, row))
    return found


BARE: dict[str, Tampering] = {
    "edit": _edit,
    "edit and hash": _edit_and_hash,
    "rewrite": _rewrite,
    "remove": _remove,
    "swap": _swap,
    "double": _double,
    "cut": _cut,
    "cut with head": _cut_with_head,
    "renumber": _renumber,
    "forge": _forge,
    "move": _move,
}
KINDS = (*BARE, "old page", "roll back")

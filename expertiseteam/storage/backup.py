"""Making a copy of the dossier: taken while people work, opened, proven and counted, and only then called a copy."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.clock import system_clock
from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.storage.faults import CORRUPT, NOTADB, code_of, sentence_for
from expertiseteam.storage.file import connect, connect_to_fill, integrity_problems
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never
from expertiseteam.vault.keyfile import key_file_of

AT_ONCE = 2000  # pages; in between a copy can be given up
DAMAGED = (
    "Een deel van het dossier zelf is beschadigd; dat bleek ook toen er nog eens werd gekeken. Er is geen nieuwe reservekopie gemaakt; de "
    "oudere staan er nog. Vergrendel het dossier (Ctrl+L) en kies onder in het venster Herstellen."
)
LEFT_OVER = 20_000_000  # bytes that stay free on the disk for work


class NoRoom(Refused):
    """The disk has no room for a copy."""


class NotWhole(Refused):
    """What came on the disk is not what should stand there."""


def make_copy(source: Any, path: Path, key: bytes, reason: Reason, at: datetime, give_up: GiveUp = never) -> Copy:
    """Copy what stands in an open dossier, prove the copy, then take old ones away. `source` is a connection of its own to `path`.

    Nobody waits for it: readers and writers go on, and the copy holds exactly what stood there when it began. Refused when there is no
    room, the copy does not prove whole, or `give_up` says so between pages; no older copy is gone then. When it is the dossier that is
    damaged, that is said, and not that the disk of the copies is at fault.
    """
    folder = copies.copies_folder(path)
    half: Path | None = None
    try:
        half = copies.begin(folder)
        _make_room(path, folder)
        rows = _fill(source, half / path.name, key, give_up)
        keys = key_file_of(path)
        if keys.exists():
            shutil.copyfile(keys, half / keys.name)
        schema = prove(half / path.name, key, rows)
        copy = copies.finish(half, Copy(half, path.name, at, reason, schema, rows, (half / path.name).stat().st_size))
    except (sqlcipher.Error, OSError, NotWhole) as error:
        if not isinstance(error, OSError) and _is_damaged(path, key):
            raise Unopened(DAMAGED) from None
        if isinstance(error, NotWhole):
            raise
        raise Refused(_why(error)) from None
    finally:
        if half is not None:
            shutil.rmtree(half, ignore_errors=True)
    copies.thin(folder, at)
    return copy


def copy_before_migration(path: Path, key: bytes, schema: int) -> Copy:
    """The copy that is made before the tables change. Nobody has the dossier open in this program yet."""
    with closing(connect(path, key)) as source:
        return make_copy(source, path, key, Reason.MIGRATION, system_clock())


def prove(path: Path, key: bytes, rows: dict[str, int] | None = None) -> int:
    """Open a copy from the disk, check every page and every index, count; returns its schema. Refused when it is not whole."""
    try:
        # What pointed at nothing in the dossier does so in its copy.
        if not integrity_problems(path, key, references=False):
            with closing(connect(path, key)) as copy:
                if rows in (None, count(copy)):
                    return int(copy.execute("PRAGMA user_version").fetchone()[0])
    except sqlcipher.DatabaseError:
        pass  # one that does not even open is not whole either
    raise NotWhole(
        "De reservekopie is niet goed gelukt: wat op de schijf kwam is niet wat er stond. Zij is weggegooid; het dossier zelf is "
        "niet veranderd. Kijk of de schijf in orde is en probeer het opnieuw."
    )


def _is_damaged(path: Path, key: bytes) -> bool:
    """Whether the dossier itself is not whole, also when it is looked at again from a fresh connection."""
    for _ in range(2):
        try:
            with closing(connect(path, key)) as fresh:
                if fresh.execute("PRAGMA integrity_check").fetchall() == [("ok",)]:
                    return False
        except sqlcipher.Error as error:
            if code_of(error) not in (CORRUPT, NOTADB):
                return False
    return True


def count(connection: Any) -> dict[str, int]:
    """How many rows each table holds."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'search_text%' ORDER BY name"
    ).fetchall()
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names}


def _fill(source: Any, half: Path, key: bytes, give_up: GiveUp) -> dict[str, int]:
    """Copy one moment of the source; returns how many rows each table held at that moment."""

    def page(_status: int, _remaining: int, _total: int) -> None:
        if give_up():
            raise Refused("De reservekopie is niet afgemaakt, omdat het dossier dichtging. De volgende komt vanzelf.")

    source.execute("BEGIN")
    try:
        rows = count(source)  # from here on this connection sees one moment, whatever others write
        with closing(connect_to_fill(half, key)) as target:
            source.backup(target, pages=AT_ONCE, progress=page)
    finally:
        source.execute("ROLLBACK")
    copies.settle(half)
    return rows


def _make_room(path: Path, folder: Path) -> None:
    """See that the copy fits and leaves room for work; older copies go for it, but never the newest ones."""
    need = sum(_size(Path(f"{path}{part}")) for part in ("", "-wal")) + LEFT_OVER
    for old in reversed(copies.copies(folder)[copies.NEWEST :]):
        if shutil.disk_usage(folder).free >= need:
            return
        copies.remove(old)
    free = shutil.disk_usage(folder).free
    if free < need:
        raise NoRoom(
            f"Er is te weinig ruimte voor een reservekopie: nodig is {megabytes(need)}, vrij is {megabytes(free)}. Het dossier zelf is in "
            "orde, en de nieuwste kopieën staan er nog. Maak ruimte op de schijf."
        )


def megabytes(size: int) -> str:
    """A size as people read it: “1.234 MB”."""
    return f"{max(1, round(size / 1_000_000)):,} MB".replace(",", ".")


def _size(path: Path) -> int:
    with suppress(OSError):
        return os.stat(path).st_size
    return 0


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        said = "Maak ruimte op de schijf, of kijk of u in de map van het dossier mag schrijven."
    else:
        said = sentence_for(error) or "Kijk of de schijf in orde is en probeer het opnieuw."
    return f"De reservekopie is niet gelukt. Er is niets veranderd en oudere kopieën staan er nog. {said}"

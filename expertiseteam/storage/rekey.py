"""Write the dossier anew under another key, so that killed at any moment it opens with the old key or the new one, never with neither.

First a copy is kept with the others, as before any large change. It stands there before the key file says that there is a new key
(`keep_before_new_key`), so that no kill leaves a new key without the way back; here it is made only when something was written since, or it
is gone. Then one under the new key is made, proven and put in the old file's place. Nobody may write in between, and a lock would go with
the process that is killed; so the old file is marked in itself first: its schema number is made negative, which every program refuses to
write to. The log (`-wal`) is folded in before and taken away before the copy takes its place, because it would be read into the wrong file.
Other programs that have the dossier open find another file in its place, and say so (storage/ground.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.clock import system_clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.backup import AT_ONCE, count, make_copy
from expertiseteam.storage.faults import NOTADB, code_of, sentence_for
from expertiseteam.storage.file import connect, connect_to_fill, integrity_problems
from expertiseteam.vault.copies import Reason, copies, copies_folder, settle
from expertiseteam.vault.files import take_place


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens the file. Errors of the disk are raised, not taken for a wrong key."""
    try:
        connect(path, key).close()
    except sqlcipher.Error as error:
        if code_of(error) == NOTADB:
            return False
        raise
    return True


def keep_before_new_key(path: Path, keys: Sequence[bytes]) -> None:
    """Make the copy that must be there before the key file gets a new key. `keys`: those of today and of before; one of them opens it.

    Nothing when the dossier opens with none: then there is nothing that a copy could hold. Refused when the copy cannot be made.
    """
    try:
        key = next((key for key in keys if opens(path, key)), None)
    except sqlcipher.Error:
        return  # what comes next says what is wrong with it
    if key is not None:
        _keep(path, key)


def renew_key(path: Path, old: bytes, new: bytes) -> None:
    """Put a proven copy under the new key in the dossier's place.

    Refused, with the dossier as it was, when another program is busy in it, the disk is full, or the copy does not prove whole. A rekeying
    that was broken off is done again from the start.
    """
    copy = path.with_name(f".{path.name}.nieuwe-sleutel")
    _clear(copy)
    try:
        _keep(path, old)
        schema = _mark(path, old)
        try:
            _copy(path, old, copy, new, schema)
            _take_place(path, copy)
        except BaseException:
            _unmark(path, old, schema)
            raise
    except (sqlcipher.Error, OSError) as error:
        _clear(copy)
        raise Refused(
            sentence_for(error)
            or "Het dossier kon zijn nieuwe sleutel nog niet krijgen. Alles staat er nog. Sluit dit dossier in andere vensters, "
            "maak zo nodig ruimte op de schijf, en open het opnieuw."
        ) from None
    except Refused:
        _clear(copy)
        raise


def _keep(path: Path, key: bytes) -> None:
    """Make a copy as for any other large change, unless it is there. A rekeying that was broken off made its copy before its mark."""
    with closing(connect(path, key)) as source:
        if int(source.execute("PRAGMA user_version").fetchone()[0]) > 0 and not _is_kept(path, key, count(source)):
            make_copy(source, path, key, Reason.KEYS, system_clock())


def _is_kept(path: Path, key: bytes, rows: dict[str, int]) -> bool:
    """Whether the newest copy was made for a new key and nothing was written since: every act adds a row, its line of the log."""
    newest = next(iter(copies(copies_folder(path))), None)
    return newest is not None and newest.reason is Reason.KEYS and dict(newest.rows) == rows and opens(newest.dossier, key)


def _mark(path: Path, key: bytes) -> int:
    """Make the file refuse every writer, with nothing left in its log. Returns its schema number."""
    with closing(connect(path, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        schema = abs(int(connection.execute("PRAGMA user_version").fetchone()[0]))
        connection.execute(f"PRAGMA user_version = {-schema}")
        connection.execute("COMMIT")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:  # somebody reads an older state; that takes moments
        _unmark(path, key, schema)
        raise Refused("Het dossier is even bezet. Alles staat er nog. Probeer het zo opnieuw.")
    return schema


def _unmark(path: Path, key: bytes, schema: int) -> None:
    with suppress(sqlcipher.Error), closing(connect(path, key)) as connection:
        connection.execute(f"PRAGMA user_version = {schema}")


def _copy(path: Path, old: bytes, copy: Path, new: bytes, schema: int) -> None:
    with closing(connect(path, old)) as source, closing(connect_to_fill(copy, new)) as target:
        expected = count(source)
        source.backup(target, pages=AT_ONCE)  # the copy carries the key of where it is written (storage.md, 2.3)
    with closing(connect(copy, new)) as target:
        target.execute(f"PRAGMA user_version = {schema}")
        is_whole = count(target) == expected
    if not is_whole or integrity_problems(copy, new) or opens(copy, old):
        raise Refused(
            "De kopie van het dossier onder de nieuwe sleutel is niet goed gelukt. Alles staat er nog. "
            "Maak ruimte op de schijf en open het dossier opnieuw."
        )
    settle(copy)


def _take_place(path: Path, copy: Path) -> None:
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        raise Refused("Het dossier is even bezet. Alles staat er nog. Probeer het zo opnieuw.")
    for beside in (log, Path(f"{path}-shm")):
        beside.unlink(missing_ok=True)
    take_place(copy, path)
    settle(path.parent)


def _clear(copy: Path) -> None:
    for half in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm"), Path(f"{copy}-journal")):
        with suppress(OSError):
            half.unlink(missing_ok=True)

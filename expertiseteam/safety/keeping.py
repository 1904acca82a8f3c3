"""Keeping copies: make one and carry it to the second place, tell how it stands, practise putting one back."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.safety.records import CopiesState, CopyLine, Drill
from expertiseteam.safety.restoring import OpenReady, prepare
from expertiseteam.safety.second_place import carry, remember, second_folder
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never
from expertiseteam.vault.identity import Identity

COUNTED = ("case", "concern", "visit", "meeting")


def keep_copy(workspace: Workspace, reason: Reason, give_up: GiveUp = never) -> CopyLine:
    """Make a copy, and carry it to the second place when there is one. A missing second place is told by `copies_state`, not here.

    Refused when the copy could not be made; that too is remembered until one is made.
    """
    path = workspace.path
    try:
        copy = workspace.copy(reason, give_up)
    except Refused as refused:
        remember(path, failed=str(refused))
        raise
    if copies.read_notes(path).failed:
        remember(path, failed="")
    carry(path, copy, workspace.clock())
    return line_of(copy)


def copy_before(workspace: Workspace, reason: Reason) -> CopyLine | None:
    """The copy before something large; None where a server's administrator makes the copies. Refused: then do not begin."""
    return keep_copy(workspace, reason) if workspace.is_copied_here else None


def copies_state(path: Path) -> CopiesState:
    """Which copies there are, and how the second place stands."""
    notes = copies.read_notes(path)
    second = Path(notes.second) if notes.second else None
    return CopiesState(
        lines=tuple(line_of(copy) for copy in copies.copies(copies.copies_folder(path))),
        folder=str(copies.copies_folder(path)),
        second=notes.second,
        second_is_missing=second is not None and not second.is_dir(),
        second_is_same_disk=second is not None and _same_disk(second, path),
        second_at=notes.second_at,
        drilled=notes.drilled,
        failed=notes.failed,
    )


def choose_second_place(path: Path, folder: str, now: datetime) -> CopiesState:
    """Choose the second place ("" for none) and carry the newest copy there at once. Refused when nothing can be kept there."""
    if folder:
        place = Path(folder)
        if not place.is_dir():
            raise Refused(f"De map “{place.name}” is er niet. Er is niets gewijzigd. Sluit de schijf aan, of kies een andere map.")
        if copies.copies_folder(path) in (place, *place.parents):
            raise Refused("Dit is de map waarin de kopieën al staan. Er is niets gewijzigd. Kies een map op een andere schijf.")
        newest = next(iter(copies.copies(copies.copies_folder(path))), None)
        try:
            if newest is not None:
                copies.put_in(newest, second_folder(path, folder))
        except OSError as error:
            why = cause_of(error)
            raise Refused(
                f"In de map “{place.name}” kan niets worden bewaard ({why}). Er is niets gewijzigd. "
                "Kies een andere map, of maak daar ruimte."
            ) from None
        remember(path, second=folder, second_at=now if newest is not None else None)
    else:
        remember(path, second="", second_at=None)
    return copies_state(path)


def copy_of(path: Path, key: str) -> Copy:
    """The copy that a line shows. Refused when it is gone meanwhile."""
    copy = copies.read_copy(copies.copies_folder(path) / key)
    if copy is None:
        raise Refused("Deze kopie is er niet meer. Er is niets gewijzigd. Kies een andere kopie.")
    return copy


def practise(path: Path, identity: Identity, clock: Clock, open_ready: OpenReady) -> Drill:
    """Put the newest copy back as if it were for real, in a folder of its own, open it and count; nothing of the dossier changes.

    Refused when there is no copy, or it could not be put back.
    """
    newest = next(iter(copies.copies(copies.copies_folder(path))), None)
    if newest is None:
        raise Refused("Er is nog geen kopie om mee te oefenen. Maak eerst een kopie.")
    prepared = prepare(path, newest, identity, clock, open_ready)
    try:
        counted = prepared.count()
    finally:
        prepared.discard()
    now = clock()
    remember(path, drilled=now)
    return Drill(line_of(newest), counted, now)


def line_of(copy: Copy) -> CopyLine:
    """A copy as lists show it."""
    counts = {table: copy.rows.get(table, 0) for table in COUNTED}
    return CopyLine(copy.folder.name, copy.at, copy.reason.value, counts, copy.size, copy.made)


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return os.stat(one).st_dev == os.stat(other.parent).st_dev
    except OSError:
        return False

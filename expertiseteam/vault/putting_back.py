"""Putting a prepared dossier in the place of the present one: the last step of a restore, done again by whoever opens after a kill.

    weidevoort-kopieen/terugzetten/   exists only between the decision and the end; holds weidevoort.dossier and maybe weidevoort.sleutels

The decision is one rename: before it the old dossier stands, after it the new one, whatever happens to the computer.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from expertiseteam.vault.copies import copies_folder, settle
from expertiseteam.vault.files import take_place
from expertiseteam.vault.keyfile import key_file_of

DECIDED = "terugzetten"


def decide(half: Path, dossier: Path) -> None:
    """From here on the dossier in the folder `half` is the one that counts. OSError when the disk does not take it, and nothing changed."""
    decided = copies_folder(dossier) / DECIDED
    finish(dossier)
    for file in half.iterdir():
        settle(file)
    settle(half)
    take_place(half, decided)
    settle(decided.parent)


def finish(dossier: Path) -> bool:
    """Put what was decided in its place; returns whether there was something. Safe to do again after being broken off anywhere."""
    decided = copies_folder(dossier) / DECIDED
    if not decided.is_dir():
        return False
    keys = key_file_of(decided / dossier.name)
    if keys.exists():
        take_place(keys, key_file_of(dossier))
    new = decided / dossier.name
    if new.exists():
        # The log of the old dossier must not be taken for one of the new. What it held is in the copy that was made before.
        for beside in ("-wal", "-shm"):
            Path(f"{dossier}{beside}").unlink(missing_ok=True)
        take_place(new, dossier)
        settle(dossier.parent)
    with contextlib.suppress(OSError):
        shutil.rmtree(decided)
    return True

"""The second place for copies: where they stand there, and carrying one there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from expertiseteam.vault import copies
from expertiseteam.vault.copies import Copy


def second_folder(path: Path, second: str) -> Path:
    """Where the copies of a dossier stand in its second place."""
    return Path(second) / copies.copies_folder(path).name


def carry(path: Path, copy: Copy, now: datetime) -> None:
    """Carry a copy to the second place, when there is one, and let old ones there go. A place that does not take it is told of by
    `copies_state`, not here."""
    notes = copies.read_notes(path)
    if not notes.second or not Path(notes.second).is_dir():
        return
    there = second_folder(path, notes.second)
    try:
        copies.put_in(copy, there)
    except OSError:
        return  # `second_at` stays as it is, and is shown
    copies.thin(there, now)
    remember(path, second_at=now)


def remember(path: Path, **said: object) -> None:
    """Change what is remembered about the copies."""
    try:
        copies.write_notes(path, replace(copies.read_notes(path), **said))  # type: ignore[arg-type]
    except OSError:
        return  # a disk that takes no note is told of by what was to be noted

"""Looking a dossier over: the file on disk first, then what it holds. For the check command; changes nothing in the dossier."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.insight.soundness import Problem
from expertiseteam.storage.file import integrity_problems
from expertiseteam.storage.finding import is_server, look_at
from expertiseteam.vault.identity import Identity

_FILE = (
    "Het bestand van het dossier is beschadigd: een deel kan onleesbaar zijn of zijn veranderd. Sluit het programma overal, bewaar dit "
    "bestand apart en zet de nieuwste reservekopie terug."
)


def refuse_what_is_no_dossier(path: Path) -> None:
    """Refused when the file at this path cannot be a dossier, each case in its own words; the file is not touched."""
    look_at(path)


def file_problems(path: Path, identity: Identity) -> list[Problem]:
    """What is wrong with the file itself, whatever it holds. Refused as `refuse_what_is_no_dossier`.

    Every page is read and its seal proven, so this takes about as long as copying the file. On a server that is its administrator's work.
    """
    look_at(path)
    if is_server(path):
        return []
    found = integrity_problems(path, identity.dossier_key)
    return [Problem("FILE", _FILE, tuple(dict.fromkeys(found)))] if found else []

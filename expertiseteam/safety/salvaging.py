"""Saving what is whole from a damaged dossier: with its keys, from the newest copy what is missing, and told in people's words."""

from __future__ import annotations

import shutil
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.safety.records import Matter, SavedMatter
from expertiseteam.safety.restoring import key_of
from expertiseteam.storage.salvage import salvage
from expertiseteam.vault import copies
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of


def save_what_is_whole(damaged: Path, identity: Identity, target: Path) -> list[SavedMatter]:
    """Make a new dossier of what can be read, with the same keys. The damaged file stays as it is.

    Refused when something stands at the target, or the file does not open at all.
    """
    if target.exists() or key_file_of(target).exists():
        raise Refused(f"Er staat al een bestand “{target.name}”. Het is niet overschreven. Kies een andere naam.")
    copy = next(iter(copies.copies(copies.copies_folder(damaged))), None)
    old_key = key_of(copy, identity) if copy is not None else b""
    found = salvage(damaged, identity.dossier_key, target, copy=copy.dossier if copy else None, copy_key=old_key)
    shutil.copyfile(key_file_of(damaged), key_file_of(target))
    return [
        SavedMatter(_called(table.name), table.saved, table.missing, table.from_copy, table.unsure)
        for table in found
        if table.saved or table.missing or table.from_copy or table.unsure
    ]


def _called(table: str) -> str:
    known = {matter.name.casefold(): matter.value for matter in Matter}
    return known.get(table, f"overige gegevens ({table})")

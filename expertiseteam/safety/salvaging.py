"""Saving what is whole from a damaged dossier: with its keys, from the newest copy what is missing, and told in people's words."""

from __future__ import annotations

import shutil
from pathlib import Path

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.safety.records import Matter, SavedMatter
from expertiseteam.safety.restoring import NOTHING, OpenReady, Prepared, beside, key_for, key_of
from expertiseteam.safety.standing import record_saved
from expertiseteam.storage.salvage import salvage
from expertiseteam.vault import copies
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of

OTHER = {  # what has no name of its own for people, in words
    "agenda_item": "punten op de agenda",
    "arrears": "betalingsachterstanden",
    "attendance": "aanwezigen",
    "circle": "kringen",
    "circle_member": "leden van kringen",
    "deputation": "vervangingen",
    "draft": "concepten",
    "door_move": "stappen aan de voordeur",
    "feedback": "antwoorden aan melders",
    "involvement": "rollen van organisaties",
    "log_chain": "reeksen van het logboek",
    "log_line": "regels van het logboek",
    "organisation": "organisaties",
    "person": "bewoners",
    "reporter": "melders",
    "said": "regels van verslagen",
    "setting": "instellingen",
    "village": "kernen",
}


def save_what_is_whole(damaged: Path, identity: Identity, target: Path, *, of: Path | None = None) -> list[SavedMatter]:
    """Make a new dossier of what can be read, with the same keys. The damaged file stays as it is.

    `of`: the dossier that it was, when the damaged file was set aside. Refused when something stands at the target, or the file does not
    open at all.
    """
    if target.exists() or key_file_of(target).exists():
        raise Refused(f"Er staat al een bestand “{target.name}”. Het is niet overschreven. Kies een andere naam.")
    copy = next(iter(copies.copies(copies.copies_folder(of or damaged))), None)
    copy_key = key_of(copy, identity) if copy is not None else b""
    old = key_for(damaged, identity) or identity.dossier_key
    found = salvage(damaged, old, target, new_key=identity.dossier_key, copy=copy.dossier if copy else None, copy_key=copy_key)
    shutil.copyfile(key_file_of(of or damaged), key_file_of(target))
    return [
        SavedMatter(_called(table.name), table.saved, table.missing, table.from_copy, table.unsure)
        for table in found
        if table.saved or table.missing or table.from_copy or table.unsure
    ]


def salvage_for(
    dossier: Path, damaged: Path, identity: Identity, clock: Clock, open_ready: OpenReady
) -> tuple[Prepared, list[SavedMatter]]:
    """What is whole in a damaged dossier (itself, or one that was set aside), ready to be put in its place, and what became of all of it.

    `open_ready` is `opening.workspace_for`. Refused as `save_what_is_whole`, and when this member's own row is among what is gone.
    """
    with beside(dossier) as folder:
        ready = folder / dossier.name
        found = save_what_is_whole(damaged, identity, ready, of=dossier)
        try:
            workspace = open_ready(ready, identity, clock)
        except Refused:
            raise Refused(
                f"In wat er nog heel is, staat u niet als lid. {NOTHING} Zet een reservekopie terug, of laat een ander lid dit doen."
            ) from None
        return Prepared(dossier, folder, identity, workspace, "wat nog heel was", record_saved), found


def _called(table: str) -> str:
    known = {matter.name.casefold(): matter.value for matter in Matter}
    return known.get(table) or OTHER.get(table, "overige gegevens")

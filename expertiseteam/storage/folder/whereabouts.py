"""Where the team folders of this user stand, as this computer remembers it; the files themselves do not say it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.ring import give_links
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.state import read_state, write_state

_FILE, _BEHIND = "teammappen.json", "teammappen-achter.json"


def folder_of(policy: VaultPolicy, dossier_id: str) -> Path | None:
    """The team folder of a dossier; None when this computer knows of none."""
    found = read_state(policy, _FILE).get(dossier_id)
    return Path(found) if isinstance(found, str) and found else None


def remember_folder(policy: VaultPolicy, dossier_id: str, folder: Path) -> None:
    """From now on this dossier's folder stands there. Refused when that cannot be written down."""
    if write_state(policy, _FILE, {**read_state(policy, _FILE), dossier_id: str(folder.absolute())}):
        raise Refused(
            "Op deze computer kan niet worden onthouden waar de teammap staat. Maak ruimte op de schijf en wijs de teammap opnieuw aan."
        )


def is_behind(policy: VaultPolicy, dossier_id: str) -> bool:
    """Whether this computer has to fetch the dossier anew, because it was away for longer than the folder keeps entries."""
    return read_state(policy, _BEHIND).get(dossier_id) is True


def note_behind(policy: VaultPolicy, dossier_id: str, behind: bool) -> None:
    """Remember that for the next opening. Not written down it is found out again."""
    write_state(policy, _BEHIND, {**read_state(policy, _BEHIND), dossier_id: behind})


def with_team(policy: VaultPolicy, dossier_id: str) -> VaultPolicy:
    """The policy for changing the keys of a dossier: in a team folder the team gets a new link first, or it is none."""
    folder = folder_of(policy, dossier_id)
    return policy if folder is None else replace(policy, publish=partial(give_links, Files(folder, policy.patience)))

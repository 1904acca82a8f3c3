"""What this computer saw last of a key file: an older one put back, or another chain in its place, is refused by name.

The witness stands outside the file, in the state of this user. It stops who can write the folder of the dossier, not who can write here.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from expertiseteam.basics.sentences import Unopened
from expertiseteam.vault.chain import Entry
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.state import read_state, write_state

Head = tuple[int, str]  # number and hash of an entry
_FILE = "gezien.json"
_MOST = 200  # dossiers that are remembered
_log = logging.getLogger(__name__)


def head_of(entries: Sequence[Entry]) -> Head:
    """Return what identifies this chain and how far it goes."""
    return entries[-1].number, entries[-1].hash()


def refuse_older(path: Path, entries: Sequence[Entry], seen: Head) -> None:
    """Refused (Unopened) when the chain does not hold the entry that was seen: it was rolled back, or is another chain."""
    number, its_hash = seen
    if number > entries[-1].number:
        raise Unopened(
            f"Het sleutelbestand “{path.name}” is ouder dan laatst gezien op deze computer (wijziging {entries[-1].number}, gezien was "
            f"{number}). Iemand heeft een oud bestand teruggezet; het wordt niet gebruikt. Zet het nieuwste sleutelbestand terug. "
            "Is dat er niet meer, open het dossier dan met het herstelblad."
        )
    if number and entries[number - 1].hash() != its_hash:
        raise Unopened(
            f"Het sleutelbestand “{path.name}” is een ander dan laatst gezien op deze computer: wijziging {number} is vervangen. "
            "Het wordt niet gebruikt. Zet het nieuwste sleutelbestand terug. Is dat er niet meer, open het dossier dan met het herstelblad."
        )


def seen_here(policy: VaultPolicy, dossier_id: str) -> Head:
    """Return the last entry that this computer saw of this dossier's chain; (0, "") when it never saw one."""
    entry = read_state(policy, _FILE).get(dossier_id)
    if isinstance(entry, dict) and type(entry.get("number")) is int and isinstance(entry.get("hash"), str) and entry["number"] > 0:
        return entry["number"], entry["hash"]
    return 0, ""


def remember_seen(policy: VaultPolicy, dossier_id: str, seen: Head) -> None:
    """Remember this entry as the last one seen. A disk that does not take it is no reason to keep anybody out."""
    if seen_here(policy, dossier_id) == seen:
        return
    state = {known: value for known, value in read_state(policy, _FILE).items() if known != dossier_id}
    kept = dict(list(state.items())[1 - _MOST :])
    error = write_state(policy, _FILE, {**kept, dossier_id: {"number": seen[0], "hash": seen[1]}})
    if error is not None:
        _log.warning("what was seen of the key file is not remembered: %s", type(error).__name__)

"""A new key for the dossier: when a member leaves and when the recovery sheet is renewed. And what the chain tells of the past.

The key file says first that there is a new key, and keeps the old one under it; then the dossier file is written anew under the new key
(storage/rekey.py). Broken off in between, who opens it finds the old key and goes on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.chain import BY_RECOVERY, Change
from expertiseteam.vault.changes import for_admin, identity_of, known_card, put_back, same_dossier, with_entry
from expertiseteam.vault.identity import KEY_BYTES, Identity
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey
from expertiseteam.vault.steps import Step
from expertiseteam.vault.witness import refuse_older


@dataclass(frozen=True)
class PastStep:
    """A line of the history of the keys. `when` is None and `what` empty in entries of the first format."""

    number: int
    when: datetime | None
    what: str
    about: str
    by: str
    about_id: str = ""
    by_id: str = ""


def leave(key_path: Path, admin: Identity, member_id: str, *, policy: VaultPolicy) -> Identity:
    """Take a member out: the dossier gets a new key for everybody else. Returns the administrator's identity with that key.

    What the member has (the old key, old copies) stays readable to the member; what is written from now on is not. Refused for oneself,
    for the last administrator, for an unknown member.
    """
    file = for_admin(key_path, admin)
    known_card(key_path, file, member_id)
    if member_id == admin.member_id:
        raise Refused("U kunt uzelf niet uitschrijven. Er is niets gewijzigd. Vraag een andere aandachtsfunctionaris.")
    change = Change(Step.LEFT, admin.member_id, member_id, policy.clock(), new_key=os.urandom(KEY_BYTES))
    changed = with_entry(file, [card for card in file.last.cards if card.member_id != member_id], change, admin.private)
    put_back(key_path, changed.without_identity(member_id), policy)
    return identity_of(changed, known_card(key_path, changed, admin.member_id), admin.private)


def renew_sheet(key_path: Path, admin: Identity, *, policy: VaultPolicy) -> tuple[Identity, RecoveryKey]:
    """Make a new recovery sheet; the old one opens nothing that is written after this. Refused for who is no administrator.

    What was sealed to the old sheet has to be sealed again by someone who can open it.
    """
    file, recovery = for_admin(key_path, admin), RecoveryKey.generate()
    change = Change(
        Step.SHEET, admin.member_id, admin.member_id, policy.clock(), new_key=os.urandom(KEY_BYTES), recovery=recovery.private()
    )
    changed = with_entry(file, file.last.cards, change, admin.private)
    put_back(key_path, changed, policy)
    return identity_of(changed, known_card(key_path, changed, admin.member_id), admin.private), recovery


def history(key_path: Path) -> list[PastStep]:
    """Return what happened to the keys, newest first, proven by the signatures."""
    found, names = [], {BY_RECOVERY: "het herstelblad"}
    for entry in read_key_file(key_path).entries:
        names |= {card.member_id: card.name for card in entry.cards} | {one.member_id: one.name for one in entry.invitations}
        when = datetime.fromisoformat(entry.at) if entry.at else None
        what = entry.step.value if entry.step else ""
        found.append(PastStep(entry.number, when, what, names.get(entry.about, ""), names.get(entry.by, ""), entry.about, entry.by))
    return found[::-1]


def sheet_made(key_path: Path) -> datetime | None:
    """Return when today's recovery sheet was made; None when that was not written down yet."""
    made = [entry.at for entry in read_key_file(key_path).entries if entry.step in (Step.CREATED, Step.SHEET)]
    return datetime.fromisoformat(made[-1]) if made else None


def keys_that_open(identity: Identity) -> tuple[bytes, ...]:
    """Return the dossier keys to try on a file that may be old, such as a backup: today's first."""
    return (identity.dossier_key, *identity.earlier)


def with_todays_key(key_path: Path, identity: Identity) -> Identity:
    """Return the identity as the key file has it now, after somebody else gave the dossier a new key. Refused when no longer a member."""
    file = same_dossier(key_path, identity.founding)
    refuse_older(key_path, file.entries, identity.seen)
    return identity_of(file, known_card(key_path, file, identity.member_id), identity.private)

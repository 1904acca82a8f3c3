"""What the key file tells to people: who holds keys, since when, who was invited, of which day the recovery sheet is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expertiseteam.vault.invitations import OpenInvitation, open_invitations
from expertiseteam.vault.keys import current_cards, fingerprint, protection, who_can_unlock
from expertiseteam.vault.moving import who_can_move_here
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.renewing import PastStep, history
from expertiseteam.vault.steps import Step


@dataclass(frozen=True)
class Holder:
    """Who has keys now. `since` is None where the key file is older than such notes; `is_here`: can unlock on this computer."""

    name: str
    since: datetime | None
    is_here: bool
    is_admin: bool


@dataclass(frozen=True)
class KeyRing:
    """The key file as one member may read it. `steps` newest first; `mark` is that of today's recovery sheet."""

    holders: dict[str, Holder]
    invited: tuple[OpenInvitation, ...]
    steps: tuple[PastStep, ...]
    mark: str
    sheet_made: datetime | None
    sheet_by: str
    protection: str
    is_moving: bool  # my keys lie ready for another laptop

    def invitation_of(self, member_id: str) -> OpenInvitation | None:
        """The invitation that stands open for a member."""
        return next((one for one in self.invited if one.member_id == member_id), None)

    def steps_about(self, member_id: str) -> tuple[PastStep, ...]:
        """What happened to one member's keys, or was done by that member."""
        return tuple(step for step in self.steps if member_id in (step.about_id, step.by_id))


def key_ring(key_path: Path, member_id: str, policy: VaultPolicy) -> KeyRing:
    """Read it, proven by the signatures. Refused when the key file is gone, damaged or changed outside the program."""
    steps = history(key_path)
    here = {card.member_id for card in who_can_unlock(key_path, policy)}
    joined = {Step.CREATED.value, Step.JOINED.value}
    since = {step.about_id: step.when for step in reversed(steps) if step.what in joined}
    sheet = next((step for step in steps if step.what in (Step.SHEET.value, Step.CREATED.value)), None)
    return KeyRing(
        holders={
            card.member_id: Holder(card.name, since.get(card.member_id), card.member_id in here, card.is_admin)
            for card in current_cards(key_path)
        },
        invited=tuple(open_invitations(key_path, policy)),
        steps=tuple(steps),
        mark=fingerprint(key_path),
        sheet_made=sheet.when if sheet else None,
        sheet_by=sheet.by if sheet else "",
        protection=protection(key_path, member_id, policy),
        is_moving=any(card.member_id == member_id for card in who_can_move_here(key_path)),
    )

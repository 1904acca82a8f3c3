"""Who holds the keys of a dossier, over its whole life: inviting, leaving, standing in, the recovery sheet. Joins the key file to the team.

The key file and the dossier are two files, and a power cut may come between them. So every change begins where it can be seen to be half,
and `settle`, which runs after each unlocking, ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expertiseteam.access.sealing import Resealed, is_left_behind, reseal
from expertiseteam.access.who import Role
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import reopen
from expertiseteam.storage.finding import is_server
from expertiseteam.storage.rekey import opens
from expertiseteam.team.deputation import deputations, end_due_deputations
from expertiseteam.team.members import change_member, give_card, members, public_key_of, take_card
from expertiseteam.team.records import MemberLine
from expertiseteam.team.sheet import note_drill
from expertiseteam.vault import invitations, keys, renewing
from expertiseteam.vault.identity import Card, Identity
from expertiseteam.vault.invitations import Invited
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey


@dataclass(frozen=True)
class Settled:
    """What was still to be done with the keys, and is done now. `told`: Dutch sentences for who opened the dossier."""

    admitted: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    resealed: Resealed = Resealed(0, 0)
    told: tuple[str, ...] = ()


def settle(path: Path, workspace: Workspace, identity: Identity, *, policy: VaultPolicy | None = None) -> Settled:
    """End what was begun: deputies whose time is over, requests of who was invited, a new key after somebody left, texts to seal again.

    Does nothing for most people on most days. Refused as the parts are; what was done until then stays done.
    """
    policy = policy or VaultPolicy()
    today = workspace.today
    if any(one.until < today for one in workspace.ask(deputations)):
        workspace.do(end_due_deputations)
    admitted, gone, told = _settle_keys(path, workspace, identity, policy) if identity.is_admin else ((), (), ())
    resealed = (
        workspace.do(reseal)
        if workspace.me().role is Role.OFFICER and workspace.ask(is_left_behind, workspace.recovery)
        else Resealed(0, 0)
    )
    if resealed.left:
        told += (
            f"{resealed.left} verzegelde teksten passen niet op uw sleutel. Een andere aandachtsfunctionaris of het herstelblad kan ze "
            "opnieuw verzegelen.",
        )
    return Settled(admitted, gone, resealed, told)


def invite(path: Path, admin: Identity, member: MemberLine, *, policy: VaultPolicy | None = None) -> Invited:
    """Make a one-time code for a member of the team. Refused for a guest and for who has keys already."""
    if member.role is Role.GUEST:
        raise Refused(f"{member.name} is gast. Een gast hoort mee, maar ontgrendelt het dossier niet zelf. Geef eerst een andere rol.")
    return invitations.invite(
        key_file_of(path),
        admin,
        member_id=member.id,
        name=member.name,
        is_admin=member.role is Role.OFFICER,
        policy=policy or VaultPolicy(),
    )


def let_go(path: Path, workspace: Workspace, identity: Identity, member: MemberLine, *, policy: VaultPolicy | None = None) -> None:
    """Let a member leave for good: out of the team, out of the seals, and the dossier gets a new key that this member never had.

    Takes as long as copying the dossier. Refused for oneself, for the last aandachtsfunctionaris, and for who is no administrator.
    """
    if member.id == identity.member_id:
        raise Refused("U kunt uzelf niet uitschrijven. Er is niets gewijzigd. Vraag een andere aandachtsfunctionaris.")
    if member.is_active:
        workspace.do(
            change_member,
            member,
            role=member.role,
            discipline=member.discipline,
            function=member.function,
            organisation_id=member.organisation_id,
            phone=member.phone,
            is_active=False,
        )
    _take_keys(path, workspace, identity, member.id, policy or VaultPolicy())


def renew_sheet(path: Path, workspace: Workspace, identity: Identity, *, policy: VaultPolicy | None = None) -> RecoveryKey:
    """Make a new recovery sheet and seal everything to it again; the old sheet opens nothing that is written from now on."""
    made, recovery = renewing.renew_sheet(key_file_of(path), identity, policy=policy or VaultPolicy())
    reopen(path, workspace, made)
    workspace.do(reseal)
    return recovery


def drill(path: Path, workspace: Workspace, sheet: str) -> None:
    """Prove that the sheet opens the keys and the dossier, and keep the day. Nothing else changes. Refused as `unlock_with_recovery`."""
    recovered = keys.unlock_with_recovery(key_file_of(path), sheet)
    if not is_server(path) and not any(opens(path, key) for key in (recovered.dossier_key, *recovered.earlier)):
        raise Refused(
            "Het herstelblad klopt, maar het dossier gaat er niet mee open. Er is niets gewijzigd. Vraag hulp voordat u verder gaat."
        )
    workspace.do(note_drill)


def reseal_with_sheet(path: Path, workspace: Workspace, sheet: str) -> Resealed:
    """Seal again what no aandachtsfunctionaris can open any more, such as after the only one left."""
    return workspace.do(reseal, keys.unlock_with_recovery(key_file_of(path), sheet).open)


def _settle_keys(
    path: Path, workspace: Workspace, identity: Identity, policy: VaultPolicy
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    key_path = key_file_of(path)
    let_in = invitations.admit(key_path, identity, policy)
    team = {member.id: member for member in workspace.ask(members, active_only=False)}
    gone = []
    for card in keys.current_cards(key_path):
        member = team.get(card.member_id)
        if member is None or card.member_id == identity.member_id:
            continue
        if not member.is_active:
            _take_keys(path, workspace, identity, member.id, policy)
            gone.append(member.name)
        else:
            _match(key_path, workspace, identity, card, member, policy)
    admitted = tuple(card.name for card in let_in.cards)
    told = tuple(f"{name} heeft de code gebruikt en kan nu ontgrendelen." for name in admitted)
    told += tuple(f"{name} is vertrokken. Het dossier heeft een nieuwe sleutel, die {name} niet heeft." for name in gone)
    return admitted, tuple(gone), told + let_in.refused


def _match(key_path: Path, workspace: Workspace, identity: Identity, card: Card, member: MemberLine, policy: VaultPolicy) -> None:
    """Make dossier and key file agree on a member's public key, and on who may let others in."""
    if workspace.ask(public_key_of, member.id) != card.age:
        workspace.do(give_card, member, card.age)
    stands_in = {one.member_id for one in workspace.ask(deputations)}
    may = member.role is Role.OFFICER and member.id not in stands_in
    if card.is_admin != may:
        keys.set_admin(key_path, identity, member.id, may, policy=policy)


def _take_keys(path: Path, workspace: Workspace, identity: Identity, member_id: str, policy: VaultPolicy) -> None:
    key_path = key_file_of(path)
    if any(card.member_id == member_id for card in keys.current_cards(key_path)):
        reopen(path, workspace, renewing.leave(key_path, identity, member_id, policy=policy))
    workspace.do(take_card, member_id)

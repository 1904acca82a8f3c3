"""Who holds the keys of a dossier, over its whole life: inviting, leaving, standing in, the recovery sheet. Joins the key file to the team.

The key file and the dossier are two files, and a power cut may come between them. So every change begins where it can be seen to be half,
and `settle`, which runs after each unlocking, ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from expertiseteam.access.sealing import Resealed, left_behind, reseal
from expertiseteam.access.who import Role
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import let_sign_in, reopen
from expertiseteam.safety.keeping import copy_before
from expertiseteam.sharing.moves import forget_used, hand_over
from expertiseteam.storage.finding import is_server
from expertiseteam.storage.rekey import opens
from expertiseteam.team.deputation import deputations
from expertiseteam.team.key_notes import note_invited, note_lost_laptop, note_move, note_new_sheet, note_withdrawn
from expertiseteam.team.members import change_member, give_card, members, public_key_of, take_card
from expertiseteam.team.records import MemberLine
from expertiseteam.team.sheet import note_drill
from expertiseteam.vault import invitations, keys, moving, renewing
from expertiseteam.vault.changes import for_admin
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.identity import Card, Identity
from expertiseteam.vault.invitations import Invited
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.moving import MoveCode
from expertiseteam.vault.overview import KeyRing, key_ring
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey


@dataclass(frozen=True)
class Settled:
    """What was still to be done with the keys, and is done now. `told`: Dutch sentences for who opened the dossier.

    `identity` has the key that the dossier has now.
    """

    identity: Identity
    admitted: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    resealed: Resealed = Resealed(0, 0)
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Departed:
    """Somebody has no access any more. `identity` has the dossier's new key; `has_new_key` False: it gets that at the next unlocking."""

    identity: Identity
    has_new_key: bool


def settle(path: Path, workspace: Workspace, identity: Identity, *, policy: VaultPolicy | None = None) -> Settled:
    """End what was begun: requests of who was invited, a new key after somebody left, texts to seal again.

    Does nothing for most people on most days. Refused as the parts are; what was done until then stays done.
    """
    policy = policy or VaultPolicy()
    identity, admitted, gone, told = _settle_keys(path, workspace, identity, policy) if identity.is_admin else (identity, (), (), ())
    resealed = (
        workspace.do(reseal) if workspace.me().role is Role.OFFICER and workspace.ask(left_behind, workspace.recovery) else Resealed(0, 0)
    )
    if resealed.left:
        told += (
            f"{resealed.left} verzegelde teksten passen niet op uw sleutel. Een andere aandachtsfunctionaris of het herstelblad kan ze "
            "opnieuw verzegelen.",
        )
    return Settled(identity, admitted, gone, resealed, told)


def invite(path: Path, workspace: Workspace, admin: Identity, member: MemberLine, *, policy: VaultPolicy | None = None) -> Invited:
    """Make a one-time code for a member of the team. Refused for a guest and for who has keys already."""
    workspace.require(note_invited)
    if member.role is Role.GUEST:
        raise Refused(f"{member.name} is gast. Een gast hoort mee, maar ontgrendelt het dossier niet zelf. Geef eerst een andere rol.")
    made = invitations.invite(
        key_file_of(path),
        admin,
        member_id=member.id,
        name=member.name,
        is_admin=member.role is Role.OFFICER,
        policy=policy or VaultPolicy(),
    )
    workspace.do(note_invited, member.id)
    return made


def withdraw(path: Path, workspace: Workspace, admin: Identity, member_id: str, *, policy: VaultPolicy | None = None) -> None:
    """End an invitation that stands open. Refused when there is none, as after the member came in."""
    workspace.require(note_withdrawn)
    invitations.withdraw(key_file_of(path), admin, member_id, policy=policy or VaultPolicy())
    workspace.do(note_withdrawn, member_id)


def let_in(
    path: Path, workspace: Workspace, admin: Identity, member_id: str, passphrase: str, *, policy: VaultPolicy | None = None
) -> Resealed:
    """Give a member keys in person, under a passphrase typed by the member: first keys, or new ones when the passphrase was forgotten.

    May be done again after it was broken off halfway. Refused as `let_sign_in`.
    """
    workspace.require(give_card)
    policy, member = policy or VaultPolicy(), _fresh(workspace, member_id)
    if _holds_keys(path, member_id):
        card = keys.renew_member(key_file_of(path), admin, member_id=member_id, passphrase=passphrase, policy=policy)
        return workspace.do(give_card, member, card.age)
    return let_sign_in(path, workspace, admin, member, passphrase, policy=policy)


def follow(path: Path, workspace: Workspace, admin: Identity, member_id: str, *, policy: VaultPolicy | None = None) -> None:
    """Make the key file follow what was changed about a member: the name, and who may let others in.

    Does nothing for a member without keys, who is let in later. May be done again after it was broken off halfway.
    """
    member = _fresh(workspace, member_id)
    card = next((card for card in keys.current_cards(key_file_of(path)) if card.member_id == member_id), None)
    if card is not None:
        _match(key_file_of(path), workspace, admin, card, member, policy or VaultPolicy())


def let_go(
    path: Path,
    workspace: Workspace,
    identity: Identity,
    member: MemberLine,
    *,
    policy: VaultPolicy | None = None,
    tell: Callable[[str], None] | None = None,
) -> Departed:
    """Let a member leave for good: out of the team, out of the seals, and the dossier gets a new key that this member never had.

    Takes as long as copying the dossier; `tell` hears in Dutch what is being done. Refused for oneself, for the last
    aandachtsfunctionaris, and for who is no administrator.
    """
    say = tell or (lambda _: None)
    if member.id == identity.member_id:
        raise Refused("U kunt uzelf niet uitschrijven. Er is niets gewijzigd. Vraag een andere aandachtsfunctionaris.")
    if _holds_keys(path, member.id):
        may_change_keys(path, identity)
    if member.is_active:
        say(f"{member.first_name} gaat uit het team, en de melders worden opnieuw verzegeld…")
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
    say("Het dossier krijgt een nieuwe sleutel. Dat duurt zo lang als het maken van een kopie…")
    made = _take_keys(path, workspace, identity, member.id, policy or VaultPolicy())
    return Departed(made, is_server(path) or opens(path, made.dossier_key))


def renew_sheet(path: Path, workspace: Workspace, identity: Identity, *, policy: VaultPolicy | None = None) -> tuple[Identity, RecoveryKey]:
    """Make a new recovery sheet and seal everything to it again; the old sheet opens nothing that is written from now on."""
    workspace.require(note_new_sheet)
    may_change_keys(path, identity)
    copy_before(workspace, Reason.KEYS)
    made, recovery = renewing.renew_sheet(key_file_of(path), identity, policy=policy or VaultPolicy())
    reopen(path, workspace, made)
    workspace.do(note_new_sheet)
    workspace.do(reseal)
    return made, recovery


def may_change_keys(path: Path, identity: Identity) -> None:
    """Refused for who may not change the key file, whatever the role: who stands in for some days is no administrator of the keys."""
    for_admin(key_file_of(path), identity)


def offer_move(path: Path, workspace: Workspace, identity: Identity, *, policy: VaultPolicy | None = None) -> MoveCode:
    """Put my keys under a one-time code, for my new laptop. Refused as `moving.offer_move`."""
    workspace.require(note_move)
    policy = policy or VaultPolicy()
    made = moving.offer_move(key_file_of(path), identity, policy)
    hand_over(key_file_of(path), identity.member_id, policy)
    workspace.do(note_move)
    return made


def own_keys(path: Path, member_id: str, *, policy: VaultPolicy | None = None) -> KeyRing:
    """The key ring as a member sees it; a box for the new laptop that was used through the team folder is gone from it."""
    policy = policy or VaultPolicy()
    forget_used(key_file_of(path), member_id, policy)
    return key_ring(key_file_of(path), member_id, policy)


def lose_laptop(
    path: Path,
    workspace: Workspace,
    identity: Identity,
    member: MemberLine,
    *,
    policy: VaultPolicy | None = None,
    tell: Callable[[str], None] | None = None,
) -> Departed:
    """A member's laptop was stolen or lost: its keys open nothing from now on. The member stays in the team, and is invited anew.

    As `let_go` otherwise. Refused for oneself: with the recovery sheet one gets new keys, which shuts out the old laptop as well.
    """
    if member.id == identity.member_id:
        raise Refused(
            "Uw eigen laptop sluit u niet hier buiten. Er is niets gewijzigd. Gebruik op een andere computer het herstelblad: dat geeft u "
            "nieuwe sleutels, en wat op de gestolen laptop staat opent daarna niets nieuws."
        )
    workspace.require(note_lost_laptop)
    may_change_keys(path, identity)
    if not _holds_keys(path, member.id):
        raise Refused(f"{member.name} heeft geen sleutels, dus er is geen laptop om buiten te sluiten. Er is niets gewijzigd.")
    (tell or (lambda _: None))("Het dossier krijgt een nieuwe sleutel. Dat duurt zo lang als het maken van een kopie…")
    made = _take_keys(path, workspace, identity, member.id, policy or VaultPolicy())
    workspace.do(note_lost_laptop, member.id)
    return Departed(made, is_server(path) or opens(path, made.dossier_key))


def drill(path: Path, workspace: Workspace, sheet: str) -> None:
    """Prove that the sheet opens the keys and the dossier, and keep the day. Nothing else changes. Refused as `unlock_with_recovery`."""
    workspace.require(note_drill)
    recovered = keys.unlock_with_recovery(key_file_of(path), sheet)
    if not is_server(path) and not any(opens(path, key) for key in (recovered.dossier_key, *recovered.earlier)):
        raise Refused(
            "Het herstelblad klopt, maar het dossier gaat er niet mee open. Er is niets gewijzigd. Vraag hulp voordat u verder gaat."
        )
    workspace.do(note_drill)


def reseal_with_sheet(path: Path, workspace: Workspace, sheet: str) -> Resealed:
    """Seal again what no aandachtsfunctionaris can open any more, such as after the only one left."""
    workspace.require(reseal)
    return workspace.do(reseal, keys.unlock_with_recovery(key_file_of(path), sheet).open)


def _settle_keys(
    path: Path, workspace: Workspace, identity: Identity, policy: VaultPolicy
) -> tuple[Identity, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    key_path = key_file_of(path)
    let_in = invitations.admit(key_path, identity, policy)
    team = {member.id: member for member in workspace.ask(members, active_only=False)}
    gone = []
    for card in keys.current_cards(key_path):
        member = team.get(card.member_id)
        if member is None or card.member_id == identity.member_id:
            continue
        if not member.is_active:
            identity = _take_keys(path, workspace, identity, member.id, policy)
            gone.append(member.name)
        else:
            _match(key_path, workspace, identity, card, member, policy)
    admitted = tuple(card.name for card in let_in.cards)
    told = tuple(f"{name} heeft de code gebruikt en kan nu ontgrendelen." for name in admitted)
    told += tuple(f"{name} is vertrokken. Het dossier heeft een nieuwe sleutel, die {name} niet heeft." for name in gone)
    return identity, admitted, tuple(gone), told + let_in.refused


def _match(key_path: Path, workspace: Workspace, identity: Identity, card: Card, member: MemberLine, policy: VaultPolicy) -> None:
    """Make dossier and key file agree on a member's public key, on the name, and on who may let others in."""
    if workspace.ask(public_key_of, member.id) != card.age:
        workspace.do(give_card, member, card.age)
    stands_in = {one.member_id for one in workspace.ask(deputations)}
    may = member.is_active and member.role is Role.OFFICER and member.id not in stands_in
    if card.is_admin != may:
        keys.set_admin(key_path, identity, member.id, may, policy=policy)
    keys.rename(key_path, identity, member.id, member.name, policy=policy)


def _take_keys(path: Path, workspace: Workspace, identity: Identity, member_id: str, policy: VaultPolicy) -> Identity:
    if _holds_keys(path, member_id):
        copy_before(workspace, Reason.KEYS)  # first: a new key without the copy of before would be a step without a way back
        identity = renewing.leave(key_file_of(path), identity, member_id, policy=policy)
        reopen(path, workspace, identity)
    if workspace.ask(public_key_of, member_id):
        workspace.do(take_card, member_id)
    return identity


def _holds_keys(path: Path, member_id: str) -> bool:
    return any(card.member_id == member_id for card in keys.current_cards(key_file_of(path)))


def _fresh(workspace: Workspace, member_id: str) -> MemberLine:
    found = next((m for m in workspace.ask(members, active_only=False) if m.id == member_id), None)
    if found is None:
        raise Refused("Dit lid staat niet (meer) in het dossier. Er is niets gewijzigd. Kies een ander lid.")
    return found

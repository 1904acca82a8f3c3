"""What happens to keys when somebody of the team is let in, or becomes or stops being aandachtsfunctionaris. Knows no window.

These take long (Argon2id) and write two files, so call them in a background thread. Each may be done again after it was broken off halfway.
"""

from __future__ import annotations

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.reporter import reseal_reporters
from expertiseteam.opening import let_sign_in
from expertiseteam.team.members import give_card, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault import keys
from ui.entrances import Opened


def let_in(opened: Opened, member_id: str, passphrase: str) -> int:
    """Give a member keys under a passphrase typed by the member: first keys, or new ones when the passphrase was forgotten.

    Returns how many reporters were sealed again, which is done for an aandachtsfunctionaris only. Refused as `let_sign_in`, and with a
    sentence of its own when the member is in but the reporters could not be sealed again.
    """
    member, key_path = _fresh(opened, member_id), keys.key_file_of(opened.path)
    if any(card.member_id == member_id for card in keys.current_cards(key_path)):
        card = keys.renew_member(key_path, opened.identity, member_id=member_id, passphrase=passphrase, policy=opened.policy)
        opened.workspace.do(give_card, member, card.age)
    else:
        let_sign_in(opened.path, opened.workspace, opened.identity, member, passphrase, policy=opened.policy)
    return _reseal(opened, f"{member.first_name} kan nu ontgrendelen, maar nog niet elke melder openen.") if _is_officer(member) else 0


def settle_rights(opened: Opened, member_id: str) -> int:
    """Make the keys follow a role that was changed: who may let others in, and to whom the reporters are sealed.

    Returns how many reporters were sealed again; 0 for a member without keys, who is let in later.
    """
    member, key_path = _fresh(opened, member_id), keys.key_file_of(opened.path)
    if not member.can_sign_in:
        return 0
    keys.set_admin(key_path, opened.identity, member_id, _is_officer(member))
    return _reseal(opened, f"De rol van {member.first_name} is gewijzigd, maar niet elke melder is opnieuw verzegeld.")


def _is_officer(member: MemberLine) -> bool:
    return member.is_active and member.role is Role.OFFICER


def _fresh(opened: Opened, member_id: str) -> MemberLine:
    found = next((m for m in opened.workspace.ask(members, active_only=False) if m.id == member_id), None)
    if found is None:
        raise Refused("Dit lid staat niet (meer) in het dossier. Er is niets gewijzigd. Kies een ander lid.")
    return found


def _reseal(opened: Opened, so_far: str) -> int:
    try:
        return opened.workspace.do(reseal_reporters, opened.identity.open)
    except Refused as refused:
        raise Refused(f"{so_far} {refused}") from None

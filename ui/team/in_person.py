"""What happens to keys when somebody of the team is let in, or becomes or stops being aandachtsfunctionaris. Knows no window.

These take long (Argon2id) and write two files, so call them in a background thread. Each may be done again after it was broken off halfway.
"""

from __future__ import annotations

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import let_sign_in
from expertiseteam.team.deputation import deputations
from expertiseteam.team.members import give_card, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault import keys
from ui.entrances import Opened


def let_in(opened: Opened, member_id: str, passphrase: str) -> int:
    """Give a member keys under a passphrase typed by the member: first keys, or new ones when the passphrase was forgotten.

    Returns how many texts were sealed again, which is done for an aandachtsfunctionaris only. Refused as `let_sign_in`, and with a
    sentence of its own when the member is in but not everything could be sealed again.
    """
    member, key_path = _fresh(opened, member_id), keys.key_file_of(opened.path)
    if any(card.member_id == member_id for card in keys.current_cards(key_path)):
        card = keys.renew_member(key_path, opened.identity, member_id=member_id, passphrase=passphrase, policy=opened.policy)
        sealed = opened.workspace.do(give_card, member, card.age)
    else:
        sealed = let_sign_in(opened.path, opened.workspace, opened.identity, member, passphrase, policy=opened.policy)
    if sealed.left and _is_officer(member):
        raise Refused(
            f"{member.first_name} kan nu ontgrendelen, maar nog niet elke melder openen: {sealed.left} passen niet op uw sleutel. "
            "Een andere aandachtsfunctionaris of het herstelblad kan ze opnieuw verzegelen."
        )
    return sealed.done


def settle_rights(opened: Opened, member_id: str) -> None:
    """Make the key file follow a role that was changed: who may let others in. Who stands in for some days may not.

    Does nothing for a member without keys, who is let in later.
    """
    member, key_path = _fresh(opened, member_id), keys.key_file_of(opened.path)
    if any(card.member_id == member_id for card in keys.current_cards(key_path)):
        stands_in = any(one.member_id == member_id for one in opened.workspace.ask(deputations))
        keys.set_admin(key_path, opened.identity, member_id, _is_officer(member) and not stands_in, policy=opened.policy)


def _is_officer(member: MemberLine) -> bool:
    return member.is_active and member.role is Role.OFFICER


def _fresh(opened: Opened, member_id: str) -> MemberLine:
    found = next((m for m in opened.workspace.ask(members, active_only=False) if m.id == member_id), None)
    if found is None:
        raise Refused("Dit lid staat niet (meer) in het dossier. Er is niets gewijzigd. Kies een ander lid.")
    return found

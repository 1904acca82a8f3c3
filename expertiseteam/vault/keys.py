"""What people do with the keys of a dossier: make them, unlock, add a member in person, change a passphrase, recover with the sheet.

Every function reads the key file anew and puts a change back whole. They take long on purpose (Argon2id) and may wait for the key store, so
call them from a background thread. What cannot be done is `Refused` with its own Dutch sentence; nothing here ever offers to erase.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.attempts import Attempts
from expertiseteam.vault.chain import BY_RECOVERY, Change, earlier_keys, first_entry
from expertiseteam.vault.changes import (
    card_for,
    for_admin,
    identity_of,
    keep_private_keys,
    known_card,
    put_back,
    put_back_with,
    require_name,
    require_passphrase,
    same_dossier,
    sealed_here,
    with_entry,
    with_private_keys,
)
from expertiseteam.vault.groups import ALPHABET
from expertiseteam.vault.identity import KEY_BYTES, Card, Identity, PrivateKeys, digest
from expertiseteam.vault.keyfile import KeyFile, create_key_file, key_file_of, read_key_file, refuse_existing
from expertiseteam.vault.own import is_here, own_identity
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey, parse_recovery
from expertiseteam.vault.sealing import WrongPassphrase, open_identity
from expertiseteam.vault.steps import Step
from expertiseteam.vault.witness import head_of, refuse_older, remember_seen, seen_here

__all__ = [
    "Card",
    "Identity",
    "Recovered",
    "RecoveryKey",
    "WrongTry",
    "add_member",
    "change_passphrase",
    "create_keys",
    "current_cards",
    "dossier_id_of",
    "fingerprint",
    "key_file_of",
    "new_identity_from_recovery",
    "open_private_keys",
    "parse_recovery",
    "protection",
    "recovery_recipient",
    "rename",
    "renew_member",
    "set_admin",
    "signing_keys",
    "unlock",
    "unlock_with_recovery",
    "who_can_unlock",
]


class WrongTry(Refused):
    """The passphrase is wrong. `tries_left`: how many tries come before the first wait."""

    def __init__(self, sentence: str, tries_left: int) -> None:
        super().__init__(sentence)
        self.tries_left = tries_left


@dataclass(frozen=True, eq=False)
class Recovered:
    """A dossier opened with the recovery sheet: reads what was sealed to the sheet, may give a member new keys. Its repr shows no key."""

    dossier_id: str
    founding: str
    dossier_key: bytes = field(repr=False)
    private: PrivateKeys = field(repr=False)
    earlier: tuple[bytes, ...] = field(default=(), repr=False)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed to the recovery sheet, such as a reporter. Refused when it was not, or is damaged."""
        return self.private.open(sealed)


def create_keys(key_path: Path, *, member_id: str, name: str, passphrase: str, policy: VaultPolicy) -> tuple[Identity, RecoveryKey]:
    """Make the keys of a new dossier with one member, its administrator, and the recovery key for the sheet, which is kept nowhere.

    Refused when a key file stands there already, the passphrase is too easy, or the key store or the disk does not help.
    """
    refuse_existing(key_path)
    require_name(name)
    require_passphrase(passphrase, name, None, policy)
    dossier_id, dossier_key = os.urandom(16).hex(), os.urandom(KEY_BYTES)
    keys, recovery = PrivateKeys.generate(), RecoveryKey.generate()
    card = card_for(member_id, name, keys, is_admin=True)
    file = KeyFile(dossier_id, (first_entry(dossier_id, card, keys, recovery.private(), dossier_key, policy.clock()),), {})
    sealed = sealed_here(file, member_id, keys, passphrase, policy)
    keep_private_keys(file, card, sealed, policy)  # first: a key file that nobody can open must never stand there
    create_key_file(key_path, with_private_keys(file, card, sealed, policy))
    return identity_of(file, card, keys), recovery


def unlock(key_path: Path, member_id: str, passphrase: str, policy: VaultPolicy, *, dossier_id: str | None = None) -> Identity:
    """Unlock as this member. With `dossier_id` the key file must be of that dossier.

    Refused, each in its own words: WrongTry and WaitFirst, an unknown member, every way in which key file or key store can fail, and a key
    file that is older than this computer saw before.
    """
    file = read_key_file(key_path)
    if dossier_id is not None and dossier_id != file.dossier_id:
        raise Refused(
            f"Het sleutelbestand “{key_path.name}” (kenmerk {_fingerprint(file)}) hoort bij een ander dossier. Er is niets gewijzigd. "
            "Zet het sleutelbestand van dit dossier terug."
        )
    refuse_older(key_path, file.entries, seen_here(policy, file.dossier_id))
    card, keys = open_private_keys(key_path, file, member_id, passphrase, policy)
    identity = identity_of(file, card, keys)
    remember_seen(policy, file.dossier_id, head_of(file.entries))
    return identity


def who_can_unlock(key_path: Path, policy: VaultPolicy | None = None) -> list[Card]:
    """Return, by name, the members who can unlock on this computer. Needs no passphrase and proves no signature: for showing only."""
    file, policy = read_key_file(key_path, signatures=False), policy or VaultPolicy()
    return sorted((card for card in file.last.cards if is_here(policy, file, card)), key=lambda card: card.name.casefold())


def protection(key_path: Path, member_id: str, policy: VaultPolicy) -> str:
    """Return what guards a member's keys on this computer and what that means, in Dutch, for the member to read."""
    file = read_key_file(key_path, signatures=False)
    sealed = own_identity(policy, file, known_card(key_path, file, member_id))
    if sealed is None:
        return "Uw sleutels staan niet op deze computer."
    if sealed.computer:
        return (
            "Uw wachtzin en een geheim in de sleutelkluis van deze computer beschermen uw sleutels samen. Wie alleen de bestanden "
            "kopieert, kan uw wachtzin niet raden."
        )
    return (
        "Alleen uw wachtzin beschermt uw sleutels, want deze computer heeft geen sleutelkluis die het programma gebruikt. Wie de bestanden "
        "kopieert, kan thuis wachtzinnen proberen. Daarom moet uw wachtzin uit vijf woorden bestaan en duurt ontgrendelen wat langer."
    )


def add_member(
    key_path: Path, admin: Identity, *, member_id: str, name: str, passphrase: str, policy: VaultPolicy, is_admin: bool = False
) -> Card:
    """Add a member in person: the new member types the own passphrase, the administrator signs.

    Refused when the administrator may not, the member is there already, or the passphrase is too easy.
    """
    file = for_admin(key_path, admin)
    if file.last.card_of(member_id):
        raise Refused("Dit lid heeft al toegang tot dit dossier. Er is niets gewijzigd. Kies een ander lid.")
    require_name(name)
    require_passphrase(passphrase, name, file, policy)
    keys = PrivateKeys.generate()
    card = card_for(member_id, name, keys, is_admin=is_admin)
    change = Change(Step.JOINED, admin.member_id, member_id, policy.clock())
    changed = with_entry(file, [*file.last.cards, card], change, admin.private)
    put_back_with(key_path, changed, card, keys, passphrase, policy)
    return card


def renew_member(key_path: Path, admin: Identity, *, member_id: str, passphrase: str, policy: VaultPolicy) -> Card:
    """Give a member who forgot the passphrase, or lost the key store, new keys in person, under the same name and rights.

    What was sealed to the old keys has to be sealed again by someone who can open it. Refused as `add_member`, and for an unknown member.
    """
    file = for_admin(key_path, admin)
    old = known_card(key_path, file, member_id)
    require_passphrase(passphrase, old.name, file, policy)
    keys = PrivateKeys.generate()
    card = card_for(member_id, old.name, keys, is_admin=old.is_admin)
    change = Change(Step.RENEWED, admin.member_id, member_id, policy.clock())
    changed = with_entry(file, [card if c is old else c for c in file.last.cards], change, admin.private)
    put_back_with(key_path, changed, card, keys, passphrase, policy, old)
    return card


def set_admin(key_path: Path, admin: Identity, member_id: str, is_admin: bool, *, policy: VaultPolicy | None = None) -> None:
    """Let a member add others, or no longer. Refused when no administrator would be left."""
    file, policy = for_admin(key_path, admin), policy or VaultPolicy()
    card = known_card(key_path, file, member_id)
    if card.is_admin != is_admin:
        change = Change(Step.RIGHTS, admin.member_id, member_id, policy.clock())
        cards = [replace(c, is_admin=is_admin) if c is card else c for c in file.last.cards]
        put_back(key_path, with_entry(file, cards, change, admin.private), policy)


def rename(key_path: Path, admin: Identity, member_id: str, name: str, *, policy: VaultPolicy | None = None) -> None:
    """Let the key file, and with it the list of who can unlock, bear a name that was corrected."""
    file, policy = for_admin(key_path, admin), policy or VaultPolicy()
    card = known_card(key_path, file, member_id)
    require_name(name)
    if card.name != name:
        change = Change(Step.RENAMED, admin.member_id, member_id, policy.clock())
        cards = [replace(c, name=name) if c is card else c for c in file.last.cards]
        put_back(key_path, with_entry(file, cards, change, admin.private), policy)


def change_passphrase(key_path: Path, member_id: str, old: str, new: str, policy: VaultPolicy) -> None:
    """Seal a member's keys under a new passphrase, at today's cost and bound to this computer where that can be. Refused as `unlock`."""
    file = read_key_file(key_path)
    refuse_older(key_path, file.entries, seen_here(policy, file.dossier_id))
    card, keys = open_private_keys(key_path, file, member_id, old, policy)
    if old == new:
        raise Refused("De nieuwe wachtzin is dezelfde als de oude. Er is niets gewijzigd. Kies een andere wachtzin.")
    require_passphrase(new, card.name, file, policy)
    sealed = sealed_here(file, member_id, keys, new, policy)
    keep_private_keys(file, card, sealed, policy)  # what stands on this computer wins
    if policy.travels or member_id in file.identities:
        put_back(key_path, with_private_keys(file, card, sealed, policy), policy)


def unlock_with_recovery(key_path: Path, sheet_text: str) -> Recovered:
    """Open the dossier with the text of the recovery sheet. This changes nothing, so that it serves as a drill as well.

    Refused when a group is wrong (groups.WrongGroups), or when the sheet is of another dossier or was replaced by a newer one.
    """
    recovery = parse_recovery(sheet_text).private()
    file = read_key_file(key_path)
    recipient = recovery.recipient()
    if recipient != file.last.recovery_age:
        if any(entry.recovery_age == recipient for entry in file.entries):
            raise Refused(
                f"Dit herstelblad is vervangen door een nieuwer. Er is niets gewijzigd. Zoek het blad met het kenmerk "
                f"{_fingerprint(file)} en vernietig dit blad."
            )
        raise Refused(
            f"Dit herstelblad hoort niet bij dit dossier. Er is niets gewijzigd. Zoek het blad met het kenmerk {_fingerprint(file)}, "
            "of vergelijk alle groepen nog eens."
        )
    dossier_key = file.last.open_key(recovery)
    return Recovered(file.dossier_id, file.founding, dossier_key, recovery, earlier_keys(file.entries, dossier_key))


def new_identity_from_recovery(
    key_path: Path, recovered: Recovered, *, member_id: str, passphrase: str, policy: VaultPolicy, is_admin: bool | None = None
) -> Identity:
    """Give a member new keys under a new passphrase, signed by the recovery sheet, and the dossier a new key.

    The old laptop, or who has it now, opens nothing that is written after this. `is_admin` None leaves the rights as they were. A key file
    that was rolled back is taken as it is: the sheet is the way back when the newest is gone. What was sealed to the member's old keys
    opens no more: whoever holds `recovered` opens it and seals it again to `card().age`.
    """
    file = same_dossier(key_path, recovered.founding)
    if recovered.private.recipient() != file.last.recovery_age:
        raise Refused("Dit herstelblad geldt niet meer voor dit dossier. Er is niets gewijzigd. Gebruik het nieuwste herstelblad.")
    old = known_card(key_path, file, member_id)
    require_passphrase(passphrase, old.name, file, policy)
    keys = PrivateKeys.generate()
    card = card_for(member_id, old.name, keys, is_admin=old.is_admin if is_admin is None else is_admin)
    change = Change(Step.RECOVERED, BY_RECOVERY, member_id, policy.clock(), new_key=os.urandom(KEY_BYTES))
    changed = with_entry(file, [card if c is old else c for c in file.last.cards], change, recovered.private)
    put_back_with(key_path, changed, card, keys, passphrase, policy, old)
    return identity_of(changed, card, keys)


def recovery_recipient(key_path: Path) -> str:
    """Return the age recipient of the recovery sheet, proven by the signatures."""
    return read_key_file(key_path).last.recovery_age


def current_cards(key_path: Path) -> list[Card]:
    """Return the cards of all members, in the order in which they came, proven by the signatures."""
    return list(read_key_file(key_path).last.cards)


def signing_keys(key_path: Path) -> dict[str, tuple[str, ...]]:
    """Return by member id every signing key (base64) that a member ever had, newest last, also of who left; proven by the signatures.

    For who checks a signed record (`identity.is_signed_by`) that may be older than the member's keys of today.
    """
    found: dict[str, dict[str, None]] = {}
    for entry in read_key_file(key_path).entries:
        for card in entry.cards:
            known = found.setdefault(card.member_id, {})
            known.pop(card.signing, None)
            known[card.signing] = None
    return {member_id: tuple(known) for member_id, known in found.items()}


def dossier_id_of(key_path: Path) -> str:
    """Return the id of the dossier that this key file is for."""
    return read_key_file(key_path).dossier_id


def fingerprint(key_path: Path) -> str:
    """Return the short mark, such as 7K2M-Q9XF, by which a person tells which recovery sheet belongs to which key file."""
    return _fingerprint(read_key_file(key_path))


def _fingerprint(file: KeyFile) -> str:
    bits = int(digest(f"{file.founding}:{file.last.recovery_age}".encode())[:10], 16)
    letters = "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(7, -1, -1))
    return f"{letters[:4]}-{letters[4:]}"


def open_private_keys(key_path: Path, file: KeyFile, member_id: str, passphrase: str, policy: VaultPolicy) -> tuple[Card, PrivateKeys]:
    """Open a member's private keys with the passphrase, counting wrong tries, and prove that they are the keys on the card."""
    card = known_card(key_path, file, member_id)
    sealed = own_identity(policy, file, card)
    if sealed is None:
        raise Refused(
            f"De sleutels van {card.name} staan niet op deze computer. Er is niets gewijzigd. Ontgrendel op de eigen computer van dit lid, "
            "of gebruik een code voor een nieuwe laptop of het herstelblad."
        )
    attempts = Attempts(policy, file.dossier_id, member_id)
    attempts.check()
    try:
        keys = open_identity(sealed, passphrase, member_id=member_id, dossier_id=file.dossier_id, founding=file.founding, policy=policy)
    except WrongPassphrase:
        raise _wrong_try(passphrase, attempts.failed(), len(file.last.cards) - 1) from None
    attempts.succeeded()
    if keys.recipient() != card.age or keys.signing_public() != card.signing:
        raise Refused(
            f"De sleutels van {card.name} zijn intussen vervangen, maar in “{key_path.name}” staan nog de oude. Er is niets gewijzigd. "
            "Zet de nieuwste reservekopie van het sleutelbestand terug."
        )
    return card, keys


def _wrong_try(passphrase: str, tries_left: int, others: int) -> WrongTry:
    hint = "Staan de hoofdletters aan (Caps Lock)?"
    if passphrase != passphrase.strip():
        hint = "Er staat een spatie aan het begin of het einde."
    sentence = f"De wachtzin klopt niet. Het dossier blijft dicht en er is niets gewijzigd. {hint} Probeer het opnieuw."
    if tries_left in (1, 2):
        sentence += f" U kunt het nog {tries_left} keer proberen voordat u moet wachten."
    if others > 0:
        sentence += " Voor het andere lid verandert er niets." if others == 1 else f" Voor de {others} andere leden verandert er niets."
    return WrongTry(sentence, tries_left)

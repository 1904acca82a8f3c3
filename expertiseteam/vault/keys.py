"""What people do with the keys of a dossier: make them, unlock, add a member in person, change a passphrase, recover with the sheet.

Every function reads the key file anew and puts a change back whole. They take long on purpose (Argon2id) and may wait for the key store, so
call them from a background thread. What cannot be done is `Refused` with its own Dutch sentence; nothing here ever offers to erase.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.attempts import Attempts
from expertiseteam.vault.chain import BY_RECOVERY, Entry, first_entry, name_of_member, next_entry, plain_id
from expertiseteam.vault.device import device_secret_for_new
from expertiseteam.vault.identity import KEY_BYTES, Card, Identity, PrivateKeys, digest
from expertiseteam.vault.keyfile import KeyFile, create_key_file, key_file_of, read_key_file, refuse_existing, replace_key_file
from expertiseteam.vault.passphrases import judge_passphrase
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import ALPHABET, RecoveryKey, parse_recovery
from expertiseteam.vault.sealing import SealedIdentity, WrongPassphrase, open_identity, seal_identity

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
    "parse_recovery",
    "recovery_recipient",
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

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed to the recovery sheet, such as a reporter. Refused when it was not, or is damaged."""
        return self.private.open(sealed)


def create_keys(key_path: Path, *, member_id: str, name: str, passphrase: str, policy: VaultPolicy) -> tuple[Identity, RecoveryKey]:
    """Make the keys of a new dossier with one member, its administrator, and the recovery key for the sheet, which is kept nowhere.

    Refused when a key file stands there already, the passphrase is too easy, or the key store or the disk does not help.
    """
    refuse_existing(key_path)
    _require_name_and_passphrase(name, passphrase, policy)
    dossier_id, dossier_key = os.urandom(16).hex(), os.urandom(KEY_BYTES)
    keys, recovery = PrivateKeys.generate(), RecoveryKey.generate()
    card = _card(member_id, name, keys, is_admin=True)
    file = KeyFile(dossier_id, (first_entry(dossier_id, card, keys, recovery.private(), dossier_key),), {})
    create_key_file(key_path, file.with_identity(member_id, _sealed(file, member_id, keys, passphrase, policy)))
    return _identity(file, card, keys, dossier_key), recovery


def unlock(key_path: Path, member_id: str, passphrase: str, policy: VaultPolicy, *, dossier_id: str | None = None) -> Identity:
    """Unlock as this member. With `dossier_id` the key file must be of that dossier.

    Refused, each in its own words: WrongTry and WaitFirst, an unknown member, every way in which key file or key store can fail.
    """
    file = read_key_file(key_path)
    if dossier_id is not None and dossier_id != file.dossier_id:
        raise Refused(
            f"Het sleutelbestand “{key_path.name}” (kenmerk {_fingerprint(file)}) hoort bij een ander dossier. Er is niets gewijzigd. "
            "Zet het sleutelbestand van dit dossier terug."
        )
    card, keys = _opened(key_path, file, member_id, passphrase, policy)
    return _identity(file, card, keys, file.last.open_key(keys))


def who_can_unlock(key_path: Path) -> list[Card]:
    """Return, by name, the members who can unlock on this computer. Needs no passphrase and proves no signature: for showing only."""
    file = read_key_file(key_path, signatures=False)
    return sorted((card for card in file.last.cards if card.member_id in file.identities), key=lambda card: card.name.casefold())


def add_member(
    key_path: Path, admin: Identity, *, member_id: str, name: str, passphrase: str, policy: VaultPolicy, is_admin: bool = False
) -> Card:
    """Add a member in person: the new member types the own passphrase, the administrator signs.

    Refused when the administrator may not, the member is there already, or the passphrase is too easy.
    """
    file = _for_admin(key_path, admin)
    if file.last.card_of(member_id):
        raise Refused("Dit lid heeft al toegang tot dit dossier. Er is niets gewijzigd. Kies een ander lid.")
    _require_name_and_passphrase(name, passphrase, policy)
    keys = PrivateKeys.generate()
    card = _card(member_id, name, keys, is_admin=is_admin)
    changed = _with_cards(file, [*file.last.cards, card], admin.member_id, admin.private, admin.dossier_key)
    replace_key_file(key_path, changed.with_identity(member_id, _sealed(file, member_id, keys, passphrase, policy)))
    return card


def renew_member(key_path: Path, admin: Identity, *, member_id: str, passphrase: str, policy: VaultPolicy) -> Card:
    """Give a member who forgot the passphrase, or lost the key store, new keys in person, under the same name and rights.

    What was sealed to the old keys has to be sealed again by someone who can open it. Refused as `add_member`, and for an unknown member.
    """
    file = _for_admin(key_path, admin)
    return _renewed(key_path, file, member_id, passphrase, policy, admin.member_id, admin.private, admin.dossier_key, None)[0]


def set_admin(key_path: Path, admin: Identity, member_id: str, is_admin: bool) -> None:
    """Let a member add others, or no longer. Refused when no administrator would be left."""
    file = _for_admin(key_path, admin)
    card = _known(key_path, file, member_id)
    cards = [replace(c, is_admin=is_admin) if c is card else c for c in file.last.cards]
    if not any(c.is_admin for c in cards):
        raise Refused("Dit is de laatste beheerder van het dossier. Er is niets gewijzigd. Maak eerst een ander lid beheerder.")
    if card.is_admin != is_admin:
        replace_key_file(key_path, _with_cards(file, cards, admin.member_id, admin.private, admin.dossier_key))


def change_passphrase(key_path: Path, member_id: str, old: str, new: str, policy: VaultPolicy) -> None:
    """Seal a member's keys under a new passphrase, at today's cost and bound to this computer where that can be. Refused as `unlock`."""
    file = read_key_file(key_path)
    card, keys = _opened(key_path, file, member_id, old, policy)
    if old == new:
        raise Refused("De nieuwe wachtzin is dezelfde als de oude. Er is niets gewijzigd. Kies een andere wachtzin.")
    _require_name_and_passphrase(card.name, new, policy)
    replace_key_file(key_path, file.with_identity(member_id, _sealed(file, member_id, keys, new, policy)))


def unlock_with_recovery(key_path: Path, sheet_text: str) -> Recovered:
    """Open the dossier with the text of the recovery sheet.

    Refused when a group is wrong (recovery.WrongGroups), or when the sheet is of another dossier.
    """
    recovery = parse_recovery(sheet_text).private()
    file = read_key_file(key_path)
    if recovery.recipient() != file.last.recovery_age:
        raise Refused(
            f"Dit herstelblad hoort niet bij dit dossier. Er is niets gewijzigd. Zoek het blad met het kenmerk {_fingerprint(file)}, "
            "of vergelijk alle groepen nog eens."
        )
    return Recovered(file.dossier_id, file.founding, file.last.open_key(recovery), recovery)


def new_identity_from_recovery(
    key_path: Path, recovered: Recovered, *, member_id: str, passphrase: str, policy: VaultPolicy, is_admin: bool | None = None
) -> Identity:
    """Give a member new keys under a new passphrase, signed by the recovery sheet. `is_admin` None leaves the rights as they were.

    What was sealed to the member's old keys opens no more: whoever holds `recovered` opens it and seals it again to `card().age`.
    """
    file = _same_dossier(key_path, recovered.founding)
    if recovered.private.recipient() != file.last.recovery_age:
        raise Refused("Dit herstelblad geldt niet meer voor dit dossier. Er is niets gewijzigd. Gebruik het nieuwste herstelblad.")
    card, keys = _renewed(key_path, file, member_id, passphrase, policy, BY_RECOVERY, recovered.private, recovered.dossier_key, is_admin)
    return _identity(file, card, keys, recovered.dossier_key)


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


def _opened(key_path: Path, file: KeyFile, member_id: str, passphrase: str, policy: VaultPolicy) -> tuple[Card, PrivateKeys]:
    """Open a member's private keys with the passphrase, counting wrong tries, and prove that they are the keys on the card."""
    card = _known(key_path, file, member_id)
    sealed = file.identities.get(member_id)
    if sealed is None:
        raise Refused(
            f"De sleutels van {card.name} staan niet op deze computer. Er is niets gewijzigd. Ontgrendel op de eigen computer van dit lid."
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


def _known(key_path: Path, file: KeyFile, member_id: str) -> Card:
    card = file.last.card_of(member_id)
    if card is None:
        raise Refused(
            f"Dit lid staat niet in het sleutelbestand “{key_path.name}”. Er is niets gewijzigd. "
            "Kies een ander lid, of vraag de aandachtsfunctionaris om toegang."
        )
    return card


def _same_dossier(key_path: Path, founding: str) -> KeyFile:
    """Read the key file again. It must still be the one that was unlocked: never sign or seal for a chain that someone else put there."""
    file = read_key_file(key_path)
    if file.founding != founding:
        raise Refused(
            f"Op de plaats van “{key_path.name}” staat nu het sleutelbestand van een ander dossier. Er is niets gewijzigd. "
            "Vergrendel het dossier en zet het juiste sleutelbestand terug."
        )
    return file


def _for_admin(key_path: Path, admin: Identity) -> KeyFile:
    file = _same_dossier(key_path, admin.founding)
    card = file.last.card_of(admin.member_id)
    if card is None or not card.is_admin or card.signing != admin.private.signing_public():
        raise Refused("Alleen een beheerder van het dossier mag dit. Er is niets gewijzigd. Vraag de aandachtsfunctionaris.")
    return file


def _renewed(
    key_path: Path,
    file: KeyFile,
    member_id: str,
    passphrase: str,
    policy: VaultPolicy,
    by: str,
    signer: PrivateKeys,
    dossier_key: bytes,
    is_admin: bool | None,
) -> tuple[Card, PrivateKeys]:
    old = _known(key_path, file, member_id)
    _require_name_and_passphrase(old.name, passphrase, policy)
    keys = PrivateKeys.generate()
    card = _card(member_id, old.name, keys, is_admin=old.is_admin if is_admin is None else is_admin)
    cards = [card if c is old else c for c in file.last.cards]
    if not any(c.is_admin for c in cards):
        raise Refused("Dit is de laatste beheerder van het dossier. Er is niets gewijzigd. Laat dit lid beheerder blijven.")
    changed = _with_cards(file, cards, by, signer, dossier_key)
    replace_key_file(key_path, changed.with_identity(member_id, _sealed(file, member_id, keys, passphrase, policy)))
    Attempts(policy, file.dossier_id, member_id).succeeded()
    return card, keys


def _with_cards(file: KeyFile, cards: Sequence[Card], by: str, signer: PrivateKeys, dossier_key: bytes) -> KeyFile:
    entry: Entry = next_entry(file.last, cards, by, signer, dossier_key)
    return replace(file, entries=(*file.entries, entry))


def _sealed(file: KeyFile, member_id: str, keys: PrivateKeys, passphrase: str, policy: VaultPolicy) -> SealedIdentity:
    computers = list(dict.fromkeys(sealed.computer for sealed in file.identities.values() if sealed.computer))
    device = device_secret_for_new(file.dossier_id, computers, policy)
    return seal_identity(
        keys, passphrase, member_id=member_id, dossier_id=file.dossier_id, founding=file.founding, device=device, policy=policy
    )


def _identity(file: KeyFile, card: Card, keys: PrivateKeys, dossier_key: bytes) -> Identity:
    return Identity(card.member_id, card.name, card.is_admin, file.dossier_id, file.founding, dossier_key, keys)


def _card(member_id: str, name: str, keys: PrivateKeys, *, is_admin: bool) -> Card:
    if plain_id(member_id) == BY_RECOVERY:
        raise ValueError("this id is kept for the recovery sheet")
    return Card(member_id, name, keys.recipient(), keys.signing_public(), is_admin)


def _require_name_and_passphrase(name: str, passphrase: str, policy: VaultPolicy) -> None:
    try:
        name_of_member(name)
    except ValueError:
        raise Refused(
            "De naam van het lid is leeg, te lang of heeft een teken dat niet kan. Er is niets gewijzigd. Typ de naam opnieuw."
        ) from None
    verdict = judge_passphrase(passphrase, own_words=(name,), demand=policy.demand)
    if verdict:
        raise Refused(verdict)

"""What every change of the key file does alike: read it anew, prove who asks, add one entry, put it back whole, remember it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.attempts import Attempts
from expertiseteam.vault.chain import BY_RECOVERY, Change, earlier_keys, next_entry
from expertiseteam.vault.device import device_secret_for_new
from expertiseteam.vault.identity import Card, Identity, PrivateKeys
from expertiseteam.vault.keyfile import KeyFile, read_key_file, replace_key_file
from expertiseteam.vault.own import computers_of, forget_own, keep_own
from expertiseteam.vault.parsing import name_of_member, plain_id
from expertiseteam.vault.passphrases import WORDS, judge_passphrase
from expertiseteam.vault.policy import Demand, VaultPolicy
from expertiseteam.vault.sealing import SealedIdentity, seal_identity
from expertiseteam.vault.witness import head_of, refuse_older, remember_seen


def same_dossier(key_path: Path, founding: str) -> KeyFile:
    """Read the key file again. It must still be the one that was unlocked: never sign or seal for a chain that someone else put there."""
    file = read_key_file(key_path)
    if file.founding != founding:
        raise Refused(
            f"Op de plaats van “{key_path.name}” staat nu het sleutelbestand van een ander dossier. Er is niets gewijzigd. "
            "Vergrendel het dossier en zet het juiste sleutelbestand terug."
        )
    return file


def for_admin(key_path: Path, admin: Identity) -> KeyFile:
    """Return the key file as it is now for who may change it. Refused for everybody else, and when it was rolled back."""
    file = same_dossier(key_path, admin.founding)
    refuse_older(key_path, file.entries, admin.seen)
    card = file.last.card_of(admin.member_id)
    if card is None or not card.is_admin or card.signing != admin.private.signing_public():
        raise Refused("Alleen een beheerder van het dossier mag dit. Er is niets gewijzigd. Vraag de aandachtsfunctionaris.")
    return file


def with_entry(file: KeyFile, cards: Sequence[Card], change: Change, signer: PrivateKeys) -> KeyFile:
    """Return the file with one more entry. The signer opens the dossier key of today, whatever key he had when he unlocked.

    An invitation of who is a member by now is over, and so is one that ran out. Refused when nobody would be administrator.
    """
    if not any(card.is_admin for card in cards):
        raise Refused("Dit is de laatste beheerder van het dossier. Er is niets gewijzigd. Maak eerst een ander lid beheerder.")
    invitations = file.last.invitations if change.invitations is None else change.invitations
    ids = {card.member_id for card in cards}
    still = tuple(one for one in invitations if one.member_id not in ids and one.is_open(change.when))
    entry = next_entry(file.last, cards, replace(change, invitations=still), signer, file.last.open_key(signer))
    return replace(file, entries=(*file.entries, entry))


def put_back(key_path: Path, file: KeyFile, policy: VaultPolicy) -> None:
    """Write the changed key file and remember that it was seen. Refused when someone else changed it meanwhile, here or in the team."""
    if policy.publish is not None:
        policy.publish(file.entries)
    replace_key_file(key_path, file)
    remember_seen(policy, file.dossier_id, head_of(file.entries))


def put_back_with(
    key_path: Path, changed: KeyFile, card: Card, keys: PrivateKeys, passphrase: str, policy: VaultPolicy, old: Card | None = None
) -> None:
    """Put back a key file in which this member has new keys, sealed under the passphrase on this computer or in the file itself.

    At every moment the keys of `old` open it, or the new ones do: the key file says which.
    """
    sealed = sealed_here(changed, card.member_id, keys, passphrase, policy)
    keep_private_keys(changed, card, sealed, policy)
    put_back(key_path, with_private_keys(changed, card, sealed, policy), policy)
    if old is not None:
        forget_own(policy, changed, old)
    Attempts(policy, changed.dossier_id, card.member_id).succeeded()


def with_private_keys(file: KeyFile, card: Card, sealed: SealedIdentity, policy: VaultPolicy) -> KeyFile:
    """Return the key file to write: with the sealed keys when they travel with it, else without any of this member."""
    return file.with_identity(card.member_id, sealed) if policy.travels else file.without_identity(card.member_id)


def keep_private_keys(file: KeyFile, card: Card, sealed: SealedIdentity, policy: VaultPolicy) -> None:
    """Keep the sealed keys on this computer, unless they travel with the key file."""
    if not policy.travels:
        keep_own(policy, file, card, sealed)


def sealed_here(file: KeyFile, member_id: str, keys: PrivateKeys, passphrase: str, policy: VaultPolicy) -> SealedIdentity:
    """Seal private keys under a passphrase, with the secret of this computer where there is a key store.

    Refused when there is none and the passphrase, which then stands alone, is not five words; or when the key store does not help.
    """
    device = device_secret_for_new(file.dossier_id, computers_of(policy, file), policy)
    if device is None and policy.bind_to_device:
        verdict = judge_passphrase(passphrase, own_words=(), demand=Demand(words=WORDS))
        if verdict:
            raise Refused(
                "Deze computer heeft geen sleutelkluis, dus uw wachtzin moet uw sleutels alleen beschermen. "
                f"Er is niets gewijzigd. Gebruik minstens {WORDS} woorden."
            )
    return seal_identity(
        keys, passphrase, member_id=member_id, dossier_id=file.dossier_id, founding=file.founding, device=device, policy=policy
    )


def identity_of(file: KeyFile, card: Card, keys: PrivateKeys) -> Identity:
    """Return the identity of who has these keys, with the dossier key of today and those of before."""
    dossier_key = file.last.open_key(keys)
    earlier = earlier_keys(file.entries, dossier_key)
    head = head_of(file.entries)
    return Identity(card.member_id, card.name, card.is_admin, file.dossier_id, file.founding, dossier_key, keys, earlier, head)


def card_for(member_id: str, name: str, keys: PrivateKeys, *, is_admin: bool) -> Card:
    """Return the public side of new keys. ValueError for an id that no member may have."""
    if plain_id(member_id) == BY_RECOVERY:
        raise ValueError("this id is kept for the recovery sheet")
    return Card(member_id, name, keys.recipient(), keys.signing_public(), is_admin)


def known_card(key_path: Path, file: KeyFile, member_id: str) -> Card:
    """Return the card of a member. Refused when the member is not in the key file, or no longer."""
    card = file.last.card_of(member_id)
    if card is None:
        raise Refused(
            f"Dit lid staat niet in het sleutelbestand “{key_path.name}”. Er is niets gewijzigd. "
            "Kies een ander lid, of vraag de aandachtsfunctionaris om toegang."
        )
    return card


def require_name(name: str) -> None:
    """Refused when a name cannot stand on a line."""
    try:
        name_of_member(name)
    except ValueError:
        raise Refused(
            "De naam van het lid is leeg, te lang of heeft een teken dat niet kan. Er is niets gewijzigd. Typ de naam opnieuw."
        ) from None


def require_passphrase(passphrase: str, name: str, file: KeyFile | None, policy: VaultPolicy) -> None:
    """Refused with what to change when a passphrase is too easy; the names of all members and of the team are easy words."""
    colleagues = [card.name for card in file.last.cards] if file else []
    verdict = judge_passphrase(passphrase, own_words=(name, *colleagues, *policy.team_words), demand=policy.demand)
    if verdict:
        raise Refused(verdict)

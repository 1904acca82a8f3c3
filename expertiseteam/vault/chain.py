"""The signed chain of the key file: one entry for every change of who belongs to the dossier.

Each entry names all members (their cards), the recovery keys, and holds the dossier key as an age file for all of them. It carries the
hash of the entry before it and is signed: the first by its maker, who is an administrator in it, every later one by an administrator of
the entry before, or by that entry's recovery key. `epoch` counts the dossier keys: adding a member keeps the key, a member who leaves
brings a new one, under which the one before is kept. Entries of the first format have no step and never bring a new key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import canonical, from_base64, to_base64
from expertiseteam.vault.identity import KEY_BYTES, Card, PrivateKeys, derive, digest, same_bytes, seal, signature_holds
from expertiseteam.vault.parsing import (
    encoded,
    fields,
    listed,
    matching,
    moment,
    name_of_member,
    number,
    plain_id,
    text,
    written_moment,
    yes_or_no,
)
from expertiseteam.vault.steps import NEW_KEY, Invitation, Step, invitation_from, step_from

BY_RECOVERY = "recovery"
_ENTRY = b"expertiseteam key file entry\0"
AGE_RECIPIENT = re.compile(r"age1[a-z0-9]{58}")
_HASH = re.compile(r"(?:[0-9a-f]{64})?")
_MEMBERS_AT_MOST = 500
_NONCE = 12
_FIRST_FORMAT = ("number", "dossier", "previous", "epoch", "members", "recovery", "key", "check", "by")
_ADDED = ("step", "about", "at", "invitations", "earlier")


@dataclass(frozen=True)
class Entry:
    """One entry. `key` is the age file with the dossier key and `check` the value that proves the key, both in base64.

    `step` (None in the first format) says what was done, `about` to which member, `at` when by the signer's clock. `earlier` is the
    dossier key of the epoch before, under this one, "" in an entry that brings no new key.
    """

    number: int
    dossier_id: str
    previous: str
    epoch: int
    cards: tuple[Card, ...]
    recovery_age: str
    recovery_signing: str
    key: str
    check: str
    by: str
    signature: str
    step: Step | None = None
    about: str = ""
    at: str = ""
    invitations: tuple[Invitation, ...] = ()
    earlier: str = ""

    def body(self) -> dict[str, object]:
        """Return what is signed, as it stands in the file."""
        first: dict[str, object] = {
            "number": self.number,
            "dossier": self.dossier_id,
            "previous": self.previous,
            "epoch": self.epoch,
            "members": [{"id": c.member_id, "name": c.name, "age": c.age, "signing": c.signing, "admin": c.is_admin} for c in self.cards],
            "recovery": {"age": self.recovery_age, "signing": self.recovery_signing},
            "key": self.key,
            "check": self.check,
            "by": self.by,
        }
        if self.step is None:
            return first
        invited = [invitation.stored() for invitation in self.invitations]
        return first | {"step": self.step.name, "about": self.about, "at": self.at, "invitations": invited, "earlier": self.earlier}

    def stored(self) -> dict[str, object]:
        """Return the entry as it stands in the file."""
        return {"entry": self.body(), "signature": self.signature}

    @cached_property
    def signed(self) -> bytes:
        """The bytes that the signature is over: written once for the signature and both hashes of a link."""
        return canonical(self.body())

    def hash(self) -> str:
        """Return the hash that the next entry carries: of the one JSON text of `stored`."""
        return self._hash

    @cached_property
    def _hash(self) -> str:
        return digest(b'{"entry":%b,"signature":%b}' % (self.signed, canonical(self.signature)))

    def card_of(self, member_id: str) -> Card | None:
        """Return the card of a member, None when the member is not in this entry."""
        return next((card for card in self.cards if card.member_id == member_id), None)

    def proves(self, dossier_key: bytes) -> bool:
        """Say, in a time that tells nothing, whether this is the dossier key of this entry."""
        return same_bytes(from_base64(self.check), _check_value(self.dossier_id, self.epoch, dossier_key))

    def open_key(self, keys: PrivateKeys) -> bytes:
        """Return the dossier key for the owner of these keys. Refused when it cannot be opened or was not the one proven."""
        dossier_key = keys.open(from_base64(self.key))
        if not self.proves(dossier_key):
            raise _no_fit()
        return dossier_key


@dataclass(frozen=True)
class Change:
    """What goes into the next entry: who signs (an administrator's id or BY_RECOVERY), what and about whom, when, and what is new.

    `new_key` begins a new epoch; `recovery` are the keys of a new recovery sheet; `invitations` None leaves them as they are.
    """

    step: Step
    by: str
    about: str
    when: datetime
    new_key: bytes | None = None
    recovery: PrivateKeys | None = None
    invitations: tuple[Invitation, ...] | None = None


def first_entry(dossier_id: str, creator: Card, keys: PrivateKeys, recovery: PrivateKeys, dossier_key: bytes, when: datetime) -> Entry:
    """Begin a chain: the creator is the only member and signs it."""
    by = creator.member_id
    entry = Entry(1, dossier_id, "", 1, (creator,), recovery.recipient(), recovery.signing_public(), "", "", by, "")
    return _sealed_and_signed(replace(entry, step=Step.CREATED, about=by, at=written_moment(when)), keys, dossier_key)


def next_entry(last: Entry, cards: Sequence[Card], change: Change, keys: PrivateKeys, dossier_key: bytes) -> Entry:
    """Add an entry with these cards, the dossier key sealed anew to all of them. `dossier_key` is the one of the last entry.

    ValueError when the entry would not hold.
    """
    if not last.proves(dossier_key):
        raise ValueError("not the key of this dossier")
    entry = replace(
        last,
        number=last.number + 1,
        previous=last.hash(),
        cards=tuple(cards),
        by=change.by,
        step=change.step,
        about=change.about,
        at=written_moment(change.when),
        invitations=last.invitations if change.invitations is None else change.invitations,
        earlier="",
    )
    if change.recovery:
        entry = replace(entry, recovery_age=change.recovery.recipient(), recovery_signing=change.recovery.signing_public())
    if change.new_key:
        entry = replace(entry, epoch=last.epoch + 1)
        entry = replace(entry, earlier=_kept_under(entry, change.new_key, dossier_key))
    entry = _sealed_and_signed(entry, keys, change.new_key or dossier_key)
    check_links([last, entry], from_the_start=False)
    _check_link(last, entry)
    return entry


def earlier_keys(entries: Sequence[Entry], dossier_key: bytes) -> tuple[bytes, ...]:
    """Return the dossier keys of earlier epochs, newest first, for who has the last one: old backups open with them.

    Refused when a key is not the one that its entry proved.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    found, key = [], dossier_key
    for before, entry in reversed(list(zip(entries, entries[1:], strict=False))):
        if not entry.earlier:
            continue
        raw = from_base64(entry.earlier)
        try:
            key = ChaCha20Poly1305(_earlier_purpose(entry, key)).decrypt(raw[:_NONCE], raw[_NONCE:], None)
        except InvalidTag:
            raise _no_fit() from None
        if not before.proves(key):
            raise _no_fit()
        found.append(key)
    return tuple(found)


def check_links(entries: Sequence[Entry], *, from_the_start: bool = True) -> None:
    """Check what costs no signature: numbers, hashes, epochs and steps that follow each other. ValueError when the chain does not hold."""
    if from_the_start:
        if not entries or entries[0].number != 1 or entries[0].previous or entries[0].epoch != 1:
            raise ValueError("de eerste schakel klopt niet")
        if entries[0].step not in (None, Step.CREATED) or entries[0].earlier or entries[0].invitations:
            raise ValueError("de eerste schakel klopt niet")
    for before, after in zip(entries, entries[1:], strict=False):
        if after.number != before.number + 1 or after.previous != before.hash():
            raise ValueError("de keten van wijzigingen is verbroken")
        is_new = after.step in NEW_KEY
        if after.epoch != before.epoch + is_new or (not is_new and after.check != before.check) or bool(after.earlier) != is_new:
            raise ValueError("de dossiersleutels volgen elkaar niet op")
        if after.step is Step.CREATED or (after.step is None and before.step is not None):
            raise ValueError("een wijziging staat op de verkeerde plaats")
        if after.step is not Step.SHEET and (after.recovery_age, after.recovery_signing) != (before.recovery_age, before.recovery_signing):
            raise ValueError("het herstelblad is gewijzigd zonder dat dat erbij staat")


def check_signatures(entries: Sequence[Entry]) -> None:
    """Check that each entry was signed by someone who might. ValueError when one was not."""
    _check_link(entries[0], entries[0])
    for before, after in zip(entries, entries[1:], strict=False):
        _check_link(before, after)


def entry_from(stored: object) -> Entry:
    """Read one entry as `stored` writes it. ValueError when anything is missing, extra or of another kind."""
    outer = fields(stored, "entry", "signature")
    is_first_format = isinstance(outer["entry"], dict) and "step" not in outer["entry"]
    body = fields(outer["entry"], *_FIRST_FORMAT, *(() if is_first_format else _ADDED))
    recovery = fields(body["recovery"], "age", "signing")
    cards = tuple(_card_from(member) for member in listed(body["members"], _MEMBERS_AT_MOST))
    if len({c.member_id for c in cards}) != len(cards) or not any(c.is_admin for c in cards):
        raise ValueError("de lijst met leden klopt niet")
    entry = Entry(
        number=number(body["number"]),
        dossier_id=plain_id(body["dossier"]),
        previous=matching(body["previous"], _HASH),
        epoch=number(body["epoch"]),
        cards=cards,
        recovery_age=matching(recovery["age"], AGE_RECIPIENT),
        recovery_signing=encoded(recovery["signing"], KEY_BYTES),
        key=encoded(body["key"]),
        check=encoded(body["check"], KEY_BYTES),
        by=plain_id(body["by"]),
        signature=encoded(outer["signature"], 64),
    )
    if is_first_format:
        return entry
    return replace(
        entry,
        step=step_from(body["step"]),
        about=plain_id(body["about"]) if text(body["about"]) else "",
        at=moment(body["at"]),
        invitations=tuple(invitation_from(one) for one in listed(body["invitations"], _MEMBERS_AT_MOST)),
        earlier=encoded(body["earlier"], _NONCE + KEY_BYTES + 16 if body["earlier"] else 0),
    )


def _card_from(stored: object) -> Card:
    card = fields(stored, "id", "name", "age", "signing", "admin")
    return _card(text(card["id"]), text(card["name"]), text(card["age"]), text(card["signing"]), yes_or_no(card["admin"]))


@lru_cache(maxsize=2 * _MEMBERS_AT_MOST)
def _card(member_id: str, name: str, age: str, signing: str, is_admin: bool) -> Card:
    """A card whose parts are what they should be. Every entry repeats the cards of the one before: each is looked at once."""
    if plain_id(member_id) == BY_RECOVERY:
        raise ValueError("de lijst met leden klopt niet")
    return Card(member_id, name_of_member(name), matching(age, AGE_RECIPIENT), encoded(signing, KEY_BYTES), is_admin)


def _sealed_and_signed(entry: Entry, keys: PrivateKeys, dossier_key: bytes) -> Entry:
    everyone = [card.age for card in entry.cards] + [entry.recovery_age]
    check = to_base64(_check_value(entry.dossier_id, entry.epoch, dossier_key))
    entry = replace(entry, key=to_base64(seal(dossier_key, everyone)), check=check)
    return replace(entry, signature=to_base64(keys.sign(_ENTRY, entry.signed)))


def _check_link(before: Entry, entry: Entry) -> None:
    """Check one signature. `before` decides who may sign; the first entry decides that for itself."""
    signer = before.card_of(entry.by)
    signing = before.recovery_signing if entry.by == BY_RECOVERY else signer.signing if signer and signer.is_admin else ""
    if entry.number == 1 and entry.by == BY_RECOVERY:
        signing = ""
    if not signing or not signature_holds(signing, _ENTRY, entry.signed, from_base64(entry.signature)):
        raise ValueError("een handtekening klopt niet")


def _kept_under(entry: Entry, new: bytes, old: bytes) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(_NONCE)
    return to_base64(nonce + ChaCha20Poly1305(_earlier_purpose(entry, new)).encrypt(nonce, old, None))


def _earlier_purpose(entry: Entry, key: bytes) -> bytes:
    return derive(key, f"expertiseteam earlier key {entry.dossier_id} {entry.epoch}")


def _check_value(dossier_id: str, epoch: int, dossier_key: bytes) -> bytes:
    return derive(dossier_key, f"expertiseteam key check {dossier_id} {epoch}")


def _no_fit() -> Refused:
    return Refused("De sleutel in het sleutelbestand past niet bij dit dossier. Er is niets gewijzigd. Zet een reservekopie terug.")

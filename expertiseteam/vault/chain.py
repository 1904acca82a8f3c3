"""The signed chain of the key file: one entry for every change of who belongs to the dossier.

Each entry names all members (their cards), the recovery keys, and holds the dossier key as an age file for all of them. It carries the
hash of the entry before it and is signed: the first by its maker, who is an administrator in it, every later one by an administrator of
the entry before, or by that entry's recovery key. `epoch` counts the dossier keys: adding a member keeps the key, a member who leaves will
bring a new one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import canonical, from_base64, to_base64
from expertiseteam.vault.identity import KEY_BYTES, Card, PrivateKeys, derive, digest, same_bytes, seal, signature_holds

BY_RECOVERY = "recovery"
_ENTRY = b"expertiseteam key file entry\0"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_AGE = re.compile(r"age1[a-z0-9]{58}")
_HASH = re.compile(r"(?:[0-9a-f]{64})?")
_MEMBERS_AT_MOST = 500


@dataclass(frozen=True)
class Entry:
    """One entry. `key` is the age file with the dossier key and `check` the value that proves the key, both in base64."""

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

    def body(self) -> dict[str, object]:
        """Return what is signed."""
        return {
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

    def stored(self) -> dict[str, object]:
        """Return the entry as it stands in the file."""
        return {"entry": self.body(), "signature": self.signature}

    def hash(self) -> str:
        """Return the hash that the next entry carries."""
        return digest(canonical(self.stored()))

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
            raise Refused("De sleutel in het sleutelbestand past niet bij dit dossier. Er is niets gewijzigd. Zet een reservekopie terug.")
        return dossier_key


def first_entry(dossier_id: str, creator: Card, keys: PrivateKeys, recovery: PrivateKeys, dossier_key: bytes) -> Entry:
    """Begin a chain: the creator is the only member and signs it."""
    entry = Entry(1, dossier_id, "", 1, (creator,), recovery.recipient(), recovery.signing_public(), "", "", creator.member_id, "")
    return _sealed_and_signed(entry, keys, dossier_key)


def next_entry(last: Entry, cards: Sequence[Card], by: str, keys: PrivateKeys, dossier_key: bytes) -> Entry:
    """Add an entry with other cards and the same dossier key, sealed anew to all of them.

    `by` is the id of the administrator who signs, or BY_RECOVERY. ValueError when the entry would not hold.
    """
    if not last.proves(dossier_key):
        raise ValueError("not the key of this dossier")
    entry = replace(last, number=last.number + 1, previous=last.hash(), cards=tuple(cards), by=by)
    entry = _sealed_and_signed(entry, keys, dossier_key)
    _check_link(last, entry)
    return entry


def check_links(entries: Sequence[Entry]) -> None:
    """Check what costs no signature: numbers, hashes, epochs that follow each other. ValueError when the chain does not hold."""
    if not entries or entries[0].number != 1 or entries[0].previous or entries[0].epoch != 1:
        raise ValueError("de eerste schakel klopt niet")
    for before, after in zip(entries, entries[1:], strict=False):
        if after.number != before.number + 1 or after.previous != before.hash():
            raise ValueError("de keten van wijzigingen is verbroken")
        if after.epoch not in (before.epoch, before.epoch + 1) or (after.epoch == before.epoch and after.check != before.check):
            raise ValueError("de dossiersleutels volgen elkaar niet op")


def check_signatures(entries: Sequence[Entry]) -> None:
    """Check that each entry was signed by someone who might. ValueError when one was not."""
    _check_link(entries[0], entries[0])
    for before, after in zip(entries, entries[1:], strict=False):
        _check_link(before, after)


def entry_from(stored: object) -> Entry:
    """Read one entry as `stored` writes it. ValueError when anything is missing, extra or of another kind."""
    outer = fields(stored, "entry", "signature")
    body = fields(outer["entry"], "number", "dossier", "previous", "epoch", "members", "recovery", "key", "check", "by")
    recovery = fields(body["recovery"], "age", "signing")
    members = body["members"]
    if not isinstance(members, list) or not 0 < len(members) <= _MEMBERS_AT_MOST:
        raise ValueError("de lijst met leden klopt niet")
    cards = tuple(_card_from(member) for member in members)
    if len({c.member_id for c in cards}) != len(cards) or not any(c.is_admin for c in cards):
        raise ValueError("de lijst met leden klopt niet")
    return Entry(
        number=number(body["number"]),
        dossier_id=plain_id(body["dossier"]),
        previous=matching(body["previous"], _HASH),
        epoch=number(body["epoch"]),
        cards=cards,
        recovery_age=matching(recovery["age"], _AGE),
        recovery_signing=encoded(recovery["signing"], KEY_BYTES),
        key=encoded(body["key"]),
        check=encoded(body["check"], KEY_BYTES),
        by=plain_id(body["by"]),
        signature=encoded(outer["signature"], 64),
    )


def fields(value: object, *names: str) -> Mapping[str, object]:
    """Return a JSON object that has exactly these names. ValueError otherwise."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise ValueError("een onderdeel ontbreekt of is vreemd")
    return value


def text(value: object) -> str:
    """Return a JSON text. ValueError otherwise."""
    if not isinstance(value, str):
        raise ValueError("een onderdeel is geen tekst")
    return value


def number(value: object) -> int:
    """Return a JSON number from 0 up. ValueError otherwise."""
    if type(value) is not int or value < 0:
        raise ValueError("een onderdeel is geen getal")
    return value


def encoded(value: object, size: int | None = None) -> str:
    """Return a text that is base64 of `size` bytes. ValueError otherwise."""
    written = text(value)
    from_base64(written, size)
    return written


def matching(value: object, pattern: re.Pattern[str]) -> str:
    """Return a text of this form. ValueError otherwise."""
    written = text(value)
    if not pattern.fullmatch(written):
        raise ValueError("een onderdeel heeft een andere vorm")
    return written


def plain_id(value: object) -> str:
    """Return an id of at most 64 letters, digits, - and _. ValueError otherwise."""
    return matching(value, _ID)


def name_of_member(value: object) -> str:
    """Return a name that can be shown on one line. ValueError otherwise."""
    name = text(value)
    if not name.strip() or len(name) > 200 or not name.isprintable():
        raise ValueError("een naam kan niet worden getoond")
    return name


def _card_from(stored: object) -> Card:
    card = fields(stored, "id", "name", "age", "signing", "admin")
    if not isinstance(card["admin"], bool):
        raise ValueError("een onderdeel is geen ja of nee")
    member_id = plain_id(card["id"])
    if member_id == BY_RECOVERY:
        raise ValueError("de lijst met leden klopt niet")
    return Card(member_id, name_of_member(card["name"]), matching(card["age"], _AGE), encoded(card["signing"], KEY_BYTES), card["admin"])


def _sealed_and_signed(entry: Entry, keys: PrivateKeys, dossier_key: bytes) -> Entry:
    everyone = [card.age for card in entry.cards] + [entry.recovery_age]
    check = to_base64(_check_value(entry.dossier_id, entry.epoch, dossier_key))
    entry = replace(entry, key=to_base64(seal(dossier_key, everyone)), check=check)
    return replace(entry, signature=to_base64(keys.sign(_ENTRY, canonical(entry.body()))))


def _check_link(before: Entry, entry: Entry) -> None:
    """Check one signature. `before` decides who may sign; the first entry decides that for itself."""
    signer = before.card_of(entry.by)
    signing = before.recovery_signing if entry.by == BY_RECOVERY else signer.signing if signer and signer.is_admin else ""
    if entry.number == 1 and entry.by == BY_RECOVERY:
        signing = ""
    if not signing or not signature_holds(signing, _ENTRY, canonical(entry.body()), from_base64(entry.signature)):
        raise ValueError("een handtekening klopt niet")


def _check_value(dossier_id: str, epoch: int, dossier_key: bytes) -> bytes:
    return derive(dossier_key, f"expertiseteam key check {dossier_id} {epoch}")

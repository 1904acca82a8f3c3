"""One entry of the log in a team folder: sealed, signed, linked to the one before (docs/team-folder.md, 3 and 4)."""

from __future__ import annotations

import enum
import hashlib
import os
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.identity import PrivateKeys, derive, signature_holds
from expertiseteam.vault.parsing import fields, listed, matching, moment, number, plain_id, text, written_moment

MAGIC, VERSION, SUITE = b"ETmf", 1, 1
LARGEST = 32 << 20  # bytes of a whole file
_HEADER = struct.Struct(">4sBBHQ32sQ32s32sQ")
OUTSIDE = _HEADER.size  # bytes; with the random salt in it no two entries have the same
_BLOCK, _TAG, _SIGNATURE, _NONCE = 512, 16, 64, bytes(12)
_CONTEXT = b"expertiseteam folder entry\0"
_MOST_TRANSACTIONS, _MOST_CHANGES = 100_000, 1_000_000
_TRANSACTION = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SNAPSHOT = re.compile(r"[0-9]{12}-[0-9a-f]{16}")

Value = str | int | Mapping[str, str] | None
Values = Mapping[str, Value]


class Fault(enum.StrEnum):
    """Why an entry is refused, in the order in which it is looked at."""

    MISSING = "ontbreekt, terwijl er latere staan"
    CUT = "is nog niet helemaal aangekomen"
    DAMAGED = "is beschadigd"
    NEWER = "is gemaakt met een nieuwere versie van dit programma"
    ELSEWHERE = "sluit niet aan op wat deze computer al heeft: de map is vervangen, gesplitst of verwisseld"
    KEYS = "hoort bij andere sleutels dan die van dit dossier"
    FORGED = "is niet ondertekend door een lid van het team"
    MALFORMED = "heeft een vorm die niet kan"
    MISFIT = "past niet op het dossier zoals het ervoor was"


_BY_WHO_HAD_IT = "Vraag een collega die deze wijziging al had om het programma te openen: dat zet haar vanzelf goed."
_DO = {
    Fault.MISSING: _BY_WHO_HAD_IT,
    Fault.CUT: "Het programma kijkt vanzelf opnieuw.",
    Fault.DAMAGED: _BY_WHO_HAD_IT,
    Fault.NEWER: "Installeer de nieuwe versie: dan gaat ook wat u intussen doet naar het team.",
}


class BadEntry(Refused):
    """An entry that does not hold. The replica stays at the one before; nothing of this one is used."""

    def __init__(self, at: int, fault: Fault) -> None:
        super().__init__(
            f"Wijziging {at} in de teammap {fault.value}. Er is niets van overgenomen; uw eigen werk blijft op deze computer bewaard. "
            + _DO.get(fault, "Waarschuw de aandachtsfunctionaris.")
        )
        self.number, self.fault = at, fault


@dataclass(frozen=True)
class Change:
    """One row's change. `base`: the version it was based on, 0 for a new row; `values`: new values by column, None for a removal."""

    table: str
    id: str
    base: int
    values: Values | None

    def stored(self) -> list[Any]:
        """The change as it stands in an entry."""
        return [self.table, self.id, self.base, self.values]


@dataclass(frozen=True)
class Transaction:
    """What one act changed; all of it or nothing."""

    id: str
    at: str
    changes: tuple[Change, ...]

    def stored(self) -> dict[str, Any]:
        """The transaction as it stands in an entry."""
        return {"id": self.id, "at": self.at, "changes": [change.stored() for change in self.changes]}


@dataclass(frozen=True)
class Claim:
    """A member's word that a snapshot holds the state after entry `number`."""

    number: int
    name: str
    digest: str
    file: str

    def stored(self) -> dict[str, Any]:
        """The claim as it stands in an entry."""
        return {"number": self.number, "name": self.name, "digest": self.digest, "file": self.file}


@dataclass(frozen=True)
class Position:
    """How far a replica is: the last entry it has, the link of the key chain that it named, and the schema of the tables after it."""

    number: int
    hash: bytes
    keys: int
    schema: int


@dataclass(frozen=True)
class Entry:
    """An entry that holds, apart from whether its changes fit on the rows."""

    position: Position
    by: str
    transactions: tuple[Transaction, ...]
    claim: Claim | None
    is_alone: bool  # whether its maker was the only member
    by_admin: bool
    at: str
    raw: bytes


def beginning(dossier_id: str, founding: str, schema: int) -> Position:
    """Where every replica of a dossier begins: before entry 1."""
    first = hashlib.sha256(b"expertiseteam folder 1\0" + dossier_id.encode() + b"\0" + founding.encode()).digest()
    return Position(0, first, 1, schema)


def seal_entry(
    after: Position,
    ring: KeyRing,
    by: str,
    keys: PrivateKeys,
    when: datetime,
    transactions: Sequence[Transaction],
    *,
    claim: Claim | None = None,
    schema: int | None = None,
) -> bytes:
    """Make the entry that follows on `after`. ValueError when it would be too large for any reader."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    content = canonical(
        {
            "at": written_moment(when),
            "by": by,
            "schema": schema or after.schema,
            "snapshot": claim.stored() if claim else None,
            "transactions": [transaction.stored() for transaction in transactions],
        }
    )
    link, salt = ring.last, os.urandom(32)
    filled = -(_SIGNATURE + 4 + len(content)) % _BLOCK
    length = _SIGNATURE + 4 + len(content) + filled + _TAG
    header = _HEADER.pack(
        MAGIC, VERSION, SUITE, 0, after.number + 1, after.hash, link.number, bytes.fromhex(ring.hash_of(link.number)), salt, length
    )
    if len(header) + length > LARGEST:
        raise ValueError("an entry that nobody would read")
    plain = keys.sign(_CONTEXT, header + content) + struct.pack(">I", len(content)) + content + bytes(filled)
    return header + ChaCha20Poly1305(_key(ring, link.number, salt)).encrypt(_NONCE, plain, header)


def read_entry(raw: bytes, after: Position, ring: KeyRing, *, newest_schema: int) -> Entry:
    """Read the entry that follows on `after`. BadEntry says what is wrong first.

    Fault.KEYS: when the link may be newer than this ring, read keys/ anew and try again. `newest_schema`: what this program knows.
    """
    at = after.number + 1
    if len(raw) < _HEADER.size:
        raise BadEntry(at, Fault.CUT)
    magic, version, suite, zero, its_number, previous, link_number, link_hash, salt, length = _HEADER.unpack_from(raw)
    if magic != MAGIC or len(raw) > LARGEST:
        raise BadEntry(at, Fault.DAMAGED)
    if version > VERSION or suite > SUITE:
        raise BadEntry(at, Fault.NEWER)
    if not version or not suite or zero:
        raise BadEntry(at, Fault.DAMAGED)
    if len(raw) < _HEADER.size + length <= LARGEST:
        raise BadEntry(at, Fault.CUT)
    if len(raw) != _HEADER.size + length:
        raise BadEntry(at, Fault.DAMAGED)
    link = ring.link(link_number, link_hash.hex())
    if link is None or link_number < after.keys:
        raise BadEntry(at, Fault.KEYS)
    plain = _opened(raw, _key(ring, link_number, salt), at)
    if its_number != at or previous != after.hash:
        raise BadEntry(at, Fault.ELSEWHERE)
    content = plain[_SIGNATURE + 4 :][: struct.unpack_from(">I", plain, _SIGNATURE)[0]]
    said = _said(content, plain, at)
    card = link.card_of(said.by)
    if card is None or not signature_holds(card.signing, _CONTEXT, raw[: _HEADER.size] + content, plain[:_SIGNATURE]):
        raise BadEntry(at, Fault.FORGED)
    if said.schema > newest_schema:
        raise BadEntry(at, Fault.NEWER)
    if said.schema != after.schema and (said.schema < after.schema or said.transactions or not card.is_admin):
        raise BadEntry(at, Fault.MALFORMED)
    if said.claim is not None and (said.claim.number > after.number or said.transactions):
        raise BadEntry(at, Fault.MALFORMED)
    position = Position(at, hashlib.sha256(raw).digest(), link_number, said.schema)
    return Entry(position, said.by, said.transactions, said.claim, len(link.cards) == 1, card.is_admin, said.at, raw)


@dataclass(frozen=True)
class _Content:
    at: str
    by: str
    schema: int
    transactions: tuple[Transaction, ...]
    claim: Claim | None


def _key(ring: KeyRing, link: int, salt: bytes) -> bytes:
    epoch, dossier_key = ring.epoch_of(link)
    return derive(dossier_key, f"expertiseteam folder entry {ring.dossier_id} {epoch} {salt.hex()}")


def _opened(raw: bytes, key: bytes, at: int) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        plain = ChaCha20Poly1305(key).decrypt(_NONCE, raw[_HEADER.size :], raw[: _HEADER.size])
    except (InvalidTag, ValueError):
        raise BadEntry(at, Fault.DAMAGED) from None
    if len(plain) < _SIGNATURE + 4:
        raise BadEntry(at, Fault.MALFORMED)
    return plain


def _said(content: bytes, plain: bytes, at: int) -> _Content:
    """The content, when it is exactly as it should be."""
    try:
        whole = _SIGNATURE + 4 + len(content)
        if struct.unpack_from(">I", plain, _SIGNATURE)[0] != len(content) or plain[whole:] != bytes(-whole % _BLOCK):
            raise ValueError("filled with something else than zeros")
        parts = fields(strict_json(content), "at", "by", "schema", "snapshot", "transactions")
        if canonical(parts) != content:
            raise ValueError("written in another way")
        transactions = tuple(_transaction(one) for one in listed(parts["transactions"], _MOST_TRANSACTIONS))
        if len({one.id for one in transactions}) != len(transactions):
            raise ValueError("a transaction stands there twice")
        claim = None if parts["snapshot"] is None else _claim(parts["snapshot"])
        return _Content(moment(parts["at"]), plain_id(parts["by"]), number(parts["schema"]), transactions, claim)
    except ValueError:
        raise BadEntry(at, Fault.MALFORMED) from None


def _transaction(stored: object) -> Transaction:
    parts = fields(stored, "id", "at", "changes")
    changes = tuple(_change(one) for one in listed(parts["changes"], _MOST_CHANGES))
    if not changes or len({(change.table, change.id) for change in changes}) != len(changes):
        raise ValueError("a row stands there twice")
    return Transaction(matching(parts["id"], _TRANSACTION), moment(parts["at"]), changes)


def _change(stored: object) -> Change:
    table, row_id, base, values = listed(stored, 4)
    change = Change(matching(table, _NAME), plain_id(row_id), number(base), None if values is None else _values(values))
    if change.values is None:
        if not change.base:
            raise ValueError("a row that was never there is removed")
    elif change.values.get("id") != (None if change.base else change.id) or ("id" in change.values) is bool(change.base):
        raise ValueError("a row under another id")
    elif type(version := change.values.get("version")) is not int or version <= change.base:
        raise ValueError("a version that does not rise")
    return change


def _values(stored: object) -> Values:
    if not isinstance(stored, dict):
        raise ValueError("no values")
    return {matching(column, _NAME): _value(value) for column, value in stored.items()}


def _value(stored: object) -> Value:
    if stored is None or isinstance(stored, str):
        return stored
    if type(stored) is int and -(1 << 63) <= stored < 1 << 63:
        return stored
    written = text(fields(stored, "hex")["hex"])
    if bytes.fromhex(written).hex() != written:
        raise ValueError("bytes that are written in another way")
    return {"hex": written}


def _claim(stored: object) -> Claim:
    parts = fields(stored, "number", "name", "digest", "file")
    return Claim(
        number(parts["number"]), matching(parts["name"], _SNAPSHOT), matching(parts["digest"], _HASH), matching(parts["file"], _HASH)
    )

"""An entry is refused for exactly what is wrong with it, and nothing that anybody does to its bytes is ever taken over."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertiseteam.storage.folder.entry import (
    BadEntry,
    Change,
    Claim,
    Fault,
    Position,
    Transaction,
    _key,
    beginning,
    read_entry,
    seal_entry,
)
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.vault.chain import Change as Step
from expertiseteam.vault.chain import next_entry
from expertiseteam.vault.encoding import canonical
from expertiseteam.vault.identity import PrivateKeys
from expertiseteam.vault.steps import Step as Kind
from tests.storage.folder.lab import CLOCK, DOSSIER, NAMES, SCHEMA, card, keys

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EDIT = Change("case", "case0", 1, {"goal": "vertrouwen ☂", "version": 2})
NEW = Change("case", "c1", 0, {"id": "c1", "version": 1, "sealed": {"hex": "00ff"}, "goal": None, "year": 2026})
GONE = Change("note", "n1", 3, None)
TRANSACTION = Transaction("ab" * 16, "2026-11-02T09:00:00+00:00", (EDIT, NEW, GONE))


def start() -> Position:
    return beginning(DOSSIER, keys().links[0].hash(), SCHEMA)


def sealed(after: Position | None = None, by: str = "noor", *transactions: Transaction, **more: Any) -> bytes:
    return seal_entry(after or start(), keys().ring(by), by, keys().private[by], WHEN, transactions or (TRANSACTION,), **more)


def fault(raw: bytes, after: Position | None = None, ring: KeyRing | None = None) -> Fault:
    with pytest.raises(BadEntry) as caught:
        read_entry(raw, after or start(), ring or keys().ring("femke"), newest_schema=SCHEMA)
    assert f"Wijziging {(after or start()).number + 1} " in str(caught.value)
    return caught.value.fault


def forged(content: bytes, *, by: str = "noor", filled: bytes | None = None) -> bytes:
    """An entry of somebody who has all keys of a member and another program."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    raw, ring = sealed(), keys().ring(by)
    zeros = bytes(-(68 + len(content)) % 512) if filled is None else filled
    header = raw[:120] + struct.pack(">Q", 64 + 4 + len(content) + len(zeros) + 16)
    plain = keys().private[by].sign(b"expertiseteam folder entry\0", header + content) + struct.pack(">I", len(content)) + content + zeros
    return header + ChaCha20Poly1305(_key(ring, ring.last.number, raw[88:120])).encrypt(bytes(12), plain, header)


def content(**other: Any) -> dict[str, Any]:
    said = {"at": "2026-11-02T09:00:00+00:00", "by": "noor", "schema": SCHEMA, "snapshot": None, "transactions": [TRANSACTION.stored()]}
    return said | other


def test_what_is_written_is_read() -> None:
    raw = sealed()
    entry = read_entry(raw, start(), keys().ring("femke"), newest_schema=SCHEMA)
    assert (entry.by, entry.transactions, entry.claim) == ("noor", (TRANSACTION,), None)
    assert entry.position == Position(1, hashlib.sha256(raw).digest(), len(keys().links), SCHEMA)
    assert forged(canonical(content())) != raw
    assert read_entry(forged(canonical(content())), start(), keys().ring("femke"), newest_schema=SCHEMA).transactions == (TRANSACTION,)


def test_the_bytes_are_those_of_the_specification() -> None:
    """Read with nothing but what docs/team-folder.md says: a second program could do this."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    raw, link = sealed(), keys().links[-1]
    assert raw[:8] == b"ETmf\x01\x01\x00\x00"
    assert raw[8:16] == (1).to_bytes(8, "big")
    assert raw[16:48] == hashlib.sha256(f"expertiseteam folder 1\0{DOSSIER}\0{keys().links[0].hash()}".encode()).digest()
    assert raw[48:56] == link.number.to_bytes(8, "big")
    assert raw[56:88].hex() == link.hash()
    assert int.from_bytes(raw[120:128], "big") == len(raw) - 128
    info = f"expertiseteam folder entry {DOSSIER} {link.epoch} {raw[88:120].hex()}"
    key = HKDF(SHA256(), 32, None, info.encode()).derive(keys().dossier_key)
    plain = ChaCha20Poly1305(key).decrypt(bytes(12), raw[128:], raw[:128])
    assert len(plain) % 512 == 0
    said = plain[68 : 68 + int.from_bytes(plain[64:68], "big")]
    assert said == canonical(content())
    public = Ed25519PrivateKey.from_private_bytes(keys().private["noor"].signing_seed).public_key()
    public.verify(plain[:64], b"expertiseteam folder entry\0" + raw[:128] + said)


def test_nothing_outside_the_seal_tells_who_wrote_what() -> None:
    raw = sealed()
    for word in (b"noor", b"case", b"vertrouwen", b"transactions", TRANSACTION.id.encode()):
        assert word not in raw
    small = sealed(None, "noor", Transaction("cd" * 16, TRANSACTION.at, (GONE,)))
    assert len(small) == len(raw)  # the size tells only how many blocks of 512 bytes


def test_each_fault_has_its_name() -> None:
    raw = sealed()
    assert fault(b"") is Fault.CUT
    assert fault(raw[:100]) is Fault.CUT
    assert fault(raw[:-1]) is Fault.CUT
    assert fault(raw + b"x") is Fault.DAMAGED
    assert fault(b"%PDF" + raw[4:]) is Fault.DAMAGED
    assert fault(raw[:4] + b"\2" + raw[5:]) is Fault.NEWER
    assert fault(raw[:5] + b"\2" + raw[6:]) is Fault.NEWER
    assert fault(raw[:-30] + bytes(30)) is Fault.DAMAGED
    second = read_entry(raw, start(), keys().ring("femke"), newest_schema=SCHEMA).position
    assert fault(raw, second) is Fault.ELSEWHERE  # replayed
    assert fault(sealed(second)) is Fault.ELSEWHERE  # the one before is missing
    assert fault(sealed(replace(start(), hash=b"x" * 32))) is Fault.ELSEWHERE  # forked
    assert fault(sealed(replace(start(), schema=SCHEMA + 1))) is Fault.NEWER
    assert fault(sealed(replace(start(), schema=SCHEMA - 1))) is Fault.MALFORMED


def test_only_an_administrator_raises_the_schema_and_with_nothing_else() -> None:
    raised = seal_entry(start(), keys().ring("femke"), "femke", keys().private["femke"], WHEN, (), schema=SCHEMA + 1)
    assert read_entry(raised, start(), keys().ring("noor"), newest_schema=SCHEMA + 1).position.schema == SCHEMA + 1
    assert fault(raised) is Fault.NEWER  # an older program stops here
    for by, transactions in (("noor", ()), ("femke", (TRANSACTION,))):
        raw = seal_entry(start(), keys().ring(by), by, keys().private[by], WHEN, transactions, schema=SCHEMA + 1)
        with pytest.raises(BadEntry) as caught:
            read_entry(raw, start(), keys().ring("femke"), newest_schema=SCHEMA + 1)
        assert caught.value.fault is Fault.MALFORMED


def test_a_word_about_a_snapshot_is_about_the_past_and_stands_alone() -> None:
    later = replace(start(), number=7)
    for number, transactions in ((7, ()), (8, ()), (7, (TRANSACTION,))):
        claim = Claim(number, "000000000007-0123456789abcdef", "a" * 64, "b" * 64)
        raw = seal_entry(later, keys().ring("noor"), "noor", keys().private["noor"], WHEN, transactions, claim=claim)
        if number == 7 and not transactions:
            assert read_entry(raw, later, keys().ring("femke"), newest_schema=SCHEMA).claim == claim
        else:
            assert fault(raw, later) is Fault.MALFORMED


def test_who_left_writes_nothing_and_reads_nothing_from_then_on() -> None:
    known = keys()
    stay = [card(name, known.private[name], is_admin=name == "femke") for name in NAMES if name != "noor"]
    new_key = b"k" * 32
    step = Step(Kind.LEFT, "femke", "noor", CLOCK(), new_key=new_key)
    left = next_entry(known.links[-1], stay, step, known.private["femke"], known.dossier_key)
    ring = KeyRing((*known.links, left), known.private["femke"])
    after = seal_entry(start(), ring, "femke", known.private["femke"], WHEN, ())
    position = read_entry(after, start(), ring, newest_schema=SCHEMA).position
    assert fault(after) is Fault.KEYS  # until keys/ is read anew
    assert fault(sealed(position), position, ring) is Fault.KEYS  # with the keys of before
    with pytest.raises(Exception, match="niet voor u verzegeld"):
        KeyRing((*known.links, left), known.private["noor"])
    old = sealed()
    assert read_entry(old, start(), ring, newest_schema=SCHEMA).by == "noor"  # what he wrote as a member stays


def test_with_the_team_key_alone_nobody_signs() -> None:
    stranger = PrivateKeys.generate()
    raw = seal_entry(start(), keys().ring("noor"), "noor", stranger, WHEN, (TRANSACTION,))
    assert fault(raw) is Fault.FORGED
    assert fault(seal_entry(start(), keys().ring("noor"), "wim", stranger, WHEN, (TRANSACTION,))) is Fault.FORGED
    assert fault(forged(canonical(content(by="femke")))) is Fault.FORGED


@pytest.mark.parametrize(
    "wrong",
    (
        content(extra=1),
        content(at="2026-11-02T09:00:00"),
        content(schema="4"),
        content(schema=True),
        content(snapshot={"number": 1}),
        content(transactions=[TRANSACTION.stored(), TRANSACTION.stored()]),
        content(transactions=[TRANSACTION.stored() | {"id": "x"}]),
        content(transactions=[TRANSACTION.stored() | {"changes": []}]),
        *(
            content(transactions=[TRANSACTION.stored() | {"changes": [wrong]}])
            for wrong in (
                ["case", "c1", 0, None],
                ["case", "c1", 0, {"version": 1}],
                ["case", "c1", 0, {"id": "c2", "version": 1}],
                ["case", "c1", 1, {"id": "c1", "version": 2}],
                ["case", "c1", 2, {"goal": "x", "version": 2}],
                ["case", "c1", 2, {"goal": "x"}],
                ["case", "c1", 2, {"goal": True, "version": 3}],
                ["case", "c1", 2, {"goal": 1 << 63, "version": 3}],
                ["case", "c1", 2, {"goal": {"hex": "0G"}, "version": 3}],
                ["case", "c1", 2, {"goal": {"hex": "AA"}, "version": 3}],
                ["case", "c1", 2, {"goal": ["x"], "version": 3}],
                ["case", "c1", 2, {'goal" = 1 --': "x", "version": 3}],
                ['case"; --', "c1", 2, None],
                ["case", "../c1", 2, None],
                ["case", "c1", -1, None],
                ["case", "c1", 2],
            )
        ),
    ),
)
def test_a_form_that_cannot_be(wrong: Any) -> None:
    assert fault(forged(canonical(wrong))) is Fault.MALFORMED


def test_one_way_to_write_it() -> None:
    right = canonical(content())
    assert fault(forged(right.replace(b'"by"', b' "by"'))) is Fault.MALFORMED
    assert fault(forged(right + b" ")) is Fault.MALFORMED
    assert fault(forged(right.replace(b'"by":"noor"', b'"by":"noor","by":"noor"'))) is Fault.MALFORMED
    assert fault(forged(right.replace(b'"year":2026', b'"year":2026.0'))) is Fault.MALFORMED
    assert fault(forged(b"\xff\xfe")) is Fault.MALFORMED
    assert fault(forged(right, filled=b"secret" + bytes(-(68 + len(right) + 6) % 512))) is Fault.MALFORMED
    assert fault(forged(right, filled=b"")) is Fault.MALFORMED
    assert fault(forged(b"[" * 100_000)) is Fault.MALFORMED


@settings(max_examples=400)
@given(st.data())
def test_no_change_of_bytes_is_ever_taken_over(data: st.DataObject) -> None:
    raw = bytearray(sealed())
    match data.draw(st.sampled_from(("flip", "cut", "insert", "repeat", "splice"))):
        case "flip":
            for _ in range(data.draw(st.integers(1, 4))):
                raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        case "cut":
            del raw[data.draw(st.integers(0, len(raw) - 1)) :]
        case "insert":
            at = data.draw(st.integers(0, len(raw)))
            raw[at:at] = data.draw(st.binary(min_size=1, max_size=40))
        case "repeat":
            raw += bytes(raw)
        case "splice":
            at = data.draw(st.integers(1, len(raw) - 1))
            raw[at:] = sealed()[at:]
    try:
        entry = read_entry(bytes(raw), start(), keys().ring("femke"), newest_schema=SCHEMA)
    except BadEntry as error:
        assert error.number == 1
    else:  # flips that undid each other
        assert entry.transactions == (TRANSACTION,)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200)
@given(st.binary(max_size=600) | JSON.map(canonical) | JSON.map(lambda some: canonical(content(transactions=some))))
def test_whatever_a_member_signs_is_read_or_refused(said: bytes) -> None:
    try:
        entry = read_entry(forged(said), start(), keys().ring("femke"), newest_schema=SCHEMA)
    except BadEntry as error:
        assert error.fault in (Fault.MALFORMED, Fault.FORGED, Fault.NEWER)
    else:
        assert canonical([one.stored() for one in entry.transactions]) in said

"""One thousand changes to a key file, by chance and by somebody who knows the format: every one is found, or changes nothing."""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.invitations import invite
from expertiseteam.vault.keyfile import canonical_with_sum
from expertiseteam.vault.keys import add_member, renew_member, set_admin, unlock
from expertiseteam.vault.renewing import leave, renew_sheet
from expertiseteam.vault.steps import Step
from tests.vault.conftest import FEMKE, WIL, Team

NEW = "trommel hazelaar kompas wafel vijver"
EDITS = 1000
Stored = dict[str, Any]


@pytest.fixture
def long_lived(team: Team) -> bytes:
    """A key file with a past: every step is in it."""
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    invite(team.path, team.femke, member_id="iris", name="Iris Kuyper", policy=team.policy)
    set_admin(team.path, team.femke, "sem", True, policy=team.policy)
    renew_member(team.path, team.femke, member_id="wil", passphrase=WIL, policy=team.policy)
    leave(team.path, team.femke, "sem", policy=team.policy)
    renew_sheet(team.path, team.femke, policy=team.policy)
    return team.path.read_bytes()


def flip_a_byte(rng: random.Random, raw: bytes) -> bytes:
    place = rng.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << rng.randrange(8)]) + raw[place + 1 :]


def cut(rng: random.Random, raw: bytes) -> bytes:
    return raw[: rng.randrange(len(raw))]


def swap_two_pieces(rng: random.Random, raw: bytes) -> bytes:
    a, b = sorted(rng.sample(range(0, len(raw) - 50), 2))
    b = max(b, a + 50)
    return raw[:a] + raw[b : b + 50] + raw[a + 50 : b] + raw[a : a + 50] + raw[b + 50 :]


def entry_gone(rng: random.Random, stored: Stored) -> None:
    stored["epochs"].pop(rng.randrange(len(stored["epochs"])))


def tail_gone(rng: random.Random, stored: Stored) -> None:
    del stored["epochs"][rng.randrange(1, len(stored["epochs"])) :]


def two_swapped(rng: random.Random, stored: Stored) -> None:
    a, b = rng.sample(range(len(stored["epochs"])), 2)
    stored["epochs"][a], stored["epochs"][b] = stored["epochs"][b], stored["epochs"][a]


def replayed(rng: random.Random, stored: Stored) -> None:
    stored["epochs"].insert(rng.randrange(1, len(stored["epochs"]) + 1), copy.deepcopy(rng.choice(stored["epochs"])))


def field_changed(rng: random.Random, stored: Stored) -> None:
    entry = rng.choice(stored["epochs"])["entry"]
    name = rng.choice(sorted(entry))
    other = {
        "number": 99,
        "epoch": entry["epoch"] + 1,
        "step": rng.choice([step.name for step in Step if step.name != entry["step"]]),
        "members": entry["members"][:-1] or [],
        "recovery": {"age": entry["members"][0]["age"], "signing": entry["members"][0]["signing"]},
        "invitations": [] if entry["invitations"] else None,
        "by": "wil",
        "about": "iemand",
        "at": "2026-01-01T00:00:00+00:00",
    }
    entry[name] = other.get(name, "0" * 64 if name == "previous" else str(entry[name] or "x")[::-1])


def made_administrator(rng: random.Random, stored: Stored) -> None:
    members = rng.choice(stored["epochs"])["entry"]["members"]
    member = rng.choice(members)
    member["admin"] = not member["admin"]


def signature_of_another(rng: random.Random, stored: Stored) -> None:
    a, b = rng.sample(stored["epochs"], 2)
    a["signature"] = b["signature"]


def keys_of_another(rng: random.Random, stored: Stored) -> None:
    identities = stored["identities"]
    identities["femke"], identities["wil"] = identities["wil"], identities["femke"]


BYTES: tuple[Callable[[random.Random, bytes], bytes], ...] = (flip_a_byte, cut, swap_two_pieces)
ENTRIES: tuple[Callable[[random.Random, Stored], None], ...] = (
    entry_gone,
    tail_gone,
    two_swapped,
    replayed,
    field_changed,
    made_administrator,
    signature_of_another,
    keys_of_another,
)


def test_a_thousand_edits_are_all_found_or_harmless(team: Team, long_lived: bytes) -> None:
    rng = random.Random(20261122)
    policy = replace(team.policy, free_tries=10**9)  # each edit is a first try
    femke = unlock(team.path, "femke", FEMKE, policy)
    said: Counter[str] = Counter()
    for _ in range(EDITS):
        edit = rng.choice((*BYTES, *ENTRIES))
        if edit in BYTES:
            changed = edit(rng, long_lived)  # type: ignore[arg-type]
        else:  # by somebody who makes the sum right again
            stored = json.loads(long_lived)
            del stored["sum"]
            edit(rng, stored)  # type: ignore[arg-type]
            changed = canonical_with_sum(stored)
        team.path.write_bytes(changed)
        try:
            again = unlock(team.path, "femke", FEMKE, policy)
        except Refused as refused:
            said[str(refused)[:150]] += 1
        else:  # nothing of what counts was touched: white space between the parts, or an edit that changed nothing
            assert (again.dossier_key, again.seen, again.earlier) == (femke.dossier_key, femke.seen, femke.earlier), edit.__name__
            said["harmless"] += 1
    assert sum(said.values()) == EDITS and said["harmless"] <= EDITS // 50
    assert len(said) >= 8, said

"""A new laptop from the old one, with a code; and without it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.attempts import WaitFirst
from expertiseteam.vault.codes import Code, WrongCode
from expertiseteam.vault.keys import Identity, renew_member, unlock, who_can_unlock
from expertiseteam.vault.moving import finish_move, forget_this_computer, offer_move, take_back_move, who_can_move_here
from expertiseteam.vault.policy import VaultPolicy
from tests.vault.conftest import FEMKE, WIL, SetClock, Team

NEW = "trommel hazelaar kompas wafel vijver"


@pytest.fixture
def home(policy: VaultPolicy, tmp_path: Path) -> VaultPolicy:
    return replace(policy, travels=False, own_folder=tmp_path / "old" / "own", state_folder=tmp_path / "old" / "state")


@pytest.fixture
def laptop(policy: VaultPolicy, tmp_path: Path) -> VaultPolicy:
    return replace(policy, travels=False, own_folder=tmp_path / "new" / "own", state_folder=tmp_path / "new" / "state")


@pytest.fixture
def team(key_path: Path, home: VaultPolicy) -> Team:
    return Team(key_path, home)


@pytest.fixture
def wil(team: Team) -> Identity:
    return unlock(team.path, "wil", WIL, team.policy)


def box_of(team: Team) -> Path:
    [path] = team.path.parent.glob("*.verhuizing-*")
    return path


def test_keys_on_the_own_computer_are_not_beside_the_dossier(team: Team, laptop: VaultPolicy) -> None:
    assert json.loads(team.path.read_bytes())["identities"] == {}
    assert [card.name for card in who_can_unlock(team.path, team.policy)] == ["Femke Aarts", "Wil Stam"]
    assert who_can_unlock(team.path, laptop) == []
    assert team.policy.own_folder is not None
    names = " ".join(path.name for path in team.policy.own_folder.iterdir())
    assert "wil" not in names.lower() and team.femke.dossier_id not in names
    with pytest.raises(Refused, match="staan niet op deze computer.*code voor een nieuwe laptop of het herstelblad"):
        unlock(team.path, "wil", WIL, laptop)


def test_a_code_brings_the_keys_to_the_new_laptop(team: Team, wil: Identity, laptop: VaultPolicy) -> None:
    code = offer_move(team.path, wil, team.policy)
    assert [card.name for card in who_can_move_here(team.path)] == ["Wil Stam"]
    finish_move(team.path, "wil", " ".join(code.groups), NEW, laptop)
    assert unlock(team.path, "wil", NEW, laptop).private.to_bytes() == wil.private.to_bytes()
    assert who_can_move_here(team.path) == [] and not list(team.path.parent.glob("*.verhuizing-*"))
    assert unlock(team.path, "wil", WIL, team.policy)  # the old one works until it is told to forget
    forget_this_computer(team.path, wil, team.policy)
    with pytest.raises(Refused, match="staan niet op deze computer"):
        unlock(team.path, "wil", WIL, team.policy)
    assert unlock(team.path, "femke", FEMKE, team.policy)


def test_the_box_holds_no_key_in_the_open_and_no_name(team: Team, wil: Identity) -> None:
    code = offer_move(team.path, wil, team.policy)
    raw = box_of(team).read_bytes()
    for secret in (wil.private.age_secret, wil.private.signing_seed, wil.dossier_key, "".join(code.groups).encode(), b"Wil Stam"):
        assert secret not in raw and secret.hex().encode() not in raw


def test_the_code_is_good_for_an_hour_and_once(team: Team, wil: Identity, laptop: VaultPolicy, clock: SetClock) -> None:
    code = " ".join(offer_move(team.path, wil, team.policy).groups)
    clock.move(timedelta(hours=1, seconds=1))
    with pytest.raises(Refused, match="Deze code is verlopen"):
        finish_move(team.path, "wil", code, NEW, laptop)
    code = " ".join(offer_move(team.path, wil, team.policy).groups)
    finish_move(team.path, "wil", code, NEW, laptop)
    with pytest.raises(Refused, match="geen sleutels klaar"):
        finish_move(team.path, "wil", code, NEW, laptop)


def test_guessing_is_limited_and_taking_back_ends_it(team: Team, wil: Identity, laptop: VaultPolicy) -> None:
    code = " ".join(offer_move(team.path, wil, team.policy).groups)
    for _ in range(5):
        with pytest.raises(WrongCode):
            finish_move(team.path, "wil", " ".join(Code.generate().groups()), NEW, laptop)
    with pytest.raises(WaitFirst):
        finish_move(team.path, "wil", code, NEW, laptop)
    take_back_move(team.path, "wil")
    with pytest.raises(Refused, match="geen sleutels klaar"):
        finish_move(team.path, "wil", code, NEW, laptop)


@pytest.mark.parametrize("part", ["until", "salt", "sealed", "member", "cost", "cut", "noise"])
def test_a_box_that_was_changed_gives_nothing(team: Team, wil: Identity, laptop: VaultPolicy, part: str) -> None:
    code = " ".join(offer_move(team.path, wil, team.policy).groups)
    path = box_of(team)
    box = json.loads(path.read_bytes())
    if part == "until":
        box["until"] = "2036-01-01T00:00:00+00:00"
    elif part == "member":
        box["member"] = "femke"
    elif part == "cost":
        box["cost"] = {"memory_kib": 1, "passes": 1, "lanes": 1}
    elif part in ("salt", "sealed"):
        box[part] = ("B" if box[part][0] != "B" else "C") + box[part][1:]
    raw = json.dumps(box).encode()
    path.write_bytes(raw[:100] if part == "cut" else b"\xff\x00" if part == "noise" else raw)
    with pytest.raises(Refused, match="hoort hier niet bij|geen sleutels klaar"):
        finish_move(team.path, "wil", code, NEW, laptop)
    assert who_can_unlock(team.path, laptop) == []


def test_keys_that_were_replaced_meanwhile_are_not_taken_over(team: Team, wil: Identity, laptop: VaultPolicy) -> None:
    code = " ".join(offer_move(team.path, wil, team.policy).groups)
    renew_member(team.path, team.femke, member_id="wil", passphrase=NEW, policy=team.policy)
    with pytest.raises(Refused, match="intussen vervangen"):
        finish_move(team.path, "wil", code, NEW, laptop)


def test_damaged_keys_on_this_computer_say_so_and_the_dossier_is_in_order(team: Team) -> None:
    assert team.policy.own_folder is not None
    for path in team.policy.own_folder.iterdir():
        path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Refused, match="beschadigd; het dossier zelf is in orde.*herstelblad"):
        unlock(team.path, "wil", WIL, team.policy)

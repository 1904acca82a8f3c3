"""A new dossier key after somebody left, and what the chain remembers; key files of the first format; and old files put back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.chain import Change, check_links, earlier_keys, next_entry
from expertiseteam.vault.encoding import to_base64
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.keys import (
    add_member,
    change_passphrase,
    current_cards,
    fingerprint,
    new_identity_from_recovery,
    rename,
    set_admin,
    unlock,
    unlock_with_recovery,
    who_can_unlock,
)
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.renewing import history, keys_that_open, leave, renew_sheet, sheet_made, with_todays_key
from expertiseteam.vault.steps import Step
from tests.vault.conftest import FEMKE, WIL, SetClock, Team

NEW = "trommel hazelaar kompas wafel vijver"
FIRST_FORMAT = Path(__file__).with_name("files") / "version-1.sleutels"
FIRST_FORMAT_KEY = "2f01502e40d455ffdd927892e6dab38558ffa1638bd7ef40493852f9454f0915"
FIRST_FORMAT_SHEET = "S6GYA E22HE 4G533 71Y6R FSVGA SPJV7 A6607 6XQZW 4D848 H3ENG E35B3 FKRC9 78YHS"


def test_who_stays_gets_the_new_key_and_keeps_the_old_ones(team: Team) -> None:
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    wil = unlock(team.path, "wil", WIL, team.policy)
    second = leave(team.path, team.femke, "sem", policy=team.policy)
    third, _ = renew_sheet(team.path, second, policy=team.policy)
    again = unlock(team.path, "wil", WIL, team.policy)
    assert len({team.femke.dossier_key, second.dossier_key, third.dossier_key}) == 3
    assert keys_that_open(again) == (third.dossier_key, second.dossier_key, team.femke.dossier_key) == keys_that_open(third)
    assert with_todays_key(team.path, wil).dossier_key == third.dossier_key  # with keys in hand, without the passphrase
    assert [card.member_id for card in current_cards(team.path)] == ["femke", "wil"]


def test_who_left_opens_no_entry_after_it(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    leave(team.path, team.femke, "wil", policy=team.policy)
    last = read_key_file(team.path).last
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        last.open_key(wil.private)
    with pytest.raises(Refused, match="past niet bij"):
        earlier_keys(read_key_file(team.path).entries, wil.dossier_key)
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        with_todays_key(team.path, wil)
    with pytest.raises(Refused, match="Alleen een beheerder"):
        leave(team.path, wil, "femke", policy=team.policy)
    assert who_can_unlock(team.path, team.policy) == [team.femke.card()]


def test_who_may_let_go_whom(team: Team) -> None:
    with pytest.raises(Refused, match="uzelf niet uitschrijven"):
        leave(team.path, team.femke, "femke", policy=team.policy)
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        leave(team.path, team.femke, "sem", policy=team.policy)


def test_one_administrator_works_on_after_the_other_gave_a_new_key(team: Team) -> None:
    """Whoever unlocked before still signs with the right key: it is opened anew each time."""
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    set_admin(team.path, team.femke, "wil", True, policy=team.policy)
    wil = unlock(team.path, "wil", WIL, team.policy)
    leave(team.path, team.femke, "sem", policy=team.policy)
    add_member(team.path, wil, member_id="iris", name="Iris Kuyper", passphrase=NEW, policy=team.policy)
    assert unlock(team.path, "iris", NEW, team.policy).dossier_key == unlock(team.path, "femke", FEMKE, team.policy).dossier_key


def test_the_chain_tells_what_happened_when_and_by_whom(team: Team, clock: SetClock) -> None:
    begin = clock.now
    assert sheet_made(team.path) == begin
    clock.move(timedelta(days=3))
    _, sheet = renew_sheet(team.path, team.femke, policy=team.policy)
    assert sheet_made(team.path) == begin + timedelta(days=3)
    clock.move(timedelta(days=1))
    recovered = unlock_with_recovery(team.path, " ".join(sheet.groups()))
    new_identity_from_recovery(team.path, recovered, member_id="wil", passphrase=NEW, policy=team.policy)
    said = [(step.what.split(";")[0], step.about, step.by, step.when) for step in history(team.path)]
    assert said == [
        ("met het herstelblad hersteld", "Wil Stam", "het herstelblad", begin + timedelta(days=4)),
        ("nieuw herstelblad", "Femke Aarts", "Femke Aarts", begin + timedelta(days=3)),
        ("lid geworden", "Wil Stam", "Femke Aarts", begin),
        ("dossier gemaakt", "Femke Aarts", "Femke Aarts", begin),
    ]


def test_a_renewed_sheet_has_another_mark(team: Team) -> None:
    before = fingerprint(team.path)
    renew_sheet(team.path, team.femke, policy=team.policy)
    assert fingerprint(team.path) != before


def test_key_file_of_the_first_format_opens_and_goes_on(tmp_path: Path, policy: VaultPolicy) -> None:
    """Made by the program of before; its bytes never change."""
    path = tmp_path / "oud.sleutels"
    shutil.copy(FIRST_FORMAT, path)
    femke = unlock(path, "femke", FEMKE, policy)
    assert femke.dossier_key.hex() == FIRST_FORMAT_KEY and femke.earlier == ()
    assert unlock_with_recovery(path, FIRST_FORMAT_SHEET).dossier_key == femke.dossier_key
    assert [step.when for step in history(path)] == [None] * 3 and sheet_made(path) is None
    after = leave(path, femke, "wil", policy=policy)
    assert unlock(path, "femke", FEMKE, policy).dossier_key == after.dossier_key and after.earlier == (femke.dossier_key,)
    assert b'"version":2' in path.read_bytes()[:100]


def test_keys_of_the_first_format_move_to_the_own_computer_with_the_next_passphrase(tmp_path: Path, policy: VaultPolicy) -> None:
    path = tmp_path / "oud.sleutels"
    shutil.copy(FIRST_FORMAT, path)
    home = replace(policy, travels=False, own_folder=tmp_path / "own")
    assert [card.name for card in who_can_unlock(path, home)] == ["Femke Aarts", "Wil Stam"]
    change_passphrase(path, "femke", FEMKE, NEW, home)
    assert unlock(path, "femke", NEW, home).dossier_key.hex() == FIRST_FORMAT_KEY
    assert list(read_key_file(path).identities) == ["wil"] and len(list((tmp_path / "own").iterdir())) == 1
    assert unlock(path, "wil", WIL, home)


# Old files put back


def test_older_key_file_is_refused_by_name_and_the_newest_is_taken_again(team: Team) -> None:
    before = team.path.read_bytes()
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    newest = team.path.read_bytes()
    team.path.write_bytes(before)
    for member, passphrase in (("femke", FEMKE), ("wil", WIL)):
        with pytest.raises(Refused, match=r"ouder dan laatst gezien op deze computer \(wijziging 2, gezien was 3\).*herstelblad"):
            unlock(team.path, member, passphrase, team.policy)
    with pytest.raises(Refused, match="ouder dan laatst gezien"):
        change_passphrase(team.path, "wil", WIL, NEW, team.policy)
    assert team.path.read_bytes() == before
    team.path.write_bytes(newest)
    assert unlock(team.path, "wil", WIL, team.policy)


def test_key_file_with_another_past_is_refused_by_name(team: Team) -> None:
    """Two changes were made from one and the same file, on two computers: the second in this place never saw the first."""
    before = team.path.read_bytes()
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    team.path.write_bytes(before)
    elsewhere = replace(team.policy, state_folder=team.path.parent / "elsewhere")
    femke = unlock(team.path, "femke", FEMKE, elsewhere)
    add_member(team.path, femke, member_id="iris", name="Iris Kuyper", passphrase=NEW, policy=elsewhere)
    with pytest.raises(Refused, match="een ander dan laatst gezien.*wijziging 3 is vervangen"):
        unlock(team.path, "wil", WIL, team.policy)


def test_an_open_session_signs_nothing_onto_an_older_file(team: Team) -> None:
    before = team.path.read_bytes()
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    femke = unlock(team.path, "femke", FEMKE, team.policy)
    team.path.write_bytes(before)
    for does in (
        lambda: add_member(team.path, femke, member_id="iris", name="Iris Kuyper", passphrase=NEW, policy=team.policy),
        lambda: leave(team.path, femke, "wil", policy=team.policy),
        lambda: set_admin(team.path, femke, "wil", True, policy=team.policy),
        lambda: renew_sheet(team.path, femke, policy=team.policy),
        lambda: with_todays_key(team.path, femke),
    ):
        with pytest.raises(Refused, match="ouder dan laatst gezien"):
            does()
    assert team.path.read_bytes() == before


def test_when_the_newest_is_gone_for_good_the_sheet_is_the_way_back(team: Team) -> None:
    before = team.path.read_bytes()
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    team.path.write_bytes(before)
    recovered = unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    new_identity_from_recovery(team.path, recovered, member_id="femke", passphrase=NEW, policy=team.policy)
    assert unlock(team.path, "femke", NEW, team.policy)
    assert unlock(team.path, "wil", WIL, team.policy)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"ID": 7}', b'{"ID": {"number": "3", "hash": 7}}', b'{"ID": {"number": -1, "hash": ""}}']
)
def test_a_damaged_witness_keeps_nobody_out(team: Team, content: bytes) -> None:
    assert team.policy.state_folder is not None
    (team.policy.state_folder / "gezien.json").write_bytes(content.replace(b"ID", team.femke.dossier_id.encode()))
    assert unlock(team.path, "wil", WIL, team.policy)


# Entries that an administrator could sign, and that are refused all the same


def test_a_new_key_comes_only_with_a_step_that_says_so(team: Team) -> None:
    entries = read_key_file(team.path).entries
    last, now = entries[-1], team.policy.clock()
    for step, new_key in ((Step.JOINED, b"n" * 32), (Step.LEFT, None)):
        with pytest.raises(ValueError, match="dossiersleutels volgen elkaar niet op"):
            next_entry(last, last.cards, Change(step, "femke", "wil", now, new_key=new_key), team.femke.private, team.femke.dossier_key)
    for wrong, said in (
        (replace(last, step=Step.CREATED), "verkeerde plaats"),
        (replace(last, step=None), "verkeerde plaats"),
        (replace(last, recovery_age=team.wil.age), "herstelblad is gewijzigd"),
        (replace(last, earlier=to_base64(b"0" * 60)), "volgen elkaar niet op"),
    ):
        with pytest.raises(ValueError, match=said):
            check_links((entries[0], wrong))


def test_a_corrected_name_asks_for_a_program_that_knows_it(team: Team) -> None:
    assert b'"version":2' in team.path.read_bytes()[:100]
    rename(team.path, team.femke, "wil", "Wil Stam-Dekker", policy=team.policy)
    assert b'"version":3' in team.path.read_bytes()[:100]
    assert [card.name for card in who_can_unlock(team.path, team.policy)] == ["Femke Aarts", "Wil Stam-Dekker"]
    assert unlock(team.path, "wil", WIL, team.policy).name == "Wil Stam-Dekker"
    with pytest.raises(Refused, match="naam van het lid"):
        rename(team.path, team.femke, "wil", " ", policy=team.policy)
    with pytest.raises(Refused, match="Alleen een beheerder"):
        rename(team.path, unlock(team.path, "wil", WIL, team.policy), "wil", "Iemand", policy=team.policy)

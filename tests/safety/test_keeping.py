"""Copies are made and carried; a missing second place blocks nothing and is told; practising proves a copy and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import workspace_for
from expertiseteam.safety import keeping
from expertiseteam.safety.records import Matter
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Reason
from tests.dossier import Team
from tests.safety.test_restoring import identity_of


def test_a_new_copy_goes_to_the_second_place_too(team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.keep_copy(team.noor, Reason.HAND)
    state = keeping.choose_second_place(team.path, str(stick), team.clock())
    assert (state.second, state.second_is_missing, state.second_is_same_disk) == (str(stick), False, True)
    assert len(copies.copies(stick / "weidevoort-kopieen")) == 1, "the newest goes there at once"
    line = keeping.keep_copy(team.noor, Reason.CHANGE)
    assert line.counts == {"case": 0, "concern": 0, "visit": 0, "meeting": 0}
    there = copies.copies(stick / "weidevoort-kopieen")
    assert [copy.reason for copy in there] == [Reason.CHANGE, Reason.HAND]
    assert keeping.copies_state(team.path).second_at is not None


def test_a_second_place_that_is_gone_blocks_nothing_and_is_told(team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.choose_second_place(team.path, str(stick), team.clock())
    shutil.rmtree(stick)
    keeping.keep_copy(team.noor, Reason.CHANGE)
    state = keeping.copies_state(team.path)
    assert len(state.lines) == 1 and state.second_is_missing
    assert not stick.exists(), "nothing is made where a disk should be"


def test_a_second_place_that_cannot_keep_anything_is_not_chosen(team: Team, tmp_path: Path) -> None:
    keeping.keep_copy(team.noor, Reason.HAND)
    with pytest.raises(Refused, match="De map “weg” is er niet"):
        keeping.choose_second_place(team.path, str(tmp_path / "weg"), team.clock())
    with pytest.raises(Refused, match="waarin de kopieën al staan"):
        keeping.choose_second_place(team.path, str(copies.copies_folder(team.path)), team.clock())
    place = tmp_path / "bezet"
    place.mkdir()
    (place / "weidevoort-kopieen").write_text("a file where a folder should come")
    with pytest.raises(Refused, match="kan niets worden bewaard"):
        keeping.choose_second_place(team.path, str(place), team.clock())
    assert keeping.copies_state(team.path).second == ""


def test_a_copy_that_was_not_made_is_remembered_until_one_is(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="te weinig ruimte"):
            keeping.keep_copy(team.noor, Reason.CHANGE)
    assert "te weinig ruimte" in keeping.copies_state(team.path).failed
    keeping.keep_copy(team.noor, Reason.CHANGE)
    assert keeping.copies_state(team.path).failed == ""


def test_closing_gives_a_copy_up_and_leaves_nothing_half(team: Team) -> None:
    with pytest.raises(Refused, match="niet afgemaakt, omdat het dossier dichtging"):
        keeping.keep_copy(team.noor, Reason.CHANGE, lambda: True)
    assert keeping.copies_state(team.path).lines == ()
    assert not [place for place in copies.copies_folder(team.path).iterdir() if place.is_dir()]


def test_practising_opens_the_newest_copy_and_changes_nothing(team: Team) -> None:
    with pytest.raises(Refused, match="nog geen kopie"):
        keeping.practise(team.path, identity_of(team), team.clock, workspace_for)
    keeping.keep_copy(team.noor, Reason.HAND)
    team.femke.do(add_village, name="Van later")
    drill = keeping.practise(team.path, identity_of(team), team.clock, workspace_for)
    assert drill.counted[Matter.MEMBER] == 8
    assert keeping.copies_state(team.path).drilled == drill.at
    assert "Van later" in {village.name for village in team.femke.ask(villages)}
    assert len(keeping.copies_state(team.path).lines) == 1


def test_a_copy_that_went_meanwhile_is_told(team: Team) -> None:
    with pytest.raises(Refused, match="is er niet meer"):
        keeping.copy_of(team.path, "2026-11-02 09.00.00 met de hand")

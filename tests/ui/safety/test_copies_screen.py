"""*Reservekopieën*, by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertiseteam.basics.workplace import Workplace
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.safety.keeping import choose_second_place, copies_state
from expertiseteam.team.members import add_village
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Reason
from tests.dossier import Team
from tests.faults.surroundings import write_down
from tests.screens.accessibility import complaints, spoken
from tests.ui.safety.conftest import CopiesStage, Open
from ui.safety.words import notice_words
from ui.widgets.labels import Label


def a_case(team: Team, label: str) -> str:
    return team.femke.do(
        open_case, (), label=label, lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten.",
        bringing_partner="gemeente",
    )  # fmt: skip


def titles(stage: CopiesStage) -> list[str]:
    return [row.title for row in stage.copies.list.rows]


def page(stage: CopiesStage) -> list[str]:
    return [label.text() for label in stage.copies.restore_page.findChildren(Label) if label.text()]


def test_an_empty_list_says_that_the_first_comes_by_itself(open_copies: Open) -> None:
    stage = open_copies("wil")
    assert stage.copies.list.empty is not None and stage.copies.list.empty.isVisible()
    assert "De eerste komt vanzelf" in stage.copies.list.empty.sentence
    stage.shoot("reservekopieen-leeg")
    assert complaints(stage.window) == []


def test_a_second_place_that_the_organisation_wants_is_asked_for_and_stays(open_copies: Open, team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    team.femke.copy(Reason.HAND)
    for workplace, needed in ((None, False), (Workplace({"second_place_required": True}), True)):
        choose_second_place(team.path, "", team.clock())
        stage = open_copies("femke", workplace)
        assert ("Uw organisatie vraagt om een tweede plek voor reservekopieën." in spoken(stage.copies)) is needed
        assert bool(notice_words(copies_state(team.path), team.clock(), second_needed=needed)) is needed
        stage.copies.choose_folder(str(stick))
        stage.settle()
        assert str(stick) in spoken(stage.copies) and "Uw organisatie vraagt" not in spoken(stage.copies)
        assert stage.copies.no_place_button.isVisible() is not needed
        assert notice_words(copies_state(team.path), team.clock(), second_needed=needed) == ""


def test_a_copy_is_made_with_one_key(open_copies: Open, team: Team) -> None:
    stage = open_copies("noor")
    stage.key("K")
    assert titles(stage) == ["Vandaag 9.00 uur"]
    assert stage.copies.list.rows[0].foot == "met de hand gemaakt · 0 casussen, 0 signalen"
    assert stage.status == "Reservekopie gemaakt, geopend en geteld"
    assert "Kopie van maandag 2 november 2026, 9.00 uur" in spoken(stage.copies)
    assert not stage.copies.restore_button.isVisible(), "only the officer puts one back"
    assert "De aandachtsfunctionaris kan een kopie terugzetten." in spoken(stage.copies)


def test_what_is_newer_is_told_before_a_copy_is_put_back(open_copies: Open, team: Team) -> None:
    old = a_case(team, "Beukenlaan · man")
    team.femke.copy(Reason.HAND)
    team.clock.at(2026, 11, 3, 10, 0)
    a_case(team, "Iepenlaan · vrouw")
    write_down(team.noor, "een later signaal")
    team.noor.do(add_note, old, "na de kopie")
    stage = open_copies("femke")
    stage.key("T")
    assert page(stage)[0] == "De kopie van 2 november 2026, 9.00 uur terugzetten?"
    assert page(stage)[1:5] == ["Dit bent u dan kwijt", "1 casus: 26-002", "1 signaal: 26-001", "1 notitie: 26-001"]
    assert stage.copies.restore_page.cancel.hasFocus(), "Enter puts nothing back"
    stage.shoot("reservekopieen-terugzetten")
    assert complaints(stage.window) == []
    stage.key("Escape")
    assert not stage.copies.restore_page.isVisible() and stage.put_back == []
    halves = [place for place in copies.copies_folder(team.path).iterdir() if place.name.startswith(copies.HALF)]
    assert halves == [], "what was made ready is gone"
    stage.key("T")
    stage.copies.restore_page.go.click()
    assert len(stage.put_back) == 1
    stage.put_back[0].discard()


def test_a_copy_that_holds_the_same_says_so(open_copies: Open, team: Team) -> None:
    team.femke.copy(Reason.HAND)
    stage = open_copies("femke")
    stage.key("T")
    assert any("is niets verschillend" in words for words in page(stage))


@pytest.mark.parametrize("at", [7, 900, 40 * 4096 + 7])
def test_a_damaged_copy_is_refused_in_a_sentence(open_copies: Open, team: Team, at: int) -> None:
    copy = team.femke.copy(Reason.HAND)
    raw = bytearray(copy.dossier.read_bytes())
    raw[at] ^= 1
    copy.dossier.write_bytes(raw)
    stage = open_copies("femke")
    stage.key("T")
    said = stage.copies.bar.text
    assert said.startswith("De kopie van 2 november 2026") and "beschadigd of niet te lezen" in said and "Kies een andere kopie." in said
    assert copy.dossier.read_bytes() == bytes(raw), "a copy is not thrown away for it"
    assert stage.told == []


def test_a_second_place_is_chosen_missed_and_let_go(open_copies: Open, team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    team.femke.copy(Reason.HAND)
    stage = open_copies("femke")
    assert "nog geen tweede plek" in stage.copies._second.text()
    stage.copies.choose_folder(str(stick))
    stage.settle()
    assert stage.copies._second.text().startswith(f"{stick}. Bijgewerkt: vandaag")
    assert "dezelfde schijf" in stage.copies._second.text()
    stage.shoot("reservekopieen")
    assert complaints(stage.window) == []
    shutil.rmtree(stick)
    stage.copies.refresh()
    stage.settle()
    assert "niet bereikbaar" in stage.copies._second.text()
    stage.copies.choose_folder(str(tmp_path / "weg"))
    stage.settle()
    assert "De map “weg” is er niet" in stage.copies.bar.text
    stage.copies.no_place_button.click()
    stage.settle()
    assert "nog geen tweede plek" in stage.copies._second.text()


def test_putting_back_is_practised(open_copies: Open, team: Team) -> None:
    a_case(team, "Beukenlaan · man")
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    stage = open_copies("femke")
    assert "Nog niet geoefend" in stage.copies._drilled.text()
    stage.key("O")
    assert "hij gaat open en is heel. Erin staan 1 casus, 0 signalen, 0 huisbezoeken." in stage.copies.bar.text
    assert stage.copies._drilled.text() == "Laatst geoefend: vandaag 9.00 uur."


def test_a_copy_that_cannot_be_made_is_said_and_stays_said(open_copies: Open, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = open_copies("femke")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    stage.key("K")
    assert "te weinig ruimte voor een reservekopie" in stage.copies.bar.text
    assert titles(stage) == []
    assert stage.copies.make_button.isEnabled()


def test_large_letters_fit(open_copies: Open, team: Team) -> None:
    team.femke.copy(Reason.HAND)
    stage = open_copies("femke")
    stage.shoot("reservekopieen-groot", scale=130)
    assert stage.told == []

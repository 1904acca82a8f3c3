"""*Wie keek en wie wijzigde*, by keys alone."""

from __future__ import annotations

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_file
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken, stops
from tests.screens.harness import shoot
from tests.ui.privacy.conftest import Open
from tests.ui.team.stage import Stage
from ui.privacy import log_screen
from ui.widgets.labels import Label


def a_case(team: Team) -> str:
    return team.femke.do(
        open_case, (), label="Beukenlaan · alleenstaande man", lead_id=team.ids["noor"],
        legal_basis="Wmo 2015, onderzoek na melding", purpose="hulp aanbieden",
        goal="Weten of meneer hulp wil.", bringing_partner="gemeente", place="Beukenlaan 7, Turfven",
    )  # fmt: skip


def titles(stage: Stage) -> list[str]:
    return [row.title for row in stage.log.list.rows]


def detail(stage: Stage) -> list[str]:
    return [label.text() for label in stage.log._facts.findChildren(Label)]


def test_the_officer_reads_everyones_lines_and_finds_one(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    team.clock.at(2026, 11, 3, 14, 5)
    team.noor.ask(case_file, case)
    stage = open_stage("femke")
    stage.go("log")
    assert titles(stage)[:3] == ["Logboek bekeken", "Casus bekeken", "Casus geopend"]
    assert stage.log.field.hasFocus()
    stage.type("noor 26-001")
    assert titles(stage) == ["Casus bekeken"]
    assert stage.log.kinds.pill("views").text() == "Bekeken 1"
    stage.key("Return")
    assert stage.log.list.hasFocus()
    assert detail(stage)[0] == "Casus bekeken"
    for words in ("Noor Elzinga", "dinsdag 3 november 2026, 14.05 uur", "bekeken", "26-001", "werk aan de casus"):
        assert words in detail(stage)
    stage.key("Escape")
    assert stage.log.field.text() == ""
    assert len(titles(stage)) > 3


def test_nothing_found_says_with_which_words(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("log")
    stage.type("haagdoorn")
    assert titles(stage) == []
    assert stage.log.list.empty is not None
    assert stage.log.list.empty.sentence == "Geen regel met “haagdoorn”."
    assert not stage.log._facts.isVisible()


def test_looking_and_changing_are_shown_apart(open_stage: Open, team: Team) -> None:
    team.noor.ask(case_file, a_case(team))
    stage = open_stage("femke")
    stage.go("log")
    stage.key("Tab", "2")
    assert titles(stage) == ["Logboek bekeken", "Casus bekeken"]
    stage.key("3")
    assert "Casus geopend" in titles(stage) and "Casus bekeken" not in titles(stage)


def test_others_read_their_own_lines(open_stage: Open, team: Team) -> None:
    team.noor.ask(case_file, a_case(team))
    stage = open_stage("noor")
    stage.go("log")
    assert titles(stage) == ["Casus bekeken"]
    assert stage.log._title.text() == "Wat het logboek over u bewaart"
    assert "Femke" not in spoken(stage.log)
    assert stage.told == []


def test_one_who_did_nothing_sees_an_empty_log(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("log")
    assert stage.log.list.empty is not None and stage.log.list.empty.isVisible()
    assert stage.log.list.empty.sentence == "Er staat nog niets in het logboek."


def test_older_lines_are_fetched_when_asked(open_stage: Open, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_screen, "AT_ONCE", 4)
    every = team.femke.ask(whole_log)
    stage = open_stage("femke")
    stage.go("log")
    assert len(titles(stage)) == 4
    assert stage.log._count.text() == "de nieuwste 4 regels"
    stage.key("Down")  # to the list, where O is a key
    times = 0
    while stage.log.older_button.isVisible():
        stage.key("O")
        times += 1
    shown = [entry.at for entry in stage.log._found.entries]
    assert shown == sorted(set(shown), reverse=True)
    assert {entry.at for entry in every} <= set(shown)
    assert times >= 5


def test_looking_again_is_a_line_and_other_peoples_work_is_not(open_stage: Open, team: Team) -> None:
    """A screen that loaded by itself at every change would fill the log with its own looking."""
    stage = open_stage("femke")
    stage.go("log")

    def looks() -> int:
        return titles(stage).count("Logboek bekeken")

    first = looks()
    stage.opened.workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage.key("Ctrl+Shift+N")  # names hidden: nothing to load anew
    stage.settle()
    assert looks() == first
    stage.key("F5")
    assert looks() == first + 1
    assert "Lid toegevoegd" in titles(stage)


def test_the_log_can_be_heard_and_fits(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    for minute in range(12):
        team.clock.at(2026, 11, 3, 10, minute)
        team.noor.ask(case_file, case)
    stage = open_stage("femke")
    stage.go("log")
    shoot(stage.theme, stage.window, "logboek", settle=stage.settle)
    assert complaints(stage.window) == []
    field, kinds, rows = stops(stage.window)[4:]
    assert (field, kinds.split(":")[0], rows) == ("Zoek in het logboek", "Welke regels", "Regels van het logboek")
    stage.preferences.change(scale=130)
    stage._dress()
    stage.settle()
    assert complaints(stage.window) == []

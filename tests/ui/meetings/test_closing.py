"""*Overleg afronden*: step 11 of the story, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from expertiseteam.access.who import Discipline
from expertiseteam.basics.dates import long_date
from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.attending import attendance, came_or_went, welcome_guest
from expertiseteam.meetings.closing import closing_checks
from expertiseteam.meetings.cycle import meeting, move_meeting, next_meeting
from expertiseteam.meetings.records import ItemState, MeetingState
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.closing import ClosingScreen


@pytest.fixture
def stage(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Wil, at the end of an overleg in which one action has no owner and no day."""
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    stage.key("Alt+A", "Down", "Down", "B", "Alt+A")  # Iris, met bericht
    stage.key("Ctrl+Down", "Ctrl+Down")
    for line in (
        "! Woonpunt vraagt uitstel van de ontruiming aan.",
        "> Karim belt advocaat Woonpunt voor vrijdag",
        "> post samen openmaken",
    ):
        stage.type(line)
        stage.key("Return")
    team.clock.at(2026, 11, 17, 14, 55)
    stage.key("Ctrl+E")
    return stage


def closing(stage: Stage) -> ClosingScreen:
    screen = stage.screen
    assert isinstance(screen, ClosingScreen)
    return screen


def words(stage: Stage) -> set[str]:
    return {label.text() for label in closing(stage).findChildren(type(closing(stage)._when)) if label.isVisible()} | {
        label.text() for label in closing(stage).findChildren(type(closing(stage)._title).__mro__[1]) if label.isVisible()
    }


def test_the_checklist_says_what_is_still_loose(stage: Stage) -> None:
    said = words(stage)
    assert {"post samen openmaken", "wie? wanneer?"} <= said
    assert {"26-001 · Kerkstraat · echtpaar", "26-002 · Eindpad · erf"} <= said
    assert "Iris Kuyper, met bericht" in said
    assert f"{long_date(date(2026, 12, 8))}, 13.30 uur" in said
    assert stage.focus is closing(stage).owners[0]


def test_wil_gives_the_action_to_hugo_and_the_paper_is_one_key_away(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    stage.key("H")
    assert stage.focus is closing(stage).owners[0]  # a letter chooses, and no more
    assert team.femke.ask(closing_checks, ids["november"]).loose_actions[0].owner_id is None
    stage.key("Return")
    assert team.femke.ask(closing_checks, ids["november"]).loose_actions[0].owner_id == team.ids["hugo"]
    assert stage.focus is closing(stage).dates[0]
    stage.type("24-11")
    stage.key("Return")
    assert closing(stage).owners == []
    assert stage.focus is closing(stage).close_button
    stage.key("Ctrl+Return")
    assert team.femke.ask(meeting, ids["november"]).state is MeetingState.HELD
    items = {item.code: item.state for item in team.femke.ask(agenda_still_open, ids["november"]).items}
    assert items["26-003"] is ItemState.DISCUSSED
    assert items["26-001"] is ItemState.DEFERRED  # returns by itself
    assert stage.focus is closing(stage).minutes_button
    stage.key("1")
    minutes = stage.paper_text or ""
    for sentence in (
        "26-003",
        "Beukenlaan · alleenstaande man",
        "Besluit 2026-001",
        "Woonpunt vraagt uitstel van de ontruiming aan.",
        "Karim Ziani",
        "20 november 2026",
        "Hugo Brandt",
        "Łucja Şahin-van ’t Hof",
        "pagina 1 van",
    ):
        assert sentence in " ".join(minutes.split()), sentence
    assert "concept" in minutes.casefold() and "vertrouwelijk" in minutes.casefold()
    stage.key("Escape", "2")
    assert "Post samen openmaken" in " ".join((stage.paper_text or "").split())
    stage.key("Escape", "3")
    agenda = " ".join((stage.paper_text or "").split())
    assert "8 december 2026" in agenda and "26-001" in agenda
    assert stage.told == []


def test_closing_waits_until_every_action_has_a_name_and_a_day(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    stage.key("Ctrl+Return")
    assert "nog geen naam of datum" in closing(stage).bar.text
    assert team.femke.ask(meeting, ids["november"]).state is MeetingState.RUNNING


def test_a_day_that_is_no_day_is_said_and_not_saved(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    stage.key("Tab")
    stage.type("31-2")
    stage.key("Return")
    assert closing(stage).bar.text
    assert team.femke.ask(closing_checks, ids["november"]).loose_actions[0].due is None


def test_one_goes_back_to_the_overleg(stage: Stage) -> None:
    stage.key("Escape")
    assert stage.window.place is not None and stage.window.place.kind == "live"


def test_a_next_overleg_on_a_holiday_is_flagged_and_moved(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(move_meeting, team.femke.ask(meeting, ids["december"]), on=date(2026, 12, 25))
    stage.go("meetings")
    stage.go("closing", ids["november"])
    assert any("(Eerste kerstdag), en het kantoor is gesloten. Kies 24 december of 28 december" in text for text in words(stage))
    field = closing(stage)._new_day
    field.setFocus()
    stage.type("24 december")
    stage.key("Tab", "Space")
    moved = team.femke.ask(next_meeting, date(2026, 11, 18))
    assert moved is not None and moved.on == date(2026, 12, 24)
    assert "Verzet naar donderdag 24 december 2026" in stage.status


def test_what_somebody_in_the_room_may_not_hear_is_its_code_here_too(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    before = words(stage)
    woonpunt = team.organisations["Woonpunt"]
    team.wil.do(welcome_guest, ids["november"], name="Gerda Gast", organisation_id=woonpunt, discipline=Discipline.HOUSING)
    stage.settle()
    said = words(stage)
    assert {"26-001", "26-002", "26-003", "tekst verborgen"} <= said
    assert not [one for one in said if "Kerkstraat" in one or "Eindpad" in one or "Beukenlaan" in one or "post samen" in one]
    assert not [name for name in map(QWidget.accessibleName, closing(stage).findChildren(QWidget)) if "post samen" in name]
    assert any("alleen nummers" in one for one in said)
    shoot(stage.theme, stage.window, "afronden-met-gast", settle=stage.settle)
    assert complaints(stage.window) == []
    there = next(one for one in team.wil.ask(attendance, ids["november"]) if one.name == "Gerda Gast")
    team.wil.do(came_or_went, there, False)
    stage.settle()
    assert words(stage) == before | {"Iris Kuyper, met bericht"}


def test_names_are_hidden(stage: Stage) -> None:
    stage.key("Ctrl+Shift+N")
    said = words(stage)
    assert "26-001" in said
    assert not any("Kerkstraat" in text or "post samen" in text for text in said)


def test_pictures_and_the_walk(stage: Stage) -> None:
    shoot(stage.theme, stage.window, "overleg-afronden", settle=stage.settle)
    assert complaints(stage.window) == []
    assert stops(closing(stage)) == [
        "Terug naar het overleg",
        "Overleg afronden",
        "Wie doet: post samen openmaken",
        "Wanneer klaar: post samen openmaken",
    ]
    stage.key("H", "Return")
    stage.type("24-11")
    stage.key("Return", "Ctrl+Return")
    assert stage.focus is closing(stage).minutes_button
    shoot(stage.theme, stage.window, "overleg-afgerond", settle=stage.settle)
    assert complaints(stage.window) == []

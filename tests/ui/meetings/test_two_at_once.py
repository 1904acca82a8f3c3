"""Two people at one overleg, each on a computer: whoever is second sees both, by name and time, and chooses."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.access.drafts import my_draft
from expertiseteam.cases.actions import action_now, change_action, close_action, reopen_action
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.meetings.agenda import agenda_still_open, change_item, prepare_agenda, skip_item
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.conduct import agree, change_line, item_still_open, note
from expertiseteam.meetings.cycle import meeting, move_meeting
from expertiseteam.meetings.records import AgendaLine, ItemState, SaidLine
from tests.dossier import Team
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.cycle_forms import MOVE_FORM
from ui.meetings.live import WHY_FORM, LiveScreen
from ui.meetings.live_room import REMARK_FORM
from ui.widgets.buttons import Button

MINE, WILS = "Die van mij", "Die van Wil Stam"


def press(stage: Stage, words: str) -> None:
    """Choose with a button in the bar."""
    next(button for button in stage.screen.bar.findChildren(Button) if button.text() == words).click()
    stage.settle()


def busy(team: Team, ids: dict[str, str]) -> AgendaLine:
    return next(item for item in team.wil.ask(agenda_still_open, ids["november"]).items if item.state is ItemState.BUSY)


@pytest.fixture
def live(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Femke, in the overleg at 26-003."""
    start(team, ids)
    stage = open_stage(team.femke)
    stage.go("live", ids["november"])
    stage.key("Ctrl+Down", "Ctrl+Down")
    return stage


def lines(stage: Stage, ids: dict[str, str]) -> list[SaidLine]:
    return list(stage.team.wil.ask(item_still_open, busy(stage.team, ids).id, ids["november"]).lines)


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, "rustig, belt zelf"), (WILS, "wacht op de woningbouw")])
def test_two_reasons_not_to_discuss(open_stage: Open, team: Team, ids: dict[str, str], chosen: str, kept: str) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    stage.key("Down", "Down", "N")
    stage.type("rustig, belt zelf")
    item = next(item for item in team.wil.ask(agenda_still_open, ids["november"]).items if item.code == "26-003")
    team.wil.do(skip_item, item, "wacht op de woningbouw")
    stage.key("Return")
    assert stage.screen.bar.text == (
        "Intussen ook gewijzigd door Wil Stam, vandaag 9.00 uur: “wacht op de woningbouw”. Van u: “rustig, belt zelf”. Welke blijft?"
    )
    press(stage, chosen)
    [skipped] = team.wil.ask(agenda_still_open, ids["november"]).skipped
    assert skipped.because == kept


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, date(2026, 11, 18)), (WILS, date(2026, 11, 19))])
def test_two_who_move_one_overleg(open_stage: Open, team: Team, ids: dict[str, str], chosen: str, kept: date) -> None:
    stage = open_stage(team.femke)
    stage.go("meetings")
    stage.key("Z")
    stage.type("wo 18 november")
    team.wil.do(move_meeting, team.wil.ask(meeting, ids["november"]), on=date(2026, 11, 19), starts=time(13, 30))
    stage.key("Ctrl+Return")
    assert "“donderdag 19 november 2026”. Van u: “woensdag 18 november 2026”." in stage.screen.bar.text
    press(stage, chosen)
    assert team.wil.ask(meeting, ids["november"]).on == kept
    assert team.femke.ask(my_draft, MOVE_FORM, ids["november"]) is None


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, "Meneer wil hulp."), (WILS, "Meneer wil geen hulp.")])
def test_two_who_correct_one_line(live: Stage, team: Team, ids: dict[str, str], chosen: str, kept: str) -> None:
    team.femke.do(note, busy(team, ids).id, "Meneer wil hlp.")
    live.settle()
    live.key("Up", "Return")
    live.key("Ctrl+A")
    live.type("Meneer wil hulp.")
    team.wil.do(change_line, lines(live, ids)[0], text="Meneer wil geen hulp.")
    live.key("Return")
    assert "“Meneer wil geen hulp.”. Van u: “Meneer wil hulp.”." in live.screen.bar.text
    screen = live.screen
    assert isinstance(screen, LiveScreen) and screen.parts.line.field.text() == "Meneer wil hulp."
    press(live, chosen)
    assert lines(live, ids)[0].text == kept
    assert screen.parts.line.field.text() == ""


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, date(2026, 11, 20)), (WILS, date(2026, 11, 27))])
def test_two_who_give_one_action_a_day(live: Stage, team: Team, ids: dict[str, str], chosen: str, kept: date) -> None:
    team.femke.do(agree, busy(team, ids).id, "Karim belt de advocaat", owner_id=team.ids["karim"], due=None)
    live.settle()
    screen = live.screen
    assert isinstance(screen, LiveScreen) and screen.conductor.file is not None
    action = screen.conductor.file.lines[0].action
    assert action is not None
    team.wil.do(change_action, team.wil.ask(action_now, action.id), owner_id=team.ids["karim"], due=date(2026, 11, 27))
    screen.conductor.who_when(action, team.ids["karim"], date(2026, 11, 20))
    live.settle()
    assert "“vr 27 november”. Van u: “vr 20 november”." in screen.bar.text
    press(live, chosen)
    assert team.wil.ask(action_now, action.id).due == kept


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, "ziek"), (WILS, "komt later")])
def test_two_who_say_why_somebody_is_away(live: Stage, team: Team, ids: dict[str, str], chosen: str, kept: str) -> None:
    screen = live.screen
    assert isinstance(screen, LiveScreen)
    person = next(line for line in team.femke.ask(attendance, ids["november"]) if line.name == "Sem de Graaf")
    team.wil.do(set_present, person, True, "komt later")
    screen.conductor.present(person, False, "ziek")
    live.settle()
    assert "Intussen ook gewijzigd door Wil Stam" in screen.bar.text and "komt later" in screen.bar.text
    press(live, chosen)
    assert next(line for line in team.wil.ask(attendance, ids["november"]) if line.id == person.id).remark == kept


def earlier(live: Stage) -> ActionLine:
    """The first of what was agreed before about this case."""
    screen = live.screen
    assert isinstance(screen, LiveScreen) and screen.conductor.file is not None
    return screen.conductor.file.earlier[0]


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, ActionState.DONE), (WILS, ActionState.NO_LONGER_POSSIBLE)])
def test_two_who_tick_one_earlier_agreement(live: Stage, team: Team, chosen: str, kept: ActionState) -> None:
    action = earlier(live)
    team.wil.do(close_action, action, ActionState.NO_LONGER_POSSIBLE, "meneer kookt nu elektrisch")
    live.key("Alt+V", "Space")
    assert live.screen.bar.text == (
        "Intussen ook gewijzigd door Wil Stam, vandaag 13.30 uur: “niet meer mogelijk, meneer kookt nu elektrisch”. "
        "Van u: “gedaan”. Welke blijft?"
    )
    live.shoot("overleg-twee-keer-afgevinkt")
    press(live, chosen)
    assert team.wil.ask(action_now, action.id).state is kept
    assert live.screen.parts.lines.earlier[0].text() == {MINE: "Gelukt", WILS: "Niet meer mogelijk"}[chosen]  # type: ignore[attr-defined]


def test_who_opens_again_what_a_colleague_ended_otherwise_sees_both(live: Stage, team: Team) -> None:
    action = earlier(live)
    live.key("Alt+V", "Space")
    team.wil.do(close_action, team.wil.ask(action_now, action.id), ActionState.NOT_DONE, "niemand thuis")
    live.key("Space")
    assert "Wil Stam, vandaag 13.30 uur: “niet gedaan, niemand thuis”. Van u: “open”." in live.screen.bar.text
    press(live, MINE)
    assert team.wil.ask(action_now, action.id).state is ActionState.OPEN


@pytest.mark.parametrize(("chosen", "kept"), [(MINE, "meneer is verhuisd"), (WILS, "gesproken")])
def test_two_who_end_one_earlier_agreement_with_a_reason(live: Stage, team: Team, chosen: str, kept: str) -> None:
    action = earlier(live)
    live.key("Alt+V", "N")
    live.type("meneer is verhuisd")
    team.wil.do(close_action, action, ActionState.DONE, "gesproken")
    live.key("Return")
    assert "“gedaan, gesproken”. Van u: “niet meer mogelijk, meneer is verhuisd”. Welke blijft?" in live.screen.bar.text
    screen = live.screen
    assert isinstance(screen, LiveScreen) and screen.parts.line.why_not.why.text() == "meneer is verhuisd"
    press(live, chosen)
    assert team.wil.ask(action_now, action.id).result == kept
    assert not screen.parts.line.why_not.isVisible()
    assert team.femke.ask(my_draft, WHY_FORM, action.id) is None


def test_what_both_say_alike_is_asked_nobody(live: Stage, team: Team) -> None:
    action = earlier(live)
    team.wil.do(close_action, action, ActionState.DONE)
    live.key("Alt+V", "Space")
    assert live.screen.bar.text == ""
    assert team.wil.ask(action_now, action.id).state is ActionState.DONE
    team.wil.do(reopen_action, team.wil.ask(action_now, action.id))


def test_a_half_corrected_line_meets_what_a_colleague_made_of_it(live: Stage, open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(note, busy(team, ids).id, "Meneer wil hlp.")
    live.settle()
    live.key("Up", "Return")
    live.key("Ctrl+A")
    live.type("Meneer wil hulp.")
    live.go("meetings")
    live.close()
    team.wil.do(change_line, lines(live, ids)[0], text="Meneer wil geen hulp.")
    again = open_stage(team.femke)
    again.go("live", ids["november"])
    screen = again.screen
    assert isinstance(screen, LiveScreen) and screen.parts.line.field.text() == "Meneer wil hulp."
    again.key("Return")
    assert "“Meneer wil geen hulp.”. Van u: “Meneer wil hulp.”." in screen.bar.text
    assert lines(again, ids)[0].text == "Meneer wil geen hulp."
    press(again, MINE)
    assert lines(again, ids)[0].text == "Meneer wil hulp."


def test_a_half_question_meets_what_a_colleague_asked(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    stage.key("Down", "Down", "V")
    stage.type("Wie belt Woonpunt?")
    stage.go("meetings")
    stage.close()
    item = next(item for item in team.wil.ask(agenda_still_open, ids["november"]).items if item.code == "26-003")
    team.wil.do(change_item, item, question="Wie belt de advocaat?")
    again = open_stage(team.femke)
    again.go("prepare", ids["november"])
    again.key("Down", "Down", "V", "Return")
    assert "“Wie belt de advocaat?”. Van u: “Wie belt Woonpunt?”. Welke blijft?" in again.screen.bar.text
    now = next(item for item in team.wil.ask(agenda_still_open, ids["november"]).items if item.code == "26-003")
    assert now.question == "Wie belt de advocaat?"


def test_a_half_remark_about_who_is_there_comes_back(live: Stage, open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    screen = live.screen
    assert isinstance(screen, LiveScreen)
    live.key("Alt+A", "Down", "Return")
    key = screen.parts.side.attendance.list.current
    live.type("komt half")
    live.go("meetings")
    live.close()
    again = open_stage(team.femke)
    again.go("live", ids["november"])
    screen = again.screen
    assert isinstance(screen, LiveScreen)
    again.key("Alt+A", "Down", "Return")
    assert screen.parts.side.attendance.remark.text() == "komt half"
    again.type(" drie")
    again.key("Return")
    assert next(line for line in team.wil.ask(attendance, ids["november"]) if line.id == key).remark == "komt half drie"
    assert team.femke.ask(my_draft, REMARK_FORM, key or "") is None

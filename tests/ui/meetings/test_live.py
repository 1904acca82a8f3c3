"""The overleg itself, worked by keys alone: step 9 of the story, and what can go otherwise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.cases.actions import closed_actions, open_actions
from expertiseteam.cases.front_door import door_moves
from expertiseteam.cases.records import ActionState
from expertiseteam.cases.records import Place as Behind
from expertiseteam.cases.scale_records import EscalateTo, EscalationReason
from expertiseteam.cases.scaling import escalations
from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.attending import attendance
from expertiseteam.meetings.conduct import note
from expertiseteam.meetings.not_done import not_done
from expertiseteam.meetings.records import ItemState
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.live_stage import ACTION, DECISION, NOTE, line, live, said, states, write
from tests.ui.meetings.stage import Stage
from ui.meetings.learning_screen import LearningScreen
from ui.widgets.buttons import Button
from ui.widgets.labels import Chip, Label

VIEWS = ("Meneer opende na drie keer bellen.", "Achterom vol afval, gasfles in de gang.")


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    return live_stage


def test_the_first_point_opens_by_itself_and_the_line_has_the_keyboard(stage: Stage, ids: dict[str, str]) -> None:
    assert states(stage, ids)[0] == "BUSY"
    assert stage.focus is live(stage).parts.line.field
    assert live(stage).parts.agenda.list.rows[0].icon == "circle-dot"


def test_before_a_point_is_open_nothing_stands_beside_its_place(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    assert live(stage).parts._point.full_text == ""
    assert not [chip for chip in live(stage).content.findChildren(Chip) if chip.isVisible() and not chip.text()]


def test_the_story_is_taken_down_without_a_mouse(on_case: Stage, ids: dict[str, str]) -> None:
    stage = on_case
    assert live(stage).parts._point.full_text == "26-003 · Beukenlaan · alleenstaande man"
    write(stage, NOTE)
    write(stage, DECISION, "F3")
    stage.key("F4")
    stage.type(ACTION)
    assert live(stage).parts.line.chip_texts == ["Karim", "vr 20 november"]
    stage.key("Return")
    write(stage, "schuldhulp aan de deur", "F5")
    questions = live(stage).parts.line.questions
    assert questions.isVisible() and stage.focus is questions.fields[0]
    assert line(stage) == "schuldhulp aan de deur"
    stage.key("Return", "Return")
    stage.type("tot de regeling er is")
    stage.key("Ctrl+Return")
    lines = said(stage, ids)
    assert [one.text for one in lines] == [NOTE, DECISION, "Karim belt advocaat Woonpunt", "Schuldhulp aan de deur"]
    assert lines[1].decision_number == "2026-001"
    assert lines[2].action is not None
    assert (lines[2].action.owner, lines[2].action.due) == ("Karim Ziani", date(2026, 11, 20))
    assert (lines[3].front_before, lines[3].front_after) == (2, 3)
    answered = stage.team.femke.ask(door_moves, ids["case"])[-1]
    assert (answered.organisation, answered.after) == ("Schuldhulp", Behind.FRONT)
    assert line(stage) == "" and stage.focus is live(stage).parts.line.field
    stage.key("Alt+H")
    shown = " ".join(label.text() for label in live(stage).parts.lines.findChildren(Label))
    assert "Huisbezoek van 5 november" in shown and VIEWS[0] in shown and VIEWS[1] in shown
    shoot(stage.theme, stage.window, "overleg-huisbezoek", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Alt+H")
    assert live(stage).parts.lines.visit is None and stage.focus is live(stage).parts.line.field
    rows = [row.accessibleName() for row in live(stage).parts.lines.rows]
    assert rows == [
        f"Notitie, {NOTE}",
        f"Besluit, {DECISION}, mandaat?, 2026-001",
        "Actie, Karim belt advocaat Woonpunt, Karim · vr 20 november",
        "Voordeur, Schuldhulp aan de deur, 2 → 3 aan de deur",
    ]
    assert live(stage).parts.side.agreed._words.text() == "1 besluit · 1 actie"
    assert stage.told == []


def test_points_go_on_and_back_and_the_half_line_stays(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.type("half")
    on_case.key("Ctrl+Down")
    assert states(on_case, ids)[2:4] == ["DISCUSSED", "BUSY"]
    assert line(on_case) == "half"
    on_case.key("Ctrl+Up")
    assert states(on_case, ids)[2:4] == ["BUSY", "DISCUSSED"]
    for _ in range(8):
        on_case.key("Ctrl+Down")
    assert "Dit was het laatste punt" in live(on_case).bar.text


def test_a_point_is_opened_from_the_agenda(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.key("F6")
    assert on_case.focus is live(on_case).parts.agenda.list
    on_case.key("Down", "Down", "Return")
    assert states(on_case, ids)[4] == "BUSY"
    assert on_case.focus is live(on_case).parts.line.field
    on_case.key("Alt+W")
    assert isinstance(on_case.screen, LearningScreen)


def test_a_point_is_held_over_and_the_next_begins(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.key("Ctrl+H")
    assert states(on_case, ids)[2:4] == ["DEFERRED", "BUSY"]
    assert "26-003 komt volgende keer terug" in on_case.status


def test_who_is_there_is_said_by_key(stage: Stage, ids: dict[str, str]) -> None:
    card = live(stage).parts.side.attendance
    assert card.heading.text() == "Aanwezig 8 van 8"
    stage.key("Alt+A", "Down", "Down", "B")
    assert card.heading.text() == "Aanwezig 7 van 8"
    iris = next(one for one in stage.team.femke.ask(attendance, ids["november"]) if one.name == "Iris Kuyper")
    assert (iris.is_present, iris.remark) == (False, "met bericht")
    stage.key("Down", "Return")
    stage.type("vanaf 14.05 uur")
    stage.key("Return")
    karim = next(one for one in stage.team.femke.ask(attendance, ids["november"]) if one.name == "Karim Ziani")
    assert (karim.is_present, karim.told) == (True, "vanaf 14.05 uur")
    stage.key("Alt+A")
    assert stage.focus is live(stage).parts.line.field


def test_what_was_agreed_before_is_ticked_off(on_case: Stage, ids: dict[str, str]) -> None:
    assert [button.text() for button in live(on_case).parts.lines.earlier] == ["Nog niet", "Nog niet"]
    on_case.key("Alt+V", "Space")
    assert [button.text() for button in live(on_case).parts.lines.earlier] == ["Gelukt", "Nog niet"]
    assert len([a for a in on_case.team.femke.ask(open_actions) if a.code == "26-003"]) == 1
    on_case.key("Space")
    assert [button.text() for button in live(on_case).parts.lines.earlier] == ["Nog niet", "Nog niet"]
    on_case.key("Down", "Down")
    assert on_case.focus is live(on_case).parts.line.field


def test_what_is_not_possible_any_more_gets_its_reason(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.key("Alt+V", "N", "Return")
    panel = live(on_case).parts.line.why_not
    assert panel.isVisible() and panel.why.hasFocus()  # without a reason it does not go
    on_case.type("meneer heeft geen gas meer")
    on_case.key("Escape")
    assert live(on_case).parts.lines.earlier[0].text() == "Nog niet"
    on_case.key("Alt+V", "N")
    assert panel.why.text() == "meneer heeft geen gas meer"
    on_case.shoot("overleg-kan-niet-meer")
    on_case.key("Return")
    assert [button.text() for button in live(on_case).parts.lines.earlier] == ["Niet meer mogelijk", "Nog niet"]
    [ended] = [a for a in on_case.team.femke.ask(closed_actions) if a.state is ActionState.NO_LONGER_POSSIBLE]
    assert ended.result == "meneer heeft geen gas meer"
    assert on_case.focus is live(on_case).parts.line.field


def test_what_was_not_done_is_agreed_again_or_waits_and_twice_asks_who_can_help(on_case: Stage, ids: dict[str, str]) -> None:
    team, panel = on_case.team, live(on_case).parts.line.why_not
    [soup] = [a for a in team.femke.ask(open_actions) if a.what == "Noor komt dinsdag terug met soep"]
    on_case.key("Alt+V", "O")
    assert panel.day.value_date is not None and panel.day.isVisible()  # by the next overleg, unless something else is typed
    on_case.type("Sem was ziek")
    on_case.shoot("overleg-niet-gedaan")
    on_case.key("Return")
    assert [button.text() for button in live(on_case).parts.lines.earlier] == ["Niet gedaan", "Nog niet"]
    [again] = [a for a in team.femke.ask(open_actions) if a.what == "Sem haalt met meneer de gasfles weg"]
    assert (again.due, again.owner) == (date(2026, 12, 8), "Sem de Graaf")
    on_case.key("Alt+V", "Down", "W")
    on_case.type("de soepkeuken is dicht")
    on_case.key("Return")
    assert panel.isVisible() and panel.day.hasFocus()  # until when is not guessed
    on_case.type("4 januari")
    on_case.key("Return")
    reasons = next(item for item in team.femke.ask(agenda_still_open, ids["november"]).items if item.code == "26-003")
    assert reasons.state is ItemState.BUSY and not panel.isVisible()
    assert soup.id in {a.id for a in team.femke.ask(open_actions)}


def test_what_is_not_done_twice_is_asked_to_who_carries_responsibility(on_case: Stage, ids: dict[str, str]) -> None:
    team = on_case.team
    [gas] = [a for a in team.femke.ask(open_actions) if a.what == "Sem haalt met meneer de gasfles weg"]
    on_case.runner.workspace.do(not_done, gas, "Sem was ziek", date(2026, 11, 20))
    on_case.settle()
    on_case.key("Alt+V", "Down", "Down", "O")
    on_case.type("weer niet gelukt")
    on_case.key("Return")
    assert "twee keer niet gedaan" in live(on_case).bar.text
    on_case.shoot("overleg-twee-keer-niet-gedaan")
    next(button for button in live(on_case).bar.findChildren(Button) if button.text() == "wethouder").click()
    on_case.settle()
    [asked] = team.femke.ask(escalations, ids["case"])
    assert (asked.to, asked.reason) == (EscalateTo.ALDERMAN, EscalationReason.STUCK) and "weer niet gelukt" in asked.question


def test_opening_a_point_is_a_view_and_each_line_is_one_act(on_case: Stage) -> None:
    before = on_case.log()
    write(on_case, NOTE)
    write(on_case, DECISION, "F3")
    new = on_case.log()[: -len(before)]
    assert [what for what in new if what != "logboek bekeken"] == ["besluit genotuleerd", "notitie genotuleerd"]


def test_a_line_by_a_colleague_appears(on_case: Stage, team: Team, ids: dict[str, str]) -> None:
    busy = next(item for item in team.femke.ask(agenda_still_open, ids["november"]).items if item.state is ItemState.BUSY)
    on_case.runner.workspace.do(note, busy.id, "Van de andere laptop.")
    on_case.settle()
    assert [row.line.text for row in live(on_case).parts.lines.rows] == ["Van de andere laptop."]


def test_the_clock_runs_and_warns_without_stopping_anything(on_case: Stage, team: Team) -> None:
    team.clock.now += timedelta(minutes=6, seconds=40)
    live(on_case)._clock.timeout.emit()
    side, parts = live(on_case).parts.side, live(on_case).parts
    assert side.clock._spoken.text() == "6:40"
    assert parts._left.text() == "Nog 84 minuten"
    team.clock.now += timedelta(minutes=90)
    live(on_case)._clock.timeout.emit()
    assert parts._left.text().endswith("minuten over tijd")


def test_esc_closes_what_is_open_and_never_leaves_the_overleg(on_case: Stage) -> None:
    on_case.type("half")
    on_case.key("Escape", "Escape")
    assert line(on_case) == "half"
    assert on_case.window.place is not None and on_case.window.place.kind == "live"


def test_names_are_hidden(on_case: Stage) -> None:
    write(on_case, NOTE)
    on_case.key("Ctrl+Shift+N")
    parts = live(on_case).parts
    assert parts._point.full_text == "26-003"
    assert [row.accessibleName() for row in parts.lines.rows] == ["Notitie, tekst verborgen"]
    assert all("Beukenlaan" not in row.words() for row in parts.agenda.list.rows)


def test_pictures_and_the_walk(on_case: Stage) -> None:
    stage = on_case
    write(stage, NOTE)
    write(stage, "De buurvrouw belt elke dag. Zij wil weten wat wij doen; dat vertellen wij haar niet, maar zij krijgt wel een reactie.")
    write(stage, DECISION, "F3")
    write(stage, "> gasfles ophalen")
    stage.key("F4")
    stage.type(ACTION)
    shoot(stage.theme, stage.window, "overleg-live", settle=stage.settle)
    assert complaints(stage.window) == []
    assert "Actie: typ de regel" in stops(live(stage))
    stage.key("Tab")
    shoot(stage.theme, stage.window, "overleg-live-wie", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Escape", "Return")
    write(stage, "schuldhulp aan de deur", "F5")
    shoot(stage.theme, stage.window, "overleg-live-vier-vragen", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Escape", "Alt+A", "Down", "Down", "B")
    shoot(stage.theme, stage.window, "overleg-live-aanwezig", settle=stage.settle)
    shoot(stage.theme, stage.window, "overleg-live-130", scale=130, settle=stage.settle)

"""The overleg itself, worked by keys alone: step 9 of the story, and what can go otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.work import Act, Query
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.front_door import door_moves, front_door
from expertiseteam.cases.records import Place as Behind
from expertiseteam.meetings.agenda import agenda_still_open, attendance
from expertiseteam.meetings.conduct import LINE_FORM, item_still_open, note
from expertiseteam.meetings.records import ItemState, SaidLine
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.live import LiveScreen
from ui.widgets.labels import Chip

NOTE = "Noor: meneer is twee keer geweest, wil hulp bij post."
DECISION = "Woonpunt vraagt uitstel van de ontruiming aan."
ACTION = "Karim belt advocaat Woonpunt voor vrijdag"


@pytest.fixture
def stage(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Wil, in the overleg of 17 November, at its first point."""
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    return stage


@pytest.fixture
def on_case(stage: Stage) -> Stage:
    """The same, on 26-003."""
    stage.key("Ctrl+Down", "Ctrl+Down")
    return stage


def live(stage: Stage) -> LiveScreen:
    screen = stage.screen
    assert isinstance(screen, LiveScreen)
    return screen


def line(stage: Stage) -> str:
    return live(stage).parts.line.field.text()


def said(stage: Stage, ids: dict[str, str]) -> list[SaidLine]:
    """What stands in the dossier on the point that is spoken about."""
    shown = stage.team.femke.ask(agenda_still_open, ids["november"])
    busy = next(item for item in shown.items if item.state is ItemState.BUSY)
    return list(stage.team.femke.ask(item_still_open, busy.id, ids["november"]).lines)


def write(stage: Stage, text: str, key: str = "") -> None:
    if key:
        stage.key(key)
    stage.type(text)
    stage.key("Return")


def digit(stage: Stage, name: str) -> str:
    """The digit with which somebody is picked in the panel of who and when."""
    return str([pill.text() for pill in live(stage).parts.line.who_when.who._pills].index(name) + 1)


def states(stage: Stage, ids: dict[str, str]) -> list[str]:
    return [item.state.name for item in stage.team.femke.ask(agenda_still_open, ids["november"]).items]


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
    rows = [row.accessibleName() for row in live(stage).parts.lines.rows]
    assert rows == [
        f"Notitie, {NOTE}",
        f"Besluit, {DECISION}, 2026-001",
        "Actie, Karim belt advocaat Woonpunt, Karim · vr 20 november",
        "Voordeur, Schuldhulp aan de deur, 2 → 3 aan de deur",
    ]
    assert live(stage).parts.side.agreed._words.text() == "1 besluit · 1 actie"
    assert stage.told == []


def test_the_four_questions_wait_above_the_line_and_can_be_given_up(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "schuldhulp aan de deur", "F5")
    on_case.key("Ctrl+Return")
    assert "minstens één" in live(on_case).parts.line.questions._note.text()
    assert said(on_case, ids) == []
    on_case.key("Escape")
    assert live(on_case).parts.line.panel is None
    assert line(on_case) == "schuldhulp aan de deur"
    assert on_case.focus is live(on_case).parts.line.field
    assert QApplication.activeModalWidget() is None


def test_a_condition_in_the_line_belongs_to_the_place(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "Woonpunt op de achterhand tot de regeling er is", "F5")
    moved = {one.organisation: one for one in on_case.team.femke.ask(front_door, ids["case"])}["Woonpunt"]
    assert (moved.place, moved.condition) == (Behind.RESERVE, "tot de regeling er is")


def test_a_door_without_an_organisation_asks_who_goes_where(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "we willen er iemand bij", "F5")
    panel = live(on_case).parts.line.who_at_door
    assert panel.isVisible()
    on_case.key("6", "Tab", "2", "Return")  # Woonpunt, op de achterhand
    assert live(on_case).parts.line.chip_texts == ["Woonpunt", "op de achterhand"]
    on_case.key("Return")
    assert [one.text for one in said(on_case, ids)] == ["Woonpunt op de achterhand"]


def test_marks_before_the_text_choose_the_kind(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "! Noor is het vaste gezicht.")
    write(on_case, "> gasfles ophalen")
    lines = said(on_case, ids)
    assert [(one.kind.name, one.text) for one in lines] == [("DECISION", "Noor is het vaste gezicht."), ("ACTION", "gasfles ophalen")]
    assert live(on_case).parts.lines.rows[1].accessibleName() == "Actie, gasfles ophalen, wie? · wanneer?"


def test_a_key_wins_from_a_mark(on_case: Stage) -> None:
    on_case.type("> iets doen")
    on_case.key("F3")
    assert line(on_case) == "iets doen"
    assert live(on_case).parts.line.means.kind.name == "DECISION"


def test_tab_asks_who_and_when_of_an_action(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.key("F4")
    on_case.type("gasfles ophalen")
    assert live(on_case).parts.line.chip_texts == ["wie?", "wanneer?"]
    on_case.key("Tab")
    on_case.key(digit(on_case, "Sem"), "Tab")
    on_case.type("over 2 weken")
    on_case.key("Return")
    assert on_case.focus is live(on_case).parts.line.field
    assert live(on_case).parts.line.chip_texts == ["Sem", "di 1 december"]
    on_case.key("Return")
    action = said(on_case, ids)[0].action
    assert action is not None
    assert (action.owner, action.due) == ("Sem de Graaf", date(2026, 12, 1))


def test_namesakes_are_offered_with_where_they_work(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(add_member, name="Noor de Wit", role=Role.MEMBER, discipline=Discipline.CARE, function="Jeugdteam")
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    stage.key("Ctrl+Down", "Ctrl+Down", "F4")
    stage.type("Noor belt de school")
    assert live(stage).parts.line.chip_texts == ["wie van deze?", "wanneer?"]
    stage.key("Tab")
    who = live(stage).parts.line.who_when.who
    assert {pill.text() for pill in who._pills[:2]} == {"Noor Elzinga, bemoeizorg", "Noor de Wit, Jeugdteam"}
    stage.key(digit(stage, "Noor de Wit, Jeugdteam"), "Return", "Return")
    action = said(stage, ids)[0].action
    assert action is not None and action.owner == "Noor de Wit"


def test_an_action_that_stands_there_gets_its_owner_later(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "> gasfles ophalen")
    on_case.key("Up", "Tab", "Space")
    on_case.key(digit(on_case, "Sem"), "Return")
    action = said(on_case, ids)[0].action
    assert action is not None and action.owner == "Sem de Graaf"
    assert on_case.focus is live(on_case).parts.line.field


def test_ctrl_z_takes_the_last_line_back_into_the_field(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, NOTE)
    write(on_case, ACTION, "F4")
    on_case.key("Ctrl+Z")
    assert [one.text for one in said(on_case, ids)] == [NOTE]
    assert line(on_case) == "Karim belt advocaat Woonpunt"
    assert live(on_case).parts.line.chip_texts == ["Karim", "vr 20 november"]
    on_case.key("Ctrl+Z")  # the field is not empty: nothing more is taken back
    assert [one.text for one in said(on_case, ids)] == [NOTE]
    on_case.key("Return")
    action = said(on_case, ids)[1].action
    assert action is not None and action.due == date(2026, 11, 20)


def test_the_door_is_put_back_with_its_line_and_its_answers(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "schuldhulp aan de deur", "F5")
    on_case.type("ja, voor even")
    on_case.key("Ctrl+Return", "Ctrl+Z")
    assert said(on_case, ids) == []
    assert live(on_case).parts.line.means.place is Behind.FRONT
    on_case.key("Return")
    assert [one.front_after for one in said(on_case, ids)] == [3]


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
    assert (karim.is_present, karim.remark) == (True, "vanaf 14.05 uur")
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


def test_a_note_is_left_out_of_the_minutes_and_a_line_is_mended(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "De kinderen gaan naar school.")
    write(on_case, DECISION, "F3")
    on_case.key("Up", "Up", "Space")
    assert [one.in_minutes for one in said(on_case, ids)] == [False, True]
    assert "niet in de notulen" in on_case.focus.accessibleName()
    on_case.key("Down", "Return")
    assert line(on_case) == DECISION
    on_case.type(" Vandaag nog.")
    on_case.key("Return")
    assert [one.text for one in said(on_case, ids)] == ["De kinderen gaan naar school.", f"{DECISION} Vandaag nog."]
    assert [one.decision_number for one in said(on_case, ids)] == ["", "2026-001"]


def test_a_refused_line_stays_where_it_was(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.key("Ctrl+Up")  # a fixed point has no front door
    write(on_case, "schuldhulp aan de deur", "F5")
    assert "Er is geen voordeur om te veranderen" in live(on_case).bar.text
    assert line(on_case) == "schuldhulp aan de deur"


def test_what_is_typed_while_a_line_is_being_saved_becomes_the_next_line(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.type("eerste")
    QTest.keyClick(on_case.focus, Qt.Key.Key_Return)  # not waiting for the answer
    QTest.keyClicks(on_case.focus, "tweede")
    on_case.settle()
    assert [one.text for one in said(on_case, ids)] == ["eerste"]
    assert line(on_case) == "tweede"


def test_the_half_line_is_a_draft_and_comes_back_after_the_power_failed(
    on_case: Stage, open_stage: Open, team: Team, ids: dict[str, str]
) -> None:
    write(on_case, NOTE)
    on_case.key("F4")
    on_case.type("Karim belt de advoc")
    live(on_case)._keeper.pace.longest.timeout.emit()  # two seconds later
    on_case.settle()
    draft = team.wil.ask(my_draft, LINE_FORM, ids["november"])
    busy = next(item for item in team.femke.ask(agenda_still_open, ids["november"]).items if item.state is ItemState.BUSY)
    assert draft is not None
    assert draft.fields == {"item": busy.id, "kind": "ACTION", "text": "Karim belt de advoc"}
    again = open_stage(team.wil)  # another process, after a restart
    again.go("live", ids["november"])
    assert line(again) == "Karim belt de advoc"
    assert live(again).parts.line.means.kind.name == "ACTION"
    assert "staat weer in de invoerregel" in live(again).bar.text
    assert [row.line.text for row in live(again).parts.lines.rows] == [NOTE]
    again.key("Return")
    assert team.wil.ask(my_draft, LINE_FORM, ids["november"]) is None


def test_locking_keeps_the_half_line(on_case: Stage, team: Team, ids: dict[str, str]) -> None:
    on_case.type("half")
    on_case.window.lock()
    on_case.settle()
    draft = team.wil.ask(my_draft, LINE_FORM, ids["november"])
    assert draft is not None and draft.fields["text"] == "half"


def test_a_key_asks_nothing_of_the_dossier(on_case: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    workspace = on_case.runner.workspace
    for name in ("do", "ask_for"):
        real: Callable[..., object] = getattr(workspace, name)

        def counted(*args: object, real: Callable[..., object] = real, **kwargs: object) -> object:
            asked.extend(arg.name for arg in args if isinstance(arg, Act | Query))
            return real(*args, **kwargs)

        monkeypatch.setattr(workspace, name, counted)
    on_case.key("F4")
    on_case.type(ACTION)
    on_case.settle()
    assert asked == []


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

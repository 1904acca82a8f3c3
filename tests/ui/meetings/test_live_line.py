"""The input line of the overleg: what is typed becomes what was meant, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.work import Act, Query
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.records import Place as Behind
from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.conduct import LINE_FORM
from expertiseteam.meetings.records import ItemState
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.live_stage import ACTION, DECISION, NOTE, digit, line, live, said, write
from tests.ui.meetings.stage import Stage, start


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


def test_a_promise_is_said_or_chosen_and_stands_beside_the_line(on_case: Stage, ids: dict[str, str]) -> None:
    on_case.type("toezegging: Noor komt dinsdag terug met soep")
    assert live(on_case).parts.line.chip_texts[-1] == "toezegging"
    on_case.key("Return")
    on_case.type("Sem belt Woonpunt voor vrijdag")
    on_case.key("Alt+T")
    assert live(on_case).parts.line.chip_texts == ["Sem", "vr 20 november", "toezegging"]
    on_case.shoot("overleg-toezegging")
    on_case.key("Alt+T", "Alt+T", "Return")
    write(on_case, "Karim belt de advocaat", "F4")
    promised = [(one.text, one.action.is_promise) for one in said(on_case, ids) if one.action is not None]
    assert on_case.told == []
    assert promised == [("Noor komt dinsdag terug met soep", True), ("Sem belt Woonpunt", True), ("Karim belt de advocaat", False)]
    assert "toezegging" in live(on_case).parts.lines.rows[0].accessibleName()
    on_case.key("Ctrl+Z", "Ctrl+A", "Delete", "Ctrl+Z")
    assert live(on_case).parts.line.chip_texts[-1] == "toezegging"  # what is taken back is promised still


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


def test_a_line_becomes_another_kind_by_key(on_case: Stage, ids: dict[str, str]) -> None:
    write(on_case, "Karim belt de advocaat voor vrijdag")
    write(on_case, "Noor blijft.", "F3")
    on_case.key("Up", "Up", "Return", "F4")
    assert live(on_case).parts.line.chip_texts == ["Karim", "vr 20 november"]
    on_case.key("Return")
    [first, second] = said(on_case, ids)
    assert first.action is not None and (first.action.owner, first.action.due) == ("Karim Ziani", date(2026, 11, 20))
    assert second.decision_number == "2026-001"
    on_case.key("Up", "Up", "Return", "F3", "Return")
    assert [one.decision_number for one in said(on_case, ids)] == ["2026-002", "2026-001"]
    on_case.key("Up", "Return", "F2", "Return")
    assert [(one.kind.name, one.decision_number) for one in said(on_case, ids)] == [("DECISION", "2026-001"), ("NOTE", "")]
    assert "nummer lager" in on_case.screen.bar.text
    assert on_case.told == []

"""*Overleg voorbereiden*, worked by keys: step 8 of the story and what people change afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.meetings.agenda import agenda_still_open, change_item, prepare_agenda
from expertiseteam.meetings.records import Agenda, ItemState, MeetingState
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage
from ui.meetings.guest_screen import GuestScreen
from ui.meetings.point_texts import REASON_FORM
from ui.meetings.prepare import PrepareScreen
from ui.widgets.buttons import Button


@pytest.fixture
def stage(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Femke, on the agenda of 17 November that has filled itself."""
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    stage.key("Space")  # Overleg voorbereiden
    return stage


def screen_of(stage: Stage) -> PrepareScreen:
    screen = stage.screen
    assert isinstance(screen, PrepareScreen)
    return screen


def agenda_of(stage: Stage, ids: dict[str, str]) -> Agenda:
    return stage.team.femke.ask(agenda_still_open, ids["november"])


def titles(stage: Stage) -> list[str]:
    return [row.title for row in screen_of(stage).table.rows]


def test_before_it_is_made_the_screen_says_so_and_offers_one_thing(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    stage = open_stage(team.femke)
    screen = stage.go("prepare", ids["november"])
    assert isinstance(screen, PrepareScreen)
    assert screen.empty.isVisible()
    assert stage.focus is screen.empty.button
    stage.key("Space")
    assert screen.table.isVisible()
    assert stage.focus is screen.table


def test_the_agenda_says_why_each_case_is_on_it(stage: Stage) -> None:
    row = next(row for row in screen_of(stage).table.rows if row.is_case)
    assert row.title == "26-003 · Beukenlaan · alleenstaande man"
    assert row.reason == "Ontruiming op 27 november"
    assert "toezegging van 10 november nog open" in row.more
    assert "nieuw sinds vorig overleg" in row.more
    assert row.question == "Wat doen we vóór de ontruiming, en wie?"
    assert "ontruiming op 27 november" in row.words().casefold()


def test_planned_minutes_are_set_against_the_time_there_is(stage: Stage) -> None:
    screen = screen_of(stage)
    planned = sum(row.minutes for row in screen.table.rows)
    words = {label.text() for label in screen.findChildren(type(screen._budget._planned)) if label.isVisible()}
    assert {str(planned), "van 90 minuten", f"{90 - planned} minuten over"} <= words


def test_a_point_is_moved_by_keys(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down")
    assert titles(stage)[2].startswith("26-003")
    stage.key("Alt+Down")
    assert titles(stage)[3].startswith("26-003")
    assert screen_of(stage).table.current == agenda_of(stage, ids).items[3].id
    stage.key("Alt+Up", "Alt+Up")
    assert [item.code for item in agenda_of(stage, ids).items][1] == "26-003"
    stage.key("Alt+Up", "Alt+Up", "Alt+Up")  # above the first there is nothing
    assert [item.code for item in agenda_of(stage, ids).items][0] == "26-003"


def test_a_point_is_dragged_by_the_mouse(stage: Stage, ids: dict[str, str]) -> None:
    table = screen_of(stage).table
    moved = table.rows[4].key
    middle = [table.visualRect(table.model().index(n, 0)).center() for n in range(5)]
    port = table.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(20, middle[4].y()))
    QTest.mouseMove(port, QPoint(20, middle[3].y()))
    QTest.mouseMove(port, QPoint(20, middle[2].y() - 4))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(20, middle[2].y() - 4))
    stage.settle()
    assert agenda_of(stage, ids).items[2].id == moved


def test_minutes_step_by_key_and_by_mouse_and_are_saved_together(stage: Stage, ids: dict[str, str]) -> None:
    screen = screen_of(stage)
    stage.key("Down", "Down", "+", "+", "-", "+")
    area = screen.table.visualRect(screen.table.currentIndex())
    QTest.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=screen.table.columns.more_area(area).center())
    assert screen.table.rows[2].minutes == 13
    assert agenda_of(stage, ids).items[2].minutes == 10  # not yet: one act for all steps
    screen._step_timer.timeout.emit()
    stage.settle()
    assert agenda_of(stage, ids).items[2].minutes == 13


def test_leaving_saves_minutes_that_were_only_just_stepped(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down", "+")
    stage.go("meetings")
    assert agenda_of(stage, ids).items[2].minutes == 11


def test_a_case_is_left_out_with_a_reason_and_comes_back(stage: Stage, ids: dict[str, str]) -> None:
    screen = screen_of(stage)
    stage.key("Down", "Down", "Down", "N")
    stage.type("Iris zoekt eerst een tweede")
    stage.key("Return")
    (skipped,) = agenda_of(stage, ids).skipped
    assert (skipped.state, skipped.because) == (ItemState.SKIPPED, "Iris zoekt eerst een tweede")
    assert all(skipped.code not in title for title in titles(stage))
    assert stage.status == f"{skipped.code} wordt niet besproken."
    assert stage.focus is screen.table
    stage.key("Ctrl+Z")
    assert agenda_of(stage, ids).skipped == ()


def test_a_fixed_point_is_not_left_out(stage: Stage) -> None:
    stage.key("N")
    assert "Een vast punt blijft op de agenda" in stage.screen.bar.text


def test_a_reason_typed_halfway_is_kept(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down", "Down", "N")
    stage.type("wacht op de kredietb")
    stage.key("Escape")
    assert stage.focus is screen_of(stage).table
    stage.go("meetings")
    stage.go("prepare", ids["november"])
    stage.key("N")  # the point is still the chosen one
    assert screen_of(stage).skipped.reason.text() == "wacht op de kredietb"
    stage.key("Return")
    asked = agenda_of(stage, ids).skipped[0]
    assert stage.team.femke.ask(my_draft, REASON_FORM, asked.id) is None


def test_the_question_is_changed_in_its_place(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down", "V")
    assert screen_of(stage).table.question.text() == "Wat doen we vóór de ontruiming, en wie?"
    stage.type("Wie belt Woonpunt?")
    stage.key("Return")
    assert agenda_of(stage, ids).items[2].question == "Wie belt Woonpunt?"
    assert stage.focus is screen_of(stage).table


def test_two_questions_at_the_same_time_show_both_to_choose_from(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down", "V")
    stage.type("Wie belt Woonpunt?")
    item = agenda_of(stage, ids).items[2]
    stage.team.wil.do(change_item, item, question="Wie belt de advocaat?")
    stage.key("Return")
    assert stage.screen.bar.text == (
        "Intussen ook gewijzigd door Wil Stam, vandaag 9.00 uur: “Wie belt de advocaat?”. Van u: “Wie belt Woonpunt?”. Welke blijft?"
    )
    stage.screen.bar.findChildren(type(screen_of(stage).refill))[0].click()  # Die van mij
    stage.settle()
    assert agenda_of(stage, ids).items[2].question == "Wie belt Woonpunt?"


def test_filling_again_keeps_what_people_changed(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Down", "Down", "Alt+Down")
    screen_of(stage).refill.click()
    stage.settle()
    assert agenda_of(stage, ids).items[3].code == "26-003"
    assert agenda_of(stage, ids).meeting.agenda_version == 2
    assert "Volgorde, minuten en vragen zijn gebleven" in stage.status


def test_the_agenda_is_shown_on_paper_inside_the_window(stage: Stage) -> None:
    stage.key("Down", "Down", "+", "Ctrl+P")
    assert stage.paper_text is not None
    assert "26-003" in stage.paper_text
    assert "Ontruiming op 27 november" in stage.paper_text or "ontruiming op 27 november" in stage.paper_text
    stage.key("Escape")
    assert stage.paper_text is None
    assert stage.screen is screen_of(stage)


def test_starting_goes_to_the_overleg_itself(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Ctrl+Return")
    assert stage.window.place is not None and stage.window.place.kind == "live"
    assert agenda_of(stage, ids).meeting.state is MeetingState.RUNNING


def test_a_member_reads_the_agenda_and_changes_nothing(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.noor)
    screen = stage.go("prepare", ids["november"])
    assert isinstance(screen, PrepareScreen)
    assert not screen.start_button.isVisible() and not screen.refill.isVisible()
    stage.key("Down", "Down", "Alt+Down", "+", "N", "V")
    assert screen.table.editing is None
    assert screen.skipped.asking is None
    assert agenda_of(stage, ids).items[2].code == "26-003"
    assert stage.told == []


def test_names_are_hidden_without_looking_again(stage: Stage) -> None:
    stage.key("Ctrl+Shift+N")
    said = " ".join(row.words() for row in screen_of(stage).table.rows)
    assert "26-003" in said
    assert "Beukenlaan" not in said


def test_a_question_that_is_hidden_is_not_written_over(stage: Stage, ids: dict[str, str]) -> None:
    stage.key("Ctrl+Shift+N", "Down", "Down", "V")
    assert screen_of(stage).table.editing is None and "verborgen" in screen_of(stage).bar.text
    stage.key("Return", "Return")
    assert agenda_of(stage, ids).items[2].question == "Wat doen we vóór de ontruiming, en wie?"
    stage.key("Ctrl+Shift+N", "V")
    assert screen_of(stage).table.question.text() == "Wat doen we vóór de ontruiming, en wie?"


def test_opening_is_one_line_in_the_log_however_much_is_changed(stage: Stage) -> None:
    stage.key("Down", "Down", "Alt+Down", "Alt+Up", "N")
    views = [line for line in stage.log() if line == "agenda bekeken"]
    assert len(views) == 1


def test_a_case_waits_until_a_day_and_a_guest_is_let_in(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(add_member, name="Dokter Bos", role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    stage.key("Space", "Down", "Down")
    [tick] = screen_of(stage).hearers.guests
    tick.click()
    stage.settle()
    assert next(item for item in agenda_of(stage, ids).items if item.code == "26-003").heard_by == "met Dokter Bos als gast"
    stage.shoot("overleg-voorbereiden-gast")
    next(button for button in screen_of(stage).hearers.findChildren(Button) if button.text() == "Wat ziet deze gast?").click()
    stage.settle()
    guest = stage.screen
    assert isinstance(guest, GuestScreen) and guest.print_button.hasFocus()
    words = " ".join(label.text() for label in guest.findChildren(QLabel) if label.isVisible())
    assert "26-003 · Beukenlaan" in words and "rond 13.40 uur" in words and "26-001" not in words and "Eindpad" not in words
    assert complaints(stage.window) == []
    stage.shoot("overleg-gast")
    stage.key("Space")
    assert "Voor Dokter Bos, gast bij het overleg" in (stage.paper_text or "")
    stage.key("Escape", "B")
    assert "Beste Dokter Bos," in (stage.paper_text or "")
    assert "papier uitgereikt" in stage.log()
    stage.key("Escape", "Escape")
    assert isinstance(stage.screen, PrepareScreen)
    stage.key("Down", "N")
    stage.type("de zitting is dan geweest")
    stage.key("Tab")
    stage.type("4 januari")
    stage.key("Return")
    assert [item.because for item in agenda_of(stage, ids).skipped] == ["niet voor 4 januari 2027: de zitting is dan geweest"]
    assert complaints(stage.window) == []
    stage.shoot("overleg-voorbereiden-wacht")


def test_pictures_and_the_walk(stage: Stage) -> None:
    assert complaints(stage.window) == []
    assert stops(screen_of(stage))[:4] == ["Opnieuw vullen", "Agenda afdrukken", "Start het overleg", "Punten van de agenda"]
    stage.key("Down", "Down", "Down", "N")
    shoot(stage.theme, stage.window, "overleg-voorbereiden", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Escape", "Up", "V")
    shoot(stage.theme, stage.window, "overleg-voorbereiden-vraag", settle=stage.settle)
    stage.key("Escape", "Ctrl+Shift+N")
    shoot(stage.theme, stage.window, "overleg-voorbereiden-zonder-namen", settle=stage.settle)
    shoot(stage.theme, stage.window, "overleg-voorbereiden-130", scale=130, settle=stage.settle)


def test_the_three_other_prints_have_a_key_each(stage: Stage) -> None:
    for key, told in (("D", "Draaiboek van de voorzitter"), ("A", "Casussen staan er alleen met hun nummer in."), ("S", "Wie is er?")):
        stage.key(key)
        assert told in " ".join((stage.paper_text or "").split())
        stage.key("Escape")
    assert [line for line in stage.log() if "afgedrukt" in line] == [
        "blad van de secretaris afgedrukt", "agenda met alleen nummers afgedrukt", "draaiboek afgedrukt",
    ]  # fmt: skip
    shoot(stage.theme, stage.window, "overleg-voorbereiden-afdrukken", settle=stage.settle)
    assert complaints(stage.window) == [] and stage.told == []


def test_what_is_too_long_is_made_to_fit_and_the_rest_waits(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    for item in team.femke.ask(agenda_still_open, ids["november"]).items:
        team.femke.do(change_item, item, minutes=17 if item.case_id is None else 8)
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    strip, planned = screen_of(stage).fit, agenda_of(stage, ids)
    assert strip.isVisible() and planned.planned > planned.meeting.minutes and "geen tijd voor 26-00" in strip.words
    stage.shoot("overleg-voorbereiden-te-lang")
    stage.key("P")
    assert {item.minutes for item in agenda_of(stage, ids).items if item.case_id} == {3}
    beyond = [item.code for item in strip.beyond]
    assert strip.words.startswith(f"Geen tijd voor {', '.join(beyond)}.") and complaints(stage.window) == []
    stage.shoot("overleg-voorbereiden-geen-tijd")
    stage.key("T")
    assert [item.code for item in agenda_of(stage, ids).skipped] == beyond
    stage.shoot("overleg-voorbereiden-past")

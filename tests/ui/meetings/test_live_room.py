"""The room decides on the live screen: what a guest may not hear stands there as its code only."""

from __future__ import annotations

from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.records import HouseholdKind
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, came_or_went, welcome_guest
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import defer_item, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.last_views import last_views
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.live_stage import live, said
from tests.ui.meetings.stage import Stage, open_a_case, start
from tests.ui.meetings.test_points_view import overview
from ui.meetings.prepare import PrepareScreen
from ui.widgets.buttons import Button


def press(stage: Stage, words: str) -> None:
    next(button for button in stage.screen.bar.findChildren(Button) if button.text() == words).click()
    stage.settle()


def test_a_point_stays_closed_until_the_guest_is_out(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(add_member, name="Gerda Boer", role=Role.MEMBER, discipline=Discipline.CARE, function="wijkverpleging")
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    screen = live(stage)
    stage.key("Ctrl+Down", "Ctrl+Down")
    assert screen.conductor.file is not None
    team.femke.do(note, screen.conductor.file.item.id, "Meneer wil hulp bij post.")
    stage.key("Alt+A", "Down", "N")  # she walks in, and stands on no list: on it within six keys and her name
    panel = screen.parts.line.coming
    assert panel.isVisible() and panel.name.hasFocus()
    stage.type("Gerda Gast")
    stage.key("Return")
    assert "voor welke organisatie" in spoken(panel)
    shoot(stage.theme, stage.window, "overleg-gast-erbij", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("1", "Tab", "1", "Return")
    assert not panel.isVisible()
    assert next(row.right for row in screen.parts.side.attendance.list.rows if row.title == "Gerda Gast") == "vanaf 13.30"
    stage.settle()
    assert screen.bar.text == "Gerda Gast is er en mag dit punt niet horen. U ziet alleen het nummer, tot de kamer klopt."
    assert screen.parts._point.text() == "26-003" and screen.parts.lines.rows == []
    assert {row.title for row in screen.parts.agenda.list.rows if "26-" in row.title} == {"26-001", "26-002", "26-003"}
    shoot(stage.theme, stage.window, "overleg-dicht-punt", settle=stage.settle)
    assert complaints(stage.window) == []
    item = screen.conductor.file.item.id
    assert team.wil.ask(last_views, item, ids["november"]) is None
    press(stage, "Gerda Gast gaat de kamer uit")
    read = team.wil.ask(last_views, item, ids["november"])
    assert read is not None and read.enforcement_view == "Achterom vol afval, gasfles in de gang."
    assert screen.parts._point.text() == "26-003 · Beukenlaan · alleenstaande man"
    assert "niet bij dit punt: Gerda Gast" in screen.parts._about.text()
    assert [one.text for one in said(stage, ids)] == ["Meneer wil hulp bij post."]
    assert [row.line.text for row in screen.parts.lines.rows] == ["Meneer wil hulp bij post."]
    assert {row.title for row in screen.parts.agenda.list.rows if "26-001" in row.title} == {"26-001"}
    stage.key("Ctrl+Down")  # the next case: she may come back in, and then that one is closed
    assert screen.parts._point.text() == "26-001"
    stage.key("Alt+A")
    shoot(stage.theme, stage.window, "overleg-aanwezigen", settle=stage.settle)
    press(stage, "Laat Gerda Gast dit horen")
    assert screen.parts._point.text() == "26-001 · Kerkstraat · echtpaar" and not screen.bar.isVisible()
    stage.key("Ctrl+Down")
    assert screen.parts._point.text() == "26-002"
    screen.parts.side.attendance.list.choose(next(row.key for row in screen.parts.side.attendance.list.rows if row.title == "Gerda Gast"))
    stage.key("W")  # she goes, and what she might not hear opens
    assert screen.parts._point.text() == "26-002 · Eindpad · erf" and not screen.bar.isVisible()
    stage.key("Esc", "Ctrl+Up")
    assert screen.parts._point.text() == "26-001 · Kerkstraat · echtpaar" and not screen.bar.isVisible()
    assert stage.told == []


def test_the_start_names_what_came_after_preparing_and_a_point_held_over_shows_its_lines(
    open_stage: Open, team: Team, ids: dict[str, str]
) -> None:
    november = start(team, ids)
    point = next(item.id for item in team.wil.ask(agenda, november).items if item.code == "26-003")
    team.wil.do(open_item, point)
    team.wil.do(note, point, "Meneer wil hulp bij post.")
    team.wil.do(defer_item, point)
    team.wil.do(close_meeting, team.wil.ask(meeting, november))
    team.femke.do(prepare_agenda, ids["december"])
    open_a_case(team, "Lindelaan · echtpaar", HouseholdKind.COUPLE)
    team.clock.at(2026, 12, 8, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, ids["december"]))
    stage = open_stage(team.wil)
    stage.go("live", ids["december"])
    screen = live(stage)
    assert screen.bar.text == "1 casus is nieuw sinds het voorbereiden en staat niet op de agenda."
    shoot(stage.theme, stage.window, "overleg-nieuwe-casus", settle=stage.settle)
    press(stage, "Zet op de agenda")
    assert not screen.bar.isVisible() and [row.title for row in screen.parts.agenda.list.rows if "26-004" in row.title]
    stage.key("Ctrl+Down", "Ctrl+Down")
    assert "Aangehouden op 17 november. Toen opgeschreven:" in spoken(screen) and "Meneer wil hulp bij post." in spoken(screen)
    assert screen.parts._chip.text() == "Dreigt uithuiszetting" and screen.parts.lines.rows == []
    shoot(stage.theme, stage.window, "overleg-aangehouden", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Ctrl+Down", "Ctrl+E")
    assert {"Zonder besluit", "26-003 · Beukenlaan · alleenstaande man"} <= set(spoken(stage.screen).splitlines())
    shoot(stage.theme, stage.window, "afronden-zonder-besluit", settle=stage.settle)
    assert complaints(stage.window) == [] and stage.told == []


def test_the_other_screens_of_a_running_overleg_show_codes_too(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    november = start(team, ids)
    stage = open_stage(team.wil)
    stage.go("meetings")
    rows = overview(stage).points.list
    assert "26-003 · Beukenlaan · alleenstaande man" in [row.title for row in rows.rows]
    woonpunt = team.organisations["Woonpunt"]
    team.wil.do(welcome_guest, november, name="Gerda Gast", organisation_id=woonpunt, discipline=Discipline.HOUSING)
    stage.settle()
    assert [row.title for row in rows.rows if row.title.startswith("26-")] == ["26-003", "26-001", "26-002"]
    stage.go("prepare", november)
    screen = stage.screen
    assert isinstance(screen, PrepareScreen)
    shown = [screen._point(1, item) for item in screen._agenda.items if item.case_id] if screen._agenda else []
    assert [(row.title, row.more, row.since) for row in shown] == [(code, "", "") for code in ("26-003", "26-001", "26-002")]
    assert {(row.reason, row.question) for row in shown} == {("niet iedereen in de kamer mag dit horen", "vraag verborgen")}
    shoot(stage.theme, stage.window, "voorbereiden-met-gast", settle=stage.settle)
    assert complaints(stage.window) == []
    there = next(one for one in team.wil.ask(attendance, november) if one.name == "Gerda Gast")
    team.wil.do(came_or_went, there, False)
    stage.settle()
    assert "26-003 · Beukenlaan · alleenstaande man" in [screen._point(1, item).title for item in screen._agenda.items]

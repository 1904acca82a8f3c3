"""Both tracks of a case, worked by keyboard: help refused, the order, and the plan that comes out of the drawer."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.enforcement import paths
from expertiseteam.cases.plan import goals, plan_of
from expertiseteam.cases.track_records import PathState, PlanState, Track
from expertiseteam.cases.tracks import track_of
from expertiseteam.team.members import add_member
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, Outcome
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.cases.detail import TABS
from ui.cases.tracks import TracksTab

TRACKS = f"Alt+{TABS.index('tracks') + 1}"


def tracks(stage: Stage) -> TracksTab:
    tab = stage.cases.detail.tab("tracks")
    assert isinstance(tab, TracksTab)
    return tab


def refused_at_the_door(story: Story) -> None:
    team, day = story.team, date(2026, 11, 2)
    visit = team.femke.do(
        send_duo, story.case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Een veilige kachel lenen", before=day
    )
    more = {"on": day, "is_announced": True, "outcome": Outcome.HELP_REFUSED, "consent": Consent.GIVEN, "care_view": "Meneer wil rust."}
    team.noor.do(record_visit, team.noor.ask(visit_view, visit), **more)


def test_help_is_refused_an_order_begins_and_the_plan_comes_back(story: Story, open_stage: Open) -> None:
    team = story.team
    team.femke.do(add_member, name="Joris Blom", role=Role.LAWYER, discipline=Discipline.LAW, function="handhavingsjurist")
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key(TRACKS)
    tab = tracks(stage)
    assert tab.chip.text() == "Spoor zorg"
    tab.goal_button.setFocus()
    stage.key("Return")
    stage.type("Elke dag een warme maaltijd")
    stage.tab()
    stage.type("Noor en de buurvrouw")
    stage.key("Ctrl+Return")
    assert [row.title for row in tab.goals.rows] == ["Elke dag een warme maaltijd"]
    tab.plan_button.setFocus()
    stage.key("Return", "Ctrl+Return")
    assert tab.plan_chip.text() == "Loopt"

    tab.switch_button.setFocus()
    stage.key("Return")
    assert "0 keer geweigerd; nodig is minstens 1" in tab.switching.told.text()
    stage.tab()
    stage.type("Meneer slaapt naast een open kachel.")
    tab.switching.other.set_value(next(m.id for m in tab._members if m.name == "Joris Blom"))
    stage.key("Ctrl+Return")
    assert "Leg eerst vast welke hulp is aangeboden en geweigerd" in tab.switching.bar.text
    stage.key("Escape")

    refused_at_the_door(story)
    stage.settle()
    assert [row.title for row in tab.refused.rows] == ["Een veilige kachel lenen"]

    tab.switch_button.setFocus()
    stage.key("Return")
    assert tab.switching.why.value() == "Meneer slaapt naast een open kachel.", "what was typed is there again"
    stage.key("Ctrl+Return")
    assert (tab.chip.text(), tab.plan_chip.text()) == ("Spoor veiligheid", "Geparkeerd")
    assert tab.goal_button.isHidden(), "what lies in the drawer is not changed"

    tab.path_button.setFocus()
    stage.key("Return")
    stage.type("Kachel zonder afvoer")
    stage.key("Ctrl+Return")
    tab.paths.setFocus()
    stage.key("Return")
    stage.settle()
    assert tab.step.counted.text() == "Zienswijze mogelijk tot en met 16 november 2026."
    stage.key("Ctrl+Return")
    [path] = team.femke.ask(paths, story.case)
    assert path.state is PathState.NOTICE
    assert tab.paths.rows[0].foot == "zienswijze mogelijk tot en met ma 16 november"
    assert complaints(stage.window) == []
    stage.shoot("casus-sporen")
    tab.paths.setFocus()
    tab.paths.choose(tab.paths.rows[0].key)
    stage.key("T")
    stage.type("Het voornemen is nog niet verstuurd.")
    stage.shoot("casus-terugnemen")
    stage.key("Ctrl+Return")
    assert (tab.paths.rows[0].chip, tab.paths.rows[1].chip) == ("Verkennen", "teruggenomen")
    assert "door Femke Aarts op" in tab.paths.rows[1].foot and "nog niet verstuurd" in tab.paths.rows[1].foot
    stage.shoot("casus-sporen-teruggenomen")

    tab.switch_button.setFocus()
    stage.key("Return")
    assert "Het sociaal plan komt uit de la zoals het was" in tab.switching.told.text()
    stage.tab()
    stage.type("Meneer belde zelf: hij wil de kachel lenen.")
    tab.switching.other.set_value(next(m.id for m in tab._members if m.name == "Joris Blom"))
    stage.key("Ctrl+Return")
    plan = team.femke.ask(plan_of, story.case)
    assert team.femke.ask(track_of, story.case) is Track.CARE and plan is not None and plan.state is PlanState.RESUMED
    assert [goal.what for goal in team.femke.ask(goals, story.case)] == ["Elke dag een warme maaltijd"]
    assert tab.paths.rows[0].chip == "Aangehouden"
    stage.key("Alt+2")
    titles = [event.title for event in stage.cases.detail.timeline_tab.list.events]
    assert titles[0] in ("Van veiligheid naar zorg", "Sociaal plan uit de la gehaald")
    assert {"Last onder dwangsom: voornemen", "Van zorg naar veiligheid"} <= set(titles)
    stage.shoot("casus-sporen-tijdlijn")


@pytest.mark.parametrize("form", ["goal", "path", "switching"])
def test_the_forms_hold_their_words(story: Story, open_stage: Open, form: str) -> None:
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.key(TRACKS)
    tab = tracks(stage)
    {"goal": tab.ask_goal, "path": tab.ask_path, "switching": tab.ask_switch}[form]()
    stage.settle()
    stage.shoot(f"sporen-{form}")
    assert complaints(stage.window) == []


def test_who_is_no_jurist_reads_the_path_and_changes_nothing_of_it(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key(TRACKS)
    tab = tracks(stage)
    assert tab.path_button.isHidden() and tab.switch_button.isHidden()
    assert not tab.goal_button.isHidden()

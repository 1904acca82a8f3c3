"""Two stories of the field through the real windows: a home is saved in a few days, and help is refused and then accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.enforcement import paths
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.plan import add_goal, goals, move_plan, plan_of
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.cases.track_records import PathState, PlanState, Track
from expertiseteam.cases.tracks import track_of
from expertiseteam.insight.today import today
from expertiseteam.team.members import add_member
from expertiseteam.visits.duos import planned_visits, send_duo, visit_view
from expertiseteam.visits.records import Outcome
from tests.acceptance.play import NEW, Play, write_down
from tests.dossier import Team
from ui.cases.detail import TABS
from ui.cases.screen import CasesScreen
from ui.cases.tracks import TracksTab
from ui.insight.today import TodayScreen
from ui.shell.desk import Place


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), label="Molenweg · echtpaar", lead_id=team.ids["lucja"], place="Molenweg 7, Turfven", **NEW)


@pytest.fixture
def play(team: Team, case: str, tmp_path: Path) -> Iterator[Play]:
    team.femke.do(add_member, name="Joris Blom", role=Role.LAWYER, discipline=Discipline.LAW, function="handhavingsjurist")
    team.close()
    team._open.clear()
    made = Play(team, tmp_path)
    yield made
    made.close()


def opened(play: Play, case: str) -> CasesScreen:
    play.program.main.go(Place("case", case))
    play.settle()
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    return screen


def refused_at_the_door(play: Play, case: str, day: date) -> None:
    ids, workspace = play.team.ids, play.program.main.desk.workspace
    send = {"care_id": ids["femke"], "enforcement_id": ids["sem"], "task": "Hulp voor de dieren aanbieden", "before": day}
    visit = workspace.do(send_duo, case, **send)
    write_down(play, visit, Outcome.HELP_REFUSED, "Meneer wil rust.")
    assert workspace.ask(visit_view, visit).outcome is Outcome.HELP_REFUSED
    screen = opened(play, case)
    screen.detail.show_tab("tracks")


def test_a_home_is_saved_in_a_few_working_days(play: Play, case: str) -> None:
    clock = play.team.clock
    clock.at(2026, 11, 19, 10, 0)  # Thursday: the bailiff comes on Tuesday, no overleg before that
    play.as_member("karim")
    screen = opened(play, case)
    play.key("Alt+U")
    play.key("Tab")
    play.type("24 november")
    screen.detail.eviction.go.setFocus()
    play.key("Space", "Ctrl+Return")
    assert "Łucja en Karim gaan vandaag langs" in play.status

    play.as_member("lucja")
    home = play.screen
    assert isinstance(home, TodayScreen)
    workspace = play.program.main.desk.workspace
    [tile] = workspace.ask(today, play.team.ids["lucja"], date(2026, 11, 19)).evictions
    assert (tile.code, tile.eviction_on) == ("26-001", date(2026, 11, 24))
    [visit] = workspace.ask(planned_visits, play.team.ids["lucja"])
    write_down(play, visit.id, Outcome.HELP_ACCEPTED, "Mevrouw huilde, en wil hulp.")
    assert workspace.ask(visit_view, visit.id).outcome is Outcome.HELP_ACCEPTED

    clock.at(2026, 11, 23, 15, 0)  # Monday: there is an arrangement
    screen = opened(play, case)
    play.key("Alt+U")
    screen.detail.eviction.state.set_value(EvictionState.AVERTED.name)
    screen.detail.eviction._on_state()
    assert not screen.detail.eviction.go.isVisible()
    play.key("Ctrl+Return")
    assert workspace.ask(case_view, case).eviction is EvictionState.AVERTED
    assert workspace.ask(today, play.team.ids["lucja"], date(2026, 11, 23)).evictions == ()
    play.key("Alt+2")
    titles = [event.title for event in screen.detail.timeline_tab.list.events]
    assert titles.index("Uithuiszetting: afgewend") < titles.index("Uithuiszetting: datum gezegd")


def test_help_is_refused_an_order_follows_and_the_plan_comes_out_of_the_drawer(play: Play, case: str) -> None:
    clock = play.team.clock
    clock.at(2026, 11, 2, 9, 0)
    play.as_member("femke")
    workspace = play.program.main.desk.workspace
    workspace.do(add_goal, case, what="De stal is schoon", helper="Sem")
    plan = workspace.ask(plan_of, case)
    assert plan is not None
    workspace.do(move_plan, plan, PlanState.RUNNING)
    kept = workspace.ask(goals, case)
    screen = opened(play, case)
    play.key(f"Alt+{TABS.index('tracks') + 1}")
    tab = screen.detail.tab("tracks")
    assert isinstance(tab, TracksTab)

    def switch(why: str) -> None:
        tab.switch_button.setFocus()
        play.key("Return", "Tab")
        play.type(why)
        tab.switching.other.set_value(next(m.id for m in tab._members if m.name == "Joris Blom"))
        play.key("Ctrl+Return")

    switch("De dieren hebben geen water.")
    assert "geweigerd" in tab.switching.bar.text and workspace.ask(track_of, case) is Track.CARE
    play.key("Escape")
    refused_at_the_door(play, case, date(2026, 11, 2))
    tab.switch_button.setFocus()
    play.key("Return", "Ctrl+Return")  # what was typed is still there
    assert workspace.ask(track_of, case) is Track.SAFETY and tab.plan_chip.text() == "Geparkeerd"

    tab.path_button.setFocus()
    play.key("Return")
    play.type("Dieren zonder water en droog bed")
    play.key("Ctrl+Return")
    tab.paths.setFocus()
    play.key("Return", "Ctrl+Return")
    [path] = workspace.ask(paths, case)
    assert (path.state, path.until) == (PathState.NOTICE, date(2026, 11, 16))

    clock.at(2026, 11, 12, 9, 0)
    switch("Meneer belde: hij wil hulp met de stal.")
    assert workspace.ask(track_of, case) is Track.CARE and tab.plan_chip.text() == "Hervat"
    assert workspace.ask(goals, case) == kept
    assert workspace.ask(paths, case)[0].state is PathState.ON_HOLD

    # In spring he stops again: the order goes on where it was held, to the decision and its check.
    clock.at(2027, 3, 1, 9, 0)
    switch("De stal is weer vol mest, meneer doet niet open.")
    assert workspace.ask(track_of, case) is Track.SAFETY
    days = ((PathState.NOTICE, (3, 1)), (PathState.VIEWPOINT, (3, 15)), (PathState.DECIDED, (3, 16)), (PathState.COMPLYING, (3, 16)))
    for state, (month, day) in (*days, (PathState.CHECK, (4, 15)), (PathState.MET, (4, 15))):
        clock.at(2027, month, day, 12, 0)
        tab.paths.setFocus()
        play.key("Return")
        assert tab.step.to.value == state.name  # what follows is chosen already
        if state is PathState.DECIDED:
            tab.step.order.set_value("Water en een droge ligplaats voor elk dier, in de stal aan de Molenweg.")
        play.key("Ctrl+Return")
        [path] = workspace.ask(paths, case)
        assert path.state is state, tab.step.bar.text
    assert path.order.startswith("Water en een droge ligplaats") and tab.paths.rows[0].chip == "Voldaan"

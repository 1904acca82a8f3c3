"""Two people at one case: whoever is second sees what the first made of it, by name and time, and chooses."""

from __future__ import annotations

import pytest

from expertiseteam.cases.actions import action_now, agree_action, close_action
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, CaseResult
from tests.cases.endings import ended
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.shell.panel import Panel
from ui.widgets.checks import Radio

WHOSE = "Intussen ook gewijzigd door Femke Aarts, vandaag 9.05 uur"


def give_way(panel: Panel) -> None:
    for radio in panel.both.findChildren(Radio):
        if radio.text().endswith("van Femke Aarts"):
            radio.setChecked(True)


@pytest.fixture
def ending(story: Story, open_stage: Open) -> tuple[Stage, str]:
    """Noor says that her action was not done; Femke recorded meanwhile that it was."""
    team = story.team
    action = team.noor.do(agree_action, story.case, what="Noor belt meneer", owner_id=team.ids["noor"], due=None)
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+3")
    stage.cases.detail.actions_tab.list.setFocus()
    stage.key("Down", "Space", "Right")
    stage.tab()
    stage.type("meneer neemt niet op")
    team.femke.do(close_action, team.femke.ask(action_now, action), ActionState.DONE, "gesproken")
    stage.key("Return")
    return stage, action


def test_two_who_end_one_action_see_both_ends(ending: tuple[Stage, str]) -> None:
    stage, action = ending
    panel = stage.cases.detail.end_action
    told = spoken(panel.both)
    assert WHOSE in told and "Wat kwam eruit: van Femke Aarts" in told
    assert "meneer neemt niet op" in told and "gesproken" in told
    assert panel.result.text() == "meneer neemt niet op"
    assert stage.team.femke.ask(action_now, action).result == "gesproken"
    stage.shoot("casus-actie-twee-keer-afgerond")
    assert complaints(stage.window) == []
    panel.both.button.click()
    stage.settle()
    now = stage.team.femke.ask(action_now, action)
    assert (now.state, now.result) == (ActionState.NOT_DONE, "meneer neemt niet op")


def test_who_gives_way_leaves_the_end_that_the_colleague_recorded(ending: tuple[Stage, str]) -> None:
    stage, action = ending
    panel = stage.cases.detail.end_action
    give_way(panel)
    panel.both.button.click()
    stage.settle()
    now = stage.team.femke.ask(action_now, action)
    assert (now.state, now.result) == (ActionState.DONE, "gesproken")
    assert stage.status == "De keuze van Femke Aarts blijft staan."
    assert not panel.isVisible()


def test_two_who_close_one_case_see_both_results(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.cases.detail.ask_closing()
    stage.settle()
    panel = stage.cases.detail.closing
    panel.fill({"result": "GOAL_REACHED", "goal": "YES", "watch": "de huisarts", "resident": "YES", "reporters": "NOBODY"})
    panel.remark.setFocus()
    stage.type("Rustig blijven komen hielp.")
    stage.workspace.listeners.clear()  # as if she also worked on another computer
    team.femke.do(close_case, team.femke.ask(case_view, story.case), ended(CaseResult.MOVED, "Verhuisd naar zijn zus."))
    stage.key("Ctrl+Return")
    told = spoken(panel.both)
    assert WHOSE in told and "Verhuisd naar zijn zus." in told and "Rustig blijven komen hielp." in told
    panel.both.button.click()
    stage.settle()
    assert team.femke.ask(case_view, story.case).result_remark == "Rustig blijven komen hielp."

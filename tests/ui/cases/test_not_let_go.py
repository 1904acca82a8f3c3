"""What must not be let go of, by keyboard: a serious event and its lesson, a case that stands still, the questions at the end."""

from __future__ import annotations

from expertiseteam.cases.ending import endings
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, CaseState, GoalReached, ReportersTold, ResidentTold
from expertiseteam.cases.serious import serious_events
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.cases.words import Filter
from ui.widgets.pills import Choice


def pick(stage: Stage, choice: Choice, option: object) -> None:
    """Answer one question of the form."""
    choice.pill(option).setFocus()
    stage.key("Space")


def test_a_serious_event_is_told_and_looked_back_on(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    strip = stage.cases.detail.strip
    assert not strip.isVisible()
    stage.key("Alt+E", "Ctrl+Return")
    assert stage.cases.detail.serious.what_field.fault
    stage.type("Brand in de keuken.")
    stage.shoot("casus-ernstig-voorval")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    stage.settle()
    assert stage.status == "Het voorval is vastgelegd. Het staat bovenaan de volgende agenda."
    assert strip.serious.text.startswith("Ernstig voorval op 2 november. Brand in de keuken.")
    stage.shoot("casus-strook")
    stage.key("Ctrl+Shift+N")
    assert "Brand" not in strip.serious.text
    stage.key("Ctrl+Shift+N")
    [event] = story.team.noor.ask(serious_events, story.case)
    stage.cases.detail.ask_lesson(event)
    stage.type("Voortaan eerder de brandweer vragen.")
    stage.key("Ctrl+Return")
    stage.settle()
    assert not strip.isVisible()


def test_a_case_that_stands_still_has_a_filter_and_says_so(story: Story, open_stage: Open) -> None:
    story.team.clock.at(2027, 1, 11, 9, 0)
    stage = open_stage(story.team.noor)
    stage.go("cases")
    stage.settle()
    assert stage.cases.filters.pill(Filter.STILL).text() == "Ligt stil 1"
    stage.go("case", story.case)
    stage.settle()
    assert stage.cases.detail.strip.still.text == "Deze casus ligt stil: sinds 2 november is er niets vastgelegd."


def test_closing_asks_one_question_after_the_other_and_reopening_tells_how_it_ended(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.cases.detail.ask_closing()
    stage.settle()
    panel = stage.cases.detail.closing
    stage.key("Ctrl+Return")
    assert panel._fields_asked["result"].fault
    pick(stage, panel.result, CaseResult.PARTLY.name)
    stage.key("Ctrl+Return")
    assert panel._fields_asked["goal"].fault
    pick(stage, panel.goal, GoalReached.PARTLY.name)
    stage.key("Ctrl+Return")
    stage.type("de huisarts")
    pick(stage, panel.resident, ResidentTold.NO.name)
    stage.key("Ctrl+Return")
    assert panel._fields_asked["told_how"].fault
    stage.type("hij doet niet open")
    pick(stage, panel.reporters, ReportersTold.NOBODY.name)
    stage.key("Ctrl+Return")
    stage.settle()
    assert team.femke.ask(case_view, story.case).state is CaseState.CLOSED
    [end] = team.femke.ask(endings, story.case)
    assert (end.watch, end.resident_told, end.told_how) == ("de huisarts", ResidentTold.NO, "hij doet niet open")
    stage.cases.detail.ask_reopening()
    stage.settle()
    assert stage.cases.detail.reopening.before.text() == "Op 2 november 2026 afgesloten: deels bereikt. Een oogje hield: de huisarts."

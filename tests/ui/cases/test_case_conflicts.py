"""Two people at one case: both texts, with name and time, and nothing is written over."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.cases.opening import change_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from tests.screens.accessibility import spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.widgets.checks import Radio


def test_a_report_that_crosses_another_shows_it_first(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.karim)
    stage.go("case", story.case)
    stage.key("Alt+U")
    team.femke.do(report_eviction, team.femke.ask(case_view, story.case), EvictionState.JUDGED, date(2026, 12, 1), "Woonpunt")
    stage.tab()
    stage.type("27 november")
    stage.key("Ctrl+Return")
    both = stage.cases.detail.eviction.both
    told = spoken(both)
    assert "Intussen ook gewijzigd door Femke Aarts, vandaag 9.05 uur" in told
    assert "Vonnis" in told and "di 1 december" in told and "vr 27 november" in told and "Woonpunt" in told
    assert team.femke.ask(case_view, story.case).eviction_on == date(2026, 12, 1)
    stage.shoot("casus-twee-meldingen")
    stage.key("Tab", "Tab", "Right")  # the source of the colleague
    both.button.click()
    stage.settle()
    case = team.femke.ask(case_view, story.case)
    assert (case.eviction, case.eviction_on, case.eviction_source) == (EvictionState.DATED, date(2026, 11, 27), "Woonpunt")


def test_two_who_change_the_same_goal_see_both_texts(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    facts = stage.cases.detail.facts
    facts.fields["goal"].setFocus()
    stage.key("Ctrl+A")
    stage.type("Meneer krijgt hulp bij de post.")
    before = team.femke.ask(case_view, story.case)
    stage.do(team.femke, change_case, before, {"goal": "Meneer houdt zijn huis.", "trusted_contact": "de buurvrouw"})
    assert facts._text("goal") == "Meneer krijgt hulp bij de post."
    stage.key("Ctrl+Return")
    stage.shoot("casus-twee-teksten")
    told = spoken(facts.both)
    assert "Meneer krijgt hulp bij de post." in told and "Meneer houdt zijn huis." in told
    assert "Intussen ook gewijzigd door Femke Aarts, vandaag 9.05 uur" in told
    assert "Doel van deze casus: van Femke Aarts" in told
    assert team.femke.ask(case_view, story.case).goal == "Meneer houdt zijn huis."
    facts.both.button.click()
    stage.settle()
    case = team.femke.ask(case_view, story.case)
    assert (case.goal, case.trusted_contact) == ("Meneer krijgt hulp bij de post.", "de buurvrouw")
    assert facts._text("trusted_contact") == "de buurvrouw"


def test_a_draft_does_not_bring_back_what_a_colleague_changed(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    stage.cases.detail.facts.fields["goal"].setFocus()
    stage.key("Ctrl+A")
    stage.type("Rust in huis.")
    stage.go("today")
    stage.close()
    team.femke.do(change_case, team.femke.ask(case_view, story.case), {"bringing_partner": "politie"})
    later = open_stage(team.noor)
    later.go("case", story.case)
    later.key("Alt+5")
    facts = later.cases.detail.facts
    assert facts.changed() == {"goal": "Rust in huis."}
    facts.save()
    later.settle()
    case = team.femke.ask(case_view, story.case)
    assert (case.goal, case.bringing_partner) == ("Rust in huis.", "politie")


def test_a_draft_on_an_older_version_shows_both_texts_with_name_and_time(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    stage.cases.detail.facts.fields["goal"].setFocus()
    stage.key("Ctrl+A")
    stage.type("Rust in huis.")
    stage.go("today")
    stage.close()
    team.femke.do(change_case, team.femke.ask(case_view, story.case), {"goal": "Meneer houdt zijn huis."})
    later = open_stage(team.noor)
    later.go("case", story.case)
    later.key("Alt+5")
    facts = later.cases.detail.facts
    told = spoken(facts.both)
    assert "Intussen ook gewijzigd door Femke Aarts, vandaag 9.05 uur" in told
    assert "Rust in huis." in told and "Meneer houdt zijn huis." in told
    facts.both.button.click()
    later.settle()
    assert team.femke.ask(case_view, story.case).goal == "Rust in huis."


@pytest.mark.parametrize(("mine", "kept"), [(True, date(2026, 12, 4)), (False, date(2026, 12, 11))])
def test_a_draft_about_an_eviction_that_a_colleague_changed_shows_both_days(story: Story, open_stage: Open, mine: bool, kept: date) -> None:
    team = story.team
    team.femke.do(report_eviction, team.femke.ask(case_view, story.case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.cases.detail.ask_eviction()
    stage.settle()
    panel = stage.cases.detail.eviction
    panel.day.setFocus()
    stage.key("Ctrl+A")
    stage.type("4 december")
    stage.go("today")
    stage.close()
    team.femke.do(report_eviction, team.femke.ask(case_view, story.case), EvictionState.DATED, date(2026, 12, 11), "gemeente")
    later = open_stage(team.noor)
    later.go("case", story.case)
    later.cases.detail.ask_eviction()
    later.settle()
    panel = later.cases.detail.eviction
    told = spoken(panel.both)
    assert "Intussen ook gewijzigd door Femke Aarts" in told and "11 december" in told and "4 december" in told
    if not mine:
        next(r for r in panel.both.findChildren(Radio) if r.text().endswith("van Femke Aarts")).setChecked(True)
    panel.both.button.click()
    later.settle()
    case = team.femke.ask(case_view, story.case)
    assert (case.eviction_on, case.eviction_source) == (kept, "gemeente")

"""Bad input through the window: each mistake is said in a sentence, what was typed stays, and nothing is kept twice."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.team.absence import record_absence
from expertiseteam.visits.duos import case_visits, planned_visits, visit_view
from expertiseteam.visits.records import VisitState
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story


def test_every_mistake_is_said_and_nothing_is_lost_or_doubled(story: Story, open_stage: Open) -> None:
    """Issue 6, bad input: a round that is entered twice is walked in test_rounds.py."""
    team = story.team
    team.wil.do(record_absence, team.ids["noor"], date(2026, 11, 4), date(2026, 11, 4))
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+D")
    panel = stage.cases.detail.duo
    for picker in (panel.pair.care, panel.pair.enforcement):
        picker.set_value(team.ids["noor"])
    panel.task.set_value("Samen langs.")
    panel.before.setText("6 november")
    stage.settle()
    stage.key("Ctrl+Return")  # the same person twice
    assert "Een duo bestaat uit twee verschillende mensen." in panel.bar.text
    panel.pair.enforcement.set_value(team.ids["sem"])
    panel.plan.day.setText("4 november")
    stage.settle()
    stage.key("Ctrl+Return")  # who is away
    assert "Noor Elzinga is afwezig op wo 4 november" in panel.bar.text
    panel.plan.day.setText("5 november")
    panel.plan.begins.setText("11.00")
    panel.plan.ends.setText("10.00")
    stage.settle()
    stage.key("Ctrl+Return")  # over before it begins
    assert "Het einde ligt niet na het begin." in panel.bar.text
    assert panel.task.value() == "Samen langs." and team.femke.ask(case_visits, story.case) == []
    stage.shoot("duo-fout")
    assert complaints(stage.window) == []
    panel.plan.ends.setText("11.30")
    stage.settle()
    stage.key("Ctrl+Return", "Ctrl+Return")  # pressed twice is sent once
    [sent] = team.femke.ask(planned_visits)
    assert (sent.planned_at, sent.ends_at) == (time(11), time(11, 30))

    team.clock.at(2026, 11, 5, 16, 0)
    stage.go("visit", sent.id)
    fields = stage.visit.fields
    stage.key("3", "Alt+Z")
    stage.type("Meneer opende na drie keer bellen.")
    fields.day.setText("1 november")
    stage.key("Ctrl+Return")  # before the case began
    assert "ligt vóór casus" in stage.visit.bar.text and fields.care.value() == "Meneer opende na drie keer bellen."
    fields.day.setText("5 november")
    fields.time.setText("18.00")
    stage.key("Ctrl+Return")  # still to come
    assert "Het is nog geen 18.00 uur." in stage.visit.bar.text
    assert team.femke.ask(visit_view, sent.id).state is VisitState.PLANNED
    fields.time.setText("11.00")
    stage.key("Ctrl+Return", "Ctrl+Return")
    [kept] = team.femke.ask(case_visits, story.case)
    assert (kept.state, kept.on, kept.at) == (VisitState.DONE, date(2026, 11, 5), time(11))

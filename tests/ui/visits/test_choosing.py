"""Choosing a duo through the window: a suggested pair, a refused one, who is away, and who does not go to this door."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.subject import change_subject
from expertiseteam.cases.subject_records import AgeBand
from expertiseteam.team.absence import record_absence
from expertiseteam.team.training import record_training
from expertiseteam.visits.availability import unavailable_for
from expertiseteam.visits.duos import planned_visits
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story


def test_a_duo_is_suggested_with_reasons_and_a_pair_without_training_is_refused(story: Story, open_stage: Open) -> None:
    team = story.team
    for name, parts, year in (("noor", 3, 2026), ("iris", 1, 2026), ("sem", 1, 2022), ("karim", 2, 2026), ("lucja", 3, 2026)):
        team.femke.do(record_training, team.ids[name], subject="Signaleren van zorg", parts=parts, on=date(year, 3, 2))
    team.wil.do(record_absence, team.ids["karim"], date(2026, 11, 2), date(2026, 11, 4))
    team.femke.do(change_subject, story.case, None, {"age_band": AgeBand.TO_27})
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key("Alt+D")
    panel = stage.cases.detail.duo
    panel.care.set_value(team.ids["iris"])
    panel.enforcement.set_value(team.ids["sem"])
    panel._on_duo()
    assert "Sem: training opfrissen nodig sinds 2 maart 2025." in panel.warning.text()
    panel.task.set_value("Samen langs.")
    panel.before.setText("6 november")
    stage.settle()
    assert [b.text() for b in panel.suggested.buttons] == ["Noor en Sem", "Łucja en Sem", "Noor en Karim"]
    assert "voorstel: app of sms (jonger dan 27)" in spoken(panel)
    assert "zorgbril en handhavingsbril · Noor oefende het gesprek · gingen dit jaar nog niet samen" in spoken(panel)
    stage.key("Ctrl+Return")
    assert "Minstens één van beiden heeft trainingsstap 2 nodig (signaleren en delen); hier is de hoogste stap 1" in panel.bar.text
    stage.shoot("duo-geweigerd")
    assert complaints(stage.window) == []
    panel.plan.day.setText("3 november")
    stage.settle()
    assert [b.text() for b in panel.suggested.buttons] == ["Noor en Sem", "Łucja en Sem"]  # Karim is away on Tuesday
    panel.suggested.buttons[0].setFocus()
    stage.key("Space")
    assert stage.focus is panel.task and panel.care.value == team.ids["noor"]
    stage.shoot("duo-voorstel")
    stage.key("Ctrl+Return")
    assert [v.duo for v in team.noor.ask(planned_visits)] == ["Noor en Sem"]


def test_who_does_not_go_to_this_door_says_only_that(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.cases.detail.show_tab("visits")
    stage.settle()
    stage.cases.detail.visits_tab.available.setFocus()
    stage.key("Space")
    panel = stage.cases.detail.available
    assert stage.focus is panel.checks[team.ids["noor"]] and not panel.checks[team.ids["sem"]].isEnabled()
    stage.key("Space")
    stage.shoot("duo-niet-beschikbaar")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert team.femke.ask(unavailable_for, story.case) == {team.ids["noor"]}
    stage.key("Alt+D")
    duo = stage.cases.detail.duo
    assert all("Noor" not in button.text() for button in duo.suggested.buttons)
    assert duo.care.label_of(team.ids["noor"]) == "Noor Elzinga, bemoeizorg · niet beschikbaar"

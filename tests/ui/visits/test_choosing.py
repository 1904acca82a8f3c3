"""Choosing a duo through the window: a suggested pair, a refused one, who is away, and who does not go to this door."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.subject import change_subject
from expertiseteam.cases.subject_records import AgeBand
from expertiseteam.team.absence import record_absence
from expertiseteam.team.members import set_village_contact, villages
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
    turfven = next(one for one in team.femke.ask(villages) if one.name == "Turfven")
    team.femke.do(set_village_contact, turfven, team.ids["wil"])
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key("Alt+D")
    panel = stage.cases.detail.duo
    assert "Aanspreekpunt van Turfven: Wil Stam." in spoken(panel)  # also who goes to no door himself
    panel.pair.care.set_value(team.ids["iris"])
    panel.pair.enforcement.set_value(team.ids["sem"])
    panel.pair.refresh()
    assert "Sem: training opfrissen nodig sinds 2 maart 2025." in panel.pair.warning.text()
    panel.task.set_value("Samen langs.")
    panel.before.setText("6 november")
    stage.settle()
    assert [b.text() for b in panel.pair.suggested.buttons] == ["Noor en Sem", "Łucja en Sem", "Noor en Karim"]
    assert "voorstel: app of sms (jonger dan 27)" in spoken(panel)
    assert "zorgbril en handhavingsbril · Noor oefende het gesprek · gingen dit jaar nog niet samen" in spoken(panel)
    stage.key("Ctrl+Return")
    assert "Minstens één van beiden heeft trainingsstap 2 nodig (signaleren en delen); hier is de hoogste stap 1" in panel.bar.text
    stage.shoot("duo-geweigerd")
    assert complaints(stage.window) == []
    panel.plan.day.setText("3 november")
    stage.settle()
    assert [b.text() for b in panel.pair.suggested.buttons] == ["Noor en Sem", "Łucja en Sem"]  # Karim is away on Tuesday
    panel.pair.suggested.buttons[0].setFocus()
    stage.key("Space")
    assert stage.focus is panel.task and panel.pair.care.value == team.ids["noor"]
    stage.shoot("duo-voorstel")
    stage.key("Ctrl+Return")
    [sent] = team.noor.ask(planned_visits)
    assert sent.duo == "Noor en Sem"

    # Sem cannot go after all: another duo, chosen with the same reasons and refusals, and everybody whom it concerns sees it.
    team.clock.at(2026, 11, 2, 14, 0)
    team.wil.do(record_absence, team.ids["sem"], date(2026, 11, 3), date(2026, 11, 6))
    stage.go("visit", sent.id)
    stage.key("Alt+P")
    plan = stage.visit.planning
    plan.who.set_open(True)
    stage.key("Ctrl+Return")
    assert "Sem de Graaf is afwezig" in plan.bar.text and "Sem: afwezig van di 3 november" in plan.pair.warning.text()
    plan.plan.day.setText("5 november")
    stage.settle()
    stage.shoot("bezoek-ander-duo")
    assert complaints(stage.window) == []
    [pair] = [b for b in plan.pair.suggested.buttons if b.text() == "Noor en Karim"]
    pair.click()
    stage.key("Ctrl+Return")
    assert stage.status.endswith("Wie gaat, en wie niet meer gaat, ziet het onder Vandaag.")
    assert [v.duo for v in team.karim.ask(planned_visits, team.ids["karim"])] == ["Noor en Karim"]


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
    assert all("Noor" not in button.text() for button in duo.pair.suggested.buttons)
    assert duo.pair.care.label_of(team.ids["noor"]) == "Noor Elzinga, bemoeizorg · niet beschikbaar"

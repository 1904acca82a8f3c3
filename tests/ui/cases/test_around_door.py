"""Around the front door by keyboard: an agreement, the picture as text, looking back, and what is known already."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.known_facts import known_facts
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import ASIDE, FRONT, MONDAY, RESERVE, Story


def test_an_agreement_stands_in_the_text_of_the_door_and_ends(story: Story, open_stage: Open) -> None:
    for name, place in (("Bemoeizorg", FRONT), ("Woonpunt", RESERVE), ("Wijkagent", ASIDE)):
        story.stand(name, place)
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key("Alt+R")
    panel = stage.cases.detail.agree
    assert panel.who.value == story.team.organisations["Bemoeizorg"], "the only one at the door is chosen"
    stage.key("Ctrl+Return")
    assert panel.text_field.fault
    panel.text.setFocus()
    stage.type("hoe vaak zij langsgaat")
    stage.key("Ctrl+Return")
    stage.settle()
    stage.key("Alt+R")
    panel.kind.pill(DoorWordKind.SUPPORTS.name).click()
    panel.who.set_value(story.team.organisations["Woonpunt"])
    stage.shoot("voordeur-afspreken")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    stage.settle()
    stage.key("Alt+L")
    stage.settle()
    page = stage.cases.detail.overview.as_text
    assert page.text().split("\n") == [
        "Aan de deur (1)", "Bemoeizorg", "mag zelf beslissen over: hoe vaak zij langsgaat", "Op de achterhand (1)", "Woonpunt",
        "ondersteunt Bemoeizorg", "Stapje opzij (1)", "Wijkagent",
    ]  # fmt: skip
    stage.shoot("voordeur-tekst")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Shift+N")
    stage.settle()
    assert "hoe vaak" not in page.text()
    stage.key("Ctrl+Shift+N", "Esc")
    assert stage.cases.detail.overview.picture.isVisible()


def test_looking_back_goes_from_overleg_to_overleg_by_arrow(story: Story, open_stage: Open) -> None:
    team = story.team
    [planned] = team.femke.do(plan_series, first=MONDAY, times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    story.stand("Bemoeizorg", FRONT)
    story.stand("Woonpunt", FRONT)
    team.femke.do(prepare_agenda, planned)
    team.wil.do(start_meeting, team.wil.ask(meeting, planned))
    team.wil.do(close_meeting, team.wil.ask(meeting, planned))
    team.clock.at(2026, 11, 9, 9, 0)
    story.stand("Woonpunt", ASIDE)
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+T")
    stage.settle()
    page = stage.cases.detail.overview.history
    assert page.sum.text() == "2 november 2026: 2 aan de deur → nu: 1 aan de deur" and page.words.text() == "Nu: 1 aan de deur"
    stage.key("Left")
    assert page.words.text() == "2 november 2026: 2 aan de deur" and "Aan de deur (2)" in page.picture.text()
    stage.shoot("voordeur-terugkijken")
    assert complaints(stage.window) == []
    stage.key("Esc")
    assert stage.cases.detail.overview.picture.isVisible()


def test_what_the_household_told_once_is_used_by_another(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    stage.settle()
    card = stage.cases.detail.facts.told
    card.topic.setFocus()
    stage.type("Huisarts")
    card.text.setFocus()
    stage.type("Praktijk aan de Kerkstraat")
    card.who.set_value(team.organisations["Bemoeizorg"])
    stage.key("Return")
    stage.settle()
    assert "Huisarts: Praktijk aan de Kerkstraat" in spoken(card) and not card.topic.text()
    [fact] = team.noor.ask(known_facts, story.case)
    card._use(fact)
    stage.type("uitstel vragen")
    card.who.set_value(team.organisations["Woonpunt"])
    stage.key("Return")
    stage.settle()
    assert "gebruikt door Woonpunt: uitstel vragen" in spoken(card)
    [mend] = [button for button in card.findChildren(QAbstractButton) if button.accessibleName() == "Verbeter: Huisarts"]
    mend.click()
    assert card.text.text() == "Praktijk aan de Kerkstraat" and not card.topic.isEnabled()
    card.text.selectAll()
    stage.type("Praktijk aan de Molenweg")
    stage.key("Return")
    stage.settle()
    assert "Huisarts: Praktijk aan de Molenweg" in spoken(card) and "gebruikt door Woonpunt: uitstel vragen" in spoken(card)
    assert card.topic.isEnabled() and not card.text.text()

"""*Samen leren*, worked by keys: each of its four lists, from Overleg and back."""

from __future__ import annotations

from expertiseteam.meetings.activities import activities
from expertiseteam.meetings.learning import cards, evaluations, improvements, lessons
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.ui.meetings.conftest import Open
from ui.meetings.learning_screen import LearningScreen
from ui.meetings.overview import MeetingsScreen


def test_a_team_looks_back_writes_a_card_and_a_lesson_and_plans_a_lunch(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    stage = open_stage(team.femke)
    stage.go("meetings")
    stage.key("E")
    screen = stage.screen
    assert isinstance(screen, LearningScreen)
    stage.shoot("samen-leren-leeg")
    stage.key("N")
    panel = screen.section.open_panel
    assert "Wat ging goed?" in panel.told.value()
    panel.better.set_value("Eerder terugbellen\nDuo\u2019s wisselen")
    stage.shoot("samen-leren-evaluatie")
    stage.key("Ctrl+Return")
    assert len(team.femke.ask(evaluations)) == 1 and len(team.femke.ask(improvements)) == 2
    stage.key("R")
    stage.type("Elke maand een ander duo.")
    stage.key("Ctrl+Return")
    assert [one.result for one in team.femke.ask(improvements)] == ["", "Elke maand een ander duo."]
    stage.shoot("samen-leren-verbeterpunten")
    stage.key("Down", "Return")
    assert "Wat ging goed?" in screen.section.open_panel.told.text()
    stage.shoot("samen-leren-evaluatie-lezen")
    stage.key("Escape")
    screen.show_part("cards")
    stage.settle()
    stage.key("N")
    stage.type("Ik ga mee naar de huisarts.")
    stage.key("Ctrl+Return")
    assert team.femke.ask(cards)[0].text == "Ik ga mee naar de huisarts."
    stage.shoot("samen-leren-kaarten")
    screen.show_part("lessons")
    stage.settle()
    stage.key("N")
    stage.type("Noor wist het al.")
    stage.key("Ctrl+Return")
    assert "Hier staat een naam" in screen.section.open_panel.bar.text
    stage.shoot("samen-leren-leerpunt-met-naam")
    screen.section.open_panel.text.set_value("Bij verzamelwoede helpt één kamer tegelijk.")
    stage.key("Ctrl+Return")
    assert len(team.femke.ask(lessons)) == 1
    screen.show_part("together")
    stage.settle()
    stage.key("N")
    screen.section.open_panel.day.setText("26 november")
    stage.shoot("samen-leren-plannen")
    stage.key("Ctrl+Return")
    assert len(team.femke.ask(activities, team.clock.today)) == 1
    stage.shoot("samen-leren-samen")
    assert complaints(stage.window) == [] and stage.told == []
    stage.key("Escape", "Escape")
    assert isinstance(stage.screen, MeetingsScreen)
    stage.shoot("overleg-met-samen-leren")

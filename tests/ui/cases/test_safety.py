"""The reporting code, scaling and a threatened home, worked by keyboard."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.reporting_code import codes
from expertiseteam.cases.safety_records import Danger
from expertiseteam.cases.scale_records import AvePhase, EscalationReason
from expertiseteam.cases.scaling import escalations, phase_of
from expertiseteam.team.training import record_training
from expertiseteam.visits.duos import planned_visits
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.cases.detail import TABS
from ui.cases.safety import SafetyTab

SAFETY = f"Alt+{TABS.index('safety') + 1}"


def safety(stage: Stage) -> SafetyTab:
    tab = stage.cases.detail.tab("safety")
    assert isinstance(tab, SafetyTab)
    return tab


def test_five_steps_five_weighings_and_danger_that_is_not_reported(story: Story, open_stage: Open) -> None:
    team = story.team
    team.femke.do(record_training, team.ids["femke"], subject="Meldcode", parts=3, on=date(2026, 3, 2))
    team.femke.do(record_training, team.ids["iris"], subject="Signalen zien", parts=1, on=date(2026, 3, 2))
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key(SAFETY)
    tab = safety(stage)
    tab.code_button.setFocus()
    stage.key("Return", "3", "Ctrl+Return")
    assert [row.title.split(" ")[0] for row in tab.steps.rows] == ["1", "2", "3", "4", "5"]

    tab.steps.setFocus()
    stage.key("Return")
    assert tab.step.told.text().startswith("Deze stap vraagt trainingsstap 2")
    assert [tab.step.owner.itemText(n) for n in range(tab.step.owner.count())] == ["nog niemand", "Femke Aarts, aandachtsfunctionaris"]
    tab.step.day.setFocus()
    stage.type("vandaag")
    stage.tab()
    stage.type("Blauwe plekken, en een slot aan de buitenkant.")
    stage.key("Ctrl+Return")
    assert tab.steps.rows[0].chip == "ma 2 november" and "Femke Aarts" in tab.steps.rows[0].foot

    tab.steps.setFocus()
    tab.steps.choose(tab.steps.rows[2].key)
    stage.key("Return")
    assert tab.step.told.text().startswith("Deze stap vraagt trainingsstap 3")
    assert [tab.step.owner.itemText(n) for n in range(tab.step.owner.count())] == ["nog niemand", "Femke Aarts, aandachtsfunctionaris"]
    stage.key("Escape")

    tab.steps.setFocus()
    tab.steps.choose(tab.steps.rows[3].key)
    stage.key("Return", "Ctrl+Return")
    assert tab.weighing.bar.text.startswith("Beantwoord alle vijf de vragen.")
    for choice, key in zip(tab.weighing.answers, "12232", strict=True):
        choice.setFocus()
        stage.key(key)
    stage.shoot("meldcode-wegen")
    stage.key("Ctrl+Return")
    assert team.femke.ask(codes, story.case)[0].danger is Danger.ACUTE

    tab.steps.setFocus()
    tab.steps.choose(tab.steps.rows[4].key)
    stage.key("Return")
    assert tab.deciding.told.isVisible() and tab.deciding.reports.value == "ja"
    stage.key("2")
    tab.deciding.helps.setFocus()
    stage.key("1", "Ctrl+Return")
    assert "schrijf waarom niet" in tab.deciding.bar.text
    tab.deciding.why_not.setFocus()
    stage.type("De politie is er al mee bezig.")
    stage.key("Ctrl+Return")
    assert tab.code_chip.text() == "Niet gemeld" and "De politie is er al mee bezig" in tab.code_line.text()
    assert tab.seen_button.isVisible()
    assert "Handreiking Safe at Home" in tab.guides.text()
    stage.shoot("casus-veiligheid")
    assert complaints(stage.window) == []
    tab.seen_button.setFocus()
    stage.key("Return")
    assert team.femke.ask(codes, story.case)[0].seen_on == date(2026, 11, 2)
    tab.back_button.setFocus()
    stage.key("Return")
    stage.type("Het ging over een ander gezin.")
    stage.shoot("meldcode-terugnemen")
    stage.key("Ctrl+Return")
    assert team.femke.ask(codes, story.case)[0].decided_on is None and not tab.back_button.isVisible()
    assert tab.steps.rows[4].chip != "Niet gemeld" and tab.step_hint.isVisible()


def test_scaling_up_and_a_question_with_its_answer(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key(SAFETY)
    tab = safety(stage)
    tab.phase_button.setFocus()
    stage.key("Return")
    stage.tab()
    stage.type("Er zijn meer vragen tegelijk.")
    stage.key("Ctrl+Return")
    assert tab.phase_chip.text() == "AVE 2" and "Regie: de casusregisseur" in tab.phase_line.text()
    tab.escalate_button.setFocus()
    stage.key("Return", "2")
    tab.escalation.question.setFocus()
    stage.type("Wilt u de buurt toespreken?")
    stage.key("Ctrl+Return")
    [asked] = team.femke.ask(escalations, story.case)
    assert asked.reason is EscalationReason.UNREST and team.femke.ask(phase_of, story.case) is AvePhase.FOUR
    tab.escalations.setFocus()
    stage.key("Return")
    stage.type("Ja, donderdagavond.")
    stage.key("Ctrl+Return")
    assert tab.escalations.rows[0].chip == "Beantwoord" and "Ja, donderdagavond." in tab.escalations.rows[0].foot
    stage.shoot("casus-opschalen")


def test_the_preset_duo_leaves_the_same_day(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.karim)
    stage.go("case", story.case)
    stage.key("Alt+U")
    stage.tab()
    stage.type("27 november")
    panel = stage.cases.detail.eviction
    assert panel.go.text() == "Stuur Łucja en Karim er vandaag nog heen, zonder overleg"
    panel.go.setFocus()
    stage.key("Space")
    stage.shoot("uithuiszetting-duo")
    stage.key("Ctrl+Return")
    assert stage.status.startswith("Vastgelegd: uithuiszetting datum gezegd. Łucja en Karim gaan vandaag langs.")
    [visit] = team.karim.ask(planned_visits, team.ids["karim"])
    assert visit.before == date(2026, 11, 2)

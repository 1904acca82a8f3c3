"""Paper for a visit, through the window: the sheet, the card, and a budget of which nothing is kept unless somebody wants that."""

from __future__ import annotations

from datetime import date

from expertiseteam.visits.budget import COMES_IN, GOES_OUT, visit_budget
from expertiseteam.visits.duos import send_duo
from expertiseteam.visits.records import ContactMode, Outcome
from tests.drafts import my_drafts
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.shell.pdf_view import PdfPage


def paper(stage: Stage) -> str:
    """The words of the page that is open; Esc closes it."""
    [page] = [one for one in stage.window.findChildren(PdfPage) if one.isVisible()]
    words = " ".join(page.text().split())
    stage.key("Escape")
    return words


def test_a_discreet_duo_meets_in_another_village_and_sends_a_letter_that_tells_nothing(story: Story, open_stage: Open) -> None:
    team = story.team
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "before": date(2026, 11, 6)}
    visit = team.femke.do(send_duo, story.case, task="Rustig beginnen.", **duo)
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    assert not stage.visit.links.letter.isVisible()
    stage.key("Alt+P")
    plan = stage.visit.planning.plan
    plan.openness.set_open(True)
    assert not plan.elsewhere.isVisible()
    plan.discreet.click()
    plan.elsewhere.setFocus()
    stage.key("Space")
    assert stage.focus is plan.safe_place and plan.how() is ContactMode.CONSULT_ELSEWHERE
    stage.type("Dorpshuis Ganzenhoek")
    plan.day.setText("5 november")
    stage.shoot("bezoek-plannen-elders")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    stage.key("Alt+N")
    stage.shoot("neutrale-brief")
    words = paper(stage)
    assert "donderdag 5 november 2026, Dorpshuis Ganzenhoek" in words and "team" not in words
    stage.key("2")
    stage.visit.fields.set_outcome(Outcome.HELP_REFUSED)
    stage.settle()
    assert not stage.visit.fields.door.consent.isVisible()  # nobody let anybody in
    assert stage.visit.fields.outcome.pill(Outcome.HELP_REFUSED.name).text() == "Gesproken, hulp niet aanvaard"
    stage.visit.fields.light.keeps.click()
    stage.visit.fields.minutes.setText("45")
    stage.shoot("huisbezoek-spreekuur")
    assert complaints(stage.window) == []


def test_a_duo_takes_its_papers_along(story: Story, open_stage: Open) -> None:
    team = story.team
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "before": date(2026, 11, 6)}
    visit = team.femke.do(send_duo, story.case, task="Rustig beginnen.", **duo)
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    stage.key("Alt+B")
    stage.shoot("bezoekblad")
    assert "1. Rustig nagaan" in paper(stage)
    stage.key("Alt+K")
    assert "Hulp van de gemeente is gratis." in paper(stage)
    stage.key("Alt+G")
    panel = stage.visit.budget
    assert stage.focus is panel.amount(COMES_IN[0])
    stage.type("1.280,50")
    panel.amount(GOES_OUT[0]).setText("veel")
    stage.key("Ctrl+Return")
    assert stage.focus is panel.amount(GOES_OUT[0])
    panel.amount(GOES_OUT[0]).setText("640")
    assert "Over: 640,50 euro" in panel.sum.text()
    stage.shoot("budget")
    assert complaints(stage.window) == []
    panel.kept.keep_now()
    stage.settle()
    assert team.noor.ask(my_drafts) == []
    stage.key("Ctrl+Return")
    assert "Er blijft 640,50 euro per maand over." in paper(stage)
    assert team.noor.ask(visit_budget, visit) is None
    stage.key("Alt+G")
    assert panel.amount(COMES_IN[0]).text() == ""
    stage.type("1000")
    panel.keeps.setChecked(True)
    stage.key("Ctrl+Return")
    assert "Er blijft 1.000,00 euro per maand over." in paper(stage)
    kept = team.noor.ask(visit_budget, visit)
    assert kept is not None and (kept.earned, kept.spent) == (100_000, 0)

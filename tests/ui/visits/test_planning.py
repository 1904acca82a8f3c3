"""Planning through the window: what was before at this door, and an evening duo that is not heard of."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.insight.visit_sheets import visit_sheet
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.team.catalogues import add_word
from expertiseteam.team.records import Catalogue
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import DayPart, IncidentKind, Outcome, Phones, Plan
from expertiseteam.visits.safety import visit_incidents
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.visits.watch import CheckInWatch

LAST = date(2026, 11, 6)


def test_think_before_you_ring(story: Story, open_stage: Open) -> None:
    team = story.team
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    visit = team.femke.do(send_duo, story.case, task="Samen langs.", before=LAST, **duo)
    team.clock.at(2026, 11, 3, 20, 0)
    shown = team.noor.ask(visit_view, visit)
    team.noor.do(
        record_visit, shown, on=date(2026, 11, 3), is_announced=True, outcome=Outcome.NOT_LET_IN, care_view="Hij riep door de deur."
    )
    second = team.femke.do(
        send_duo,
        story.case,
        task="Nog eens.",
        before=LAST,
        plan=Plan(LAST),
        care_id=team.ids["iris"],
        enforcement_id=team.ids["karim"],
    )
    stage = open_stage(team.sem)
    stage.go("visit", visit)
    stage.key("Alt+I")
    stage.visit.incident.kind.pill(IncidentKind.THREAT.name).click()
    stage.visit.incident.what.set_value("Hij dreigde met de hond.")
    stage.key("Ctrl+Return")
    assert [i.kind for i in team.noor.ask(visit_incidents, visit)] == [IncidentKind.THREAT]
    stage.go("case", story.case)
    stage.key("Alt+D")
    said = spoken(stage.cases.detail.duo)
    assert "Denk na voor je aanbelt" in said and "Noor en Sem · langsgaan · niet binnengelaten · 26-001 · incident" in said
    assert "Waarom nu?" in said and "Kan het lichter?" in said
    already = "Er staat al een bezoek gepland, op vr 6 november door Iris en Karim (26-001)."
    assert already in said
    stage.shoot("duo-denk-na")
    assert complaints(stage.window) == []
    own = team.femke.do(add_word, Catalogue.PROMPT, "steile trap")
    stage.go("visit", second)
    stage.key("Alt+P")
    planning = stage.visit.planning
    assert already not in spoken(planning)  # not of itself
    planning.plan.safety.set_open(True)
    for kept in ("DARK", own):
        planning.plan.prompts.pill(kept).click()
    planning.plan.prompts.pill("DARK").setFocus()
    stage.settle()
    stage.shoot("plannen-veiligheid")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert team.karim.ask(visit_view, second).prompts == f"DARK {own}"
    stage.key("Alt+P", "Ctrl+Return")  # what the program does not know stays, also when nothing was chosen anew
    assert team.karim.ask(visit_view, second).prompts == f"DARK {own}"


def test_an_evening_duo_that_is_not_heard_of_stands_in_red_on_every_screen(story: Story, open_stage: Open) -> None:
    team = story.team
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    visit = team.femke.do(send_duo, story.case, task="Samen langs.", before=LAST, part=DayPart.EVENING, **duo)
    team.femke.do(plan_series, first=date(2026, 11, 5), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    own = team.femke.do(add_word, Catalogue.APPROACH, "samen met de hond van Sem")
    noor = open_stage(team.noor)
    noor.go("visit", visit)
    noor.key("Alt+P")
    panel = noor.visit.planning
    assert "Dit is voor de avond: spreek een achterwacht af." in spoken(panel)
    assert "voorstel: langsgaan" in spoken(panel) and panel.announced.value == "ja"
    noor.shoot("bezoek-plannen-voor-de-avond")
    panel.plan.day.setText("5 november")
    assert panel.plan.contact.isVisible()  # the day is enough: that it is evening stands there already
    panel.announced.set_value("nee")
    noor.settle()
    panel.plan.begins.setText("14.00")
    assert "Botst met het overleg." in spoken(panel)
    noor.shoot("bezoek-plannen-botst")
    panel.plan.approach.set_value(own)
    panel.plan.begins.setText("19.00")
    assert panel.plan.contact.isVisible() and "Dit is geen alarmsysteem" in spoken(panel)
    noor.key("Ctrl+Return")
    assert "Bij een avondbezoek wacht er iemand op u." in panel.bar.text
    noor.shoot("bezoek-plannen-avond")
    assert complaints(noor.window) == []
    panel.plan.contact.set_value(team.ids["iris"])
    panel.plan.heard_at.setText("21.00")
    panel.plan.phones.pill(Phones.DUO.name).click()
    noor.key("Ctrl+Return")
    kept = team.noor.ask(visit_view, visit)
    assert kept.plan == Plan(
        date(2026, 11, 5), time(19), check_in_id=team.ids["iris"], check_in_at=time(21), check_in_phones=Phones.DUO, approach=own
    )
    assert "Langsgaan, onaangekondigd." in team.noor.ask(visit_sheet, story.case, visit, LAST).when
    noor.key("Alt+P")
    assert panel.plan.approach.value == own  # a word of the team itself comes back
    noor.key("Escape")
    team.clock.at(2026, 11, 5, 21, 1)
    wil = open_stage(team.wil)
    watch = CheckInWatch(wil.runner, wil.window, team.clock)
    wil.settle()
    for screen in ("today", "concerns", "cases", "meetings", "visits", "settings"):
        wil.go(screen)
        assert wil.window.alarm.isVisible()
        assert "Van Noor en Sem (26-001) is om 21.00 uur niets gehoord; Iris Kuyper wacht." in wil.window.alarm.text
    wil.shoot("alarm-op-elk-scherm")
    assert complaints(wil.window) == []
    wil.window.alarm.findChildren(type(noor.visit.save_button))[0].click()
    wil.settle()
    watch.look()
    wil.settle()
    assert not wil.window.alarm.isVisible()
    assert team.noor.ask(visit_view, visit).checked_in is not None

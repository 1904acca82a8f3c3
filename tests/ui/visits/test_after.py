"""After the visit, by keyboard: who lets in and accepts no help, who is reached by phone in the end, who objects to the use of data."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind, ReferralState
from expertiseteam.cases.offers import case_offers, record_offer
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseState
from expertiseteam.visits.duos import planned_visits, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import ContactMode, DayPart, Outcome, Refusal
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.shell.desk import Place


def sent(story: Story) -> str:
    team = story.team
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    visit: str = team.femke.do(send_duo, story.case, task="Samen langs.", before=date(2026, 11, 6), is_announced=False, **duo)
    team.clock.at(2026, 11, 5, 20, 5)
    return visit


def choose(stage: Stage, outcome: Outcome) -> None:
    """Choose an outcome with the digits of its row."""
    stage.key("6")
    stage.visit.fields.outcome.pill(outcome.name).click()


def test_an_old_lady_lets_in_and_accepts_no_help(story: Story, open_stage: Open) -> None:
    visit = sent(story)
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    fields = stage.visit.fields
    assert fields.after.refusal.isHidden() or not fields.after.refusal.isVisible()
    stage.key("5")
    assert fields.after.refusal.isVisible() and not fields.after.again.isVisible()
    assert stage.visit.need.text() == "Nog 2 verplichte velden: of u binnen mocht komen en wat u zag"  # four in all, five are allowed
    fields.door.consent.setFocus()
    stage.key("1")
    fields.door.told.setFocus()
    stage.key("Space")
    keys_before = stage.visit.need.text()
    fields.after.refusal.setFocus()
    stage.type("denkt")
    assert fields.after.refusal.value == Refusal.THINKS_IT_COSTS.name
    stage.key("Alt+Z")
    stage.type("Mevrouw laat ons binnen, zet thee, en wil verder niets.")
    assert keys_before == "Nog 1 verplicht veld: wat u zag" and stage.visit.need.text() == ""
    stage.key("Alt+L")
    stage.type("koffie in de inloop")
    stage.key("Return")
    stage.shoot("huisbezoek-hulp-niet-aanvaard")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    kept = story.team.sem.ask(visit_view, visit)
    assert (kept.outcome, kept.refusal) == (Outcome.HELP_REFUSED, Refusal.THINKS_IT_COSTS)
    assert [(o.what, o.answer) for o in story.team.sem.ask(case_offers, story.case)] == [("koffie in de inloop", OfferAnswer.THINKING)]
    stage.go("visit", visit)
    said = spoken(stage.visit.reading)
    assert "Binnengekomen: ja, met toestemming van de bewoner. Gezegd wie zij zijn en waarvoor zij komen." in said
    assert "reden: denkt te moeten betalen" in said and "koffie in de inloop" in said
    assert story.team.femke.ask(case_view, story.case).state is CaseState.ACTIVE  # who says no is not sent away


def test_a_young_man_is_reached_by_phone_in_the_end(story: Story, open_stage: Open) -> None:
    visit = sent(story)
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    fields = stage.visit.fields
    stage.key("1")
    fields.time.setFocus()
    stage.type("19.00")
    assert fields.after.again.isChecked()
    assert (fields.after.mode.value, fields.after.part.value) == (ContactMode.PHONE.name, DayPart.MORNING.name)  # an evening visit failed
    fields.after.mode.set_value(ContactMode.VISIT.name)
    fields.after.part.pill(DayPart.EVENING.name).click()
    assert "dezelfde manier" in fields.after.same.text() and fields.after.same.isVisible()
    assert "spreek een achterwacht af" in fields.after.evening.text() and fields.after.evening.isVisible()
    stage.shoot("huisbezoek-volgende-poging")
    assert complaints(stage.window) == []
    fields.after.mode.set_value(ContactMode.PHONE.name)
    stage.key("Ctrl+Return")
    assert "De volgende poging staat gepland: bellen, avond, uiterlijk do 12 november." in stage.status
    assert not fields.after.evening.isVisible()  # who phones is not on the road
    [again] = story.team.sem.ask(planned_visits)
    assert (again.how, again.part) == (ContactMode.PHONE, DayPart.EVENING)
    stage.go("visits")
    assert "bellen, avond, uiterlijk do 12 november" in stage.visits.planned.rows[0].words()
    stage.shoot("huisbezoeken-volgende-poging")
    stage.key("W")
    stage.shoot("weekplan-volgende-poging")
    story.team.clock.at(2026, 11, 10, 20, 5)
    stage.go("visit", again.id)
    stage.key("3", "Alt+Z")
    stage.type("Hij nam op en wil vrijdag praten.")
    stage.key("Ctrl+Return")
    assert story.team.femke.ask(case_view, story.case).last_contact == date(2026, 11, 10)


def test_a_villa_owner_objects_to_the_use_of_his_data(story: Story, open_stage: Open) -> None:
    visit = sent(story)
    team = story.team
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    choose(stage, Outcome.OBJECTION)
    assert "alleen de aandachtsfunctionaris" in spoken(stage.visit.fields)
    assert "Bleef u buiten? Laat dit dan leeg." in spoken(stage.visit.fields)
    stage.shoot("huisbezoek-bezwaar")
    stage.key("Alt+Z")
    stage.type("U mag mijn gegevens helemaal niet gebruiken.")
    stage.key("Ctrl+Return")
    assert "De casus is beperkt" in stage.status
    stage.go("cases")
    assert "Beukenlaan" not in spoken(stage.cases)
    femke = open_stage(team.femke)
    femke.window.go(Place("case", story.case))
    femke.settle()
    detail = femke.cases.detail
    assert detail.chip.text().split()[-1].lower() == "beperkt" and detail.help.button.isVisible() and not detail.duo_button.isVisible()
    detail.help.ask_objection()
    femke.settle()
    assert "U mag mijn gegevens helemaal niet gebruiken." in spoken(detail.help.objection)
    femke.shoot("bezwaar-beslissen")
    assert complaints(femke.window) == []
    detail.help.objection.submit()
    assert "Kies doorgaan of stoppen." in spoken(detail.help.objection)
    femke.key("1")
    detail.help.objection.because.setFocus()
    femke.type("Er woont een kind; de wet geeft hier voorrang aan.")
    femke.key("Ctrl+Return")
    assert "De casus loopt weer" in femke.status
    assert team.noor.ask(case_view, story.case).state is CaseState.ACTIVE


def test_light_help_is_one_line_and_a_referral_gets_its_answer(story: Story, open_stage: Open) -> None:
    team = story.team
    team.noor.do(record_offer, story.case, NewOffer("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFERRED, "schuldhulp"))
    been = {"on": date(2026, 11, 5), "is_announced": False, "outcome": Outcome.NOT_HOME}
    team.noor.do(record_visit, team.noor.ask(visit_view, sent(story)), **been)
    team.clock.at(2026, 11, 20, 9, 0)
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+H")
    stage.type("samen de post uitgezocht")
    stage.key("Return")
    assert stage.status == "De lichte hulp is vastgelegd en afgerond."
    stage.key("Alt+4")
    tab = stage.cases.detail.visits_tab
    said = spoken(tab)
    assert "samen de post uitgezocht" in said and "Nog geen antwoord" in said
    assert "Noor en Sem · do 5 november" in said and "Niet thuis" in said  # attempts and options on one screen (domain.md, row 36)
    stage.shoot("casus-hulp")
    assert complaints(stage.window) == []
    referral = next(row for row in tab.offers.rows if row.title == "budgetplan")
    tab.offers.opened.emit(referral.key)
    stage.settle()
    stage.key("2")
    stage.key("Ctrl+Return")
    assert [o.referral for o in team.noor.ask(case_offers, story.case) if o.what == "budgetplan"] == [ReferralState.ACCEPTED]


def test_both_sides_stand_there_and_the_duo_writes_what_it_agrees_on(story: Story, open_stage: Open) -> None:
    team = story.team
    visit = sent(story)
    noor = open_stage(team.noor)
    noor.go("visit", visit)
    noor.key("3", "Alt+Z")
    noor.type("Meneer wil praten.")
    noor.key("Ctrl+Return")
    sem = open_stage(team.sem)
    sem.go("visit", visit)
    sem.key("Alt+H")
    sem.type("Gasfles in de gang.")
    sem.window.lock()  # a draft must not bring the other side back as empty
    sem.settle()
    sem.close()
    sem = open_stage(team.sem)
    sem.go("visit", visit)
    assert sem.visit.fields.enforcement.value() == "Gasfles in de gang."
    sem.key("Ctrl+Return")
    sem.go("visit", visit)
    said = spoken(sem.visit.reading)
    assert "Meneer wil praten." in said and "Gasfles in de gang." in said
    assert sem.visit.more_button.text() == "Schrijf waar u het over eens bent"
    sem.visit.more_button.click()
    assert sem.focus is sem.visit.fields.common
    sem.type("Meneer redt het nu niet alleen.")
    sem.key("Ctrl+Return")
    assert team.femke.ask(visit_view, visit).common == "Meneer redt het nu niet alleen."
    sem.go("visit", visit)
    assert "Meneer redt het nu niet alleen." in spoken(sem.visit.reading) and sem.visit.more_button.text() == "Aanvullen"

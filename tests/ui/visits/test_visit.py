"""Story steps 4 and 5 by keyboard: the duo finds its task, writes two views, and what was agreed is an action at once."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.reading import case_view
from expertiseteam.visits.duos import cancel_visit, case_visits, planned_visits, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, Outcome, VisitState
from tests.screens.accessibility import complaints, name_of, spoken, stops
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.shell.desk import Place

CARE = "Meneer opende na drie keer bellen. Ongeopende post op de trap, at uit blik. Wil praten, niet over geld."
ENFORCEMENT = "Achterom vol afval, gasfles in de gang. Geen direct gevaar."


@pytest.fixture
def visit(story: Story) -> str:
    """The duo was sent on Tuesday; now it is Thursday evening."""
    team = story.team
    sent: str = team.femke.do(
        send_duo,
        story.case,
        care_id=team.ids["noor"],
        enforcement_id=team.ids["sem"],
        task="Samen langs, rustig beginnen.",
        before=date(2026, 11, 6),
        is_announced=False,
    )
    team.clock.at(2026, 11, 5, 20, 5)
    return sent


def open_visit(stage: Stage, visit: str) -> None:
    stage.go("visits")
    stage.key("Return")
    assert stage.window.place is not None and stage.window.place.id == visit


def test_the_story_by_keyboard(story: Story, visit: str, open_stage: Open) -> None:
    team = story.team
    noor = open_stage(team.noor)
    open_visit(noor, visit)
    assert "Samen langs, rustig beginnen." in noor.visit.head.task.full_text
    assert noor.visit.need.text() == "Nog 2 verplichte velden: uitkomst en wat u zag"
    assert noor.focus.accessibleName() == "Uitkomst: Niet thuis"
    noor.key("3")
    noor.key("Alt+Z")
    noor.type(CARE)
    assert noor.visit.need.text() == "" and not noor.visit.fields.code.isVisible()
    noor.key("Alt+A")
    noor.type("Sem haalt met meneer de gasfles weg, maandag")
    chips = noor.visit.fields.agreements
    assert (chips.owner_chip.text(), chips.day_chip.text()) == ("Sem", "ma 9 november")
    noor.key("Return")
    noor.type("Noor komt dinsdag terug met soep")
    noor.key("Alt+T", "Ctrl+Return")  # what is still in the line counts too
    assert noor.status == "Het huisbezoek is vastgelegd. 2 afspraken staan bij de acties."
    assert [(a.what, a.owner, a.due, a.is_promise) for a in team.femke.ask(open_actions)] == [
        ("Sem haalt met meneer de gasfles weg", "Sem de Graaf", date(2026, 11, 9), False),
        ("Noor komt dinsdag terug met soep", "Noor Elzinga", date(2026, 11, 10), True),
    ]
    assert noor.window.place == Place("visits")  # where she came from
    assert "Het huisbezoek is vastgelegd." not in spoken(noor.window.stack)
    noor.go("visit", visit)
    assert CARE in spoken(noor.visit.reading)

    sem = open_stage(team.sem)
    sem.go("today")
    sem.go("visit", visit)  # the other half is still to be written: it opens for writing
    assert sem.focus is sem.visit.fields.enforcement
    assert CARE not in spoken(sem.window.stack)  # apart first: he writes what he saw, not what she saw
    assert "Noor schreef dit al." in sem.visit.fields.care.placeholderText()
    sem.type(ENFORCEMENT)
    sem.visit.fields.time.setFocus()
    sem.type("19.00")
    sem.key("Ctrl+Return")
    stored = team.femke.ask(visit_view, visit)
    assert (stored.care_view, stored.enforcement_view, stored.at, stored.outcome) == (CARE, ENFORCEMENT, time(19), Outcome.AT_THE_DOOR)
    assert sem.window.place == Place("today")
    sem.go("visit", visit)
    said = spoken(sem.visit.reading)
    assert CARE in said and ENFORCEMENT in said and "Toezegging" in said
    assert team.femke.ask(case_view, story.case).last_contact == date(2026, 11, 5)
    assert team.femke.ask(planned_visits) == []


def test_nothing_is_saved_before_the_outcome_is_chosen(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.key("Alt+Z")
    stage.type(CARE)
    stage.key("Ctrl+Return")
    assert stage.visit.bar.text == "Het bezoek is nog niet bewaard. Nog 1 verplicht veld: uitkomst."
    assert name_of(stage.focus) == "Uitkomst: Niet thuis"
    assert story.team.femke.ask(visit_view, visit).state is VisitState.PLANNED
    assert stage.visit.fields.care.value() == CARE


def test_the_other_outcomes_come_out_when_asked_for(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.key("6")
    assert len(stage.visit.fields.outcome.findChildren(type(stage.visit.fields.outcome.pill(Outcome.NOT_HOME.name)))) >= len(Outcome)
    stage.shoot("huisbezoek-alle-uitkomsten")
    assert complaints(stage.window) == []
    stage.key("9")
    assert stage.visit.fields.outcome.value == Outcome.WRONG_ADDRESS.name
    stage.key("Ctrl+Return")
    assert story.team.femke.ask(visit_view, visit).outcome is Outcome.WRONG_ADDRESS


def test_a_draft_comes_back_after_locking(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.key("3", "Alt+Z")
    stage.type("Meneer deed open")
    stage.key("Alt+A")
    stage.type("Sem belt maandag de brandweer")
    stage.key("Return")
    stage.type("en nog ie")
    stage.window.lock()
    stage.settle()
    stage.close()
    later = open_stage(story.team.noor)
    later.go("visit", visit)
    fields = later.visit.fields
    assert (fields.care.value(), fields.outcome.value) == ("Meneer deed open", Outcome.AT_THE_DOOR.name)
    assert ([a.what for a in fields.agreements.made], fields.agreements.line.text()) == (["Sem belt maandag de brandweer"], "en nog ie")
    assert "nog niet bewaard" in later.visit.bar.text
    later.key("Ctrl+Return")
    later.go("visit", visit)
    assert later.visit.bar.text == "" or later.visit.bar.isHidden()


def test_two_who_disagree_on_the_outcome_see_both(story: Story, visit: str, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.sem)
    stage.go("visit", visit)
    team.noor.do(
        record_visit,
        team.noor.ask(visit_view, visit),
        on=date(2026, 11, 5),
        is_announced=False,
        outcome=Outcome.HELP_ACCEPTED,
        consent=Consent.GIVEN,
        care_view=CARE,
    )
    stage.key("3", "Alt+H")
    stage.type(ENFORCEMENT)
    stage.key("Ctrl+Return")
    said = spoken(stage.visit.both)
    assert "Intussen ook gewijzigd door Noor Elzinga, vandaag" in said
    assert "aan de deur gesproken" in said and "binnengelaten, hulp aanvaard" in said
    stage.key("Right")  # theirs
    stage.visit.both.button.click()
    stage.settle()
    stored = team.femke.ask(visit_view, visit)
    assert (stored.outcome, stored.care_view, stored.enforcement_view) == (Outcome.HELP_ACCEPTED, CARE, ENFORCEMENT)


def test_a_visit_that_does_not_go_on_says_why(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.visit.off_button.click()
    stage.settle()
    stage.key("Ctrl+Return")
    assert stage.visit.cancelling.because_field.fault
    stage.type("meneer ligt in het ziekenhuis")
    stage.key("Ctrl+Return")
    [line] = story.team.femke.ask(case_visits, story.case)
    assert (line.state, line.cancelled_because) == (VisitState.CANCELLED, "meneer ligt in het ziekenhuis")
    assert "Niet doorgegaan" in spoken(stage.visit.reading) and "meneer ligt in het ziekenhuis" in spoken(stage.visit)


def test_a_household_that_needs_nothing_is_kept_as_a_contact(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.visit.off_button.click()
    stage.settle()
    stage.visit.cancelling.kind.pill("niet nodig").click()
    stage.key("Ctrl+Return")
    assert stage.visit.cancelling.said_field.fault and complaints(stage.window) == []
    stage.visit.cancelling.said.setFocus()
    stage.type("Mijn dochter regelt het.")
    assert stage.visit.cancelling.said_field.fault == "", "what was missing is there now"
    stage.shoot("bezoek-niets-nodig")
    stage.key("Ctrl+Return")
    assert "De regisseur beslist wat nu." in stage.status
    stage.go("case", story.case)
    stage.key("Alt+4")
    said = spoken(stage.cases.detail.visits_tab)
    assert "Bewoner meldt zelf geen behoefte" in said and "bellen" in said and "Niet doorgegaan" in said


def test_two_who_call_one_visit_off_see_both_reasons(story: Story, visit: str, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    stage.visit.off_button.click()
    stage.settle()
    stage.type("meneer ligt in het ziekenhuis")
    team.sem.do(cancel_visit, team.sem.ask(visit_view, visit), "Noor is ziek")
    stage.key("Ctrl+Return")
    said = spoken(stage.visit.cancelling.both)
    assert "Intussen ook gewijzigd door Sem de Graaf, vandaag" in said
    assert "Noor is ziek" in said and "meneer ligt in het ziekenhuis" in said
    stage.visit.cancelling.both.button.click()
    stage.settle()
    [line] = team.femke.ask(case_visits, story.case)
    assert line.cancelled_because == "meneer ligt in het ziekenhuis"


def test_an_agreement_is_taken_away_and_put_back(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.key("Alt+A")
    stage.type("Noor belt de school, maandag")
    stage.key("Return")
    agreements = stage.visit.fields.agreements
    assert "Afspraak weghalen: Noor belt de school" in spoken(agreements)
    agreements._remove(0)
    assert agreements.value() == ()
    stage.key("Ctrl+Z")
    assert [a.what for a in agreements.value()] == ["Noor belt de school"]


def test_the_secretary_reads_and_does_not_write(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.wil)
    stage.go("visits")
    assert stage.visits.filters.value == "all"
    stage.go("visit", visit)
    assert not stage.visit.more_button.isVisible()
    assert stage.visit.head.name.text() == "Huisbezoek"


def test_the_list_shows_mine_and_everyones(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.sem)
    stage.go("visits")
    assert [row.title for row in stage.visits.planned.rows] == ["26-001 · Beukenlaan · alleenstaande man"]
    assert "uiterlijk vr 6 november" in stage.visits.planned.rows[0].words()
    stage.key("Ctrl+Shift+N")
    assert "Beukenlaan" not in spoken(stage.visits)
    other = open_stage(story.team.iris)
    other.go("visits")
    assert other.visits.filters.pill("mine").text() == "Van mij 0"
    assert len(other.visits.planned.rows) == 1


def test_tab_goes_through_the_form_in_the_order_of_reading(story: Story, visit: str, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("visit", visit)
    stage.key("Alt+A")
    stage.type("Noor belt de school, maandag")
    stage.key("Return")
    assert stops(stage.visit) == [
        "Bezoekblad",
        "Kaartje om achter te laten",
        "Budget op papier voor de bewoner",
        "Dag van het bezoek",
        "Tijd van het bezoek",
        "Hoe was het contact?",
        "Aankondiging: Onaangekondigd",
        "Uitkomst: Niet thuis",
        "Zorgbril: wat u zag aan de mensen",
        "Handhavingsbril: wat u zag aan veiligheid en regels",
        "Toezegging: Noor belt de school",
        "Afspraak weghalen: Noor belt de school",
        "Nieuwe afspraak",
        "Toezegging: dit is aan het huishouden beloofd",
        "Welke hulp bood u aan?",
        "Soort hulp: Andere hulp",
        "Wat was het antwoord?",
        "Wat hebt u het huishouden verteld?",
        "Hoeveel minuten kostte het, met de reis erbij?",
        "Huisbezoek bewaren",
        "Plannen",
        "Gaat niet door",
        "Open de casus",
    ]


def test_a_draft_does_not_wipe_out_what_the_other_one_wrote(story: Story, visit: str, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    stage.key("3", "Alt+Z")
    stage.type(CARE)
    stage.go("today")
    shown = team.sem.ask(visit_view, visit)
    team.sem.do(record_visit, shown, on=date(2026, 11, 5), is_announced=False, outcome=Outcome.AT_THE_DOOR, enforcement_view=ENFORCEMENT)
    stage.go("visit", visit)
    fields = stage.visit.fields
    assert (fields.care.value(), fields.enforcement.value()) == (CARE, "")  # what he wrote stays covered until hers is kept
    stage.key("Ctrl+Return")
    stored = team.femke.ask(visit_view, visit)
    assert (stored.care_view, stored.enforcement_view) == (CARE, ENFORCEMENT)


def test_a_draft_of_the_same_text_shows_both(story: Story, visit: str, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.noor)
    stage.go("visit", visit)
    stage.key("3", "Alt+Z")
    stage.type(CARE)
    stage.go("today")
    shown = team.sem.ask(visit_view, visit)
    team.sem.do(record_visit, shown, on=date(2026, 11, 5), is_announced=False, outcome=Outcome.AT_THE_DOOR, care_view="Meneer wil praten.")
    stage.go("visit", visit)
    assert "Meneer wil praten." in spoken(stage.visit.reading)  # somebody wrote it already: it opens for reading
    stage.visit.more_button.click()
    stage.settle()
    said = spoken(stage.visit.both)
    assert CARE in said and "Meneer wil praten." in said
    assert "Intussen ook gewijzigd door Sem de Graaf, vandaag" in said
    stage.shoot("huisbezoek-twee-teksten")
    stage.visit.both.button.click()
    stage.settle()
    assert team.femke.ask(visit_view, visit).care_view == CARE

"""After the visit: why people say no, the next attempt, offers, an objection, and moments that cannot be."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.objection import decide_objection, open_objections
from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind
from expertiseteam.cases.offers import visit_offers
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ObjectionDecision
from expertiseteam.insight.refusals import refusal_figures
from expertiseteam.team.catalogues import add_word, catalogue_words, change_word
from expertiseteam.team.records import Catalogue
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.duos import cancel_visit, planned_visits, send_duo, visit_view
from expertiseteam.visits.recording import LIGHT_TASK, is_the_same_again, record_visit, suggest_light, suggest_next
from expertiseteam.visits.records import Consent, ContactMode, DayPart, NextTry, Outcome, Refusal
from tests.dossier import Team
from tests.visits.test_duos import NEW

ON = date(2026, 11, 5)
LATER = date(2026, 11, 12)


@pytest.fixture
def visit(team: Team) -> str:
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    sent = team.femke.do(send_duo, case, task="Samen langs.", before=date(2026, 11, 6), is_announced=False, **duo)
    team.clock.at(2026, 11, 5, 16, 30)
    return sent


def record(team: Team, visit: str, **given: Any) -> Any:
    new: dict[str, Any] = {"on": ON, "is_announced": False, "outcome": Outcome.NOT_HOME, "consent": Consent.GIVEN} | given
    return team.noor.do(record_visit, team.noor.ask(visit_view, visit), **new)


def test_letting_in_without_accepting_help_keeps_the_reason_and_what_was_offered(team: Team, visit: str) -> None:
    offers = (
        NewOffer("kop koffie in de inloop", OfferKind.OTHER, OfferAnswer.THINKING),
        NewOffer("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFUSED),
    )
    record(team, visit, outcome=Outcome.HELP_REFUSED, refusal=Refusal.THINKS_IT_COSTS, care_view="Mevrouw vertelt graag.", offers=offers)
    kept = team.sem.ask(visit_view, visit)
    assert (kept.outcome, kept.refusal) == (Outcome.HELP_REFUSED, Refusal.THINKS_IT_COSTS)
    offered = [(o.what, o.kind, o.answer) for o in team.sem.ask(visit_offers, visit)]
    assert offered == [
        ("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFUSED),
        ("kop koffie in de inloop", OfferKind.OTHER, OfferAnswer.THINKING),
    ]
    record(team, visit, outcome=Outcome.HELP_ACCEPTED, refusal=Refusal.THINKS_IT_COSTS, care_view="Mevrouw vertelt graag.")
    assert team.sem.ask(visit_view, visit).refusal is None  # who says yes has no reason to say no


def test_nobody_reached_plans_the_next_attempt_of_the_same_duo(team: Team, visit: str) -> None:
    planned = record(team, visit, at=time(15), next_try=NextTry(ContactMode.PHONE, DayPart.EVENING, LATER))
    [coming] = team.sem.ask(planned_visits, team.ids["sem"])
    assert (coming.id, coming.duo, coming.how, coming.part, coming.before) == (
        planned,
        "Noor en Sem",
        ContactMode.PHONE,
        DayPart.EVENING,
        LATER,
    )
    with pytest.raises(Refused, match="niemand sprak"):
        record(team, planned, outcome=Outcome.AT_THE_DOOR, care_view="Hij nam op.", next_try=NextTry(ContactMode.PHONE, None, LATER))
    assert len(team.sem.ask(planned_visits)) == 1


def test_the_other_one_of_the_duo_plans_no_second_next_attempt(team: Team, visit: str) -> None:
    again = NextTry(ContactMode.PHONE, DayPart.EVENING, LATER)
    planned = record(team, visit, next_try=again)
    assert record(team, visit, next_try=again) == planned
    with pytest.raises(Refused, match=r"staat al gepland: bellen, avond, uiterlijk .* Haal het vinkje"):
        record(team, visit, next_try=NextTry(ContactMode.VISIT, DayPart.MORNING, LATER))
    assert [one.id for one in team.sem.ask(planned_visits)] == [planned]
    team.noor.do(cancel_visit, team.noor.ask(visit_view, planned), "verhuisd")
    other = record(team, visit, next_try=NextTry(ContactMode.VISIT, DayPart.MORNING, LATER))
    assert [one.id for one in team.sem.ask(planned_visits)] == [other] and other != planned


@pytest.mark.parametrize(
    ("mode", "at", "then"),
    [
        (ContactMode.VISIT, time(15), (ContactMode.VISIT, DayPart.EVENING)),
        (ContactMode.VISIT, None, (ContactMode.VISIT, DayPart.EVENING)),
        (ContactMode.VISIT, time(19), (ContactMode.PHONE, DayPart.MORNING)),
        (ContactMode.PHONE, time(10), (ContactMode.VISIT, DayPart.EVENING)),
        (ContactMode.PHONE, time(19), (ContactMode.VISIT, DayPart.AFTERNOON)),
        (ContactMode.TRUSTED, None, (ContactMode.PHONE, DayPart.MORNING)),
    ],
)
def test_what_is_suggested_is_another_mode_or_hour(mode: ContactMode, at: time | None, then: tuple[ContactMode, DayPart]) -> None:
    chosen, other = TeamSettings(), TeamSettings(try_within_days=3, evening_begins="19:30")
    suggested = suggest_next(mode, at, ON, chosen)
    assert (suggested.mode, suggested.part, suggested.before) == (*then, LATER)
    assert not is_the_same_again(mode, at, suggested, chosen.evening)
    assert is_the_same_again(ContactMode.VISIT, time(15), NextTry(ContactMode.VISIT, DayPart.AFTERNOON, LATER), chosen.evening)
    late = suggest_next(ContactMode.VISIT, time(19), ON, other)  # for this team 19.00 is no evening yet
    assert (late.mode, late.part, late.before) == (ContactMode.VISIT, DayPart.EVENING, date(2026, 11, 8))


def test_who_accepts_no_help_is_asked_to_the_drop_in_and_again_from_there(team: Team, visit: str) -> None:
    light = suggest_light(ContactMode.VISIT, ON, TeamSettings())
    assert light == NextTry(ContactMode.DROP_IN, None, date(2026, 12, 3))
    planned = record(team, visit, outcome=Outcome.HELP_REFUSED, care_view="Zij wil praten, geen hulp.", next_try=light)
    [coming] = team.sem.ask(planned_visits, team.ids["sem"])
    assert (coming.id, coming.how, coming.before, coming.task) == (planned, ContactMode.DROP_IN, light.before, LIGHT_TASK)
    team.clock.at(2026, 11, 26, 16, 0)
    again = suggest_light(ContactMode.DROP_IN, team.clock.today, TeamSettings())  # she came: nobody let anybody in, so no consent is asked
    more = {"on": team.clock.today, "consent": None, "care_view": "Kwam koffie drinken.", "minutes": 30, "next_try": again}
    record(team, planned, outcome=Outcome.HELP_REFUSED, **more)
    kept = team.sem.ask(visit_view, planned)
    assert (kept.outcome, kept.minutes) == (Outcome.HELP_REFUSED, 30)
    [coming] = team.sem.ask(planned_visits, team.ids["sem"])
    assert (coming.how, coming.before) == (ContactMode.DROP_IN, date(2026, 12, 24))
    with pytest.raises(Refused, match="minuten een getal in van 0 tot en met 600"):
        record(team, visit, outcome=Outcome.HELP_REFUSED, care_view="Zij wil praten, geen hulp.", minutes=601)


def test_an_objection_restricts_the_case_as_it_is_recorded(team: Team, visit: str) -> None:
    case = team.noor.ask(visit_view, visit).case_id
    record(team, visit, outcome=Outcome.OBJECTION, care_view="Meneer wil dat wij niets opschrijven.")
    with pytest.raises(Refused):
        team.noor.ask(case_view, case)
    assert team.femke.ask(visit_view, visit).outcome is Outcome.OBJECTION
    counted = team.femke.ask(refusal_figures, ON)
    assert (counted.objections, counted.stopped, counted.went_on, counted.undecided) == (1, 0, 0, 1)
    assert team.noor.ask(refusal_figures, ON).objections == 0, "as long as it is not decided only the aandachtsfunctionaris knows"
    [objection] = team.femke.ask(open_objections)
    team.femke.do(decide_objection, objection, ObjectionDecision.GO_ON, "Er woont een kind.")
    found = team.noor.ask(refusal_figures, ON)
    assert (found.objections, found.went_on, found.undecided, found.reasons) == (1, 1, 0, ())


def test_why_people_say_no_is_counted_by_household(team: Team, visit: str) -> None:
    record(team, visit, outcome=Outcome.HELP_REFUSED, refusal=Refusal.THINKS_IT_COSTS, care_view="Zij was bang voor een rekening.")
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    case = team.noor.ask(visit_view, visit).case_id
    again = team.femke.do(send_duo, case, task="Nog eens.", before=LATER, **duo)
    record(team, again, outcome=Outcome.AT_THE_DOOR, refusal=Refusal.THINKS_IT_COSTS, care_view="Weer de rekening.")
    third = team.femke.do(send_duo, case, task="Nog eens.", before=LATER, **duo)
    record(team, third, outcome=Outcome.NOT_LET_IN, care_view="De deur bleef dicht.")
    assert team.wil.ask(refusal_figures, ON).reasons == ((Refusal.THINKS_IT_COSTS, 1), (None, 1))
    own = team.femke.do(add_word, Catalogue.REFUSAL, "bang voor de buren")
    shown = next(word for word in team.femke.ask(catalogue_words) if word.code == "REFUSAL_THINKS_IT_COSTS")
    team.femke.do(change_word, shown, label="denkt aan de kosten", is_offered=True)
    third = team.femke.do(send_duo, case, task="Nog eens.", before=LATER, **duo)
    with pytest.raises(Refused, match="staat niet in de lijst"):
        record(team, third, outcome=Outcome.HELP_REFUSED, refusal="OWN_99", care_view="Zij wil niet.")
    record(team, third, outcome=Outcome.HELP_REFUSED, refusal=own, care_view="Zij wil niet.")
    said = team.wil.ask(refusal_figures, ON).reasons  # each as the team calls it today
    assert set(said) == {("denkt aan de kosten", 1), ("bang voor de buren", 1), (None, 1)}


def test_what_both_agree_on_stays_when_somebody_adds_to_the_visit(team: Team, visit: str) -> None:
    both = {"outcome": Outcome.AT_THE_DOOR, "care_view": "Hij is moe.", "enforcement_view": "Gasfles."}
    record(team, visit, common=" Meneer kan dit niet alleen. ", **both)
    record(team, visit, told="Wij komen terug.", **both)
    kept = team.sem.ask(visit_view, visit)
    assert (kept.common, kept.told) == ("Meneer kan dit niet alleen.", "Wij komen terug.")


def test_how_they_came_in_is_kept_and_without_consent_only_with_the_need(team: Team, visit: str) -> None:
    with pytest.raises(Refused, match="Schrijf welke nood"):
        record(team, visit, outcome=Outcome.ACUTE_CARE, care_view="Mevrouw lag op de grond.", consent=Consent.NEED)
    with pytest.raises(Refused, match="Sem de Graaf houdt toezicht en gaat niet zonder toestemming naar binnen"):
        record(team, visit, outcome=Outcome.ACUTE_CARE, care_view="Mevrouw lag op de grond.", consent=None)
    need = {"consent": Consent.NEED, "consent_because": "hulpgeroep, niemand deed open", "told_purpose": True}
    record(team, visit, outcome=Outcome.ACUTE_CARE, care_view="Mevrouw lag op de grond.", **need)
    kept = team.sem.ask(visit_view, visit)
    assert (kept.consent, kept.consent_because, kept.told_purpose) == (Consent.NEED, "hulpgeroep, niemand deed open", True)
    assert kept.supervisor == "Sem de Graaf"
    record(team, visit, outcome=Outcome.NOT_HOME, consent=Consent.GIVEN, told_purpose=True)  # nobody came in after all
    after = team.sem.ask(visit_view, visit)
    assert (after.consent, after.consent_because, after.told_purpose) == (None, "", False)

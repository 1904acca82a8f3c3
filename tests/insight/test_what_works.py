"""What works here: known households with known shares, small groups that stay out of sight, and nobody who can be recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, time

import pytest

from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.subject import change_subject
from expertiseteam.cases.subject_records import AgeBand
from expertiseteam.insight.learning_records import Answer, Question, WhatWorks
from expertiseteam.insight.what_works import period, what_works
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, ContactMode, Outcome, Plan
from reports.what_works import what_works_pdf
from tests.dossier import StandingClock, Team, make_team
from tests.reports.reading import words_of

CASE = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Weten of er hulp nodig is.", "bringing_partner": "gemeente"}
DAY = date(2026, 11, 20)
YES, NO, REFUSED = Outcome.HELP_ACCEPTED, Outcome.NOT_HOME, Outcome.HELP_REFUSED


def household(team: Team, number: int, village: str, age: AgeBand | None, *tries: tuple[ContactMode, Outcome, int]) -> str:
    """A case with attempts in October, each (mode, outcome, hour)."""
    case = team.femke.do(
        open_case, (), label=f"Kerkstraat · {number}", lead_id=team.ids["noor"], place=f"Kerkstraat {number}, {village}", **CASE
    )
    if age is not None:
        team.noor.do(change_subject, case, None, {"age_band": age})
    for mode, outcome, hour in tries:
        attempt(team, case, mode, outcome, hour)
    return case


def attempt(
    team: Team,
    case: str,
    mode: ContactMode,
    outcome: Outcome,
    hour: int,
    *,
    alone: bool = False,
    minutes: int = 0,
    offers: tuple[NewOffer, ...] = (),
) -> None:
    """One attempt on the day of the clock."""
    other = "noor" if alone else "sem"
    visit = team.femke.do(
        send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids[other], task="Langs.", before=team.clock.today, mode=mode,
        is_announced=hour < 18, plan=Plan(alone_because="Sem is ziek" if alone else "", approach="APPROACH_BRING" if hour > 18 else ""),
    )  # fmt: skip
    view = team.noor.ask(visit_view, visit)
    seen = "" if outcome is NO else "Gezien."
    more = {"outcome": outcome, "care_view": seen, "offers": offers, "consent": Consent.GIVEN, "minutes": minutes}
    team.noor.do(record_visit, view, on=team.clock.today, at=time(hour), is_announced=hour < 18, **more)


def forty_five(team: Team) -> None:
    """Forty-five households that were tried in October; one of them also in November, which is not over."""
    team.clock.at(2026, 10, 8, 21, 0)
    visit, phone = ContactMode.VISIT, ContactMode.PHONE
    for n in range(20):  # rung at: 15 of 20 reached in the evening, 6 of them accept
        outcome = YES if n < 6 else REFUSED if n < 15 else NO
        last = household(team, n, "Turfven", AgeBand.TO_65, (visit, outcome, 19))
    for n in range(20, 40):  # phoned: 5 of 20 reached by day, nobody accepts
        household(team, n, "Ganzenhoek", AgeBand.TO_27 if n < 23 else None, (phone, REFUSED if n < 25 else NO, 10))
    for n in range(40, 45):  # both, and reached by the second
        household(team, n, "Weidevoort", None, (phone, NO, 10), (visit, REFUSED, 19))
    team.clock.at(2026, 11, 20, 21, 0)
    attempt(team, last, visit, YES, 19)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    team = make_team(tmp_path_factory.mktemp("works"))
    forty_five(team)
    yield team
    team.close()


def of(found: WhatWorks, question: Question) -> Answer:
    return next(answer for answer in found.answers if answer.question is question)


def test_known_households_give_known_shares_and_intervals(team: Team) -> None:
    found = team.femke.ask(what_works, DAY)
    assert (found.since, found.until) == (date(2025, 11, 1), date(2026, 10, 31))
    total = found.total
    assert total.tried == 45 and total.reached is not None and total.helped is not None
    assert (total.reached.hits, total.helped.hits, total.helped.of) == (25, 6, 25)
    mode = of(found, Question.MODE)
    ring, call = mode.figures
    assert (ring.label, ring.tried, call.label, call.tried) == ("langsgaan", 25, "bellen", 25)
    assert ring.reached is not None and call.reached is not None
    assert (ring.reached.hits, ring.reached.percent) == (20, 80)
    assert (ring.reached.low, ring.reached.high) == (pytest.approx(0.6087, abs=1e-4), pytest.approx(0.9114, abs=1e-4))
    assert (call.reached.hits, call.reached.percent) == (5, 20)
    assert mode.sentence == (
        "Bij ‘langsgaan’ is vaker iemand bereikt dan bij ‘bellen’: 80 tegen 20 procent. Dat is een groter verschil dan toeval verklaart. "
        "Waardoor het komt, zeggen deze cijfers niet."
    )
    [soup] = of(found, Question.APPROACH).figures
    assert (soup.label, soup.reached) == ("iets meebrengen, zoals soep", ring.reached)  # those who were rung at, were so with soup
    villages = of(found, Question.VILLAGE)
    assert [f.label for f in villages.figures] == ["Turfven", "Ganzenhoek", "Weidevoort"]


def test_small_groups_and_what_gives_them_away_stay_out_of_sight(team: Team) -> None:
    found = team.femke.ask(what_works, DAY)
    ages = of(found, Question.AGE)
    assert "18 tot 27" in ages.hidden and len(ages.hidden) > 1  # three households; the total would say so
    for answer in found.answers:
        for figure in answer.figures:
            assert figure.tried is not None and figure.tried >= 5
            for share in (figure.reached, figure.helped):
                assert share is None or (share.hits >= 5 and share.of - share.hits >= 5)
    ring, call = of(found, Question.MODE).figures
    assert ring.helped is None and call.helped is None  # nobody who was phoned accepted: that is about all of them
    turfven, ganzenhoek, weidevoort = of(found, Question.VILLAGE).figures
    assert weidevoort.reached is None and turfven.reached is None  # all five were; with one more out of sight no total gives that away
    assert ganzenhoek.reached is not None and ganzenhoek.reached.hits == 5


def test_nobody_can_be_recognised_and_the_paper_says_the_same(team: Team) -> None:
    found = team.femke.ask(what_works, DAY)
    for never in ("Noor", "Sem", "Kerkstraat", "26-0"):
        assert never not in repr(asdict(found))
    pdf = what_works_pdf(found)
    words = words_of(pdf)
    for told in (
        "Wat werkt hier",
        "1 november 2025 tot en met 31 oktober 2026",
        "Bij ‘langsgaan’ is vaker iemand bereikt dan bij ‘bellen’",
        "20 van 25 (80%)",
        "61 tot 91%",
        "Minder dan 5, of af te leiden uit de rest:",
        "Divosa Monitor Vroegsignalering schulden 2023, hoofdstuk 6",
    ):
        assert told in words
    assert not re.search(r"\b[0-4] van \d+ \(", words)
    assert what_works_pdf(found) == pdf


def test_announced_and_the_young_are_shown_beside_the_others_and_how_long_it_takes(team: Team) -> None:
    """Domain.md, rows 102, 104 and 111: in a year of its own, twenty-one households."""
    team.clock.at(2027, 1, 12, 21, 0)
    for n in range(100, 121):
        is_young = n < 110  # these are asked beforehand, by day; half of them are reached
        case = household(team, n, "Turfven", AgeBand.TO_27 if is_young else AgeBand.TO_65)
        outcome = REFUSED if n % 2 == 0 else NO
        attempt(team, case, ContactMode.VISIT, outcome, 10 if is_young else 19, minutes=40 if n in (101, 102) else 60 if n > 114 else 0)
    found = team.femke.ask(what_works, date(2028, 1, 15))
    announced, age, mode = (of(found, question) for question in (Question.ANNOUNCED, Question.AGE, Question.MODE))
    assert [(f.label, f.tried, f.reached and f.reached.hits) for f in announced.figures] == [
        ("aangekondigd", 10, 5),
        ("onaangekondigd", 11, 6),
    ]
    assert announced.sentence.startswith("‘onaangekondigd’ (55 procent) en ‘aangekondigd’ (50 procent) verschillen te weinig")
    young = next(f for f in age.figures if f.label == "18 tot 27")
    assert young.tried == 10 and young.reached is not None and (young.reached.hits, young.reached.of) == (5, 10) and age.hidden == ()
    assert mode.sentence.endswith(" Zo lang duurt het gemiddeld, met de reis erbij: langsgaan 55 minuten.")  # 2 of 40 and 6 of 60
    assert "minuten" not in "".join(answer.sentence for answer in found.answers if answer is not mode)
    words = words_of(what_works_pdf(found))
    assert "langsgaan 55 minuten" in words and "18 tot 27" in words and "onaangekondigd" in words


def test_an_accepted_offer_counts_as_help_and_the_term_is_whole_months(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert period(date(2026, 3, 1), 12) == (date(2025, 3, 1), date(2026, 2, 28))
    assert period(date(2026, 1, 31), 3) == (date(2025, 10, 1), date(2025, 12, 31))
    team = make_team(tmp_path_factory.mktemp("offers"), StandingClock(2026, 10, 8, 21, 0))
    assert team.femke.ask(what_works, DAY).total.tried is None
    plan = NewOffer("regeling met het waterbedrijf", OfferKind.FINANCIAL, OfferAnswer.PAYMENT_PLAN)
    for n in range(10):
        case = household(team, n, "Turfven", None)
        attempt(team, case, ContactMode.VISIT, REFUSED, 10, alone=n > 4, offers=(plan,) if n < 5 else ())
    found = team.femke.ask(what_works, DAY)
    assert found.total.reached is None  # all were reached, and that is about each of them
    assert found.total.tried == 10
    assert of(found, Question.COMPANY).sentence.startswith("Hier is nog niets over te zeggen")
    team.close()

"""Cases in figures: a year of months, how soon something was done, how homes were kept, how people live. Nobody is named."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, close_action, open_actions
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, CaseResult, EvictionState, Place
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import set_phase
from expertiseteam.cases.subject import change_subject
from expertiseteam.cases.subject_records import Tenure
from expertiseteam.concerns.intake import concern_view
from expertiseteam.insight.case_figures import (
    CaseFigures,
    EvictionFigures,
    MonthFigure,
    QuarterFigure,
    case_figures,
    months_before,
    told_figures,
)
from expertiseteam.insight.refusals import RefusalFigures, told_refusals
from expertiseteam.insight.year_report import year_report
from reports.year_report import year_report_pdf
from tests.cases.endings import ended
from tests.dossier import Team
from tests.exchange.test_arrears import NEW, taken_over
from tests.faults.surroundings import write_down
from tests.reports.reading import words_of


def test_the_figures_of_a_year_count_what_was_done_and_name_nobody(team: Team) -> None:
    femke, noor = team.femke, team.ids["noor"]
    team.clock.at(2026, 10, 5, 9, 0)
    concern = write_down(team.lucja, "Gordijnen dicht.")
    idle = write_down(team.lucja, "Post puilt uit.")
    team.clock.at(2026, 10, 8, 9, 0)
    first, second, third = (
        femke.do(open_case, of, label=label, lead_id=lead, **NEW)
        for of, label, lead in (
            ((femke.ask(concern_view, concern),), "Beukenlaan · man", noor),
            ((femke.ask(concern_view, idle),), "Kerkpad · vrouw", noor),
            ((), "Iepenlaan · gezin", team.ids["hugo"]),
        )
    )
    team.clock.at(2026, 10, 12, 9, 0)
    team.noor.do(agree_action, first, what="Bellen", owner_id=noor, due=date(2026, 10, 20))
    femke.do(set_phase, first, None, AvePhase.TWO, "een vraag")
    femke.do(set_phase, third, None, AvePhase.FOUR, "escalatie")
    for case, state in ((first, EvictionState.ANNOUNCED), (second, EvictionState.ANNOUNCED), (second, EvictionState.AVERTED)):
        femke.do(report_eviction, femke.ask(case_view, case), state, None, "Woonpunt")
    team.noor.do(change_subject, first, None, {"tenure": Tenure.OWNED})
    team.clock.at(2026, 11, 2, 9, 0)
    femke.do(close_case, femke.ask(case_view, third), ended(CaseResult.GOAL_REACHED, ""))
    found = femke.ask(case_figures, date(2026, 11, 2))
    assert [(m.first, m.opened, m.ended, m.open) for m in found.months[-2:]] == [
        (date(2026, 10, 1), 3, 0, 3),
        (date(2026, 11, 1), 0, 1, 2),
    ]
    assert len(found.months) == 12 and found.months[0].first == date(2025, 12, 1)
    assert (found.first_action_days, found.without_action, found.median_days) == (7, 1, 25)
    assert (found.phased, found.early, found.loads) == (2, 1, (("Noor Elzinga", 2),))
    homes = found.evictions
    assert (homes.threatened, homes.averted, homes.postponed, homes.carried_out, homes.left) == (1, 1, 0, 0, 0)
    assert found.tenures == ((Tenure.OWNED, 1), (None, 1))
    assert [(q.first, q.opened, q.owned) for q in found.quarters[-2:]] == [(date(2026, 6, 1), 0, 0), (date(2026, 9, 1), 3, 1)]


def test_the_overview_of_a_year_tells_of_doors_and_terms_and_hides_what_is_small(team: Team) -> None:
    team.clock.at(2025, 12, 1, 9, 0)
    before = write_down(team.lucja, "Vorig jaar.")
    team.clock.at(2026, 10, 5, 9, 0)
    write_down(team.lucja, "Gordijnen dicht.")
    cases = [team.femke.do(open_case, (), label=f"Kerkpad {n}", lead_id=team.ids["noor"], **NEW) for n in range(6)]
    for number, case in enumerate(cases):
        for name in ("Woonpunt", "Schuldhulp"):
            team.noor.do(set_place, case, team.organisations[name], Place.FRONT)
        team.noor.do(set_place, case, team.organisations["Schuldhulp"], Place.STEPPED_ASIDE)
        action = team.noor.do(agree_action, case, what="Bellen", owner_id=team.ids["noor"], due=date(2026, 10, 20))
        if number:
            team.noor.do(close_action, next(a for a in team.noor.ask(open_actions) if a.id == action), ActionState.DONE, "")
    team.clock.at(2026, 11, 2, 9, 0)
    team.femke.do(close_case, team.femke.ask(case_view, cases[1]), ended(CaseResult.GOAL_REACHED, ""))
    today = date(2026, 11, 2)
    signals, told, doors, homes, terms, beside = team.femke.ask(year_report, 2026, today).tables
    assert [row[1] for row in signals.rows] == ["<5"]
    assert told.rows == (("geopend", "6"), ("afgesloten", "<5"), ("afgesloten: doel bereikt", "<5"))
    assert [count for _, count in doors.rows] == ["6", "6", "0", "0"]
    assert {count for _, count in homes.rows} == {"0"}
    assert dict(terms.rows)["actie klaar"] == "–" and dict(terms.rows)["toezegging nagekomen"] == "geen"
    last = team.femke.ask(year_report, 2025, today)
    assert [row[1] for row in last.tables[0].rows] == ["<5"] and last.until == date(2025, 12, 31) and before
    assert [count for _, count in last.tables[2].rows] == ["0"] * 4
    assert beside.columns == ("wat", "2025", "2026"), "the dossier begins in 2025"
    assert {what: tuple(counts) for what, *counts in beside.rows} == {
        "signalen": ("<5", "<5"),
        "casussen geopend": ("0", "6"),
        "casussen afgesloten": ("0", "<5"),
        "meer dan één organisatie aan de deur": ("0", "6"),
        "daarvan terug naar één": ("0", "6"),
        "uithuiszetting afgewend": ("0", "0"),
        "uithuiszetting uitgevoerd": ("0", "0"),
        "signaal op tijd gewogen": ("0 (0%)", "0 (0%)"),
        "actie op tijd klaar": ("geen", "–"),
        "toezegging op tijd nagekomen": ("geen", "geen"),
    }
    assert "2026 is geteld tot en met 2 november 2026." in beside.meaning
    words = words_of(year_report_pdf(team.femke.ask(year_report, 2026, today)))
    assert "Wat 2025 2026 Signalen <5 <5 Casussen geopend 0 6" in words
    assert "Jaaroverzicht 2026" in words and "Daarvan terug naar één 6" in words and "Noor" not in words and "Kerkpad" not in words
    with pytest.raises(Refused, match="nog niet begonnen"):
        team.femke.ask(year_report, 2027, today)


def test_years_beside_each_other_tell_no_more_than_the_overview_of_each_year(team: Team) -> None:
    """Every cell is that of the year's own overview; a dossier of one year has nothing to lay beside it."""
    for year, months in ((2024, 1), (2025, 8), (2026, 3)):
        for month in range(1, months + 1):
            team.clock.at(year, month, 6, 9, 0)
            write_down(team.lucja, f"Gordijnen dicht in {year}, {month}.")
    today = date(2026, 3, 20)
    assert len(team.femke.ask(year_report, 2024, today).tables) == 5
    *_, beside = team.femke.ask(year_report, 2026, today).tables
    assert beside.columns == ("wat", "2024", "2025", "2026") and beside.rows[0] == ("signalen", "<5", "8", "<5")
    for place, year in enumerate((2024, 2025, 2026), 1):
        signals, cases, doors, homes, terms, *_ = team.femke.ask(year_report, year, today).tables
        own = [said for _, said in (*cases.rows[:2], *doors.rows[:2], *homes.rows[:2], *terms.rows)]
        assert [row[place] for row in beside.rows[1:]] == own
        assert [row[1] for row in signals.rows] == [beside.rows[0][place]]
    *_, whole = team.femke.ask(year_report, 2025, today).tables
    assert whole.columns == ("wat", "2024", "2025") and "geteld tot en met" not in whole.meaning


def test_small_numbers_are_not_told_nor_what_they_would_follow_from() -> None:
    firsts = months_before(date(2026, 11, 2))
    opened, ended, standing = (0, 0, 0, 6, 2, 7, 9, 8, 6, 1, 1, 0), (0,) * 10 + (7, 2), (0, 3, 7, 12, 23, 30, 30, 30, 30, 30, 30, 30)
    months = tuple(MonthFigure(*one) for one in zip(firsts, opened, ended, standing, strict=True))
    lives = ((Tenure.OWNED, 6), (Tenure.CORPORATION, 5), (Tenure.PRIVATE, 2), (Tenure.OTHER, 0), (None, 2))
    none = tuple((tenure, 0) for tenure, _ in lives)
    starts = zip(range(0, 12, 3), firsts[::3], strict=True)
    quarters = tuple(QuarterFigure(first, sum(opened[n : n + 3]), lives if n == 3 else none) for n, first in starts)
    found = CaseFigures(months, (("Noor", 2),), None, None, 3, 20, 18, EvictionFigures(9, 6, 1, 0, 0), lives[:3], quarters)
    told = told_figures(found, 5)
    assert [total for total, _ in told.quarters] == ["0", "–", "23", "<5"], "the smallest large one goes along with the small one"
    assert [month[0] for month in told.months] == ["0"] * 3 + ["–"] * 3 + ["9", "8", "6"] + ["<5", "<5", "0"]
    assert [month[1] for month in told.months][-3:] == ["0", "–", "<5"]
    assert [month[2] for month in told.months][:5] == ["0", "<5", "5", "10", "25"]
    assert told.evictions == ("9", "–", "<5", "0", "0")
    assert told.tenures == ((Tenure.OWNED, "6 (46%)"), (Tenure.CORPORATION, "–"), (Tenure.PRIVATE, "<5"))
    assert (told.without_action, told.early) == ("<5", "– van 20")
    refusals = RefusalFigures((("te duur", 6), (None, 5), ("wil niet", 1)), 7, 6, 1)
    assert told_refusals(refusals, 5) == (["6", "–", "<5"], ["7", "–", "<5", "0"])


def test_what_is_only_for_help_is_not_counted_for_who_enforces(team: Team) -> None:
    concern = taken_over(team)
    team.femke.do(open_case, (team.femke.ask(concern_view, concern),), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW)
    assert team.noor.ask(case_figures, team.clock.today).months[-1].opened == 1
    assert team.sem.ask(case_figures, team.clock.today).months[-1].opened == 0

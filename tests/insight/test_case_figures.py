"""Cases in figures: a year of months, how soon something was done, how homes were kept, how people live. Nobody is named."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, EvictionState
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import set_phase
from expertiseteam.cases.subject import change_subject
from expertiseteam.cases.subject_records import Tenure
from expertiseteam.concerns.intake import concern_view
from expertiseteam.insight.case_figures import case_figures
from tests.cases.endings import ended
from tests.dossier import Team
from tests.exchange.test_arrears import NEW, taken_over
from tests.faults.surroundings import write_down


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


def test_what_is_only_for_help_is_not_counted_for_who_enforces(team: Team) -> None:
    concern = taken_over(team)
    team.femke.do(open_case, (team.femke.ask(concern_view, concern),), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW)
    assert team.noor.ask(case_figures, team.clock.today).months[-1].opened == 1
    assert team.sem.ask(case_figures, team.clock.today).months[-1].opened == 0

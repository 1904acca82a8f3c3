"""An announced household lets know that it needs nothing: a contact, no visit, and the case asks what now."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.today import today
from expertiseteam.visits.called_before import NOW_WHAT, told_no_need
from expertiseteam.visits.duos import case_visits, planned_visits, send_duo, visit_view
from expertiseteam.visits.records import ContactMode, Outcome, Phones, Plan, Refusal, VisitState
from expertiseteam.visits.safety import missed_check_ins
from expertiseteam.visits.week import for_calendar, monday_of, waits_for_calendar, week_plan
from tests.dossier import Team
from tests.visits.test_duos import NEW

DAY = date(2026, 11, 5)


def test_geen_behoefte_by_phone_is_a_contact_ends_the_visit_and_asks_what_now(team: Team) -> None:
    ids = team.ids
    case = team.femke.do(open_case, (), lead_id=ids["noor"], place="Beukenlaan 7, Turfven", **NEW)
    plan = Plan(DAY, time(19), check_in_id=ids["iris"], check_in_at=time(21), check_in_phones=Phones.DUO)
    duo = {"care_id": ids["noor"], "enforcement_id": ids["sem"], "before": date(2026, 11, 6)}
    visit = team.femke.do(send_duo, case, task="Samen langs.", plan=plan, **duo)
    shown = team.wil.ask(visit_view, visit)  # the secretary takes the call
    with pytest.raises(Refused, match="wat de bewoner zei"):
        team.wil.do(told_no_need, shown, said=" ")
    with pytest.raises(Refused, match="is er wel iemand geweest"):
        team.wil.do(told_no_need, shown, said="Niet nodig.", mode=ContactMode.VISIT)
    contact = team.wil.do(told_no_need, shown, said="Mijn dochter regelt het.", refusal=Refusal.SOLVES_ITSELF)

    kept = {one.id: one for one in team.noor.ask(case_visits, case)}
    assert (kept[contact].how, kept[contact].outcome, kept[contact].on) == (ContactMode.PHONE, Outcome.NO_NEED, date(2026, 11, 2))
    assert team.noor.ask(visit_view, contact).care_view == "Mijn dochter regelt het."
    assert (kept[visit].state, kept[visit].cancelled_because) == (
        VisitState.CANCELLED,
        "De bewoner liet weten dat er niets nodig is (bellen).",
    )
    assert team.noor.ask(planned_visits) == [] and team.noor.ask(case_view, case).last_contact == date(2026, 11, 2)
    assert [(a.what, a.owner, a.due) for a in team.noor.ask(open_actions)] == [(NOW_WHAT, "Noor Elzinga", date(2026, 11, 9))]
    for who in ("sem", "iris"):  # who would go, and who would wait
        assert [c.visit.id for c in team.femke.ask(today, ids[who], DAY).changed] == [visit]
    week = team.femke.ask(week_plan, monday_of(DAY))
    assert [one.state for one in (*for_calendar(week, ids["sem"]), *waits_for_calendar(week, ids["iris"]))] == [VisitState.CANCELLED] * 2
    team.clock.at(2026, 11, 5, 22, 0)
    assert team.wil.ask(missed_check_ins, team.clock.now) == []  # nobody is missed who did not go
    with pytest.raises(Refused, match="al geweest of gaat niet door"):
        team.noor.do(told_no_need, team.noor.ask(visit_view, visit), said="Nog eens.")
    assert team.femke.ask(problems) == []

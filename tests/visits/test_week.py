"""The plan of a week: moved by anybody of the team, what clashes is said and not forbidden, what cannot be is refused."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.engaged import engaged
from expertiseteam.team.absence import record_absence
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.duos import cancel_visit, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome, Phones, Plan, VisitState
from expertiseteam.visits.rounds import plan_rounds, record_round
from expertiseteam.visits.week import changed_for, clashes, for_calendar, monday_of, move_visit, of_member, week_plan
from tests.dossier import Team
from tests.visits.test_duos import NEW

MONDAY, LAST = date(2026, 11, 2), date(2026, 11, 13)


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)


def send(team: Team, case: str, care: str = "noor", enforcement: str = "sem", before: date = LAST, **plan: Any) -> str:
    ids = {"care_id": team.ids[care], "enforcement_id": team.ids[enforcement]}
    return team.femke.do(send_duo, case, task="Samen langs.", before=before, plan=Plan(**plan), **ids)


def test_a_visit_gets_a_day_another_and_none(team: Team, case: str) -> None:
    visit = send(team, case)
    week = team.sem.ask(week_plan, MONDAY)
    assert [one.id for one in week.waiting] == [visit] and week.planned == ()
    team.sem.do(move_visit, week.waiting[0], day(5), time(10), time(11))
    [one] = team.noor.ask(week_plan, MONDAY).planned
    assert (one.planned_on, one.planned_at, one.ends_at, one.village) == (day(5), time(10), time(11), "Turfven")
    assert of_member([one], team.ids["noor"]) == [one] and of_member([one], team.ids["iris"]) == []
    team.noor.do(move_visit, one, day(9), time(10))
    assert team.noor.ask(week_plan, MONDAY).planned == () and len(team.noor.ask(week_plan, monday_of(day(9))).planned) == 1
    with pytest.raises(Conflict):
        team.sem.do(move_visit, one, day(6), time(10))  # shown as it was before Noor moved it
    first = team.noor.ask(week_plan, MONDAY)  # a calendar that had it in this week hears of the new day from the file of either week
    assert for_calendar(first, team.ids["noor"]) == for_calendar(team.noor.ask(week_plan, monday_of(day(9))), team.ids["noor"])
    assert [(one.id, one.planned_on, one.state) for one in changed_for(first, team.ids["noor"])] == [(visit, day(9), VisitState.PLANNED)]
    [now] = team.noor.ask(week_plan, monday_of(day(9))).planned
    team.noor.do(move_visit, now, None)
    assert [one.id for one in team.noor.ask(week_plan, MONDAY).waiting] == [visit]
    then = team.noor.ask(week_plan, monday_of(day(9)))  # a calendar that had it on that day must hear that it is off
    told = [(one.id, one.planned_on, one.state) for one in for_calendar(then, team.ids["noor"])]
    assert told == [(visit, day(9), VisitState.CANCELLED)]
    team.noor.do(cancel_visit, team.noor.ask(visit_view, visit), "ziekenhuis")  # and off, after it lost its day
    for monday, on in ((MONDAY, day(5)), (monday_of(day(9)), day(9))):
        [off] = for_calendar(team.noor.ask(week_plan, monday), team.ids["noor"])
        assert (off.planned_on, off.state) == (on, VisitState.CANCELLED)


@pytest.mark.parametrize(
    ("on", "at", "ends", "words"),
    [
        (date(2026, 11, 1), None, None, "al voorbij"),
        (day(14), None, None, "later dan de uiterste dag"),
        (day(5), time(11), time(10), "einde ligt niet na het begin"),
        (day(5), time(19), None, "avondbezoek wacht er iemand"),
        (day(6), None, None, "Noor Elzinga is afwezig op vr 6 november"),
    ],
)
def test_what_cannot_be_is_refused(team: Team, case: str, on: date, at: time | None, ends: time | None, words: str) -> None:
    team.noor.do(record_absence, team.ids["noor"], day(6), day(6))
    send(team, case)
    [one] = team.noor.ask(week_plan, MONDAY).waiting
    with pytest.raises(Refused, match=words):
        team.noor.do(move_visit, one, on, at, ends)
    assert len(team.noor.ask(week_plan, MONDAY).waiting) == 1


def test_who_waits_in_the_evening_is_kept_when_the_day_moves(team: Team, case: str) -> None:
    waits = {"check_in_id": team.ids["iris"], "check_in_at": time(21), "check_in_phones": Phones.DUO}
    visit = send(team, case, planned_on=day(4), planned_at=time(19), **waits)
    [one] = team.noor.ask(week_plan, MONDAY).planned
    team.noor.do(move_visit, one, day(5), one.planned_at)
    after = team.noor.ask(visit_view, visit)
    assert after.check_in_id == team.ids["iris"] and after.check_in_due is not None and after.check_in_due.day == 5


def test_a_clash_is_said_and_not_forbidden(team: Team, case: str) -> None:
    first = send(team, case, planned_on=day(5), planned_at=time(10))
    second = send(team, case, "noor", "karim", planned_on=day(5), planned_at=time(10, 45))
    send(team, case, "noor", "karim", planned_on=day(5), planned_at=time(11, 45))  # an hour after the second: no clash
    alone = send(team, case, "iris", "iris", planned_on=day(6), alone_because="kent haar")
    team.wil.do(record_absence, team.ids["iris"], day(6), day(6))
    off = send(team, case, "hugo", "karim", planned_on=day(4))
    team.hugo.do(cancel_visit, team.hugo.ask(visit_view, off), "ziekenhuis")
    week = team.noor.ask(week_plan, MONDAY)
    assert clashes(week) == {
        first: "Noor gaat om 10.45 uur ook naar 26-001",
        second: "Noor gaat om 10.00 uur ook naar 26-001",
        alone: "Iris is afwezig",
    }
    team.femke.do(change_settings, {"meeting_start": "09.30"})
    team.femke.do(plan_series, first=day(5), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    series = team.femke.do(plan_rounds, area="Turfven", weekday=3, starts=time(10, 15))
    other = team.femke.do(plan_rounds, area="Ganzenhoek", weekday=4, starts=time(13))
    team.clock.at(2026, 11, 3, 12, 0)
    for last, who in ((series, "sem"), (other, "karim")):
        walked_on = date(2026, 10, 29) if last == series else date(2026, 10, 30)
        team.femke.do(record_round, last, walked_on, present=[team.ids[who]])
    more = clashes(week, team.noor.ask(engaged, day(6)))
    assert more[first] == "Noor gaat om 10.45 uur ook naar 26-001, met het overleg, met het rondje in Turfven"
    assert more[second] == "Noor gaat om 10.00 uur ook naar 26-001, met het overleg" and more[alone] == "Iris is afwezig"
    assert list(week.loads.items()) == [("Iris Kuyper", 1), ("Karim Ziani", 2), ("Noor Elzinga", 3), ("Sem de Graaf", 1)]
    shown = team.noor.ask(visit_view, first)
    team.noor.do(record_visit, shown, on=day(2), is_announced=True, outcome=Outcome.NOT_HOME)  # it was: it counts on
    shut = team.femke.do(open_case, (), lead_id=team.ids["hugo"], place="Molenweg 1, Ganzenhoek", closed=True, **NEW)
    send(team, shut, "hugo", "hugo", alone_because="kent hem")
    assert team.noor.ask(week_plan, MONDAY).loads == week.loads  # of what Noor may not see she reads nothing
    assert "Hugo Brandt" not in week.loads and team.hugo.ask(week_plan, MONDAY).loads["Hugo Brandt"] == 1
    assert [one.id for one in week.cancelled] == [off] and week.names == {team.ids["iris"]: "Iris"}

"""Bad input around a visit, all that can go wrong: a clear sentence, nothing lost, nothing doubled.

One dossier for each stage of a visit; tests/ui/visits/test_bad_input.py walks the same through the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import icalendar
import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import Certainty
from expertiseteam.exchange.calendar_file import visits_file
from expertiseteam.team.absence import record_absence
from expertiseteam.visits.duos import case_visits, planned_visits, send_duo, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, ContactMode, NextTry, Outcome, Phones, Plan
from expertiseteam.visits.round_records import SeenOnRound
from expertiseteam.visits.rounds import past_rounds, plan_rounds, record_round, skip_round
from expertiseteam.visits.safety import missed_check_ins
from expertiseteam.visits.week import clashes, monday_of, move_visit, week_plan
from tests.dossier import StandingClock, Team, make_team
from tests.visits.test_duos import NEW

MONDAY, DAY, AWAY, LAST = date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 6), date(2026, 11, 13)


def refused(words: str, who: Workspace, act: Any, *given: Any, **named: Any) -> None:
    with pytest.raises(Refused, match=words):
        who.do(act, *given, **named)


def opened(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)


def test_a_visit_that_cannot_be_is_planned_by_no_door(team: Team) -> None:
    """The same person twice, who is away, who may not go, an end before the start: sent, planned anew, moved in the week, tried again."""
    case, ids = opened(team), team.ids
    team.wil.do(record_absence, ids["noor"], AWAY, AWAY)
    team.wil.do(record_absence, ids["iris"], DAY, DAY)
    other = {"task": "Samen langs.", "before": LAST}
    duo = {"care_id": ids["noor"], "enforcement_id": ids["sem"]}
    refused("twee verschillende", team.femke, send_duo, case, **other, care_id=ids["noor"], enforcement_id=ids["noor"])
    refused("komt niet aan de deur", team.femke, send_duo, case, **other, care_id=ids["noor"], enforcement_id=ids["wil"])
    refused("al voorbij", team.femke, send_duo, case, **other | {"before": date(2026, 11, 1)}, **duo)
    refused("Noor Elzinga is afwezig op vr 6 november", team.femke, send_duo, case, **other, **duo, plan=Plan(AWAY))
    refused("einde ligt niet na het begin", team.femke, send_duo, case, **other, **duo, plan=Plan(DAY, time(11), time(10, 30)))
    evening = Plan(DAY, time(19), check_in_id=ids["iris"], check_in_at=time(21), check_in_phones=Phones.DUO)
    refused("Iris Kuyper is afwezig", team.femke, send_duo, case, **other, **duo, plan=evening)
    assert team.femke.ask(case_visits, case) == []

    sent = team.femke.do(send_duo, case, **other, **duo, plan=Plan(DAY, time(10)))
    shown, [line] = team.noor.ask(visit_view, sent), team.noor.ask(week_plan, MONDAY).planned
    refused("twee verschillende", team.noor, plan_visit, shown, shown.plan, duo=(ids["noor"], ids["noor"]))
    refused("einde ligt niet na het begin", team.noor, plan_visit, shown, Plan(DAY, time(10), time(10)))
    refused("Noor Elzinga is afwezig", team.noor, plan_visit, shown, Plan(AWAY))
    refused("Iris Kuyper is afwezig", team.noor, plan_visit, shown, shown.plan, duo=(ids["iris"], ids["sem"]))
    refused("einde ligt niet na het begin", team.noor, move_visit, line, DAY, time(11), time(9))
    refused("Noor Elzinga is afwezig", team.noor, move_visit, line, AWAY, time(11))
    assert team.noor.ask(visit_view, sent) == shown

    team.clock.at(2026, 11, 6, 16, 30)
    again = NextTry(ContactMode.VISIT, None, AWAY)
    refused("nog niets bewaard.*Noor Elzinga is afwezig", team.noor, record_visit, shown, **_not_home(DAY), next_try=again)
    refused("nog niets bewaard.*al voorbij", team.noor, record_visit, shown, **_not_home(DAY), next_try=NextTry(again.mode, None, MONDAY))
    assert team.noor.ask(visit_view, sent) == shown and [one.id for one in team.femke.ask(planned_visits)] == [sent]


def _not_home(on: date) -> dict[str, Any]:
    return {"on": on, "is_announced": False, "outcome": Outcome.NOT_HOME}


@pytest.fixture
def october(tmp_path: Path) -> Iterator[Team]:
    team = make_team(tmp_path, StandingClock(2026, 10, 19, 9, 0))
    yield team
    team.close()


def test_a_visit_was_neither_before_the_case_nor_is_it_still_to_come_and_the_clock_changes(october: Team) -> None:
    """In the night of 25 October 2026 half past two came twice: the first one counts. On 28 March 2027 it was not there."""
    team, night = october, date(2026, 10, 25)
    case = opened(team)
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "In de nacht."}
    waits = {"check_in_id": team.ids["iris"], "check_in_phones": Phones.DUO}
    late = Plan(night, time(1, 45), time(2, 30), check_in_at=time(3, 15), **waits)
    sent = team.femke.do(send_duo, case, before=night, plan=late, **duo)
    second = team.femke.do(send_duo, case, before=night, plan=Plan(night, time(2, 30), check_in_at=time(3, 30), **waits), **duo)
    week = team.noor.ask(week_plan, monday_of(night))
    assert set(clashes(week)) == set() and [one.check_in_due for one in week.planned] == [
        datetime(2026, 10, 25, 2, 15, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    ]
    events = icalendar.Calendar.from_ical(visits_file(week.planned, "Team", team.clock.now, 60)).walk("VEVENT")
    told = [(one["dtstart"].dt, one["dtend"].dt) for one in events]
    assert told == [
        (datetime(2026, 10, 24, 23, 45, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ]
    assert team.wil.ask(missed_check_ins, datetime(2026, 10, 25, 2, 14, tzinfo=UTC)) == []
    assert [one.visit_id for one in team.wil.ask(missed_check_ins, datetime(2026, 10, 25, 2, 16, tzinfo=UTC))] == [sent]

    team.clock.at(2026, 10, 25, 14, 0)
    shown = team.noor.ask(visit_view, sent)
    seen = {"is_announced": False, "outcome": Outcome.AT_THE_DOOR, "consent": Consent.GIVEN, "care_view": "Wil praten."}
    before = "van 18 oktober 2026 ligt vóór casus 26-001: die begon op 19 oktober 2026"
    refused(before, team.noor, record_visit, shown, on=date(2026, 10, 18), **seen)
    refused("toekomst", team.noor, record_visit, shown, on=date(2026, 10, 26), **seen)
    refused("nog geen 18.00 uur", team.noor, record_visit, shown, on=night, at=time(18), **seen)
    assert team.noor.ask(visit_view, sent) == shown
    team.noor.do(record_visit, shown, on=night, at=time(2, 30), **seen)
    kept = team.noor.ask(visit_view, sent)
    assert (kept.at, kept.on, kept.care_view) == (time(2, 30), night, "Wil praten.")
    refused("twee keer|gewijzigd|collega", team.noor, record_visit, shown, on=date(2026, 10, 24), **seen | {"care_view": "Nog eens."})
    assert len(team.noor.ask(case_visits, case)) == 2 and team.noor.ask(visit_view, sent) == kept

    spring = date(2027, 3, 28)
    shown = team.noor.ask(visit_view, second)
    for plan in (Plan(spring, time(2, 30)), Plan(spring, time(1, 30), time(2, 30))):
        refused("die nacht de klok vooruit", team.noor, plan_visit, shown, plan, before=date(2027, 3, 31))
    team.noor.do(plan_visit, shown, Plan(spring, time(9)), before=date(2027, 3, 31))
    [line] = team.noor.ask(week_plan, monday_of(spring)).planned
    refused("die nacht de klok vooruit", team.noor, move_visit, line, spring, time(2, 30))
    team.clock.at(2027, 3, 29, 9, 0)
    refused("die nacht de klok vooruit", team.noor, record_visit, team.noor.ask(visit_view, second), at=time(2, 30), **_not_home(spring))


def test_a_round_is_written_down_once_on_its_own_day(team: Team) -> None:
    seen = (SeenOnRound("Hangplek achter de school", "", Certainty.GUT),)
    series = team.lucja.do(plan_rounds, area="Turfven", weekday=2, starts=time(13))
    team.clock.at(2026, 11, 5, 15, 0)
    walked, twice = date(2026, 11, 4), [team.ids["lucja"], team.ids["lucja"]]
    refused(
        "in Turfven loopt u op woensdag; 5 november 2026 is een donderdag", team.sem, record_round, series, DAY, present=twice, signals=seen
    )  # the same one, a day later
    refused("in Turfven loopt u op woensdag; 5 november 2026 is een donderdag", team.sem, skip_round, series, DAY, "storm")
    team.lucja.do(record_round, series, walked, present=twice, signals=seen)
    refused("schreef al op wat er was", team.sem, record_round, series, walked, present=[team.ids["sem"]], signals=seen)
    refused("schreef al op wat er was", team.sem, skip_round, series, walked, "storm")
    [line] = team.noor.ask(past_rounds)
    assert (line.present, line.signals, len(team.femke.ask(concerns))) == (("Łucja Şahin-van ’t Hof",), 1, 1)

"""No case disappears: what stands still is found, a door that stays shut ends nothing, a serious event goes to the next agenda."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_note
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseState
from expertiseteam.cases.serious import events_to_discuss, serious_events, write_lesson
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import timeline
from expertiseteam.meetings.agenda import agenda, prepare_agenda, skip_item
from expertiseteam.meetings.records import ReasonKind
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.meetings.stall import stalled_cases
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome
from tests.dossier import Team
from tests.meetings.test_reasons import Round


def test_a_case_without_activity_over_two_overleggen_is_found_and_a_shut_door_ends_nothing(team: Team) -> None:
    cycle = Round(team)
    day = date(2026, 11, 30)
    assert team.femke.ask(stalled_cases, day) == []
    cycle.hold(2, 2026, 11, 17)
    team.clock.at(2026, 11, 30, 9, 0)
    assert [(c.code, c.since) for c in team.femke.ask(stalled_cases, day)] == [
        ("26-001", date(2026, 10, 20)),
        ("26-002", date(2026, 10, 20)),
    ]
    assert team.femke.ask(opened_case, cycle.with_it, day).still_since == team.femke.ask(stalled_cases, day)[0].since
    assert team.femke.ask(opened_case, cycle.with_it, date(2026, 11, 2)).still_since is None
    assert len(team.noor.ask(my_alerts, team.ids["noor"], day).stalled) == 2  # hers
    assert team.sem.ask(my_alerts, team.ids["sem"], day).stalled == ()
    assert len(team.femke.ask(my_alerts, team.ids["femke"], day).stalled) == 2  # she watches over all
    visit = team.femke.do(send_duo, cycle.with_it, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="langs", before=day)
    shown = team.noor.ask(visit_view, visit)
    team.noor.do(record_visit, shown, on=day, is_announced=True, outcome=Outcome.NOT_LET_IN, care_view="Hij hield de deur dicht.")
    assert team.femke.ask(case_view, cycle.with_it).state is CaseState.ACTIVE
    team.clock.at(2026, 12, 7, 9, 0)
    assert [r.text for r in cycle.reasons(cycle.with_it, 3)] == ["huisbezoek van 30 november: niet binnengelaten"]
    assert [c.id for c in team.femke.ask(stalled_cases, date(2026, 12, 7))] == [cycle.without]
    team.femke.do(change_settings, {"stall_meetings": 3})
    assert team.femke.ask(stalled_cases, date(2026, 12, 7)) == []


def test_a_serious_event_is_first_on_an_agenda_that_was_made_already_until_the_team_looked_back(team: Team) -> None:
    cycle = Round(team)
    team.clock.at(2026, 11, 12, 9, 0)
    team.femke.do(prepare_agenda, cycle.meetings[2])
    before = team.femke.ask(agenda, cycle.meetings[2])
    item = next(i for i in before.items if i.case_id == cycle.with_it)
    team.femke.do(skip_item, item, "gaat goed")
    with pytest.raises(Refused, match="nog niet geweest"):
        team.noor.do(report_serious_event, cycle.with_it, on=date(2026, 11, 13), what="Brand")
    team.noor.do(report_serious_event, cycle.with_it, on=date(2026, 11, 11), what="Brand in de keuken, meneer ligt in het ziekenhuis.")
    after = team.femke.ask(agenda, cycle.meetings[2])
    cases = [i for i in after.items if i.case_id]
    assert [i.case_id for i in cases] == [cycle.with_it, cycle.without] and cases[0].is_urgent
    assert cases[0].reasons[0].text == "ernstig voorval op 11 november" and "wat leren we" in cases[0].question
    assert after.meeting.agenda_version == before.meeting.agenda_version + 1
    [event] = team.wil.ask(my_alerts, team.ids["wil"], date(2026, 11, 12)).events
    with pytest.raises(Refused, match="wat het team hiervan leert"):
        team.noor.do(write_lesson, event, "")
    team.noor.do(write_lesson, event, "Bij een gasfornuis altijd de brandweer meevragen.")
    assert team.noor.ask(events_to_discuss) == []
    assert ReasonKind.SERIOUS not in [r.kind for r in cycle.reasons(cycle.with_it, 3)]
    told = next(e for e in team.noor.ask(timeline, cycle.with_it) if e.title == "Ernstig voorval")
    assert "Brand in de keuken" in told.detail and "Bij een gasfornuis" in told.detail
    team.noor.do(add_note, cycle.with_it, "Op bezoek geweest.")
    assert [e.learned_on for e in team.noor.ask(serious_events, cycle.with_it)] == [date(2026, 11, 12)]

"""Vandaag, search and the timeline, on the round of the story."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, change_case, open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, CaseState, EvictionState, Place
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.insight.case_list import case_list
from expertiseteam.insight.find import find
from expertiseteam.insight.timeline import EventKind, timeline
from expertiseteam.insight.today import today
from expertiseteam.meetings.agenda import agenda, prepare_agenda, skip_item
from expertiseteam.meetings.conduct import decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.visits.duos import cancel_visit, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome
from tests.cases.endings import ended
from tests.dossier import Team


@pytest.fixture
def case(team: Team) -> str:
    """Case 26-001 with a bit of everything; a duo has been sent, an overleg has begun."""
    team.lucja.do(
        record_concern,
        what="De buurman zet geen afval buiten.",
        place="Beukenlaan 7, Turfven",
        certainty=Certainty.GUT,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Hilkens", "06-55512345", "Greet belt terug"),
    )
    new = {
        "label": "Beukenlaan · man",
        "legal_basis": "Wmo 2015",
        "purpose": "hulp",
        "goal": "Weten of meneer hulp wil.",
        "bringing_partner": "gemeente",
    }
    case = team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], **new)
    team.noor.do(add_person, case, name="Meneer Łukaszewski", phone="06-12340000")
    team.noor.do(add_note, case, "Klopt na etenstijd")
    team.femke.do(set_place, case, team.organisations["Bemoeizorg"], Place.FRONT)
    team.noor.do(agree_action, case, what="Soep brengen", owner_id=team.ids["noor"], due=date(2026, 11, 10))
    return case


def test_today_holds_what_waits_for_me(team: Team, case: str) -> None:
    mine = team.noor.ask(today, team.ids["noor"], date(2026, 11, 3))
    assert ([a.what for a in mine.actions], mine.visits, mine.feedback) == (["Soep brengen"], (), ())
    assert [c.id for c in mine.without_duo] == [case]
    team.femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Samen langs", before=date(2026, 11, 6))
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    mine = team.noor.ask(today, team.ids["noor"], date(2026, 11, 3))
    assert [v.task for v in mine.visits] == ["Samen langs"] and mine.without_duo == ()
    assert [(c.code, c.eviction_on) for c in mine.evictions] == [("26-001", date(2026, 11, 27))]
    hers = team.lucja.ask(today, team.ids["lucja"], date(2026, 11, 3))
    assert [(f.code, f.before) for f in hers.feedback] == [("26-001", date(2026, 11, 16))]
    assert hers.meeting is None
    planned = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, planned[0])
    found = team.femke.ask(today, team.ids["femke"], date(2026, 11, 3))
    assert found.meeting is not None and found.meeting_points == 6 and found.meeting_planned > 0


def test_today_counts_only_what_is_mine_and_what_will_be_discussed(team: Team, case: str) -> None:
    day = date(2026, 11, 3)
    assert team.noor.ask(today, team.ids["noor"], day).feedback == ()  # Łucja owes the answer
    visit = team.femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="langs", before=day)
    assert team.noor.ask(today, team.ids["noor"], day).without_duo == ()
    assert team.wil.ask(today, team.ids["wil"], day).visits == ()
    team.noor.do(cancel_visit, team.noor.ask(visit_view, visit), "ziek")
    assert [c.id for c in team.noor.ask(today, team.ids["noor"], day).without_duo] == [case]
    team.femke.do(change_case, team.femke.ask(case_view, case), {"state": CaseState.MONITORING})
    assert team.noor.ask(today, team.ids["noor"], day).without_duo == ()
    [planned] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    assert team.femke.ask(today, team.ids["femke"], day).meeting_points == 0
    team.femke.do(prepare_agenda, planned)
    before = team.femke.ask(today, team.ids["femke"], day)
    shown = team.femke.ask(agenda, planned)
    assert (before.meeting_points, before.meeting_planned) == (len(shown.items), shown.planned)
    point = next(i for i in shown.items if i.case_id == case)
    team.femke.do(skip_item, point, "niets nieuws")
    after = team.femke.ask(today, team.ids["femke"], day)
    assert (after.meeting_points, after.meeting_planned) == (before.meeting_points - 1, before.meeting_planned - point.minutes)
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.GOAL_REACHED, ""), drop_actions_because="klaar")
    assert team.femke.ask(today, team.ids["femke"], day).without_duo == ()


def a_running_meeting(team: Team, case: str) -> None:
    planned = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, planned[0])
    team.wil.do(start_meeting, team.wil.ask(meeting, planned[0]))
    item = next(i.id for i in team.wil.ask(agenda, planned[0]).items if i.case_id == case)
    team.wil.do(open_item, item)
    team.wil.do(note, item, "Meneer vraagt om hulp bij zijn paperassen.")
    team.wil.do(decide, item, "Woonpunt vraagt uitstel aan.")


FOUND = (
    ("afval", "Signaal", "afval"),
    ("beukenl", "Casus", "Beukenlaan · man"),
    ("26-001", "Casus", "26-001"),
    ("lukaszewski", "Bewoner", "Łukaszewski"),
    ("SOEP", "Actie", "Soep brengen"),
    ("etenstijd klopt", "Notitie", "Klopt na etenstijd"),
    ("uitstel", "Besluit", "2026-001"),
    ("paperassen", "Regel in notulen", "paperassen"),
    ("Zorgbri", "Huisbezoek", "zorgbril"),
)
NOT_FOUND = ("greet", "Hilkens", "55512345", "", "   ", '"', "*", "OR AND NOT", "a OR b", "(", "zzzz")


def test_search_finds_every_kind_and_says_in_which_case(team: Team, case: str, subtests: pytest.Subtests) -> None:
    a_running_meeting(team, case)
    visit = team.femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="langs", before=date(2026, 11, 2))
    shown = team.noor.ask(visit_view, visit)
    team.noor.do(
        record_visit, shown, on=date(2026, 11, 2), is_announced=True, outcome=Outcome.AT_THE_DOOR, care_view="door de zorgbril gezien"
    )
    for typed, label, words in FOUND:
        with subtests.test(typed):
            hits = [h for h in team.noor.ask(find, typed) if h.kind_label == label]
            assert len(hits) == 1 and words in hits[0].said
            assert (hits[0].case_id, hits[0].case_code) == (case, "26-001")


def test_search_never_finds_a_reporter_and_never_stumbles(team: Team, case: str, subtests: pytest.Subtests) -> None:
    for typed in NOT_FOUND:
        with subtests.test(typed):
            for workspace in (team.femke, team.noor):
                assert workspace.ask(find, typed) == []


def test_the_timeline_tells_it_newest_first(team: Team, case: str) -> None:
    team.clock.at(2026, 11, 17, 13, 40)
    a_running_meeting(team, case)
    events = team.noor.ask(timeline, case)
    assert [e.at for e in events] == sorted((e.at for e in events), reverse=True)
    kinds = {e.kind for e in events}
    assert kinds == {
        EventKind.CASE,
        EventKind.CONCERN,
        EventKind.NOTE,
        EventKind.DOOR,
        EventKind.ACTION,
        EventKind.SAID,
        EventKind.DECISION,
    }
    assert not any("Greet" in f"{e.title}{e.detail}" for e in events)
    assert next(e for e in events if e.kind is EventKind.DOOR).detail == "van 0 naar 1 aan de deur"


def test_the_list_of_cases_brings_what_ended_only_when_asked_for(team: Team, case: str) -> None:
    team.femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="langs", before=date(2026, 11, 6))
    found = team.noor.ask(case_list, team.clock.today)
    assert ([c.id for c in found.running], found.closed, found.with_duo, found.still) == ([case], None, {case}, frozenset())
    assert [m.name for m in found.members][:2] == ["Femke Aarts", "Hugo Brandt"] and found.settings.door_limit == 2
    assert "Woonpunt" in [o.name for o in found.organisations]
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.GOAL_REACHED, ""), drop_actions_because="klaar")
    after = team.noor.ask(case_list, team.clock.today, True)
    assert after.running == () and after.closed is not None and [c.id for c in after.closed] == [case]


def test_a_word_is_found_by_each_of_its_beginnings(team: Team) -> None:
    """Those of 2 to 10 letters stand in the index themselves, shorter and longer ones do not."""
    team.lucja.do(
        record_concern, what="Verhuizingsdozen in de tuin.", place="Beukenlaan 7, Turfven", certainty=Certainty.GUT, channel=Channel.PHONE
    )
    for letters in range(1, len("verhuizingsdozen") + 1):
        assert len(team.noor.ask(find, "Verhuizingsdozen"[:letters])) == 1, letters
        assert len(team.noor.ask(find, f"tui {'verhuizingsdozen'[:letters]}")) == 1, letters
    assert team.noor.ask(find, "verhuizingen") == []

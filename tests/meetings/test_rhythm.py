"""The rhythm of 21 days: what is moved or skipped shifts nothing, 42 days warns, deadlines count working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.cycle import (
    meeting,
    meetings,
    move_meeting,
    next_meeting,
    plan_next,
    plan_series,
    restore_meeting,
    skip_meeting,
)
from expertiseteam.meetings.outline import meeting_outline
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.rhythm import day_choice, gap_words, year_overview
from expertiseteam.team.settings import change_settings
from tests.dossier import Team

OPEN = frozenset[date]()


def plan(team: Team, first: date, times: int) -> list[str]:
    return team.femke.do(plan_series, first=first, times=times, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])


def test_a_holiday_and_a_closed_office_are_two_things() -> None:
    free = date(2026, 5, 5)
    assert day_choice(free, OPEN).remark == (
        "dinsdag 5 mei 2026 is geen werkdag (Bevrijdingsdag), maar het kantoor kan open zijn. Kies 4 mei of 6 mei."
    )
    assert "(Bevrijdingsdag), en het kantoor is gesloten" in day_choice(free, frozenset({free})).remark
    carnival = frozenset({date(2026, 2, 16), date(2026, 2, 17)})
    choice = day_choice(date(2026, 2, 17), carnival)
    assert "een dag waarop het kantoor gesloten is" in choice.remark
    assert (choice.before, choice.after) == (date(2026, 2, 13), date(2026, 2, 18))


def test_what_was_moved_counts_for_the_day_it_had(team: Team) -> None:
    [only] = plan(team, date(2026, 11, 17), 1)
    team.wil.do(move_meeting, team.wil.ask(meeting, only), on=date(2026, 11, 18))
    team.wil.do(move_meeting, team.wil.ask(meeting, only), on=date(2026, 11, 19))
    following = team.wil.do(plan_next, team.wil.ask(meeting, only))
    assert team.wil.ask(meeting, following).on == date(2026, 12, 8)


def test_one_is_skipped_with_a_reason_and_nothing_shifts(team: Team) -> None:
    first, second, third = plan(team, date(2026, 11, 17), 3)
    with pytest.raises(Refused, match="Schrijf waarom"):
        team.wil.do(skip_meeting, team.wil.ask(meeting, second), " ")
    team.wil.do(prepare_agenda, second)
    team.wil.do(skip_meeting, team.wil.ask(meeting, second), "Sinterklaasreces")
    shown = team.wil.ask(meeting, second)
    assert (shown.state, shown.because) == (MeetingState.CANCELLED, "Sinterklaasreces")
    assert team.wil.ask(meeting, third).on == date(2026, 12, 29)
    upcoming = team.wil.ask(next_meeting, date(2026, 11, 18))
    assert upcoming is not None and upcoming.id == third
    assert team.wil.ask(agenda, first).next == date(2026, 12, 29)
    with pytest.raises(Refused, match="Er is niets veranderd"):
        team.wil.do(skip_meeting, shown, "nog eens")
    team.wil.do(restore_meeting, shown)
    assert team.wil.ask(meeting, second).state is MeetingState.PREPARED


def test_what_is_skipped_is_not_planned_again_when_the_one_before_closes(team: Team) -> None:
    first, second = plan(team, date(2026, 11, 17), 2)
    team.wil.do(skip_meeting, team.wil.ask(meeting, second), "reces")
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(prepare_agenda, first)
    team.wil.do(start_meeting, team.wil.ask(meeting, first))
    team.wil.do(close_meeting, team.wil.ask(meeting, first))
    assert [m.on for m in team.wil.ask(meetings)] == [date(2026, 12, 29), date(2026, 12, 8), date(2026, 11, 17)]


def test_a_skipped_one_does_not_come_back_on_a_day_that_is_over_or_taken(team: Team) -> None:
    [only] = plan(team, date(2026, 11, 17), 1)
    team.wil.do(skip_meeting, team.wil.ask(meeting, only), "reces")
    plan(team, date(2026, 11, 17), 1)
    with pytest.raises(Refused, match="staat al een ander overleg"):
        team.wil.do(restore_meeting, team.wil.ask(meeting, only))
    team.clock.at(2026, 11, 18, 9, 0)
    with pytest.raises(Refused, match="al voorbij"):
        team.wil.do(restore_meeting, team.wil.ask(meeting, only))


def test_the_year_says_what_the_calendar_says_of_each(team: Team) -> None:
    ids = plan(team, date(2026, 10, 13), 5)  # 13 October, 3 and 24 November, 15 December, 5 January
    for skipped in ids[1:3]:
        team.wil.do(skip_meeting, team.wil.ask(meeting, skipped), "reces")
    lines = team.noor.ask(year_overview, 2026)
    assert [(line.meeting.on.day, line.gap) for line in lines] == [(13, None), (3, None), (24, None), (15, 63)]
    assert lines[-1].gap_remark == "63 dagen na het overleg van 13 oktober. Dat is langer dan 42: plan er een overleg tussen."
    assert team.wil.ask(meeting_outline, ids[3]).gap_remark == lines[-1].gap_remark
    assert [line.gap for line in team.noor.ask(year_overview, 2027)] == [21]


@pytest.mark.parametrize(("days", "said"), [(21, ""), (41, ""), (42, "er één overgeslagen"), (43, "plan er een overleg tussen")])
def test_forty_two_days_warn(days: int, said: str) -> None:
    words = gap_words(date(2026, 7, 7), date(2026, 7, 7) + timedelta(days=days))
    assert said in words and bool(words) == bool(said)


def test_deadlines_count_working_days_and_the_teams_closed_days(team: Team) -> None:
    first, _ = plan(team, date(2026, 11, 17), 2)
    until = team.wil.ask(meeting_outline, first).deadlines
    assert (until.agenda, until.actions, until.concept) == (date(2026, 11, 12), date(2026, 11, 18), date(2026, 11, 20))
    assert until.adoption == date(2026, 12, 8)
    team.wil.do(change_settings, {"agenda_days": 5, "minutes_days": 10, "closed_days": ("18 november 2026",)})
    until = team.wil.ask(meeting_outline, first).deadlines
    assert (until.agenda, until.actions, until.concept) == (date(2026, 11, 10), date(2026, 11, 19), date(2026, 12, 2))

"""Preparing: every running case is on it, people order and skip, doing it again keeps what they did."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult
from expertiseteam.meetings.agenda import agenda, change_item, move_item, prepare_agenda, skip_item, unskip_item
from expertiseteam.meetings.attending import attendance
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, meetings, move_meeting, next_meeting, plan_series
from expertiseteam.meetings.fitting import fit_agenda, leave_for_next
from expertiseteam.meetings.minutes import agenda_paper, minutes_paper
from expertiseteam.meetings.minutes_fit import fit
from expertiseteam.meetings.own_point_records import PointKind
from expertiseteam.meetings.own_points import end_point, own_points, propose_point
from expertiseteam.meetings.placing import count_proposed, place_points
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.meetings.rhythm import flag
from expertiseteam.meetings.waiting import hold_case
from expertiseteam.team.settings import change_settings
from reports.agenda import agenda_pdf
from reports.agenda_prints import code_agenda_pdf, script_pdf, sheet_pdf
from tests.cases.endings import ended
from tests.dossier import Team
from tests.reports.reading import words_of

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}


@pytest.fixture
def planned(team: Team) -> list[str]:
    return team.femke.do(plan_series, first=date(2026, 11, 17), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])


def three_cases(team: Team) -> list[str]:
    return [team.femke.do(open_case, (), label=f"Laan {n} · gezin", lead_id=team.ids["noor"], **NEW) for n in (1, 2, 3)]


def labels(team: Team, meeting_id: str) -> list[str]:
    return [i.title for i in team.femke.ask(agenda, meeting_id).items if i.case_id]


def test_a_series_runs_every_21_days(team: Team, planned: list[str]) -> None:
    assert [m.on for m in team.wil.ask(meetings)] == [date(2026, 12, 29), date(2026, 12, 8), date(2026, 11, 17)]
    found = team.wil.ask(next_meeting, date(2026, 11, 18))
    assert found is not None and found.on == date(2026, 12, 8)


def test_a_holiday_is_flagged_with_the_days_around_it_and_the_rest_does_not_shift(team: Team, planned: list[str]) -> None:
    assert flag(date(2026, 11, 17), frozenset()) == ""
    ascension = "donderdag 14 mei 2026 is geen werkdag (Hemelvaartsdag), en het kantoor is gesloten. Kies 13 mei of 18 mei."
    assert flag(date(2026, 5, 14), frozenset()) == ascension  # the Friday after is equated by decree
    first = team.wil.ask(meetings)[-1]
    team.wil.do(move_meeting, first, on=date(2026, 11, 18))
    assert [m.on for m in team.wil.ask(meetings)] == [date(2026, 12, 29), date(2026, 12, 8), date(2026, 11, 18)]


def test_the_same_day_is_not_planned_twice(team: Team, planned: list[str]) -> None:
    with pytest.raises(Refused, match="staat al een overleg"):
        team.wil.do(plan_series, first=date(2026, 12, 8), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])


def test_the_agenda_holds_the_fixed_points_around_every_running_case(team: Team, planned: list[str]) -> None:
    three_cases(team)
    team.femke.do(prepare_agenda, planned[0])
    shown = team.femke.ask(agenda, planned[0])
    kinds = [i.kind for i in shown.items]
    assert kinds == [ItemKind.OPENING, ItemKind.ACTIONS, *[ItemKind.CASE] * 3, ItemKind.CONCERNS, ItemKind.LEARNING, ItemKind.CLOSING]
    assert shown.meeting.state is MeetingState.PREPARED and shown.planned == sum(i.minutes for i in shown.items)
    assert all(i.reasons and i.question for i in shown.items if i.case_id)
    assert len(team.wil.ask(attendance, planned[0])) == 8


def test_order_minutes_and_question_stay_when_it_is_filled_again(team: Team, planned: list[str]) -> None:
    cases = three_cases(team)
    team.femke.do(prepare_agenda, planned[0])
    items = team.femke.ask(agenda, planned[0]).items
    team.femke.do(move_item, items[4], 2)
    third = next(i for i in team.femke.ask(agenda, planned[0]).items if i.title == "Laan 3 · gezin")
    team.femke.do(change_item, third, minutes=12, question="Wie neemt het over?")
    second = next(i for i in team.femke.ask(agenda, planned[0]).items if i.title == "Laan 2 · gezin")
    team.femke.do(skip_item, second, "plan loopt")
    team.femke.do(close_case, team.femke.ask(case_view, cases[0]), ended(CaseResult.SOLVED_ITSELF, ""))
    new = team.femke.do(open_case, (), label="Laan 4 · gezin", lead_id=team.ids["noor"], **NEW)
    team.femke.do(prepare_agenda, planned[0])
    shown = team.femke.ask(agenda, planned[0])
    assert labels(team, planned[0]) == ["Laan 3 · gezin", "Laan 4 · gezin"]
    assert [(i.minutes, i.question) for i in shown.items if i.title == "Laan 3 · gezin"] == [(12, "Wie neemt het over?")]
    assert [(s.title, s.because) for s in shown.skipped] == [("Laan 2 · gezin", "plan loopt")]
    assert [i.kind for i in shown.items][-3:] == [ItemKind.CONCERNS, ItemKind.LEARNING, ItemKind.CLOSING]
    assert new in {i.case_id for i in shown.items} and shown.meeting.agenda_version == 2


def test_not_discussing_needs_a_reason_and_can_be_taken_back(team: Team, planned: list[str]) -> None:
    three_cases(team)
    team.femke.do(prepare_agenda, planned[0])
    item = team.femke.ask(agenda, planned[0]).items[2]
    with pytest.raises(Refused, match="waarom"):
        team.femke.do(skip_item, item, " ")
    team.femke.do(skip_item, item, "rustig")
    skipped = team.femke.ask(agenda, planned[0]).skipped[0]
    team.femke.do(unskip_item, skipped)
    assert len(labels(team, planned[0])) == 3
    opening = team.femke.ask(agenda, planned[0]).items[0]
    with pytest.raises(Refused, match="vast punt"):
        team.femke.do(skip_item, opening, "geen zin")


def test_what_was_spoken_about_stays_on_the_agenda_and_nothing_changes_once_it_is_over(team: Team, planned: list[str]) -> None:
    three_cases(team)
    team.femke.do(prepare_agenda, planned[0])
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, planned[0]))
    first, second, third = (item for item in team.wil.ask(agenda, planned[0]).items if item.case_id)
    team.wil.do(open_item, first.id)
    team.wil.do(decide, first.id, "Uitstel vragen")
    team.wil.do(open_item, second.id)
    for leave_out in (lambda item: team.wil.do(skip_item, item, "rustig"), lambda item: team.wil.do(leave_for_next, [item])):
        for item in team.wil.ask(agenda, planned[0]).items[2:4]:
            with pytest.raises(Refused, match="al gesproken"):
                leave_out(item)
    team.wil.do(skip_item, third, "rustig")
    assert [decision.text for decision in team.wil.ask(minutes_paper, planned[0]).decisions] == ["Uitstel vragen"]
    team.wil.do(close_meeting, team.wil.ask(meeting, planned[0]))
    over = team.wil.ask(agenda, planned[0])
    as_it_was = team.wil.ask(minutes_paper, planned[0])
    for act, *given in (
        (skip_item, over.items[2], "rustig"),
        (unskip_item, over.skipped[0]),
        (move_item, over.items[2], 0),
        (change_item, over.items[2]),
        (leave_for_next, over.items[2:3]),
        (hold_case, over.items[2], date(2027, 2, 3), "wacht"),
    ):
        with pytest.raises(Refused, match="ligt vast"):
            team.wil.do(act, *given)
    assert team.wil.ask(minutes_paper, planned[0]) == as_it_was


def test_a_closed_case_is_seen_on_the_agenda_by_its_own_only(team: Team, planned: list[str]) -> None:
    team.femke.do(open_case, (), label="Besloten", lead_id=team.ids["noor"], closed=True, **NEW)
    team.femke.do(prepare_agenda, planned[0])
    assert labels(team, planned[0]) == ["Besloten"]
    team.femke.do(open_case, (), label="Open", lead_id=team.ids["noor"], **NEW)
    team.femke.do(prepare_agenda, planned[1])
    assert labels(team, planned[1]) == ["Open", "Besloten"]  # who may not hear it leaves once, at the end
    assert [i.title for i in team.noor.ask(agenda, planned[0]).items if i.case_id] == ["Besloten"]
    assert [i.title for i in team.wil.ask(agenda, planned[0]).items if i.case_id] == []


def test_a_member_cannot_prepare(team: Team, planned: list[str]) -> None:
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(prepare_agenda, planned[0])


def test_skipping_moving_and_taking_back_leaves_every_point_its_own_place(team: Team, planned: list[str]) -> None:
    three_cases(team)
    team.femke.do(prepare_agenda, planned[0])
    items = team.femke.ask(agenda, planned[0]).items
    team.femke.do(skip_item, items[2], "rustig")
    team.femke.do(move_item, team.femke.ask(agenda, planned[0]).items[3], 2)
    team.femke.do(unskip_item, team.femke.ask(agenda, planned[0]).skipped[0])
    shown = team.femke.ask(agenda, planned[0]).items
    assert [i.position for i in shown] == list(range(8))
    assert [i.title for i in shown if i.case_id] == ["Laan 3 · gezin", "Laan 2 · gezin", "Laan 1 · gezin"]
    assert [i.kind for i in shown][-3:] == [ItemKind.CONCERNS, ItemKind.LEARNING, ItemKind.CLOSING]


@pytest.mark.parametrize(
    ("wanted", "room", "given", "beyond"),
    [
        ((10, 6, 4), 30, (10, 6, 4), ()),  # it fits: nothing changes
        ((10, 6, 4), 18, (10, 5, 3), ()),  # the last gives first, and no more than down to the least
        ((10, 6, 4), 9, (3, 3, 3), ()),
        ((10, 6, 4), 7, (3, 3, 3), ("2",)),
        ((10, 2), -5, (3, 2), ("0", "1")),  # what has less than the least keeps it
        ((), -5, (), ()),
    ],
)
def test_the_last_ones_get_less_and_who_has_no_time_is_named(
    wanted: tuple[int, ...], room: int, given: tuple[int, ...], beyond: tuple[str, ...]
) -> None:
    found = fit([(str(n), minutes) for n, minutes in enumerate(wanted)], room, 3)
    assert tuple(found.minutes.values()) == given and found.beyond == beyond


def test_minutes_fit_the_length_of_the_overleg_and_the_rest_comes_first_next_time(team: Team, planned: list[str]) -> None:
    team.femke.do(change_settings, {"meeting_minutes": 35})  # 25 for the fixed points
    three_cases(team)
    now, then = team.femke.do(plan_series, first=date(2026, 11, 10), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, now)
    shown = team.femke.ask(agenda, now)
    assert [i.minutes for i in shown.items if i.case_id] == [4, 3, 3] and shown.planned == 35
    first = next(i for i in shown.items if i.case_id)
    team.femke.do(change_item, first, minutes=6)  # what a person chose stays, and does not fit any more
    team.femke.do(prepare_agenda, now)
    assert [i.minutes for i in team.femke.ask(agenda, now).items if i.case_id] == [6, 3, 3]
    team.femke.do(fit_agenda, now)
    assert [i.minutes for i in team.femke.ask(agenda, now).items if i.case_id] == [4, 3, 3]
    third = [i for i in team.femke.ask(agenda, now).items if i.case_id][-1]
    team.femke.do(leave_for_next, (third,))
    [left] = team.femke.ask(agenda, now).skipped
    assert (left.title, left.because) == ("Laan 3 · gezin", "past niet in de tijd, volgende keer")
    assert [i.minutes for i in team.femke.ask(agenda, now).items if i.case_id] == [4, 6]  # the second had the least, and now what it asks
    with pytest.raises(Refused, match="vast punt"):
        team.femke.do(leave_for_next, team.femke.ask(agenda, now).items[:1])
    team.clock.at(2026, 11, 10, 13, 30)
    team.femke.do(start_meeting, team.femke.ask(meeting, now))
    team.femke.do(close_meeting, team.femke.ask(meeting, now))
    with pytest.raises(Refused, match="ligt vast"):
        team.femke.do(fit_agenda, now)
    team.femke.do(prepare_agenda, then)
    ahead = next(i for i in team.femke.ask(agenda, then).items if i.case_id)
    assert ahead.title == "Laan 3 · gezin" and ahead.reasons[0].text == "geen tijd op 10 november"


def test_a_point_that_somebody_proposes_is_on_the_agenda_until_it_was_spoken_about(team: Team, planned: list[str]) -> None:
    """Without a case: a theme, a visitor, something learned, a question; from the proposal over three prints to the minutes."""
    three_cases(team)

    def points(n: int) -> list[tuple[str, ItemState]]:
        shown = team.noor.ask(agenda, planned[n])
        return [(i.title, i.state) for i in (*shown.items, *shown.skipped) if i.kind is ItemKind.OWN]

    def hold(n: int, *discussed: str) -> None:
        team.femke.do(prepare_agenda, planned[n])
        team.wil.do(start_meeting, team.wil.ask(meeting, planned[n]))
        for item in team.wil.ask(agenda, planned[n]).items:
            if item.title in discussed:
                team.wil.do(open_item, item.id)
                team.wil.do(note, item.id, "Wij nodigen de huisartsen uit.")
        team.wil.do(close_meeting, team.wil.ask(meeting, planned[n]))

    team.clock.at(2026, 11, 9, 9, 0)
    for wrong in ("", "Is Noor Elzinga er wel?"):
        with pytest.raises(Refused, match="Er is nog niets voorgesteld"):
            team.noor.do(propose_point, PointKind.QUESTION, wrong)
    team.noor.do(propose_point, PointKind.THEME, "Hittegolf", question="Wie belt wie?", minutes=8)
    team.femke.do(prepare_agenda, planned[0])
    assert points(0) == [("Hittegolf", ItemState.PLANNED)]
    team.sem.do(propose_point, PointKind.VISITOR, "De wijkverpleging komt langs")
    assert team.femke.ask(count_proposed, planned[0]) == 1 and team.femke.do(place_points, planned[0]) == 1
    assert team.femke.do(place_points, planned[0]) == 0 and len(points(0)) == 2
    shown = team.noor.ask(agenda, planned[0])
    theme, visit = (item for item in shown.items if item.kind is ItemKind.OWN)
    assert [i.kind for i in shown.items][-5:] == [ItemKind.OWN, ItemKind.OWN, ItemKind.CONCERNS, ItemKind.LEARNING, ItemKind.CLOSING]
    assert (theme.minutes, theme.question, theme.since_last) == (8, "Wie belt wie?", "thema, voorgesteld door Noor Elzinga op 9 november")
    with pytest.raises(Refused, match="De vraag is niet veranderd"):
        team.femke.do(change_item, theme, question="Wat vindt Noor Elzinga?")
    team.femke.do(hold_case, visit, date(2026, 12, 9), "zij kan pas na 8 december")
    for pdf in (
        agenda_pdf(team.wil.ask(agenda_paper, planned[0])),
        script_pdf(team.wil.ask(chair_script, planned[0])),
        sheet_pdf(team.wil.ask(secretary_sheet, planned[0])),
        code_agenda_pdf(team.noor.ask(code_agenda, planned[0])),
    ):
        assert "Hittegolf" in words_of(pdf) and "Wie belt wie?" in words_of(pdf)
    hold(0)
    with pytest.raises(Refused, match="stelde Noor Elzinga voor"):
        team.sem.do(end_point, next(one for one in team.sem.ask(own_points) if one.title == "Hittegolf"), "hoeft niet")
    hold(1, "Hittegolf")  # it had no turn and came back by itself; the visitor waits still
    assert points(1) == [("Hittegolf", ItemState.DISCUSSED)]
    [told] = [one for one in team.wil.ask(minutes_paper, planned[1]).items if one.title == "Hittegolf"]
    assert told.notes == ("Wij nodigen de huisartsen uit.",)
    assert told.under_title == "thema, voorgesteld door Noor Elzinga op 9 november; wachtte: geen tijd meer"
    team.femke.do(prepare_agenda, planned[2])
    assert points(2) == [("De wijkverpleging komt langs", ItemState.PLANNED)]
    waiting, done = team.sem.ask(own_points)
    assert (done.title, done.result) == ("Hittegolf", "besproken in het overleg van 8 december 2026")
    team.sem.do(end_point, waiting, "zij komt in het spreekuur")
    assert points(2) == [] and team.femke.ask(count_proposed, planned[2]) == 0

"""What the calendar says about an overleg: whether its day suits, how long after the one before it comes, and its deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from expertiseteam.access.work import query
from expertiseteam.basics.dates import day_month, long_date
from expertiseteam.basics.working_days import (
    add_working_days,
    is_office_closed,
    is_recognised_holiday,
    is_working_day,
    nearest_working_days,
)
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.records import DayChoice, Deadlines, MeetingState, YearLine
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import TeamSettings, team_settings

LONGEST_GAP = 42  # days: one overleg may be skipped, never two (domain.md, section 6)


def day_choice(day: date, closed: frozenset[date]) -> DayChoice:
    """Whether a day suits an overleg, and which ones are nearest when it does not. `closed`: the team's own closed days.

    A recognised holiday and a closed office are told apart: on 5 May an office may be open.
    """
    before, after = nearest_working_days(day, closed)
    if is_working_day(day, closed):
        return DayChoice("", before, after)
    holiday = is_recognised_holiday(day)
    if holiday:
        also = "en het kantoor is gesloten" if is_office_closed(day, closed) else "maar het kantoor kan open zijn"
        why = f"geen werkdag ({holiday}), {also}"
    else:
        why = "geen werkdag" if not is_working_day(day) else "een dag waarop het kantoor gesloten is"
    return DayChoice(f"{long_date(day)} is {why}. Kies {day_month(before)} of {day_month(after)}.", before, after)


def flag(day: date, closed: frozenset[date]) -> str:
    """Why a day does not suit an overleg, with the nearest working days; "" when it does."""
    return day_choice(day, closed).remark


def gap_words(before: date | None, day: date) -> str:
    """What is wrong with the days between two overleggen; "" for less than 42. `before`: the overleg before that goes on."""
    days = (day - before).days if before is not None else 0
    if before is None or days < LONGEST_GAP:
        return ""
    if days == LONGEST_GAP:
        return f"{days} dagen na het overleg van {day_month(before)}: er is er één overgeslagen. Sla er niet nog een over."
    return f"{days} dagen na het overleg van {day_month(before)}. Dat is langer dan {LONGEST_GAP}: plan er een overleg tussen."


def deadlines_of(day: date, following: date | None, settings: TeamSettings) -> Deadlines:
    """Until when the agenda, the list of actions and the concept minutes of an overleg on a day are to be ready, in working days."""
    closed = settings.closed
    return Deadlines(
        agenda=add_working_days(day, -settings.agenda_days, closed),
        actions=add_working_days(day, settings.actions_days, closed),
        concept=add_working_days(day, settings.minutes_days, closed),
        adoption=following,
    )


def beside(read: Reader, day: date) -> tuple[date | None, date | None]:
    """The days of the overleggen just before and just after a day, held or still to come; skipped ones do not count."""
    on = select(func.max(Meeting.on)).where(Meeting.on < day, Meeting.state != MeetingState.CANCELLED)
    after = select(func.min(Meeting.on)).where(Meeting.on > day, Meeting.state != MeetingState.CANCELLED)
    return read.value(on), read.value(after)


@query()
def year_overview(read: Reader, year: int) -> list[YearLine]:
    """The overleggen of a year in order, skipped ones too, each with what the calendar says of it."""
    settings, found = team_settings(read), sorted(meetings(read), key=lambda m: m.on)
    going_on = [m.on for m in found if m.state is not MeetingState.CANCELLED]
    lines = []
    for meeting in found:
        if meeting.on.year == year:
            before, after = _around(going_on, meeting.on)
            is_skipped = meeting.state is MeetingState.CANCELLED
            line = YearLine(
                meeting=meeting,
                day=day_choice(meeting.on, settings.closed),
                gap=(meeting.on - before).days if before and not is_skipped else None,
                gap_remark="" if is_skipped else gap_words(before, meeting.on),
                deadlines=deadlines_of(meeting.on, after, settings),
            )
            lines.append(line)
    return lines


def _around(days: Iterable[date], day: date) -> tuple[date | None, date | None]:
    known = list(days)
    return max((d for d in known if d < day), default=None), min((d for d in known if d > day), default=None)

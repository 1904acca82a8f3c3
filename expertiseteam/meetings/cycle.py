"""The series: every 21 days from its anchor. A date on a holiday is flagged; the chair chooses; later dates do not shift."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import open_circle
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import day_month, long_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import is_working_day, nearest_working_days, series
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings

DAYS_BETWEEN = 21  # domain.md, row 34
Chair, Secretary = aliased(Member), aliased(Member)
UPCOMING = (MeetingState.PLANNED, MeetingState.PREPARED, MeetingState.RUNNING)


@act("reeks overleggen gemaakt", by=DESK)
def plan_series(work: Work, *, first: date, times: int, chair_id: str, secretary_id: str) -> list[str]:
    """Plan overleggen every 21 days from `first`, with the team's own time, length and place. Returns their ids in order."""
    if not 1 <= times <= 40:
        raise Refused("Maak een reeks van 1 tot en met 40 overleggen. Er is niets gepland.")
    settings = team_settings(work)
    taken = set(work.values(select(Meeting.on).where(Meeting.state != MeetingState.CANCELLED)))
    found = []
    for day in series(first, times):
        if day in taken:
            raise Refused(f"Op {long_date(day)} staat al een overleg. Er is niets gepland. Kies een andere eerste dag.")
        meeting = Meeting(
            on=day,
            starts=settings.meeting_time,
            minutes=settings.meeting_minutes,
            place=settings.meeting_place,
            chair_id=chair_id,
            secretary_id=secretary_id,
            circle_id=open_circle(work),
        )
        found.append(work.add(meeting).id)
    return found


@act("overleg verzet", by=DESK)
def move_meeting(work: Work, shown: MeetingLine, *, on: date, starts: time | None = None, place: str | None = None) -> None:
    """Another day for one overleg; the rest of the series stays where it was."""
    if shown.state not in (MeetingState.PLANNED, MeetingState.PREPARED):
        raise Refused("Dit overleg is al begonnen of geweest. De datum blijft staan.")
    if on < work.today:
        raise Refused("Die dag is al voorbij. De datum blijft staan. Kies een dag die nog komt.")
    work.edit(Meeting, shown, on=on, starts=starts or shown.starts, place=shown.place if place is None else place.strip())


def flag(day: date, closed: frozenset[date]) -> str:
    """Why a day does not suit an overleg, with the nearest working days; "" when it does. `closed`: the team's own closed days."""
    if is_working_day(day, closed):
        return ""
    before, after = nearest_working_days(day, closed)
    why = "geen werkdag" if not is_working_day(day) else "een dag waarop het kantoor gesloten is"
    return f"{long_date(day)} is {why}. Kies {day_month(before)} of {day_month(after)}."


@query()
def meetings(read: Reader) -> list[MeetingLine]:
    """All overleggen, newest first."""
    return read.all(MeetingLine, _lines().order_by(Meeting.on.desc()))


@query()
def meeting(read: Reader, meeting_id: str) -> MeetingLine:
    """One overleg."""
    return read.one(MeetingLine, _lines().where(Meeting.id == meeting_id))


@query()
def next_meeting(read: Reader, after: date) -> MeetingLine | None:
    """The first overleg on or after a day that has not been held."""
    return read.maybe(MeetingLine, _lines().where(Meeting.on >= after, Meeting.state.in_(UPCOMING)).order_by(Meeting.on))


def neighbours(read: Reader, on: date) -> tuple[date | None, date | None]:
    """The day of the last held overleg before, and of the next one after."""
    before = select(Meeting.on).where(Meeting.on < on, Meeting.state == MeetingState.HELD).order_by(Meeting.on.desc()).limit(1)
    after = select(Meeting.on).where(Meeting.on > on, Meeting.state.in_(UPCOMING)).order_by(Meeting.on).limit(1)
    return read.value(before), read.value(after)


@cache
def _lines() -> Any:
    statement = select_for(MeetingLine, Meeting, chair=Chair.name, secretary=Secretary.name)
    return statement.join(Chair, Chair.id == Meeting.chair_id).join(Secretary, Secretary.id == Meeting.secretary_id)

"""The series: every 21 days from its anchor. One can be moved or skipped; later dates do not shift."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import open_circle
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import long_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import SERIES_DAYS, series
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings

Chair, Secretary = aliased(Member), aliased(Member)
UPCOMING = (MeetingState.PLANNED, MeetingState.PREPARED, MeetingState.RUNNING)
MOVABLE = (MeetingState.PLANNED, MeetingState.PREPARED)


@act("reeks overleggen gemaakt", by=DESK)
def plan_series(work: Work, *, first: date, times: int, chair_id: str, secretary_id: str) -> list[str]:
    """Plan overleggen every 21 days from `first`, with the team's own time, length and place. Returns their ids in order."""
    if not 1 <= times <= 40:
        raise Refused("Maak een reeks van 1 tot en met 40 overleggen. Er is niets gepland.")
    settings = team_settings(work)
    taken = _taken(work)
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
    """Another day for one overleg; the rest of the series stays where it was, also what is planned later."""
    if shown.state not in MOVABLE:
        raise Refused("Dit overleg is al begonnen of geweest. De datum blijft staan.")
    if on < work.today:
        raise Refused("Die dag is al voorbij. De datum blijft staan. Kies een dag die nog komt.")
    moved = work.edit(Meeting, shown, on=on, starts=starts or shown.starts, place=shown.place if place is None else place.strip())
    if on != shown.on and moved.series_on is None:
        work.edit(Meeting, moved, series_on=shown.on)


@act("overleg overgeslagen", by=DESK)
def skip_meeting(work: Work, shown: MeetingLine, because: str) -> None:
    """One overleg does not go on, with the reason; the rest of the series stays where it was."""
    if shown.state not in MOVABLE:
        raise Refused("Dit overleg is al begonnen of geweest, of het gaat al niet door. Er is niets veranderd.")
    if not because.strip():
        raise Refused("Schrijf waarom dit overleg niet doorgaat. Het staat nog gepland.")
    work.edit(Meeting, shown, state=MeetingState.CANCELLED, because=because.strip())


@act("overgeslagen overleg gaat toch door", by=DESK)
def restore_meeting(work: Work, shown: MeetingLine) -> None:
    """Take the skipping of an overleg back; its agenda is as it was. Refused when its day is over or has another overleg by now."""
    if shown.state is not MeetingState.CANCELLED:
        raise Refused("Dit overleg was niet overgeslagen. Er is niets veranderd.")
    if shown.on < work.today:
        raise Refused("Die dag is al voorbij. Het overleg blijft overgeslagen.")
    if shown.on in _taken(work):
        raise Refused(f"Op {long_date(shown.on)} staat al een ander overleg. Dit overleg blijft overgeslagen.")
    back = MeetingState.PREPARED if shown.agenda_version else MeetingState.PLANNED
    work.edit(Meeting, shown, state=back, because="")


@act("volgend overleg gepland", by=DESK)
def plan_next(work: Work, shown: MeetingLine) -> str:
    """One more overleg with the same chair and secretary, 21 days after the last one in the rhythm. Returns its id.

    What was moved counts for the day it had, so the series does not shift; what was skipped is not planned again.
    """
    taken, day = _taken(work), shown.in_rhythm
    known = select(Meeting.on, Meeting.series_on, Meeting.state).where(Meeting.on >= shown.on)
    rhythm = {(series_on or on): state for on, series_on, state in work.tuples(known)}
    skipped = {on for on, state in rhythm.items() if state is MeetingState.CANCELLED}
    day = max((on for on in rhythm if on not in skipped), default=day) + timedelta(days=SERIES_DAYS)
    while day in skipped or day in taken:
        day += timedelta(days=SERIES_DAYS)
    return plan_series(work, first=day, times=1, chair_id=shown.chair_id, secretary_id=shown.secretary_id)[0]


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


def _taken(read: Reader) -> set[date]:
    return set(read.values(select(Meeting.on).where(Meeting.state != MeetingState.CANCELLED)))


@cache
def _lines() -> Any:
    statement = select_for(MeetingLine, Meeting, chair=Chair.name, secretary=Secretary.name)
    return statement.join(Chair, Chair.id == Meeting.chair_id).join(Secretary, Secretary.id == Meeting.secretary_id)

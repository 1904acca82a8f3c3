"""When people of the team are at the overleg or on a round, and so at no door."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.rounds import rounds_of_week
from expertiseteam.visits.week import DAYS, Engagement, monday_of


@query()
def engaged(read: Reader, day: date) -> list[Engagement]:
    """What keeps the team in the week of a day, first the overleg, which is of everybody; a round is of who walked along last time.

    Nobody writes down how long a round takes: as long as a visit does.
    """
    monday, minutes = monday_of(day), team_settings(read).visit_minutes
    held = select(Meeting.on, Meeting.starts, Meeting.minutes).where(Meeting.state != MeetingState.CANCELLED)
    within = held.where(Meeting.on >= monday, Meeting.on < monday + timedelta(days=DAYS)).order_by(Meeting.on)
    found = [Engagement("het overleg", on, starts, long) for on, starts, long in read.tuples(within)]
    for plan in rounds_of_week(read, monday):
        if plan.walked is None:
            found.append(Engagement(f"het rondje in {plan.area}", plan.on, plan.starts, minutes, frozenset(plan.present_ids)))
    return found

"""What is most urgent for the member who signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.reading import case_lines
from expertiseteam.cases.records import RUNNING, THREATENING, ActionLine, CaseLine, CaseState
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import waiting_count
from expertiseteam.concerns.records import FeedbackLine
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.duos import planned_visits
from expertiseteam.visits.records import VisitLine, VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Today:
    """The first screen after signing in."""

    evictions: tuple[CaseLine, ...]  # threatened homes, nearest date first
    actions: tuple[ActionLine, ...]  # mine and open
    visits: tuple[VisitLine, ...]  # mine and planned
    feedback: tuple[FeedbackLine, ...]  # owed by me
    without_duo: tuple[CaseLine, ...]
    waiting: int  # signals that wait for an outcome
    meeting: MeetingLine | None
    meeting_points: int
    meeting_planned: int  # minutes


@query()
def today(read: Reader, member_id: str, day: date) -> Today:
    """All that waits for one member on a day."""
    running = read.all(
        CaseLine, case_lines().where(Case.state.in_(RUNNING)).order_by(Case.eviction_on.is_(None), Case.eviction_on, Case.code)
    )
    with_duo = set(read.values(select(Visit.case_id).where(Visit.state != VisitState.CANCELLED).distinct()))
    meeting = next_meeting(read, day)
    agenda = read_agenda(read, meeting.id) if meeting else None
    return Today(
        evictions=tuple(c for c in running if c.eviction in THREATENING),
        actions=tuple(open_actions(read, member_id)),
        visits=tuple(planned_visits(read, member_id)),
        feedback=tuple(f for f in open_feedback(read) if f.owner_id == member_id),
        without_duo=tuple(c for c in running if c.id not in with_duo and c.state is not CaseState.MONITORING),
        waiting=waiting_count(read),
        meeting=meeting,
        meeting_points=len(agenda.items) if agenda else 0,
        meeting_planned=agenda.planned if agenda else 0,
    )

"""What is most urgent for the member who signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, or_, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.objection import open_objections
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.offers import late_referrals
from expertiseteam.cases.reading import case_lines
from expertiseteam.cases.records import RUNNING, THREATENING, ActionLine, CaseLine, CaseState, ObjectionLine
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import waiting_count
from expertiseteam.concerns.joint import call_lines
from expertiseteam.concerns.records import WAITING, ConcernState, FeedbackLine, JointCallLine
from expertiseteam.concerns.tables import OPEN_CALL, Concern, JointCall
from expertiseteam.insight.covered_work import WorkLine, covered_work, owed_work
from expertiseteam.meetings.activities import next_activity
from expertiseteam.meetings.agenda import planned_points
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.meetings.learning_records import ActivityLine
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.meetings.telling import tellings_of
from expertiseteam.meetings.telling_records import TellingLine
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.team.covering import covers
from expertiseteam.team.records import CoverLine
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.changed import VisitChange, visit_changes
from expertiseteam.visits.duos import lines_of
from expertiseteam.visits.records import VisitLine, VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Covered:
    """That somebody stands in today. `work`: what is open in the name of who is away; empty for who is away himself."""

    cover: CoverLine
    work: tuple[WorkLine, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The first screen after signing in."""

    evictions: tuple[CaseLine, ...]  # threatened homes, nearest date first
    actions: tuple[ActionLine, ...]  # mine and open
    visits: tuple[VisitLine, ...]  # mine and planned
    feedback: tuple[FeedbackLine, ...]  # owed by me
    without_duo: tuple[CaseLine, ...]
    waiting: int  # signals to weigh by now: new, or to be looked at again today or before
    meeting: MeetingLine | None
    meeting_points: int
    meeting_planned: int  # minutes
    together: ActivityLine | None  # what the team does together next
    objections: tuple[ObjectionLine, ...] = ()  # for the aandachtsfunctionaris to decide
    referrals: tuple[OfferLine, ...] = ()  # mine, without an answer in time
    changed: tuple[VisitChange, ...] = ()  # who goes or when, of my visits and of those on which I go no longer
    waits: tuple[VisitLine, ...] = ()  # for which I wait until the duo was heard of, first due first
    covers: tuple[Covered, ...] = ()  # in whose place I work today, and who works in mine
    calls: tuple[JointCallLine, ...] = ()  # visits together that were asked for and that I answer, first asked first
    tellings: tuple[TellingLine, ...] = ()  # what an overleg decided and I tell the household or the reporter, oldest first
    owed: tuple[WorkLine, ...] = ()  # steps of the reporting code that I was given, and what I asked and got no answer to in time


@query()
def today(read: Reader, member_id: str, day: date) -> Today:
    """All that waits for one member on a day."""
    meeting = next_meeting(read, day)
    part = or_(Visit.care_id == member_id, Visit.enforcement_id == member_id, Visit.check_in_id == member_id)
    lines = lines_of(read, Visit.state == VisitState.PLANNED, part)
    visits = [one for one in lines if member_id in (one.care_id, one.enforcement_id)]
    waits = [(one.check_in_due, one) for one in lines if one.is_waited_for_by(member_id)]
    points, planned = planned_points(read, meeting.id) if meeting else (0, 0)
    return Today(
        evictions=tuple(read.all(CaseLine, _evictions())),
        actions=tuple(open_actions(read, member_id)),
        visits=tuple(visits),
        feedback=tuple(open_feedback(read, member_id)),
        without_duo=tuple(read.all(CaseLine, _without_duo())),
        waiting=waiting_count(read, day),
        meeting=meeting,
        meeting_points=points,
        meeting_planned=planned,
        together=next_activity(read, day),
        objections=tuple(open_objections(read)),
        referrals=tuple(late_referrals(read, member_id, day)),
        changed=tuple(visit_changes(read, visits, member_id, day)),
        waits=tuple(one for _, one in sorted(waits, key=lambda wait: (wait[0] is None, wait[0], wait[1].code))),
        covers=_covers(read, member_id, day),
        calls=_calls(read, member_id, day),
        tellings=tuple(tellings_of(read, member_id)),
        owed=tuple(owed_work(read, member_id, day)),
    )


def _covers(read: Reader, member_id: str, day: date) -> tuple[Covered, ...]:
    now = (one for one in covers(read, day, member_id) if one.since <= day)
    return tuple(Covered(one, tuple(covered_work(read, one.member_id)) if one.deputy_id == member_id else ()) for one in now)


@cache
def _evictions() -> AnySelect:
    return _running(Case.eviction.in_(THREATENING))


@cache
def _without_duo() -> AnySelect:
    sent = exists().where(Visit.case_id == Case.id, Visit.state != VisitState.CANCELLED)
    return _running(Case.state != CaseState.MONITORING, ~sent)


def _calls(read: Reader, member_id: str, day: date) -> tuple[JointCallLine, ...]:
    """Until the signal is weighed the aandachtsfunctionaris answers; once it belongs to a case, who leads that (domain.md, row 60).

    Of what I asked and what does not come I read why, for as long as the team wants changed visits told.

    The few that are open are found first: asked in one go, SQLite begins with the forty thousand signals.
    """
    told = and_(JointCall.asked_by_id == member_id, JointCall.ended_at.is_not(None))
    known = read.tuples(select(JointCall.id, JointCall.ended_at).where(or_(OPEN_CALL, told)))
    since = day - timedelta(days=team_settings(read).visit_change_days) if any(ended for _, ended in known) else day
    if not (waiting := [call_id for call_id, ended in known if ended is None or local_day(ended) > since]):
        return ()
    weighs = exists().where(Member.id == member_id, Member.role.in_(OFFICER))
    leads = exists().where(Case.circle_id == Concern.circle_id, Case.lead_id == member_id, Case.state.in_(RUNNING))
    mine = or_(told, and_(Concern.state.in_(WAITING), weighs), and_(Concern.state == ConcernState.LINKED, leads))
    return tuple(read.all(JointCallLine, call_lines().where(JointCall.id.in_(waiting), mine).order_by(JointCall.at)))


def _running(*where: ColumnElement[bool]) -> AnySelect:
    return case_lines().where(Case.state.in_(RUNNING), *where).order_by(Case.eviction_on.is_(None), Case.eviction_on, Case.code)

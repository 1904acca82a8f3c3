"""Who of those present may not hear a point. As long as one of them is in the room, its content is closed to its code."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from expertiseteam.access.circles import looks_to_enforce
from expertiseteam.access.tables import Circle, CircleMember, Member
from expertiseteam.access.who import DESK, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.attending import missed
from expertiseteam.meetings.records import MeetingState, Outsider
from expertiseteam.meetings.sharing import checks_of
from expertiseteam.meetings.tables import AgendaItem, Attendance, Meeting, StepOut
from expertiseteam.storage.reading import Reader


@query()
def closed_for_room(read: Reader, meeting_id: str) -> dict[str, tuple[Outsider, ...]]:
    """For each point about a case that somebody present may not hear: who those are. A guest hears only the cases in whose circle he is.

    Who enforces hears nothing of a case that is only for help, whatever circle he is in. Nor somebody of a partner with whom the team
    decided not to share it. Who left the room for a point does not count there.
    """
    there = select(Member.id, Member.name, Member.role, Member.discipline, Member.organisation_id).join(
        Attendance, Attendance.member_id == Member.id
    )
    present = read.tuples(there.where(Attendance.meeting_id == meeting_id, Attendance.is_present.is_(True)).order_by(Member.name))
    points = select(AgendaItem.id, AgendaItem.circle_id, Circle.closed, Circle.help_only, Case.id, Case.purpose)
    points = points.join(Circle, Circle.id == AgendaItem.circle_id).join(Case, Case.id == AgendaItem.case_id)
    found = read.tuples(points.where(AgendaItem.meeting_id == meeting_id))
    weighed = checks_of(read, [case_id for *_, case_id, _ in found])
    unshared = {(check.case_id, check.organisation_id, check.purpose) for check in weighed.values() if not check.shares}
    inside: dict[str, set[str]] = defaultdict(set)
    for circle, member in read.tuples(
        select(CircleMember.circle_id, CircleMember.member_id).where(CircleMember.circle_id.in_([circle for _, circle, *_ in found]))
    ):
        inside[circle].add(member)
    away = set(read.tuples(select(StepOut.item_id, StepOut.member_id).where(StepOut.meeting_id == meeting_id)))
    closed = {}
    for item_id, circle, is_closed, is_help_only, case_id, purpose in found:
        outsiders = tuple(
            Outsider(member_id, name)
            for member_id, name, role, discipline, organisation_id in present
            if (item_id, member_id) not in away
            and (
                (case_id, organisation_id, purpose) in unshared
                or (is_help_only and looks_to_enforce(role, discipline))
                or (_may_not_know(role, is_closed=is_closed) and member_id not in inside[circle])
            )
        )
        if outsiders:
            closed[item_id] = outsiders
    return closed


def away_from(read: Reader, meeting_id: str) -> dict[str, tuple[str, ...]]:
    """For each point the names of those who left the room for it, and of who was not there yet or no more: "Iris Kuyper tot 14.05 uur"."""
    names: dict[str, list[str]] = defaultdict(list)
    statement = select(StepOut.item_id, Member.name).join(Member, Member.id == StepOut.member_id)
    for item_id, name in read.tuples(statement.where(StepOut.meeting_id == meeting_id).order_by(Member.name)):
        names[item_id].append(name)
    for item_id, told in missed(read, meeting_id).items():
        names[item_id] += [words for words in told if words not in names[item_id]]
    return {item_id: tuple(found) for item_id, found in names.items()}


@act("verliet de kamer bij een punt", by=DESK)
def step_out(work: Work, item_id: str, member_id: str) -> None:
    """Somebody leaves the room for one point; it stands in the minutes of that point. Doing it twice changes nothing."""
    item = work.get(AgendaItem, item_id)
    if work.get(Meeting, item.meeting_id).state is not MeetingState.RUNNING:
        raise Refused("Dit overleg is niet bezig. Er is niets vastgelegd.")
    if not _found(work, item_id, member_id):
        work.add(StepOut(meeting_id=item.meeting_id, item_id=item_id, circle_id=item.circle_id, member_id=member_id, at=work.now))


@act("kwam terug bij een punt", by=DESK)
def step_in(work: Work, item_id: str, member_id: str) -> None:
    """Take that back: it was noted by mistake, or somebody came in again."""
    for row in _found(work, item_id, member_id):
        work.remove(work.get(StepOut, row))


def _found(read: Reader, item_id: str, member_id: str) -> list[str]:
    return read.values(select(StepOut.id).where(StepOut.item_id == item_id, StepOut.member_id == member_id))


def _may_not_know(role: Role, *, is_closed: bool) -> bool:
    """Whether somebody of this role knows only of circles in which he is: the rule of access/circles.py."""
    return role is Role.GUEST or (is_closed and role is not Role.OFFICER)

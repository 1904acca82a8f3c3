"""Who is expected at an overleg, who is there, and who came in later or left before the end (domain.md, section 4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from sqlalchemy import func, literal, or_, select

from expertiseteam.access.tables import CircleMember, Member
from expertiseteam.access.who import DESK, EVERYONE, Discipline, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import from_wall
from expertiseteam.basics.dates import clock_time
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.meetings.next_concept import touch_minutes
from expertiseteam.meetings.records import AttendanceLine, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Attendance, Meeting, RoomMove
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.members import add_member
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.tables import Organisation

NEVER, ALWAYS = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)  # before and after every overleg
_SAID = re.compile(r"(?:^|,)\s*(vanaf|tot)\s+(\d[\d.:u]*(?:\s*uur|\s*u)?)\s*(?=,|$)", re.IGNORECASE)


@query(by=EVERYONE)
def attendance(read: Reader, meeting_id: str) -> list[AttendanceLine]:
    """Who is expected, and who is there. Two statements."""
    moves: dict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    moved = select(RoomMove.member_id, RoomMove.at, RoomMove.is_in).where(RoomMove.meeting_id == meeting_id)
    for member_id, at, is_in in read.tuples(moved.order_by(RoomMove.at)):
        if not moves[member_id] or moves[member_id][-1][1] is not is_in:  # two laptops may both have said it: the first time counts
            moves[member_id].append((at, is_in))
    organisation = func.coalesce(Organisation.name, "")
    statement = select_for(AttendanceLine, Attendance, Member, organisation=organisation, moves=literal(""))
    statement = statement.join(Member, Member.id == Attendance.member_id).outerjoin(Organisation, Organisation.id == Member.organisation_id)
    found = read.all(AttendanceLine, statement.where(Attendance.meeting_id == meeting_id).order_by(Member.name))
    return [replace(line, moves=tuple(moves[line.member_id])) for line in found]


def expect_everyone(work: Work, meeting: Meeting) -> None:
    """Put everyone on the list who is not on it. A guest who was at an overleg before is expected only for a case of this agenda."""
    known = set(work.values(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)))
    earlier = select(Attendance.id).where(Attendance.member_id == Member.id, Attendance.meeting_id != meeting.id).exists()
    points = select(AgendaItem.circle_id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.case_id.is_not(None))
    invited = select(CircleMember.id).where(CircleMember.member_id == Member.id, CircleMember.circle_id.in_(points)).exists()
    expected = select(Member.id).where(Member.is_active.is_(True), or_(Member.role != Role.GUEST, ~earlier, invited))
    for member_id in work.values(expected.order_by(Member.name)):
        if member_id not in known:
            work.add(Attendance(meeting_id=meeting.id, circle_id=meeting.circle_id, member_id=member_id, is_present=True))


@act("aanwezigheid vastgelegd", by=DESK)
def set_present(work: Work, shown: AttendanceLine, is_present: bool, remark: str = "") -> None:
    """Who is there, for the whole overleg or, where the remark says "vanaf 14.05 uur" or "tot 15 uur", for a part of it.

    What else the remark says ("met bericht") stays in it.
    """
    refuse_service_number(work, remark)
    row = work.get(Attendance, shown.id)
    touch_minutes(work, row.meeting_id)
    times, rest = times_in(remark)
    if times:
        is_present = times[-1][1]
    work.edit(Attendance, shown, is_present=is_present, remark=rest)
    on = work.get(Meeting, row.meeting_id).on
    wanted = [(from_wall(datetime.combine(on, at)), is_in) for at, is_in in times]
    if wanted != [(_minute(at), is_in) for at, is_in in shown.moves]:
        _forget_moves(work, row.meeting_id, row.member_id)
        for at, is_in in wanted:
            _move(work, row, at, is_in=is_in)


@act("kwam binnen of ging weg bij het overleg", by=DESK)
def came_or_went(work: Work, shown: AttendanceLine, is_in: bool) -> None:
    """Somebody comes in now, or leaves now, while the overleg goes on. Doing it twice changes nothing."""
    row = work.get(Attendance, shown.id)
    _running(work, row.meeting_id)
    if row.is_present != is_in:
        work.edit(Attendance, shown, is_present=is_in)
        _move(work, row, work.now, is_in=is_in)


@act("toegevoegd aan de aanwezigen van het overleg", by=DESK)
def join_meeting(work: Work, meeting_id: str, member_id: str) -> str:
    """Somebody of the team who was not expected comes in. Returns the id of the line on the list."""
    meeting, member = _running(work, meeting_id), work.get(Member, member_id)
    if not member.is_active:
        raise Refused(f"{member.name} hoort niet meer bij het team. Er is niemand toegevoegd. Kies een ander, of schrijf een gast op.")
    known = work.values(select(Attendance.id).where(Attendance.meeting_id == meeting_id, Attendance.member_id == member_id))
    if known:
        raise Refused(f"{member.name} staat al op de lijst. Er is niets veranderd. Zeg daar met K dat hij of zij binnenkomt.")
    row = work.add(Attendance(meeting_id=meeting_id, circle_id=meeting.circle_id, member_id=member_id, is_present=True))
    _move(work, row, work.now, is_in=True)
    return row.id


@act("gast toegevoegd aan de aanwezigen van het overleg", by=DESK)
def welcome_guest(work: Work, meeting_id: str, *, name: str, organisation_id: str, discipline: Discipline) -> str:
    """Somebody of an organisation who is no member comes in, as a guest: hears the cases for which he or she is let in, and no other.

    Returns the id of the line on the list. Refused without an organisation: minutes say for whom somebody sat there.
    """
    _running(work, meeting_id)
    if not organisation_id:
        raise Refused("Een gast komt van een organisatie. Er is niemand toegevoegd. Kies welke, of voeg haar toe bij Leden.")
    organisation = work.get(Organisation, organisation_id)
    member_id = add_member(work, name=name, role=Role.GUEST, discipline=discipline, organisation_id=organisation.id)
    return join_meeting(work, meeting_id, member_id)


def times_in(remark: str) -> tuple[list[tuple[time, bool]], str]:
    """What a remark says about coming in and leaving, in the order of the clock, and the rest: "vanaf 14.05, met bericht"."""
    found = [(read_time(said[2]), said[1].lower() == "vanaf") for said in _SAID.finditer(remark)]
    if not found or any(at is None for at, _ in found):
        return [], remark.strip()
    times = sorted(((at, is_in) for at, is_in in found if at is not None), key=lambda one: one[0])
    return times, _SAID.sub("", remark).strip(" ,")


def missed(read: Reader, meeting_id: str) -> dict[str, list[str]]:
    """For each point who was out of the room for (a part of) it, by coming later or leaving: "Iris Kuyper tot 14.05 uur"."""
    told: dict[str, list[str]] = defaultdict(list)
    out = [(line.name, _gaps(line.moves)) for line in attendance(read, meeting_id) if line.moves]
    spans = select(AgendaItem.id, AgendaItem.began_at, AgendaItem.stopped_at, AgendaItem.opened_at)
    spans = spans.where(AgendaItem.meeting_id == meeting_id, AgendaItem.began_at.is_not(None))
    for item_id, began, stopped, opened in read.tuples(spans) if out else ():
        ends = stopped if stopped is not None and opened is None else ALWAYS
        told[item_id] += [words for name, gaps in out for words in _in_point(name, gaps, _minute(began), _minute(ends))]
    return told


def _gaps(moves: Sequence[tuple[datetime, bool]]) -> list[tuple[datetime, datetime]]:
    """When somebody was not in the room, in whole minutes."""
    gaps, left = [], NEVER if moves[0][1] else None
    for at, is_in in moves:
        if is_in and left is not None:
            gaps.append((left, _minute(at)))
            left = None
        elif not is_in and left is None:
            left = _minute(at)
    return [*gaps, (left, ALWAYS)] if left is not None else gaps


def _in_point(name: str, gaps: Sequence[tuple[datetime, datetime]], began: datetime, ends: datetime) -> list[str]:
    """What of somebody's absence falls in a point, in words; a moment within one minute is none."""
    words = []
    for left, back in gaps:
        if left <= began and back >= ends:
            return [name]
        if max(left, began) < min(back, ends):
            since = f"{'vanaf' if back >= ends else 'van'} {clock_time(left)}" if left > began else ""
            until = f"tot {clock_time(back)}" if back < ends else ""
            words.append(" ".join(part for part in (name, since, until) if part))
    return words


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _running(work: Work, meeting_id: str) -> Meeting:
    meeting = work.get(Meeting, meeting_id)
    if meeting.state is not MeetingState.RUNNING:
        raise Refused("Dit overleg is niet bezig. Er is niets vastgelegd.")
    return meeting


def _move(work: Work, row: Attendance, at: datetime, *, is_in: bool) -> None:
    work.add(RoomMove(meeting_id=row.meeting_id, circle_id=row.circle_id, member_id=row.member_id, at=at, is_in=is_in))


def _forget_moves(work: Work, meeting_id: str, member_id: str) -> None:
    for move in work.values(select(RoomMove.id).where(RoomMove.meeting_id == meeting_id, RoomMove.member_id == member_id)):
        work.remove(work.get(RoomMove, move))

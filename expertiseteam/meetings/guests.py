"""Guests of one point: somebody from outside who hears one case, and knows of no other (domain.md, row 43)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select

from expertiseteam.access.circles import require_helper
from expertiseteam.access.tables import CircleMember, Member
from expertiseteam.access.who import DESK, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agenda import agenda_lines, read_agenda
from expertiseteam.meetings.conduct import said_lines
from expertiseteam.meetings.minutes_parts import Frame, action_on_paper, head_of, read_frame
from expertiseteam.meetings.papers import DecisionPaper, GuestItem, GuestPaper
from expertiseteam.meetings.records import SaidLine
from expertiseteam.meetings.tables import AgendaItem, Said
from expertiseteam.storage.reading import Reader


@act("gast uitgenodigd bij een punt", by=DESK)
def invite_guest(work: Work, item_id: str, member_id: str) -> None:
    """Let a guest hear the case of a point, in every overleg until that is taken back. Doing it twice changes nothing."""
    item, guest = work.get(AgendaItem, item_id), work.get(Member, member_id)
    if item.case_id is None:
        raise Refused("Dit punt gaat niet over een casus. Er is niemand uitgenodigd. Een vast punt hoort wie er op dat moment is.")
    if guest.role is not Role.GUEST:
        raise Refused(f"{guest.name} is geen gast maar {guest.role}. Er is niets veranderd. Het team hoort een gewone casus al.")
    require_helper(work, item.circle_id, member_id)
    if not _rows(work, item.circle_id, member_id):
        work.add(CircleMember(circle_id=item.circle_id, member_id=member_id))


@act("gast niet meer uitgenodigd bij een punt", by=DESK)
def withdraw_guest(work: Work, item_id: str, member_id: str) -> None:
    """From now on this guest hears nothing of the case any more; what he heard before stays in the log."""
    if work.get(Member, member_id).role is not Role.GUEST:
        raise Refused("Dit is geen gast. Er is niets veranderd.")
    for row in _rows(work, work.get(AgendaItem, item_id).circle_id, member_id):
        work.remove(work.get(CircleMember, row))


@dataclass(frozen=True, slots=True)
class GuestFrame:
    """What stands around the points of a guest and tells of no case: the overleg, who he is, and when each point begins."""

    frame: Frame
    guest: str
    begins: tuple[tuple[str, time], ...]  # by the id of a point


@query(by=DESK)
def guest_frame(read: Reader, meeting_id: str, guest_id: str) -> GuestFrame:
    """The frame of what a guest sees of one overleg. Refused for who is no guest."""
    [(name, role)] = read.tuples(select(Member.name, Member.role).where(Member.id == guest_id)) or [("", Role.GUEST)]
    if role is not Role.GUEST or not name:
        raise Refused(f"{name or 'Dit lid'} is geen gast. Er is niets getoond. Wie in het team zit, ziet de hele agenda.")
    agenda = read_agenda(read, meeting_id)
    at, begins = datetime.combine(agenda.meeting.on, agenda.meeting.starts), []
    for item in agenda.items:
        begins.append((item.id, at.time()))
        at += timedelta(minutes=item.minutes)
    return GuestFrame(read_frame(read, meeting_id), name, tuple(begins))


@query("punten van een gast getoond", by=DESK, why="een gast hoort één punt")
def guest_points(read: Reader, meeting_id: str, guest_id: str, around: GuestFrame) -> GuestPaper:
    """The points of one guest: ask it with `ask_for(guest_id, ...)`, so that no other point is there at all.

    What was said stays in the room; what was decided and agreed about his case is there once it was taken down.
    """
    begins = dict(around.begins)
    lines: dict[str, list[SaidLine]] = defaultdict(list)
    for line in said_lines(read, Said.meeting_id == meeting_id):
        lines[line.item_id].append(line)
    items = []
    for item in agenda_lines(read, meeting_id, around.frame.meeting.on):
        if item.case_id is None or item.id not in begins:
            continue
        actions = [line.action for line in lines[item.id] if line.action is not None]
        items.append(
            GuestItem(
                begins=begins[item.id],
                minutes=item.minutes,
                code=item.code,
                title=item.title,
                question=item.question,
                decisions=tuple(DecisionPaper(one.decision_number, item.code, one.text) for one in lines[item.id] if one.decision_number),
                actions=tuple(action_on_paper(action, action.agreed_on) for action in actions),
            )
        )
    version = f"versie {max(around.frame.meeting.agenda_version, 1)}"
    return GuestPaper(head_of(around.frame, version, around.guest), tuple(items))


def _rows(work: Work, circle_id: str, member_id: str) -> list[str]:
    return work.values(select(CircleMember.id).where(CircleMember.circle_id == circle_id, CircleMember.member_id == member_id))

"""*Overleg afronden*: one checklist, then the meeting is held and the next one stands."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import ActionState
from expertiseteam.cases.tables import Action
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.attending import attendance
from expertiseteam.meetings.cycle import plan_next
from expertiseteam.meetings.own_points import settle_points
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ClosingChecks, ItemState, MeetingLine, MeetingState
from expertiseteam.meetings.rhythm import flag
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.meetings.tables import AgendaItem, Meeting, Minutes, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

OUTCOMES = (LineKind.DECISION, LineKind.ACTION, LineKind.NOTE, LineKind.DOOR)  # who came to the door is an outcome as well
SPOKEN = (ItemState.BUSY, ItemState.DISCUSSED)


@query()
def closing_checks(read: Reader, meeting_id: str) -> ClosingChecks:
    """What is still loose: points not discussed, actions without owner or date, who hears of no decision, cases of which nothing was
    taken down, who was absent, the next date, minutes of before that are still a concept. And which of these cases somebody in the room
    may not hear: of those only codes are shown.
    """
    agenda = read_agenda(read, meeting_id)
    undiscussed = tuple(item for item in agenda.items if item.state is ItemState.PLANNED)
    agreed = action_lines(read, Action.agreed_at_id == meeting_id, Action.state == ActionState.OPEN)
    loose = tuple(a for a in agreed if a.owner_id is None or a.due is None)
    absent = tuple(a for a in attendance(read, meeting_id) if not a.was_there)
    decided = select(Said.item_id).where(Said.meeting_id == meeting_id, Said.decision_id.is_not(None), Said.case_id.is_not(None))
    told = select(Said.item_id).where(Said.meeting_id == meeting_id, Said.kind == LineKind.RESIDENT)
    silent = set(read.values(decided.where(Said.item_id.not_in(told))))
    untold = tuple(item for item in agenda.items if item.id in silent)
    outcome = select(Said.item_id).where(Said.meeting_id == meeting_id, Said.kind.in_(OUTCOMES))
    came = set(read.values(outcome))
    undecided = tuple(item for item in agenda.items if item.case_id and item.state in SPOKEN and item.id not in came)
    closed, shut = team_settings(read).closed, closed_for_room(read, meeting_id)
    return ClosingChecks(
        undiscussed,
        loose,
        untold,
        undecided,
        absent,
        agenda.next,
        flag(agenda.next, closed) if agenda.next else "",
        closed,
        frozenset(item.case_id for item in agenda.items if item.case_id and item.id in shut),
        _concept(read, agenda.meeting.on),
    )


def _concept(read: Reader, on: date) -> tuple[str, date] | None:
    """The overleg before this one when its minutes still wait for this one."""
    held = select(Meeting.id, Meeting.on).where(Meeting.on < on, Meeting.state == MeetingState.HELD)
    before = read.tuples(held.order_by(Meeting.on.desc(), Meeting.id).limit(1))
    return next(((its_id, day) for its_id, day in before if not read.values(select(Minutes.id).where(Minutes.meeting_id == its_id))), None)


@act("overleg afgerond", by=DESK)
def close_meeting(work: Work, shown: MeetingLine) -> None:
    """The meeting is held. Points not spoken about return by themselves; without a next date the series goes on after 21 days.

    Refused while an action has no owner or no date: on paper nobody would do it.
    """
    if shown.state is not MeetingState.RUNNING:
        raise Refused("Dit overleg is niet bezig. Er is niets afgerond.")
    checks = closing_checks(work, shown.id)
    if checks.loose_actions:
        loose = "1 actie heeft" if len(checks.loose_actions) == 1 else f"{len(checks.loose_actions)} acties hebben"
        raise Refused(f"{loose} nog geen naam of datum. Het overleg is nog niet afgerond. Vul aan wat ontbreekt.")
    for item_id in work.values(select(AgendaItem.id).where(AgendaItem.meeting_id == shown.id, AgendaItem.state == ItemState.BUSY)):
        item = work.get(AgendaItem, item_id)
        spoken = int((work.now - item.opened_at).total_seconds()) if item.opened_at else 0
        work.edit(AgendaItem, item, state=ItemState.DISCUSSED, seconds=item.seconds + spoken, opened_at=None, stopped_at=work.now)
    for item_line in checks.undiscussed:
        if not item_line.is_fixed:
            work.edit(AgendaItem, work.get(AgendaItem, item_line.id), state=ItemState.DEFERRED, because="geen tijd meer")
    settle_points(work, work.get(Meeting, shown.id))
    if checks.next_day is None:
        plan_next(work, shown)
    work.edit(Meeting, shown, state=MeetingState.HELD, ended_at=work.now)

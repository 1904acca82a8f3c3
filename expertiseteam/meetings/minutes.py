"""The content of agenda, minutes and action list for one recipient. Ask them with `workspace.ask_for(recipient, ...)`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time

from sqlalchemy import and_, or_, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local
from expertiseteam.basics.working_days import working_days_between
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.front_door import door_moves
from expertiseteam.cases.records import THREATENING, ActionLine, ActionState, Place
from expertiseteam.cases.tables import Action, Case
from expertiseteam.meetings.agenda import attendance, read_agenda
from expertiseteam.meetings.conduct import said_lines
from expertiseteam.meetings.papers import (
    ActionListPaper,
    ActionPaper,
    AgendaPaper,
    AgendaPaperItem,
    Attendee,
    DecisionPaper,
    DoorPaper,
    MinutesPaper,
    MinutesPaperItem,
    PaperHead,
    SkippedLine,
    UrgentLine,
)
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import Agenda, AgendaLine, ItemState, MeetingLine, MeetingState, SaidLine
from expertiseteam.meetings.tables import Said
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

MINUTES_VERSION = "concept 1"  # adoption of minutes counts on from here


@query("agenda afgedrukt", by=TEAM, why="voorbereiding van het overleg")
def agenda_paper(read: Reader, meeting_id: str, recipient: str = "") -> AgendaPaper:
    """The overview agenda on paper."""
    agenda = read_agenda(read, meeting_id)
    items = tuple(
        AgendaPaperItem(n, item.code, item.title, _reasons(item), item.question, item.minutes, item.last_agreement, item.at_door)
        for n, item in enumerate(agenda.items, 1)
    )
    return AgendaPaper(
        head=_head(read, agenda.meeting, f"versie {max(agenda.meeting.agenda_version, 1)}", recipient),
        working_agreements=agenda.working_agreements,
        urgent=_urgent(read, agenda),
        items=items,
        minutes_planned=agenda.planned,
        minutes_available=agenda.meeting.minutes,
        skipped=_skipped(agenda),
        next_day=agenda.next,
    )


@query("notulen gemaakt", by=TEAM, why="verslag van het overleg")
def minutes_paper(read: Reader, meeting_id: str, recipient: str = "") -> MinutesPaper:
    """The concept minutes: only what was recorded, note lines unless unticked."""
    agenda = read_agenda(read, meeting_id)
    lines: dict[str, list[SaidLine]] = defaultdict(list)
    for line in said_lines(read, Said.meeting_id == meeting_id):
        lines[line.item_id].append(line)
    under = _under_titles(read, [i.case_id for i in agenda.items if i.case_id])
    items = tuple(
        _minutes_item(read, n, item, lines[item.id], under) for n, item in enumerate(agenda.items, 1) if _is_told(item, lines[item.id])
    )
    on = agenda.meeting.on
    agreed = action_lines(read, Action.agreed_at_id == meeting_id)
    still_late = and_(Action.state == ActionState.OPEN, Action.due < on)
    done_since = and_(Action.done_on > (agenda.previous or date.min), Action.done_on <= on)
    earlier = action_lines(read, Action.agreed_at_id != meeting_id, Action.agreed_on <= on, or_(still_late, done_since))
    return MinutesPaper(
        head=_head(read, agenda.meeting, MINUTES_VERSION, recipient),
        attendees=_attendees(read, agenda.meeting),
        items=items,
        skipped=_skipped(agenda),
        decisions=tuple(d for item in items for d in item.decisions),
        actions=tuple(_action(a, on) for a in agreed),
        earlier_actions=tuple(_action(a, on) for a in earlier),
        next_day=agenda.next,
    )


@query("actielijst gemaakt", by=TEAM, why="uitvoering van afspraken")
def action_list_paper(read: Reader, meeting_id: str, recipient: str = "") -> ActionListPaper:
    """All open actions of the team, as they stand at this meeting."""
    agenda = read_agenda(read, meeting_id)
    still_open = action_lines(read, Action.state == ActionState.OPEN)
    version = MINUTES_VERSION if agenda.meeting.state is MeetingState.HELD else "stand van dit moment"
    return ActionListPaper(_head(read, agenda.meeting, version, recipient), tuple(_action(a, agenda.meeting.on) for a in still_open))


def _head(read: Reader, meeting: MeetingLine, version: str, recipient: str) -> PaperHead:
    name = read.value(select(Member.name).where(Member.id == recipient)) or "" if recipient else ""
    ends = local(meeting.ended_at).time().replace(second=0, microsecond=0) if meeting.ended_at else _planned_end(meeting)
    starts = local(meeting.started_at).time().replace(second=0, microsecond=0) if meeting.started_at else meeting.starts
    settings = team_settings(read)
    return PaperHead(settings.team_name, meeting.on, starts, ends, meeting.place, version, name, meeting.chair, meeting.secretary)


def _planned_end(meeting: MeetingLine) -> time:
    minutes = meeting.starts.hour * 60 + meeting.starts.minute + meeting.minutes
    return meeting.starts.replace(hour=minutes // 60 % 24, minute=minutes % 60)


def _reasons(item: AgendaLine) -> tuple[str, ...]:
    return tuple(reason.text for reason in item.reasons) or ((item.since_last,) if item.since_last else ())


def _urgent(read: Reader, agenda: Agenda) -> tuple[UrgentLine, ...]:
    shown = {item.case_id for item in (*agenda.items, *agenda.skipped)}
    statement = select(Case.id, Case.eviction_on, Case.code, Case.label).where(
        Case.eviction.in_(THREATENING), Case.eviction_on.is_not(None)
    )
    rows = read.tuples(statement.order_by(Case.eviction_on))
    on = agenda.meeting.on
    return tuple(
        UrgentLine(day, code, label, "ontruiming", working_days_between(on, day) if day >= on else -working_days_between(day, on))
        for case_id, day, code, label in rows
        if case_id in shown
    )


def _skipped(agenda: Agenda) -> tuple[SkippedLine, ...]:
    return tuple(SkippedLine(item.code, item.title, item.because) for item in agenda.skipped)


def _attendees(read: Reader, meeting: MeetingLine) -> tuple[Attendee, ...]:
    found = []
    for line in attendance(read, meeting.id):
        function = "voorzitter" if line.member_id == meeting.chair_id else "notulen" if line.member_id == meeting.secretary_id else ""
        words = ", ".join(w for w in (line.function, function) if w)
        found.append(Attendee(line.name, words, line.is_present, line.remark))
    return tuple(found)


def _is_told(item: AgendaLine, lines: list[SaidLine]) -> bool:
    """A fixed point without a line says nothing on paper; a case that was on the agenda always does."""
    return bool(lines) or (item.case_id is not None and item.state in (ItemState.DISCUSSED, ItemState.DEFERRED, ItemState.BUSY))


def _minutes_item(read: Reader, n: int, item: AgendaLine, lines: list[SaidLine], under: dict[str, str]) -> MinutesPaperItem:
    shown = [line for line in lines if line.in_minutes]
    on = [_action(line.action, line.action.agreed_on) for line in lines if line.action]
    return MinutesPaperItem(
        number=n,
        code=item.code,
        title=item.title,
        under_title=under.get(item.case_id or "", ""),
        question=item.question,
        notes=tuple(line.text for line in shown if line.kind is LineKind.NOTE),
        decisions=tuple(DecisionPaper(line.decision_number, item.code, line.text) for line in lines if line.decision_number),
        actions=tuple(on),
        door=_door(read, item, lines),
        deferred=item.state is ItemState.DEFERRED,
    )


def _door(read: Reader, item: AgendaLine, lines: list[SaidLine]) -> DoorPaper | None:
    moments = [line.at for line in lines if line.kind is LineKind.DOOR]
    if item.case_id is None or not moments:
        return None
    before: dict[str, Place] = {}
    after: dict[str, Place] = {}
    for move in door_moves(read, item.case_id):
        if move.at < moments[0]:
            before[move.organisation] = move.after
        if move.at <= moments[-1]:
            after[move.organisation] = move.after
    return DoorPaper(_at_front(before), _at_front(after))


def _at_front(places: dict[str, Place]) -> tuple[str, ...]:
    return tuple(sorted(name for name, place in places.items() if place is Place.FRONT))


def _under_titles(read: Reader, case_ids: list[str]) -> dict[str, str]:
    statement = select(Case.id, Member.name).join(Member, Member.id == Case.lead_id).where(Case.id.in_(case_ids))
    return {case_id: f"regie: {lead}" for case_id, lead in read.tuples(statement)}


def _action(a: ActionLine, on: date) -> ActionPaper:
    is_late = a.state is ActionState.OPEN and a.due is not None and a.due < on
    return ActionPaper(str(a.number), a.code, a.label, a.what, a.owner, a.due, a.is_promise, a.state.value, a.result, is_late)

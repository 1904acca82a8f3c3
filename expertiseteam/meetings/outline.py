"""One overleg at a glance: which points it has or had, and what came of them. Numbers without a log line; the sentences are a view."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import case, exists, func, or_, select

from expertiseteam.access.work import query
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.outline_records import MeetingOutline, PointLine
from expertiseteam.meetings.own_point_tables import OwnPoint
from expertiseteam.meetings.reason_text import from_stored
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.meetings.rhythm import beside, day_choice, deadlines_of, gap_words
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.meetings.tables import AgendaItem, Attendance, Decision, RoomMove, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings


@query()
def meeting_outline(read: Reader, meeting_id: str) -> MeetingOutline:
    """The points of one overleg by code and label, with the kinds of reason and how much came of them."""
    shown, taken_down = meeting(read, meeting_id), _taken_down(read, meeting_id)
    shut = closed_for_room(read, meeting_id) if shown.state is MeetingState.RUNNING else {}
    columns = (AgendaItem.id, AgendaItem.case_id, AgendaItem.kind, AgendaItem.state, AgendaItem.minutes, AgendaItem.reasons)
    statement = select(*columns, Case.code, Case.label, OwnPoint.title).outerjoin(Case, Case.id == AgendaItem.case_id)
    statement = statement.outerjoin(OwnPoint, OwnPoint.id == AgendaItem.point_id)
    points, skipped = [], 0
    for item_id, case_id, kind, state, minutes, reasons, code, label, own in read.tuples(
        statement.where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    ):
        if state is ItemState.SKIPPED:
            skipped += 1
            continue
        kinds = tuple(reason.kind for reason in from_stored(reasons))
        point = PointLine(
            item_id,
            case_id,
            code or "",
            label if case_id else own or kind.value,
            state,
            minutes,
            kinds,
            *taken_down[item_id].so_far,
            kind is ItemKind.OWN,
            item_id in shut,
        )
        points.append(point)
    moved = exists().where(RoomMove.meeting_id == meeting_id, RoomMove.member_id == Attendance.member_id)  # came later, or left
    was_there = case((or_(Attendance.is_present, moved), 1), else_=0)
    present = Counter(read.values(select(was_there).where(Attendance.meeting_id == meeting_id)))
    on, settings = shown.on, team_settings(read)
    before, after = beside(read, on)
    return MeetingOutline(
        points=tuple(points),
        skipped=skipped,
        present=present[1],
        expected=present.total(),
        day=day_choice(on, settings.closed),
        gap_remark=gap_words(before, on),
        deadlines=deadlines_of(on, after, settings),
    )


@query("besluiten van een overleg bekeken", why="opzoeken wat is besloten")
def what_was_decided(read: Reader, meeting_id: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Number and sentence of each decision of one overleg, by point, oldest first; a view, because they tell about people."""
    sentences: dict[str, list[tuple[str, str]]] = defaultdict(list)
    statement = select(Said.item_id, Decision.code, Decision.text).join(Decision, Decision.id == Said.decision_id)
    for item_id, code, text in read.tuples(statement.where(Said.meeting_id == meeting_id).order_by(Said.at, Said.id)):
        sentences[item_id].append((code, text))
    return {item_id: tuple(found) for item_id, found in sentences.items()}


@dataclass
class _TakenDown:
    """What was taken down on one point so far: numbers of decisions, how many actions, and the front door before and after."""

    decisions: tuple[str, ...] = ()
    actions: int = 0
    front_before: int | None = None
    front_after: int | None = None

    @property
    def so_far(self) -> tuple[tuple[str, ...], int, int | None, int | None]:
        return self.decisions, self.actions, self.front_before, self.front_after


def _taken_down(read: Reader, meeting_id: str) -> dict[str, _TakenDown]:
    by_item: dict[str, _TakenDown] = defaultdict(_TakenDown)
    columns = (Said.item_id, Said.kind, func.coalesce(Decision.code, ""), Said.front_before, Said.front_after)
    statement = select(*columns).outerjoin(Decision, Decision.id == Said.decision_id).where(Said.meeting_id == meeting_id)
    for item_id, kind, code, before, after in read.tuples(statement.order_by(Said.at, Said.id)):
        found = by_item[item_id]
        if code:
            found.decisions = (*found.decisions, code)
        found.actions += kind is LineKind.ACTION
        if after is not None:
            found.front_before = before if found.front_before is None else found.front_before
            found.front_after = after
    return by_item

"""Everything that happened in one case, newest first: signals, visits, decisions, actions, moves at the door, notes."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.work import query
from expertiseteam.cases.front_door import door_moves
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, DoorMoveLine, answered
from expertiseteam.cases.tables import Action, Note
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.tables import Decision, Meeting, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.duos import case_visits
from expertiseteam.visits.records import VisitState


class EventKind(enum.StrEnum):
    CASE = "casus"
    CONCERN = "signaal"
    VISIT = "huisbezoek"
    DECISION = "besluit"
    ACTION = "actie"
    DOOR = "voordeur"
    NOTE = "notitie"
    SAID = "overleg"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `row_id` opens it where there is a screen for it."""

    at: datetime
    kind: EventKind
    title: str
    detail: str
    row_id: str


@query()
def timeline(read: Reader, case_id: str) -> list[Event]:
    """The events of a case that is open on the screen (opening the case wrote the log line)."""
    case = case_view(read, case_id)
    found = [Event(_start(case.opened), EventKind.CASE, "Casus geopend", case.goal, case.id)]
    if case.closed_on and case.result:
        found.append(Event(_start(case.closed_on), EventKind.CASE, f"Casus afgesloten: {case.result}", case.result_remark, case.id))
    if case.eviction_on:
        found.append(Event(_start(case.eviction_on), EventKind.CASE, f"Ontruiming ({case.eviction})", case.eviction_source, case.id))
    concerns = select(Concern.received, Concern.code, Concern.source, Concern.what, Concern.id).where(Concern.circle_id == case.circle_id)
    found += [
        Event(at, EventKind.CONCERN, f"Signaal {code}, bron: {source}", what, i) for at, code, source, what, i in read.tuples(concerns)
    ]
    for v in case_visits(read, case_id):
        title = f"{v.duo}: {v.outcome or v.state}"
        detail = {VisitState.PLANNED: v.task, VisitState.CANCELLED: v.cancelled_because}.get(v.state, "")
        found.append(Event(_start(v.on or v.before), EventKind.VISIT, title, detail, v.id))
    decisions = select(Decision.on, Decision.code, Decision.text, Decision.id).where(Decision.case_id == case_id)
    found += [Event(_start(on), EventKind.DECISION, f"Besluit {code}", text, i) for on, code, text, i in read.tuples(decisions)]
    found += _actions(read, case_id)
    for m in door_moves(read, case_id):
        found.append(Event(m.at, EventKind.DOOR, f"{m.organisation} {m.after}", _move_detail(m), m.id))
    notes = select(Note.at, Member.name, Note.text, Note.id).join(Member, Member.id == Note.written_by_id).where(Note.case_id == case_id)
    found += [Event(at, EventKind.NOTE, name, text, i) for at, name, text, i in read.tuples(notes)]
    said: Any = select(Said.at, Meeting.on, Said.text, Said.id).join(Meeting, Meeting.id == Said.meeting_id)
    said = said.where(Said.case_id == case_id, Said.decision_id.is_(None), Said.action_id.is_(None), Said.move_id.is_(None))
    found += [Event(at, EventKind.SAID, "In het overleg", text, i) for at, _on, text, i in read.tuples(said)]
    return sorted(found, key=lambda e: e.at, reverse=True)


def _move_detail(move: DoorMoveLine) -> str:
    """How many stand at the door now, under which condition, and what was answered to the four questions."""
    counts = f"van {move.front_before} naar {move.front_after} aan de deur" if move.front_before != move.front_after else ""
    answers = [f"{question} {answer}" for question, answer in answered(move.answers)]
    return "\n".join(part for part in (counts, move.condition, *answers) if part)


def _actions(read: Reader, case_id: str) -> list[Event]:
    columns = select(Action.agreed_on, Action.done_on, Action.state, Action.number, Action.what, Action.result, Action.id)
    found = []
    for agreed, done, state, number, what, result, row_id in read.tuples(columns.where(Action.case_id == case_id)):
        found.append(Event(_start(agreed), EventKind.ACTION, f"Actie {number} afgesproken", what, row_id))
        if done and state is not ActionState.OPEN:
            found.append(Event(_start(done), EventKind.ACTION, f"Actie {number} {state}", result or what, row_id))
    return found


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)

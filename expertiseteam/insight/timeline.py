"""Everything that happened in one case, newest first: signals, visits, decisions, actions, moves at the door, notes."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.around_door import words_at_door
from expertiseteam.cases.door_records import DoorWordLine, answered
from expertiseteam.cases.ending import endings
from expertiseteam.cases.front_door import door_moves
from expertiseteam.cases.people import person_changes
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, CaseView, DoorMoveLine, EndingLine
from expertiseteam.cases.serious import serious_events
from expertiseteam.cases.subject_records import PersonChangeLine
from expertiseteam.cases.tables import Action, Case, Note
from expertiseteam.concerns.tables import Concern, Observation, PartnerAnswer, StepTaken
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.safety_events import events_of_safety
from expertiseteam.insight.track_events import events_of_tracks
from expertiseteam.meetings.tables import Decision, Meeting, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Organisation
from expertiseteam.visits.duos import case_visits
from expertiseteam.visits.records import VisitState

Ending = aliased(Member)


class EventKind(enum.StrEnum):
    CASE = "casus"
    CONCERN = "signaal"
    VISIT = "huisbezoek"
    DECISION = "besluit"
    ACTION = "actie"
    DOOR = "voordeur"
    NOTE = "notitie"
    SAID = "overleg"
    SERIOUS = "ernstig voorval"
    AGREED = "afspraak rond de voordeur"
    CHANGE = "wijziging"
    CARE = "zorg"
    SAFETY = "veiligheid"
    SWITCH = "spoor"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `row_id` opens it where there is a screen for it; `by`: who did it or wrote it down, where that is known."""

    at: datetime
    kind: EventKind
    title: str
    detail: str
    row_id: str
    by: str = ""


@query()
def timeline(read: Reader, case_id: str) -> list[Event]:
    """The events of a case that is open on the screen (opening the case wrote the log line)."""
    case = case_view(read, case_id)
    opener = read.value(select(Member.name).join(Case, Case.opened_by_id == Member.id).where(Case.id == case_id)) or ""
    found = [Event(_start(case.opened), EventKind.CASE, "Casus geopend", case.goal, case.id, opener)]
    found += _endings(read, case)
    for e in serious_events(read, case_id):
        learned = f"Wat het team leerde: {e.learned}" if e.learned else ""
        what = "\n".join(text for text in (e.what, learned) if text)
        found.append(Event(_start(e.on), EventKind.SERIOUS, "Ernstig voorval", what, e.id, e.told_by))
    if case.eviction_on:
        found.append(Event(_start(case.eviction_on), EventKind.CASE, f"Ontruiming ({case.eviction})", case.eviction_source, case.id))
    concerns = select(Concern.received, Concern.code, Concern.source, Concern.what, Concern.id).where(Concern.circle_id == case.circle_id)
    found += [
        Event(at, EventKind.CONCERN, f"Signaal {code}, bron: {source}", what, i) for at, code, source, what, i in read.tuples(concerns)
    ]
    found += [Event(one.at, EventKind.CONCERN, *one[1:]) for one in events_of_concerns(read, case.circle_id)]
    for p in person_changes(read, case_id):
        found.append(Event(p.at, EventKind.CHANGE, f"Bewoner {p.kind}", _person_detail(p), p.id, p.by))
    for v in case_visits(read, case_id):
        title = f"{v.duo}: {v.outcome or v.state}"
        detail = {VisitState.PLANNED: v.task, VisitState.CANCELLED: v.cancelled_because}.get(v.state, "")
        found.append(Event(_start(v.on or v.before), EventKind.VISIT, title, detail, v.id))
    decisions: Any = select(Decision.on, Decision.code, Decision.text, Decision.id, func.coalesce(Member.name, ""))
    decisions = decisions.outerjoin(Member, Member.id == Decision.by_id).where(Decision.case_id == case_id)
    found += [Event(_start(on), EventKind.DECISION, f"Besluit {code}", *rest) for on, code, *rest in read.tuples(decisions)]
    found += _actions(read, case_id)
    for m in door_moves(read, case_id):
        title = f"{m.organisation} hoort niet meer bij deze casus" if m.is_off else f"{m.organisation} {m.after}"
        found.append(Event(m.at, EventKind.DOOR, title, _move_detail(m), m.id, m.by))
    for c in field_changes(read, case_id):
        found.append(Event(c.at, EventKind.CHANGE, f"{c.title} gewijzigd", c.words, c.id, c.by))
    for w in words_at_door(read, case_id):
        title = " ".join(part for part in (w.organisation, w.kind.value, w.other) if part)
        found.append(Event(w.at, EventKind.AGREED, title, _word_detail(w), w.id, w.by))
    notes = select(Note.at, Member.name, Note.text, Note.id).join(Member, Member.id == Note.written_by_id).where(Note.case_id == case_id)
    found += [Event(at, EventKind.NOTE, name, text, i) for at, name, text, i in read.tuples(notes)]
    said: Any = select(Said.at, Meeting.on, Said.text, Said.id).join(Meeting, Meeting.id == Said.meeting_id)
    said = said.where(Said.case_id == case_id, Said.decision_id.is_(None), Said.action_id.is_(None), Said.move_id.is_(None))
    found += [Event(at, EventKind.SAID, "In het overleg", text, i) for at, _on, text, i in read.tuples(said)]
    found += [
        Event(e.at if isinstance(e.at, datetime) else _start(e.at), EventKind[e.track.upper()], *e[2:])
        for e in (*events_of_tracks(read, case_id), *events_of_safety(read, case_id))
    ]
    return sorted(found, key=lambda e: e.at, reverse=True)


def _endings(read: Reader, case: CaseView) -> list[Event]:
    """Every time that the case ended and ran again: an end stays told when the case goes on."""
    found = []
    lines = endings(read, case.id)
    for line in lines:
        found.append(Event(_start(line.on), EventKind.CASE, f"Casus afgesloten: {line.result}", _ending_detail(line), line.id, line.by))
        if line.reopened_at:
            found.append(Event(line.reopened_at, EventKind.CASE, f"Casus heropend door {line.reopened_by}", line.reopened_why, line.id))
    if case.closed_on and case.result and not (lines and lines[0].reopened_at is None):  # ended before endings were kept apart
        found.append(Event(_start(case.closed_on), EventKind.CASE, f"Casus afgesloten: {case.result}", case.result_remark, case.id))
    return found


def _ending_detail(line: EndingLine) -> str:
    """What was asked when the case ended, and what was answered."""
    told = f"Weet het huishouden het? {line.resident_told.value.capitalize()}. {line.told_how}".strip() if line.resident_told else ""
    parts = (
        line.remark,
        f"Doel bereikt: {line.goal_reached}." if line.goal_reached else "",
        f"Wie houdt een oogje? {line.watch}" if line.watch else "",
        told,
        f"Weten de melders het? {line.reporters_told.value.capitalize()}." if line.reporters_told else "",
        f"Open acties vervielen: {line.dropped_because}" if line.dropped_because else "",
    )
    return "\n".join(part for part in parts if part)


def _word_detail(word: DoorWordLine) -> str:
    """What was agreed around the door, on which decision, and that it ended."""
    about = f"Bij besluit {word.about}." if word.about else ""
    ended = f"Geldt niet meer sinds {full_date(local_day(word.ended_at))}." if word.ended_at else ""
    return " ".join(part for part in (word.text, about, ended) if part)


def _move_detail(move: DoorMoveLine) -> str:
    """How many stand at the door now, under which condition, and what was answered to the four questions."""
    counts = f"van {move.front_before} naar {move.front_after} aan de deur" if move.front_before != move.front_after else ""
    answers = [f"{question} {answer}" for question, answer in answered(move.answers)]
    return "\n".join(part for part in (counts, move.condition, *answers) if part)


def _person_detail(change: PersonChangeLine) -> str:
    """Who, where to or as whom, on which day when that was another, and that it was undone."""
    on = f"op {full_date(change.on)}" if change.on != local_day(change.at) else ""
    undone = f"Teruggedraaid op {full_date(local_day(change.undone_at))}." if change.undone_at else ""
    return "\n".join(part for part in (" ".join(part for part in (change.name, change.words, on) if part), undone) if part)


def _actions(read: Reader, case_id: str) -> list[Event]:
    names = func.coalesce(Member.name, ""), func.coalesce(Ending.name, "")
    columns: Any = (Action.agreed_on, Action.done_on, Action.state, Action.number, Action.what, Action.result, Action.id, *names)
    statement: Any = select(*columns).outerjoin(Member, Member.id == Action.agreed_by_id).outerjoin(Ending, Ending.id == Action.ended_by_id)
    found = []
    for agreed, done, state, number, what, result, row_id, by, ended_by in read.tuples(statement.where(Action.case_id == case_id)):
        found.append(Event(_start(agreed), EventKind.ACTION, f"Actie {number} afgesproken", what, row_id, by))
        if done and state is not ActionState.OPEN:
            found.append(Event(_start(done), EventKind.ACTION, f"Actie {number} {state}", result or what, row_id, ended_by))
    return found


def _moment(when: datetime | date) -> datetime:
    return when if isinstance(when, datetime) else _start(when)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


class AboutConcern(NamedTuple):
    """One event; `concern_id` is the signal that it opens."""

    at: datetime
    title: str
    detail: str
    concern_id: str
    by: str


def events_of_concerns(read: Reader, circle_id: str) -> list[AboutConcern]:
    """The steps that did not wait for an overleg, the answers to the check rounds, and what was seen through both lenses.

    All of it hangs on a signal and lies in its circle: who may not see it there does not see it here.
    """
    steps = select(StepTaken.at, StepTaken.step, Concern.code, StepTaken.remark, Concern.id, Member.name)
    steps = steps.join(Concern, Concern.id == StepTaken.concern_id).join(Member, Member.id == StepTaken.by_id)
    found = [
        AboutConcern(at, f"{str(step)[0].upper()}{str(step)[1:]}, signaal {code}", *rest)
        for at, step, code, *rest in read.tuples(steps.where(StepTaken.circle_id == circle_id))
    ]
    seen = select(Observation.at, Observation.lens, Concern.code, Observation.text, Concern.id, Member.name)
    seen = seen.join(Concern, Concern.id == Observation.concern_id).join(Member, Member.id == Observation.by_id)
    found += [
        AboutConcern(at, f"{lens.capitalize()}, signaal {code}", *rest)
        for at, lens, code, *rest in read.tuples(seen.where(Observation.circle_id == circle_id))
    ]
    told = PartnerAnswer.answered_at, Organisation.name, PartnerAnswer.answer
    answers: Any = select(*told, Concern.code, Concern.id, func.coalesce(Member.name, "")).join(
        Concern, Concern.id == PartnerAnswer.concern_id
    )
    answers = answers.join(Organisation, Organisation.id == PartnerAnswer.organisation_id)
    answers = answers.outerjoin(Member, Member.id == PartnerAnswer.recorded_by_id)
    for at, partner, answer, code, concern_id, by in read.tuples(answers.where(*_answered(circle_id))):
        found.append(AboutConcern(at, f"Checkronde, signaal {code}", f"{partner}: {answer}", concern_id, by))
    return found


def counts_of_concerns(circle_id: BindParameter[str]) -> tuple[Any, ...]:
    """Statements that count these events without reading them."""
    return (
        select(func.count()).select_from(StepTaken).where(StepTaken.circle_id == circle_id),
        select(func.count()).select_from(Observation).where(Observation.circle_id == circle_id),
        select(func.count()).select_from(PartnerAnswer).where(*_answered(circle_id)),
    )


def _answered(circle_id: str | BindParameter[str]) -> tuple[Any, ...]:
    return PartnerAnswer.circle_id == circle_id, PartnerAnswer.answered_at.is_not(None)

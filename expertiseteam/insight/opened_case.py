"""A case as the screen opens it: the case, its visits, how long its timeline is, what was decided last and what waits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import String, bindparam, func, select, true

from expertiseteam.access.work import query
from expertiseteam.basics.ids import new_id
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.reading import case_file
from expertiseteam.cases.records import RUNNING, ActionState, CaseFile, SeriousEventLine
from expertiseteam.cases.serious import events_to_discuss
from expertiseteam.cases.tables import Action, Case, CaseEnding, DoorMove, DoorWord, Note, PersonChange, SeriousEvent
from expertiseteam.concerns.records import ConcernState
from expertiseteam.concerns.tables import OPEN_CALL, Concern, JointCall
from expertiseteam.insight.field_changes import changes_counted
from expertiseteam.insight.safety_events import counts_of_safety
from expertiseteam.insight.timeline import counts_of_concerns
from expertiseteam.insight.track_events import counts_of_tracks
from expertiseteam.meetings.records import DecisionLine
from expertiseteam.meetings.stall import changes_of, last_of, overleggen_before, quiet_day
from expertiseteam.meetings.tables import Decision, Said
from expertiseteam.storage.reading import AnySelect, Gone, Reader
from expertiseteam.visits.duos import case_visits
from expertiseteam.visits.records import VisitLine

CHANGES = 4  # columns of `changes_of`: two days and two moments


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """What the case screen shows before anybody chooses a tab.

    `events`: how many the timeline holds. `to_discuss`: serious events on which nobody looked back yet, oldest first. `still_since`: the
    day since when nothing happened, only when that is long ago.
    """

    file: CaseFile
    visits: tuple[VisitLine, ...]
    events: int
    decision: DecisionLine | None
    to_discuss: tuple[SeriousEventLine, ...]
    still_since: date | None
    called: tuple[str, str] | None = None  # id and code of the signal at which a visit together was asked for first, and not planned


@query("casus bekeken")
def opened_case(read: Reader, case_id: str, day: date) -> OpenedCase:
    """Open a case, as it is on a day: with what the log asks, in twelve statements."""
    return _opened(read, case_id, day)


@query()
def opened_case_again(read: Reader, case_id: str, day: date) -> OpenedCase:
    """The case again while it stands open on the screen, after a change: opening it wrote the log line."""
    return _opened(read, case_id, day)


def rehearse_opening(read: Reader, day: date) -> None:
    """Ask what opening asks, of a case that there is not: putting it into SQL is most of the work when the first case is opened."""
    nowhere = new_id()
    with suppress(Gone):
        case_file(read, nowhere)
    action_lines(read, Action.case_id == nowhere)
    front_door(read, nowhere)
    case_visits(read, nowhere)
    read.tuples(_summary(), case=nowhere, circle=nowhere, on=day, meetings=1)
    events_to_discuss(read, nowhere)


def _opened(read: Reader, case_id: str, day: date) -> OpenedCase:
    file = case_file(read, case_id)
    case, visits = file.case, case_visits(read, case_id)
    given = {"case": case_id, "circle": case.circle_id, "on": day, "meetings": file.stall_meetings}
    [(*found, first, held, called, called_code, decision_id, number, text, on)] = read.tuples(_summary(), **given)
    *counts, ended, reopened = found[:-CHANGES]
    # Besides what is counted the timeline tells of the opening and the eviction of the case, of visits, and of each action once or twice;
    # and of an end from before ends were kept apart.
    of_case = 1 + (case.closed_on is not None and ended == reopened) + (case.eviction_on is not None)
    of_actions = sum(1 + (a.done_on is not None and a.state is not ActionState.OPEN) for a in file.actions)
    since = max(case.opened, last_of(found[-CHANGES:], day + timedelta(days=1)))
    is_still = case.state in RUNNING and since <= quiet_day(day, file.stall_meetings, first, held)
    return OpenedCase(
        file=file,
        visits=tuple(visits),
        events=sum(counts) + ended + reopened + of_case + of_actions + len(visits),
        decision=DecisionLine(decision_id, number, case_id, case.code, text, on) if decision_id else None,
        to_discuss=tuple(events_to_discuss(read, case_id)),
        still_since=since if is_still else None,
        called=(called, called_code) if called else None,
    )


@cache
def _summary() -> AnySelect:
    """In one row: how many events there are of each kind, the last signs of life, the overleggen before, and the last decision."""
    case, circle = bindparam("case", type_=String), bindparam("circle", type_=String)
    said = Said.case_id == case, Said.decision_id.is_(None), Said.action_id.is_(None), Said.move_id.is_(None)
    counted = (
        *counts_of_tracks(case),
        *counts_of_safety(case),
        _count(Said, *said),
        _count(Concern, Concern.circle_id == circle),
        *counts_of_concerns(circle),
        _count(PersonChange, PersonChange.case_id == case),
        _count(DoorMove, DoorMove.case_id == case),
        changes_counted(case),
        _count(DoorWord, DoorWord.case_id == case),
        _count(Note, Note.case_id == case),
        _count(Decision, Decision.case_id == case),
        _count(SeriousEvent, SeriousEvent.case_id == case),
        _count(CaseEnding, CaseEnding.case_id == case),
        _count(CaseEnding, CaseEnding.case_id == case, CaseEnding.reopened_at.is_not(None)),
    )
    counts = select(*(c.scalar_subquery() for c in counted)).subquery("counts")
    changes = changes_of(select(Case.id, Case.circle_id).where(Case.id == case))
    newest = select(*(func.max(c).label(c.name) for c in changes.c if c.name != "case_id")).subquery("newest")
    before = overleggen_before()
    last = select(Decision.id).where(Decision.case_id == case).order_by(Decision.on.desc(), Decision.code.desc()).limit(1).scalar_subquery()
    calls = select(Concern.id, Concern.code).join(JointCall, JointCall.concern_id == Concern.id).order_by(JointCall.at, Concern.id).limit(1)
    open_call = calls.where(Concern.circle_id == circle, Concern.state == ConcernState.LINKED, OPEN_CALL).subquery("open_call")
    columns = (counts, newest, before, open_call, Decision.id, Decision.code, Decision.text, Decision.on)
    rows = counts.join(newest, true()).join(before, true()).outerjoin(open_call, true()).outerjoin(Decision, Decision.id == last)
    return select(*columns).select_from(rows)


def _count(kind: type[Any], *where: Any) -> Any:
    return select(func.count()).select_from(kind).where(*where)

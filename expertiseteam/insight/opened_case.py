"""A case as the screen opens it: the case, its visits, how long its timeline is and what was decided last, in few statements."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from expertiseteam.access.work import query
from expertiseteam.cases.reading import case_file
from expertiseteam.cases.records import ActionState, CaseFile
from expertiseteam.cases.tables import CaseEnding, DoorMove, DoorWord, Note, SeriousEvent
from expertiseteam.concerns.tables import Concern
from expertiseteam.insight.field_changes import changes_counted
from expertiseteam.insight.safety_events import counts_of_safety
from expertiseteam.insight.track_events import counts_of_tracks
from expertiseteam.meetings.records import DecisionLine
from expertiseteam.meetings.tables import Decision, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.duos import case_visits
from expertiseteam.visits.records import VisitLine


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """What the case screen shows before anybody chooses a tab. `events`: how many the timeline holds."""

    file: CaseFile
    visits: tuple[VisitLine, ...]
    events: int
    decision: DecisionLine | None


@query("casus bekeken")
def opened_case(read: Reader, case_id: str) -> OpenedCase:
    """Open a case."""
    return _opened(read, case_id)


@query()
def opened_case_again(read: Reader, case_id: str) -> OpenedCase:
    """The case again while it stands open on the screen, after a change: opening it wrote the log line."""
    return _opened(read, case_id)


def _opened(read: Reader, case_id: str) -> OpenedCase:
    file = case_file(read, case_id)
    visits = case_visits(read, case_id)
    said = Said.case_id == case_id, Said.decision_id.is_(None), Said.action_id.is_(None), Said.move_id.is_(None)
    counted = (
        *counts_of_tracks(case_id),
        *counts_of_safety(case_id),
        select(func.count()).select_from(Said).where(*said),
        select(func.count()).select_from(Concern).where(Concern.circle_id == file.case.circle_id),
        select(func.count()).select_from(DoorMove).where(DoorMove.case_id == case_id),
        changes_counted(case_id),
        select(func.count()).select_from(DoorWord).where(DoorWord.case_id == case_id),
        select(func.count()).select_from(Note).where(Note.case_id == case_id),
        select(func.count()).select_from(Decision).where(Decision.case_id == case_id),
        select(func.count()).select_from(SeriousEvent).where(SeriousEvent.case_id == case_id),
        select(func.count()).select_from(CaseEnding).where(CaseEnding.case_id == case_id),
        select(func.count()).select_from(CaseEnding).where(CaseEnding.case_id == case_id, CaseEnding.reopened_at.is_not(None)),
    )
    last = (
        select(Decision.id).where(Decision.case_id == case_id).order_by(Decision.on.desc(), Decision.code.desc()).limit(1).scalar_subquery()
    )
    columns = (Decision.id, Decision.code, Decision.case_id, Decision.text, Decision.on)
    one = select(*(c.scalar_subquery() for c in counted)).subquery()
    [(*numbers, decision_id, number, _case_id, text, on)] = read.tuples(select(one, *columns).outerjoin(Decision, Decision.id == last))
    # Besides these the timeline tells of the opening and the eviction of the case, of visits, and of each action once or twice; and of
    # an end from before ends were kept apart.
    case, [ended, reopened] = file.case, numbers[-2:]
    of_case = 1 + (case.closed_on is not None and ended == reopened) + (case.eviction_on is not None)
    of_actions = sum(1 + (a.done_on is not None and a.state is not ActionState.OPEN) for a in file.actions)
    decision = DecisionLine(decision_id, number, case_id, case.code, text, on) if decision_id else None
    return OpenedCase(file, tuple(visits), sum(numbers) + of_case + of_actions + len(visits), decision)

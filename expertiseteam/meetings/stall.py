"""*Ligt stil*: a running case in which nothing happened over some overleggen (domain.md, rows 48 and 74)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.basics.text import number_word
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.safety_tables import AveStep, CodeStepRow, Escalation, EvictionStep
from expertiseteam.cases.tables import Action, Case, DoorMove, Note, SeriousEvent
from expertiseteam.cases.track_tables import PathStep, PlanStep, TrackSwitch
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Decision, Meeting
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class StalledCase:
    """A running case without activity: since which day, over how many overleggen at the least."""

    id: str
    code: str
    label: str
    lead_id: str
    since: date
    meetings: int


@query()
def stalled_cases(read: Reader, day: date, only: str = "") -> list[StalledCase]:
    """Running cases in which nothing happened over as many held overleggen as the team chose (setting stall_meetings), longest first.

    `only`: the id of one case, to ask about that one.
    """
    many = team_settings(read).stall_meetings
    quiet = quiet_since(read, day, many)
    running = (Case.state.in_(RUNNING), Case.opened <= quiet, *((Case.id == only,) if only else ()))
    changed = last_changes(read, select(Case.id).where(*running), day + timedelta(days=1))
    rows = read.tuples(select(Case.id, Case.code, Case.label, Case.lead_id, Case.opened).where(*running))
    found = (StalledCase(i, code, label, lead, max(changed.get(i, opened), opened), many) for i, code, label, lead, opened in rows)
    return sorted((case for case in found if case.since <= quiet), key=lambda case: (case.since, case.code))


def quiet_since(read: Reader, on: date, meetings: int) -> date:
    """The day since when a case must have stood still to count as stalled on a day: that of so many held overleggen before.

    Where fewer were held, every one that is missing counts for three weeks.
    """
    held = select(Meeting.on).where(Meeting.on < on, Meeting.state == MeetingState.HELD).order_by(Meeting.on.desc()).limit(meetings)
    days = read.values(held)
    return (days[-1] if days else on) - timedelta(days=SERIES_DAYS * (meetings - len(days)))


def silence_words(meetings: int, last: date) -> str:
    """Say how long nothing changed, and since when."""
    many = "één overleg" if meetings == 1 else f"{number_word(meetings)} overleggen"
    return f"{many} geen verandering, de laatste was op {day_month(last)}"


def last_changes(read: Reader, running: AnySelect, before: date) -> dict[str, date]:
    """The last day before a day on which anything happened in each of these cases (a select of ids); a case without is not in it."""
    last: dict[str, date] = {}

    def seen(case_id: str | None, day: date | None) -> None:
        if case_id and day and day < before and day > last.get(case_id, date.min):
            last[case_id] = day

    dated: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (Action, (Action.agreed_on, Action.done_on)),
        (Visit, (Visit.on, Visit.sent_on)),
        (Decision, (Decision.on,)),
        (SeriousEvent, (SeriousEvent.on, SeriousEvent.learned_on)),
        (PlanStep, (PlanStep.on,)),
        (PathStep, (PathStep.on,)),
        (TrackSwitch, (TrackSwitch.on,)),
        (CodeStepRow, (CodeStepRow.done_on,)),
        (AveStep, (AveStep.on,)),
    )
    for table, columns in dated:
        newest = select(table.case_id, *(func.max(c) for c in columns)).where(table.case_id.in_(running)).group_by(table.case_id)
        for case_id, *days in read.tuples(newest):
            for day in days:
                seen(case_id, day)
    moments: tuple[tuple[Any, Any], ...] = ((DoorMove, DoorMove.at), (Note, Note.at), (EvictionStep, EvictionStep.at))
    moments += ((Escalation, Escalation.asked_at), (Escalation, Escalation.answered_at))
    for kind, column in moments:
        for case_id, moment in read.tuples(select(kind.case_id, func.max(column)).where(kind.case_id.in_(running)).group_by(kind.case_id)):
            seen(case_id, local_day(moment) if moment else None)
    joined = select(Case.id, func.max(Concern.received)).join(Concern, Concern.circle_id == Case.circle_id)
    for case_id, moment in read.tuples(joined.where(Case.id.in_(running)).group_by(Case.id)):
        seen(case_id, local_day(moment))
    return last

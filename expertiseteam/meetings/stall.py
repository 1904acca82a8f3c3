"""*Ligt stil*: a running case in which nothing happened over some overleggen (domain.md, rows 48 and 74)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Subquery, bindparam, cast, func, null, select, union_all

from expertiseteam.access.work import query
from expertiseteam.basics.clock import amsterdam, local_day
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
from expertiseteam.storage.rows import Moment
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


# What counts as a sign of life in a case, at most two of a kind: a table with its days, or with its moments.
_DAYS: tuple[tuple[Any, ...], ...] = (
    (Action, Action.agreed_on, Action.done_on),
    (Visit, Visit.on, Visit.sent_on),
    (Decision, Decision.on),
    (SeriousEvent, SeriousEvent.on, SeriousEvent.learned_on),
    (PlanStep, PlanStep.on),
    (PathStep, PathStep.on),
    (TrackSwitch, TrackSwitch.on),
    (CodeStepRow, CodeStepRow.done_on),
    (AveStep, AveStep.on),
)
_MOMENTS: tuple[tuple[Any, ...], ...] = (
    (DoorMove, DoorMove.at),
    (Note, Note.at),
    (EvictionStep, EvictionStep.at),
    (Escalation, Escalation.asked_at, Escalation.answered_at),
)


@query()
def stalled_cases(read: Reader, day: date) -> list[StalledCase]:
    """Running cases in which nothing happened over as many held overleggen as the team chose (setting stall_meetings), longest first."""
    return without_change(read, day, team_settings(read).stall_meetings)


def without_change(read: Reader, day: date, meetings: int) -> list[StalledCase]:
    """Running cases in which nothing happened over so many held overleggen before a day, longest first. Three statements."""
    quiet = quiet_since(read, day, meetings)
    changed = last_changes(read, day + timedelta(days=1), quiet)
    rows = read.tuples(_running(), quiet=quiet)
    found = (StalledCase(i, code, label, lead, max(changed.get(i, opened), opened), meetings) for i, code, label, lead, opened in rows)
    return sorted((case for case in found if case.since <= quiet), key=lambda case: (case.since, case.code))


@cache
def _running() -> AnySelect:
    columns = select(Case.id, Case.code, Case.label, Case.lead_id, Case.opened)
    return columns.where(Case.state.in_(RUNNING), Case.opened <= bindparam("quiet"))


def quiet_since(read: Reader, on: date, meetings: int) -> date:
    """The day since when a case must have stood still to count as stalled on a day: that of so many held overleggen before.

    Where fewer were held, every one that is missing counts for three weeks.
    """
    [(first, held)] = read.tuples(_before(), on=on, meetings=meetings)
    return quiet_day(on, meetings, first, held)


@cache
def _before() -> AnySelect:
    return select(overleggen_before())


def overleggen_before() -> Subquery:
    """The first of the last `:meetings` overleggen that were held before the day `:on`, and how many they are; for a bigger statement."""
    held = select(Meeting.on).where(Meeting.on < bindparam("on", type_=Date), Meeting.state == MeetingState.HELD)
    last = held.order_by(Meeting.on.desc()).limit(bindparam("meetings", type_=Integer)).subquery()
    return select(func.min(last.c.on).label("first"), func.count().label("held")).select_from(last).subquery("before")


def quiet_day(on: date, meetings: int, first: date | None, held: int) -> date:
    """As `quiet_since`, from what `overleggen_before` found."""
    return (first or on) - timedelta(days=SERIES_DAYS * (meetings - held))


def silence_words(meetings: int, last: date) -> str:
    """Say how long nothing changed, and since when."""
    many = "één overleg" if meetings == 1 else f"{number_word(meetings)} overleggen"
    return f"{many} geen verandering, de laatste was op {day_month(last)}"


def last_changes(read: Reader, before: date, quiet: date) -> dict[str, date]:
    """The last day before a day on which anything happened in each running case that was there on the day `quiet`.

    Of a case that is younger nobody can say that it stands still. A case in which nothing happened is not in it.
    """
    given = {"before": before, "midnight": datetime.combine(before, datetime.min.time(), tzinfo=amsterdam()), "quiet": quiet}
    found = {case_id: last_of(days, before) for case_id, *days in read.tuples(_changes_of_running(), **given)}
    return {case_id: day for case_id, day in found.items() if day > date.min}


def last_of(found: Iterable[date | datetime | None], before: date) -> date:
    """The last of these days before a day, from what `changes_of` found; date.min when there is none."""
    last = date.min
    for one in found:
        if one is not None:
            day = local_day(one) if isinstance(one, datetime) else one
            last = day if last < day < before else last
    return last


@cache
def _changes_of_running() -> AnySelect:
    """A row per case: the last of each column of `changes_of`, of what was before the day."""
    changes = changes_of(select(Case.id, Case.circle_id).where(Case.state.in_(RUNNING), Case.opened <= bindparam("quiet")))
    columns = [
        *(func.max(c).filter(c < bindparam("before", type_=Date)) for c in (changes.c.day, changes.c.other_day)),
        *(func.max(c).filter(c < bindparam("midnight", type_=Moment)) for c in (changes.c.moment, changes.c.other_moment)),
    ]
    return select(changes.c.case_id, *columns).group_by(changes.c.case_id)


def changes_of(cases: AnySelect) -> Subquery:
    """The last two days and two moments of every kind of change in some cases: a row per case and kind of change.

    `cases` selects the ids of the cases and of their circles.
    """
    no_days, no_moments = (cast(null(), Date),) * 2, (cast(null(), Moment),) * 2
    found = cases.cte("chosen")  # once, not once for every table
    chosen = select(found.c.id)
    parts: list[AnySelect] = []
    for table, *columns in _DAYS:
        days = (*(func.max(c) for c in columns), *no_days)[:2]
        parts.append(select(table.case_id, *_named(*days, *no_moments)).where(table.case_id.in_(chosen)).group_by(table.case_id))
    for table, *columns in _MOMENTS:
        moments = (*(func.max(c) for c in columns), *no_moments)[:2]
        parts.append(select(table.case_id, *_named(*no_days, *moments)).where(table.case_id.in_(chosen)).group_by(table.case_id))
    received = select(found.c.id, *_named(*no_days, func.max(Concern.received), no_moments[1]))
    parts.append(received.join(Concern, Concern.circle_id == found.c.circle_id).group_by(found.c.id))
    return union_all(*parts).subquery("changes")


def _named(*columns: Any) -> tuple[Any, ...]:
    return tuple(column.label(name) for column, name in zip(columns, ("day", "other_day", "moment", "other_moment"), strict=True))

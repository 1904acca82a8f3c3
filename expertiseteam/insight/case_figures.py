"""Cases in figures: how many run, how long, how soon something was done, how homes were kept. Never a name of a resident or an address.

Domain.md, rows 15 (trend, duration and load), 27 (earliness), 37 (evictions), 88 and 113 (tenure).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select

from expertiseteam.access.tables import Member
from expertiseteam.access.work import query
from expertiseteam.basics.clock import from_wall, local_day
from expertiseteam.basics.small_counts import DERIVED, parts_told, told, with_share
from expertiseteam.cases.records import RUNNING, THREATENING, EvictionState
from expertiseteam.cases.safety_tables import AveStep, EvictionStep
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.subject_records import Tenure
from expertiseteam.cases.tables import Action, Case, CaseEnding, Subject
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.tables import Visit

MONTHS = 12
QUARTER = 3
EARLY = (AvePhase.ONE, AvePhase.TWO)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """What happened in a month, and how many cases were open on its last day (today, for the month that runs)."""

    first: date
    opened: int
    ended: int
    open: int


@dataclass(frozen=True, slots=True)
class EvictionFigures:
    """Homes that were or are threatened, each counted once: by how it stands now, or how it ended."""

    threatened: int
    averted: int
    postponed: int
    carried_out: int
    left: int


@dataclass(frozen=True, slots=True)
class QuarterFigure:
    """Cases that were opened in three months, by how people live (domain.md, row 113); None: not said."""

    first: date  # of the first month
    opened: int
    tenures: tuple[tuple[Tenure | None, int], ...]  # every kind, also those that were not there

    @property
    def owned(self) -> int:
        return dict(self.tenures)[Tenure.OWNED]


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The last twelve months. `median_days` and `first_action_days` are None as long as there is nothing to count."""

    months: tuple[MonthFigure, ...]
    loads: tuple[tuple[str, int], ...]  # name of who leads, running cases; by name, because it is no ranking
    median_days: float | None  # from opening to ending, of what ended
    first_action_days: float | None  # from the first signal to the first action or visit, of what was opened
    without_action: int  # opened from a signal, and nothing was agreed or sent yet
    phased: int  # opened, and given a phase of AVE
    early: int  # of these in phase 1 or 2 at first
    evictions: EvictionFigures
    tenures: tuple[tuple[Tenure | None, int], ...]  # of running cases; None: not said
    quarters: tuple[QuarterFigure, ...]


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """The figures as they may be told (basics/small_counts.py): no small number of households, and none that follows from a total.

    How many cases a colleague leads is no number of households, and stays as it is; so are medians.
    """

    months: tuple[tuple[str, str, str], ...]  # opened, ended, and about how many were open, in the order of `CaseFigures.months`
    evictions: tuple[str, ...]  # threatened, averted, postponed, carried out, left
    tenures: tuple[tuple[Tenure | None, str], ...]  # with their share
    quarters: tuple[tuple[str, dict[Tenure | None, str]], ...]  # opened, and by how people live; those of whom nothing was said with OTHER
    without_action: str
    early: str  # "12 van 20"


def told_figures(found: CaseFigures, smallest: int) -> ToldFigures:
    """Return what of the figures may be told.

    What is opened in a month stands in its quarter too, and is a part of it. What was open is told about: else what ended would follow
    from what was opened, and the other way round.
    """
    quarters = told([quarter.opened for quarter in found.quarters], smallest)
    opened, lives = list[str](), list[dict[Tenure | None, str]]()
    for number, (quarter, total) in enumerate(zip(found.quarters, quarters, strict=True)):
        opened += parts_told(total, [month.opened for month in found.months[number * QUARTER : (number + 1) * QUARTER]], smallest)
        counted = dict(quarter.tenures)
        counted[Tenure.OTHER] += counted.pop(None)
        lives.append(dict(zip(counted, parts_told(total, list(counted.values()), smallest), strict=True)))
    ended = told([month.ended for month in found.months], smallest)
    standing = [_about(month.open, smallest) for month in found.months]
    homes, fresh = found.evictions, sum(quarter.opened for quarter in found.quarters)
    phased = told((found.phased, fresh - found.phased), smallest)[0]
    early = parts_told(phased, (found.early, found.phased - found.early), smallest)[0]
    many = told([count for _, count in found.tenures], smallest)
    whole = sum(count for _, count in found.tenures)
    return ToldFigures(
        months=tuple(zip(opened, ended, standing, strict=True)),
        evictions=tuple(told((homes.threatened, homes.averted, homes.postponed, homes.carried_out, homes.left), smallest)),
        tenures=tuple((tenure, with_share(said, count, whole)) for (tenure, count), said in zip(found.tenures, many, strict=True)),
        quarters=tuple(zip(quarters, lives, strict=True)),
        without_action=told((found.without_action,), smallest)[0],
        early=f"{early} van {phased}" if phased.isdigit() and found.phased else phased if found.phased else DERIVED,
    )


def _about(count: int, smallest: int) -> str:
    return told((count,), smallest)[0] if count < smallest else str(round(count / smallest) * smallest)


@query()
def case_figures(read: Reader, today: date) -> CaseFigures:
    """The figures of the twelve months up to and with today, of what the viewer may know of."""
    from statistics import median  # ten milliseconds, and nobody sees figures first

    firsts = months_before(today)
    since = firsts[0]
    # Only what lived in these months is read: a team keeps ten years of what ended before.
    still = or_(Case.opened >= since, Case.closed_on.is_(None), Case.closed_on >= since)
    lived = read.tuples(select(Case.id, Case.circle_id, Case.opened, Case.closed_on).where(still))
    ends = read.tuples(select(Case.opened, CaseEnding.on).join(Case, Case.id == CaseEnding.case_id).where(CaseEnding.on >= since))
    fresh = {case: (circle, opened) for case, circle, opened, _ in lived if opened >= since}
    waited, idle = _until_first_action(read, fresh, since)
    begun = _first_phases(read, since)
    phases = [begun[case] for case in fresh if case in begun]
    loads = select(Member.name, func.count()).join(Case, Case.lead_id == Member.id).where(Case.state.in_(RUNNING))
    tenures = select(Subject.tenure, func.count(Case.id)).select_from(Case).outerjoin(Subject, Subject.case_id == Case.id)
    lives = dict(read.tuples(select(Subject.case_id, Subject.tenure).join(Case, Case.id == Subject.case_id).where(Case.opened >= since)))
    homes = Counter(dict(read.tuples(tenures.where(Case.state.in_(RUNNING)).group_by(Subject.tenure))))
    return CaseFigures(
        months=tuple(
            MonthFigure(
                first,
                sum(first <= opened < after for _, _, opened, _ in lived),
                sum(first <= on < after for _, on in ends),
                sum(opened < after and (closed is None or closed >= after) for _, _, opened, closed in lived),
            )
            for first, after in zip(firsts, [*firsts[1:], today + timedelta(days=1)], strict=True)
        ),
        loads=tuple((name, count) for name, count in read.tuples(loads.group_by(Member.name).order_by(Member.name))),
        median_days=median((on - opened).days for opened, on in ends) if ends else None,
        first_action_days=median(waited) if waited else None,
        without_action=idle,
        phased=len(phases),
        early=sum(phase in EARLY for phase in phases),
        evictions=_evictions(read, since),
        tenures=tuple((tenure, homes[tenure]) for tenure in (*Tenure, None) if homes[tenure]),
        quarters=tuple(
            _quarter(first, [lives.get(case) for case, (_, opened) in fresh.items() if first <= opened < after])
            for first, after in zip(firsts[::QUARTER], [*firsts[QUARTER::QUARTER], today + timedelta(days=1)], strict=True)
        ),
    )


def _quarter(first: date, lives: list[Tenure | None]) -> QuarterFigure:
    counted = Counter(lives)
    return QuarterFigure(first, len(lives), tuple((tenure, counted[tenure]) for tenure in (*Tenure, None)))


def months_before(today: date) -> list[date]:
    """Return the first days of the twelve months up to and with that of today, the oldest first."""
    counted = [today.year * 12 + today.month - 1 - back for back in reversed(range(MONTHS))]
    return [date(number // 12, number % 12 + 1, 1) for number in counted]


def _until_first_action(read: Reader, fresh: dict[str, tuple[str, date]], since: date) -> tuple[list[int], int]:
    """Days from the first signal of each case to what was done first; and in how many of those nothing was done yet."""
    # "In" and no join: from a join SQLite makes a walk past every action that there ever was, and looks up the case of each.
    cases, circles = (select(column).where(Case.opened >= since) for column in (Case.id, Case.circle_id))
    first_told = select(Concern.circle_id, func.min(Concern.received)).where(Concern.circle_id.in_(circles))
    told = dict(read.tuples(first_told.group_by(Concern.circle_id)))
    first_agreed = select(Action.case_id, func.min(Action.agreed_on)).where(Action.case_id.in_(cases))
    agreed = dict(read.tuples(first_agreed.group_by(Action.case_id)))
    first_sent = select(Visit.case_id, func.min(Visit.sent_on)).where(Visit.case_id.in_(cases))
    sent = dict(read.tuples(first_sent.group_by(Visit.case_id)))
    waited, idle = [], 0
    for case, (circle, _) in fresh.items():
        if circle not in told:
            continue
        done = [day for day in (agreed.get(case), sent.get(case)) if day is not None]
        if done:
            waited.append(max(0, (min(done) - local_day(told[circle])).days))
        else:
            idle += 1
    return waited, idle


def _first_phases(read: Reader, since: date) -> dict[str, AvePhase]:
    found: dict[str, AvePhase] = {}
    steps = select(AveStep.case_id, AveStep.after).join(Case, Case.id == AveStep.case_id).where(Case.opened >= since)
    for case, phase in read.tuples(steps.order_by(AveStep.at)):
        found.setdefault(case, phase)
    return found


def _evictions(read: Reader, since: date) -> EvictionFigures:
    begin = from_wall(datetime.combine(since, time.min))
    recent = set(read.values(select(EvictionStep.case_id).where(EvictionStep.at >= begin)))
    standing = select(Case.id, Case.eviction).where(Case.eviction != EvictionState.NONE)
    now = Counter(state for case, state in read.tuples(standing) if case in recent or state in THREATENING)
    postponed = now[EvictionState.POSTPONED]
    return EvictionFigures(
        threatened=sum(now[state] for state in THREATENING) - postponed,
        averted=now[EvictionState.AVERTED],
        postponed=postponed,
        carried_out=now[EvictionState.CARRIED_OUT],
        left=now[EvictionState.LEFT],
    )

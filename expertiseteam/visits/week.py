"""The plan of a week: who goes where and when, what has no day yet, and what clashes. A clash is shown, never forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from itertools import permutations

from sqlalchemy import and_, or_, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.dates import clock_time, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.team.absence import AbsenceLine, absences
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.changed import earlier_members, left_these_days
from expertiseteam.visits.duos import lines_of
from expertiseteam.visits.load import month_loads
from expertiseteam.visits.planning import settled
from expertiseteam.visits.records import ContactMode, Plan, VisitLine, VisitState
from expertiseteam.visits.tables import Visit

DAYS = 7
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Week:
    """Visits that go in the seven days from `monday`, those without a day, who is away, and how long a visit takes when nobody said."""

    monday: date
    planned: tuple[VisitLine, ...]
    waiting: tuple[VisitLine, ...]
    cancelled: tuple[VisitLine, ...]  # had a day in this week: calendars must hear of it
    left: tuple[VisitLine, ...]  # had a day in this week and has it no more: on its new day, or as off
    earlier: Mapping[str, frozenset[str]]  # who went before a colleague did so in his place, by visit: their calendars too
    earlier_waits: Mapping[str, frozenset[str]]  # who waited for the duo and does so no longer, by visit
    away: tuple[AbsenceLine, ...]
    names: Mapping[str, str]  # first names of who is away, by id
    minutes: int
    month: date  # a day of the month whose load is counted: the Thursday, so that a week belongs to one month
    loads: Mapping[str, int]  # visits in that month, also those that were, by name: as far as the viewer may see them

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + timedelta(days=n) for n in range(DAYS))


@dataclass(frozen=True, slots=True)
class Engagement:
    """What keeps people of the team from a door: the overleg, or a round. `member_ids`: of whom; None: of everybody."""

    what: str
    on: date
    since: time
    minutes: int
    member_ids: frozenset[str] | None = None


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@query()
def week_plan(read: Reader, monday: date) -> Week:
    """The week of a Monday, earliest first; what has no day yet, first due first."""
    after, last = monday + timedelta(days=DAYS), monday + timedelta(days=DAYS - 1)
    within = and_(Visit.planned_on >= monday, Visit.planned_on < after, Visit.state != VisitState.DONE)
    found = lines_of(read, or_(within, and_(Visit.planned_on.is_(None), Visit.state == VisitState.PLANNED)))
    planned = [one for one in found if one.planned_on is not None]
    waiting = [one for one in found if one.planned_on is None]
    planned.sort(key=lambda one: (one.planned_on or monday, one.planned_at or time.min, one.code))
    away = [one for one in absences(read, monday) if one.since < after]
    known = read.tuples(select(Member.id, Member.name).where(Member.id.in_([one.member_id for one in away]))) if away else []
    left = left_these_days(read, [one.id for one in planned], monday, last)
    return Week(
        monday,
        tuple(one for one in planned if one.state is VisitState.PLANNED),
        tuple(waiting),
        tuple(one for one in planned if one.state is VisitState.CANCELLED),
        tuple(left),
        *(earlier_members(read, planned + left) if planned or left else ({}, {})),
        tuple(away),
        {member_id: name.split()[0] for member_id, name in known},
        team_settings(read).visit_minutes,
        middle := monday + timedelta(days=_THURSDAY),
        month_loads(read, middle),
    )


@act("huisbezoek verplaatst in het weekplan", by=TEAM)
def move_visit(work: Work, shown: VisitLine, on: date | None, at: time | None = None, ends: time | None = None) -> None:
    """Let a duo go on another day and time; None: no day yet. Refused once the visit has been, and for what `settled` refuses."""
    visit = work.get(Visit, shown.id)
    if visit.state is not VisitState.PLANNED:
        raise Refused("Dit bezoek is al geweest of gaat niet door. Er is niets gewijzigd.")
    now = Plan(**{field.name: getattr(visit, field.name) for field in fields(Plan)})
    plan = replace(now, planned_on=on, planned_at=at if on else None, ends_at=ends if on else None)
    care, enforcement = work.get(Member, visit.care_id), work.get(Member, visit.enforcement_id)
    wanted = settled(
        work,
        plan,
        case_id=visit.case_id,
        care=care,
        enforcement=enforcement,
        mode=visit.mode or ContactMode.VISIT,
        before=visit.before,
        part=visit.part,
        visit_id=visit.id,
    )
    moved = {name: wanted.pop(name) for name in ("planned_on", "planned_at", "ends_at")}
    visit = work.edit(Visit, shown, **moved)
    work.edit(Visit, visit, **wanted)  # follows from the others


def clashes(week: Week, engaged: Sequence[Engagement] = ()) -> dict[str, str]:
    """Return in words what clashes, by visit: somebody goes to two doors at once, is away, is at the overleg or on a round, or goes
    after the last day.
    """
    found: dict[str, list[str]] = {}
    for one, other in permutations(week.planned, 2):
        both = [name.split()[0] for member_id, name in _people(one) if member_id in {who for who, _ in _people(other)}]
        if both and _overlap(one, other, week.minutes):
            verb = "gaat" if len(both) == 1 else "gaan"
            at = clock_time(other.planned_at) if other.planned_at else ""
            found.setdefault(one.id, []).append(f"{' en '.join(both)} {verb} om {at} ook naar {other.code}")
    for one, other in permutations(week.planned, 2):
        waits = [name.split()[0] for member_id, name in _people(other) if one.is_waited_for_by(member_id)]
        if waits and _overlap(one, other, week.minutes, until=one.check_in_due):
            found.setdefault(one.id, []).append(f"{waits[0]} is achterwacht en gaat dan naar {other.code}")
            found.setdefault(other.id, []).append(f"{waits[0]} is dan achterwacht bij {one.code}")
    for one in week.planned:
        for member_id, name in _people(one):
            if any(a.member_id == member_id and a.since <= (one.planned_on or week.monday) <= a.until for a in week.away):
                found.setdefault(one.id, []).append(f"{name.split()[0]} is afwezig")
        words = engaged_words(engaged, (one.care_id, one.enforcement_id), one.planned_on, one.planned_at, one.ends_at, week.minutes)
        found.setdefault(one.id, []).extend(words)
        if one.planned_on is not None and one.planned_on > one.before:
            found.setdefault(one.id, []).append(f"later dan {short_date(one.before)}")
    return {visit_id: ", ".join(words) for visit_id, words in found.items() if words}


def engaged_words(
    engaged: Sequence[Engagement], duo: Iterable[str], on: date | None, at: time | None, ends: time | None, minutes: int
) -> list[str]:
    """Return with what a plan clashes besides other visits: "met het overleg". `minutes`: how long a visit takes when nobody said."""
    if on is None or at is None:
        return []
    begin = datetime.combine(on, at)
    end = datetime.combine(on, ends) if ends else begin + timedelta(minutes=minutes)
    found = []
    for one in engaged:
        since = datetime.combine(one.on, one.since)
        meant = one.member_ids is None or not one.member_ids.isdisjoint(duo)
        if meant and since < end and begin < since + timedelta(minutes=one.minutes):
            found.append(f"met {one.what}")
    return found


def for_calendar(week: Week, member_id: str) -> list[VisitLine]:
    """Return what the calendar of a member must know: where he goes, what was moved to another week, and as off what does not go on, has
    no day any more, or somebody else does in his place."""
    told = _told(week)
    gone = [one for one in told if member_id in week.earlier.get(one.id, ())]
    return of_member(told, member_id) + [replace(one, state=VisitState.CANCELLED) for one in gone]


def changed_for(week: Week, member_id: str) -> list[VisitLine]:
    """Return of `for_calendar` what a file of this week that was saved before may say otherwise: moved to another week, or off."""
    here = {one.id for one in week.planned}
    return [one for one in for_calendar(week, member_id) if one.id not in here or one.state is VisitState.CANCELLED]


def waits_for_calendar(week: Week, member_id: str) -> list[VisitLine]:
    """Return for which duos the calendar of a member must know that he waits, and, as off, for which he does so no longer."""
    told = _told(week)
    gone = [one for one in told if member_id in week.earlier_waits.get(one.id, ())]
    waited = [one for one in told if one.is_waited_for_by(member_id)]
    return waited + [replace(one, state=VisitState.CANCELLED) for one in gone]


def _told(week: Week) -> tuple[VisitLine, ...]:
    return (*week.planned, *week.cancelled, *week.left)


def of_member(visits: Iterable[VisitLine], member_id: str) -> list[VisitLine]:
    """Return the visits on which a member goes."""
    return [one for one in visits if member_id in (one.care_id, one.enforcement_id)]


def _people(one: VisitLine) -> Iterator[tuple[str, str]]:
    yield one.care_id, one.care
    if one.enforcement_id != one.care_id:
        yield one.enforcement_id, one.enforcement


def _overlap(one: VisitLine, other: VisitLine, minutes: int, until: datetime | None = None) -> bool:
    """Whether two visits are at the same time; `until`: somebody waits for the first so long."""
    if one.planned_on != other.planned_on or one.planned_at is None or other.planned_at is None:
        return False
    (a, b), (c, d) = _stretch(one, minutes), _stretch(other, minutes)
    b = until.astimezone(amsterdam()).replace(tzinfo=None) if until else b
    return a < d and c < b


def _stretch(one: VisitLine, minutes: int) -> Sequence[datetime]:
    begin = datetime.combine(one.planned_on or date.min, one.planned_at or time.min)
    return begin, datetime.combine(begin.date(), one.ends_at) if one.ends_at else begin + timedelta(minutes=minutes)

"""What changed of visits that were planned: who goes, on which day, or nobody. For the two who go, and for who no longer goes or waits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import FieldChange, Member
from expertiseteam.basics.clock import local_day
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import chosen, known
from expertiseteam.visits.duos import lines_of
from expertiseteam.visits.records import VisitLine, VisitState
from expertiseteam.visits.tables import Visit

Earlier = aliased(FieldChange)
_EYES = ("care_id", "enforcement_id")
_WAITS = "check_in_id"
_SETTING = "visit_change_days"


@dataclass(frozen=True, slots=True)
class VisitChange:
    """How a visit differs from some days ago: another duo or day, or cancelled by somebody else (the reason stands in `visit`).

    `left`: full names of who no longer goes; `joined`: ids of who goes since then.
    """

    visit: VisitLine
    left: tuple[str, ...]
    joined: tuple[str, ...]
    was_on: date | None  # the day that was planned first, when it is another one now
    waits_no_more: bool = False  # for who was the achterwacht and is so no longer; of the rest he need not know


@dataclass
class _Before:
    eyes: dict[str, str] = field(default_factory=dict)  # id to name of everybody who went at some moment
    first: dict[str, str] = field(default_factory=dict)  # the oldest value of each field
    waited: set[str] = field(default_factory=set)  # ids of everybody who was the achterwacht at some moment


def visit_changes(read: Reader, visits: list[VisitLine], member_id: str, day: date) -> list[VisitChange]:
    """Return what changed of the planned visits of a member, `visits`, of those on which he went or waited, and of those that
    somebody else cancelled, as long as the team wants it told."""
    columns: Any = (FieldChange.row_id, FieldChange.field, FieldChange.before, FieldChange.at, Member.name, chosen(_SETTING))
    statement = select(*columns).join(Visit, Visit.id == FieldChange.row_id).outerjoin(Member, Member.id == FieldChange.before)
    went = exists().where(Earlier.row_id == Visit.id, Earlier.field.in_((*_EYES, _WAITS)), Earlier.before == member_id)
    goes = or_(Visit.care_id == member_id, Visit.enforcement_id == member_id)
    planned = and_(Visit.state == VisitState.PLANNED, or_(goes, went))
    concerned = or_(goes, Visit.check_in_id == member_id)
    off = and_(Visit.state == VisitState.CANCELLED, concerned, FieldChange.field == "cancelled_because", FieldChange.by_id != member_id)
    statement = statement.where(or_(planned, off)).order_by(FieldChange.at)
    found: dict[str, _Before] = {}
    for visit_id, name, before, at, person, setting in read.tuples(statement):
        if local_day(at) <= day - timedelta(days=known(_SETTING, setting)):
            continue
        was = found.setdefault(visit_id, _Before())
        if before:  # a first day is no other day
            was.first.setdefault(name, before)
        if name in _EYES and person:
            was.eyes[before] = person
        if name == _WAITS:
            was.waited.add(before)
    gone = list(found.keys() - {one.id for one in visits})
    lines = visits + (lines_of(read, Visit.id.in_(gone)) if gone else [])
    changes = [_told_to(member_id, one, found[one.id]) for one in lines if one.id in found]
    return [one for one in changes if one.left or one.joined or one.was_on or one.waits_no_more or one.visit.state is VisitState.CANCELLED]


def left_these_days(read: Reader, staying: Collection[str], since: date, until: date) -> list[VisitLine]:
    """Return the visits that had a day from `since` to `until` and have it no more, besides those that stay there by id.

    What goes on another day is as it stands now; what has no day, or does not go on, stands on the day that it had, as off.
    """
    had = dict(
        read.tuples(
            select(FieldChange.row_id, FieldChange.before)
            .join(Visit, Visit.id == FieldChange.row_id)
            .where(FieldChange.field == "planned_on", FieldChange.before.between(since.isoformat(), until.isoformat()))
            .where(Visit.state != VisitState.DONE)
            .order_by(FieldChange.at)
        )
    )
    gone = sorted(had.keys() - set(staying))
    found = lines_of(read, Visit.id.in_(gone)) if gone else []
    return [
        one
        if one.planned_on is not None and one.state is VisitState.PLANNED
        else replace(one, planned_on=date.fromisoformat(had[one.id]), planned_at=None, state=VisitState.CANCELLED)
        for one in found
    ]


Earliers = dict[str, frozenset[str]]


def earlier_members(read: Reader, visits: list[VisitLine]) -> tuple[Earliers, Earliers]:
    """Return who went on these visits, and who waited for the duo, before somebody else did, by visit: their calendars must hear of it."""
    rows = read.tuples(
        select(FieldChange.row_id, FieldChange.field, FieldChange.before).where(
            FieldChange.row_id.in_([one.id for one in visits]), FieldChange.field.in_((*_EYES, _WAITS))
        )
    )
    went: dict[str, set[str]] = {}
    waited: dict[str, set[str]] = {}
    for visit_id, name, before in rows:
        if before:
            (waited if name == _WAITS else went).setdefault(visit_id, set()).add(before)
    return (
        {one.id: frozenset(went[one.id] - {one.care_id, one.enforcement_id}) for one in visits if one.id in went},
        {one.id: frozenset(waited[one.id] - {one.check_in_id}) for one in visits if one.id in waited},
    )


def _told_to(member_id: str, visit: VisitLine, was: _Before) -> VisitChange:
    """What a member must know of it: of who only waited no more than that he does so no longer, or that nobody goes."""
    if member_id in was.eyes or member_id in (visit.care_id, visit.enforcement_id):
        return _change(visit, was)
    is_off = visit.state is not VisitState.CANCELLED and member_id in was.waited and visit.check_in_id != member_id
    return VisitChange(visit, (), (), None, is_off)


def _change(visit: VisitLine, was: _Before) -> VisitChange:
    now = (visit.care_id, visit.enforcement_id)
    then = {was.first.get(name, getattr(visit, name)) for name in _EYES}
    left = tuple(name for who, name in was.eyes.items() if who not in now)
    on = was.first.get("planned_on", "")
    day = date.fromisoformat(on) if on else None
    return VisitChange(visit, left, tuple(who for who in dict.fromkeys(now) if who not in then), day if day != visit.planned_on else None)

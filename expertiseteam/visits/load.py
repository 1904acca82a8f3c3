"""How many visits people have in a month: those that were and those that are planned, as far as whoever asks may see them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from expertiseteam.access.tables import Member
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit


def in_month(day: date) -> ColumnElement[bool]:
    """Whether a visit is in the month of a day: on the day that it was, else the planned one, else its last one."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    on = func.coalesce(Visit.on, Visit.planned_on, Visit.before)
    return and_(on >= first, on < after)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last one of that month where it has no such day."""
    years, month = divmod(day.month - 1 - months, 12)
    first = date(day.year + years, month + 1, 1)
    last = ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def month_loads(read: Reader, day: date) -> dict[str, int]:
    """How many visits everybody has in the month of a day, by name: to be seen, not to rank. Who has none is not there."""
    counted: Counter[str] = Counter()
    pairs = select(Visit.care_id, Visit.enforcement_id, func.count()).where(Visit.state != VisitState.CANCELLED, in_month(day))
    for care, enforcement, many in read.tuples(pairs.group_by(Visit.care_id, Visit.enforcement_id)):
        for member_id in {care, enforcement}:
            counted[member_id] += many
    names = read.tuples(select(Member.id, Member.name).where(Member.id.in_(list(counted)))) if counted else []
    return {name: counted[member_id] for member_id, name in sorted(names, key=lambda one: one[1])}

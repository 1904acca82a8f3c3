"""What is already known of a door: suggestions while typing, and earlier signals. Suggests, never joins by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, case, func, or_, select

from expertiseteam.access.work import query
from expertiseteam.basics.addresses import house_number, nearly_same, normalise, same_address, why_same
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.concerns.records import WAITING, AddressHistory, Certainty, Channel, ConcernState, KnownDoor
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import Reader, select_for


@dataclass(frozen=True, slots=True)
class _Earlier:
    id: str
    code: str
    place: str
    place_key: str
    received: datetime
    certainty: Certainty | str
    channel: Channel | str
    state: ConcernState


@query()
def known_doors(read: Reader) -> list[KnownDoor]:
    """Every place that was written down, one spelling per door, last used first, with how many signals named it."""
    waiting = func.sum(case((Concern.state.in_(WAITING), 1), else_=0))
    last = func.max(Concern.received)
    spelled = select(Concern.place_key, Concern.place, func.count(), waiting).where(Concern.place_key != "")
    spelled = spelled.group_by(Concern.place_key, Concern.place).order_by(last.desc())
    seen: dict[str, tuple[str, int, int]] = {}  # as plain tuples: there are thousands, most of them spelled in one way only
    for key, place, count, open_ in read.tuples(spelled):
        newest, earlier, still = seen.get(key, (place, 0, 0))
        seen[key] = newest, earlier + count, still + open_
    return [KnownDoor(place, key, count, open_) for key, (place, count, open_) in seen.items()]


@query()
def address_history(read: Reader, place: str, other_than: str = "") -> list[AddressHistory]:
    """Earlier signals on this door, newest first; also when it was spelled otherwise. Empty for a place without a house number."""
    key = normalise(place)
    if not any(c.isdigit() for c in key):
        return []
    # The key of the same house begins with the same street and number; what comes behind, the village, may be missing in one of them.
    parts = key.split()
    house = " ".join(parts[: 1 if parts[0][0].isdigit() else 2])
    begins_so = and_(Concern.place_key >= f"{house} ", Concern.place_key < f"{house}!")  # "!" is the character after the space
    statement = select_for(_Earlier, Concern).where(or_(Concern.place_key == house, begins_so), Concern.id != other_than)
    found = read.all(_Earlier, statement.order_by(Concern.received.desc()))
    return [
        AddressHistory(
            e.id,
            e.code,
            e.place,
            e.received,
            e.certainty,
            e.channel,
            e.state,
            why_same(place, e.place),
        )
        for e in found
        if e.place_key == key or same_address(e.place, place)
    ]


@query()
def nearly_known(read: Reader, place: str, other_than: str = "", most: int = 5) -> list[AddressHistory]:
    """Signals on a house that may be this one: the same number on a street spelled much alike, or with another suffix; newest first.

    To look at, never counted as the same house.
    """
    number = house_number(place)
    if not number:
        return []
    # Every spelling with this number from the index of doors; the few that may be this house are read whole.
    spelled = select(Concern.place_key, Concern.place).where(Concern.place_key.like(f"% {number}%")).distinct()
    is_it = re.compile(rf" {number}(?!\d)").search
    alike = [(key, other, why) for key, other in read.tuples(spelled) if is_it(key) and (why := nearly_same(place, other))]
    if not alike:
        return []
    near = {other: why for _, other, why in alike}
    # By key too: the index of doors begins with it.
    of_them = Concern.place_key.in_({key for key, *_ in alike}), Concern.place.in_(near), Concern.id != other_than
    found = read.all(_Earlier, select_for(_Earlier, Concern).where(*of_them).order_by(Concern.received.desc()).limit(most))
    return [AddressHistory(e.id, e.code, e.place, e.received, e.certainty, e.channel, e.state, near[e.place], False) for e in found]


def pattern(received: datetime, history: Sequence[AddressHistory], *, multiple_days: int, recurrent_months: int) -> str:
    """Say what the signals on one door make together (domain.md, section 2): *meervoudig*, *opeenvolgend*, or "".

    `history` are the others on the same door; those after `received` count too for the first, because they are together in one period.
    """
    day = local_day(received)
    days = [local_day(earlier.received) for earlier in history if earlier.is_same]
    together = sum(abs((day - other).days) < multiple_days for other in days)
    if together:
        return f"Meervoudig: {together + 1} signalen binnen {multiple_days} dagen."
    months = recurrent_months
    since = date(day.year + (day.month - 1 - months) // 12, (day.month - 1 - months) % 12 + 1, 1) + timedelta(days=day.day - 1)
    before = [other for other in days if since <= other <= day]
    return f"Opeenvolgend: een eerder signaal binnen {months} maanden, op {day_month(max(before))}." if before else ""

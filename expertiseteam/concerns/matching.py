"""What is already known of a door: suggestions while typing, and earlier signals. Suggests, never joins by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select

from expertiseteam.access.work import query
from expertiseteam.basics.addresses import normalise, same_address
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
    certainty: Certainty
    channel: Channel
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
            "zelfde adres" if e.place_key == key else "zelfde adres, anders geschreven",
        )
        for e in found
        if e.place_key == key or same_address(e.place, place)
    ]

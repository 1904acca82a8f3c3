"""What is already known of a door: suggestions while typing, and earlier signals. Suggests, never joins by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import case, func, select

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
    seen: dict[str, KnownDoor] = {}
    for key, place, count, open_ in read.tuples(spelled.group_by(Concern.place_key, Concern.place).order_by(last.desc())):
        newest = seen.get(key, KnownDoor(place, key, 0, 0))
        seen[key] = replace(newest, earlier=newest.earlier + count, waiting=newest.waiting + open_)
    return list(seen.values())


@query()
def address_history(read: Reader, place: str, other_than: str = "") -> list[AddressHistory]:
    """Earlier signals on this door, newest first; also when it was spelled otherwise. Empty for a place without a house number."""
    key = normalise(place)
    if not any(c.isdigit() for c in key):
        return []
    number = next(part for part in key.split() if part[0].isdigit())
    statement = select_for(_Earlier, Concern).where(Concern.place_key.contains(number), Concern.id != other_than)
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

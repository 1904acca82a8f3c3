"""*Terugkijken*: who stood where at each overleg since a case began, from the moves at its door."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.cases.door_records import DoorFrame
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import AtTheDoor, Place
from expertiseteam.cases.tables import DoorMove
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Organisation

_ORDER = {place: number for number, place in enumerate(Place)}


@query()
def door_history(read: Reader, case_id: str, day: date) -> list[DoorFrame]:
    """The door at the end of every held overleg since the case began, oldest first, and now (the last frame, on `day`)."""
    opened = case_view(read, case_id).opened
    held = read.values(select(Meeting.on).where(Meeting.state == MeetingState.HELD, Meeting.on >= opened, Meeting.on <= day))
    moved = DoorMove.id, DoorMove.organisation_id, DoorMove.after, DoorMove.condition, DoorMove.at, DoorMove.is_off
    columns: Any = (*moved, Organisation.name, Organisation.icon)
    moves: Any = select(*columns).join(Organisation, Organisation.id == DoorMove.organisation_id).where(DoorMove.case_id == case_id)
    moves = read.tuples(moves.order_by(DoorMove.at))
    frames, standing, rest = [], dict[str, AtTheDoor](), list(moves)
    for on in sorted(set(held)):
        while rest and local_day(rest[0][4]) <= on:
            move_id, organisation_id, place, condition, at, is_off, name, icon = rest.pop(0)
            if is_off:
                standing.pop(organisation_id, None)
                continue
            standing[organisation_id] = AtTheDoor(move_id, 1, organisation_id, name, icon, "", place, condition, local_day(at), "")
        there = sorted(standing.values(), key=lambda one: (_ORDER[one.place], one.organisation))
        frames.append(DoorFrame(on, False, tuple(there)))
    return [*frames, DoorFrame(day, True, tuple(front_door(read, case_id)))]

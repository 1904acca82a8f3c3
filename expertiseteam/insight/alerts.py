"""What must not be let go of: serious events that nobody looked back on yet, and cases that stand still (domain.md, rows 48 and 74)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertiseteam.access.who import Role
from expertiseteam.access.work import query
from expertiseteam.cases.calling_in import CalledUntil, called_in_too_long
from expertiseteam.cases.exploring import ExploredCase, long_explored
from expertiseteam.cases.records import SeriousEventLine
from expertiseteam.cases.reporting_code import unreported_dangers
from expertiseteam.cases.safety_records import Unreported
from expertiseteam.cases.serious import events_to_discuss
from expertiseteam.meetings.stall import StalledCase, stalled_cases
from expertiseteam.storage.reading import Reader
from expertiseteam.team.members import members


@dataclass(frozen=True, slots=True)
class Alerts:
    """`events` oldest first, `stalled` longest first."""

    events: tuple[SeriousEventLine, ...]
    stalled: tuple[StalledCase, ...]
    unreported: tuple[Unreported, ...] = ()  # danger that was weighed and not reported, for the aandachtsfunctionaris
    explored: tuple[ExploredCase, ...] = ()  # explorations whose term is over, longest first
    called: tuple[CalledUntil, ...] = ()  # who was called in to a door until a day that is over, first over first


@query()
def my_alerts(read: Reader, member_id: str, day: date) -> Alerts:
    """The events for everybody; what stands still or was explored too long for its lead, and all of it for the aandachtsfunctionaris.

    Whose day at the door is over, for who leads the case alone.
    """
    role = next((m.role for m in members(read) if m.id == member_id), None)
    mine = tuple(case for case in stalled_cases(read, day) if role is Role.OFFICER or case.lead_id == member_id)
    explored = tuple(case for case in long_explored(read, day) if role is Role.OFFICER or case.lead_id == member_id)
    called = tuple(one for one in called_in_too_long(read, day) if one.lead_id == member_id)
    unreported = tuple(unreported_dangers(read)) if role is Role.OFFICER else ()
    return Alerts(tuple(events_to_discuss(read)), mine, unreported, explored, called)

"""The list of cases as its screen shows it, with what the case beside it needs to know of the team: one question instead of five."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine, CaseState
from expertiseteam.meetings.stall import without_change
from expertiseteam.storage.reading import Reader
from expertiseteam.team.members import members, organisations
from expertiseteam.team.records import MemberLine, OrganisationLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class CaseList:
    """`closed` is None when nobody asked for the cases that ended. `with_duo`, `still`: the running ones where that is so, by id."""

    running: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...] | None
    with_duo: frozenset[str]
    still: frozenset[str]
    members: tuple[MemberLine, ...]
    organisations: tuple[OrganisationLine, ...]
    settings: TeamSettings


@query()
def case_list(read: Reader, day: date, closed_too: bool = False) -> CaseList:
    """The running cases as they are on a day, and those that ended when asked for."""
    settings = team_settings(read)
    return CaseList(
        running=tuple(cases(read)),
        closed=tuple(cases(read, (CaseState.CLOSED,))) if closed_too else None,
        with_duo=frozenset(read.values(select(Visit.case_id).where(Visit.state == VisitState.PLANNED))),
        still=frozenset(case.id for case in without_change(read, day, settings.stall_meetings)),
        members=tuple(members(read)),
        organisations=tuple(organisations(read)),
        settings=settings,
    )

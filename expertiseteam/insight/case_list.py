"""The list of cases as its screen shows it, with what the case beside it needs to know of the team: one question instead of five."""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.access.work import query
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine, CaseState
from expertiseteam.storage.reading import Reader
from expertiseteam.team.members import members, organisations
from expertiseteam.team.records import MemberLine, OrganisationLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.duos import planned_visits
from expertiseteam.visits.records import VisitLine


@dataclass(frozen=True, slots=True)
class CaseList:
    """`closed` is None when nobody asked for the cases that ended."""

    running: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...] | None
    planned: tuple[VisitLine, ...]
    members: tuple[MemberLine, ...]
    organisations: tuple[OrganisationLine, ...]
    settings: TeamSettings


@query()
def case_list(read: Reader, closed_too: bool = False) -> CaseList:
    """The running cases, and those that ended when asked for."""
    return CaseList(
        running=tuple(cases(read)),
        closed=tuple(cases(read, (CaseState.CLOSED,))) if closed_too else None,
        planned=tuple(planned_visits(read)),
        members=tuple(members(read)),
        organisations=tuple(organisations(read)),
        settings=team_settings(read),
    )

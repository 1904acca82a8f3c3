"""What the screens of cases know about the team besides the cases themselves."""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.cases.records import CaseLine
from expertiseteam.team.records import MemberLine, OrganisationLine
from expertiseteam.team.settings import TeamSettings


@dataclass(frozen=True)
class Known:
    """Colleagues, partners, settings and running cases, for the lists to choose from."""

    members: tuple[MemberLine, ...] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    settings: TeamSettings = TeamSettings()
    cases: tuple[CaseLine, ...] = ()  # those that run

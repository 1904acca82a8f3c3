"""What the screens of cases know about the team besides the cases themselves."""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.team.records import MemberLine, OrganisationLine
from expertiseteam.team.settings import TeamSettings


@dataclass(frozen=True)
class Known:
    """Colleagues, partners and settings, for the lists to choose from."""

    members: tuple[MemberLine, ...] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    settings: TeamSettings = TeamSettings()

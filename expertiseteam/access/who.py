"""Who is signed in, and the sets of roles and disciplines that acts and queries name."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What someone may do in the program (docs/rollen.md)."""

    OFFICER = "aandachtsfunctionaris"
    SECRETARY = "secretaris"
    MEMBER = "teamlid"
    LAWYER = "handhavingsjurist"
    GUEST = "gast"


class Discipline(enum.StrEnum):
    """From which trade someone looks."""

    CARE = "zorg"
    ENFORCEMENT = "handhaving"
    HOUSING = "wonen"
    LAW = "recht"
    SECRETARIAT = "secretariaat"


EVERYONE = frozenset(Role)
TEAM = EVERYONE - {Role.GUEST}
OFFICER = frozenset({Role.OFFICER})
DESK = frozenset({Role.OFFICER, Role.SECRETARY})
FIELD = TEAM - {Role.SECRETARY}  # those who go to the door

ALL_DISCIPLINES = frozenset(Discipline)
ENFORCING = frozenset({Discipline.ENFORCEMENT, Discipline.LAW})
AT_THE_DOOR = ALL_DISCIPLINES - {Discipline.SECRETARIAT}


@dataclass(frozen=True, slots=True)
class Who:
    """The member who is signed in."""

    id: str
    name: str
    role: Role
    discipline: Discipline
    is_active: bool

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

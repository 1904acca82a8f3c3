"""What leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time

from expertiseteam.access.who import Discipline, Role


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Someone of the team, as everyone in the team may see."""

    id: str
    version: int
    name: str
    role: Role
    discipline: Discipline
    function: str
    organisation_id: str | None
    phone: str
    can_sign_in: bool
    is_active: bool
    absences: str = ""  # first and last days of being away, "2026-11-03/2026-11-06 …"; never why

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def away_from(self, day: date) -> list[tuple[date, date]]:
        """When somebody is away on a day or later, first to come first."""
        spans = [tuple(map(date.fromisoformat, span.split("/"))) for span in self.absences.split()]
        return sorted((since, until) for since, until in spans if until >= day)

    def name_on(self, day: date) -> str:
        """The name as it stands in a list to choose from: who is away on this day has that beside it."""
        is_away = any(since <= day for since, _ in self.away_from(day))
        return f"{self.name} · op dit moment afwezig" if is_away else self.name


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    id: str
    version: int
    name: str
    icon: str
    is_active: bool
    covenant_on: date | None
    route_first: str | None = None  # what its people do first before they tell the team; None or "": nothing was agreed
    route_contact: str | None = None


@dataclass(frozen=True, slots=True)
class VillageLine:
    id: str
    version: int
    name: str
    member_id: str | None  # who knows it best


@dataclass(frozen=True, slots=True)
class DeputationLine:
    """Who stands in for the aandachtsfunctionaris, from and up to and with which day."""

    id: str
    version: int
    member_id: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Who sees to whose open work, from and up to and with which day."""

    id: str
    version: int
    member_id: str
    name: str  # of who is away
    deputy_id: str
    deputy: str  # the name of who stands in
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Evening:
    """When somebody waits for a duo that is on the road: from `begins`, through the night. Times on a Dutch wall clock."""

    begins: time
    night_ends: time
    visit_minutes: int  # how long a visit takes when nobody said


NO_WAY = "NONE"  # the team wants no way proposed at a sign


class Catalogue(enum.StrEnum):
    """Lists of words that a team chooses from when it writes down or weighs a signal, or a visit."""

    SIGNALLER = "Wie signaleert"
    SIGN = "Wat mensen zien"
    SPOT = "Plekken van keet, inloop en rondje"
    NOISE = "Redenen voor ruis"
    CERTAINTY = "Hoe zeker"
    CHANNEL = "Hoe het binnenkwam"
    APPROACH = "Aanpak aan de deur"
    REFUSAL = "Waarom iemand geen hulp wil"
    INCIDENT = "Soort incident"
    PROMPT = "Waar u vooraf op let"


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One word of a catalogue. `id` is "" and `version` 0 for a shipped word that the team left as it was."""

    id: str
    version: int
    catalogue: Catalogue
    code: str  # never changes, is never used again
    label: str
    of: tuple[str, ...]  # a sign: the signallers on whose card it stands; none: on every card
    leads: str  # a sign: "farm", "acute" or ""
    is_offered: bool
    way: str = ""  # a sign: the way that the team chose (a name of MODES, or NO_WAY); "": as shipped
    shipped_way: str = ""  # a sign: the way that comes with the program; "": none
    shipped_because: str = ""

    @property
    def proposes(self) -> tuple[str, str]:
        """How a household with this sign is best approached (domain.md, row 99), and why: ("PHONE", "…"); ("", "") for no proposal."""
        if not self.way:
            return self.shipped_way, self.shipped_because
        return ("", "") if self.way == NO_WAY else (self.way, "zo koos uw team het")


@dataclass(frozen=True, slots=True)
class SignpostPaper:
    """What stands on the sheet *Waar kan ik terecht?*; nothing of any case."""

    municipality: str
    team: str
    made: date
    name: str
    phone: str
    lines: tuple[str, ...]

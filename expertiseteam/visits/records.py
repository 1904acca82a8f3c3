"""What leaves, and what enters, this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time


class VisitState(enum.StrEnum):
    PLANNED = "gepland"
    DONE = "geweest"
    CANCELLED = "niet doorgegaan"


class Outcome(enum.StrEnum):
    """domain.md, section 6. Letting in without accepting help is an outcome of its own."""

    NOT_HOME = "niet thuis"
    NOT_REACHED = "niet bereikt"
    NOT_LET_IN = "niet binnengelaten"
    AT_THE_DOOR = "aan de deur gesproken"
    HELP_ACCEPTED = "binnengelaten, hulp aanvaard"
    HELP_REFUSED = "binnengelaten, hulp niet aanvaard"
    NO_NEED = "bewoner meldt zelf geen behoefte"
    APPOINTMENT = "afspraak gemaakt"
    WRONG_ADDRESS = "verhuisd of adres onjuist"
    BROKEN_OFF = "afgebroken wegens veiligheid"
    ACUTE_CARE = "acute zorg ingeschakeld"


# Outcomes in which somebody of the household was really spoken to (domain.md, glossary: bereikt).
REACHED = (Outcome.AT_THE_DOOR, Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED, Outcome.NO_NEED, Outcome.APPOINTMENT, Outcome.ACUTE_CARE)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a list or week plan: no views."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    task: str
    before: date
    on: date | None
    at: time | None
    is_announced: bool
    care_id: str
    care: str
    enforcement_id: str
    enforcement: str
    state: VisitState
    outcome: Outcome | None
    cancelled_because: str

    @property
    def duo(self) -> str:
        """First names, as people say them."""
        return f"{self.care.split()[0]} en {self.enforcement.split()[0]}"


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit as opened for reading or recording."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    place: str
    goal: str
    trusted_contact: str
    task: str
    before: date
    on: date | None
    at: time | None
    is_announced: bool
    care_id: str
    care: str
    enforcement_id: str
    enforcement: str
    state: VisitState
    outcome: Outcome | None
    care_view: str
    enforcement_view: str
    told: str
    cancelled_because: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something agreed on the spot; becomes an action at once."""

    what: str
    owner_id: str | None
    due: date | None
    is_promise: bool = False

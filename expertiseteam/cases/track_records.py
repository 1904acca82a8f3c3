"""What leaves this folder about the two tracks of a case: help that was refused, the social plan, the enforcement path, the switches."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class Track(enum.StrEnum):
    """Along which track a case goes (domain.md, section 3). A case begins with care."""

    CARE = "zorg"
    SAFETY = "veiligheid"
    BOTH = "zorg en veiligheid"


class PlanState(enum.StrEnum):
    """domain.md, section 3, Social plan."""

    DRAFT = "concept"
    RUNNING = "loopt"
    PARKED = "geparkeerd"
    RESUMED = "hervat"
    DONE = "afgerond"


PLAN_NEXT: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.RUNNING,),
    PlanState.RUNNING: (PlanState.PARKED, PlanState.DONE),
    PlanState.PARKED: (PlanState.RESUMED,),
    PlanState.RESUMED: (PlanState.PARKED, PlanState.DONE),
    PlanState.DONE: (),
}
IN_FORCE = (PlanState.RUNNING, PlanState.RESUMED)


class GoalState(enum.StrEnum):
    OPEN = "loopt"
    REACHED = "bereikt"
    DROPPED = "vervallen"


class OrderKind(enum.StrEnum):
    """domain.md, glossary: what the authority threatens with."""

    PENALTY = "last onder dwangsom"
    COERCION = "last onder bestuursdwang"


class PathState(enum.StrEnum):
    """domain.md, section 3, Enforcement path; R-33."""

    EXPLORING = "verkennen"
    NOTICE = "voornemen"
    VIEWPOINT = "zienswijze"
    DECIDED = "besluit"
    COMPLYING = "begunstigingstermijn"
    CHECK = "controle"
    MET = "voldaan"
    FORFEITED = "verbeurd"
    ON_HOLD = "aangehouden"
    WITHDRAWN = "ingetrokken"


PATH_NEXT: dict[PathState, tuple[PathState, ...]] = {
    PathState.EXPLORING: (PathState.NOTICE,),
    PathState.NOTICE: (PathState.VIEWPOINT,),
    PathState.VIEWPOINT: (PathState.DECIDED,),
    PathState.DECIDED: (PathState.COMPLYING,),
    PathState.COMPLYING: (PathState.CHECK,),
    PathState.CHECK: (PathState.MET, PathState.FORFEITED),
}
PATH_ENDED = (PathState.MET, PathState.FORFEITED, PathState.WITHDRAWN)
# Exploring asks nothing of the resident; what comes after it does, and needs the track of safety.
BEFORE_SAFETY = (PathState.EXPLORING, PathState.ON_HOLD, PathState.WITHDRAWN)
# What the day that is counted means, in the state in which it is counted.
UNTIL_WORDS = {
    PathState.NOTICE: "zienswijze mogelijk tot en met",
    PathState.COMPLYING: "voldoen uiterlijk op",
    PathState.CHECK: "controle op",
}


class Authority(enum.StrEnum):
    """Who decided on a switch (domain.md, section 3, Track in case)."""

    MEETING = "besluit in het overleg"
    URGENT = "met spoed, door aandachtsfunctionaris en handhavingsjurist"


@dataclass(frozen=True, slots=True)
class RefusedHelp:
    """Help that a household did not want: what was offered, when, and where that is written down."""

    id: str
    what: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    id: str
    version: int
    case_id: str
    state: PlanState
    since: date
    why: str  # of the last change


@dataclass(frozen=True, slots=True)
class GoalLine:
    id: str
    version: int
    plan_id: str
    what: str
    helper: str  # who helps with it
    due: date | None
    state: GoalState
    remark: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PathLine:
    """One enforcement path as it stands now. `until` is the day that counts in its state, see UNTIL_WORDS."""

    id: str
    version: int
    case_id: str
    what: str
    kind: OrderKind
    order: str
    state: PathState
    since: date
    until: date | None
    held_in: PathState | None  # while on hold: where it goes on


@dataclass(frozen=True, slots=True)
class PathStepLine:
    id: str
    path_id: str
    after: PathState
    on: date
    until: date | None
    remark: str
    by: str
    back_at: datetime | None = None  # it was written down wrong, and does not hold since then
    back_by: str = ""
    back_why: str = ""


@dataclass(frozen=True, slots=True)
class TakenBackLine:
    """Something that was written down wrong. `row_id`: the step of enforcement, or the reporting code whose decision it was."""

    id: str
    row_id: str
    said: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One switch between tracks."""

    id: str
    before: Track
    after: Track
    on: date
    at: datetime
    by: str
    why: str
    authority: Authority
    decision: str  # the number of the decision, or who decided with spoed
    refused: int  # offers that were refused until then

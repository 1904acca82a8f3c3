"""What leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

OWN_TEAM = "gemeente"


class Tenure(enum.StrEnum):
    """How somebody lives there; never needed (domain.md, rows 88 and 113; R-05)."""

    CORPORATION = "huur van een corporatie"
    PRIVATE = "huur van een ander"
    OWNED = "eigen huis"
    OTHER = "anders"


class CaseState(enum.StrEnum):
    """domain.md, section 3."""

    EXPLORING = "verkenning"
    ACTIVE = "loopt"
    ON_HOLD = "aangehouden"
    MONITORING = "monitoren"
    RESTRICTED = "beperkt"  # somebody objects to the use of data: only the aandachtsfunctionaris sees the case until it is decided
    CLOSED = "afgesloten"


RUNNING = (CaseState.EXPLORING, CaseState.ACTIVE, CaseState.ON_HOLD, CaseState.MONITORING)


class CaseResult(enum.StrEnum):
    """Why a case ended (domain.md, section 6)."""

    GOAL_REACHED = "doel bereikt"
    PARTLY = "deels bereikt"
    SOLVED_ITSELF = "zelf opgelost"
    HANDED_OVER = "overgedragen"
    REFUSED = "hulp geweigerd, verantwoord losgelaten"
    ENFORCED = "handhaving afgerond"
    MOVED = "verhuisd"
    DIED = "overleden"
    NO_CASE = "geen casus gebleken"
    OBJECTION = "gestopt na bezwaar"


class GoalReached(enum.StrEnum):
    """What is asked first when a case ends (domain.md, row 73)."""

    YES = "ja"
    PARTLY = "voor een deel"
    NO = "nee"


class ResidentTold(enum.StrEnum):
    """Whether the household knows that the team stops (domain.md, section 3)."""

    YES = "ja"
    NO = "nee"


class ReportersTold(enum.StrEnum):
    """Whether those who signalled know that their worry was taken up; never what came of it (domain.md, row 8)."""

    YES = "ja, allemaal"
    STILL_OWED = "nog niet, dat gebeurt nog"
    NOBODY = "er is niemand om iets te laten weten"


class HouseholdKind(enum.StrEnum):
    UNKNOWN = "nog niet bekend"
    SINGLE_MAN = "alleenstaande man"
    SINGLE_WOMAN = "alleenstaande vrouw"
    COUPLE = "echtpaar"
    FAMILY = "gezin"
    SINGLE_PARENT = "alleenstaande ouder"
    FARM = "erf"
    OTHER = "anders"


class Place(enum.StrEnum):
    """Where an organisation stands (design, section 3)."""

    FRONT = "aan de deur"
    RESERVE = "op de achterhand"
    STEPPED_ASIDE = "stapje opzij"
    ADVISER = "adviseur"  # thinks along with the team, and comes to no door
    NO_ROLE = "geen rol"  # that was discussed (domain.md, row 75)


CALLED_FROM = (Place.RESERVE, Place.STEPPED_ASIDE)  # who comes to the door from here is called in, until a day
AT_A_DISTANCE = (Place.ADVISER, Place.NO_ROLE)


class EvictionState(enum.StrEnum):
    """domain.md, section 6."""

    NONE = "geen"
    ANNOUNCED = "aangekondigd"
    SUMMONED = "dagvaarding"
    JUDGED = "vonnis"
    DATED = "datum gezegd"
    POSTPONED = "uitgesteld"
    AVERTED = "afgewend"
    CARRIED_OUT = "uitgevoerd"
    LEFT = "vrijwillig vertrokken"


THREATENING = (EvictionState.ANNOUNCED, EvictionState.SUMMONED, EvictionState.JUDGED, EvictionState.DATED, EvictionState.POSTPONED)


class ActionState(enum.StrEnum):
    """The ways an action ends (domain.md, section 3)."""

    OPEN = "open"
    DONE = "gedaan"
    NO_LONGER_POSSIBLE = "niet meer mogelijk"
    NOT_DONE = "niet gedaan"


class AgreedAt(enum.StrEnum):
    """Where an action was agreed."""

    CASE = "casus"
    VISIT = "huisbezoek"
    MEETING = "overleg"
    CONCERN = "signaal"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: code and label, no view of its content."""

    id: str
    version: int
    code: str
    label: str
    place: str
    village: str
    household: HouseholdKind
    state: CaseState
    lead_id: str
    lead: str
    opened: date
    eviction: EvictionState
    eviction_on: date | None
    last_contact: date | None
    at_door: int
    tenure: Tenure | None = None  # how somebody lives there, when that was said


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as opened; also what a form gives back, so that two edits of one field are seen."""

    id: str
    version: int
    circle_id: str
    code: str
    label: str
    place: str
    village: str
    household: HouseholdKind
    state: CaseState
    lead_id: str
    lead: str
    bringing_partner: str
    legal_basis: str
    purpose: str
    goal: str
    trusted_contact: str
    opened: date
    closed_on: date | None
    result: CaseResult | None
    result_remark: str
    eviction: EvictionState
    eviction_on: date | None
    eviction_source: str
    last_contact: date | None
    is_confidential: bool = False  # only who was let in knows of it (visits/confidential.py)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone of the household."""

    id: str
    version: int
    name: str
    part: str  # "bewoner", "zoon"
    phone: str


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """One organisation's place at one front door."""

    id: str
    version: int
    organisation_id: str
    organisation: str
    icon: str
    member: str  # the colleague who comes, or ""
    place: Place
    condition: str  # "inroepen als …", "terug als …"
    since: date
    supports: str  # the organisation whose colleague it supports at this door, or ""
    member_id: str | None = None
    has_asked: bool = False  # to come to the door, and stands elsewhere: a small hand, so that no one is forgotten
    room: str = ""  # what it may decide alone at this door
    back_on: date | None = None  # who stepped aside: when the team looks whether it comes back; who was called in: until when it comes


@dataclass(frozen=True, slots=True)
class DoorAnswers:
    """The four questions before one more stands at the door than the limit (domain.md, row 79)."""

    intended: str  # Is dit de bedoeling?
    less: str  # Kan het minder?
    belongs: str  # Wie hoort hier echt?
    without_ringing: str  # Wie kan helpen zonder aan te bellen?

    @property
    def is_empty(self) -> bool:
        return not any(t.strip() for t in (self.intended, self.less, self.belongs, self.without_ringing))


DOOR_QUESTIONS = ("Is dit de bedoeling?", "Kan het minder?", "Wie hoort hier echt?", "Wie kan helpen zonder aan te bellen?")


@dataclass(frozen=True, slots=True)
class DoorMoveLine:
    """One move of one organisation, with the counts at the door around it."""

    id: str
    organisation: str
    before: Place | None
    after: Place
    at: datetime
    front_before: int
    front_after: int
    condition: str
    answers: str  # as stored; see door_records.answered
    is_off: bool = False  # it was taken off the case
    by: str = ""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list."""

    id: str
    version: int
    number: int
    case_id: str | None
    code: str
    label: str
    what: str
    owner_id: str | None
    owner: str
    due: date | None
    is_promise: bool
    state: ActionState
    result: str
    done_on: date | None
    agreed_on: date
    agreed_at: AgreedAt = AgreedAt.CASE


@dataclass(frozen=True, slots=True)
class NoteLine:
    id: str
    version: int
    text: str
    at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What is asked when a case ends. `watch`: who keeps an eye from here. `told_how`: how the household heard it, or why it did not."""

    result: CaseResult
    goal_reached: GoalReached
    watch: str
    resident_told: ResidentTold
    reporters_told: ReportersTold
    told_how: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class EndingLine:
    """One time that a case ended, and when it ran again. None: not asked in that time."""

    id: str
    version: int
    on: date
    by: str
    result: CaseResult
    remark: str
    goal_reached: GoalReached | None
    watch: str
    resident_told: ResidentTold | None
    told_how: str
    reporters_told: ReportersTold | None
    dropped_because: str
    reopened_at: datetime | None
    reopened_by: str
    reopened_why: str


@dataclass(frozen=True, slots=True)
class BeforeEnding:
    """What stands open around a case that may end: answers still owed to who signalled, and visits still planned come with the file."""

    concerns: int
    owed: int


@dataclass(frozen=True, slots=True)
class SeriousEventLine:
    """A serious event in a case, and what the team learned of it when it looked back."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    on: date
    what: str
    told_by: str
    at: datetime
    learned: str
    learned_on: date | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The case, its front door and its actions. `stall_meetings`: over how many overleggen nothing may happen in it."""

    case: CaseView
    door: tuple[AtTheDoor, ...]
    door_limit: int
    stall_meetings: int
    actions: tuple[ActionLine, ...]


class ObjectionDecision(enum.StrEnum):
    """What is decided on an objection to the use of data (R-20)."""

    GO_ON = "doorgaan, met reden"
    STOP = "stoppen"


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection that restricted a case."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    said: str
    made_on: date
    before: date
    decision: ObjectionDecision | None
    because: str

"""What leaves, and what enters, this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from expertiseteam.access.who import Discipline
from expertiseteam.team.records import Evening


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
    OBJECTION = "bezwaar tegen gegevensgebruik"


NOON = time(12)

# Outcomes in which somebody of the household was really spoken to (domain.md, glossary: bereikt).
REACHED = (
    Outcome.AT_THE_DOOR,
    Outcome.HELP_ACCEPTED,
    Outcome.HELP_REFUSED,
    Outcome.NO_NEED,
    Outcome.APPOINTMENT,
    Outcome.ACUTE_CARE,
    Outcome.OBJECTION,
)
NOBODY_SEEN = (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.WRONG_ADDRESS)  # there is nothing to write down
TRY_AGAIN = (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.NOT_LET_IN)  # the case goes on: another mode or hour
LIGHT_FOLLOW = (Outcome.HELP_REFUSED, Outcome.NO_NEED)  # they were spoken to and want nothing now: contact stays light (row 112)
SAYS_NO = (Outcome.HELP_REFUSED, Outcome.NO_NEED, Outcome.NOT_LET_IN, Outcome.AT_THE_DOOR, Outcome.OBJECTION)  # a reason may be known


INSIDE = (Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED, Outcome.ACUTE_CARE)  # somebody came in
ASKS_CONSENT = (*INSIDE, Outcome.APPOINTMENT, Outcome.BROKEN_OFF, Outcome.OBJECTION)  # somebody came in, or may have come in


class Consent(enum.StrEnum):
    """How the duo came in: who supervises never enters without the resident's consent (domain.md, R-31)."""

    GIVEN = "ja, met toestemming van de bewoner"
    OUTSIDE = "alleen wie hulp biedt; toezicht bleef buiten"
    NEED = "zonder toestemming: er was nood"


class Refusal(enum.StrEnum):
    """Why people say no (domain.md, section 6, and row 120). What comes with the program: a team has its own words, and adds others."""

    WANTS_NONE = "wil geen hulp"
    SOLVES_ITSELF = "lost het zelf op"
    SHAME = "schaamte"
    THINKS_IT_COSTS = "denkt te moeten betalen"
    COULD_NOT_FIND = "wist de gemeente niet te vinden"
    DISTRUST = "wantrouwen"
    OBJECTS = "bezwaar tegen gegevens"
    LANGUAGE = "taal"
    TOO_BUSY = "te druk"


class ContactMode(enum.StrEnum):
    """How a household is approached (domain.md, section 6; rows 99, 104, 105)."""

    VISIT = "langsgaan"
    PHONE = "bellen"
    MESSAGE = "app of sms"
    LETTER = "brief"
    CONSULT_HERE = "spreekuur in eigen dorp"
    CONSULT_ELSEWHERE = "spreekuur buiten eigen dorp"
    DROP_IN = "inloop"
    ELSEWHERE = "ontmoeting elders"
    TRUSTED = "via vertrouwd persoon"
    CARD = "kaartje achterlaten"


class DayPart(enum.StrEnum):
    """The part of a day. When the evening begins, and the night ends, are settings (evening_begins, night_ends)."""

    MORNING = "ochtend"
    AFTERNOON = "middag"
    EVENING = "avond"


class Purpose(enum.StrEnum):
    """Why the duo comes: kept apart, and both told openly at the door (R-32)."""

    HELP = "hulp aanbieden"
    ENFORCEMENT = "toezicht of handhaving"
    BOTH = "allebei, en dat zegt u"


class Risk(enum.StrEnum):
    """The colour of a visit beforehand (domain.md, section 6)."""

    GREEN = "groen"
    ORANGE = "oranje"
    RED = "rood"


class Prompt(enum.StrEnum):
    """What makes a visit riskier: asked, never counted into a score (domain.md, section 6). What comes with the program: a team has its
    own words, and adds others."""

    AGGRESSION = "eerder agressie"
    BAD_NEWS = "slecht nieuws of controle"
    NO_APPOINTMENT = "zonder afspraak"
    INTOXICATION = "drank of drugs"
    DOGS_OR_WEAPONS = "honden of wapens"
    DARK = "in het donker of buiten kantoortijd"
    EARLIER_INCIDENT = "eerder een incident"


class Phones(enum.StrEnum):
    """Who phones whom after an evening visit."""

    DUO = "het duo belt de achterwacht"
    CONTACT = "de achterwacht belt het duo"


class IncidentKind(enum.StrEnum):
    """What went wrong at a door. What comes with the program: a team has its own words, and adds others."""

    THREAT = "bedreiging"
    SHOUTING = "schelden of schreeuwen"
    VIOLENCE = "geweld"
    DOG = "hond"
    DANGER_IN_HOUSE = "gevaar in huis"
    OTHER = "anders"


# The team goes somewhere itself; a letter or a phone call needs nobody who waits for it to come back.
ON_THE_ROAD = (ContactMode.VISIT, ContactMode.ELSEWHERE, ContactMode.TRUSTED, ContactMode.CARD, ContactMode.CONSULT_ELSEWHERE)
AT_HOME = (ContactMode.VISIT, ContactMode.TRUSTED, ContactMode.CARD)  # at their own door: there consent to come in is asked
CONSULT = (ContactMode.CONSULT_HERE, ContactMode.CONSULT_ELSEWHERE, ContactMode.DROP_IN)  # the household comes, to a place for everybody
MEETS_AWAY = (*CONSULT, ContactMode.ELSEWHERE)  # nobody stands at their door (domain.md, row 105)


def duo_words(care: str, enforcement: str) -> str:
    """First names of a duo, as people say them; one name when somebody goes alone."""
    return care.split()[0] if care == enforcement else f"{care.split()[0]} en {enforcement.split()[0]}"


def part_of(at: time | None, evening: Evening) -> DayPart | None:
    """The part of the day of a time on a Dutch wall clock; the night belongs to the evening, which begins when this team says."""
    if at is None:
        return None
    if at < evening.night_ends or at >= evening.begins:
        return DayPart.EVENING
    return DayPart.MORNING if at < NOON else DayPart.AFTERNOON


def meeting_place(how: ContactMode, place: str) -> str:
    """Where the talk is when it is not at their door; "" at the door, and as long as no place was chosen."""
    return place if how in MEETS_AWAY else ""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a list or week plan: no views."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    village: str
    task: str
    before: date
    on: date | None
    at: time | None
    is_announced: bool
    mode: ContactMode | None
    part: DayPart | None
    planned_on: date | None
    planned_at: time | None
    ends_at: time | None
    risk: Risk | None
    check_in_due: datetime | None
    checked_in: datetime | None
    check_in_id: str | None
    check_in_phones: Phones | None
    care_id: str
    care: str
    enforcement_id: str
    enforcement: str
    state: VisitState
    outcome: Outcome | None
    cancelled_because: str
    safe_place: str

    @property
    def how(self) -> ContactMode:
        """How the household is approached."""
        return self.mode or ContactMode.VISIT

    @property
    def meets_at(self) -> str:
        """Where the talk is when it is not at their door."""
        return meeting_place(self.how, self.safe_place)

    @property
    def way(self) -> str:
        """How and at which part of the day it is tried, as far as that was chosen: "bellen, ochtend"; "" where the duo just goes there."""
        part = self.part if self.planned_at is None else None
        how = self.how if part is not None or self.how is not ContactMode.VISIT else None
        return ", ".join(word for word in (how, part) if word)

    @property
    def who_phones(self) -> str:
        """Who phones whom after an evening visit, said to who waits: "het duo belt u"; "" where nobody agreed on that."""
        told = {Phones.DUO: "het duo belt u", Phones.CONTACT: "u belt het duo"}
        return told[self.check_in_phones] if self.check_in_phones else ""

    def is_waited_for_by(self, member_id: str) -> bool:
        """Whether this member waits until the duo was heard of."""
        return self.check_in_id == member_id and self.check_in_due is not None and self.checked_in is None

    @property
    def duo(self) -> str:
        """First names, as people say them; one name when somebody goes alone."""
        return duo_words(self.care, self.enforcement)


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
    mode: ContactMode | None
    part: DayPart | None
    care_id: str
    care: str
    care_discipline: Discipline
    enforcement_id: str
    enforcement: str
    enforcement_discipline: Discipline
    state: VisitState
    outcome: Outcome | None
    refusal: Refusal | str | None  # a str: the code of a word that the team added
    consent: Consent | None
    consent_because: str
    told_purpose: bool
    care_view: str
    enforcement_view: str
    common: str
    told: str
    cancelled_because: str
    planned_on: date | None
    planned_at: time | None
    ends_at: time | None
    purpose: Purpose | None
    is_sensitive: bool
    is_discreet: bool
    said_purpose: str
    not_open_because: str
    why_now: str
    lighter: str
    risk: Risk | None
    prompts: str
    measures: str
    safe_place: str
    alone_because: str
    approach: str
    check_in_id: str | None
    check_in_at: time | None
    check_in_phones: Phones | None
    check_in_due: datetime | None
    checked_in: datetime | None
    minutes: int

    @property
    def how(self) -> ContactMode:
        """How the household is approached."""
        return self.mode or ContactMode.VISIT

    @property
    def meets_at(self) -> str:
        """Where the talk is when it is not at their door."""
        return meeting_place(self.how, self.safe_place)

    @property
    def supervisor(self) -> str:
        """The name of who of the duo supervises, or ""."""
        eyes = ((self.enforcement, self.enforcement_discipline), (self.care, self.care_discipline))
        return next((name for name, discipline in eyes if discipline is Discipline.ENFORCEMENT), "")

    @property
    def plan(self) -> Plan:
        """When the duo goes, why, and what keeps it safe."""
        return Plan(**{field.name: getattr(self, field.name) for field in fields(Plan)})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something agreed on the spot; becomes an action at once."""

    what: str
    owner_id: str | None
    due: date | None
    is_promise: bool = False


@dataclass(frozen=True, slots=True)
class NextTry:
    """When nobody was reached: how and when it is tried again, by the same duo."""

    mode: ContactMode
    part: DayPart | None
    before: date


@dataclass(frozen=True, slots=True)
class Plan:
    """When a duo goes, why, and what keeps it safe. Times are on a Dutch wall clock. What follows from the rest may not stay empty
    (planning.py)."""

    planned_on: date | None = None
    planned_at: time | None = None
    ends_at: time | None = None
    purpose: Purpose | None = None
    is_sensitive: bool = False  # then one of the duo has practised the talk (domain.md, row 97)
    is_discreet: bool = False  # a neutral letter, no team name on the outside (domain.md, row 105)
    said_purpose: str = ""  # another purpose than the real one is told at the door; "" is an open card (domain.md, row 11)
    not_open_because: str = ""
    why_now: str = ""
    lighter: str = ""  # can it be lighter? (domain.md, row 86)
    risk: Risk | None = None
    prompts: str = ""  # names of Prompt, or codes of words that the team added, separated by spaces
    measures: str = ""
    safe_place: str = ""  # where the talk is when nobody goes to the door
    alone_because: str = ""  # one person goes, and this is why (domain.md, row 103)
    approach: str = ""  # code of the catalogue: how the duo tries to get talking (domain.md, row 70)
    check_in_id: str | None = None  # the colleague who waits for the duo to be back
    check_in_at: time | None = None
    check_in_phones: Phones | None = None

    @property
    def prompted(self) -> tuple[Prompt | str, ...]:
        """The prompts that were chosen; a str: the code of a word of the team's own."""
        return tuple(Prompt.__members__.get(name, name) for name in self.prompts.split())


@dataclass(frozen=True, slots=True)
class ContactAtDoor:
    """One of the last contacts at a door, of anyone of the team, in whatever case."""

    visit_id: str
    on: date
    code: str
    duo: str
    how: ContactMode
    outcome: Outcome | None
    incident: bool
    is_older: bool = False  # than the last ones: it is there for its incident

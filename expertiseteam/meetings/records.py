"""What leaves this folder for screens (paper: see papers.py; the wall: see projection.py)."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from expertiseteam.basics.dates import clock_time
from expertiseteam.cases.records import ActionLine
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.track_records import Track
from expertiseteam.meetings.agreement_records import AgreementLine
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.telling_records import TellingLine


class MeetingState(enum.StrEnum):
    PLANNED = "gepland"
    PREPARED = "agenda klaar"
    RUNNING = "bezig"
    HELD = "gehouden"
    CANCELLED = "vervallen"


class ItemKind(enum.StrEnum):
    """The fixed points of an overleg around its cases (domain.md, section 4)."""

    OPENING = "Opening, wie is er, vorige notulen"
    ACTIONS = "Acties van vorige keer"
    CASE = "Casus"
    OWN = "Voorgesteld punt"  # by somebody of the team, about no case
    CONCERNS = "Nieuwe signalen en patronen"
    CHECKS = "Checkrondes"  # this one and the next only when there is something
    ESCALATIONS = "Escalaties en antwoorden"
    LEARNING = "Wat kan ik betekenen"
    CLOSING = "Rondvraag en volgend overleg"


class ItemState(enum.StrEnum):
    PLANNED = "komt nog"
    BUSY = "bezig"
    DISCUSSED = "besproken"
    DEFERRED = "aangehouden"
    SKIPPED = "niet bespreken"


class ReasonKind(enum.StrEnum):
    """Why a case is on the agenda. How heavy each is, is a setting (reason_weights); this order decides where two weigh the same."""

    SERIOUS = "ernstig voorval"
    EVICTION = "ontruiming"
    PROMISE = "toezegging open"
    MISSED = "twee keer niet gedaan"
    ESCALATION = "wacht op antwoord"
    UNREPORTED = "gevaar niet gemeld"
    TERM = "termijn handhaving"
    SWITCHED = "van spoor gewisseld"
    DEFERRED = "aangehouden"
    UNTOLD = "nog niet verteld"
    LATE_ACTION = "actie te laat"
    NEW_CASE = "nieuw"
    NEW_CONCERN = "nieuw signaal"
    CROWDED_DOOR = "veel aan de deur"
    NOT_OPEN = "ander doel genoemd"
    EXPLORED = "verkenning voorbij"
    NO_FOLLOW_UP = "bezoek zonder vervolg"
    VISIT = "huisbezoek geweest"
    AT_DOOR = "afgesproken aan de deur"
    PARKED = "plan in de la"
    NO_DUO = "nog geen duo"
    SILENCE = "geen verandering"
    HELD = "wacht tot een dag"
    RUNNING = "lopende casus"


class Sharing(enum.StrEnum):
    """Who of the team may hear a point at all; it follows from the circle of its case."""

    TEAM = "het hele team"
    CLOSED = "besloten"
    HELP = "alleen voor hulp"


class RemarkKind(enum.StrEnum):
    """What is said about minutes after the overleg."""

    REACTION = "reactie"
    LATE = "nagekomen"
    CHANGE = "gewijzigd"  # something in the concept changed: from here on it is the next concept
    ERRATUM = "erratum"


class PaperKind(enum.StrEnum):
    """Paper that goes out of the team's hands."""

    MINUTES = "notulen"
    EXTRACT = "uittreksel"
    DECISIONS = "besluitenlijst"
    ACTIONS = "actielijst"
    CASE = "notulen van één casus"
    LETTER = "brief"
    AGENDA = "agenda"
    SHEET = "blad bij een casus"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A paper that leaves the program: which one, for whom, what for, and by which bytes it is known again.

    It is of an overleg (`meeting_id`), or else of a case. `for_resident`: it was written for the resident. `only_for`: the name of the one
    reader of whom it is a copy already.
    """

    kind: PaperKind
    title: str
    recipient: str
    purpose: str
    sha256: str = ""
    meeting_id: str = ""
    case_id: str = ""
    for_resident: bool = False
    only_for: str = ""
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words; names the record and the date. `days`: smaller is more pressing within its kind."""

    kind: ReasonKind
    text: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    id: str
    version: int
    on: date
    starts: time
    minutes: int
    place: str
    state: MeetingState
    chair_id: str
    chair: str
    secretary_id: str
    secretary: str
    agenda_version: int
    started_at: datetime | None
    ended_at: datetime | None
    series_on: date | None
    because: str  # why it is skipped

    @property
    def in_rhythm(self) -> date:
        """Its day in the series of 21 days, also when it was moved to another."""
        return self.series_on or self.on


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when the work around one overleg is to be done, each the last day; `adoption`: the overleg in which its minutes are adopted."""

    agenda: date
    actions: date
    concept: date
    adoption: date | None


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Why a day does not suit, in words ("" when it does), and the working days nearest to it, of which the chair chooses one."""

    remark: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class YearLine:
    """One overleg in the year. `gap`: days since the one before that goes on, None for the first; `gap_remark`: what is wrong with that."""

    meeting: MeetingLine
    day: DayChoice
    gap: int | None
    gap_remark: str
    deadlines: Deadlines


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One point of the overview agenda."""

    id: str
    version: int
    meeting_id: str
    kind: ItemKind
    case_id: str | None
    code: str
    title: str
    reasons: tuple[Reason, ...]
    question: str
    since_last: str
    last_agreement: str
    minutes: int
    state: ItemState
    because: str
    at_door: int | None
    is_urgent: bool
    position: int
    seconds: int
    opened_at: datetime | None
    sharing: Sharing = Sharing.TEAM
    invited: tuple[str, ...] = ()  # names of who is let in besides: of a closed case everyone who may hear it, else its guests
    lead: str = ""  # of a case, as are the next two
    track: Track | None = None
    phase: AvePhase | None = None  # None: nobody gave it one
    point_id: str = ""  # of a point that somebody proposed

    @property
    def is_fixed(self) -> bool:
        """Whether it belongs to every overleg."""
        return self.kind not in (ItemKind.CASE, ItemKind.OWN)

    @property
    def standing(self) -> str:
        """How a case stands: "regie: Noor Elzinga · spoor zorg · AVE-fase 2"; "" for a point about no case."""
        phase = f"AVE-fase {self.phase.number}" if self.phase else ""
        parts = (f"regie: {self.lead}" if self.lead else "", f"spoor {self.track}" if self.track else "", phase)
        return " · ".join(part for part in parts if part)

    @property
    def heard_by(self) -> str:
        """Who may hear this point, in words; "" where that is the whole team and nobody else."""
        if self.sharing is Sharing.CLOSED:
            return f"{self.sharing}: {', '.join(self.invited) or 'de aandachtsfunctionaris'}"
        level = "" if self.sharing is Sharing.TEAM else f"{self.sharing}, nooit voor handhaving"
        guests = f"met {', '.join(self.invited)} als gast" if self.invited else ""
        return ", ".join(part for part in (level, guests) if part)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that the preparing and the live screen show of one meeting."""

    meeting: MeetingLine
    items: tuple[AgendaLine, ...]
    skipped: tuple[AgendaLine, ...]
    working_agreements: tuple[str, ...]
    previous: date | None
    next: date | None
    least_minutes: int  # that a case gets when the agenda is made to fit

    @property
    def busy(self) -> AgendaLine | None:
        """The point that is spoken about; of two that two laptops opened apart from each other, the one opened last."""
        return max((item for item in self.items if item.state is ItemState.BUSY), key=lambda item: str(item.opened_at), default=None)

    @property
    def planned(self) -> int:
        """Minutes planned over all points."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    id: str
    version: int
    member_id: str
    name: str
    function: str
    is_present: bool  # now, as long as the overleg goes on
    remark: str
    organisation: str = ""  # "" for the municipality
    moves: tuple[tuple[datetime, bool], ...] = ()  # when somebody came in (True) or went out, in order

    @property
    def was_there(self) -> bool:
        """Whether somebody was in the room for any part of it."""
        return self.is_present or bool(self.moves)

    @property
    def told(self) -> str:
        """The times and the remark: "vanaf 14.05 uur, belt nog na"; "" when there is nothing to tell."""
        times = [f"{'vanaf' if is_in else 'tot'} {clock_time(at)}" for at, is_in in self.moves]
        return ", ".join([*times, *([self.remark] if self.remark else [])])


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line taken down."""

    id: str
    version: int
    item_id: str
    kind: LineKind
    text: str
    in_minutes: bool
    at: datetime
    decision_number: str  # "2026-031", or ""
    action: ActionLine | None
    front_before: int | None
    front_after: int | None
    decision_id: str = ""
    mandate: str = ""  # of a decision: "" as long as nobody said which
    is_escalated: bool = False  # it is outside every mandate, and who carries responsibility is asked
    by_id: str = ""  # who took it down


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who is in the room and may not know of what a point is about."""

    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ItemFile:
    """One point during the meeting: what was agreed last time and what has been taken down."""

    item: AgendaLine
    earlier: tuple[ActionLine, ...]  # open before this meeting, or agreed in the one before
    lines: tuple[SaidLine, ...]
    waits: Mapping[str, str] = field(default_factory=dict)  # by earlier action: "niet voor 3 februari 2027: …"
    outsiders: tuple[Outsider, ...] = ()  # who may not hear it and is in the room: then there is nothing here but the code
    away: tuple[str, ...] = ()  # names of those who left the room for it
    before: tuple[SaidLine, ...] = ()  # of a point that was held over: what was taken down then
    before_on: date | None = None  # the day of that overleg
    sharing: SharingState | None = None  # None: no partner is in the room, or it is about no case
    untold: tuple[TellingLine, ...] = ()  # what earlier overleggen decided and nobody told yet, or told today
    agreements: tuple[AgreementLine, ...] = ()  # at the opening


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of which somebody is in the room."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PartnerCheck:
    """Whether something is shared with a partner, as it was gone through once."""

    partner: Partner
    shares: bool
    on: date


@dataclass(frozen=True, slots=True)
class SharingState:
    """Whether it was gone through that a case is shared with the partners in the room, for the purpose that it has now."""

    purpose: str
    checked: tuple[PartnerCheck, ...]
    missing: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    id: str
    number: str
    case_id: str | None
    code: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class ClosingChecks:
    """What *Overleg afronden* shows before the meeting closes."""

    undiscussed: tuple[AgendaLine, ...]
    loose_actions: tuple[ActionLine, ...]  # without owner or date
    untold: tuple[AgendaLine, ...]  # something was decided, and nobody is to tell the household
    undecided: tuple[AgendaLine, ...]  # cases that were discussed without a decision, an action or a note
    absent: tuple[AttendanceLine, ...]
    next_day: date | None
    next_remark: str  # "donderdag 14 mei 2026 is geen werkdag (Hemelvaartsdag), en het kantoor is gesloten. Kies 13 mei of 18 mei."
    closed: frozenset[date]  # the days on which the team's own office is closed
    shut_cases: frozenset[str] = frozenset()  # ids of cases that somebody in the room may not hear
    concept: tuple[str, date] | None = None  # id and day of the overleg before, of which the minutes are not adopted yet

    @property
    def is_clear(self) -> bool:
        return not self.loose_actions and self.next_day is not None

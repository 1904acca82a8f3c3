"""What goes on paper: the content of agenda, minutes and action list for one recipient. No field here can hold a reporter."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands at the head and foot of every page."""

    team: str  # "Expertiseteam Weidevoort"
    day: date
    starts: time
    ends: time | None
    place: str
    version: str  # "versie 2", "concept 1"
    recipient: str  # whose copy this is; "" for the team's own
    chair: str
    secretary: str
    logo: bytes = b""  # a PNG; b"" for none
    holds_closed: bool = False  # of the team's own: a case on it is closed or only for help, so that not everybody of the team may know


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter to somebody outside the team: a guest, a resident, a partner."""

    municipality: str
    team: str
    made: date
    recipient: str
    subject: str
    lines: tuple[str, ...]
    logo: bytes
    address: str = ""  # below the name; "" for none
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class UrgentLine:
    day: date
    code: str
    label: str
    what: str  # "ontruiming"
    working_days: int  # from the meeting's day; negative: past


@dataclass(frozen=True, slots=True)
class AgendaPaperItem:
    number: int
    code: str  # "" for a fixed point
    title: str  # the label of the case, or the fixed point
    reasons: tuple[str, ...]
    question: str
    minutes: int
    last_agreement: str
    at_door: int | None
    heard_by: str = ""  # "besloten: Noor Elzinga"; "" for the whole team
    standing: str = ""  # of a case: "regie: Noor Elzinga · spoor zorg · AVE-fase 2"


@dataclass(frozen=True, slots=True)
class SkippedLine:
    code: str
    label: str
    because: str


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    head: PaperHead
    working_agreements: tuple[str, ...]
    urgent: tuple[UrgentLine, ...]
    items: tuple[AgendaPaperItem, ...]
    minutes_planned: int
    minutes_available: int
    skipped: tuple[SkippedLine, ...]
    next_day: date | None
    own_text: tuple[str, ...] = ()
    actions: tuple[ActionPaper, ...] = ()  # due by the day of the overleg, as they stand on it; longest due first
    more_actions: int = 0  # that are due as well


@dataclass(frozen=True, slots=True)
class CodeItem:
    """A point for whom the number must do: no field here holds a name, a label or a word that somebody typed about a case."""

    number: int
    code: str  # "" for a fixed point
    title: str  # of a fixed point, or of one that somebody proposed; "" for a case
    why: tuple[str, ...]  # kinds of reason: "ontruiming"
    question: str  # one of the program's own, or of a proposed point; else ""
    minutes: int


@dataclass(frozen=True, slots=True)
class CodeAgendaPaper:
    """The agenda for participants, with codes only."""

    head: PaperHead
    working_agreements: tuple[str, ...]
    items: tuple[CodeItem, ...]
    skipped: tuple[str, ...]  # codes, and proposed points
    minutes_planned: int
    minutes_available: int
    next_day: date | None
    own_text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    function: str  # "bemoeizorg", "Woonpunt", "voorzitter"
    present: bool
    remark: str  # "met bericht", "vanaf 14.05 uur"
    organisation: str = ""  # that he comes from; "" for none, or where the function says so already
    stands_in: tuple[str, ...] = ()  # for whom he sees to the work that day
    deputies: tuple[str, ...] = ()  # who see to his work that day


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """What the secretary writes on: the agenda, and who is expected."""

    agenda: AgendaPaper
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    number: str  # "2026-031", or "voorlopig"
    code: str  # the case, "" when about no case
    text: str
    mandate: str = ""  # in words: "Huisbezoek en hulp inzetten: het team", "buiten het mandaat, gevraagd aan wie verantwoordelijk is"
    views: tuple[str, ...] = ()  # who looks at it otherwise, told neutrally


@dataclass(frozen=True, slots=True)
class ActionPaper:
    number: str  # "14"; "" when provisional
    code: str
    label: str
    what: str
    owner: str  # "" as long as nobody has it
    due: date | None
    is_promise: bool
    state: str  # "open", "gedaan", "niet meer mogelijk", "niet gedaan"
    remark: str
    is_late: bool
    source: str = ""  # on the list of actions: "besluit 2026-031", "huisbezoek van 5 november 2026"


@dataclass(frozen=True, slots=True)
class GuestItem:
    """A point that a guest hears, and what was decided and agreed about it so far."""

    begins: time
    minutes: int
    code: str
    title: str
    question: str
    decisions: tuple[DecisionPaper, ...]
    actions: tuple[ActionPaper, ...]


@dataclass(frozen=True, slots=True)
class GuestPaper:
    """What a guest sees of an overleg: his own points and nothing else."""

    head: PaperHead
    items: tuple[GuestItem, ...]


@dataclass(frozen=True, slots=True)
class ScriptItem:
    """What the chair knows besides of the point in the same place of the agenda."""

    begins: time
    still_open: tuple[ActionPaper, ...]


@dataclass(frozen=True, slots=True)
class ScriptPaper:
    """The chair's script. `ends`: when the last point is over, if every one takes its minutes."""

    agenda: AgendaPaper
    items: tuple[ScriptItem, ...]
    ends: time


@dataclass(frozen=True, slots=True)
class DoorPaper:
    before: tuple[str, ...]  # organisations at the door before the meeting
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LatePaper:
    """What somebody contributed after the overleg."""

    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class ErratumPaper:
    """A correction of adopted minutes."""

    number: int
    on: date
    code: str  # the case it is about; "" when about none
    text: str


@dataclass(frozen=True, slots=True)
class MinutesPaperItem:
    number: int
    code: str
    title: str
    under_title: str  # "regie: Noor Elzinga · bemoeizorg en handhaving"
    question: str
    notes: tuple[str, ...]
    decisions: tuple[DecisionPaper, ...]
    actions: tuple[ActionPaper, ...]
    door: DoorPaper | None
    deferred: bool  # aangehouden: comes back next time
    late: tuple[LatePaper, ...] = ()
    away: tuple[str, ...] = ()  # who left the room for it
    silent: tuple[str, ...] = ()  # who keeps professional secrecy
    resident: tuple[str, ...] = ()  # who tells the household
    reporter: tuple[str, ...] = ()  # who tells the one who signalled
    advice: tuple[str, ...] = ()  # of a trade: "recht: eerst een brief"
    changes: tuple[str, ...] = ()  # of track and phase: "van zorg naar zorg en veiligheid, besluit 2026-031"
    at_door: str = ""  # who stands where: "aan de deur: Woonpunt; op de achterhand: Schuldhulp"
    told: tuple[str, ...] = ()  # of earlier decisions: told since the last overleg, or not yet


class MinutesSection(enum.StrEnum):
    """What can be left out of a copy of minutes (peers.md, section 3, row 2). What was said and decided at each point always stays."""

    ATTENDANCE = "aanwezigen"
    SKIPPED = "niet besproken"
    DECISIONS = "besluitenlijst"
    ACTIONS = "actielijst"
    EARLIER = "acties van vorige keer"


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    head: PaperHead
    attendees: tuple[Attendee, ...]
    items: tuple[MinutesPaperItem, ...]
    skipped: tuple[SkippedLine, ...]
    decisions: tuple[DecisionPaper, ...]
    actions: tuple[ActionPaper, ...]
    earlier_actions: tuple[ActionPaper, ...]  # from the meeting before: done, no longer possible, not done
    next_day: date | None
    adopted_on: date | None = None
    fingerprint: str = ""  # of adopted minutes, in groups: "7F3A 91C2"
    errata: tuple[ErratumPaper, ...] = ()
    late: tuple[LatePaper, ...] = ()  # about no point in particular
    own_text: tuple[str, ...] = ()
    without: tuple[MinutesSection, ...] = ()  # what was left out of this copy; the paper says so
    agreements: tuple[str, ...] = ()  # "Wat we beloven, doen we: nagegaan"
    log_mark: str = ""  # of the newest line of the log when this was made: "7K2M-Q9XF-3B4C-9D2E" (privacy/log_mark.py)


@dataclass(frozen=True, slots=True)
class BookPaper:
    """All adopted minutes of a year, in the order of the overleggen."""

    head: PaperHead  # of the first page; its day is that of the last overleg in the book
    year: int
    minutes: tuple[MinutesPaper, ...]
    not_adopted: tuple[date, ...]  # overleggen that were held of which the minutes are still a concept


@dataclass(frozen=True, slots=True)
class MinutesHead:
    """The part of minutes that is about no case."""

    team: str
    day: date
    starts: time
    ends: time | None
    place: str
    chair: str
    secretary: str
    attendees: tuple[Attendee, ...]
    next_day: date | None
    late: tuple[LatePaper, ...]
    own_text: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()  # about the team's own work, as far as they were gone through


@dataclass(frozen=True, slots=True)
class ActionListPaper:
    head: PaperHead
    actions: tuple[ActionPaper, ...]


@dataclass(frozen=True, slots=True)
class CodePaper:
    """A slip with a one-time code, to hand over. `spoken`: each group as one says it; `steps`: what the receiver does, in order."""

    team: str
    receiver: str
    giver: str
    made: date
    until: str
    groups: tuple[str, ...]
    spoken: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BareDecision:
    """A decision for who need not know whom it is about."""

    number: str
    on: date
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class BareAction:
    code: str
    what: str
    function: str  # the trade of who does it; "" when nobody
    due: date | None


@dataclass(frozen=True, slots=True)
class BareListPaper:
    """A list without names: of decisions, or of actions."""

    head: PaperHead
    title: str  # "Besluitenlijst"
    period: str  # "1 januari 2026 tot en met 17 november 2026"
    decisions: tuple[BareDecision, ...]
    actions: tuple[BareAction, ...]


@dataclass(frozen=True, slots=True)
class CaseMeeting:
    """What the minutes of one overleg hold about a case."""

    day: date
    version: str
    item: MinutesPaperItem
    errata: tuple[ErratumPaper, ...] = ()  # about this case, added after these minutes were adopted


@dataclass(frozen=True, slots=True)
class CasePaper:
    """All that minutes hold about one case."""

    head: PaperHead
    code: str
    label: str
    meetings: tuple[CaseMeeting, ...]


@dataclass(frozen=True, slots=True)
class RecoverySheetPaper:
    """The sheet that opens the dossier when passphrases are lost. `groups`: each with its own check character."""

    team: str
    member: str
    made: date
    dossier: str  # fingerprint, so that the right sheet is found
    groups: tuple[str, ...]

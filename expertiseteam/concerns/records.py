"""What leaves this folder. No record here can hold a reporter, except the one that `reveal_reporter` returns."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime


class Certainty(enum.StrEnum):
    """How sure the observation is; a gut feeling is enough (domain.md, row 29). What comes with the program: a team has its own words."""

    GUT = "onderbuik"
    SEEN = "gezien"
    HEARD = "gehoord van een ander"
    CONFIRMED = "bevestigd"


class Channel(enum.StrEnum):
    """How the signal came in (domain.md, section 6). What comes with the program: a team has its own words, and adds others."""

    PHONE = "telefoon"
    CABIN = "buurtkeet"
    OPEN_HOUSE = "open inloop"
    ROUND = "rondje"
    VISIT = "huisbezoek"
    LETTER = "brief of e-mail"
    INSPECTION = "wijkschouw"
    MEETING = "overleg"
    PARTNER_LIST = "lijst van een partner"
    HOTLINE = "Meldpunt Zorgwekkend Gedrag"
    SELF = "de bewoner zelf"
    OTHER = "anders"


SPOTTED = (Channel.CABIN, Channel.OPEN_HOUSE, Channel.ROUND)  # through which something comes in at a place of the catalogue


class Source(enum.StrEnum):
    """All that anyone but the aandachtsfunctionaris sees of who told it (domain.md, section 4)."""

    RESIDENT = "inwoner"
    VOLUNTEER = "vrijwilliger"
    PROFESSIONAL = "professional"
    ANONYMOUS = "anoniem"
    UNKNOWN = "niet genoemd"


class ConcernKind(enum.StrEnum):
    """What was told when it is no worry about somebody: it needs no person and no case (domain.md, row 24)."""

    QUESTION = "vraag"
    INITIATIVE = "initiatief"


class Directness(enum.StrEnum):
    """Whether who tells it was there (domain.md, row 90)."""

    DIRECT = "zelf meegemaakt"
    INDIRECT = "via een ander"


class Internally(enum.StrEnum):
    """Whether a professional spoke of it within the own organisation first (domain.md, row 95)."""

    YES = "ja"
    NO = "nog niet"


class Lens(enum.StrEnum):
    """The two ways of looking (domain.md, row 18)."""

    CARE = "zorgbril"
    ENFORCEMENT = "handhavingsbril"


class Urgency(enum.StrEnum):
    NORMAL = "gewoon"
    SOON = "spoed"
    ACUTE = "nu"


class ConcernState(enum.StrEnum):
    """Where a signal stands; everything but NEW and OBSERVED is an outcome (domain.md, section 3)."""

    NEW = "nieuw"
    OBSERVED = "in observatie"
    LINKED = "bij een casus"
    NOISE = "ruis"
    DOUBLE = "dubbel"
    HELP_REQUEST = "directe hulpvraag"
    HANDED_OVER = "overgedragen"
    ANSWERED = "meteen beantwoord"
    ENFORCED = "als handhaving afgedaan"


WAITING = (ConcernState.NEW, ConcernState.OBSERVED)

# What can be corrected of a signal, with what stood there as history.
CORRECTABLE = (
    "what", "place", "kind", "channel", "certainty", "urgency", "source", "since", "directness", "internally", "on_behalf", "signs", "spot",
)  # fmt: skip


class NoiseReason(enum.StrEnum):
    """The reasons that come with the program (domain.md, section 6); a team gives them other words, and adds its own."""

    WRONG_ADDRESS = "adres klopt niet"
    KNOWN = "al bekend en loopt"
    NO_CONCERN = "geen zorg"
    ADMINISTRATIVE = "technisch of administratief"
    NEIGHBOURS = "burenruzie zonder zorg"
    VAGUE = "te vaag"

    @property
    def code(self) -> str:
        """Its code in the catalogue."""
        return f"NOISE_{self.name}"


class FeedbackState(enum.StrEnum):
    OPEN = "nog te doen"
    GIVEN = "gegeven"
    NOT_POSSIBLE = "niet mogelijk"


class PartnerStatus(enum.StrEnum):
    """All that a partner of fixed costs hears of a debt signal: where the offer of help stands (domain.md, R-12)."""

    RECEIVED = "De melding is ontvangen."
    OFFERED = "Er is hulp aangeboden."
    ACCEPTED = "De aangeboden hulp is aangenomen."
    DECLINED = "Er is geen hulp gewenst."


class CareQuestion(enum.StrEnum):
    """*Is hier ook een zorgvraag?*, asked before a finding ends as enforcement (domain.md, row 22)."""

    NO = "nee"
    YES = "ja"
    UNSURE = "weet ik niet"


class AcuteStep(enum.StrEnum):
    """What does not wait for an overleg (domain.md, rows 12 and 35)."""

    CALLED_112 = "112 gebeld"
    VEILIG_THUIS = "Veilig Thuis gebeld"
    POLICE = "wijkagent gebeld"
    OFFICER = "aandachtsfunctionaris gebeld"
    LANDLORD = "verhuurder gebeld over de uithuiszetting"
    WENT = "er gaan nu mensen heen"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the acute path that was taken."""

    id: str
    version: int
    step: AcuteStep
    remark: str
    by: str  # the member's name
    at: datetime


@dataclass(frozen=True, slots=True)
class EarlierOutcomeLine:
    """An outcome that a signal had before it was taken up again. `concluded_by`: "" where the log of that time is gone."""

    id: str
    state: ConcernState
    outcome: str
    concluded: datetime | None
    concluded_by: str
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class JointCallLine:
    """*Roep ons erbij*: somebody asks for a visit together (domain.md, row 60). `ended_because`: none comes of it, and why."""

    id: str
    version: int
    concern_id: str
    code: str
    why: str
    asked_by_id: str
    asked_by: str
    at: datetime
    planned: bool
    ended_because: str

    @property
    def waits(self) -> bool:
        """Whether nobody planned it or called it off yet."""
        return not self.planned and not self.ended_because


class Known(enum.StrEnum):
    """All that a partner says in a check round (domain.md, row 30)."""

    YES = "ja"
    NO = "nee"
    CONTACT = "neem contact op"


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A signal in a list: code and first words, no view of its content."""

    id: str
    version: int
    code: str
    what: str
    place: str
    village: str
    certainty: Certainty | str  # a str: the code of a word that the team added
    channel: Channel | str
    source: Source
    urgency: Urgency
    state: ConcernState
    received: datetime
    triage_before: date
    review_on: date | None
    kind: ConcernKind | None = None  # None: a worry about somebody
    is_called: bool = False  # somebody asked for a visit together, and none is planned yet
    signs: str = ""  # codes of the catalogue, separated by spaces


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A signal as opened."""

    id: str
    version: int
    code: str
    what: str
    place: str
    village: str
    certainty: Certainty | str  # a str: the code of a word that the team added
    channel: Channel | str
    source: Source
    urgency: Urgency
    state: ConcernState
    since: date | None
    received: datetime
    written_by_id: str
    written_by: str  # the member's name
    triage_before: date
    review_on: date | None
    outcome: str  # reason, or where it was handed over to
    circle_id: str
    has_reporter: bool  # always False for those who may not open the seal
    feedback: FeedbackState | None
    feedback_before: date | None
    receipt: FeedbackState | None  # None: said at once, or nobody to say it to
    receipt_before: date | None
    kind: ConcernKind | None
    directness: Directness | None
    internally: Internally | None
    on_behalf: bool  # written down for somebody who told it
    signs: str  # codes of the catalogue, separated by spaces
    spot: str  # code of the catalogue


@dataclass(frozen=True, slots=True)
class ArrearsText:
    """Unpaid bills as a partner of fixed costs tells of them. `cents` of euros and `months` are None when the list does not say."""

    creditor: str = ""
    resident: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    cents: int | None = field(default=None, repr=False)
    months: int | None = None


@dataclass(frozen=True, slots=True)
class ArrearsLine:
    """The same as it stands at a signal."""

    id: str
    creditor: str
    resident: str
    contact: str
    cents: int | None
    months: int | None


@dataclass(frozen=True, slots=True)
class AddressHistory:
    """An earlier signal on (nearly) the same address."""

    id: str
    code: str
    place: str
    received: datetime
    certainty: Certainty | str  # a str: the code of a word that the team added
    channel: Channel | str
    state: ConcernState
    why: str  # why it is thought to be the same door
    is_same: bool = True  # False: like it, such as 7a beside 7; shown, never counted as the same


@dataclass(frozen=True, slots=True)
class KnownDoor:
    """A place that signals named, in its last spelling: for suggestions while somebody types."""

    place: str
    place_key: str
    earlier: int
    waiting: int  # of these without an outcome


@dataclass(frozen=True, slots=True)
class Extra:
    """What may be said of a signal beside the four questions. All of it may stay empty (domain.md, rows 18, 24, 38, 54, 90, 92, 95)."""

    kind: ConcernKind | None = None
    directness: Directness | None = None
    internally: Internally | None = None
    on_behalf: bool = False
    signs: tuple[str, ...] = ()
    spot: str = ""
    care_view: str = ""
    enforcement_view: str = ""


@dataclass(frozen=True, slots=True)
class ObservationLine:
    """What somebody saw through one lens."""

    id: str
    version: int
    lens: Lens
    text: str
    by: str  # the member's name
    at: datetime


@dataclass(frozen=True, slots=True)
class ReporterText:
    """Who told it: sealed before it reaches a row. `may_be_named` is no unless the reporter said yes (domain.md, row 14)."""

    name: str = ""
    phone: str = ""
    remark: str = ""
    may_be_named: bool = False
    employer: str = ""
    named_to: str = ""  # to whom the name may be told
    agreed_with: str = ""  # who of the team agreed that with the reporter
    trade: str = ""  # code of the catalogue of who signals: sealed too, and only counted (trades.py)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in; consent alone names nobody."""
        return not any(
            text.strip() for text in (self.name, self.phone, self.remark, self.employer, self.named_to, self.agreed_with, self.trade)
        )


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """An answer owed to someone who told us something. Says nothing about who that is."""

    id: str
    version: int
    concern_id: str
    code: str
    source: Source
    before: date
    owner_id: str
    owner: str
    state: FeedbackState
    is_receipt: bool  # that it came in; else what was done with it, without a word about the resident
    is_status_only: bool  # to a partner of fixed costs: one of PartnerStatus, and no other word


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What who told it heard, or why that was not possible. `by`: "" where it was noted before the dossier kept that."""

    id: str
    is_receipt: bool
    state: FeedbackState
    given_on: date | None
    channel: str
    said: str
    by: str  # the member's name

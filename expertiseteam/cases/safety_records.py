"""What leaves this folder about a threatened home and about the reporting code (meldcode)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from expertiseteam.cases.records import EvictionState


class CodeKind(enum.StrEnum):
    """What is suspected (domain.md, row 87)."""

    CHILD = "kindermishandeling"
    ELDER = "ouderenmishandeling"
    PARTNER = "partnergeweld"
    HONOUR = "eergerelateerd geweld"
    OTHER = "anders of nog niet duidelijk"


class CodeStep(enum.StrEnum):
    """The five steps (domain.md, section 6, sources S14 and S15)."""

    MAP = "signalen in kaart"
    CONSULT = "overleg met een collega"
    TALK = "gesprek met betrokkenen"
    WEIGH = "wegen"
    DECIDE = "beslissen"

    @property
    def number(self) -> int:
        """Its number as people say it: 1 to 5."""
        return list(CodeStep).index(self) + 1


class Weighed(enum.StrEnum):
    YES = "ja"
    NO = "nee"
    UNSURE = "weten we niet"


class Danger(enum.StrEnum):
    """The second weighing. Acute or structural danger: report, and not reporting asks a reason (domain.md, R-29)."""

    NONE = "nee"
    ACUTE = "ja, acuut"
    STRUCTURAL = "ja, structureel"


QUESTIONS = (
    "Is er een vermoeden van huiselijk geweld of kindermishandeling?",
    "Is er acute of structurele onveiligheid?",
    "Kan ik zelf hulp bieden of regelen?",
    "Aanvaarden de betrokkenen die hulp?",
    "Leidt de hulp op tijd tot veiligheid?",
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The five answers of step four."""

    suspicion: Weighed
    danger: Danger
    can_help: Weighed
    accepted: Weighed
    in_time: Weighed


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One reporting code as it stands."""

    id: str
    version: int
    case_id: str
    kind: CodeKind
    begun_on: date
    suspicion: Weighed | None
    danger: Danger | None
    can_help: Weighed | None
    accepted: Weighed | None
    in_time: Weighed | None
    children_asked: bool
    decided_on: date | None
    reports: bool | None
    helps: bool | None
    why_not: str
    seen_on: date | None  # by the aandachtsfunctionaris, where danger was not reported

    @property
    def is_unreported(self) -> bool:
        """Whether there is acute or structural danger, and it was decided not to report it."""
        return self.reports is False and self.danger not in (None, Danger.NONE)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who it was given to, and on which day it was done."""

    id: str
    version: int
    code_id: str
    step: CodeStep
    owner_id: str | None
    owner: str
    done_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Unreported:
    """Danger that was weighed and not reported, for the aandachtsfunctionaris."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    danger: Danger
    why_not: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class EvictionStepLine:
    """How far a threatened eviction was at some moment."""

    id: str
    state: EvictionState
    day: date | None
    source: str
    at: datetime
    by: str

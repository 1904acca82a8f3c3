"""What leaves this folder about scaling up and down: the AVE phase of a case, and questions to those who carry responsibility."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class AvePhase(enum.StrEnum):
    """The ladder of AVE, from no more than a suspicion to total escalation (domain.md, section 3, source S1)."""

    ONE = "fase 1: hoogstens een vermoeden"
    TWO = "fase 2: een vraag of een probleem"
    THREE = "fase 3: problemen op meer gebieden"
    FOUR = "fase 4: escalatie"

    @property
    def number(self) -> int:
        """1 to 4."""
        return list(AvePhase).index(self) + 1


class EscalateTo(enum.StrEnum):
    ALDERMAN = "wethouder"
    MAYOR = "burgemeester"
    SAFETY_HOUSE = "Zorg- en Veiligheidshuis"


class EscalationReason(enum.StrEnum):
    """Why the team knocks at that door (domain.md, rows 63 to 65, and section 3)."""

    DISTRESSING = "schrijnende situatie"
    UNREST = "maatschappelijke onrust"
    STUCK = "de samenwerking loopt vast"
    MANDATE = "een besluit buiten het mandaat"


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One move along the ladder."""

    id: str
    before: AvePhase | None
    after: AvePhase
    on: date
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """A question to who carries responsibility, and the answer."""

    id: str
    version: int
    case_id: str
    to: EscalateTo
    reason: EscalationReason
    question: str
    asked_at: datetime
    asked_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str = ""

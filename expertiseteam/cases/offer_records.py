"""Help that was offered, and where it was referred to, as it leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class OfferKind(enum.StrEnum):
    """What is financial, what goes elsewhere (domain.md, row 107)."""

    FINANCIAL = "geld"
    OTHER = "andere hulp"


class OfferAnswer(enum.StrEnum):
    """What the household answered (domain.md, section 6, help acceptance). Advice is counted apart: municipalities disagree about it."""

    QUICK_FIX = "meteen geholpen"
    PAYMENT_PLAN = "betalingsregeling"
    REFERRED = "doorverwezen"
    ADVICE = "advies gegeven"
    THINKING = "denkt erover na"
    REFUSED = "niet aanvaard"


ACCEPTED_HELP = (OfferAnswer.QUICK_FIX, OfferAnswer.PAYMENT_PLAN, OfferAnswer.REFERRED)


class ReferralState(enum.StrEnum):
    WAITING = "wacht op antwoord"
    ACCEPTED = "aangenomen"
    DECLINED = "niet aangenomen"


@dataclass(frozen=True, slots=True)
class NewOffer:
    """Help that was offered, and what was answered. `to_whom` and `reply_before` belong to a referral."""

    what: str
    kind: OfferKind
    answer: OfferAnswer
    to_whom: str = ""
    reply_before: date | None = None


@dataclass(frozen=True, slots=True)
class OfferLine:
    """Help that was offered to a household; a referral with how it stands."""

    id: str
    version: int
    case_id: str
    code: str
    label: str
    visit_id: str
    by_id: str
    what: str
    kind: OfferKind
    answer: OfferAnswer
    offered_on: date
    to_whom: str
    reply_before: date | None
    referral: ReferralState | None
    remark: str

    def is_late(self, today: date) -> bool:
        """Whether who it was referred to should have answered before this day (domain.md, row 107)."""
        return self.referral is ReferralState.WAITING and self.reply_before is not None and self.reply_before < today

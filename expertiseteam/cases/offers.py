"""Help that was offered, what was answered, and whether who it was referred to took it on (domain.md, rows 107 and 117)."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import and_, exists, or_

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind, OfferLine, ReferralState
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Case, HelpOffer
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Absence


@act("hulp aangeboden", by=TEAM)
def record_offer(work: Work, case_id: str, offer: NewOffer, visit_id: str = "") -> str:
    """Keep what was offered and answered; returns its id. A referral without a term gets the team's own (in working days).

    Refused without a text, for a referral to nobody, and for a term that is over.
    """
    if not offer.what.strip():
        raise Refused("Schrijf welke hulp u aanbood. Het aanbod is nog niet bewaard.")
    is_referral = offer.answer is OfferAnswer.REFERRED
    if is_referral and not offer.to_whom.strip():
        raise Refused("Schrijf naar wie u doorverwees. Het aanbod is nog niet bewaard.")
    before = offer.reply_before
    if is_referral and before is None:
        chosen = team_settings(work)
        before = add_working_days(work.today, chosen.referral_days, chosen.closed)
    if is_referral and before is not None and before < work.today:
        raise Refused("De dag waarop u antwoord verwacht is al voorbij. Het aanbod is nog niet bewaard. Kies een dag die nog komt.")
    return work.add(
        HelpOffer(
            case_id=case_id,
            circle_id=work.get(Case, case_id).circle_id,
            what=offer.what.strip(),
            kind=offer.kind,
            answer=offer.answer,
            offered_on=work.today,
            by_id=work.who.id,
            visit_id=visit_id,
            to_whom=offer.to_whom.strip() if is_referral else "",
            reply_before=before if is_referral else None,
            referral=ReferralState.WAITING if is_referral else None,
        )
    ).id


@act("lichte hulp gegeven", by=TEAM)
def give_light_help(work: Work, case_id: str, what: str, kind: OfferKind = OfferKind.OTHER) -> str:
    """One line and done: no document, no action, no term (domain.md, row 117)."""
    return record_offer(work, case_id, NewOffer(what, kind, OfferAnswer.QUICK_FIX))


@act("antwoord op een doorverwijzing", by=TEAM)
def answer_referral(work: Work, shown: OfferLine, state: ReferralState, remark: str = "") -> None:
    """Who it was referred to took it on, or did not: then with the reason."""
    if shown.referral is None:
        raise TypeError("only a referral is answered")
    if state is ReferralState.DECLINED and not remark.strip():
        raise Refused("Schrijf waarom de doorverwijzing niet is aangenomen. Zij staat nog open.")
    answered_on = None if state is ReferralState.WAITING else work.today
    offer = work.edit(HelpOffer, shown, referral=state, remark=remark.strip())
    work.edit(HelpOffer, offer, answered_on=answered_on)  # stands on no form


@query()
def case_offers(read: Reader, case_id: str) -> list[OfferLine]:
    """What was offered in a case that is open on the screen, newest first."""
    return read.all(OfferLine, _lines().where(HelpOffer.case_id == case_id).order_by(HelpOffer.offered_on.desc(), HelpOffer.what))


@query()
def visit_offers(read: Reader, visit_id: str) -> list[OfferLine]:
    """What was offered at a visit that is open on the screen."""
    return read.all(OfferLine, _lines().where(HelpOffer.visit_id == visit_id).order_by(HelpOffer.what))


@query()
def late_referrals(read: Reader, member_id: str, day: date) -> list[OfferLine]:
    """Referrals to which nobody answered before the day that was agreed, first due first: those of a member, and those in the cases
    that he leads of who left or is away on that day.
    """
    gone = exists().where(Member.id == HelpOffer.by_id, Member.is_active.is_(False))
    away = exists().where(Absence.member_id == HelpOffer.by_id, Absence.since <= day, Absence.until >= day)
    whose = or_(HelpOffer.by_id == member_id, and_(Case.lead_id == member_id, or_(gone, away)))
    late = whose, HelpOffer.referral == ReferralState.WAITING, HelpOffer.reply_before < day
    return read.all(OfferLine, _lines().where(*late, Case.state.in_(RUNNING)).order_by(HelpOffer.reply_before, Case.code))


@query()
def offer_now(read: Reader, offer_id: str) -> OfferLine:
    """One offer as it stands now."""
    return read.one(OfferLine, _lines().where(HelpOffer.id == offer_id))


@cache
def _lines() -> AnySelect:
    return select_for(OfferLine, HelpOffer, Case).join(Case, Case.id == HelpOffer.case_id)

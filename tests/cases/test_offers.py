"""Help that was offered: what counts as taken, where a referral stands, and light help in one line."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind, ReferralState
from expertiseteam.cases.offers import answer_referral, case_offers, give_light_help, late_referrals, record_offer
from expertiseteam.cases.opening import open_case
from expertiseteam.insight.open_work import open_work
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import EventKind, timeline
from expertiseteam.insight.today import today
from expertiseteam.team.absence import record_absence
from tests.dossier import Team

NEW = {"label": "Molenweg · echtpaar", "legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Rust", "bringing_partner": "gemeente"}


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Molenweg 7, Turfven", **NEW)


def test_light_help_is_one_line_and_done(team: Team, case: str) -> None:
    team.noor.do(give_light_help, case, " samen de toeslag aangevraagd ", OfferKind.FINANCIAL)
    [offer] = team.hugo.ask(case_offers, case)
    assert (offer.what, offer.kind, offer.answer) == ("samen de toeslag aangevraagd", OfferKind.FINANCIAL, OfferAnswer.QUICK_FIX)
    assert offer.referral is None and team.femke.ask(open_actions) == []
    with pytest.raises(Refused, match="welke hulp"):
        team.noor.do(give_light_help, case, " ")


def test_help_outside_a_visit_stands_on_the_timeline_with_each_answer_to_it(team: Team, case: str) -> None:
    team.noor.do(give_light_help, case, "samen de toeslag aangevraagd", OfferKind.FINANCIAL)
    team.noor.do(record_offer, case, NewOffer("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFERRED, "schuldhulp"), "een-bezoek")
    team.iris.do(record_offer, case, NewOffer("maatje", OfferKind.OTHER, OfferAnswer.REFERRED, "welzijn"))

    def answered(state: ReferralState, remark: str = "") -> None:
        [offer] = [one for one in team.hugo.ask(case_offers, case) if one.what == "maatje"]
        team.hugo.do(answer_referral, offer, state, remark)

    def told() -> set[tuple[str, str, str]]:
        events = team.noor.ask(timeline, case)
        assert team.noor.ask(opened_case, case, team.clock.today).events == len(events)
        return {(e.title, e.detail, e.by) for e in events if e.kind in (EventKind.CARE, EventKind.CHANGE)}

    offered = {
        ("Hulp aangeboden: meteen geholpen", "samen de toeslag aangevraagd", "Noor Elzinga"),
        ("Hulp aangeboden: doorverwezen", "maatje\nNaar: welzijn", "Iris Kuyper"),
    }
    assert told() == offered
    answered(ReferralState.ACCEPTED, "begint in december")
    taken = ("Doorverwijzing aangenomen", "maatje\nNaar: welzijn\nbegint in december", "Hugo Brandt")
    assert told() == {*offered, taken}, "the first answer is told once"
    team.clock.at(2026, 11, 3, 9, 0)
    answered(ReferralState.WAITING)
    back = {
        ("Antwoord op een doorverwijzing gewijzigd", "Was: aangenomen\nNu: wacht op antwoord", "Hugo Brandt"),
        ("Opmerking bij een doorverwijzing gewijzigd", "Was: begint in december\nNu: leeg", "Hugo Brandt"),
    }
    assert told() == offered | back, "what waits again has no answer"


def test_a_referral_without_an_answer_in_time_shows_to_who_referred(team: Team, case: str) -> None:
    with pytest.raises(Refused, match="naar wie"):
        team.noor.do(record_offer, case, NewOffer("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFERRED))
    with pytest.raises(Refused, match="al voorbij"):
        team.noor.do(record_offer, case, NewOffer("x", OfferKind.OTHER, OfferAnswer.REFERRED, "inloop", date(2026, 11, 1)))
    team.noor.do(record_offer, case, NewOffer("budgetplan", OfferKind.FINANCIAL, OfferAnswer.REFERRED, "schuldhulp"))
    [offer] = team.noor.ask(case_offers, case)
    assert (offer.referral, offer.reply_before) == (ReferralState.WAITING, date(2026, 11, 16))  # ten working days
    assert team.noor.ask(late_referrals, team.ids["noor"], date(2026, 11, 16)) == []
    late = date(2026, 11, 17)
    assert [o.what for o in team.noor.ask(late_referrals, team.ids["noor"], late)] == ["budgetplan"]
    assert team.noor.ask(today, team.ids["noor"], late).referrals == (offer,) and offer.is_late(late)
    assert team.noor.ask(today, team.ids["iris"], late).referrals == ()
    with pytest.raises(Refused, match="waarom"):
        team.noor.do(answer_referral, offer, ReferralState.DECLINED)
    team.noor.do(answer_referral, offer, ReferralState.ACCEPTED, "gesprek op 3 december")
    [after] = team.noor.ask(case_offers, case)
    assert (after.referral, after.remark, after.is_late(late)) == (ReferralState.ACCEPTED, "gesprek op 3 december", False)
    assert team.noor.ask(late_referrals, team.ids["noor"], late) == []
    team.iris.do(record_offer, case, NewOffer("maatje", OfferKind.OTHER, OfferAnswer.REFERRED, "welzijn"))
    assert team.femke.ask(open_work, team.ids["iris"]).referrals == 1
    assert team.noor.ask(late_referrals, team.ids["noor"], late) == []  # Iris sees to it herself
    team.iris.do(record_absence, team.ids["iris"], late, late)
    assert [o.what for o in team.noor.ask(late_referrals, team.ids["noor"], late)] == ["maatje"]  # who leads the case does now

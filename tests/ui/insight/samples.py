"""A day at work: cases, actions, a visit, an answer owed and the next overleg, made through the acts that users use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.concerns.intake import concerns
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.visits.duos import send_duo
from tests.dossier import Team
from tests.ui.concerns.samples import of_the_story, september


@dataclass
class Day:
    """What was made; the clock stands at Friday 13 November 2026, 9.00."""

    beukenlaan: str
    kerkstraat: str
    post: str  # an action of Noor, late
    soup: str  # a promise of Noor, of today
    phone: str  # an action of Karim


def a_day(team: Team) -> Day:
    september(team)
    team.clock.at(2026, 11, 2, 9, 10)
    of_the_story(team)
    team.clock.at(2026, 11, 2, 9, 40)
    why = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Weten of meneer hulp wil.", "bringing_partner": "gemeente"}
    lines = team.femke.ask(concerns)
    beukenlaan = team.femke.do(open_case, lines, label="Beukenlaan · alleenstaande man", lead_id=team.ids["noor"], **why)
    kerkstraat = team.femke.do(open_case, [], label="Kerkstraat · echtpaar", lead_id=team.ids["hugo"], place="Kerkstraat 4, Turfven", **why)
    noor, karim = team.ids["noor"], team.ids["karim"]
    post = team.femke.do(agree_action, kerkstraat, what="Post ordenen met het echtpaar", owner_id=noor, due=date(2026, 11, 11))
    soup = team.femke.do(agree_action, beukenlaan, what="terugkomen met soep", owner_id=noor, due=date(2026, 11, 13), is_promise=True)
    phone = team.femke.do(agree_action, beukenlaan, what="De advocaat bellen", owner_id=karim, due=date(2026, 11, 20))
    team.femke.do(send_duo, beukenlaan, care_id=noor, enforcement_id=team.ids["sem"], task="Rustig beginnen.", before=date(2026, 11, 13))
    meetings = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.clock.at(2026, 11, 13, 9, 0)
    team.karim.do(report_eviction, team.karim.ask(case_view, beukenlaan), EvictionState.DATED, date(2026, 11, 27))
    team.femke.do(prepare_agenda, meetings[0])
    return Day(beukenlaan, kerkstraat, post, soup, phone)

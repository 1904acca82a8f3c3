"""Who does not want his data used is heard at once: first restrict, then decide."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, open_actions
from expertiseteam.cases.objection import decide_objection, open_objections, restrict_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.records import CaseResult, CaseState, ObjectionDecision
from expertiseteam.insight.find import find
from expertiseteam.insight.today import today
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.records import Plan
from tests.dossier import Team

NEW = {"label": "Villapad · eigenaar", "legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}


def opened(team: Team, *, closed: bool = False) -> str:
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Villapad 1, Turfven", closed=closed, **NEW)
    team.noor.do(agree_action, case, what="Offerte opvragen", owner_id=team.ids["noor"], due=date(2026, 11, 20))
    return case


def seen(team: Team, first_name: str, case: str) -> bool:
    try:
        return bool(getattr(team, first_name).ask(case_view, case))
    except Refused:
        return False


@pytest.mark.parametrize("closed", [False, True])
def test_an_objection_hides_the_case_until_it_is_decided(team: Team, closed: bool) -> None:
    case = opened(team, closed=closed)
    knew = {who for who in ("noor", "sem", "wil") if seen(team, who, case)}
    alone = {"care_id": team.ids["noor"], "enforcement_id": team.ids["noor"], "plan": Plan(alone_because="zij kent Noor")}
    visit = team.noor.do(send_duo, case, task="Samen langs.", before=date(2026, 11, 6), **alone)
    team.noor.do(restrict_case, case, "U mag mijn gegevens niet gebruiken.")
    assert team.femke.ask(visit_view, visit).cancelled_because == "Bezwaar tegen gegevensgebruik: de casus ligt stil."
    assert not any(seen(team, who, case) for who in ("noor", "sem", "wil"))
    assert team.femke.ask(case_view, case).state is CaseState.RESTRICTED
    assert team.femke.ask(cases) == [] and team.femke.ask(find, "Villapad") == [] and team.femke.ask(find, "Offerte") == []
    assert team.noor.ask(open_actions) == []
    [objection] = team.femke.ask(today, team.ids["femke"], date(2026, 11, 2)).objections
    assert (objection.said, objection.before) == ("U mag mijn gegevens niet gebruiken.", date(2026, 12, 3))
    assert team.noor.ask(today, team.ids["noor"], date(2026, 11, 2)).objections == ()
    with pytest.raises(Refused, match="loopt niet"):
        team.femke.do(restrict_case, case, "nog eens")
    with pytest.raises(Refused, match="reden"):
        team.femke.do(decide_objection, objection, ObjectionDecision.GO_ON, "")
    team.femke.do(decide_objection, objection, ObjectionDecision.GO_ON, "Er woont een kind; de wet geeft hier voorrang aan.")
    assert {who for who in ("noor", "sem", "wil") if seen(team, who, case)} == knew
    assert team.femke.ask(case_view, case).state is CaseState.ACTIVE
    assert [hit.said for hit in team.femke.ask(find, "Villapad")]
    assert team.femke.ask(open_objections) == []
    with pytest.raises(Refused, match="al besloten"):
        team.femke.do(decide_objection, objection, ObjectionDecision.GO_ON, "Er woont een kind; de wet geeft hier voorrang aan.")


def test_stopping_ends_the_case_and_its_actions_and_nobody_else_sees_it_again(team: Team) -> None:
    case = opened(team)
    team.noor.do(restrict_case, case, "")
    [objection] = team.femke.ask(open_objections)
    with pytest.raises(Refused, match="aandachtsfunctionaris"):
        team.noor.do(decide_objection, objection, ObjectionDecision.STOP, "Eens.")
    team.femke.do(decide_objection, objection, ObjectionDecision.STOP, "De bewoner heeft gelijk.")
    ended = team.femke.ask(case_view, case)
    assert (ended.state, ended.result, ended.closed_on) == (CaseState.CLOSED, CaseResult.OBJECTION, date(2026, 11, 2))
    assert team.femke.ask(open_actions) == []
    assert not seen(team, "noor", case)

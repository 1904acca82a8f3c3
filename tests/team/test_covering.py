"""All open work of somebody, before the eyes of a colleague for some days; afterwards it is the other's again (domain.md, row 28)."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, close_action, open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import ActionState
from expertiseteam.concerns.check_round import ask_partners
from expertiseteam.concerns.feedback import give_feedback, open_feedback
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.triage import observe
from expertiseteam.insight.covered_work import WorkKind, covered_work
from expertiseteam.insight.today import today
from expertiseteam.team.absence import record_absence
from expertiseteam.team.covering import cover_work, covers, end_cover
from expertiseteam.visits.duos import send_duo
from tests.access.test_sealing import give_role, line, told_by
from tests.dossier import Team
from tests.exchange.test_arrears import NEW, taken_over

LAST = date(2026, 11, 16)


def much_work(team: Team) -> str:
    """Something of every kind in the name of Noor, and a closed case that Karim may not know of; returns the open case."""
    noor = team.ids["noor"]
    case = team.femke.do(open_case, (), label="Beukenlaan · man", lead_id=noor, **NEW)
    team.femke.do(open_case, (), label="Iepenlaan · besloten", lead_id=noor, closed=True, **NEW)
    team.noor.do(agree_action, case, what="Bellen met mevrouw", owner_id=noor, due=date(2026, 11, 2))
    team.noor.do(send_duo, case, care_id=noor, enforcement_id=team.ids["sem"], task="Samen langs.", before=date(2026, 11, 6))
    concern = told_by(team)
    team.noor.do(call_us_in, concern, "Er loopt een hond los.")
    return case


def test_a_deputy_sees_all_open_work_for_the_days_and_it_goes_back_by_itself(team: Team) -> None:
    case = much_work(team)
    team.femke.do(cover_work, line(team, "noor"), line(team, "karim"), LAST)
    day = team.clock.today
    [mine] = team.karim.ask(today, team.ids["karim"], day).covers
    kinds = {one.kind: one for one in mine.work}
    assert {WorkKind.ACTION, WorkKind.CASE, WorkKind.VISIT, WorkKind.CALL} <= set(kinds)
    action = kinds[WorkKind.ACTION]
    assert (mine.cover.name, action.what, action.due) == ("Noor Elzinga", "Bellen met mevrouw", date(2026, 11, 2))
    assert [one.what for one in mine.work if one.kind is WorkKind.CASE] == ["Beukenlaan · man"], "a closed circle stays closed"
    assert kinds[WorkKind.CASE].at_id == case
    [hers] = team.noor.ask(today, team.ids["noor"], day).covers
    assert (hers.cover.deputy, hers.work) == ("Karim Ziani", ())
    team.karim.do(close_action, team.karim.ask(open_actions, team.ids["noor"])[0], ActionState.DONE, "Gebeld: zij komt vrijdag.")
    team.clock.at(2026, 11, 17)
    assert team.karim.ask(today, team.ids["karim"], team.clock.today).covers == ()
    left = team.noor.ask(covered_work, team.ids["noor"])
    assert WorkKind.ACTION not in {one.kind for one in left}, "what the deputy did is done"
    assert {one.kind for one in left} >= {WorkKind.CASE, WorkKind.VISIT}, "and the rest is hers"


def test_the_work_of_the_officer_goes_with_the_role_when_that_is_said(team: Team) -> None:
    concern = told_by(team)
    team.femke.do(ask_partners, concern, [team.organisations["Woonpunt"]], "hulp aanbieden", "Er komt niemand.")
    team.femke.do(cover_work, line(team, "femke"), line(team, "noor"), LAST, with_role=True)
    assert team.noor.me().role is Role.OFFICER
    team.noor.do(observe, team.noor.ask(concern_view, concern), date(2026, 11, 20))
    assert [one.what for one in team.noor.ask(covered_work, team.ids["femke"]) if one.kind is WorkKind.CHECK] == ["hulp aanbieden"]
    owed = next(one for one in team.noor.ask(open_feedback) if one.concern_id == concern)
    team.noor.do(give_feedback, owed, said="Het is opgepakt.")


def test_what_is_only_for_help_stays_out_of_sight_of_a_deputy_who_enforces(team: Team) -> None:
    concern = taken_over(team)
    team.femke.do(open_case, (team.femke.ask(concern_view, concern),), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW)
    team.femke.do(cover_work, line(team, "noor"), line(team, "sem"), LAST)
    assert team.sem.ask(covered_work, team.ids["noor"]) == []
    assert team.karim.ask(covered_work, team.ids["noor"]) != []


@pytest.mark.parametrize(
    ("who", "away", "deputy", "until", "said"),
    [
        ("karim", "noor", "sem", LAST, "Alleen Noor Elzinga zelf"),
        ("femke", "noor", "noor", LAST, "Niemand neemt voor zichzelf waar"),
        ("femke", "noor", "karim", date(2026, 11, 1), "laatste dag van vandaag"),
        ("femke", "noor", "karim", date(2027, 11, 1), "een half jaar"),
    ],
)
def test_what_cannot_be_is_refused(team: Team, who: str, away: str, deputy: str, until: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        getattr(team, who).do(cover_work, line(team, away), line(team, deputy), until)
    assert team.femke.ask(covers, team.clock.today) == []


def test_one_at_a_time_ended_by_who_it_is_and_over_when_somebody_leaves(team: Team) -> None:
    team.noor.do(cover_work, line(team, "noor"), line(team, "karim"), LAST)
    with pytest.raises(Refused, match="in die dagen al waar"):
        team.femke.do(cover_work, line(team, "noor"), line(team, "sem"), date(2026, 11, 20), LAST)
    [one] = team.noor.ask(covers, team.clock.today)
    with pytest.raises(Refused, match="Alleen Noor Elzinga zelf"):
        team.karim.do(end_cover, one)
    team.noor.do(end_cover, one)
    assert team.noor.ask(covers, team.clock.today) == []
    team.noor.do(cover_work, line(team, "noor"), line(team, "karim"), LAST)
    give_role(team, "karim", Role.MEMBER, is_active=False)
    assert team.noor.ask(covers, team.clock.today) == []


def test_who_is_away_himself_sees_to_nobodys_work(team: Team) -> None:
    team.karim.do(record_absence, team.ids["karim"], date(2026, 11, 10), date(2026, 11, 12))
    with pytest.raises(Refused, match="Karim Ziani is zelf afwezig van di 10 november"):
        team.femke.do(cover_work, line(team, "noor"), line(team, "karim"), LAST)

"""Two pairs of eyes: who may go, what they saw, what they agreed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from expertiseteam.access.who import Discipline
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import DoorAnswers, Place
from expertiseteam.team.settings import change_settings, team_settings
from expertiseteam.visits.duos import cancel_visit, case_visits, duo_warning, planned_visits, send_duo, visit_agreements, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome, VisitState
from tests.dossier import Team

NEW = {"label": "Beukenlaan · man", "legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)


def send(team: Team, case: str, care: str = "noor", enforcement: str = "sem", before: date = date(2026, 11, 6)) -> str:
    return team.femke.do(
        send_duo, case, care_id=team.ids[care], enforcement_id=team.ids[enforcement], task="Samen langs, rustig beginnen.", before=before
    )


def test_each_of_the_duo_finds_the_task(team: Team, case: str) -> None:
    visit = send(team, case)
    for workspace, who in ((team.noor, "noor"), (team.sem, "sem")):
        found = workspace.ask(planned_visits, team.ids[who])
        assert [(v.id, v.duo, v.task) for v in found] == [(visit, "Noor en Sem", "Samen langs, rustig beginnen.")]
    assert team.iris.ask(planned_visits, team.ids["iris"]) == []


def test_the_same_eyes_twice_warn_and_do_not_block(team: Team, case: str) -> None:
    assert duo_warning(Discipline.CARE, Discipline.ENFORCEMENT) == ""
    assert "twee paar ogen" in duo_warning(Discipline.CARE, Discipline.CARE)
    assert duo_warning(Discipline.HOUSING, Discipline.CARE) == duo_warning(Discipline.LAW, Discipline.ENFORCEMENT) == ""
    assert "Niemand kijkt met de zorgbril of de handhavingsbril" in duo_warning(Discipline.HOUSING, Discipline.LAW)
    send(team, case, "noor", "iris")


def test_a_visit_keeps_two_views_and_its_agreements_are_actions_at_once(team: Team, case: str) -> None:
    visit = send(team, case)
    team.clock.at(2026, 11, 5, 20, 30)
    team.noor.do(
        record_visit,
        team.noor.ask(visit_view, visit),
        on=date(2026, 11, 5),
        at=time(19),
        is_announced=False,
        outcome=Outcome.AT_THE_DOOR,
        care_view="Meneer opende na drie keer bellen.",
        agreements=(
            Agreement("Sem haalt met meneer de gasfles weg", team.ids["sem"], date(2026, 11, 9)),
            Agreement("Noor komt dinsdag terug met soep", team.ids["noor"], date(2026, 11, 10), is_promise=True),
        ),
    )
    after = team.sem.ask(visit_view, visit)
    team.sem.do(
        record_visit,
        after,
        on=date(2026, 11, 5),
        at=time(19),
        is_announced=False,
        outcome=Outcome.AT_THE_DOOR,
        care_view=after.care_view,
        enforcement_view="Achterom vol afval, gasfles in de gang.",
    )
    both = team.femke.ask(visit_view, visit)
    assert both.care_view.startswith("Meneer") and both.enforcement_view.startswith("Achterom")
    assert [(a.what, a.owner, a.is_promise) for a in team.femke.ask(open_actions)] == [
        ("Sem haalt met meneer de gasfles weg", "Sem de Graaf", False),
        ("Noor komt dinsdag terug met soep", "Noor Elzinga", True),
    ]
    assert team.femke.ask(case_view, case).last_contact == date(2026, 11, 5)
    assert team.femke.ask(planned_visits) == []


def test_two_who_write_at_the_same_time_keep_both_views(team: Team, case: str) -> None:
    visit = send(team, case)
    team.clock.at(2026, 11, 5, 20, 30)
    seen_by_noor, seen_by_sem = team.noor.ask(visit_view, visit), team.sem.ask(visit_view, visit)
    common = {"on": date(2026, 11, 5), "is_announced": True, "outcome": Outcome.AT_THE_DOOR}
    team.noor.do(record_visit, seen_by_noor, care_view="Wil praten.", told="Wij komen terug.", **common)
    team.sem.do(record_visit, seen_by_sem, enforcement_view="Gasfles in de gang.", **common)
    both = team.femke.ask(visit_view, visit)
    assert (both.care_view, both.enforcement_view, both.told) == ("Wil praten.", "Gasfles in de gang.", "Wij komen terug.")
    with pytest.raises(Conflict) as caught:
        team.sem.do(record_visit, seen_by_sem, care_view="Anders.", **common)
    assert caught.value.fields == {"care_view": ("Anders.", "Wil praten.")}


def test_what_was_agreed_at_the_door_is_found_with_the_visit(team: Team, case: str) -> None:
    visit = send(team, case)
    shown = team.noor.ask(visit_view, visit)
    agreed = (Agreement("Noor komt terug met soep", team.ids["noor"], date(2026, 11, 10), is_promise=True),)
    team.noor.do(record_visit, shown, on=date(2026, 11, 2), is_announced=True, outcome=Outcome.NOT_HOME, agreements=agreed)
    assert [(a.what, a.is_promise) for a in team.sem.ask(visit_agreements, visit)] == [("Noor komt terug met soep", True)]


def test_a_closed_door_is_an_outcome_without_a_view_and_no_contact(team: Team, case: str) -> None:
    visit = send(team, case)
    team.clock.at(2026, 11, 5, 20, 30)
    shown = team.noor.ask(visit_view, visit)
    with pytest.raises(Refused, match="in één zin"):
        team.noor.do(record_visit, shown, on=date(2026, 11, 5), is_announced=True, outcome=Outcome.HELP_ACCEPTED)
    team.noor.do(record_visit, shown, on=date(2026, 11, 5), is_announced=True, outcome=Outcome.NOT_HOME)
    assert team.femke.ask(case_view, case).last_contact is None


def test_the_secretary_records_no_visit_and_nobody_tomorrow_s(team: Team, case: str) -> None:
    shown = team.noor.ask(visit_view, send(team, case))
    with pytest.raises(Refused, match="secretaris"):
        team.wil.do(record_visit, shown, on=date(2026, 11, 2), is_announced=True, outcome=Outcome.NOT_HOME)
    with pytest.raises(Refused, match="toekomst"):
        team.noor.do(record_visit, shown, on=date(2026, 11, 3), is_announced=True, outcome=Outcome.NOT_HOME)


def test_a_visit_that_does_not_go_on_says_why(team: Team, case: str) -> None:
    visit = team.noor.ask(visit_view, send(team, case))
    with pytest.raises(Refused, match="waarom"):
        team.noor.do(cancel_visit, visit, "")
    team.noor.do(cancel_visit, visit, "bewoner ligt in het ziekenhuis")
    [visit_line] = team.femke.ask(case_visits, case)
    assert (visit_line.state, visit_line.cancelled_because) == (VisitState.CANCELLED, "bewoner ligt in het ziekenhuis")


def test_where_the_team_chose_so_the_roles_come_before_the_door_and_urgency_before_the_roles(team: Team) -> None:
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Contact krijgen.", "bringing_partner": "gemeente"}
    case = team.femke.do(open_case, (), label="Kerkpad · vrouw", lead_id=team.ids["noor"], **new)
    who = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "Langs gaan."}
    later = team.clock.today + timedelta(days=3)
    assert not team.femke.ask(team_settings).roles_before_visit  # a first visit often comes before anybody stands in front
    team.femke.do(change_settings, {"roles_before_visit": True})
    with pytest.raises(Refused, match="Er staat nog niemand vooraan bij casus 26-001"):
        team.noor.do(send_duo, case, before=later, **who)
    team.noor.do(send_duo, case, before=team.clock.today, **who)  # it cannot wait
    even = DoorAnswers("even", "", "", "")
    for name in ("Bemoeizorg", "Woonpunt", "Schuldhulp"):
        team.noor.do(set_place, case, team.organisations[name], Place.FRONT, answers=even)
    with pytest.raises(Refused, match="Er staan 3 organisaties vooraan"):
        team.noor.do(send_duo, case, before=later, **who)
    team.noor.do(set_place, case, team.organisations["Schuldhulp"], Place.RESERVE, condition="als er post ligt")
    team.noor.do(send_duo, case, before=later, **who)
    assert len(team.noor.ask(planned_visits)) == 2

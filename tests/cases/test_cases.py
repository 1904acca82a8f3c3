"""A case opens, changes, is threatened, and ends with a result; its actions never vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, change_action, close_action, closed_actions, open_actions, reopen_action
from expertiseteam.cases.ending import close_case, reopen_case
from expertiseteam.cases.opening import add_note, change_case, link_concern, open_case, report_eviction, unlink_concern
from expertiseteam.cases.reading import case_file, case_view, cases, notes
from expertiseteam.cases.records import ActionState, AgreedAt, CaseResult, CaseState, EvictionState
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import phase_of
from expertiseteam.cases.tables import Action, Case
from expertiseteam.concerns.intake import concern_view, concerns, concluded_concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.triage import take_back
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.reasons import Weighed, weigh_cases
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.storage.reading import Reader
from tests.cases.endings import ended
from tests.dossier import Team

NEW = {
    "label": "Beukenlaan · man",
    "legal_basis": "Wmo 2015",
    "purpose": "hulp",
    "goal": "Weten of meneer hulp wil.",
    "bringing_partner": "gemeente",
}


def a_signal(team: Team, place: str = "Beukenlaan 7, Turfven") -> str:
    return team.lucja.do(
        record_concern,
        what="Gordijnen dicht",
        place=place,
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet"),
    )


@pytest.fixture
def case(team: Team) -> str:
    a_signal(team)
    return team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], **NEW)


def test_two_signals_on_one_address_become_one_case(team: Team) -> None:
    first, second = a_signal(team, "Beukenln 7"), a_signal(team)
    case = team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], **NEW)
    shown = team.noor.ask(case_file, case).case
    assert (shown.code, shown.place, shown.lead, shown.state) == ("26-001", "Beukenln 7", "Noor Elzinga", CaseState.ACTIVE)
    assert team.femke.ask(concerns) == []
    for concern in (first, second):
        assert team.noor.ask(concern_view, concern).outcome == "casus 26-001"
        assert team.femke.do(reveal_reporter, concern, "controle") == ReporterText("Greet")


@pytest.mark.parametrize("missing", ["label", "legal_basis", "purpose", "goal"])
def test_a_case_without_what_the_law_asks_does_not_open(team: Team, missing: str) -> None:
    a_signal(team)
    with pytest.raises(Refused, match="grondslag"):
        team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], **{**NEW, missing: " "})
    assert len(team.femke.ask(concerns)) == 1
    with pytest.raises(Refused, match="regisseur"):
        team.femke.do(open_case, (), lead_id="", **NEW)


@query()
def weighing(read: Reader, on: date) -> list[Weighed]:
    return weigh_cases(read, on, None)


def test_an_exploration_becomes_active_only_with_all_that_the_law_asks(team: Team) -> None:
    a_signal(team)
    bare = {"label": "Beukenlaan · man", "legal_basis": "", "purpose": "", "goal": "", "bringing_partner": "gemeente"}
    case = team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], exploring=True, phase=AvePhase.TWO, **bare)
    assert team.noor.ask(phase_of, case) is AvePhase.TWO  # as it looked at the beginning
    shown = team.noor.ask(case_view, case)
    assert shown.state is CaseState.EXPLORING and team.femke.ask(problems) == []
    assert shown.opened == date(2026, 11, 2)
    for who, day, until in (("noor", 14, []), ("noor", 15, [date(2026, 12, 14)]), ("femke", 15, [date(2026, 12, 14)]), ("sem", 15, [])):
        found = getattr(team, who).ask(my_alerts, team.ids[who], date(2026, 12, day)).explored
        assert [one.until for one in found] == until, who  # six weeks, and then who explores and the aandachtsfunctionaris see it
    [weighed] = team.femke.ask(weighing, date(2026, 12, 15))
    assert "verkenning sinds 2 november, afgesproken was tot 14 december" in [reason.text for reason in weighed.reasons]
    for state in (CaseState.ACTIVE, CaseState.MONITORING):
        with pytest.raises(Refused, match="het doel, de grondslag, de reden om te delen"):
            team.noor.do(change_case, shown, {"state": state})
    team.noor.do(change_case, shown, {"goal": "Weten of meneer hulp wil."})
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": ""})  # not clear yet after all
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.NO_CASE, "niets aan de hand"))
    team.femke.do(reopen_case, case, "toch weer")
    assert team.noor.ask(case_view, case).state is CaseState.EXPLORING
    whole = {field: NEW[field] for field in ("legal_basis", "purpose", "goal")}
    team.noor.do(change_case, team.noor.ask(case_view, case), {"state": CaseState.ACTIVE, **whole})
    with pytest.raises(Refused, match="Alleen in een verkenning"):
        team.noor.do(change_case, team.noor.ask(case_view, case), {"legal_basis": ""})
    with pytest.raises(Refused, match="iemand die verkent"):
        team.femke.do(open_case, (), lead_id="", exploring=True, **bare)


def test_a_later_signal_joins_the_running_case(team: Team, case: str) -> None:
    later = a_signal(team)
    key = team.femke.ask(cases)[0]
    team.femke.do(link_concern, team.femke.ask(concerns)[0], case)
    assert team.noor.ask(concern_view, later).outcome == f"casus {key.code}"


def test_a_signal_that_joined_the_wrong_case_is_taken_out_again_whole(team: Team, case: str) -> None:
    later = a_signal(team, "Molenweg 3, Turfven")
    before = team.femke.ask(concern_view, later)
    team.femke.do(link_concern, before, case)
    with pytest.raises(Refused, match="hoort bij een casus"):
        team.femke.do(take_back, before)
    team.femke.do(unlink_concern, before)
    after = team.femke.ask(concern_view, later)
    assert (after.state, after.outcome, after.circle_id) == (before.state, "", before.circle_id)
    assert team.femke.do(reveal_reporter, later, "controle") == ReporterText("Greet")
    assert [c.id for c in team.femke.ask(concerns)] == [later]
    assert team.femke.ask(log_of_case, case)[1].what == "signaal losgemaakt van een casus"  # after this view of the log itself


def test_a_signal_stays_with_a_case_that_ended_or_has_no_other(team: Team, case: str) -> None:
    first = team.femke.ask(concluded_concerns)[0]
    opened_from = team.femke.ask(concern_view, first.id)
    with pytest.raises(Refused, match="is uit dit signaal geopend"):
        team.femke.do(unlink_concern, replace(opened_from, state=ConcernState.NEW, version=opened_from.version - 1))
    before = team.femke.ask(concern_view, a_signal(team))
    team.femke.do(link_concern, before, case)
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.HANDED_OVER, "loopt"))
    with pytest.raises(Refused, match="intussen afgesloten"):
        team.femke.do(unlink_concern, before)
    with pytest.raises(Refused, match="teamlid niet doen"):
        team.noor.do(unlink_concern, before)


def test_the_lead_never_becomes_empty_and_a_case_closes_only_with_a_result(team: Team, case: str) -> None:
    shown = team.femke.ask(case_view, case)
    with pytest.raises(Refused, match="houdt altijd"):
        team.femke.do(change_case, shown, {"lead_id": ""})
    with pytest.raises(Refused, match="Casus afsluiten"):
        team.femke.do(change_case, shown, {"state": CaseState.CLOSED})
    with pytest.raises(TypeError):
        team.femke.do(change_case, shown, {"circle_id": "x"})


def test_an_eviction_date_makes_the_case_the_first_in_the_list(team: Team, case: str) -> None:
    other = team.femke.do(open_case, (), lead_id=team.ids["noor"], **{**NEW, "label": "Kerkpad · gezin"})
    assert team.femke.ask(cases)[0].id == other
    with pytest.raises(Refused, match="datum"):
        team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, None)
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    first = team.femke.ask(cases)[0]
    assert (first.id, first.eviction_on) == (case, date(2026, 11, 27))


def test_actions_end_in_three_ways_and_can_come_back(team: Team, case: str) -> None:
    for what in ("Soep brengen", "Huisarts bellen", "Tuin schouwen"):
        team.noor.do(agree_action, case, what=what, owner_id=team.ids["noor"], due=date(2026, 11, 10))
    soup, doctor, garden = team.noor.ask(open_actions, team.ids["noor"])
    team.noor.do(close_action, soup, ActionState.DONE, "gebracht, blij")
    with pytest.raises(Refused, match="waarom"):
        team.noor.do(close_action, doctor, ActionState.NOT_DONE)
    team.noor.do(close_action, doctor, ActionState.NOT_DONE, "ziek")
    team.noor.do(change_action, garden, owner_id=team.ids["sem"], due=date(2026, 11, 12))
    assert [a.owner for a in team.noor.ask(open_actions)] == ["Sem de Graaf"]
    ended = team.noor.ask(closed_actions)
    assert {(a.what, a.state, a.result) for a in ended} == {
        ("Soep brengen", ActionState.DONE, "gebracht, blij"),
        ("Huisarts bellen", ActionState.NOT_DONE, "ziek"),
    }
    team.noor.do(reopen_action, ended[0])
    assert len(team.noor.ask(open_actions)) == 2


@pytest.mark.in_file  # two thousand rows, written past the program
def test_ended_actions_stand_newest_first_and_limited_among_two_thousand(team: Team, case: str) -> None:
    @act("veel acties", by=OFFICER)
    def agree_many(work: Work) -> None:
        circle = work.get(Case, case).circle_id
        for number in range(1, 2_001):
            ended = None if number % 100 == 0 else date(2016, 1, 1) + timedelta(days=number * 7 % 365)
            state = ActionState.DONE if ended else ActionState.OPEN
            row = Action(
                number=number,
                what="",
                owner_id=None,
                due=ended and ended + timedelta(days=number % 3),
                agreed_on=date(2016, 1, 1),
                agreed_at=AgreedAt.CASE,
                agreed_at_id=case,
                state=state,
                done_on=ended,
                case_id=case,
                circle_id=circle,
            )
            work.add(row)

    team.femke.do(agree_many)
    ended = team.noor.ask(closed_actions)
    assert len(ended) == 200 and len(team.noor.ask(closed_actions, 2_001)) == 1_980
    assert all(a.state is ActionState.DONE for a in ended)
    assert [a.done_on for a in ended] == sorted((a.done_on for a in ended if a.done_on), reverse=True)
    assert ended[0].done_on == date(2016, 1, 1) + timedelta(days=364)
    on_one_day = [(a.due, a.number) for a in ended if a.done_on == ended[0].done_on]
    assert len(on_one_day) > 1 and on_one_day == sorted(on_one_day)
    assert len(team.noor.ask(open_actions)) == 20


def test_closing_never_lets_actions_vanish(team: Team, case: str) -> None:
    team.noor.do(agree_action, case, what="Soep brengen", owner_id=team.ids["noor"], due=None)
    with pytest.raises(Refused, match="Er staat nog 1 actie open"):
        team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.GOAL_REACHED, ""))
    shown = team.femke.ask(case_view, case)
    team.femke.do(close_case, shown, ended(CaseResult.GOAL_REACHED, "buurvrouw let op"), drop_actions_because="niet meer nodig")
    assert team.femke.ask(cases) == []
    closed = team.femke.ask(cases, (CaseState.CLOSED,))
    assert [c.id for c in closed] == [case]
    assert team.noor.ask(closed_actions)[0].result == "niet meer nodig"
    with pytest.raises(Refused, match="afgesloten"):
        a_signal(team)
        team.femke.do(link_concern, team.femke.ask(concerns)[0], case)
    team.femke.do(reopen_case, case, "buren bellen weer")
    assert [c.id for c in team.femke.ask(cases)] == [case]


def test_notes_stand_newest_first(team: Team, case: str) -> None:
    team.noor.do(add_note, case, "eerste")
    team.sem.do(add_note, case, "tweede")
    assert [(n.text, n.written_by) for n in team.femke.ask(notes, case)] == [("tweede", "Sem de Graaf"), ("eerste", "Noor Elzinga")]
    with pytest.raises(Refused):
        team.noor.do(add_note, case, " ")

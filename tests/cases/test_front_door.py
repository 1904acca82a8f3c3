"""Fewer people at the door is better: the limit, the four questions, the way back."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.around_door import give_room, words_at_door
from expertiseteam.cases.calling_in import may_come
from expertiseteam.cases.door_records import answered
from expertiseteam.cases.front_door import QuestionsNeeded, door_moves, front_door, set_place, take_back_move, take_off
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import DoorAnswers, EvictionState, Place
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.door_history import door_history
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import timeline
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.team.settings import change_settings, team_settings
from tests.dossier import Team

ANSWERS = DoorAnswers("even, tot er rust is", "", "", "")


@pytest.fixture
def case(team: Team) -> str:
    new = {"label": "Beukenlaan · man", "legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **new)


def at_door(team: Team, case: str) -> list[str]:
    return [i.organisation for i in team.noor.ask(front_door, case) if i.place is Place.FRONT]


def to_door(team: Team, case: str, name: str, answers: DoorAnswers | None = None) -> str:
    return team.femke.do(set_place, case, team.organisations[name], Place.FRONT, answers=answers)


def test_the_third_asks_and_the_fourth_asks_again(team: Team, case: str) -> None:
    to_door(team, case, "Woonpunt")
    to_door(team, case, "Schuldhulp")
    with pytest.raises(QuestionsNeeded, match="vier vragen"):
        to_door(team, case, "Wijkverpleging")
    assert at_door(team, case) == ["Schuldhulp", "Woonpunt"]
    to_door(team, case, "Wijkverpleging", ANSWERS)
    with pytest.raises(QuestionsNeeded):
        to_door(team, case, "Wijkagent", DoorAnswers(" ", "", "", ""))
    to_door(team, case, "Wijkagent", ANSWERS)
    assert len(at_door(team, case)) == 4


def test_the_story_of_four_organisations(team: Team, case: str) -> None:
    for name in ("Woonpunt", "Schuldhulp", "Wijkverpleging", "Wijkagent"):
        to_door(team, case, name, ANSWERS)
    for name, place, condition in (
        ("Woonpunt", Place.RESERVE, "inroepen als er een ontruimingsdatum komt"),
        ("Schuldhulp", Place.RESERVE, "inroepen als er een ontruimingsdatum komt"),
        ("Wijkverpleging", Place.STEPPED_ASIDE, ""),
        ("Wijkagent", Place.STEPPED_ASIDE, ""),
    ):
        team.femke.do(set_place, case, team.organisations[name], place, condition=condition)
    to_door(team, case, "Bemoeizorg")
    assert at_door(team, case) == ["Bemoeizorg"]
    team.karim.do(set_place, case, team.organisations["Woonpunt"], Place.FRONT)  # two: no question
    assert at_door(team, case) == ["Bemoeizorg", "Woonpunt"]
    with pytest.raises(QuestionsNeeded):
        team.karim.do(set_place, case, team.organisations["Wijkagent"], Place.FRONT)
    order = [i.place for i in team.noor.ask(front_door, case)]
    assert order == [Place.FRONT, Place.FRONT, Place.RESERVE, Place.STEPPED_ASIDE, Place.STEPPED_ASIDE]


def test_stepping_back_is_never_asked_about(team: Team, case: str) -> None:
    for name in ("Woonpunt", "Schuldhulp", "Wijkverpleging", "Wijkagent"):
        to_door(team, case, name, ANSWERS)
    team.femke.do(set_place, case, team.organisations["Wijkagent"], Place.RESERVE)
    assert len(at_door(team, case)) == 3


def test_a_move_can_be_taken_back_and_stands_in_the_history(team: Team, case: str) -> None:
    to_door(team, case, "Woonpunt")
    move = team.femke.do(set_place, case, team.organisations["Woonpunt"], Place.STEPPED_ASIDE)
    moves = team.noor.ask(door_moves, case)
    assert [(m.before, m.after, m.front_before, m.front_after) for m in moves] == [
        (None, Place.FRONT, 0, 1),
        (Place.FRONT, Place.STEPPED_ASIDE, 1, 0),
    ]
    team.femke.do(take_back_move, move)
    assert at_door(team, case) == ["Woonpunt"]


def test_taking_a_move_back_brings_its_condition_back(team: Team, case: str) -> None:
    woonpunt = team.organisations["Woonpunt"]
    team.femke.do(set_place, case, woonpunt, Place.RESERVE, condition="inroepen als er een ontruimingsdatum komt")
    team.femke.do(take_back_move, to_door(team, case, "Woonpunt"))
    [row] = team.noor.ask(front_door, case)
    assert (row.place, row.condition) == (Place.RESERVE, "inroepen als er een ontruimingsdatum komt")


def test_the_answers_stay_with_the_move(team: Team, case: str) -> None:
    for name in ("Woonpunt", "Schuldhulp"):
        to_door(team, case, name)
    to_door(team, case, "Wijkagent", DoorAnswers("tot de regeling er is", "", "", "De buurvrouw"))
    moves = team.noor.ask(door_moves, case)
    assert [answered(m.answers) for m in moves] == [
        [],
        [],
        [("Is dit de bedoeling?", "tot de regeling er is"), ("Wie kan helpen zonder aan te bellen?", "De buurvrouw")],
    ]


def test_an_old_move_is_not_taken_back_over_a_newer_one(team: Team, case: str) -> None:
    first = to_door(team, case, "Woonpunt")
    team.karim.do(set_place, case, team.organisations["Woonpunt"], Place.RESERVE)
    with pytest.raises(Refused, match="intussen"):
        team.femke.do(take_back_move, first)


def test_the_limit_is_a_setting(team: Team, case: str) -> None:
    from expertiseteam.team.settings import change_settings

    team.femke.do(change_settings, {"door_limit": "1"})
    to_door(team, case, "Woonpunt")
    with pytest.raises(QuestionsNeeded, match="grens 1"):
        to_door(team, case, "Schuldhulp")


def test_a_move_is_not_taken_back_once_somebody_else_was_moved(team: Team, case: str) -> None:
    first = to_door(team, case, "Woonpunt")
    to_door(team, case, "Schuldhulp")
    with pytest.raises(Refused, match="intussen"):
        team.femke.do(take_back_move, first)


def test_an_organisation_is_taken_off_a_case_and_comes_back_as_it_stood(team: Team, case: str) -> None:
    woonpunt, agent = team.organisations["Woonpunt"], team.organisations["Wijkagent"]
    team.femke.do(set_place, case, woonpunt, Place.FRONT, member_id=team.ids["karim"])
    team.femke.do(set_place, case, agent, Place.NO_ROLE, condition="omdat er niets strafbaar is")
    team.femke.do(set_place, case, team.organisations["Schuldhulp"], Place.ADVISER, condition="vragen over schulden")
    team.femke.do(give_room, case, woonpunt, "de huur van deze maand")
    assert [(i.place, i.room) for i in team.noor.ask(front_door, case)] == [
        (Place.FRONT, "de huur van deze maand"),
        (Place.ADVISER, ""),
        (Place.NO_ROLE, ""),
    ]
    with pytest.raises(Refused, match="waarom"):
        team.femke.do(take_off, case, woonpunt, " ")
    gone = team.femke.do(take_off, case, woonpunt, "De huur is geregeld.")
    with pytest.raises(Refused, match="al niet meer"):
        team.femke.do(take_off, case, woonpunt, "nog eens")
    assert [i.organisation for i in team.noor.ask(front_door, case)] == ["Schuldhulp", "Wijkagent"]
    assert [w.ended_at is None for w in team.noor.ask(words_at_door, case)] == [False]
    told = next(e for e in team.noor.ask(timeline, case) if e.title == "Woonpunt hoort niet meer bij deze casus")
    assert told.detail == "van 1 naar 0 aan de deur\nDe huur is geregeld."
    assert [one.organisation for one in team.noor.ask(door_history, case, team.clock.today)[-1].door] == ["Schuldhulp", "Wijkagent"]
    team.femke.do(take_back_move, gone)
    [back, *_] = team.noor.ask(front_door, case)
    assert (back.organisation, back.member, back.room) == ("Woonpunt", "Karim Ziani", "de huur van deze maand")
    assert team.femke.ask(problems) == []


def test_who_steps_aside_may_say_on_which_day_the_team_looks(team: Team, case: str) -> None:
    agent = team.organisations["Wijkagent"]
    with pytest.raises(Refused, match="voorbij"):
        team.femke.do(set_place, case, agent, Place.STEPPED_ASIDE, back_on=date(2026, 10, 1))
    team.femke.do(set_place, case, agent, Place.STEPPED_ASIDE, back_on=date(2026, 12, 1))
    assert [i.back_on for i in team.noor.ask(front_door, case)] == [date(2026, 12, 1)]
    to_door(team, case, "Wijkagent")
    assert [i.back_on for i in team.noor.ask(front_door, case)] == [date(2026, 12, 14)]  # called in: six weeks, as the team set it
    assert team.noor.ask(my_alerts, team.ids["noor"], date(2026, 12, 14)).called == ()
    [over] = team.noor.ask(my_alerts, team.ids["noor"], date(2026, 12, 15)).called
    assert (over.organisation, over.until) == ("Wijkagent", date(2026, 12, 14))
    assert team.femke.ask(my_alerts, team.ids["femke"], date(2026, 12, 15)).called == ()  # it waits for who leads the case
    team.femke.do(set_place, case, agent, Place.FRONT, back_on=date(2026, 12, 20))
    moved = team.femke.do(set_place, case, agent, Place.RESERVE)
    assert team.noor.ask(my_alerts, team.ids["noor"], date(2027, 1, 15)).called == ()
    team.femke.do(take_back_move, moved)
    assert [i.back_on for i in team.noor.ask(front_door, case)] == [date(2026, 12, 20)]


def test_help_in_reserve_is_suggested_once_what_was_agreed_has_happened(team: Team, case: str) -> None:
    for name, place, condition, day in (
        ("Woonpunt", Place.RESERVE, "inroepen als er een ontruimingsdatum komt", None),
        ("Wijkagent", Place.RESERVE, "inroepen als er gevaar is", None),
        ("Wijkverpleging", Place.STEPPED_ASIDE, "", date(2026, 11, 20)),
        ("Schuldhulp", Place.RESERVE, "inroepen als meneer erom vraagt", None),
    ):
        team.femke.do(set_place, case, team.organisations[name], place, condition=condition, back_on=day)

    def suggested() -> list[tuple[str, str]]:
        opened = team.noor.ask(opened_case, case, team.clock.today)
        found = may_come(opened.file.door, opened.file.case, opened.to_discuss, team.clock.today, team.noor.ask(team_settings))
        return [(one.one.organisation, one.because) for one in found]

    assert suggested() == []
    team.femke.do(change_settings, {"call_danger_words": ("onraad",)})
    team.femke.do(report_eviction, team.femke.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    assert suggested() == [("Woonpunt", "ontruiming op 27 november")]
    team.clock.at(2026, 11, 20, 9, 0)
    team.femke.do(report_serious_event, case, on=date(2026, 11, 20), what="Brand")
    assert [name for name, _ in suggested()] == ["Woonpunt", "Wijkverpleging"]  # the team calls danger otherwise
    team.femke.do(change_settings, {"call_danger_words": ("gevaar", "onraad")})
    assert [name for name, _ in suggested()] == ["Wijkagent", "Woonpunt", "Wijkverpleging"]
    to_door(team, case, "Woonpunt")
    assert "Woonpunt" not in [name for name, _ in suggested()]

"""Room to act, support, deviating views, what is known already, and the door as it stood at each overleg."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.around_door import ask_to_come, end_word, give_room, note_view, support, words_at_door
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.front_door import front_door, set_place, set_who_comes, take_back_move
from expertiseteam.cases.known_facts import correct_fact, known_facts, note_fact, use_fact
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import DoorAnswers, Place
from expertiseteam.insight.door_history import door_history
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import timeline
from tests.cases.test_cases import NEW
from tests.dossier import Team
from tests.meetings.test_reasons import Round


@pytest.fixture
def case(team: Team) -> str:
    """Bemoeizorg at the door, Woonpunt in reserve, Wijkagent aside."""
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], **NEW)
    for name, place in (("Bemoeizorg", Place.FRONT), ("Woonpunt", Place.RESERVE), ("Wijkagent", Place.STEPPED_ASIDE)):
        team.femke.do(set_place, case, team.organisations[name], place)
    return case


def test_room_support_and_views_stand_at_the_door_and_on_the_timeline(team: Team, case: str) -> None:
    care, homes, police = (team.organisations[n] for n in ("Bemoeizorg", "Woonpunt", "Wijkagent"))
    for refused, args, sentence in (
        (give_room, (case, homes, "alles"), "wie aan de deur staat"),
        (give_room, (case, care, " "), "zelf mag beslissen"),
        (support, (case, care, care), "niet aan de deur"),
        (support, (case, homes, police), "niet aan de deur"),
        (note_view, (case, homes, ""), "neutrale zin"),
        (note_view, (case, team.organisations["Jeugdteam"], "x"), "staat niet bij deze voordeur"),
    ):
        with pytest.raises(Refused, match=sentence):
            team.noor.do(refused, *args)
    team.noor.do(give_room, case, care, "hoe vaak zij langsgaat")
    newer = team.noor.do(give_room, case, care, "hoe vaak zij langsgaat en wat zij meeneemt")
    team.noor.do(support, case, homes, care, "sleutel en reparaties")
    team.noor.do(note_view, case, police, "Ziet liever dat er ’s avonds iemand langsgaat.", "2026-001")
    holding = [(w.organisation, w.kind, w.other, w.about) for w in team.sem.ask(words_at_door, case) if w.ended_at is None]
    assert holding == [
        ("Bemoeizorg", DoorWordKind.ROOM, "", ""),
        ("Woonpunt", DoorWordKind.SUPPORTS, "Bemoeizorg", ""),
        ("Wijkagent", DoorWordKind.VIEW, "", "2026-001"),
    ]
    team.noor.do(end_word, newer)
    told = team.noor.ask(timeline, case)
    assert "Woonpunt ondersteunt Bemoeizorg" in [e.title for e in told]
    view = next(e for e in told if e.title == "Wijkagent ziet het anders")
    assert view.detail == "Ziet liever dat er ’s avonds iemand langsgaat. Bij besluit 2026-001."
    assert all("Geldt niet meer sinds" in e.detail for e in told if "mag zelf" in e.title)
    assert team.noor.ask(opened_case, case, team.clock.today).events == len(told)


def test_what_was_told_once_is_used_with_a_purpose_and_not_asked_again(team: Team, case: str) -> None:
    care, homes = team.organisations["Bemoeizorg"], team.organisations["Woonpunt"]
    with pytest.raises(Refused, match="Er is niets genoteerd"):
        team.noor.do(note_fact, case, topic="Huisarts", text=" ", organisation_id=care)
    fact = team.noor.do(note_fact, case, topic="Huisarts", text="Praktijk aan de Kerkstraat", organisation_id=care)
    with pytest.raises(Refused, match="al bekend sinds het gesprek met Bemoeizorg"):
        team.karim.do(note_fact, case, topic="huisarts", text="weet ik niet", organisation_id=homes)
    with pytest.raises(Refused, match="schrijf waarvoor"):
        team.karim.do(use_fact, fact, homes, "")
    team.karim.do(use_fact, fact, homes, "uitstel van de ontruiming vragen")
    [known] = team.noor.ask(known_facts, case)
    assert (known.organisation, known.used) == ("Bemoeizorg", ("Woonpunt: uitstel van de ontruiming vragen",))
    team.clock.at(2026, 11, 4, 9, 0)
    with pytest.raises(Refused, match="wat er nu klopt"):
        team.karim.do(correct_fact, known, " ")
    team.karim.do(correct_fact, known, "Praktijk aan de Molenweg")
    [now] = team.noor.ask(known_facts, case)
    assert (now.text, now.on, now.used) == ("Praktijk aan de Molenweg", date(2026, 11, 4), known.used)
    told = team.noor.ask(timeline, case)
    was = "Was: Praktijk aan de Kerkstraat\nNu: Praktijk aan de Molenweg"
    assert ("Wat al bekend is gewijzigd", was, "Karim Ziani") in [(e.title, e.detail, e.by) for e in told]
    assert team.noor.ask(opened_case, case, team.clock.today).events == len(told)


def test_looking_back_shows_the_door_at_every_overleg_and_now(team: Team) -> None:
    cycle = Round(team)
    many = DoorAnswers("even", "", "", "")
    for day, name, place in ((3, "Bemoeizorg", Place.FRONT), (4, "Woonpunt", Place.FRONT), (5, "Wijkagent", Place.FRONT)):
        team.clock.at(2026, 11, day, 9, 0)
        team.femke.do(set_place, cycle.with_it, team.organisations[name], place, answers=many)
    cycle.hold(2, 2026, 11, 17)
    team.clock.at(2026, 11, 20, 9, 0)
    team.femke.do(set_place, cycle.with_it, team.organisations["Wijkagent"], Place.STEPPED_ASIDE, condition="terug als er gevaar is")
    frames = team.noor.ask(door_history, cycle.with_it, date(2026, 11, 23))
    told = [(f.on, f.is_now, sum(one.place is Place.FRONT for one in f.door)) for f in frames]
    assert told == [
        (date(2026, 10, 6), False, 0),
        (date(2026, 10, 27), False, 0),
        (date(2026, 11, 17), False, 3),
        (date(2026, 11, 23), True, 2),
    ]


def test_who_asked_to_come_and_stands_in_reserve_is_not_forgotten(team: Team, case: str) -> None:
    care, homes = team.organisations["Bemoeizorg"], team.organisations["Woonpunt"]
    with pytest.raises(Refused, match="op de achterhand of een stapje opzij"):
        team.noor.do(ask_to_come, case, care)
    team.noor.do(ask_to_come, case, homes, "kent meneer van vroeger")

    def asked() -> list[str]:
        return [one.organisation for one in team.sem.ask(front_door, case) if one.has_asked]

    assert asked() == ["Woonpunt"]
    assert "Woonpunt wil ook aan de deur" in [e.title for e in team.noor.ask(timeline, case)]
    move = team.femke.do(set_place, case, homes, Place.FRONT)
    assert asked() == []  # it has come
    team.femke.do(take_back_move, move)
    assert asked() == ["Woonpunt"]


def test_who_comes_is_filled_in_later_and_what_stood_there_is_kept(team: Team, case: str) -> None:
    home = next(one for one in team.noor.ask(front_door, case) if one.organisation == "Woonpunt")
    assert home.member == ""
    team.noor.do(set_who_comes, home, team.ids["karim"])
    with pytest.raises(Conflict):
        team.femke.do(set_who_comes, home, team.ids["hugo"])
    now = next(one for one in team.noor.ask(front_door, case) if one.organisation == "Woonpunt")
    assert now.member == "Karim Ziani"
    assert [(c.title, c.before, c.after) for c in team.noor.ask(field_changes, case)] == [
        ("Wie er komt namens een organisatie", "", "Karim Ziani")
    ]

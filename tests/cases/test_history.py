"""Who changed what, when, from what to what; and what is thrown away and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, change_action, open_actions
from expertiseteam.cases.bin import bin_of, take_back, throw_away
from expertiseteam.cases.known_facts import known_facts, note_fact, use_fact
from expertiseteam.cases.opening import add_note, add_person, change_case, open_case, report_eviction
from expertiseteam.cases.people import left_household
from expertiseteam.cases.plan import add_goal, change_goal, goals
from expertiseteam.cases.reading import case_view, notes
from expertiseteam.cases.records import CaseState, EvictionState
from expertiseteam.cases.reporting_code import begin_code, codes, weigh
from expertiseteam.cases.safety_records import CodeKind, Danger, Weighed, Weighing
from expertiseteam.cases.serious import serious_events
from expertiseteam.cases.subject import change_subject, choose_domain, household, link_cases, unlink_cases
from expertiseteam.cases.subject_records import LifeDomain, Tenure
from expertiseteam.cases.tables import Case
from expertiseteam.cases.track_records import GoalState
from expertiseteam.concerns.acute import take_step
from expertiseteam.concerns.check_round import ask_partners, check_rounds, record_answers
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.records import AcuteStep, Known
from expertiseteam.insight.field_changes import TITLES, field_changes
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import EventKind, timeline
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.rows import Row
from expertiseteam.team.settings import change_settings
from tests.cases.test_cases import NEW
from tests.dossier import Team
from tests.faults.surroundings import write_down


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)


def test_every_field_that_is_remembered_has_words() -> None:
    remembered = {(m.class_.__tablename__, field) for m in Row.registry.mappers for field in m.class_.remembers}
    assert remembered == set(TITLES) and ("case", "goal") in remembered


def test_each_change_says_who_when_old_and_new(team: Team, case: str) -> None:
    team.clock.at(2026, 11, 3, 9, 0)
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": "Weten of mevrouw hulp wil.", "state": CaseState.ON_HOLD})
    team.clock.at(2026, 11, 4, 9, 0)
    team.sem.do(change_case, team.sem.ask(case_view, case), {"lead_id": team.ids["hugo"]})
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    team.noor.do(change_subject, case, None, {"tenure": Tenure.OWNED})
    team.noor.do(change_subject, case, team.noor.ask(household, case).subject, {"tenure": None, "has_child": True})
    team.noor.do(agree_action, case, what="Bellen", owner_id=None, due=None)
    team.noor.do(change_action, team.noor.ask(open_actions)[0], owner_id=team.ids["sem"], due=date(2026, 11, 10))
    team.iris.do(add_goal, case, what="De post is open", due=date(2026, 12, 1))
    [goal] = team.iris.ask(goals, case)
    team.hugo.do(change_goal, goal, what="De post is open en gelezen", helper="", due=date(2026, 12, 1), state=GoalState.OPEN)
    team.iris.do(begin_code, case, CodeKind.ELDER)
    for danger in (Danger.NONE, Danger.STRUCTURAL):  # weighed anew: what was answered first stays readable
        answers = Weighing(Weighed.YES, danger, Weighed.NO, Weighed.NO, Weighed.NO)
        team.iris.do(weigh, team.iris.ask(codes, case)[0], answers, on=date(2026, 11, 4), children_asked=True)
    team.noor.do(choose_domain, case, LifeDomain.MONEY, True)
    team.noor.do(choose_domain, case, LifeDomain.MENTAL, True)
    team.noor.do(choose_domain, case, LifeDomain.MONEY, False)
    other = team.femke.do(open_case, (), lead_id=team.ids["noor"], closed=True, **(NEW | {"label": "Iepenlaan · gezin"}))
    team.noor.do(link_cases, case, other, "moeder en zoon")
    team.noor.do(unlink_cases, case, other)
    team.noor.do(left_household, team.noor.do(add_person, case, name="Gerrit Oosterwiel"), on=date(2026, 11, 1), where="bij zijn zus")
    told = {(c.title, c.words, c.by) for c in team.femke.ask(field_changes, case)}
    health, money = LifeDomain.MENTAL.value, LifeDomain.MONEY.value
    both = ", ".join(one.value for one in LifeDomain if one in (LifeDomain.MENTAL, LifeDomain.MONEY))
    assert {words for title, words, _ in told if title == "Leefgebieden"} == {
        f"Was: leeg\nNu: {money}",
        f"Was: {money}\nNu: {both}",
        f"Was: {both}\nNu: {health}",
    }
    linked = ["Was: 26-002 · Iepenlaan · gezin: moeder en zoon\nNu: leeg", "Was: leeg\nNu: 26-002 · Iepenlaan · gezin: moeder en zoon"]
    assert [c.words for c in team.femke.ask(field_changes, case) if c.title == "Gekoppelde casus"] == linked
    assert {c.words for c in team.sem.ask(field_changes, case) if c.title == "Gekoppelde casus"} == {
        "Was: een andere casus\nNu: leeg",
        "Was: leeg\nNu: een andere casus",
    }, "who may not know of the other case reads neither its number nor why"
    assert told >= {
        ("Doel van de casus", "Was: Weten of meneer hulp wil.\nNu: Weten of mevrouw hulp wil.", "Noor Elzinga"),
        ("Hoe het ervoor staat", "Was: loopt\nNu: aangehouden", "Noor Elzinga"),
        ("Regisseur", "Was: Noor Elzinga\nNu: Hugo Brandt", "Sem de Graaf"),
        ("Dag van de ontruiming", "Was: leeg\nNu: 27 november 2026", "Karim Ziani"),
        ("Hoe men er woont", "Was: eigen huis\nNu: leeg", "Noor Elzinga"),
        ("Er is een kind in dit huishouden", "Was: nee\nNu: ja", "Noor Elzinga"),
        ("Doel in het plan", "Was: De post is open\nNu: De post is open en gelezen", "Hugo Brandt"),
        ("Meldcode, vraag 2: acute of structurele onveiligheid", "Was: nee\nNu: ja, structureel", "Iris Kuyper"),
        ("Wie een actie doet", "Was: leeg\nNu: Sem de Graaf", "Noor Elzinga"),
    }
    events = team.femke.ask(timeline, case)
    assert ("Sociaal plan begonnen, in concept", "Iris Kuyper") in [(e.title, e.by) for e in events]
    assert len([e for e in events if e.kind is EventKind.CHANGE]) == len(team.femke.ask(field_changes, case)) + 1
    by = {e.title: (e.detail, e.by) for e in events}
    assert by["Bewoner woont er niet meer"] == ("Gerrit Oosterwiel bij zijn zus op 1 november 2026", "Noor Elzinga")
    assert (by["Casus geopend"][1], by["Actie 1 afgesproken"][1]) == ("Femke Aarts", "Noor Elzinga")
    assert by["Uithuiszetting: datum gezegd"][1] == "Karim Ziani"
    assert team.femke.ask(opened_case, case, team.clock.today).events == len(events)
    assert team.femke.ask(problems) == []


def test_what_was_done_about_its_signals_at_once_stands_on_the_timeline_of_a_case(team: Team) -> None:
    concern = write_down(team.lucja, "Zij roept om hulp.")
    team.lucja.do(take_step, concern, AcuteStep.CALLED_112, "Ambulance kwam.")
    team.femke.do(ask_partners, concern, [team.organisations["Woonpunt"], team.organisations["Wijkagent"]], "hulp", "nodig")
    [one] = team.noor.ask(check_rounds, concern)
    team.noor.do(record_answers, one, {one.answers[1].id: Known.CONTACT})
    closed = team.femke.do(open_case, (team.femke.ask(concern_view, concern),), lead_id=team.ids["noor"], closed=True, **NEW)
    events = team.noor.ask(timeline, closed)
    assert [(e.title, e.detail, e.by, e.row_id) for e in events if e.row_id == concern and e.by] == [
        ("Checkronde, signaal 26-001", "Woonpunt: neem contact op", "Noor Elzinga", concern),
        ("112 gebeld, signaal 26-001", "Ambulance kwam.", "Łucja Şahin-van ’t Hof", concern),
    ]
    assert team.noor.ask(opened_case, closed, team.clock.today).events == len(events)
    with pytest.raises(Refused):
        team.sem.ask(timeline, closed)


def test_a_closed_case_keeps_its_changes_to_itself(team: Team) -> None:
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], closed=True, **NEW)
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": "Anders."})
    assert len(team.noor.ask(field_changes, case)) == 1 and team.sem.ask(field_changes, case) == []


def test_what_is_thrown_away_lies_in_the_bin_and_comes_back_whole(team: Team, case: str) -> None:
    note = team.sem.do(add_note, case, "Verkeerde casus")
    event = team.sem.do(report_serious_event, case, on=date(2026, 11, 1), what="Brand")
    fact = team.noor.do(note_fact, case, topic="Huisarts", text="Kerkstraat", organisation_id=team.organisations["Woonpunt"])
    [was] = team.noor.ask(notes, case)
    [happened] = team.noor.ask(serious_events, case)
    binned = [team.noor.do(throw_away, kind, i) for kind, i in (("note", note), ("serious_event", event), ("known_fact", fact))]
    assert team.noor.ask(notes, case) == [] == team.noor.ask(serious_events, case) and team.noor.ask(known_facts, case) == []
    said = ["al bekend gegeven: Huisarts", "ernstig voorval: Brand", "notitie: Verkeerde casus"]
    assert [(b.said, b.by) for b in team.femke.ask(bin_of, case)] == [(s, "Noor Elzinga") for s in said]
    for one in binned:
        team.noor.do(take_back, one)
    [back] = team.noor.ask(notes, case)
    assert (back.text, back.at, back.written_by) == (was.text, was.at, "Sem de Graaf")
    [again] = team.noor.ask(serious_events, case)
    assert (again.on, again.what, again.at, again.learned_on) == (happened.on, happened.what, happened.at, None)
    assert team.femke.ask(bin_of, case) == [] and team.femke.ask(problems) == []
    [known] = team.noor.ask(known_facts, case)
    team.noor.do(use_fact, known.id, team.organisations["Bemoeizorg"], "intake")
    with pytest.raises(Refused, match="al door anderen gebruikt"):
        team.noor.do(throw_away, "known_fact", known.id)
    assert Case.remembers


def test_a_bin_is_emptied_after_as_many_months_as_the_team_chose(team: Team, case: str) -> None:
    team.clock.at(2026, 11, 30, 9, 0)
    team.noor.do(throw_away, "note", team.sem.do(add_note, case, "Verkeerde casus"))
    team.clock.at(2027, 2, 27, 23, 0)
    assert len(team.femke.ask(bin_of, case)) == 1
    team.femke.do(change_settings, {"bin_months": 4})
    team.clock.at(2027, 3, 29, 9, 0)
    assert len(team.femke.ask(bin_of, case)) == 1
    team.clock.at(2027, 3, 30, 9, 0)
    assert team.femke.ask(bin_of, case) == []
    assert "prullenbak geleegd" in [line.what for line in team.femke.ask(whole_log)]

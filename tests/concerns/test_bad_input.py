"""Rows 8, 12 and 14 of quality.md, section 5, where signals and actions are written down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.plausible import contact_doubt, has_service_number, postcode_doubt
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_now, agree_action, change_action
from expertiseteam.cases.around_door import give_room
from expertiseteam.cases.front_door import set_place, take_off
from expertiseteam.cases.known_facts import note_fact, use_fact
from expertiseteam.cases.opening import add_note, add_person, change_case, open_case
from expertiseteam.cases.people import correct_person, relate
from expertiseteam.cases.plan import add_goal, change_goal, goals, move_plan, plan_of
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import Place
from expertiseteam.cases.reporting_code import begin_code, change_step, code_steps
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationReason
from expertiseteam.cases.scaling import answer_escalation, escalate, escalations, set_phase
from expertiseteam.cases.serious import serious_events, write_lesson
from expertiseteam.cases.subject import household
from expertiseteam.cases.track_records import GoalState, PlanState
from expertiseteam.concerns.acute import take_step
from expertiseteam.concerns.check_round import ask_partners
from expertiseteam.concerns.feedback import feedback_not_possible, give_feedback, open_feedback
from expertiseteam.concerns.intake import add_observation, concern_view, concerns, record_concern
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.matching import address_history
from expertiseteam.concerns.records import AcuteStep, Certainty, Channel, Lens, NoiseReason, Source
from expertiseteam.concerns.triage import set_noise
from expertiseteam.insight.find import find
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.exchange.test_arrears import NEW

COMPOSED, APART = "Caf\u00e9straat 3, Turfven", "Cafe\u0301straat 3, Turfven"
NUMBER = "111222333"  # passes the eleven test, and is nobody's


def told(team: Team, what: str, place: str = "Turfven") -> str:
    return team.lucja.do(record_concern, what=what, place=place, certainty=Certainty.GUT, channel=Channel.PHONE)


def test_an_accent_written_in_one_sign_or_two_is_the_same_door_and_is_found_as_the_same(team: Team) -> None:
    first = told(team, "Ren\u00e9e doet niet open.", COMPOSED)
    second = told(team, "Rene\u0301e doet niet open.", APART)
    assert [h.id for h in team.femke.ask(address_history, APART, second)] == [first]
    for typed in (COMPOSED, APART, "Ren\u00e9e", "Rene\u0301e", "renee"):
        assert {hit.row_id for hit in team.femke.ask(find, typed)} == {first, second}


def test_a_citizen_service_number_is_refused_until_the_team_says_that_it_may(team: Team) -> None:
    case = team.femke.do(open_case, (), label="Kerkpad · man", lead_id=team.ids["noor"], **NEW)
    concern = team.lucja.do(
        record_concern, what="Het dak lekt.", place="", certainty=Certainty.GUT, channel=Channel.PHONE, source=Source.RESIDENT
    )
    person = team.femke.do(add_person, case, name="Gerrit")
    other = team.femke.do(add_person, case, name="Ina", part="zus")
    team.iris.do(add_goal, case, what="Post open.")
    asked = team.organisations["Woonpunt"]
    fact = team.noor.do(note_fact, case, topic="werk", text="geen", organisation_id=asked)
    team.noor.do(escalate, case, to=EscalateTo.MAYOR, reason=EscalationReason.STUCK, question="Wat nu?")
    team.iris.do(begin_code, case, CodeKind.ELDER)
    team.femke.do(set_place, case, asked, Place.FRONT)
    team.noor.do(report_serious_event, case, on=team.clock.today, what="Brand.")
    shown, view = team.femke.ask(concern_view, concern), team.femke.ask(case_view, case)
    line = next(one for one in team.noor.ask(household, case).people if one.id == person)
    [owed], bsn = team.lucja.ask(open_feedback), f"nummer {NUMBER}"
    sentence = "In uw tekst staat een getal dat een burgerservicenummer kan zijn."
    for words in (
        lambda: told(team, bsn),
        lambda: team.sem.do(add_observation, concern, Lens.CARE, bsn),
        lambda: team.sem.do(take_step, concern, AcuteStep.POLICE, bsn),
        lambda: team.sem.do(call_us_in, concern, bsn),
        lambda: team.femke.do(set_noise, shown, NoiseReason.VAGUE, bsn),
        lambda: team.femke.do(ask_partners, concern, [asked], "hulp", bsn),
        lambda: team.lucja.do(give_feedback, owed, said=bsn),
        lambda: team.lucja.do(feedback_not_possible, owed, bsn),
        lambda: team.noor.do(add_note, case, bsn),
        lambda: team.femke.do(open_case, (), label="Turfven · man", lead_id=team.ids["noor"], **NEW | {"goal": bsn}),
        lambda: team.noor.do(change_case, view, {"goal": bsn}),
        lambda: team.noor.do(agree_action, case, what=bsn, owner_id=None, due=None),
        lambda: team.iris.do(add_goal, case, what=bsn),
        lambda: team.iris.do(change_goal, team.iris.ask(goals, case)[0], what="Post", helper=bsn, due=None, state=GoalState.OPEN),
        lambda: team.iris.do(move_plan, team.iris.ask(plan_of, case), PlanState.RUNNING, bsn),
        lambda: team.noor.do(note_fact, case, topic="school", text=bsn, organisation_id=asked),
        lambda: team.noor.do(use_fact, fact, asked, bsn),
        lambda: team.noor.do(add_person, case, name=bsn),
        lambda: team.noor.do(correct_person, line, name="Gerrit", part=bsn, phone=""),
        lambda: team.noor.do(relate, person, other, bsn),
        lambda: team.noor.do(report_serious_event, case, on=team.clock.today, what=bsn),
        lambda: team.noor.do(write_lesson, team.noor.ask(serious_events, case)[0], bsn),
        lambda: team.noor.do(set_phase, case, None, AvePhase.TWO, bsn),
        lambda: team.noor.do(escalate, case, to=EscalateTo.MAYOR, reason=EscalationReason.STUCK, question=bsn),
        lambda: team.noor.do(answer_escalation, team.noor.ask(escalations, case)[0], bsn),
        lambda: team.iris.do(change_step, team.iris.ask(code_steps, case)[0], owner_id=None, remark=bsn),
        lambda: team.noor.do(give_room, case, asked, bsn),
        lambda: team.noor.do(set_place, case, asked, Place.RESERVE, condition=bsn),
        lambda: team.noor.do(take_off, case, asked, bsn),
    ):
        with pytest.raises(Refused, match=sentence):
            words()
    assert len(team.femke.ask(concerns)) == 1
    team.femke.do(change_settings, {"service_numbers": True})
    told(team, f"Zijn nummer is {NUMBER}.")
    assert len(team.femke.ask(concerns)) == 2


def test_a_worry_that_begins_after_it_came_in_names_both_days(team: Team) -> None:
    came, more = team.clock.today, {"certainty": Certainty.GUT, "channel": Channel.PHONE, "place": ""}
    with pytest.raises(Refused, match=f"sinds {full_date(came + timedelta(days=3))}, maar het signaal kwam binnen op {full_date(came)}"):
        team.lucja.do(record_concern, what="Het dak lekt.", since=came + timedelta(days=3), **more)
    team.lucja.do(record_concern, what="Het dak lekt.", since=came, **more)
    assert len(team.femke.ask(concerns)) == 1


def test_what_cannot_be_a_postcode_or_a_number_is_said_and_what_can_is_not() -> None:
    for place in ("Kerkpad 4, 1234 SA Turfven", "Kerkpad 4, 0000AA Turfven", "1234 ss, Turfven"):
        assert "kan geen postcode zijn" in postcode_doubt(place), place
    assert not any(map(postcode_doubt, ("Kerkpad 4, 5751 AB Turfven", "Plein 0123 op", "", "Kerkpad 1234 SA")))
    assert contact_doubt("nul zes twaalf") and contact_doubt("06-1234567x")
    assert not any(map(contact_doubt, ("", "06-555 12345", "+31 (0)6.555", "greet@weidevoort.example")))
    assert not any(map(has_service_number, ("0612345678", "111222334", "bon 11122233-3", "000000000")))


def test_an_action_is_not_due_before_it_was_agreed(team: Team) -> None:
    case = team.femke.do(open_case, (), label="Kerkpad · man", lead_id=team.ids["noor"], **NEW)
    clash = "moet klaar zijn op 30 oktober 2026, maar is afgesproken op 2 november 2026. {} Kies een andere dag."
    with pytest.raises(Refused, match=clash.format("De actie is nog niet bewaard.")):
        team.noor.do(agree_action, case, what="bellen", owner_id=None, due=date(2026, 10, 30))
    action = team.noor.do(agree_action, case, what="bellen", owner_id=None, due=date(2026, 11, 2))
    shown = team.noor.ask(action_now, action)
    with pytest.raises(Refused, match=clash.format("Er is niets gewijzigd.")):
        team.noor.do(change_action, shown, owner_id=None, due=date(2026, 10, 30))
    team.noor.do(agree_action, case, what="bellen", owner_id=None, due=date(2026, 10, 30), said_on=date(2026, 10, 29))

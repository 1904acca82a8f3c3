"""Rows 8, 12 and 14 of quality.md, section 5, where signals and actions are written down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.plausible import contact_doubt, has_service_number, postcode_doubt
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_now, agree_action, change_action
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.concerns.intake import add_observation, concerns, record_concern
from expertiseteam.concerns.matching import address_history
from expertiseteam.concerns.records import Certainty, Channel, Lens
from expertiseteam.insight.find import find
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
    concern = told(team, "Het dak lekt.")
    sentence = "In uw tekst staat een getal dat een burgerservicenummer kan zijn."
    for words in (
        lambda: told(team, f"Zijn nummer is {NUMBER}."),
        lambda: team.sem.do(add_observation, concern, Lens.CARE, f"nummer {NUMBER}"),
        lambda: team.noor.do(add_note, case, f"nummer {NUMBER}"),
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

"""Partners say whether they know an address and nothing else is shared; who asked, why, and every answer is kept and logged."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.concerns.check_round import ask_partners, check_rounds, close_round, record_answers
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.records import Known, NoiseReason
from expertiseteam.concerns.triage import set_double, set_noise
from expertiseteam.insight.covered_work import WorkKind
from expertiseteam.insight.today import today
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.ui.concerns.samples import of_the_story, september


def asked(team: Team, concern: str) -> None:
    partners = [team.organisations["Wijkagent"], team.organisations["Woonpunt"]]
    team.femke.do(ask_partners, concern, partners, "hulp aanbieden", "zonder dit weten we niet of er al iemand komt")


def test_a_round_is_asked_answered_and_closes_by_itself(team: Team) -> None:
    concern = of_the_story(team)
    asked(team, concern)
    one = team.noor.ask(check_rounds, concern)[0]
    assert (one.purpose, one.asked_by, one.before, one.closed_on) == ("hulp aanbieden", "Femke Aarts", date(2026, 11, 9), None)
    assert [(a.partner, a.answer) for a in one.answers] == [("Wijkagent", None), ("Woonpunt", None)]
    team.noor.do(record_answers, one, {one.answers[0].id: Known.CONTACT})
    one = team.noor.ask(check_rounds, concern)[0]
    assert one.closed_on is None
    team.noor.do(record_answers, one, {one.answers[1].id: Known.NO})
    one = team.noor.ask(check_rounds, concern)[0]
    assert [a.answer for a in one.answers] == [Known.CONTACT, Known.NO]
    assert one.closed_on == date(2026, 11, 2)
    said = [entry.what for entry in team.femke.ask(whole_log)]
    assert said.count("antwoorden van de checkronde vastgelegd") == 2 and "checkronde begonnen" in said


def test_the_term_is_a_setting(team: Team) -> None:
    team.wil.do(change_settings, {"check_days": 1})
    concern = of_the_story(team)
    asked(team, concern)
    assert team.femke.ask(check_rounds, concern)[0].before == date(2026, 11, 3)
    told = [team.femke.ask(today, team.ids["femke"], date(2026, 11, day)).owed for day in (3, 4)]
    assert [[(one.kind, one.at_id) for one in owed] for owed in told] == [[], [(WorkKind.CHECK, concern)]]


@pytest.mark.parametrize(("partners", "purpose", "why"), [([], "hulp", "nodig"), (["x"], " ", "nodig"), (["x"], "hulp", " ")])
def test_without_partners_purpose_or_reason_nobody_is_asked(team: Team, partners: list[str], purpose: str, why: str) -> None:
    concern = of_the_story(team)
    with pytest.raises(Refused, match="Er is nog niets gevraagd"):
        team.femke.do(ask_partners, concern, partners, purpose, why)
    assert team.femke.ask(check_rounds, concern) == []


def test_one_round_at_a_time_not_after_weighing_and_only_the_officer_asks(team: Team) -> None:
    concern = of_the_story(team)
    with pytest.raises(Refused, match="aandachtsfunctionaris"):
        team.noor.do(ask_partners, concern, [team.organisations["Wijkagent"]], "hulp", "nodig")
    asked(team, concern)
    with pytest.raises(Refused, match="loopt al een checkronde"):
        asked(team, concern)
    team.femke.do(close_round, team.femke.ask(check_rounds, concern)[0])
    with pytest.raises(Refused, match="al gesloten"):
        team.femke.do(close_round, team.femke.ask(check_rounds, concern)[0])
    team.femke.do(set_noise, team.femke.ask(concern_view, concern), NoiseReason.VAGUE)
    with pytest.raises(Refused, match="al gewogen"):
        asked(team, concern)


def test_two_colleagues_who_record_one_answer_both_hear_of_it(team: Team) -> None:
    concern = of_the_story(team)
    asked(team, concern)
    one = team.noor.ask(check_rounds, concern)[0]
    team.noor.do(record_answers, one, {one.answers[0].id: Known.YES})
    with pytest.raises(Conflict):
        team.wil.do(record_answers, one, {one.answers[0].id: Known.NO})


def test_a_round_goes_where_its_signal_goes(team: Team) -> None:
    first, concern = september(team), of_the_story(team)
    asked(team, concern)
    team.femke.do(set_double, team.femke.ask(concern_view, concern), first)
    assert [a.partner for a in team.noor.ask(check_rounds, concern)[0].answers] == ["Wijkagent", "Woonpunt"]

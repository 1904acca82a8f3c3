"""Letters about a case: what is in them, what never is, who may get one, and that it stands in the log with recipient and purpose."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.circles import as_viewer
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.cases.people import left_household
from expertiseteam.cases.records import Place
from expertiseteam.cases.subject import household
from expertiseteam.meetings.case_letters import (
    addressees,
    check_partner,
    issue_letter,
    partner_letter,
    partner_text,
    resident_letter,
    resident_text,
)
from expertiseteam.meetings.extracts import known_paper
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.team.members import change_member, members, set_covenant
from expertiseteam.team.settings import change_settings
from reports.letter import letter_pdf
from tests.dossier import Team
from tests.exchange.test_arrears import NEW
from tests.meetings.test_extracts import everything_in
from tests.reports.reading import words_of

DAY = date(2026, 11, 2)
HOSTILE = "<b>&{}\u202e𝔘" + "lang " * 400


@pytest.fixture
def case(team: Team) -> str:
    case = team.femke.do(open_case, (), label="Beukenlaan · man", lead_id=team.ids["noor"], **NEW | {"place": "Beukenlaan 7, Turfven"})
    for name in ("Gerrit Oosterwiel", "Ria Oosterwiel"):
        team.noor.do(add_person, case, name=name)
    team.noor.do(set_place, case, team.organisations["Woonpunt"], Place.FRONT)
    team.noor.do(set_place, case, team.organisations["Jeugdteam"], Place.RESERVE, condition="als er een kind komt")
    team.femke.do(set_covenant, team.organisations["Woonpunt"], date(2026, 1, 15))
    team.femke.do(agree_action, case, what="Een monteur sturen", owner_id=team.ids["karim"], due=date(2026, 11, 20))
    team.femke.do(agree_action, case, what="Het slot vervangen", owner_id=team.ids["noor"], due=date(2026, 11, 9), is_promise=True)
    karim = next(one for one in team.femke.ask(members) if one.id == team.ids["karim"])
    keep = {"role": karim.role, "discipline": karim.discipline, "function": karim.function}
    team.femke.do(change_member, karim, **keep, organisation_id=team.organisations["Woonpunt"])
    return case


def phone(team: Team, number: str) -> None:
    noor = next(one for one in team.femke.ask(members) if one.id == team.ids["noor"])
    team.femke.do(change_member, noor, role=noor.role, discipline=noor.discipline, function=noor.function, phone=number)


def person(who: Workspace, case: str, name: str) -> str:
    return next(one.id for one in who.ask(household, case).people if one.name.startswith(name))


def test_a_resident_reads_what_was_promised_and_nothing_else_of_the_case(team: Team, case: str) -> None:
    gerrit = person(team.noor, case, "Gerrit")
    text = team.noor.ask(resident_text, case, gerrit, DAY)
    assert "Beste Gerrit Oosterwiel," in text and "• Het slot vervangen, vóór 9 november 2026" in text
    with pytest.raises(Refused, match=r"In regel 5: voor \{telefoon\} is niets bekend"):
        team.noor.ask(resident_letter, case, gerrit, text, DAY)  # the place stayed in the text, so it is seen
    with pytest.raises(Refused, match=r"In regel 2: \{bsn\} bestaat niet"):
        team.noor.ask(resident_letter, case, gerrit, ("Beste,", "{bsn}"), DAY)
    with pytest.raises(Refused, match="nog leeg"):
        team.noor.ask(resident_letter, case, gerrit, ("  ",), DAY)
    phone(team, "0475 12 34 56")
    pdf = letter_pdf(team.noor.ask(resident_letter, case, gerrit, (*text, HOSTILE.replace("{}", "")), DAY))
    words = words_of(pdf)
    for told in (
        "Aan Gerrit Oosterwiel",
        "Beukenlaan 7, Turfven",
        "Bel 0475 12 34 56 en vraag naar Noor Elzinga.",
        "Het slot vervangen",
        "<b>&",
    ):
        assert told in words
    for never in ("26-001", "monteur", "Ria", "Woonpunt", "VERTROUWELIJK"):
        assert never not in words
    team.noor.do(issue_letter, case, recipient="Gerrit Oosterwiel", purpose="meneer weet wat wij doen", sha256="a1")
    lines = [(line.what, line.why) for line in team.femke.ask(log_of_case, case)]
    assert ("brief uitgereikt", "Gerrit Oosterwiel: meneer weet wat wij doen") in lines
    assert "brief aan een bewoner gemaakt" in [what for what, _ in lines]
    assert [one.recipient for one in team.femke.ask(known_paper, "a1")] == ["Gerrit Oosterwiel"]
    with pytest.raises(Refused, match="Vul beide in"):
        team.noor.do(issue_letter, case, recipient="Gerrit Oosterwiel", purpose=" ", sha256="a2")
    team.noor.do(left_household, gerrit, on=DAY)
    found = team.noor.ask(addressees, case)
    assert [name for _, name in found.residents] == ["Ria Oosterwiel"] and [name for _, name in found.partners] == ["Woonpunt"]
    assert [(one.recipient, one.purpose) for one in found.earlier] == [("Gerrit Oosterwiel", "meneer weet wat wij doen")]


def test_a_partner_reads_only_its_own_agreements(team: Team, case: str) -> None:
    woonpunt, jeugd = team.organisations["Woonpunt"], team.organisations["Jeugdteam"]
    phone(team, "0475 12 34 56")
    name = team.femke.ask(check_partner, woonpunt)
    text = team.femke.ask_for(as_viewer(woonpunt), partner_text, case, woonpunt, name, DAY)
    pdf = letter_pdf(team.femke.ask_for(as_viewer(woonpunt), partner_letter, case, woonpunt, name, text, DAY))
    words = words_of(pdf)
    for told in ("Over casus 26-001", "• Een monteur sturen, vóór 20 november 2026", "telefoon 0475 12 34 56", "VERTROUWELIJK"):
        assert told in words
    for never in ("slot", "Oosterwiel", "Beukenlaan"):
        assert never not in everything_in(pdf)
    with pytest.raises(Refused, match="Jeugdteam heeft geen getekend convenant. Er is geen brief gemaakt"):
        team.femke.ask(check_partner, jeugd)
    with pytest.raises(Refused, match="staat niet bij deze casus"):  # and around the check there is nothing to read
        team.femke.ask_for(as_viewer(jeugd), partner_letter, case, jeugd, "Jeugdteam", ("Dag {casus}",), DAY)
    with pytest.raises(Refused):  # to a partner writes who hands paper out
        team.noor.ask(check_partner, woonpunt)


@pytest.mark.parametrize(("key", "wrong"), [("resident_letter", "{casus}"), ("partner_letter", "{toezeggingen}"), ("partner_letter", "{")])
def test_a_place_that_a_letter_does_not_have_is_named_with_its_line(team: Team, key: str, wrong: str) -> None:
    with pytest.raises(Refused, match="regel 2: "):
        team.femke.do(change_settings, {key: ("Beste {ontvanger},", f"Over {wrong}")})

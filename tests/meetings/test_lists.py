"""What is compiled over overleggen: lists without names, and all of one case."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.concerns.intake import concern_view
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.agenda import agenda
from expertiseteam.meetings.conduct import agree, decide, note, open_item
from expertiseteam.meetings.extracts import extract_frame
from expertiseteam.meetings.lists import bare_actions, bare_decisions, case_paper, frames_of_case
from expertiseteam.team.members import set_covenant
from reports.bare_list import bare_list_pdf
from reports.case_minutes import case_minutes_pdf
from tests.dossier import Team
from tests.exchange.test_arrears import NEW, taken_over
from tests.meetings.paperwork import CLOSED, OTHERS, WOONPUNT, Held, begin_following, hold
from tests.reports.reading import words_of


@pytest.fixture
def held(team: Team) -> Held:
    return hold(team)


def test_decisions_of_a_period_have_codes_instead_of_names_and_nothing_of_a_closed_circle(team: Team, held: Held) -> None:
    team.femke.do(add_person, held.cases[OTHERS], name="Piet van den Heuvel")
    begin_following(team, held)
    point = next(i.id for i in team.femke.ask(agenda, held.following).items if i.case_id == held.cases[OTHERS])
    team.femke.do(open_item, point)
    team.femke.do(decide, point, "Karim belt Piet van den Heuvel op 06-55512345.")
    paper = team.femke.ask(bare_decisions, held.meeting, date(2026, 11, 10), date(2026, 12, 1))
    assert [(d.number, d.code, d.text) for d in paper.decisions] == [
        ("2026-001", "26-001", f"{WOONPUNT} besluit."),
        ("2026-002", "26-002", f"{OTHERS} besluit."),
        ("2026-004", "26-002", "Woonpunt belt de bewoner op (nummer)."),
    ]
    words = words_of(bare_list_pdf(paper))
    assert "Besluitenlijst zonder namen 10 november 2026 tot en met 1 december 2026" in words
    for secret in (CLOSED, "Heuvel", "Karim", "55512345", "Kerkpad", "Femke"):
        assert secret not in words
    assert [d.number for d in team.wil.ask(bare_decisions, held.meeting, date(2026, 12, 1), date(2026, 12, 1)).decisions] == ["2026-004"]
    assert "Er staat niets op deze lijst." in words_of(bare_list_pdf(team.wil.ask(bare_decisions, held.meeting, *[date(2025, 1, 1)] * 2)))


def test_open_actions_have_the_trade_instead_of_the_name(team: Team, held: Held) -> None:
    paper = team.femke.ask(bare_actions, held.meeting, "Gemeente Weidevoort")
    assert {(a.code, a.function) for a in paper.actions} == {("26-001", "Woonpunt"), ("26-002", "Woonpunt")}
    words = words_of(bare_list_pdf(paper))
    assert "26-002" in words and "20 november 2026" in words and "Exemplaar voor Gemeente Weidevoort." in words
    for secret in (CLOSED, "Karim", "Kerkpad"):
        assert secret not in words


def test_a_list_for_an_organisation_holds_only_its_own_cases_and_never_what_is_only_for_help(team: Team, held: Held) -> None:
    woonpunt = team.organisations["Woonpunt"]
    with pytest.raises(Refused, match="Er is geen besluitenlijst gemaakt"):
        team.femke.ask(extract_frame, held.meeting, woonpunt, made="geen besluitenlijst")
    team.femke.do(set_covenant, woonpunt, date(2026, 1, 15))
    frame, recipient = team.femke.ask(extract_frame, held.meeting, woonpunt)
    days = (date(2026, 11, 10), date(2026, 11, 10))
    decided = team.femke.ask_for(as_viewer(woonpunt), bare_decisions, held.meeting, *days, recipient.name, frame=frame)
    assert [d.code for d in decided.decisions] == ["26-001"] and decided.head.recipient == "Woonpunt"
    agreed = team.femke.ask_for(as_viewer(woonpunt), bare_actions, held.meeting, recipient.name, frame=frame)
    assert [a.code for a in agreed.actions] == ["26-001"]
    helping = team.femke.do(
        open_case, (team.femke.ask(concern_view, taken_over(team)),), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW
    )
    begin_following(team, held)
    point = next(i.id for i in team.femke.ask(agenda, held.following).items if i.case_id == helping)
    team.femke.do(decide, point, "Er wordt hulp aangeboden.")
    team.femke.do(agree, point, "Bellen", owner_id=team.ids["noor"], due=date(2026, 12, 4))
    assert team.femke.ask(bare_decisions, held.meeting, *[date(2026, 12, 1)] * 2).decisions == ()
    assert {a.code for a in team.femke.ask(bare_actions, held.meeting).actions} == {"26-001", "26-002"}


def test_all_of_one_case_over_all_overleggen(team: Team, held: Held) -> None:
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    point = next(i.id for i in team.femke.ask(agenda, held.following).items if i.case_id == held.cases[OTHERS])
    team.femke.do(open_item, point)
    team.femke.do(note, point, "De tweede keer.")
    frames = team.femke.ask(frames_of_case, held.cases[OTHERS])
    paper = team.femke.ask(case_paper, held.cases[OTHERS], frames, "")
    assert [(m.day, m.version) for m in paper.meetings] == [
        (date(2026, 11, 10), "vastgesteld op 1 december 2026"),
        (date(2026, 12, 1), "concept 1"),
    ]
    words = words_of(case_minutes_pdf(paper))
    for told in ("26-002", f"{OTHERS} notitie.", "De tweede keer.", "2 overleggen, van 10 november 2026 tot en met 1 december 2026"):
        assert told in words
    assert WOONPUNT not in words and CLOSED not in words


def test_a_partner_gets_all_of_its_own_case_and_nothing_of_another(team: Team, held: Held) -> None:
    woonpunt = team.organisations["Woonpunt"]
    team.femke.do(set_covenant, woonpunt, date(2026, 1, 15))
    frames = team.femke.ask(frames_of_case, held.cases[WOONPUNT])
    paper = team.femke.ask_for(as_viewer(woonpunt), case_paper, held.cases[WOONPUNT], frames, "Woonpunt")
    assert "Exemplaar voor Woonpunt." in words_of(case_minutes_pdf(paper))
    for word in (OTHERS, CLOSED):
        frames = team.femke.ask(frames_of_case, held.cases[word])
        with pytest.raises(Refused, match="niets in notulen die deze lezer mag zien"):
            team.femke.ask_for(as_viewer(woonpunt), case_paper, held.cases[word], frames, "Woonpunt")

"""A copy that goes out holds only what its reader may know of: the rest is not blacked out, it is not there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from sqlalchemy import select

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.records import Place
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.extracts import extract_frame, extract_paper, issue_paper, issued_papers, known_paper, note_saved
from expertiseteam.meetings.lists import case_paper, frames_of_case
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.papers import MinutesPaper
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.records import Leaving, PaperKind
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.rows import Row
from expertiseteam.team.members import organisations, set_covenant
from reports.agenda_prints import sheet_pdf
from reports.minutes import minutes_pdf
from tests.dossier import Team
from tests.meetings.paperwork import CLOSED, OTHERS, WOONPUNT, Held, begin_following, hold
from tests.reports.reading import pages_of, words_of

SIGNED = date(2026, 1, 15)


@pytest.fixture
def held(team: Team) -> Held:
    held = hold(team)
    team.femke.do(set_covenant, team.organisations["Woonpunt"], SIGNED)
    return held


def extract(team: Team, held: Held, organisation: str = "Woonpunt") -> MinutesPaper:
    its_id = team.organisations[organisation]
    frame, recipient = team.femke.ask(extract_frame, held.meeting, its_id)
    return team.femke.ask_for(as_viewer(its_id), extract_paper, held.meeting, its_id, frame, recipient)


def everything_in(pdf: bytes) -> str:
    """Return all that the file holds in any form: decoded streams, strings, names, metadata, outline, and the words that it shows."""
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [repr(part) for thing in file.objects for part in walked(thing)]
    return "\n".join([*found, words_of(pdf), pdf.decode("latin-1")])


def walked(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_bytes().decode("latin-1")
        yield thing.read_bytes().decode("utf-16-be", "ignore")
        words = re.findall(rb"<([0-9A-Fa-f]+)> Tj", thing.read_bytes())
        yield "".join(bytes.fromhex(word.decode()).decode("latin-1") for word in words)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for _, value in thing.items():
            if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                yield from walked(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                yield from walked(value)
    else:
        yield str(thing)


@pytest.mark.parametrize("adopted", [False, True])
def test_an_extract_holds_only_the_cases_of_its_reader(team: Team, held: Held, adopted: bool) -> None:
    if adopted:
        begin_following(team, held)
        team.femke.do(adopt_minutes, held.meeting)
    paper = extract(team, held)
    assert [item.title for item in paper.items] == [f"Kerkpad · {WOONPUNT}"]
    pdf = minutes_pdf(paper)
    inside = everything_in(pdf)
    assert WOONPUNT in inside  # so that the search itself is known to find
    for secret in (OTHERS, CLOSED, "26-002", "26-003", "over het team", "Sem de Graaf"):
        assert secret not in inside
    assert zlib.compress(OTHERS.encode()) not in pdf


def test_the_name_of_the_reader_stands_on_every_page(team: Team, held: Held) -> None:
    pages = pages_of(minutes_pdf(extract(team, held)))
    assert pages and all("Exemplaar voor Woonpunt. Bevat alleen wat deze lezer mag weten." in page for page in pages)


def test_a_partner_without_a_signed_covenant_gets_none(team: Team, held: Held) -> None:
    with pytest.raises(Refused, match="Bemoeizorg heeft geen getekend convenant"):
        extract(team, held, "Bemoeizorg")
    team.femke.do(set_covenant, team.organisations["Bemoeizorg"], SIGNED)
    assert [item.title for item in extract(team, held, "Bemoeizorg").items] == [f"Kerkpad · {OTHERS}"]
    team.femke.do(set_covenant, team.organisations["Bemoeizorg"], None)
    with pytest.raises(Refused, match="convenant"):
        extract(team, held, "Bemoeizorg")


def test_who_stepped_aside_or_stands_nowhere_gets_none(team: Team, held: Held) -> None:
    team.femke.do(set_covenant, team.organisations["Wijkagent"], SIGNED)
    with pytest.raises(Refused, match="geen casus besproken waar Wijkagent bij is"):
        extract(team, held, "Wijkagent")
    team.femke.do(set_place, held.cases[WOONPUNT], team.organisations["Woonpunt"], Place.STEPPED_ASIDE)
    with pytest.raises(Refused, match="geen casus besproken"):
        extract(team, held)


def test_an_extract_never_shows_more_than_the_asker_may_see(team: Team, held: Held) -> None:
    """Wil does not know of the closed case; nor does an organisation that stands at its door learn of it through Femke."""
    assert CLOSED not in repr(extract(team, held))
    its_id = team.organisations["Woonpunt"]
    frame, recipient = team.wil.ask(extract_frame, held.meeting, its_id)
    assert CLOSED not in repr(team.wil.ask_for(as_viewer(its_id), extract_paper, held.meeting, its_id, frame, recipient))
    with pytest.raises(Refused):
        team.noor.ask(extract_frame, held.meeting, its_id)


def test_no_table_shows_an_organisation_what_is_of_others(team: Team, held: Held) -> None:
    """A walk over every table, for an organisation and the one who asks on its behalf."""
    its_id = team.organisations["Woonpunt"]
    for viewers in ((as_viewer(its_id),), (team.ids["femke"], as_viewer(its_id)), (as_viewer(its_id), team.ids["wil"])):
        with team.femke._store.reading(viewers) as connection:
            told = "".join(repr(connection.execute(select(table)).all()) for table in Row.metadata.sorted_tables)
            found = connection.exec_driver_sql("SELECT * FROM search_entry").all()
        assert WOONPUNT in told
        for secret in (OTHERS, CLOSED, "over het team"):
            assert secret not in told and secret not in repr(found)


def test_what_goes_out_is_logged_with_recipient_and_purpose_and_known_again_by_its_bytes(team: Team, held: Held) -> None:
    paper = Leaving(PaperKind.EXTRACT, "Uittreksel 10 november 2026", "Woonpunt", " ", "ab" * 32, held.meeting)
    with pytest.raises(Refused, match="waarvoor"):
        team.wil.do(issue_paper, paper)
    team.wil.do(issue_paper, replace(paper, purpose="uitvoering van de afspraken"))
    [line] = team.noor.ask(issued_papers, held.meeting)
    assert (line.recipient, line.purpose, line.by, line.encrypted) == ("Woonpunt", "uitvoering van de afspraken", "Wil Stam", False)
    assert team.noor.ask(known_paper, "ab" * 32) == [line]
    assert team.noor.ask(known_paper, "cd" * 32) == []
    [logged] = [entry for entry in team.femke.ask(whole_log) if entry.what == "papier uitgereikt"]
    assert logged.why == "Woonpunt: uitvoering van de afspraken"
    own = Leaving(PaperKind.AGENDA, "Agenda 10 november 2026", "eigen team", "overleg", "ef" * 32, held.meeting)
    for outside in (" woonpunt", "Woonpunt (Karim)", "Karim", "wethouder"):
        with pytest.raises(Refused, match="staat in een uittreksel"):
            team.noor.do(note_saved, replace(own, recipient=outside))
    for ours in ("eigen team", "karim ziani "):
        team.noor.do(note_saved, replace(own, recipient=ours))
    assert {(line.recipient, line.by) for line in team.wil.ask(known_paper, "ef" * 32)} == {
        ("eigen team", "Noor Elzinga"),
        ("karim ziani", "Noor Elzinga"),
    }
    with pytest.raises(Refused, match="exemplaar van Karim Ziani"):
        team.noor.do(note_saved, replace(own, recipient="Sem de Graaf", only_for="Karim Ziani"))
    team.noor.do(note_saved, replace(own, recipient="karim ziani", only_for="Karim Ziani"))
    sheet = Leaving(PaperKind.SHEET, "Overdracht", "Sem de Graaf", "lezen", "ef" * 32, case_id=held.cases[CLOSED])
    with pytest.raises(Refused, match="Sem de Graaf mag van deze casus niet weten"):
        team.femke.do(note_saved, sheet)
    with pytest.raises(Refused, match="Woonpunt krijgt een brief"):
        team.femke.do(note_saved, replace(sheet, recipient="meneer, via Woonpunt", for_resident=True))
    team.femke.do(note_saved, replace(sheet, recipient="Gerrit Oosterwiel", for_resident=True))


def test_paper_of_the_team_says_that_it_holds_what_not_everybody_may_know(team: Team, held: Held) -> None:
    """Made by the aandachtsfunctionaris, it does; made by the secretary, or for one reader, what is closed is not there."""
    papers = (minutes_paper, agenda_paper, action_list_paper)
    prints = (chair_script, secretary_sheet)
    for ask in (team.femke, team.wil):
        heads = [ask.ask(paper, held.meeting).head for paper in papers] + [ask.ask(paper, held.meeting).agenda.head for paper in prints]
        assert {head.holds_closed for head in heads} == {ask is team.femke}
    assert not team.femke.ask(code_agenda, held.meeting).head.holds_closed
    noor = team.ids["noor"]
    assert not team.femke.ask_for(noor, minutes_paper, held.meeting, noor).head.holds_closed
    case = held.cases[CLOSED]
    assert team.femke.ask(case_paper, case, team.femke.ask(frames_of_case, case), "").head.holds_closed
    for pages in (
        pages_of(minutes_pdf(team.femke.ask(minutes_paper, held.meeting))),
        pages_of(sheet_pdf(team.femke.ask(secretary_sheet, held.meeting))),
    ):
        assert pages and all("Exemplaar van het team. Bevat besloten casussen." in page for page in pages)


def test_the_day_of_a_covenant_is_remembered_and_never_lies_ahead(team: Team, held: Held) -> None:
    team.wil.do(set_covenant, team.organisations["Woonpunt"], date(2026, 3, 1))
    assert {o.name: o.covenant_on for o in team.wil.ask(organisations)}["Woonpunt"] == date(2026, 3, 1)
    with pytest.raises(Refused, match="moet nog komen"):
        team.wil.do(set_covenant, team.organisations["Woonpunt"], date(2030, 3, 1))

"""Three prints of one agenda: the chair's script, numbers only for participants, and a sheet for the secretary to write on."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import add_person, open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.meetings.agenda import agenda, change_item, prepare_agenda, skip_item
from expertiseteam.meetings.cycle import meeting, move_meeting, plan_series
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from reports.agenda_prints import code_agenda_pdf, script_pdf, sheet_pdf
from tests.dossier import Team
from tests.meetings.test_extracts import everything_in
from tests.reports.reading import words_of

PLANTED = ("MERKLABEL", "MERKSTRAAT", "MERKDOEL", "MERKBEWONER", "MERKVRAAG", "MERKREDEN", "MERKACTIE", "MERKBRON", "Noor Elzinga")


@pytest.fixture
def prepared(team: Team) -> str:
    """An overleg with an urgent case, one with a question of its own, and one that is left out; returns its id."""
    cases = []
    for n in range(3):
        case = team.femke.do(
            open_case, (), label=f"Erf · MERKLABEL {n}", lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp",
            goal="MERKDOEL", bringing_partner="gemeente", place=f"MERKSTRAAT {n + 1}, Turfven",
        )  # fmt: skip
        team.femke.do(add_person, case, name="Piet MERKBEWONER")
        cases.append(case)
    team.femke.do(report_eviction, team.femke.ask(case_view, cases[0]), EvictionState.DATED, date(2026, 11, 27), "MERKBRON")
    team.femke.do(agree_action, cases[0], what="MERKACTIE bellen", owner_id=team.ids["karim"], due=date(2026, 11, 10))
    [planned] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, planned)
    points = {item.case_id: item for item in team.femke.ask(agenda, planned).items}
    team.femke.do(change_item, points[cases[1]], question="Wat zegt Piet MERKBEWONER over MERKVRAAG?")
    team.femke.do(skip_item, points[cases[2]], "MERKREDEN")
    return planned


def test_participants_get_numbers_kinds_and_our_own_questions_only(team: Team, prepared: str) -> None:
    pdf = code_agenda_pdf(team.noor.ask(code_agenda, prepared))
    words = words_of(pdf)
    for told in ("26-001 ontruiming, actie te laat, nieuw", "Wat doen we vóór de ontruiming, en wie?", "Nu niet besproken: 26-003."):
        assert told in words
    found = everything_in(pdf)
    assert "26-002" in words and [planted for planted in PLANTED if planted in words or planted in found] == []


def test_the_chair_has_the_clock_the_lead_and_what_is_open(team: Team, prepared: str) -> None:
    paper = team.wil.ask(chair_script, prepared)
    assert [item.begins for item in paper.items[:4]] == [time(13, 30), time(13, 35), time(13, 40), time(13, 50)]
    words = words_of(script_pdf(paper))
    for told in (
        "13.40 3. 26-001 · Erf · MERKLABEL 0 Regie: Noor Elzinga · spoor zorg · niemand aan de deur Waarom nu: ontruiming op 27 november;",
        "Actie 1: MERKACTIE bellen (Karim Ziani, di 10 november, te laat)",
        "klaar om 14.11 uur",
        "Wie vertelt het de bewoner, en wie zegt iets tegen degene die het meldde?",
        "MERKREDEN",
    ):
        assert told in words


def test_the_secretary_has_room_to_write_at_every_point(team: Team, prepared: str) -> None:
    words = words_of(sheet_pdf(team.wil.ask(secretary_sheet, prepared)))
    assert "Wil Stam secretaris, notulen" in words and "Łucja Şahin-van ’t Hof" in words
    for told in ("3. 26-001 · Erf · MERKLABEL 0", "Besluit Actie: wie, en vóór wanneer"):
        assert told in words


def test_no_resident_is_named_on_script_or_sheet(team: Team, prepared: str) -> None:
    """Somebody typed the name in one question; with that taken out it is nowhere, in words, properties and bytes."""
    asked = next(item for item in team.femke.ask(agenda, prepared).items if "MERKBEWONER" in item.question)
    team.femke.do(change_item, asked, question="Wie gaat er langs?")
    for pdf in (script_pdf(team.wil.ask(chair_script, prepared)), sheet_pdf(team.wil.ask(secretary_sheet, prepared))):
        found = everything_in(pdf)
        assert "MERKLABEL" in found  # so that the search itself is known to find
        assert [planted for planted in ("MERKBEWONER", "MERKSTRAAT", "MERKVRAAG", "MERKBRON") if planted in found] == []


def test_a_script_that_runs_past_midnight_is_still_a_script(team: Team, prepared: str) -> None:
    team.femke.do(move_meeting, team.femke.ask(meeting, prepared), on=date(2026, 11, 17), starts=time(23, 55))
    paper = team.femke.ask(chair_script, prepared)
    assert paper.items[1].begins == time(0, 0) and "0.00 2. Acties" in words_of(script_pdf(paper))


@pytest.mark.parametrize("print_", [chair_script, secretary_sheet])
def test_who_is_not_at_the_desk_gets_no_script_and_no_sheet(team: Team, prepared: str, print_: object) -> None:
    noor: Workspace = team.noor
    with pytest.raises(Refused):
        noor.ask(print_, prepared)  # type: ignore[arg-type]

"""Unpaid bills from partners of fixed costs: taken over from their list, for offering help and for nothing else (domain.md, R-11)."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.enforcement import begin_path
from expertiseteam.cases.opening import add_person, change_case, link_concern, open_case
from expertiseteam.cases.people import move_person
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.subject import link_cases
from expertiseteam.cases.track_records import Authority, OrderKind, Track
from expertiseteam.concerns.arrears import arrears_of
from expertiseteam.concerns.intake import concern_counts, concern_view, concerns
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.records import ConcernState
from expertiseteam.concerns.triage import set_double
from expertiseteam.exchange.columns import suggest_columns
from expertiseteam.exchange.concerns import import_concerns, known_concerns
from expertiseteam.exchange.preview import preview
from expertiseteam.exchange.records import Preview
from expertiseteam.exchange.sheet import read_table
from expertiseteam.insight.find import find
from expertiseteam.meetings.switching import switch_track
from expertiseteam.storage.reading import Gone
from expertiseteam.team.deputation import deputise
from expertiseteam.team.members import change_member
from expertiseteam.visits.duos import send_duo
from expertiseteam.visits.records import Plan, Purpose
from tests.access.test_sealing import line
from tests.dossier import Team
from tests.faults.surroundings import write_down

NAMES = ("Schuldeiser", "Naam", "Adres", "Telefoonnummer bewoner", "Bedrag achterstand", "Maanden", "Datum")
NEW = {"legal_basis": "Wgs", "purpose": "hulp aanbieden", "goal": "Weten of mevrouw hulp wil.", "bringing_partner": "gemeente"}


def listed(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in (NAMES, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def weighed(team: Team, data: bytes) -> Preview:
    sheet = read_table(data)
    assert sheet.header is not None
    return preview(sheet, suggest_columns(sheet.header.cells), team.femke.ask(known_concerns), team.clock(), arrears=True)


def taken_over(team: Team) -> str:
    """One signal of unpaid bills in the dossier; returns its id."""
    found = weighed(team, listed(("Energie Zuid", "Greet Hilkens", "Beukenlaan 9, Turfven", "06-12345678", 812.5, 3, date(2026, 10, 28))))
    assert team.femke.do(import_concerns, found, found.ticked_at_first()) == 1
    (one,) = [c for c in team.femke.ask(concerns) if "achterstand" in c.what]
    return one.id


def test_a_list_of_a_partner_becomes_signals_without_amounts_in_their_text(team: Team) -> None:
    concern = taken_over(team)
    shown = team.noor.ask(concern_view, concern)
    assert shown.what == "Betalingsachterstand gemeld door Energie Zuid. Alleen bedoeld om hulp aan te bieden."
    told = team.noor.ask(arrears_of, concern)
    assert told is not None
    assert (told.creditor, told.resident, told.contact, told.cents, told.months) == (
        "Energie Zuid", "Greet Hilkens", "06-12345678", 81250, 3,
    )  # fmt: skip
    assert team.noor.ask(arrears_of, write_down(team.noor, "een ander signaal")) is None


@pytest.mark.parametrize(
    ("amount", "cents"), [("€ 1.234,56", 123456), ("1234.5", 123450), ("812", 81200), (1e3, 100000), ("", None), ("1,234.56", 123456)]
)
def test_amounts_as_lists_write_them(team: Team, amount: object, cents: int | None) -> None:
    (row,) = weighed(team, listed(("X", "", "Beukenlaan 9", "", amount, "", date(2026, 10, 28)))).rows
    assert row.errors == () and row.concern is not None and row.concern.arrears is not None
    assert row.concern.arrears.cents == cents


def test_what_is_wrong_in_a_row_is_said_and_nothing_is_taken_over(team: Team) -> None:
    found = weighed(team, listed(("X", "", "", "", "veel", "drie", "gisteren")))
    assert len(found.rows[0].errors) == 4
    with pytest.raises(Refused, match="Rij 2 heeft een fout"):
        team.femke.do(import_concerns, found, [2])
    assert team.femke.ask(concerns) == []


def test_who_enforces_never_sees_it_in_any_list_count_search_or_paper(team: Team) -> None:
    concern = taken_over(team)
    case = team.femke.do(open_case, (team.femke.ask(concern_view, concern),), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW)
    other = write_down(team.noor, "post puilt uit")
    assert {c.id for c in team.noor.ask(cases)} == {case}
    assert team.noor.ask(find, "Beukenlaan")

    def blind(who: str) -> None:
        workspace = getattr(team, who)
        assert workspace.ask(cases) == []
        assert {c.id for c in workspace.ask(concerns)} == {other}
        assert workspace.ask(concern_counts)[ConcernState.LINKED] == 0
        assert workspace.ask(arrears_of, concern) is None and workspace.ask(find, "Beukenlaan 9") == []
        for view, row in ((concern_view, concern), (case_view, case)):
            with pytest.raises(Gone):
                workspace.ask(view, row)
        assert team.femke.ask_for(team.ids[who], cases) == []

    blind("sem")
    team.femke.do(deputise, line(team, "sem"), team.clock.today)  # also while he stands in for the aandachtsfunctionaris
    blind("sem")
    hugo = line(team, "hugo")
    team.femke.do(change_member, hugo, role=Role.LAWYER, discipline=Discipline.LAW, function="handhavingsjurist")
    blind("hugo")


def test_it_is_never_linked_to_what_enforcement_sees(team: Team) -> None:
    femke, concern = team.femke, taken_over(team)
    seen = femke.do(open_case, (), label="Iepenlaan · gezin", lead_id=team.ids["noor"], **NEW)
    other = write_down(team.noor, "post puilt uit")
    for act, args in (
        (link_concern, (femke.ask(concern_view, concern), seen)),
        (set_double, (femke.ask(concern_view, concern), other)),
        (set_double, (femke.ask(concern_view, other), concern)),
        (open_case, ((femke.ask(concern_view, concern), femke.ask(concern_view, other)),)),
    ):
        more = {"label": "Beukenlaan", "lead_id": team.ids["noor"], **NEW} if act is open_case else {}
        with pytest.raises(Refused, match="alleen bedoeld om hulp aan te bieden"):
            femke.do(act, *args, **more)
    with pytest.raises(Refused, match="alleen bedoeld om hulp aan te bieden"):
        team.noor.do(call_us_in, concern, "samen kijken")
    with pytest.raises(Refused, match="Sem de Graaf kijkt vanuit handhaving"):
        femke.do(open_case, (femke.ask(concern_view, concern),), label="Beukenlaan", lead_id=team.ids["sem"], **NEW)
    case = femke.do(open_case, (femke.ask(concern_view, concern),), label="Beukenlaan", lead_id=team.ids["noor"], **NEW)
    duo = {"task": "hulp aanbieden", "before": date(2026, 11, 20)}
    with pytest.raises(Refused, match="Sem de Graaf kijkt vanuit handhaving"):
        femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], **duo)
    for purpose in (Purpose.ENFORCEMENT, Purpose.BOTH):
        with pytest.raises(Refused, match="alleen bedoeld om hulp aan te bieden. Toezicht of handhaving hoort hier niet"):
            femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["karim"], plan=Plan(purpose=purpose), **duo)
    helps = Plan(purpose=Purpose.HELP)
    assert femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["karim"], plan=helps, **duo)
    for act, args in (
        (agree_action, {"what": "bellen", "owner_id": team.ids["sem"], "due": None}),
        (change_case, {"shown": femke.ask(case_view, case), "new": {"lead_id": team.ids["sem"]}}),
    ):
        with pytest.raises(Refused, match="Sem de Graaf kijkt vanuit handhaving"):
            femke.do(act, *(() if act is change_case else (case,)), **args)
    with pytest.raises(Refused, match="alleen bedoeld om hulp aan te bieden"):
        team.noor.do(link_cases, case, seen, "zelfde huis")
    with pytest.raises(Refused, match="alleen bedoeld om hulp aan te bieden"):
        team.noor.do(move_person, team.noor.do(add_person, case, name="Greet Hilkens"), seen)
    assert femke.do(agree_action, case, what="bellen", owner_id=team.ids["noor"], due=None)
    with pytest.raises(Refused, match="spoor veiligheid horen hier niet"):
        femke.do(begin_path, case, what="afval op het erf", kind=OrderKind.PENALTY)
    with pytest.raises(Refused, match="spoor veiligheid horen hier niet"):
        femke.do(switch_track, case, Track.CARE, Track.SAFETY, why="overlast", authority=Authority.URGENT)

"""The one write path: versions, conflicts, numbers, and the row changes that the team folder will carry."""

from __future__ import annotations

import dataclasses

import pytest

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.team.members import members
from tests.dossier import Team

NEW = {
    "label": "Kerkpad · echtpaar",
    "legal_basis": "Wmo 2015",
    "purpose": "hulp",
    "goal": "Contact krijgen",
    "bringing_partner": "gemeente",
}


def a_case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)


def test_two_edits_of_the_same_field_show_both_texts(team: Team) -> None:
    case = a_case(team)
    femke_saw, noor_saw = team.femke.ask(case_view, case), team.noor.ask(case_view, case)
    team.femke.do(change_case, femke_saw, {"goal": "Vertrouwen winnen"})
    with pytest.raises(Conflict) as caught:
        team.noor.do(change_case, noor_saw, {"goal": "Huis opruimen"})
    assert caught.value.fields == {"goal": ("Huis opruimen", "Vertrouwen winnen")}
    assert team.noor.ask(case_view, case).goal == "Vertrouwen winnen"


def test_edits_of_different_fields_go_together(team: Team) -> None:
    case = a_case(team)
    femke_saw, noor_saw = team.femke.ask(case_view, case), team.noor.ask(case_view, case)
    team.femke.do(change_case, femke_saw, {"goal": "Vertrouwen winnen"})
    team.noor.do(change_case, noor_saw, {"trusted_contact": "de huisarts"})
    now = team.femke.ask(case_view, case)
    assert (now.goal, now.trusted_contact) == ("Vertrouwen winnen", "de huisarts")


def test_the_same_edit_twice_is_no_conflict(team: Team) -> None:
    case = a_case(team)
    saw = team.femke.ask(case_view, case)
    team.femke.do(change_case, saw, {"goal": "Vertrouwen winnen"})
    team.noor.do(change_case, saw, {"goal": "Vertrouwen winnen"})


def test_a_row_that_is_gone_says_so(team: Team) -> None:
    shown = dataclasses.replace(team.femke.ask(case_view, a_case(team)), id="0" * 32)
    with pytest.raises(Refused, match="er niet"):
        team.femke.do(change_case, shown, {"goal": "x"})


def test_numbers_run_on_also_over_what_the_viewer_may_not_see(team: Team) -> None:
    first = a_case(team)
    team.femke.do(open_case, (), lead_id=team.ids["femke"], place="", closed=True, **NEW)
    third = a_case(team)
    codes = [team.femke.ask(case_view, c).code for c in (first, third)]
    assert codes == ["26-001", "26-003"]


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\ud800"])
def test_what_no_writing_has_is_refused_in_words_and_not_kept(team: Team, sign: str) -> None:
    case = a_case(team)
    with pytest.raises(Refused, match="Er is niets bewaard"):
        team.femke.do(change_case, team.femke.ask(case_view, case), {"goal": f"Contact{sign} krijgen"})
    assert team.femke.ask(case_view, case).goal == "Contact krijgen"


def test_a_failing_act_leaves_nothing_behind(team: Team) -> None:
    before = len(team.femke.ask(members))
    from expertiseteam.access.work import Work, act
    from expertiseteam.team.members import add_member

    @act("mislukt")
    def fails(work: Work) -> None:
        add_member(work, name="Half Lid", role=Role.GUEST, discipline=team.femke.me().discipline)
        raise Refused("halverwege")

    with pytest.raises(Refused):
        team.femke.do(fails)
    assert len(team.femke.ask(members)) == before

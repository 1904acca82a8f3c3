"""The one write path: versions, conflicts, numbers, and the row changes that the team folder will carry."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

import pytest
from sqlalchemy import Column, MetaData, String, Table, bindparam, create_engine, select
from sqlalchemy.exc import StatementError

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import action_now, agree_action, change_action, close_action
from expertiseteam.cases.opening import change_case, open_case
from expertiseteam.cases.plan import add_goal, change_goal, goals
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Moment
from expertiseteam.team.members import change_member, members
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


def test_a_form_that_sends_every_field_changes_only_what_was_changed_in_it(team: Team) -> None:
    """A goal, an action and a member: what the form left alone is the colleague's, and no reason to ask."""
    case, noor = a_case(team), team.ids["noor"]
    goal = team.femke.do(add_goal, case, what="Post op orde", helper="buurvrouw", due=date(2026, 12, 1))
    [saw] = team.femke.ask(goals, case)
    left = {"what": saw.what, "helper": saw.helper, "due": saw.due, "state": saw.state}
    team.femke.do(change_goal, saw, **left | {"helper": "schuldhulp"})
    team.noor.do(change_goal, saw, **left | {"due": date(2026, 12, 8)})
    [now] = team.femke.ask(goals, case)
    assert (now.id, now.helper, now.due) == (goal, "schuldhulp", date(2026, 12, 8))
    with pytest.raises(Conflict) as caught:
        team.noor.do(change_goal, saw, **left | {"helper": "de zus"})
    assert caught.value.fields == {"helper": ("de zus", "schuldhulp")}
    assert caught.value.left == {"due": (date(2026, 12, 1), date(2026, 12, 8))}, "the form may not send this again over it"

    action = team.femke.do(agree_action, case, what="Bellen", owner_id=noor, due=date(2026, 12, 1))
    seen = team.femke.ask(action_now, action)
    team.femke.do(change_action, seen, owner_id=team.ids["iris"], due=seen.due)
    team.noor.do(change_action, seen, owner_id=seen.owner_id, due=date(2026, 12, 3))
    both = team.femke.ask(action_now, action)
    assert (both.owner_id, both.due) == (team.ids["iris"], date(2026, 12, 3))
    team.femke.do(close_action, both, ActionState.NOT_DONE, "neemt niet op")
    with pytest.raises(Conflict) as caught:  # how it ended is one thing: no reason of one with the end of the other
        team.noor.do(close_action, both, ActionState.DONE)
    assert caught.value.fields["result"] == ("", "neemt niet op")

    iris = next(m for m in team.femke.ask(members) if m.id == team.ids["iris"])
    form = {"role": iris.role, "discipline": iris.discipline, "organisation_id": iris.organisation_id, "is_active": True}
    team.femke.do(change_member, iris, **form, function="regisseur", phone=iris.phone)
    team.femke.do(change_member, iris, **form, function=iris.function, phone="06 1234")
    fresh = next(m for m in team.femke.ask(members) if m.id == iris.id)
    assert (fresh.function, fresh.phone) == ("regisseur", "06 1234")


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


def test_only_what_stands_in_a_row_is_told_as_something_unknown_in_the_dossier() -> None:
    """The same error in what the program itself asks is a fault of the program: it reaches the one boundary for those, and is logged."""
    table = Table("visit", MetaData(), Column("id", String), Column("at", Moment()))
    naive = datetime(2026, 11, 2)  # what no caller may give
    asked = select(table.c.id).where(table.c.at == bindparam("at"))
    with create_engine("sqlite://").connect() as connection:
        table.create(connection)
        connection.exec_driver_sql("INSERT INTO visit VALUES ('a', 'overmorgen')")
        read = Reader(connection)
        for ask in (read.tuples, read.values, read.ready, read.value):
            with pytest.raises(Refused, match="iets dat dit programma niet kent"):
                ask(select(table.c.at))
            with pytest.raises((ValueError, StatementError), match="a moment needs a time zone"):
                ask(asked, at=naive)


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

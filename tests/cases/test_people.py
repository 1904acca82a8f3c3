"""People of a household are tied, leave, move to another case and are merged: with history, and back again."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.cases.people import correct_person, left_household, merge_people, move_person, relate, undo_person_change, unrelate
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, PersonLine
from expertiseteam.cases.subject import household
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.find import find
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import timeline
from tests.cases.endings import ended
from tests.cases.test_cases import NEW
from tests.dossier import Team


class Family:
    """Piet, his sister Els and a second Piet in one case; another case beside it."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.case = team.femke.do(open_case, (), lead_id=team.ids["noor"], **NEW)
        self.other = team.femke.do(open_case, (), lead_id=team.ids["hugo"], **{**NEW, "label": "Kerkpad · vrouw"})
        self.piet = team.noor.do(add_person, self.case, name="Piet Jansen")
        self.els = team.noor.do(add_person, self.case, name="Els Jansen", part="zus")
        self.again = team.noor.do(add_person, self.case, name="P. Jansen", phone="06 1234")
        team.noor.do(relate, self.piet, self.els, "broer van")

    def people(self, case: str = "") -> dict[str, PersonLine]:
        return {p.name: p for p in self.team.noor.ask(household, case or self.case).people}

    @property
    def kin(self) -> list[tuple[str, str, str]]:
        return [(k.person, k.words, k.other) for k in self.team.noor.ask(household, self.case).kin]

    @property
    def told(self) -> list[tuple[str, str, bool]]:
        return [(c.kind.value, c.words, c.undone_at is not None) for c in self.team.noor.ask(household, self.case).changes]


@pytest.fixture
def family(team: Team) -> Family:
    return Family(team)


def test_who_was_written_down_wrong_is_corrected_and_what_stood_there_stays_readable(family: Family) -> None:
    team, shown = family.team, family.people()["Piet Jansen"]
    team.noor.do(correct_person, shown, name="Piet Janssen", part="", phone="06 5678")
    found = family.people()["Piet Janssen"]
    assert (found.id, found.part, found.phone) == (family.piet, "bewoner", "06 5678")
    assert family.kin == [("Piet Janssen", "broer van", "Els Jansen")]
    told = [repr(event) for event in team.noor.ask(timeline, family.case)]
    assert any("Piet Jansen" in one and "Piet Janssen" in one for one in told), told
    for name, sentence in ((" ", "Vul een naam in"), ("Piet Beukenlaan", "achternaam")):
        with pytest.raises(Refused, match=sentence):
            team.noor.do(correct_person, found, name=name, part="", phone="")
    with pytest.raises(Conflict):
        team.wil.do(correct_person, shown, name="Peter Jansen", part="bewoner", phone="")


def test_ties_and_leaving(family: Family) -> None:
    team = family.team
    assert family.kin == [("Piet Jansen", "broer van", "Els Jansen")]
    for one, other, words, sentence in (
        (family.piet, family.piet, "x", "twee verschillende"),
        (family.piet, family.els, " ", "moeder van"),
    ):
        with pytest.raises(Refused, match=sentence):
            team.noor.do(relate, one, other, words)
    with pytest.raises(Refused, match="nog niet geweest"):
        team.noor.do(left_household, family.els, on=date(2027, 1, 1))
    change = team.noor.do(left_household, family.els, on=date(2026, 11, 1), where="naar haar dochter")
    with pytest.raises(Refused, match="staat al vast"):
        team.noor.do(left_household, family.els, on=date(2026, 11, 2))
    assert family.told == [("woont er niet meer", "naar haar dochter", False)] and "Els Jansen" in family.people()
    team.noor.do(undo_person_change, change)
    assert family.told == [("woont er niet meer", "naar haar dochter", True)]
    with pytest.raises(Refused, match="al teruggedraaid"):
        team.noor.do(undo_person_change, change)
    [tie] = team.noor.ask(household, family.case).kin
    team.noor.do(unrelate, tie.id)
    assert family.kin == []
    team.sem.do(relate, tie.person_id, tie.other_id, tie.words)
    assert family.kin == [("Piet Jansen", "broer van", "Els Jansen")]
    assert _told_of_ties(team, family.case) == [
        ("Was: Piet Jansen broer van Els Jansen\nNu: leeg", "Noor Elzinga"),
        ("Was: leeg\nNu: Piet Jansen broer van Els Jansen", "Noor Elzinga"),
        ("Was: leeg\nNu: Piet Jansen broer van Els Jansen", "Sem de Graaf"),
    ]
    [tie] = team.noor.ask(household, family.case).kin
    team.noor.do(unrelate, tie.id)
    assert family.kin == []


def test_the_same_person_twice_becomes_one_and_two_again(family: Family) -> None:
    team = family.team
    team.noor.do(relate, family.again, family.els, "zorgt voor")
    people = family.people()
    change = team.noor.do(merge_people, people["Piet Jansen"], people["P. Jansen"])
    assert family.people()["Piet Jansen"].phone == "06 1234" and "P. Jansen" not in family.people()
    assert sorted(family.kin) == [("Piet Jansen", "broer van", "Els Jansen"), ("Piet Jansen", "zorgt voor", "Els Jansen")]
    assert team.noor.ask(find, "P. Jansen") != [] and family.told == [("stond er twee keer", "is Piet Jansen", False)]
    team.noor.do(undo_person_change, change)
    assert family.people()["P. Jansen"].phone == "06 1234" and family.people()["Piet Jansen"].phone == ""
    assert sorted(family.kin) == [("P. Jansen", "zorgt voor", "Els Jansen"), ("Piet Jansen", "broer van", "Els Jansen")]
    assert team.femke.ask(problems) == []


def test_somebody_moves_to_another_case_and_back_until_somebody_builds_on_it(family: Family) -> None:
    team = family.team
    with pytest.raises(Refused, match="hoort al bij deze casus"):
        team.noor.do(move_person, family.els, family.case)
    change = team.noor.do(move_person, family.els, family.other)
    assert list(family.people(family.other)) == ["Els Jansen"] and "Els Jansen" not in family.people() and family.kin == []
    [there] = team.hugo.ask(household, family.other).changes
    assert (there.kind.value, there.words) == ("kwam van een andere casus", "van casus 26-001")
    with pytest.raises(Refused, match="waar deze bewoner vandaan kwam"):
        team.hugo.do(undo_person_change, there.id)
    team.noor.do(undo_person_change, change)
    assert "Els Jansen" in family.people() and family.people(family.other) == {}
    assert family.kin == [("Piet Jansen", "broer van", "Els Jansen")]
    change = team.noor.do(move_person, family.people()["Els Jansen"].id, family.other)
    team.hugo.do(left_household, family.people(family.other)["Els Jansen"].id, on=date(2026, 11, 2))
    with pytest.raises(Refused, match="in de andere casus iets veranderd"):
        team.noor.do(undo_person_change, change)
    team.femke.do(close_case, team.femke.ask(case_view, family.other), ended(CaseResult.MOVED))
    with pytest.raises(Refused, match="26-002 is afgesloten"):
        team.noor.do(move_person, family.piet, family.other)
    assert team.femke.ask(problems) == []


def test_the_history_of_a_tie_holds_no_name(team: Team, family: Family) -> None:
    team.noor.do(move_person, family.els, family.other)
    [(told, by)] = _told_of_ties(team, family.case)
    assert (told, by) == ("Was: leeg\nNu: Piet Jansen broer van een bewoner", "Noor Elzinga")


def _told_of_ties(team: Team, case: str) -> list[tuple[str, str]]:
    return sorted((c.words, c.by) for c in team.noor.ask(field_changes, case) if c.title == "Band tussen bewoners")

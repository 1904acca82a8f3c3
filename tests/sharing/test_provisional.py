"""A number that the team did not give yet says so, also one that is no code: on the screen, on paper, and never in minutes for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import ActionLine, agree_action, change_action, open_actions
from expertiseteam.cases.opening import change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.minutes import action_list_paper, minutes_paper
from expertiseteam.meetings.minutes_parts import action_on_paper
from reports.action_list import action_list_pdf
from reports.minutes import minutes_pdf
from tests.meetings.paperwork import begin_following, hold
from tests.reports.reading import words_of
from tests.sharing.laptops import Laptop, Office
from tests.storage.folder.test_with_a_dossier import NEW


def actions(on: Laptop) -> list[ActionLine]:
    return on.workspace.ask(open_actions)


def test_action_numbers_are_provisional_until_they_are_shared(office: Office) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    case = femke.workspace.do(open_case, (), lead_id=office.team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    due = {"owner_id": office.team.ids["noor"], "due": date(2026, 11, 20)}
    femke.workspace.do(agree_action, case, what="bellen", **due)
    femke.share()
    noor.share()
    for n in range(2, 13):
        noor.workspace.do(agree_action, case, what=f"actie {n}", **due)
    femke.workspace.do(agree_action, case, what="soep brengen", **due)
    assert [f"{a.number}" for a in actions(noor)] == ["1", *(f"{n} voorlopig" for n in range(2, 13))], "in their order"
    assert action_on_paper(actions(noor)[1], date(2026, 11, 2)).number == "2 voorlopig"
    noor.workspace.do(change_action, actions(noor)[1], what="actie twee", **due)  # to work with it is as with any number
    second = femke.workspace.do(open_case, (), lead_id=office.team.ids["noor"], place="Beukenlaan 7, Turfven", closed=True, **NEW)
    femke.workspace.do(change_case, femke.workspace.ask(case_view, second), {"goal": "Vertrouwen winnen"})
    assert femke.workspace.ask(case_view, second).code == "26-002 voorlopig"
    replica = femke.workspace.replica
    assert replica is not None and "voorlopig" not in repr(replica.waiting()), "what is read so is not what the team gets"
    femke.share()
    noor.share()
    assert [(a.what, str(a.number)) for a in actions(noor)][:3] == [("bellen", "1"), ("soep brengen", "2"), ("actie twee", "3")]
    femke.share()
    assert [str(a.number) for a in actions(femke)] == [str(n) for n in range(1, 14)] == [str(a.number) for a in actions(noor)]


def test_papers_say_it_and_minutes_are_not_fixed_with_numbers_that_may_change(office: Office) -> None:
    femke = office.begun()
    team = replace(office.team, femke=femke.workspace)
    held = hold(team)
    minutes = femke.workspace.ask(minutes_paper, held.meeting)
    words = words_of(minutes_pdf(minutes)) + words_of(action_list_pdf(femke.workspace.ask(action_list_paper, held.meeting)))
    assert "2026-001 voorlopig" in words and "26-001 voorlopig" in words and "1 voorlopig" in words
    begin_following(team, held)
    with pytest.raises(Refused, match="nog voorlopig: het team heeft ze nog niet"):
        femke.workspace.do(adopt_minutes, held.meeting)
    femke.share()
    femke.workspace.do(adopt_minutes, held.meeting)
    assert "voorlopig" not in repr(femke.workspace.ask(minutes_paper, held.meeting))

"""A number that the team did not give yet says so, also one that is no code: on the screen, on paper, and never in minutes for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import ActionLine, agree_action, change_action, open_actions
from expertiseteam.cases.opening import change_case, link_concern, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.concerns.triage import set_double, unmerge
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


def test_what_tells_of_a_number_follows_when_it_becomes_another(office: Office) -> None:
    """Written by the program itself: of which signal another is a double, and in which case it is. Taking it back clashes with nobody."""
    femke, noor = office.begun(), office.colleague("noor")

    def signal(on: Laptop, what: str) -> str:
        place = "Beukenlaan 7, Turfven"
        return on.workspace.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)

    def told(concern_id: str) -> str:
        return femke.workspace.ask(concern_view, concern_id).outcome

    noor.share()
    signal(noor, "Van Noor")
    noor.share()
    first, second, third, fourth = (signal(femke, f"Van Femke, {n}") for n in range(4))
    femke.workspace.do(set_double, femke.workspace.ask(concern_view, second), first)
    femke.workspace.do(set_double, femke.workspace.ask(concern_view, third), first)
    femke.workspace.do(unmerge, femke.workspace.ask(concern_view, third), "was iets anders")
    case = femke.workspace.do(open_case, (), lead_id=office.team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    femke.workspace.do(link_concern, femke.workspace.ask(concern_view, fourth), case)
    assert (told(second), told(third), told(fourth)) == ("dubbel met 26-001", "", "casus 26-001")
    state = femke.share()
    assert state.aside == 0 and femke.workspace.ask(concern_view, first).code == "26-002"
    assert (told(second), told(third), told(fourth)) == ("dubbel met 26-002", "", "casus 26-001"), "a case is another series"


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

"""A line turns out to be another kind of line: until the overleg is closed it becomes that, with all that belongs to it."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import close_action, open_actions
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.records import ActionState, Place
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import change_line, decide, item_file, note, retype_line, take_back
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import SaidLine
from expertiseteam.meetings.what_comes import Wanted
from tests.dossier import Team
from tests.meetings.test_conduct import Live


@pytest.fixture
def live(team: Team) -> Live:
    return Live(team)


def said(live: Live) -> list[SaidLine]:
    return list(live.team.wil.ask(item_file, live.item, live.meeting).lines)


def kinds(live: Live) -> list[tuple[str, str]]:
    return [(line.kind.name, line.decision_number) for line in said(live)]


def test_a_remark_becomes_an_action_with_owner_and_day_and_a_remark_again(live: Live) -> None:
    wil, karim = live.team.wil, live.team.ids["karim"]
    wil.do(note, live.item, "Karim belt de advocaat")
    wil.do(retype_line, said(live)[0], Wanted(LineKind.ACTION, "Karim belt de advocaat", owner_id=karim, due=date(2026, 11, 20)))
    [action] = wil.ask(open_actions, karim)
    assert (action.what, action.due) == ("Karim belt de advocaat", date(2026, 11, 20))
    assert said(live)[0].action == action
    wil.do(retype_line, said(live)[0], Wanted(LineKind.NOTE, "Karim belde de advocaat"))
    assert wil.ask(open_actions) == [] and kinds(live) == [("NOTE", "")]


def test_a_decision_that_was_none_leaves_no_gap(live: Live) -> None:
    wil = live.team.wil
    for text in ("eerste", "tweede", "derde"):
        wil.do(decide, live.item, text)
    assert wil.do(retype_line, said(live)[1], Wanted(LineKind.NOTE, "tweede")) is True
    assert kinds(live) == [("DECISION", "2026-001"), ("NOTE", ""), ("DECISION", "2026-002")]
    assert wil.do(retype_line, said(live)[1], Wanted(LineKind.DECISION, "tweede, toch")) is False
    assert kinds(live)[1] == ("DECISION", "2026-003")
    last = said(live)[2]
    wil.do(take_back, last.id)  # the last line, but not the last number
    assert kinds(live) == [("DECISION", "2026-001"), ("DECISION", "2026-002")]
    wil.do(decide, live.item, "vierde")
    assert [number for _, number in kinds(live)] == ["2026-001", "2026-002", "2026-003"]


def test_a_line_comes_to_the_front_door_and_goes_from_it(live: Live) -> None:
    wil, woonpunt = live.team.wil, live.team.organisations["Woonpunt"]
    wil.do(note, live.item, "Woonpunt doet een stapje opzij")
    aside = Wanted(LineKind.DOOR, "Woonpunt opzij", organisation_id=woonpunt, place=Place.STEPPED_ASIDE, condition="tot januari")
    wil.do(retype_line, said(live)[0], aside)
    line = said(live)[0]
    assert (line.text, line.front_before, line.front_after) == ("Woonpunt stapje opzij: tot januari", 2, 1)
    wil.do(retype_line, line, Wanted(LineKind.DECISION, "Woonpunt doet een stapje opzij."))
    assert sum(one.place is Place.FRONT for one in wil.ask(front_door, live.case)) == 2
    assert kinds(live) == [("DECISION", "2026-001")] and said(live)[0].front_after is None


def test_what_was_done_already_or_is_closed_stays_what_it_is(live: Live) -> None:
    wil = live.team.wil
    wil.do(note, live.item, "bellen")
    wil.do(retype_line, said(live)[0], Wanted(LineKind.ACTION, "bellen", owner_id=live.team.ids["noor"], due=date(2026, 11, 18)))
    wil.do(close_action, wil.ask(open_actions)[0], ActionState.DONE)
    with pytest.raises(Refused, match="Heropen de actie eerst"):
        wil.do(retype_line, said(live)[0], Wanted(LineKind.NOTE, "gebeld"))
    assert kinds(live) == [("ACTION", "")]
    wil.do(close_meeting, wil.ask(meeting, live.meeting))
    with pytest.raises(Refused, match="niet bezig"):
        wil.do(retype_line, said(live)[0], Wanted(LineKind.NOTE, "gebeld"))


def test_two_who_change_one_line_lose_nothing(live: Live) -> None:
    wil, femke = live.team.wil, live.team.femke
    wil.do(decide, live.item, "Noor is het vaste gezicht.")
    shown = said(live)[0]
    femke.do(change_line, shown, text="Noor is en blijft het vaste gezicht.")
    with pytest.raises(Conflict):
        wil.do(retype_line, shown, Wanted(LineKind.NOTE, "Noor is vast gezicht."))
    assert kinds(live) == [("DECISION", "2026-001")]
    wil.do(retype_line, shown, Wanted(LineKind.NOTE, shown.text))  # only the kind: the other's text stays
    assert [(line.kind, line.text) for line in said(live)] == [(LineKind.NOTE, "Noor is en blijft het vaste gezicht.")]

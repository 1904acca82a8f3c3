"""The meeting itself: every line on disk at once, numbers without gaps, undo, closing, the wall, the paper."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date

import pytest

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import change_action, open_actions
from expertiseteam.cases.front_door import QuestionsNeeded, front_door, set_place
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import DoorAnswers, HouseholdKind, Place
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import close_meeting, closing_checks
from expertiseteam.meetings.conduct import (
    LINE_FORM,
    agree,
    change_line,
    decide,
    defer_item,
    item_file,
    move_at_door,
    note,
    open_item,
    start_meeting,
    take_back,
)
from expertiseteam.meetings.cycle import meeting, meetings, next_meeting, plan_series
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.newcomers import add_newcomers, count_newcomers
from expertiseteam.meetings.own_point_records import PointKind
from expertiseteam.meetings.own_points import propose_point
from expertiseteam.meetings.projection import ProjectionItem, ProjectionLine, projection
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.team.settings import change_settings
from tests.dossier import Team

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}


class Live:
    """A running overleg on 17 November with one case on Beukenlaan; Wil takes the minutes."""

    def __init__(self, team: Team, times: int = 2) -> None:
        self.team = team
        self.case = team.femke.do(
            open_case,
            (),
            label="Beukenlaan · alleenstaande man",
            lead_id=team.ids["noor"],
            place="Beukenlaan 7, Turfven",
            household=HouseholdKind.SINGLE_MAN,
            **NEW,
        )
        for name in ("Bemoeizorg", "Woonpunt"):
            team.femke.do(set_place, self.case, team.organisations[name], Place.FRONT)
        planned = team.femke.do(
            plan_series, first=date(2026, 11, 17), times=times, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
        )
        self.meeting = planned[0]
        team.femke.do(prepare_agenda, self.meeting)
        team.clock.at(2026, 11, 17, 13, 30)
        team.wil.do(start_meeting, team.wil.ask(meeting, self.meeting))
        self.item = next(i.id for i in team.wil.ask(agenda, self.meeting).items if i.case_id == self.case)
        team.wil.do(open_item, self.item)

    def lines(self) -> list[tuple[str, str]]:
        return [(line.kind.value, line.text) for line in self.team.wil.ask(item_file, self.item, self.meeting).lines]


@pytest.fixture
def live(team: Team) -> Live:
    return Live(team)


def test_lines_are_kept_in_order_with_their_decision_and_action(live: Live) -> None:
    wil = live.team.wil
    wil.do(note, live.item, "Noor: meneer wil hulp bij post.")
    wil.do(decide, live.item, "Woonpunt vraagt uitstel van de ontruiming aan.")
    wil.do(agree, live.item, "Karim belt advocaat Woonpunt voor vrijdag", owner_id=live.team.ids["karim"], due=date(2026, 11, 20))
    shown = wil.ask(item_file, live.item, live.meeting).lines
    assert [line.decision_number for line in shown] == ["", "2026-001", ""]
    assert shown[2].action is not None and shown[2].action.owner == "Karim Ziani"
    assert [a.what for a in live.team.karim.ask(open_actions, live.team.ids["karim"])] == ["Karim belt advocaat Woonpunt voor vrijdag"]


def test_a_third_at_the_door_asks_and_the_line_says_from_two_to_three(live: Live) -> None:
    wil, schuldhulp = live.team.wil, live.team.organisations["Schuldhulp"]
    with pytest.raises(QuestionsNeeded):
        wil.do(move_at_door, live.item, schuldhulp, Place.FRONT)
    assert live.lines() == []
    wil.do(move_at_door, live.item, schuldhulp, Place.FRONT, answers=DoorAnswers("tot de regeling er is", "", "", ""))
    line = wil.ask(item_file, live.item, live.meeting).lines[0]
    assert (line.text, line.front_before, line.front_after) == ("Schuldhulp aan de deur: tot de regeling er is", 2, 3)


def test_undo_takes_the_last_line_with_all_that_it_did_and_leaves_no_gap(live: Live) -> None:
    wil = live.team.wil
    first = wil.do(decide, live.item, "eerste")
    second = wil.do(decide, live.item, "tweede")
    with pytest.raises(Refused, match="laatste regel"):
        wil.do(take_back, first)
    assert wil.do(take_back, second) == "tweede"
    wil.do(decide, live.item, "derde")
    assert [line.decision_number for line in wil.ask(item_file, live.item, live.meeting).lines] == ["2026-001", "2026-002"]
    action = wil.do(agree, live.item, "bellen", owner_id=None, due=None)
    wil.do(take_back, action)
    assert wil.ask(open_actions) == []
    mine, femke = wil.do(decide, live.item, "vierde"), live.team.femke
    with pytest.raises(Refused, match="een collega"):
        femke.do(take_back, mine)
    hers = femke.do(decide, live.item, "vijfde")
    with pytest.raises(Refused, match="besluit van een collega genummerd"):
        wil.do(take_back, mine)
    femke.do(take_back, hers)
    femke.do(note, live.item, "Femke schrijft mee.")
    assert wil.do(take_back, mine) == "vierde"  # a colleague's line after it stays
    move = wil.do(move_at_door, live.item, live.team.organisations["Woonpunt"], Place.STEPPED_ASIDE)
    wil.do(take_back, move)
    assert sum(i.place is Place.FRONT for i in wil.ask(front_door, live.case)) == 2


def test_recording_a_line_ends_its_draft(live: Live) -> None:
    wil = live.team.wil
    wil.do(keep_draft, LINE_FORM, live.meeting, {"text": "Karim bel"})
    wil.do(note, live.item, "Karim belt.")
    assert wil.ask(my_draft, LINE_FORM, live.meeting) is None


def test_nothing_is_taken_down_before_or_after(live: Live) -> None:
    wil = live.team.wil
    wil.do(close_meeting, wil.ask(meeting, live.meeting))
    with pytest.raises(Refused, match="niet bezig"):
        wil.do(note, live.item, "te laat")
    later = next(m for m in wil.ask(meetings) if m.state is MeetingState.PLANNED)
    with pytest.raises(Refused, match="Bereid het overleg eerst voor"):
        wil.do(start_meeting, later)
    with pytest.raises(Refused, match="leeg"):
        wil.do(note, live.item, " ")


def test_the_clock_of_a_point_runs_only_while_it_is_spoken_about(live: Live) -> None:
    wil = live.team.wil
    other = wil.ask(agenda, live.meeting).items[0]
    live.team.clock.at(2026, 11, 17, 13, 36)
    wil.do(open_item, other.id)
    items = {i.id: i for i in wil.ask(agenda, live.meeting).items}
    assert items[live.item].state is ItemState.DISCUSSED and 359 <= items[live.item].seconds <= 360
    live.team.clock.at(2026, 11, 17, 13, 50)
    wil.do(open_item, live.item)
    assert {i.id: i for i in wil.ask(agenda, live.meeting).items}[live.item].seconds == items[live.item].seconds


def test_closing_waits_for_owner_and_date_and_plans_the_next(team: Team) -> None:
    live = Live(team, times=1)
    wil = team.wil
    wil.do(agree, live.item, "school bellen", owner_id=None, due=date(2026, 11, 20))
    checks = wil.ask(closing_checks, live.meeting)
    assert [a.what for a in checks.loose_actions] == ["school bellen"] and checks.next_day is None
    with pytest.raises(Refused, match="geen naam of datum"):
        wil.do(close_meeting, wil.ask(meeting, live.meeting))
    wil.do(change_action, checks.loose_actions[0], owner_id=team.ids["hugo"], due=date(2026, 11, 20))
    team.clock.at(2026, 11, 17, 14, 55)
    wil.do(close_meeting, wil.ask(meeting, live.meeting))
    held, nxt = wil.ask(meeting, live.meeting), wil.ask(meetings)[0]
    assert held.state is MeetingState.HELD and (nxt.on, nxt.state) == (date(2026, 12, 8), MeetingState.PLANNED)


def test_what_was_not_reached_returns_by_itself(live: Live) -> None:
    team = live.team
    team.femke.do(open_case, (), label="Kerkpad · gezin", lead_id=team.ids["noor"], **NEW)
    wil = team.wil
    assert wil.ask(count_newcomers, live.meeting) == 1 == wil.do(add_newcomers, live.meeting) and not wil.do(add_newcomers, live.meeting)
    items = wil.ask(agenda, live.meeting).items
    assert [i.code for i in items if i.case_id] == ["26-001", "26-002"] and [i.position for i in items] == list(range(len(items)))
    assert wil.ask(count_newcomers, live.meeting) == 0
    wil.do(open_item, items[3].id)
    assert [i.code for i in wil.ask(closing_checks, live.meeting).undecided] == ["26-001", "26-002"]  # spoken about, nothing taken down
    wil.do(note, live.item, "Noor: meneer wil hulp bij post.")
    assert [i.code for i in wil.ask(closing_checks, live.meeting).undecided] == ["26-002"]
    wil.do(open_item, live.item)
    wil.do(agree, live.item, "post openen", owner_id=team.ids["noor"], due=date(2026, 11, 20))
    wil.do(defer_item, live.item, "wijkagent weggeroepen")
    wil.do(close_meeting, wil.ask(meeting, live.meeting))
    with pytest.raises(Refused, match="ligt vast"):
        wil.do(add_newcomers, live.meeting)
    team.clock.at(2026, 12, 7, 9, 0)
    nxt = wil.ask(meetings)[0].id
    team.femke.do(prepare_agenda, nxt)
    reasons = {i.title: [r.text for r in i.reasons] for i in team.femke.ask(agenda, nxt).items if i.case_id}
    assert "aangehouden in het overleg van 17 november" in reasons["Beukenlaan · alleenstaande man"]
    assert "nieuw sinds vorig overleg" not in reasons["Beukenlaan · alleenstaande man"]
    back = {i.code: i.id for i in wil.ask(agenda, nxt).items}
    file = wil.ask(item_file, back["26-001"], nxt)
    assert ([line.text for line in file.before], file.before_on) == (["Noor: meneer wil hulp bij post."], date(2026, 11, 17))
    assert [a.what for a in file.earlier] == ["post openen"] and not wil.ask(item_file, back["26-002"], nxt).before


def test_a_proposed_point_that_is_held_over_comes_back_with_its_lines(team: Team) -> None:
    team.noor.do(propose_point, PointKind.THEME, "Hittegolf")
    live = Live(team)
    point = next(item.id for item in team.wil.ask(agenda, live.meeting).items if item.kind is ItemKind.OWN)
    team.wil.do(open_item, point)
    team.wil.do(note, point, "De huisartsen willen meedoen.")
    team.wil.do(agree, point, "Noor belt de huisartsen", owner_id=team.ids["noor"], due=date(2026, 12, 1))
    team.wil.do(defer_item, point)
    team.wil.do(close_meeting, team.wil.ask(meeting, live.meeting))
    following = team.wil.ask(next_meeting, date(2026, 11, 18))
    assert following is not None
    team.femke.do(prepare_agenda, following.id)
    again = next(item.id for item in team.wil.ask(agenda, following.id).items if item.kind is ItemKind.OWN)
    file = team.wil.ask(item_file, again, following.id)
    assert [line.text for line in file.before] == ["De huisartsen willen meedoen.", "Noor belt de huisartsen"]
    assert file.before_on == date(2026, 11, 17)
    opening = team.wil.ask(agenda, following.id).items[0].id
    assert team.wil.ask(item_file, opening, following.id).before == ()


def test_the_minutes_hold_what_was_recorded_and_a_note_can_be_left_out(live: Live) -> None:
    team, wil = live.team, live.team.wil
    iris = next(a for a in wil.ask(attendance, live.meeting) if a.name == "Iris Kuyper")
    wil.do(set_present, iris, False, "met bericht")
    wil.do(note, live.item, "Noor: meneer wil hulp bij post.")
    wil.do(note, live.item, "terzijde")
    aside = wil.ask(item_file, live.item, live.meeting).lines[1]
    wil.do(change_line, aside, in_minutes=False)
    wil.do(decide, live.item, "Woonpunt vraagt uitstel van de ontruiming aan.")
    wil.do(move_at_door, live.item, team.organisations["Schuldhulp"], Place.FRONT, answers=DoorAnswers("even", "", "", ""))
    wil.do(close_meeting, wil.ask(meeting, live.meeting))
    paper = wil.ask(minutes_paper, live.meeting)
    item = next(i for i in paper.items if i.code)
    assert item.notes == ("Noor: meneer wil hulp bij post.",)
    assert [(d.number, d.text) for d in paper.decisions] == [("2026-001", "Woonpunt vraagt uitstel van de ontruiming aan.")]
    assert item.door is not None
    assert (item.door.before, item.door.after) == (("Bemoeizorg", "Woonpunt"), ("Bemoeizorg", "Schuldhulp", "Woonpunt"))
    assert [(a.name, a.remark) for a in paper.attendees if not a.present] == [("Iris Kuyper", "met bericht")]
    assert paper.head.version == "concept 1" and paper.next_day == date(2026, 12, 8)
    assert wil.ask(action_list_paper, live.meeting).actions == ()
    assert wil.ask(agenda_paper, live.meeting).items[2].code == "26-001"


def test_a_copy_never_shows_more_than_asker_and_recipient_may_see(live: Live) -> None:
    team = live.team
    secret = team.femke.do(open_case, (), label="GEHEIM", lead_id=team.ids["noor"], closed=True, **NEW)
    nxt = team.femke.ask(meetings)[0].id
    team.femke.do(prepare_agenda, nxt)
    assert secret in {i.case_id for i in team.femke.ask(agenda, nxt).items}
    for workspace, recipient, sees in (
        (team.femke, "femke", True),
        (team.femke, "sem", False),
        (team.wil, "femke", False),
        (team.noor, "noor", True),
    ):
        paper = workspace.ask_for(team.ids[recipient], agenda_paper, nxt, team.ids[recipient])
        assert ("GEHEIM" in repr(paper)) is sees


def test_the_wall_has_no_field_for_a_name_and_shows_counts_and_dates(live: Live) -> None:
    wil = live.team.wil
    wil.do(note, live.item, "Noor: meneer wil hulp")
    wil.do(decide, live.item, "GEHEIM besluit")
    wil.do(agree, live.item, "Karim belt", owner_id=live.team.ids["karim"], due=date(2026, 11, 20))
    wil.do(move_at_door, live.item, live.team.organisations["Schuldhulp"], Place.FRONT, answers=DoorAnswers("GEHEIM", "", "", ""))
    shown = wil.ask(projection, live.meeting)
    assert shown is not None
    assert (shown.code, shown.village, shown.household) == ("26-001", "Turfven", HouseholdKind.SINGLE_MAN)
    assert [(line.kind.value, line.due, line.front_before, line.front_after) for line in shown.lines] == [
        ("besluit", None, None, None),
        ("actie", date(2026, 11, 20), None, None),
        ("voordeur", None, 2, 3),
    ]
    for word in ("GEHEIM", "Noor", "Karim", "Schuldhulp", "Beukenlaan"):
        assert word not in repr(shown)
    texts = {
        f"{kind.__name__}.{f.name}"
        for kind in (ProjectionItem, ProjectionLine)
        for f in dataclasses.fields(kind)
        if typing.get_type_hints(kind)[f.name] is str
    }
    assert texts == {"ProjectionItem.code", "ProjectionItem.village"}


def test_the_team_may_show_the_code_only(live: Live) -> None:
    live.team.femke.do(change_settings, {"wall_shows_code_only": True})
    shown = live.team.wil.ask(projection, live.meeting)
    assert shown is not None and (shown.code, shown.village, shown.household, shown.is_threatened) == ("26-001", "", None, False)

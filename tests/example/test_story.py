"""The told story, step by step, on a small past: what each step leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.access.drafts import my_draft
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState, Place
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.matching import address_history
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, Source
from expertiseteam.example.clock import PastClock
from expertiseteam.example.making import make_example
from expertiseteam.example.rest_of_meeting import rest_of_meeting
from expertiseteam.example.stage import Stage, open_stage
from expertiseteam.example.story import (
    MOMENTS,
    PLACE,
    Step,
    Story,
    gas_is_gone,
    step_1,
    step_2,
    step_3,
    step_4,
    step_5,
    step_6,
    step_7,
    step_8,
    step_9,
    step_10,
    step_11,
)
from expertiseteam.insight.today import today
from expertiseteam.meetings.conduct import LINE_FORM
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.projection import projection
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import MeetingState
from expertiseteam.visits.duos import visit_view
from tests.example.looking import rules


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """Monday 2 November, nine o'clock: nothing of it has happened yet."""
    example = make_example(tmp_path, size="small", until=Step.PAST)
    clock = PastClock(example.stands_at)
    stage = open_stage(example.path, rules(tmp_path), clock)
    yield Story(stage, clock, dict(example.ids))
    stage.close()


def test_the_story_from_phone_call_to_minutes(story: Story) -> None:
    stage = story.stage
    assert [earlier.place for earlier in stage.ask("lucja", address_history, PLACE)] == ["Beukenln 7"]

    step_1(story)
    concern = stage.ask("noor", concern_view, story.ids["concern"])
    assert (concern.place, concern.certainty, concern.channel) == (PLACE, Certainty.GUT, Channel.PHONE)
    assert (concern.source, concern.has_reporter, concern.feedback_before) == (Source.VOLUNTEER, False, date(2026, 11, 16))
    assert stage.ask("femke", concern_view, story.ids["concern"]).has_reporter

    step_2(story)
    case = stage.ask("noor", case_view, story.ids["case"])
    assert (case.label, case.lead, case.bringing_partner) == ("Beukenlaan · alleenstaande man", "Noor Elzinga", "gemeente")
    assert (case.place, case.village, case.goal) == (PLACE, "Turfven", "Weten of meneer hulp nodig heeft en hulp wil.")
    both = [stage.ask("femke", concern_view, story.ids[name]).state for name in ("concern", "earlier_concern")]
    assert both == [ConcernState.LINKED, ConcernState.LINKED]

    step_3(story)
    places = {who.organisation: who.place for who in stage.ask("noor", front_door, story.ids["case"])}
    assert places == {
        "Bemoeizorg": Place.FRONT,
        "Woonpunt": Place.FRONT,
        "Schuldhulp": Place.RESERVE,
        "Wijkverpleging": Place.STEPPED_ASIDE,
        "Wijkagent": Place.STEPPED_ASIDE,
    }

    step_4(story)
    waiting = stage.ask("noor", today, stage.ids["noor"], date(2026, 11, 3))
    assert "Samen langs, rustig beginnen." in [visit.task for visit in waiting.visits]

    step_5(story)
    seen = stage.ask("sem", visit_view, story.ids["visit"])
    assert seen.care_view.startswith("Meneer opende na drie keer bellen.") and seen.enforcement_view.startswith("Achterom vol afval")
    mine = [a for a in stage.ask("noor", open_actions) if a.case_id == story.ids["case"]]
    assert {(a.owner, a.due, a.is_promise) for a in mine} == {
        ("Sem de Graaf", date(2026, 11, 9), False),
        ("Noor Elzinga", date(2026, 11, 10), True),
    }

    gas_is_gone(story)
    step_6(story)
    case = stage.ask("noor", case_view, story.ids["case"])
    assert (case.eviction, case.eviction_on) == (EvictionState.DATED, date(2026, 11, 27))

    step_7(story)
    assert story.ids["concern"] not in [line.concern_id for line in stage.ask("lucja", open_feedback)]

    step_8(story)
    step_9(story)
    wall = stage.ask("wil", projection, story.ids["meeting"])
    assert wall is not None
    assert (wall.code, wall.village) == (case.code, "Turfven")
    assert [line.kind for line in wall.lines] == [LineKind.DECISION, LineKind.ACTION, LineKind.DOOR]
    assert (wall.lines[1].due, wall.lines[2].front_before, wall.lines[2].front_after) == (date(2026, 11, 20), 2, 3)

    step_10(story)
    draft = stage.ask("wil", my_draft, LINE_FORM, story.ids["meeting"])
    assert draft is not None and draft.fields["item"] == story.ids["item"] and draft.fields["text"].startswith("> ")

    rest_of_meeting(story)
    step_11(story)
    _minutes_hold_what_was_said(stage, story)


def _minutes_hold_what_was_said(stage: Stage, story: Story) -> None:
    held = stage.ask("wil", meeting, story.ids["meeting"])
    assert held.state is MeetingState.HELD
    paper = stage.ask("wil", minutes_paper, story.ids["meeting"])
    assert paper.next_day == date(2026, 12, 8)
    item = next(item for item in paper.items if item.title == "Beukenlaan · alleenstaande man")
    assert item.notes == ("Noor: meneer is twee keer geweest, wil hulp bij post.",)
    assert [d.text for d in item.decisions] == ["Woonpunt vraagt uitstel van de ontruiming aan."]
    assert {(a.owner, a.due) for a in item.actions} == {("Karim Ziani", date(2026, 11, 20)), ("Hugo Brandt", date(2026, 12, 1))}
    assert item.door is not None and (len(item.door.before), len(item.door.after)) == (2, 3)
    absent = {who.name: who.remark for who in paper.attendees if not who.present}
    assert absent.pop("Iris Kuyper") == "met bericht"
    assert set(absent.values()) == {"sluit aan op verzoek"} and len(absent) == 4
    assert all(part.notes or part.deferred for part in paper.items)


def test_moments_are_in_order() -> None:
    moments = [MOMENTS[step] for step in Step]
    assert moments == sorted(moments)

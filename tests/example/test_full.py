"""The whole example, two years long: its size, the numbers that the story tells, and that it reads as the work of people.

One test, because making it takes longer than everything else: whatever looks at it is a subtest. It runs every day: a refusal that comes
somewhere new may meet what the example does, and then `script/run` would show a newcomer nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.cases.records import ActionState, CaseResult, CaseState, EvictionState
from expertiseteam.concerns.records import ConcernState, FeedbackState, NoiseReason
from expertiseteam.example.clock import PastClock
from expertiseteam.example.making import make_example
from expertiseteam.example.stage import open_stage
from expertiseteam.example.story import Step
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.records import ItemState, MeetingState
from expertiseteam.visits.records import Outcome, VisitState
from tests.example.looking import rows, rules

Tables = dict[str, list[dict[str, Any]]]
MOST_ALIKE = 0.12  # so many signals may repeat an earlier one, word for word


@pytest.mark.timeout(900)
def test_two_years(tmp_path: Path, subtests: pytest.Subtests) -> None:
    example = make_example(tmp_path, until=Step.CLOSED)
    found = rows(example, tmp_path)
    for look in (
        _as_much_as_was_asked,
        _the_numbers_of_the_story,
        _codes_have_no_gaps,
        _overleggen_every_three_weeks,
        _every_outcome_happens,
        _cases_hang_together,
        _feedback_is_mostly_in_time,
        _actions_are_mostly_done,
        _signals_read_as_different_people,
        _no_case_repeats_itself,
        _the_agenda_fits_the_time,
        _what_weighs_heavier_is_shown,
    ):
        with subtests.test(look.__name__.strip("_").replace("_", " ")):
            look(found)
    with subtests.test("the reporter is in no row and no file"):
        raw = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
        assert not [word for word in ("Greet", "Hilkens", "55512345") if word in repr(found) or word.encode() in raw]
    with subtests.test("it is sound"):
        stage = open_stage(example.path, rules(tmp_path), PastClock(example.stands_at))
        assert stage.ask("femke", problems) == []
        stage.close()


def _as_much_as_was_asked(found: Tables) -> None:
    assert len(found["member"]) == 12
    assert 380 <= len(found["concern"]) <= 430
    assert 118 <= len(found["case"]) <= 122
    assert Counter(row["state"] for row in found["meeting"]) == {MeetingState.HELD.name: 35, MeetingState.PLANNED.name: 1}
    assert min(_day(row["received"]) for row in found["concern"]) <= date(2024, 11, 14)
    running = [row for row in found["case"] if row["state"] != CaseState.CLOSED.name]
    assert 14 <= len(running) <= 16
    assert {row["state"] for row in running} == {"ACTIVE", "MONITORING", "ON_HOLD", "EXPLORING"}


def _the_numbers_of_the_story(found: Tables) -> None:
    case = next(row for row in found["case"] if row["label"] == "Beukenlaan · alleenstaande man")
    assert (case["code"], case["opened"]) == ("26-041", "2026-11-02")
    decision = next(row for row in found["decision"] if row["text"] == "Woonpunt vraagt uitstel van de ontruiming aan.")
    assert (decision["code"], decision["on"], decision["case_id"]) == ("2026-031", "2026-11-17", case["id"])
    doors = [row for row in found["concern"] if row["place"].startswith("Beukenl") and re.search(r"\b7\b", row["place"])]
    assert [(row["place"], row["received"][:7]) for row in doors] == [("Beukenln 7", "2026-09"), ("Beukenlaan 7, Turfven", "2026-11")]
    assert {row["circle_id"] for row in doors} == {case["circle_id"]}


def _codes_have_no_gaps(found: Tables) -> None:
    for table in ("concern", "case", "decision"):
        for year in {row["year"] for row in found[table]}:
            numbers = [row["number"] for row in found[table] if row["year"] == year]
            assert numbers == list(range(1, len(numbers) + 1)), (table, year)
    numbers = [row["number"] for row in found["action"]]
    assert numbers == list(range(1, len(numbers) + 1))


def _overleggen_every_three_weeks(found: Tables) -> None:
    days = sorted(date.fromisoformat(row["on"]) for row in found["meeting"])
    assert {later - earlier for earlier, later in zip(days, days[1:], strict=False)} == {timedelta(days=SERIES_DAYS)}
    assert {date(2026, 1, 6), date(2026, 10, 27), date(2026, 11, 17), date(2026, 12, 8)} <= set(days)
    for row in found["meeting"]:
        if row["state"] == MeetingState.HELD.name:
            assert 25 * 60 <= (_at(row["ended_at"]) - _at(row["started_at"])).total_seconds() <= 110 * 60


def _every_outcome_happens(found: Tables) -> None:
    # but for an objection to the use of data: it shuts a case to nearly everybody, and whoever looks around would see nothing of it
    assert {row["state"] for row in found["concern"]} == set(ConcernState.__members__)
    assert {row["outcome"] for row in found["visit"] if row["outcome"]} == set(Outcome.__members__) - {"OBJECTION"}
    assert {row["state"] for row in found["visit"]} == set(VisitState.__members__)
    assert {row["result"] for row in found["case"] if row["result"]} == set(CaseResult.__members__) - {"OBJECTION"}
    assert {row["state"] for row in found["action"]} == set(ActionState.__members__)
    assert {row["state"] for row in found["feedback"]} == set(FeedbackState.__members__)
    assert {EvictionState.AVERTED.name, EvictionState.CARRIED_OUT.name, EvictionState.DATED.name} <= {
        row["eviction"] for row in found["case"]
    }
    assert {ItemState.DEFERRED.name, ItemState.SKIPPED.name} <= {row["state"] for row in found["agenda_item"]}
    noise = [row["outcome"] for row in found["concern"] if row["state"] == ConcernState.NOISE.name]
    assert all(any(outcome.startswith(reason) for outcome in noise) for reason in NoiseReason)


def _what_weighs_heavier_is_shown(found: Tables) -> None:
    assert len(found["reporting_code"]) == len(found["escalation"]) == len(found["enforcement_path"]) == 1
    cases = {row["id"]: row for row in found["case"]}
    of = [cases[found[table][0]["case_id"]] for table in ("reporting_code", "escalation", "enforcement_path")]
    assert {case["state"] for case in of} == {"ACTIVE"}
    named = ["Lindestraat · gezin", "Veenkade · alleenstaande man", "Broekdijk · erf"]
    assert [case["label"] for case in of] == named, "the manual names them"


def _cases_hang_together(found: Tables) -> None:
    leads = {row["id"] for row in found["member"]}
    with_signal = {row["circle_id"] for row in found["concern"]}
    for row in found["case"]:
        assert row["lead_id"] in leads and row["goal"] and row["legal_basis"] and row["purpose"]
        assert bool(row["closed_on"]) == bool(row["result"]) == (row["state"] == CaseState.CLOSED.name)
        assert row["result_remark"] or not row["result"]
    assert sum(row["circle_id"] in with_signal for row in found["case"]) >= 0.9 * len(found["case"])
    moved = {row["case_id"] for row in found["door_move"]}
    assert moved == {row["id"] for row in found["case"]}
    both = [row for row in found["visit"] if row["care_view"] and row["enforcement_view"]]
    assert len(both) >= 0.6 * sum(row["state"] == VisitState.DONE.name for row in found["visit"])


def _feedback_is_mostly_in_time(found: Tables) -> None:
    signals = {row["id"]: row for row in found["concern"]}
    assert all(row["concern_id"] in signals for row in found["feedback"])
    given = [row for row in found["feedback"] if row["state"] == FeedbackState.GIVEN.name]
    late = [row for row in given if row["given_on"] > row["before"]]
    assert 0 < len(late) < 0.1 * len(given)
    names = {row["what"] for row in signals.values()}
    assert not {row["said"] for row in given} & names  # not a word of the signal itself


def _actions_are_mostly_done(found: Tables) -> None:
    ended = Counter(row["state"] for row in found["action"])
    assert ended["DONE"] > 0.75 * len(found["action"])
    done = [row for row in found["action"] if row["state"] == "DONE" and row["due"]]
    late = [row for row in done if row["done_on"] > row["due"]]
    assert 0.03 * len(done) < len(late) < 0.25 * len(done)
    assert any(row["is_promise"] for row in done)


def _signals_read_as_different_people(found: Tables) -> None:
    told = [row["what"] for row in sorted(found["concern"], key=lambda row: row["received"])]
    assert len(told) - len(set(told)) <= MOST_ALIKE * len(told)
    double = [row["what"] for row in found["concern"] if row["state"] == ConcernState.DOUBLE.name]
    for n in range(len(told) - 20):
        page = [text for text in told[n : n + 20] if text not in double]
        assert len(set(page)) == len(page), [text for text, times in Counter(page).items() if times > 1]
    assert all(re.match(r"[A-ZŁ0-9]", text) and text[-1] in ".?!" and "{" not in text for text in told)
    assert len({row["place"] for row in found["concern"]}) > 200
    assert {row["village"] for row in found["concern"]} == {"Weidevoort", "Turfven", "Ganzenhoek", ""}


def _no_case_repeats_itself(found: Tables) -> None:
    for table, column in (("note", "text"), ("said", "text"), ("visit", "care_view")):
        told = Counter((row["case_id"], row[column]) for row in found[table] if row["case_id"] and row[column])
        twice = [text for text, times in told.items() if times > 1]
        assert len(twice) <= 0.04 * len(told), twice[:5]


def _the_agenda_fits_the_time(found: Tables) -> None:
    planned: Counter[str] = Counter()
    for row in found["agenda_item"]:
        if row["state"] != ItemState.SKIPPED.name:
            planned[row["meeting_id"]] += row["minutes"]
    last = next(row for row in found["meeting"] if row["on"] == "2026-11-17")
    assert 80 <= planned[last["id"]] <= 96
    skipped = [row for row in found["agenda_item"] if row["meeting_id"] == last["id"] and row["state"] == ItemState.SKIPPED.name]
    assert 2 <= len(skipped) <= 6 and all(row["because"] for row in skipped)
    assert max(planned.values()) <= 115


def _at(stored: str) -> datetime:
    return datetime.fromisoformat(stored)


def _day(stored: str) -> date:
    return local_day(_at(stored))

"""What the screens of the overleg say, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from expertiseteam.meetings.records import AgendaLine, ItemKind, ItemState, MeetingLine, MeetingState, Reason, ReasonKind
from ui.meetings import words

MEETING = MeetingLine(
    id="m", version=1, on=date(2026, 11, 17), starts=time(13, 30), minutes=90, place="gemeentehuis", state=MeetingState.RUNNING,
    chair_id="f", chair="Femke Aarts", secretary_id="w", secretary="Wil Stam", agenda_version=1,
    started_at=datetime(2026, 11, 17, 12, 30, tzinfo=UTC), ended_at=None, series_on=None, because="",
)  # fmt: skip
POINT = AgendaLine(
    id="a", version=1, meeting_id="m", kind=ItemKind.CASE, case_id="c", code="26-041", title="Beukenlaan · gezin",
    reasons=(Reason(ReasonKind.EVICTION, "ontruiming op 27 november", 10), Reason(ReasonKind.NEW_CASE, "nieuw sinds vorig overleg")),
    question="Wie?", since_last="1 signaal", last_agreement="", minutes=10, state=ItemState.PLANNED, because="", at_door=2, is_urgent=True,
    position=0, seconds=60, opened_at=None,
)  # fmt: skip
FIXED = replace(POINT, id="b", kind=ItemKind.CLOSING, case_id=None, code="", title="Rondvraag", reasons=(), since_last="volgend")


def test_a_case_is_named_by_code_and_label_and_by_its_code_alone_while_names_are_hidden() -> None:
    assert words.point_title(POINT) == "26-041 · Beukenlaan · gezin"
    assert words.point_title(POINT, hidden=True) == "26-041"
    assert words.point_title(FIXED, hidden=True) == "Rondvraag"


def test_the_most_pressing_reason_comes_first_with_its_tone() -> None:
    assert words.why_now(POINT) == ("alert", "Ontruiming op 27 november", "nieuw sinds vorig overleg")
    assert words.why_now(FIXED) == ("muted", "vast punt", "volgend")


def test_a_point_that_cannot_wait_says_what_it_is() -> None:
    happened = Reason(ReasonKind.SERIOUS, "ernstig voorval op 12 november: brand")
    assert words.urgent_words(POINT) == "Dreigt uithuiszetting"
    assert words.urgent_words(replace(POINT, reasons=(happened,))) == "Ernstig voorval"
    assert words.urgent_words(replace(POINT, reasons=(*POINT.reasons, happened))) == "Ernstig voorval, dreigt uithuiszetting"
    assert words.urgent_words(replace(POINT, is_urgent=False)) == ""  # closed for this room


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_a_tone(kind: ReasonKind) -> None:
    assert words.TONES[kind]


@pytest.mark.parametrize(
    ("planned", "said"),
    [(83, ("7 minuten over", True)), (89, ("1 minuut over", True)), (90, ("precies genoeg", True)), (102, ("12 minuten te veel", False))],
)
def test_the_minutes_are_weighed_against_the_time_there_is(planned: int, said: tuple[str, bool]) -> None:
    assert words.budget(planned, 90) == said


def test_the_stopwatch_goes_on_while_a_point_is_open() -> None:
    begun = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
    busy = replace(POINT, opened_at=begun)
    assert words.stopwatch(words.seconds_spoken(POINT, begun)) == "1:00"
    assert words.stopwatch(words.seconds_spoken(busy, begun + timedelta(minutes=5, seconds=40))) == "6:40"
    assert words.stopwatch(3723) == "1:02:03"


def test_the_time_left_counts_down_and_then_says_by_how_much_it_is_over() -> None:
    assert MEETING.started_at is not None
    assert words.time_left(MEETING, MEETING.started_at + timedelta(minutes=30)) == ("Nog 60 minuten", True)
    assert words.time_left(MEETING, MEETING.started_at + timedelta(minutes=95)) == ("5 minuten over tijd", False)


def test_the_next_point_is_the_first_that_is_still_to_come() -> None:
    items = [replace(POINT, id="1", state=ItemState.DISCUSSED), replace(POINT, id="2"), replace(POINT, id="3")]
    assert words.next_to_discuss(items, "3") is items[1]
    assert words.next_to_discuss(items, "2") is items[2]
    assert words.next_to_discuss(items[:1], "1") is None
    assert words.neighbour(items, "1", -1) is None
    assert words.neighbour(items, "1", 1) is items[1]


def test_a_series_goes_by_three_weeks_and_says_which_day_does_not_suit() -> None:
    days = words.series_days(date(2026, 12, 4), 2, frozenset())
    assert [day for day, _ in days] == [date(2026, 12, 4), date(2026, 12, 25)]
    assert days[0][1] == ""
    assert (
        days[1][1]
        == "vrijdag 25 december 2026 is geen werkdag (Eerste kerstdag), en het kantoor is gesloten. Kies 24 december of 28 december."
    )


def test_the_head_says_when_and_where() -> None:
    assert words.head_line(MEETING) == "13.30 tot 15.00 uur \u2009·\u2009 gemeentehuis"
    held = replace(MEETING, ended_at=datetime(2026, 11, 17, 13, 55, tzinfo=UTC))
    assert words.held_line(held) == "13.30 tot 14.55 uur \u2009·\u2009 gemeentehuis"
    assert words.file_name("notulen", MEETING.on) == "notulen 2026-11-17.pdf"

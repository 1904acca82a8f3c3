"""Cells as people fill them: dates with a year, and their own words for how sure, how and from whom."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.exchange.words import certainty_of, channel_of, moment_of, source_of

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "text",
    ["5-3-2026", "05-03-2026", "5-3-26", "5 mrt 2026", "5 mrt. 2026", "2026-03-05", "5-mrt-2026", "5-mrt-26", "05/03/2026", "5 maart 2026",
     "do 5 mrt 2026", "donderdag 5 maart 2026", "5-3-2026 0:00", "5.3.2026"],
)  # fmt: skip
def test_one_day_in_the_ways_of_excel_and_people(text: str) -> None:
    assert moment_of(text, TODAY) == datetime(2026, 3, 5, tzinfo=amsterdam())


@pytest.mark.parametrize(
    "text", ["05-03-2026 14:30", "5-3-2026 14.30 uur", "2026-03-05T14:30:00", "5 mrt 2026 14:30:59", "5-3-2026  14:30"]
)
def test_the_time_stays_that_of_a_dutch_clock(text: str) -> None:
    assert moment_of(text, TODAY) == datetime(2026, 3, 5, 14, 30, tzinfo=amsterdam())
    summer = moment_of("5-7-2026 14:30", TODAY)
    assert summer.utcoffset() != moment_of("5-3-2026 14:30", TODAY).utcoffset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gisteren", "geen hele datum"),
        ("vrijdag", "geen hele datum"),
        ("5 maart", "geen hele datum"),
        ("5-3", "geen hele datum"),
        ("46086", "getal en geen datum"),
        ("46086,604", "getal en geen datum"),
        ("31-2-2026", "geen datum"),
        ("3/25/2026", "geen datum"),
        ("maart 2026", "geen datum"),
        ("onbekend", "geen datum"),
        ("5-3-2026 25:00", "tijd die bestaat"),
    ],
)
def test_what_is_not_one_whole_day_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        moment_of(text, TODAY)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_a_sentence(text: str) -> None:
    try:
        assert moment_of(text, TODAY).tzinfo is not None
    except Refused as refused:
        assert "Schrijf" in str(refused) or "Maak" in str(refused)


def test_words_for_values() -> None:
    assert [certainty_of(t) for t in ("", "Onderbuik", " vermoeden ", "GEZIEN", "van horen zeggen", "bevestigd.", "misschien")] == [
        Certainty.GUT, Certainty.GUT, Certainty.GUT, Certainty.SEEN, Certainty.HEARD, Certainty.CONFIRMED, None,
    ]  # fmt: skip
    assert [channel_of(t) for t in ("", "Tel.", "open  inloop", "e-mail", "rondje", "postduif")] == [
        Channel.OTHER, Channel.PHONE, Channel.OPEN_HOUSE, Channel.LETTER, Channel.ROUND, None,
    ]  # fmt: skip
    assert [source_of(t) for t in ("", "Buurvrouw", "vrijwilliger", "anoniem", "huisarts", "klaas")] == [
        Source.UNKNOWN, Source.RESIDENT, Source.VOLUNTEER, Source.ANONYMOUS, Source.PROFESSIONAL, None,
    ]  # fmt: skip


def test_every_label_of_the_program_is_a_word() -> None:
    assert all(certainty_of(value.value) is value for value in Certainty)
    assert all(channel_of(value.value) is value for value in Channel)
    assert all(source_of(value.value) is value for value in Source)

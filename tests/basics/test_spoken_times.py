"""A time is read as people write it, the same in every form; what is none is never guessed."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.dates import clock_time
from expertiseteam.basics.spoken_times import read_time


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("19", time(19)),
        ("19.00", time(19)),
        ("9:05", time(9, 5)),
        ("9:05 uur", time(9, 5)),
        ("1930", time(19, 30)),
        ("930", time(9, 30)),
        (" 19.30 Uur ", time(19, 30)),
        ("7u", time(7)),
        ("7u30", time(7, 30)),
        ("0.00", time(0)),
    ],
)
def test_a_time(typed: str, at: time) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize("typed", ["", " ", "25", "24.00", "19.60", "19.5", "avond", "half twee", "19.0.0", "123456", "-9", "9.30 en"])
def test_no_time(typed: str) -> None:
    assert read_time(typed) is None


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_what_is_shown_is_read_back(at: time) -> None:
    assert read_time(clock_time(at)) == at

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.working_days import (
    add_working_days,
    is_office_closed,
    is_recognised_holiday,
    is_working_day,
    nearest_working_days,
    series,
    working_days_between,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 15), "Vrijdag na Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2026, 12, 25), "Eerste kerstdag"),
        (date(2026, 12, 26), "Tweede kerstdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th is a Sunday
        (date(2031, 4, 26), "Koningsdag"),
        (date(2016, 5, 5), "Bevrijdingsdag en Hemelvaartsdag"),
    ],
)
def test_the_recognised_holidays_have_their_dutch_names(day: date, name: str) -> None:
    assert is_recognised_holiday(day) == name
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 2, 17), date(2026, 4, 28), date(2025, 4, 27), date(2026, 12, 24), date(2026, 12, 31)])
def test_carnival_and_the_last_days_of_the_year_are_not_recognised(day: date) -> None:
    assert is_recognised_holiday(day) is None


def test_a_recognised_holiday_is_not_by_itself_a_closed_office() -> None:
    liberation_day, good_friday, carnival = date(2026, 5, 5), date(2026, 4, 3), date(2026, 2, 17)
    assert not is_office_closed(liberation_day)
    assert not is_office_closed(good_friday)
    assert is_office_closed(date(2026, 4, 27))
    assert is_office_closed(date(2026, 11, 21))  # a Saturday
    assert is_office_closed(liberation_day, frozenset({liberation_day}))
    assert is_working_day(carnival)
    assert is_office_closed(carnival, frozenset({carnival}))
    assert not is_working_day(carnival, frozenset({carnival}))


def test_ascension_day_on_liberation_day_closes_the_office() -> None:
    assert is_office_closed(date(2016, 5, 5))
    assert is_recognised_holiday(date(2016, 5, 6)) == "Vrijdag na Hemelvaartsdag"


def test_the_terms_of_the_story() -> None:
    assert working_days_between(date(2026, 11, 13), date(2026, 11, 27)) == 10
    assert add_working_days(date(2026, 11, 2), 10) == date(2026, 11, 16)


def test_a_term_passes_over_weekend_and_holidays() -> None:
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)  # Good Friday, weekend, Easter Monday
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 7)) == 1
    assert working_days_between(date(2026, 12, 24), date(2027, 1, 4)) == 5  # Christmas and New Year's Day


def test_a_past_day_counts_negative_and_the_same_day_is_zero() -> None:
    assert working_days_between(date(2026, 11, 17), date(2026, 11, 13)) == -2
    assert working_days_between(date(2026, 11, 17), date(2026, 11, 17)) == 0


def test_days_before_and_after_a_closed_overleg() -> None:
    assert nearest_working_days(date(2026, 4, 6)) == (date(2026, 4, 2), date(2026, 4, 7))
    assert nearest_working_days(date(2026, 4, 6), frozenset({date(2026, 4, 7)})) == (date(2026, 4, 2), date(2026, 4, 8))


def test_the_series_keeps_its_anchor() -> None:
    year = series(date(2026, 1, 6), 17)
    assert {date(2026, 10, 27), date(2026, 11, 17), date(2026, 12, 8)} <= set(year)
    assert all(day.weekday() == 1 for day in year)
    assert series(date(2026, 1, 6), 0) == []


@given(days, st.integers(0, 120))
def test_counting_forward_and_between_agree(day: date, n: int) -> None:
    end = add_working_days(day, n)
    assert working_days_between(day, end) == n
    assert n == 0 or is_working_day(end)


@given(days, st.integers(0, 400), st.frozensets(st.integers(-5, 405), max_size=8))
def test_between_counts_what_a_person_would_count_on_a_calendar(start: date, length: int, shut: frozenset[int]) -> None:
    end, closed = start + timedelta(days=length), frozenset(start + timedelta(days=d) for d in shut)
    counted = sum(is_working_day(start + timedelta(days=d), closed) for d in range(1, length + 1))
    assert working_days_between(start, end, closed) == counted == -working_days_between(end, start, closed)


def test_the_slow_package_is_loaded_only_when_asked() -> None:
    check = "import sys, expertiseteam.basics.working_days, expertiseteam.basics.spoken_dates; assert 'holidays' not in sys.modules"
    subprocess.run([sys.executable, "-c", check], check=True)

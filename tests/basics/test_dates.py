from __future__ import annotations

import locale
from datetime import UTC, date, datetime, time, timedelta

import pytest

from expertiseteam.basics.dates import clock_time, day_month, full_date, lateness, long_date, moment_text, relative, short_date

TODAY = date(2026, 11, 17)


def test_a_date_is_shown_in_dutch_words() -> None:
    assert long_date(TODAY) == "dinsdag 17 november 2026"
    assert full_date(date(2026, 11, 20)) == "20 november 2026"
    assert day_month(TODAY) == "17 november"
    assert short_date(date(2026, 11, 20)) == "vr 20 november"
    assert long_date(date(2024, 2, 29)) == "donderdag 29 februari 2024"


def test_a_short_date_in_another_year_says_so() -> None:
    assert short_date(date(2027, 1, 5), TODAY) == "di 5 januari 2027"
    assert short_date(date(2026, 12, 8), TODAY) == "di 8 december"


def test_the_clock_of_a_stored_moment_is_the_one_on_a_dutch_wall() -> None:
    assert clock_time(time(13, 30)) == "13.30 uur"
    assert clock_time(time(9, 5)) == "9.05 uur"
    assert clock_time(datetime(2026, 11, 17, 12, 30, tzinfo=UTC)) == "13.30 uur"  # winter time
    assert clock_time(datetime(2026, 7, 7, 12, 30, tzinfo=UTC)) == "14.30 uur"  # summer time
    assert clock_time(datetime(2026, 7, 7, 12, 30)) == "12.30 uur"  # no zone: already the wall's


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (-1, "gisteren"),
        (3, "over 3 dagen"),
        (-3, "3 dagen geleden"),
        (13, "over 13 dagen"),
        (14, "di 1 december"),
        (-14, "di 3 november"),
        (60, "za 16 januari 2027"),
    ],
)
def test_a_near_day_is_said_as_people_say_it(days: int, said: str) -> None:
    assert relative(TODAY + timedelta(days), TODAY) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 15), "2 dagen te laat"),
        (date(2026, 11, 16), "1 dag te laat"),
        (TODAY, "vandaag"),
        (date(2026, 11, 18), "morgen"),
        (date(2026, 11, 20), "vr 20 november"),
        (date(2026, 5, 3), "te laat sinds 3 mei"),
        (date(2025, 5, 3), "te laat sinds 3 mei 2025"),
        (date(2027, 1, 5), "di 5 januari 2027"),
    ],
)
def test_a_term_says_how_late_it_is(due: date, said: str) -> None:
    assert lateness(due, TODAY) == said


def test_a_moment_is_seen_from_now() -> None:
    now = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
    assert moment_text(datetime(2026, 11, 17, 13, 2, tzinfo=UTC), now) == "vandaag 14.02 uur"
    assert moment_text(datetime(2026, 11, 16, 8, 10, tzinfo=UTC), now) == "gisteren 9.10 uur"
    assert moment_text(datetime(2026, 11, 12, 8, 10, tzinfo=UTC), now) == "do 12 november 9.10 uur"
    assert moment_text(datetime(2025, 11, 12, 8, 10, tzinfo=UTC), now) == "wo 12 november 2025 9.10 uur"


def test_the_day_of_a_moment_is_the_dutch_day() -> None:
    just_past_midnight = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)  # 0.30 on the 17th in Amsterdam
    assert moment_text(just_past_midnight, datetime(2026, 11, 17, 9, 0, tzinfo=UTC)) == "vandaag 0.30 uur"


def test_the_language_of_the_computer_changes_nothing() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C")
        assert long_date(TODAY) == "dinsdag 17 november 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)

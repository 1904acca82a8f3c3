"""Working days, Dutch holidays, and the series of 21 days.

Two questions are kept apart, because a recognised holiday is not by itself a day off:

- *Does the day count as a working day?* Not on Saturday and Sunday, not on the days of the Algemene termijnenwet article 3: its own
  list (5 May in every year), Good Friday, which it puts on a level with them, and the Friday after Ascension Day, by decree each year.
- *Is the office closed?* On those days except Good Friday, 5 May and the Friday after Ascension Day, on which every office decides for
  itself; and on the team's own `closed` days (carnival, the 24th of December).

The `holidays` package is loaded at the first question, not at import: it is slow to load and the unlock window needs none of this.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

SERIES_DAYS = 21
_DAY = timedelta(days=1)
_FRIDAY = 4
_GOOD_FRIDAY = "Goede Vrijdag"
_LIBERATION_DAY = "Bevrijdingsdag"
_AFTER_ASCENSION = "Vrijdag na Hemelvaartsdag"
_OFFICE_DECIDES = frozenset({_GOOD_FRIDAY, _LIBERATION_DAY, _AFTER_ASCENSION})


@lru_cache(maxsize=64)
def _recognised(year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    names: dict[date, str] = {}
    for day, joined in sorted(country_holidays("NL", years=year, categories=("public", "optional"), language="nl").items()):
        found = joined.split("; ")  # two holidays may meet on one day, as in 2016
        if found[0] in ("Eerste paasdag", "Eerste pinksterdag"):
            continue  # always a Sunday, so the act does not name them
        names[day] = " en ".join(_GOOD_FRIDAY if name == "Goede vrijdag" else name for name in found)
        if "Hemelvaartsdag" in found:
            names.setdefault(day + _DAY, _AFTER_ASCENSION)
    return names


@lru_cache(maxsize=64)
def _holidays_on_weekdays(year: int) -> tuple[date, ...]:
    return tuple(sorted(day for day in _recognised(year) if day.weekday() <= _FRIDAY))


def is_recognised_holiday(day: date) -> str | None:
    """Return the Dutch name of the recognised holiday, or None. Source: Algemene termijnenwet article 3."""
    return _recognised(day.year).get(day)


def is_office_closed(day: date, closed: frozenset[date] = frozenset()) -> bool:
    """Tell whether nobody is at the office: weekend, a holiday that every office keeps, or one of the team's own `closed` days."""
    name = is_recognised_holiday(day)
    return day.weekday() > _FRIDAY or day in closed or (name is not None and name not in _OFFICE_DECIDES)


def is_working_day(day: date, closed: frozenset[date] = frozenset()) -> bool:
    """Tell whether the day counts in a term of working days. `closed`: days on which the team's own office does not work either."""
    return day.weekday() <= _FRIDAY and day not in closed and is_recognised_holiday(day) is None


def add_working_days(day: date, n: int, closed: frozenset[date] = frozenset()) -> date:
    """Return the n-th working day after `day`, before it when n is negative, `day` itself when n is 0.

    Monday 2 November 2026 + 10 = Monday 16 November.
    """
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, closed):
            day += step
    return day


def working_days_between(start: date, end: date, closed: frozenset[date] = frozenset()) -> int:
    """Return the working days after `start` up to and including `end`; negative when `end` comes first.

    `closed`: days on which the team's own office does not work either. Friday 13 to Friday 27 November 2026 is 10.
    """
    if end < start:
        return -working_days_between(end, start, closed)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum((start.weekday() + extra) % 7 <= _FRIDAY for extra in range(1, rest + 1))
    for year in range(start.year, end.year + 1):
        free = _holidays_on_weekdays(year)
        weekdays -= bisect_right(free, end) - bisect_right(free, start)
    return weekdays - sum(start < day <= end and is_working_day(day) for day in closed)


def nearest_working_days(day: date, closed: frozenset[date] = frozenset()) -> tuple[date, date]:
    """Return the working day just before and just after a day on which there can be no overleg; the chair chooses."""
    return add_working_days(day, -1, closed), add_working_days(day, 1, closed)


def series(first: date, count: int) -> list[date]:
    """Return `count` days of the overleg, 21 days apart. A moved or dropped overleg does not shift the ones after it."""
    return [first + timedelta(days=SERIES_DAYS * turn) for turn in range(count)]

"""What the closing point of an overleg names: the next overleg, the rounds that come first, and what the team does together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import and_, select

from expertiseteam.basics.dates import day_month, short_date
from expertiseteam.basics.text import fold
from expertiseteam.meetings.activities import activities
from expertiseteam.meetings.learning_records import ActivityKind, ActivityLine
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.round_records import RoundState
from expertiseteam.visits.tables import Round, RoundSeries

MOST = 3  # of what the team does together: the rest stands in its own list
_WEEK = timedelta(days=7)


def coming_words(read: Reader, on: date, following: date | None) -> str:
    """Say what comes after an overleg on a day; `following`: the next one, when it is known. Two statements."""
    overleg = f"volgend overleg: {day_month(following)}" if following else "nog geen volgend overleg"
    rounds = [f"{area} {short_date(day, on)}" for day, area in _rounds(read, on)]
    together = [_together(one, on) for one in activities(read, on)[:MOST]]
    told = (("rondje", rounds), ("samen", together))
    return "; ".join([overleg, *(f"{what}: {', '.join(words)}" for what, words in told if words)])


def _rounds(read: Reader, on: date) -> list[tuple[date, str]]:
    """The first round after a day in each area and on each day of the week, without those of which was said that they do not go on."""
    off = and_(Round.series_id == RoundSeries.id, Round.on > on, Round.state == RoundState.SKIPPED)
    series = select(RoundSeries.area, RoundSeries.weekday, Round.on).outerjoin(Round, off).where(RoundSeries.is_active.is_(True))
    skipped: dict[tuple[str, int], set[date | None]] = defaultdict(set)
    names: dict[tuple[str, int], str] = {}
    for area, weekday, day in read.tuples(series.order_by(RoundSeries.area)):
        names.setdefault((fold(area), weekday), area)  # planned on two laptops at the same time: it is one round
        skipped[fold(area), weekday].add(day)
    return sorted((_first(on, key[1], skipped[key]), name) for key, name in names.items())


def _first(on: date, weekday: int, skipped: set[date | None]) -> date:
    day = on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)
    while day in skipped:
        day += _WEEK
    return day


def _together(one: ActivityLine, on: date) -> str:
    what = one.what if one.kind is ActivityKind.OTHER else one.kind
    return f"{what} {short_date(one.on, on)}"

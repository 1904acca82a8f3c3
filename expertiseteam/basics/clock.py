"""Time: one clock, handed down, so that every term can be tested on any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]  # aware, UTC


@cache
def amsterdam() -> ZoneInfo:
    """The time zone of everything that is shown. Read at first use: who only wants to know the moment, need not wait for it."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """Return the moment now, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return the moment as the clock on a Dutch wall shows it."""
    return moment.astimezone(amsterdam())


def from_wall(shown: datetime) -> datetime:
    """Return the moment at which a Dutch wall clock showed this; in the hour that comes twice, the first of the two.

    ValueError for a time that already says where it is: that is no time of a wall clock.
    """
    if shown.tzinfo is not None:
        raise ValueError("not as a wall clock shows it")
    return shown.replace(tzinfo=amsterdam()).astimezone(UTC)


def local_day(moment: datetime) -> date:
    """Return the Dutch calendar day of a moment."""
    return local(moment).date()

"""Time: one clock, handed down, so that every term can be tested on any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]  # aware, UTC
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """Return the moment now, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return the moment as the clock on a Dutch wall shows it."""
    return moment.astimezone(AMSTERDAM)


def local_day(moment: datetime) -> date:
    """Return the Dutch calendar day of a moment."""
    return local(moment).date()

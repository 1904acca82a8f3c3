"""The example's own time: it stands where the story stands, and runs on from there."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import amsterdam

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace


def dutch(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment on a Dutch wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=amsterdam())


class PastClock:
    """Writing the past: stands at a moment, goes one second further at each look so that order is order, and never goes back."""

    def __init__(self, start: datetime) -> None:
        self.now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def at(self, moment: datetime) -> None:
        """Go to a moment, unless it is later already."""
        self.now = max(self.now, moment.astimezone(UTC))

    def forward(self, minutes: float) -> None:
        """Let some minutes pass."""
        self.now += timedelta(minutes=minutes)


class RunningClock:
    """Starts at a moment and runs on with real time, whatever happens to the clock of the computer."""

    def __init__(self, moment: datetime, ticking: Callable[[], float] = time.monotonic) -> None:
        self._ticking = ticking
        self._start = moment.astimezone(UTC)
        self._from = ticking()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=self._ticking() - self._from)

    def not_before(self, moment: datetime) -> None:
        """Jump to a moment that lies ahead; one that is past changes nothing."""
        if moment > self():
            self._start, self._from = moment.astimezone(UTC), self._ticking()


def clock_from(moment: datetime) -> RunningClock:
    """The clock with which the program opens the example, so that *Vandaag* says something. `moment`: Example.stands_at."""
    return RunningClock(moment)


def catch_up(clock: RunningClock, workspace: Workspace) -> None:
    """Go on where the member who signs in stopped last time, so that an overleg taken up again keeps the order of its lines."""
    from expertiseteam.privacy.reading_log import my_log

    for entry in workspace.ask(my_log, workspace.me().id, 1):
        clock.not_before(entry.at + timedelta(seconds=1))

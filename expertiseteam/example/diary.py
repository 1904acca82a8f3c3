"""What still has to happen, in the order in which it will: the past is written day by day, as it was lived."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from expertiseteam.basics.clock import amsterdam, local_day
from expertiseteam.basics.working_days import add_working_days, is_working_day
from expertiseteam.example.clock import PastClock

OnProgress = Callable[[int, int], None]


class Diary:
    """Events by moment. Each may plan new ones; running goes up to and with a moment."""

    def __init__(self, clock: PastClock) -> None:
        self._clock = clock
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._planned = 0

    def plan(self, moment: datetime, event: Callable[[], object]) -> None:
        """Let something happen at a moment; events of one moment keep the order in which they were planned."""
        heapq.heappush(self._events, (moment, self._planned, event))
        self._planned += 1

    def run(self, until: datetime, on_progress: OnProgress | None = None) -> None:
        """Live up to and with `until`. `on_progress(days lived, days in all)` is told whenever a new day begins."""
        if not self._events:
            return
        first = local_day(self._events[0][0])
        days, told = (local_day(until) - first).days, -1
        while self._events and self._events[0][0] <= until:
            moment, _, event = heapq.heappop(self._events)
            lived = (local_day(moment) - first).days
            if on_progress is not None and lived > told:
                on_progress(lived, days)
                told = lived
            self._clock.at(moment)
            event()
        self._clock.at(until)
        if on_progress is not None:
            on_progress(days, days)


def on(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day on a Dutch wall clock."""
    return datetime.combine(day, time(hour, minute), tzinfo=amsterdam())


def in_office(rng: random.Random, day: date) -> datetime:
    """Some moment in office hours of the day, or of the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return on(day, rng.randint(8, 16), rng.randint(0, 59))


def soon(rng: random.Random, moment: datetime, least: int, most: int) -> datetime:
    """Some moment in office hours, this many working days later; on the same day it is an hour or two later."""
    n = rng.randint(least, most)
    if n == 0:
        return moment + timedelta(minutes=rng.randint(25, 120))
    return in_office(rng, add_working_days(local_day(moment), n))

"""The example's own time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from expertiseteam.example.clock import PastClock, RunningClock, catch_up, clock_from, dutch
from expertiseteam.example.making import NOW, Example, stands_at
from expertiseteam.example.people import PEOPLE
from expertiseteam.example.story import Step
from expertiseteam.opening import open_dossier
from tests.example.looking import rules


def test_it_starts_where_the_story_stands_and_runs_on() -> None:
    ticks = [100.0]
    clock = RunningClock(NOW, lambda: ticks[0])
    assert clock() == NOW
    ticks[0] += 90
    assert clock() == NOW + timedelta(seconds=90)


def test_it_goes_forward_only() -> None:
    ticks = [0.0]
    clock = RunningClock(NOW, lambda: ticks[0])
    clock.not_before(NOW - timedelta(hours=1))
    assert clock() == NOW
    clock.not_before(NOW + timedelta(hours=1))
    ticks[0] += 1
    assert clock() == NOW + timedelta(hours=1, seconds=1)


def test_the_past_never_goes_back() -> None:
    clock = PastClock(dutch(2026, 11, 2, 9))
    clock.at(dutch(2026, 11, 1, 9))
    assert clock() > dutch(2026, 11, 2, 9)
    clock.forward(5)
    assert clock() >= dutch(2026, 11, 2, 9, 5)


def test_the_example_stands_half_an_hour_before_the_overleg(small: Example) -> None:
    assert small.stands_at == NOW == dutch(2026, 11, 17, 13, 0)
    assert stands_at(Step.PAST) == dutch(2026, 11, 2, 9, 0)
    assert small.clock()() - NOW < timedelta(minutes=1)


def test_who_signs_in_again_goes_on_after_what_he_did(small: Example, state: Path) -> None:
    clock = clock_from(dutch(2024, 1, 1, 9))
    femke = open_dossier(small.path, small.members["femke"], PEOPLE[0].passphrase, policy=rules(state), clock=clock)
    catch_up(clock, femke)
    assert clock() > dutch(2026, 11, 17, 9, 0)
    femke.close()

"""The screens of the overleg, as the window gets them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.meetings.closing import ClosingScreen
from ui.meetings.guest_screen import GuestScreen
from ui.meetings.learning_screen import LearningScreen
from ui.meetings.live import LiveScreen
from ui.meetings.minutes_screen import MinutesScreen
from ui.meetings.overview import MeetingsScreen
from ui.meetings.own_points_screen import PROPOSE, OwnPointsScreen
from ui.meetings.prepare import PrepareScreen
from ui.meetings.tellings_screen import TellingsScreen
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.rail import Entry


def meeting_entries() -> tuple[Entry, ...]:
    """The list with its series on the rail, and the screens to which it leads."""
    return (
        Entry("meetings", "Overleg", "presentation", MeetingsScreen, kinds=frozenset({"meeting"})),
        Entry("prepare", "Overleg voorbereiden", "presentation", PrepareScreen, rail=False, under="meetings"),
        Entry("live", "Overleg", "presentation", LiveScreen, rail=False, under="meetings"),
        Entry("closing", "Overleg afronden", "presentation", ClosingScreen, rail=False, under="meetings"),
        Entry("guest", "Wat de gast ziet", "presentation", GuestScreen, rail=False, under="meetings"),
        Entry("learning", "Samen leren", "presentation", LearningScreen, rail=False, under="meetings"),
        Entry(
            "own-points", "Punten voor het overleg", "presentation", OwnPointsScreen, rail=False, under="meetings", everywhere=_to_points
        ),
        Entry("tellings", "Nog te vertellen", "presentation", TellingsScreen, rail=False, under="meetings", everywhere=_to_tellings),
        Entry("minutes", "Notulen", "presentation", MinutesScreen, rail=False, under="meetings"),
    )


def _to_tellings(desk: Desk) -> Sequence[Command]:
    return (Command("go.tellings", "Nog te vertellen aan een huishouden of melder", lambda: desk.go(Place("tellings"))),)


def _to_points(desk: Desk) -> Sequence[Command]:
    propose = lambda: desk.go(Place("own-points", extra=PROPOSE))  # noqa: E731
    return (
        Command("go.own-points", "Punten voor het overleg", lambda: desk.go(Place("own-points"))),
        Command("go.propose-point", "Een punt voorstellen voor het overleg", propose),
    )

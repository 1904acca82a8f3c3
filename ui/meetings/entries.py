"""The screens of the overleg, as the window gets them. They are imported at their first visit, so that unlocking stays quick."""

from __future__ import annotations

from ui.shell.desk import Desk
from ui.shell.rail import Entry
from ui.shell.screen import Screen


def meeting_entries() -> tuple[Entry, ...]:
    """The list with its series on the rail, and the three screens to which it leads."""
    return (
        Entry("meetings", "Overleg", "presentation", _overview, kinds=frozenset({"meeting"})),
        Entry("prepare", "Overleg voorbereiden", "presentation", _prepare, rail=False, under="meetings"),
        Entry("live", "Overleg", "presentation", _live, rail=False, under="meetings"),
        Entry("closing", "Overleg afronden", "presentation", _closing, rail=False, under="meetings"),
    )


def _overview(desk: Desk) -> Screen:
    from ui.meetings.overview import MeetingsScreen

    return MeetingsScreen(desk)


def _prepare(desk: Desk) -> Screen:
    from ui.meetings.prepare import PrepareScreen

    return PrepareScreen(desk)


def _live(desk: Desk) -> Screen:
    from ui.meetings.live import LiveScreen

    return LiveScreen(desk)


def _closing(desk: Desk) -> Screen:
    from ui.meetings.closing import ClosingScreen

    return ClosingScreen(desk)

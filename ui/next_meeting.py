"""The next overleg, in the bar of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from expertiseteam.access.workspace import Changes
from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.basics.dates import clock_time, relative, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.meetings.records import MeetingLine
from ui.shell.runner import Runner
from ui.shell.window import Window


class NextMeeting(QObject):
    """Keeps the next overleg in the bar of the window."""

    def __init__(self, runner: Runner, window: Window, clock: Clock) -> None:
        super().__init__(window)
        self._lane, self._window, self._clock = runner.lane(self, _nothing, latest=True), window, clock
        runner.changed.connect(self._on_changed)
        self._ask()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("meeting"):
            self._ask()

    def _ask(self) -> None:
        self._lane.ask(self._on_found, next_meeting, local_day(self._clock()))

    def _on_found(self, found: MeetingLine | None) -> None:
        if found is not None:
            self._window.top.set_next_meeting(
                f"{short_date(found.on)}, {clock_time(found.starts)}", relative(found.on, local_day(self._clock()))
            )
        else:
            self._window.top.set_next_meeting("")


def _nothing(refused: Refused) -> None:
    """A member who may not see meetings sees no next one."""

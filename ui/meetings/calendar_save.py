"""Saving overleggen as a file for calendars (.ics)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from expertiseteam.exchange.calendar_file import invitation, whole_series
from expertiseteam.meetings.records import MeetingLine, MeetingState
from ui.exchange.calendar_save import CalendarFileSaver
from ui.shell.screen import Screen


class CalendarSaver(QObject):
    """What is said of a file with one overleg, and of one with a year of them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._saver = CalendarFileSaver(screen)

    def one(self, shown: MeetingLine) -> None:
        """One overleg: an invitation, a change of it or its cancellation."""
        told = self.tr("Stuur het mee met een e-mail; het vervangt wat er al in een agenda stond.")
        if shown.state is MeetingState.CANCELLED:
            told = self.tr("Stuur het mee met een e-mail; het overleg gaat dan uit de agenda’s.")
        name = self.tr("overleg {0}.ics").format(shown.on.isoformat())
        self._saver.save(name, told, lambda team, now: invitation(shown, team, now))

    def year(self, year: int, shown: Sequence[MeetingLine]) -> None:
        """All overleggen of a year."""
        told = self.tr("Stuur het mee met een e-mail.")
        self._saver.save(self.tr("overleggen {0}.ics").format(year), told, lambda team, now: whole_series(shown, team, now))

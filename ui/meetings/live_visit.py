"""The two views of the last visit, read at the point on the live screen: asked with a key, folded away with the same one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from expertiseteam.meetings.last_views import last_views
from expertiseteam.visits.records import VisitView
from ui.meetings.conductor import Conductor
from ui.meetings.lines_view import LinesView
from ui.shell.commands import Command
from ui.shell.screen import Screen


class LiveVisit(QObject):
    """Shows them above the lines of the point, until the key is pressed again or another point is spoken about."""

    def __init__(self, screen: Screen, lines: LinesView, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._lines, self._conductor = screen, lines, conductor
        self._lane = screen.lane(latest=True)

    def command(self) -> Command:
        """The key."""
        return Command("meeting.visit", self.tr("Lees de twee kijken van het laatste huisbezoek, of vouw ze weg"), self._switch, "Alt+H")

    def _switch(self) -> None:
        file = self._conductor.file
        if self._lines.visit is not None:
            self._lines.read_visit(None)
            self._conductor.took_down.emit()
        elif file is not None and self._conductor.agenda is not None:
            self._lane.ask(self._on_visit, last_views, file.item.id, self._conductor.agenda.meeting.id)

    def _on_visit(self, visit: VisitView | None) -> None:
        if visit is None:
            self._screen.inform(self.tr("Bij dit punt is er geen huisbezoek om te lezen."))
            return
        self._lines.read_visit(visit)
        self._conductor.took_down.emit()

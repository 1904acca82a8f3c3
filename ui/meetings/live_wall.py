"""The screen in the room during the overleg: offered once when there is a second screen, opened, blanked, closed, and one line on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.meetings.live_layout import LiveLayout
from ui.meetings.wall import WallWindow
from ui.meetings.wall_release import WallRelease
from ui.shell.commands import Command
from ui.shell.screen import Screen


class LiveWall(QObject):
    """`window` is the screen in the room, while it is open."""

    def __init__(self, screen: Screen, parts: LiveLayout) -> None:
        super().__init__(screen)
        self._screen, self._parts = screen, parts
        self.window: WallWindow | None = None
        self._offered = False
        self._release = WallRelease(screen, parts.lines)
        parts.wall_button.clicked.connect(self._switch)
        QGuiApplication.instance().screenAdded.connect(self._on_screen_added)  # type: ignore[union-attr]

    def commands(self) -> Sequence[Command]:
        """The keys."""
        tr = self.tr
        return (
            Command("wall.open", tr("Toon of sluit het scherm in de zaal"), self._switch),
            Command("wall.blank", tr("Maak het scherm in de zaal leeg, of toon het weer"), self._blank, "F9", self._is_open),
            Command("wall.line", tr("Toon deze regel in de zaal, of haal hem weg"), self._release.toggle, "F8", self._is_open),
        )

    def offer(self) -> None:
        """There is a second screen: ask once whether the room may see codes on it."""
        if self.window is None and not self._offered and self._screen.isVisible() and len(QGuiApplication.screens()) > 1:
            self._offered = True
            sentence = self.tr("Er is een tweede scherm. U kunt daar tonen welk punt aan de beurt is, zonder namen en adressen.")
            self._screen.inform(sentence, buttons=[(self.tr("Scherm in de zaal"), self._switch)])

    def close(self) -> None:
        """Take it away."""
        if self.window is not None:
            self.window.close()

    def _is_open(self) -> bool:
        return self.window is not None

    def _switch(self) -> None:
        place = self._screen.place
        if self.window is not None:
            self.close()
        elif place is not None and place.id is not None:
            self.window = WallWindow(self._screen.desk.runner, self._screen.desk.clock, place.id)
            self.window.closed.connect(self._on_closed)
            self._screen.destroyed.connect(self.window.close)  # as when the dossier is locked
            self.window.show_on(self._screen.screen())
            self._parts.wall_is_shown(True)
            self._screen.activateWindow()  # some systems give every new window the keyboard
        self._parts.line.take_focus()

    def _blank(self) -> None:
        if self.window is not None:
            self.window.blank(not self.window.is_blank)
            blank, back = self.tr("Het scherm in de zaal is leeg."), self.tr("Het scherm in de zaal toont het punt weer.")
            self._screen.desk.say(blank if self.window.is_blank else back)

    def _on_closed(self) -> None:
        wall, self.window = self.window, None
        if wall is not None:
            wall.deleteLater()
        self._parts.wall_is_shown(False)

    def _on_screen_added(self, _: object) -> None:
        self.offer()

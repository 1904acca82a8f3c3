"""The settings and the log in a real window on a real encrypted dossier, worked by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertiseteam.opening import unlock_dossier
from tests.dossier import PASSPHRASE, Team
from ui.entrances import Opened
from ui.look.theme import Theme
from ui.privacy.log_screen import LogScreen
from ui.shell.application import dress, make_application
from ui.shell.desk import Desk, Place
from ui.shell.errors import ErrorBoundary
from ui.shell.palette import Deliver, Search
from ui.shell.preferences import Preferences
from ui.shell.rail import Entry
from ui.shell.runner import Runner
from ui.shell.screen import Screen
from ui.shell.window import Window
from ui.team.settings_screen import SettingsScreen


def open_as(team: Team, first_name: str, passphrase: str = "") -> Opened:
    """Unlock as one of the team, with the keys in hand."""
    workspace, identity = unlock_dossier(
        team.path, team.ids[first_name], passphrase or PASSPHRASE.format(first_name), policy=team.policy, clock=team.clock
    )
    return Opened(team.path, workspace, identity, team.policy)


def _nothing(desk: Desk) -> Search:
    def search(typed: str, deliver: Deliver) -> None:
        deliver([])

    return search


class Stage:
    """The window of one member. `told` collects what the error boundary said, `dressed` counts how often the look was applied."""

    def __init__(self, qtbot: QtBot, team: Team, opened: Opened, folder: Path, theme: Theme) -> None:
        self.team, self.opened, self.theme = team, opened, theme
        self.boundary = ErrorBoundary()
        self.told: list[str] = []
        self.dressed = 0
        self.boundary.told.connect(lambda sentence, tone: self.told.append(sentence))
        self.runner = Runner(opened.workspace, self.boundary.handle)
        self.preferences = Preferences(folder / "venster.json")
        self.window = Window(
            runner=self.runner,
            theme=theme,
            preferences=self.preferences,
            clock=team.clock,
            me=opened.workspace.me(),
            entries=(
                Entry("log", "Logboek", "history", LogScreen, rail=False),
                Entry("settings", "Instellingen", "settings", self._settings, at_foot=True),
            ),
            search=_nothing,
            lock=lambda: None,
            boundary=self.boundary,
        )
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.settle()

    @property
    def screen(self) -> Screen:
        screen = self.window.screen_now
        assert screen is not None
        return screen

    @property
    def settings(self) -> SettingsScreen:
        screen = self.screen
        assert isinstance(screen, SettingsScreen)
        return screen

    @property
    def log(self) -> LogScreen:
        screen = self.screen
        assert isinstance(screen, LogScreen)
        return screen

    @property
    def status(self) -> str:
        return self.window.foot.text

    @property
    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def go(self, kind: str, id: str | None = None, extra: object = None) -> Screen:
        """Go somewhere and wait until it is loaded."""
        self.window.go(Place(kind, id, extra))
        self.settle()
        return self.screen

    def settle(self) -> None:
        """Let everything that was asked for arrive, and layouts come to rest."""
        for _ in range(3):
            QApplication.processEvents()
            self.runner.wait_until_idle()
        QTest.qWait(0)

    def key(self, *keys: str) -> None:
        """Press keys ("Ctrl+Return", "2", "Tab") one after another, each where the focus is then."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(QApplication.focusWidget() or self.window, combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type a text where the focus is. Signs outside ASCII are put there as an input method would."""
        for sign in text:
            if ord(sign) < 128:
                QTest.keyClick(self.focus, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(self.focus, event)
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window, finish what it asked for, and lock."""
        self.window.close()
        self.runner.close()
        self.opened.workspace.close()

    def _settings(self, desk: Desk) -> SettingsScreen:
        return SettingsScreen(desk, self.opened, self._dress)

    def _dress(self) -> None:
        self.dressed += 1
        dress(make_application([]), self.theme, self.preferences)
        self.window.refresh_facts()

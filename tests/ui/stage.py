"""A real window on a real encrypted dossier, with the screens that a test names; worked by keys, as somebody would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.workplace import Workplace
from expertiseteam.privacy.reading_log import my_log
from tests.dossier import Team
from tests.screens.hands import Hands, to_front
from tests.screens.harness import painted, shoot
from ui.look.theme import Theme
from ui.shell.desk import Desk, Place
from ui.shell.errors import ErrorBoundary
from ui.shell.palette import Deliver, Search
from ui.shell.preferences import Preferences
from ui.shell.rail import Entry
from ui.shell.runner import Runner
from ui.shell.screen import Screen
from ui.shell.window import Window


def finds_nothing(desk: Desk) -> Search:
    """Search as a window wants it, for tests that do not search."""

    def search(typed: str, deliver: Deliver) -> None:
        deliver([])

    return search


class Elsewhere(Screen):
    """Stands where another subject's screen stands in the program."""

    title = "Elders"


class Stage(Hands):
    """The window of one member, 1280 x 720. `told` collects what the error boundary said.

    Painting every step in between took a quarter of the time of these tests. So the window is painted when somebody arrives at a screen,
    for each picture, and at the end; tests/acceptance and tests/ui/shell paint everything.
    """

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        team: Team,
        workspace: Workspace,
        folder: Path,
        entries: Sequence[Entry],
        search: Callable[[Desk], Search] = finds_nothing,
        workplace: Workplace | None = None,
    ) -> None:
        self.team, self.theme, self.workspace = team, theme, workspace
        self.boundary = ErrorBoundary()
        self.told: list[str] = []
        self.boundary.told.connect(lambda sentence, tone: self.told.append(sentence))
        self.runner = Runner(workspace, self.boundary.handle)
        self.preferences = Preferences(folder / "venster.json", workplace)
        self.window = Window(
            runner=self.runner,
            theme=theme,
            preferences=self.preferences,
            clock=team.clock,
            me=workspace.me(),
            entries=entries,
            search=search,
            lock=lambda: None,
            boundary=self.boundary,
        )
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        to_front(self.window)
        self.window.setUpdatesEnabled(False)
        self.settle()

    @property
    def screen(self) -> Screen:
        screen = self.window.screen_now
        assert screen is not None
        return screen

    @property
    def status(self) -> str:
        return self.window.foot.text

    @property
    def focus(self) -> QWidget:
        """What has the keyboard; the window where nothing in it has."""
        if QApplication.activeWindow() is None and self.window.isVisible():  # without a screen a closing menu gives it to nobody
            to_front(self.window)
        return QApplication.focusWidget() or self.window

    @property
    def did(self) -> list[str]:
        """What stands in the log of who is signed in, newest first."""
        return [entry.what for entry in self.workspace.ask(my_log, self.workspace.me().id)]

    def go(self, kind: str, id: str | None = None, extra: object = None) -> Screen:
        """Go somewhere and wait until it is loaded."""
        self.window.go(Place(kind, id, extra))
        self.settle()
        painted(self.window)
        return self.screen

    def settle(self) -> None:
        """Let everything that was asked for arrive, what follows from it too, and layouts come to rest."""
        for _ in range(3):
            QApplication.processEvents()
            self.runner.wait_until_idle()
        QTest.qWait(0)

    def shoot(self, name: str, *, scale: int = 100) -> None:
        """Take pictures for a person to look at, see tests/screens/harness.py."""
        shoot(self.theme, self.window, name, scale=scale, settle=self.settle)

    def close(self) -> None:
        """Paint the window once more, close it and finish what it asked for."""
        painted(self.window)
        self.window.close()
        self.runner.close()

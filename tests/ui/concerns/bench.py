"""A real window on a real encrypted dossier, with the screens that a test names; worked by keys, as somebody would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.privacy.reading_log import my_log
from tests.dossier import Team
from tests.screens.harness import shoot
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.look.theme import Theme
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.errors import ErrorBoundary
from ui.shell.palette import Deliver, Search
from ui.shell.preferences import Preferences
from ui.shell.rail import Entry
from ui.shell.runner import Runner
from ui.shell.screen import Screen
from ui.shell.window import Window


class Elsewhere(Screen):
    """Stands where another subject's screen stands in the program."""

    title = "Elders"


def concern_entries() -> list[Entry]:
    """The screens of signals, as the window gets them."""
    new = lambda desk: [Command("concern.new", "Schrijf een signaal op", lambda: desk.go(Place("concern-new")), "Ctrl+N")]  # noqa: E731
    return [
        Entry("concerns", "Signalen", "inbox", ConcernsScreen, kinds=frozenset({"concern"}), everywhere=new),
        Entry("concern-new", "Signaal", "plus", ConcernForm, rail=False),
    ]


def elsewhere_entries() -> list[Entry]:
    """Places that belong to other subjects."""
    return [
        Entry("cases", "Casussen", "house", Elsewhere, kinds=frozenset({"case"})),
        Entry("meetings", "Overleg", "presentation", Elsewhere),
        Entry("visits", "Huisbezoeken", "footprints", Elsewhere, kinds=frozenset({"visit"})),
    ]


def _nothing(desk: Desk) -> Search:
    def search(typed: str, deliver: Deliver) -> None:
        deliver([])

    return search


class Bench:
    """The window of one member. `told` collects what the error boundary said."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        team: Team,
        workspace: Workspace,
        folder: Path,
        entries: Sequence[Entry],
        search: Callable[[Desk], Search] = _nothing,
    ) -> None:
        self.theme, self.team = theme, team
        self.boundary = ErrorBoundary()
        self.told: list[str] = []
        self.boundary.told.connect(lambda sentence, tone: self.told.append(sentence))
        self.runner = Runner(workspace, self.boundary.handle)
        self.window = Window(
            runner=self.runner,
            theme=self.theme,
            preferences=Preferences(folder / "venster.json"),
            clock=team.clock,
            me=workspace.me(),
            entries=entries,
            search=search,
            lock=lambda: None,
            boundary=self.boundary,
        )
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    @property
    def screen(self) -> Screen:
        screen = self.window.screen_now
        assert screen is not None
        return screen

    @property
    def status(self) -> str:
        return self.window.foot.text

    def go(self, kind: str, id: str | None = None, extra: object = None) -> Screen:
        """Go somewhere and wait until it is loaded."""
        self.window.go(Place(kind, id, extra))
        self.settle()
        return self.screen

    def settle(self) -> None:
        """Let everything that was asked for arrive."""
        QApplication.processEvents()
        self.runner.wait_until_idle()
        QApplication.processEvents()

    def key(self, *keys: str) -> None:
        """Press keys ("Ctrl+Return", "2", "Tab") one after another, each where the focus is then."""
        for key in keys:
            sequence = QKeySequence(key)
            combination = sequence[0]
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        QTest.keyClicks(self._focus(), text)
        QApplication.processEvents()

    def shoot(self, name: str, *, scale: int = 100) -> None:
        """Take pictures for a person to look at, see tests/screens/harness.py."""
        shoot(self.theme, self.window, name, scale=scale, settle=self.settle)

    @property
    def log(self) -> list[str]:
        """What stands in the log of who is signed in, newest first."""
        return [entry.what for entry in self.runner.workspace.ask(my_log, self.runner.workspace.me().id)]

    def close(self) -> None:
        self.window.close()
        self.runner.close()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        if focus is None:
            self.window.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.window
        return focus

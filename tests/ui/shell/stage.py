"""A workspace of cardboard and a window around it: for tests of the shell, which knows no subject."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Changes
from expertiseteam.basics.sentences import Refused
from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.errors import ErrorBoundary
from ui.shell.palette import Deliver, PaletteHit, Search
from ui.shell.preferences import Preferences
from ui.shell.rail import Entry
from ui.shell.runner import Runner
from ui.shell.screen import Screen
from ui.shell.window import Window
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.rows import Row, RowList

NOW = datetime(2026, 12, 3, 13, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Me:
    id: str = "femke"
    name: str = "Femke Aarts"


class Cardboard:
    """Acts and queries are plain functions here. `do` tells the kinds that its function returns in `touches`."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Changes], None]] = []
        self.threads: list[str] = []
        self.no_longer = threading.Event()

    def do(self, act: Callable[..., object], *args: object, **kwargs: object) -> object:
        self.threads.append(threading.current_thread().name)
        result = act(*args, **kwargs)
        for listener in list(self.listeners):
            listener(Changes(frozenset((kind, "x") for kind in getattr(act, "touches", ()))))
        return result

    def stop_reading(self) -> None:
        """Let what is read without an end, end."""
        self.no_longer.set()

    def ask(self, query: Callable[..., object], *args: object, **kwargs: object) -> object:
        self.threads.append(threading.current_thread().name)
        return query(*args, **kwargs)


def refuse(sentence: str = "Dit mag u niet. Er is niets gewijzigd. Vraag Femke.") -> object:
    """Stand in for an act that is refused."""
    raise Refused(sentence)


class Desktop(Screen):
    """A screen with a list, a field and a button; it counts how often it loads."""

    title = "Bureau"
    watches = frozenset({"case"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loads: list[Place | None] = []
        self.left = 0
        self.escapes = 0
        self.did: list[str] = []
        self.list = RowList("Casussen", lines=1)
        self.list.set_rows([Row("1", "26-041 · Beukenlaan"), Row("2", "26-029 · Kerkstraat")])
        self.field = LineField(name="Notitie")
        self.words = QLabel(self.desk.names.of("Familie Haagdoorn", "26-041"))
        column = QVBoxLayout(self.content)
        for part in (self.list, self.field, Button("Opslaan", lambda: self.did.append("knop")), self.words):
            column.addWidget(part)

    def load(self) -> None:
        self.loads.append(self.place)
        self.words.setText(self.desk.names.of("Familie Haagdoorn", "26-041"))

    def commands(self) -> Sequence[Command]:
        return (
            Command("desktop.visit", "Leg een huisbezoek vast", lambda: self.did.append("huisbezoek"), "V"),
            Command("desktop.never", "Doe iets dat nu niet kan", lambda: self.did.append("nooit"), "X", enabled=lambda: False),
        )

    def leave(self) -> None:
        self.left += 1

    def escape(self) -> bool:
        if self.escapes:
            self.escapes -= 1
            return True
        return False

    def panes(self) -> Sequence[RowList | LineField]:
        return (self.list, self.field)


class Other(Desktop):
    title = "Iets anders"
    watches = frozenset({"visit"})


class Kept(Desktop):
    title = "Wat blijft"
    keeps = True


class Alone(Desktop):
    title = "Het hele venster"
    alone = True


ENTRIES = (
    Entry("desktop", "Casussen", "house", Desktop, kinds=frozenset({"case"})),
    Entry("other", "Huisbezoeken", "footprints", Other),
    Entry("deeper", "Huisbezoek vastleggen", "footprints", Other, rail=False, under="other"),
    Entry("alone", "Het hele venster", "sun", Alone, rail=False),
    Entry("kept", "Wat blijft", "sun", Kept, rail=False),
    Entry("settings", "Instellingen", "settings", Other, at_foot=True),
)


class Stage:
    """A window that was opened; `told` is what the error boundary said, `locked` how often it was locked."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, *, hits: Sequence[PaletteHit] = ()) -> None:
        self.workspace = Cardboard()
        self.boundary = ErrorBoundary()
        self.told: list[tuple[str, str]] = []
        self.boundary.told.connect(lambda *said: self.told.append(said))
        self.runner = Runner(self.workspace, self.boundary.handle)  # type: ignore[arg-type]
        self.preferences = Preferences(folder / "venster.json")
        self.locked = 0
        self.now = NOW
        self.searches: list[tuple[str, Deliver]] = []
        self.hits = list(hits)
        self.window = Window(
            runner=self.runner,
            theme=theme,
            preferences=self.preferences,
            clock=lambda: self.now,
            me=Me(),  # type: ignore[arg-type]
            entries=ENTRIES,
            search=self._search,
            lock=self._lock,
            boundary=self.boundary,
        )
        qtbot.addWidget(self.window)
        self.window.resize(1280, 720)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        rest()

    @property
    def screen(self) -> Desktop:
        screen = self.window.screen_now
        assert isinstance(screen, Desktop)
        return screen

    def close(self) -> None:
        self.window.close()
        self.runner.close()

    def _lock(self) -> None:
        self.locked += 1

    def _search(self, desk: Desk) -> Search:
        def search(text: str, deliver: Deliver) -> None:
            self.searches.append((text, deliver))
            if self.hits:
                deliver(self.hits)

        return search

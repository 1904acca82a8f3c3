"""The real program in a process of its own, worked by lines on standard input; each is answered with one line (see window.py).

unlock            type the passphrase and press the button: seconds until Vandaag is filled and painted
go KIND [ID]      go to a place: seconds until it is filled and painted, and the statements that this took
open ID           open a case from the list, as Enter does: the same
change            tell every screen that an act changed something, so that what it shows has to be read anew
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.given import NOW, PASSPHRASE, policy
from ui.application import Program
from ui.shell.application import make_application
from ui.shell.desk import Place
from ui.shell.errors import ErrorBoundary
from ui.shell.preferences import Preferences
from ui.shell.runner import Background
from ui.shell.unlock import UnlockWindow


class Driven:
    """The program with its unlock window open and the core loaded, as after the first letters of a passphrase."""

    def __init__(self, dossier: Path, folder: Path) -> None:
        self.app = make_application(["bench"])
        self.program = Program(self.app, Preferences(folder / "venster.json"), clock=lambda: NOW, policy=policy(folder))
        self.background: Background = self.program._background  # noqa: SLF001 (nobody else knows when the core is loaded)
        self.told: list[str] = []
        boundary: ErrorBoundary = self.program.boundary
        boundary.told.connect(lambda sentence, _tone: self.told.append(sentence))
        self.program.start(dossier)
        self._settle(lambda: "expertiseteam.opening" in sys.modules and not self.background.busy)

    def unlock(self) -> str:
        window = self.program.window
        assert isinstance(window, UnlockWindow)
        window.passphrase.set_text(PASSPHRASE)
        QApplication.processEvents()
        start = time.perf_counter()
        window.button.click()
        self._settle(self._is_filled)
        return f"{time.perf_counter() - start}"

    def go(self, kind: str, id: str | None = None) -> str:
        return self._measured(lambda: self.program.main.go(Place(kind, id)))

    def open(self, id: str) -> str:
        from ui.cases.screen import CasesScreen

        screen = self.program.main.screen_now
        assert isinstance(screen, CasesScreen)
        return self._measured(lambda: screen.list.opened.emit(id))

    def change(self) -> str:
        from expertiseteam.access.workspace import Changes

        self.program.main.desk.runner.changed.emit(Changes(frozenset({("village", "a row that is on no screen")})))
        self._settle(self._is_filled)
        return "told"

    def _measured(self, run: Callable[[], object]) -> str:
        from benchmarks.bench import statements

        with statements() as found:
            start = time.perf_counter()
            run()
            self._settle(self._is_filled)
            taken = time.perf_counter() - start
        return f"{taken} {len(found)}"

    def _is_filled(self) -> bool:
        if "ui.shell.window" not in sys.modules:  # the program loads it when somebody is in
            return False
        from ui.shell.window import Window

        window = self.program.window
        there = isinstance(window, Window) and window.screen_now is not None and not window.desk.runner.busy
        return there and not self.background.busy

    def _settle(self, done: Callable[[], bool]) -> None:
        """Let the window run until `done`, and then until everything is laid out and painted."""
        while not done():
            loop = QEventLoop()
            QTimer.singleShot(1, loop.quit)
            loop.exec()
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        if self.told:
            raise RuntimeError(self.told[0])


DONE: dict[str, Callable[..., str]] = {"unlock": Driven.unlock, "go": Driven.go, "open": Driven.open, "change": Driven.change}


def main(dossier: Path) -> None:
    """Answer until standard input ends."""
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        driven = Driven(dossier, Path(folder))
        for line in sys.stdin:
            word, *more = line.split()
            print(DONE[word](driven, *more), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Somebody types a signal in the real window until the program is ended from outside: `python -m tests.faults.typing_on FOLDER`.

Prints `ready`, then for each letter how many were typed and when, in seconds by the clock that every process shares.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.acceptance.play import Play
from tests.dossier import make_team
from ui.application import LONGEST_GOODBYE
from ui.shell.ending import Ending

LETTER = "x"
EVERY = 100  # milliseconds


def main(folder: Path) -> None:
    team = make_team(folder)
    team.close()
    play = Play(team, folder / "config")
    ending = Ending(play._app)
    ending.asked.connect(play.program.quit)
    play.as_member("lucja")
    play.key("Ctrl+N")
    field = play.focus
    typed = 0
    told = {"path": str(team.path), "ids": team.ids, "longest": LONGEST_GOODBYE}
    print(json.dumps(told), flush=True)

    def on_time() -> None:
        nonlocal typed
        QTest.keyClick(field, LETTER)
        typed += 1
        print(typed, time.monotonic(), flush=True)

    timer = QTimer(interval=EVERY)
    timer.timeout.connect(on_time)
    timer.start()
    play.program.window.destroyed.connect(timer.stop)  # type: ignore[union-attr]
    play._app.lastWindowClosed.connect(timer.stop)
    code = QApplication.exec()
    ending.stop()
    print("ended", time.monotonic(), flush=True)
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

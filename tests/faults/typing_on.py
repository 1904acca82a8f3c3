"""Somebody types a signal in the real window until the program is ended from outside: `python -m tests.faults.typing_on FOLDER`.

Prints where it works, then for each letter how many were typed and when, in seconds by the clock that every process shares, and when it was
asked to end: how long it computed and what it did since. A busy machine makes the first two moments late, and those two not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.workspace import Workspace
from tests.acceptance.play import Play
from tests.dossier import make_team
from ui.shell.ending import Ending

LETTER = "x"
EVERY = 100  # milliseconds


def watch_acts(workspace: Workspace, asked: list[float], acts: list[str]) -> None:
    """Note which acts begin once the program was asked to end."""
    do = workspace.do

    def watched(act: Any, *args: Any, **kwargs: Any) -> Any:
        if asked:
            acts.append(act.run.__name__)
        return do(act, *args, **kwargs)

    workspace.do = watched  # type: ignore[method-assign]


def main(folder: Path) -> None:
    team = make_team(folder)
    team.close()
    play = Play(team, folder / "config")
    ending = Ending(play._app)
    ending.asked.connect(lambda: asked.append(time.process_time()))
    ending.asked.connect(play.program.quit)
    play.as_member("lucja")
    play.key("Ctrl+N")
    field = play.focus
    typed, asked, acts = 0, list[float](), list[str]()
    watch_acts(play.program.main.desk.workspace, asked, acts)
    told = {"path": str(team.path), "ids": team.ids}
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
    print("ended", json.dumps({"computed": time.process_time() - asked[0], "acts": acts}), flush=True)
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

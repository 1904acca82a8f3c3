"""Who looks at the example for the first time waits for it, and sees how far it is."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.example import making
from expertiseteam.example.making import Example
from expertiseteam.vault.keyfile import key_file_of
from ui.application import Program
from ui.shell.application import make_application
from ui.shell.preferences import Preferences
from ui.shell.unlock import UnlockWindow
from ui.welcome import WelcomeWindow


def test_the_first_look_says_how_far_the_example_is(small: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    seen = threading.Event()

    def make(folder: Path, *, on_progress: Callable[[int, int], None]) -> None:
        folder.mkdir(parents=True)
        for day in range(0, 700, 7):
            on_progress(day, 700)
        assert seen.wait(60)
        for made in (small.path, key_file_of(small.path)):
            shutil.copy(made, folder / made.name)

    monkeypatch.setattr(making, "make_example", make)
    program = Program(make_application(["expertiseteam"]), Preferences(tmp_path / "venster.json"))
    program.start()
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow)
    welcome.example_button.click()
    waiting = program.window
    assert isinstance(waiting, WelcomeWindow) and waiting.bar.text.endswith("0 procent is klaar.") and not waiting.new_button.isEnabled()
    qtbot.waitUntil(lambda: waiting.bar.text.endswith(" 90 procent is klaar."), timeout=60_000)
    seen.set()
    program.wait_until_idle()
    assert isinstance(program.window, UnlockWindow)
    program.quit()

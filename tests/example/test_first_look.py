"""Who looks at the example for the first time waits for it, and sees how far it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.example import making
from expertiseteam.example.making import Example
from expertiseteam.vault.keyfile import key_file_of
from ui.application import Program
from ui.shell.application import make_application
from ui.shell.preferences import Preferences
from ui.shell.unlock import UnlockWindow
from ui.welcome import WelcomeWindow


def test_the_first_look_says_how_far_the_example_is(small: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(folder: Path, *, on_progress: Callable[[int, int], None]) -> None:
        folder.mkdir(parents=True)
        for day in range(0, 700, 7):
            on_progress(day, 700)
        for made in (small.path, key_file_of(small.path)):
            shutil.copy(made, folder / made.name)

    monkeypatch.setattr(making, "make_example", make)
    program = Program(make_application(["expertiseteam"]), Preferences(tmp_path / "venster.json"))
    program.start()
    welcome = program.window
    assert isinstance(welcome, WelcomeWindow)
    welcome.example_button.click()
    waiting, said = program.window, list[str]()
    assert isinstance(waiting, WelcomeWindow) and waiting.bar.text.endswith("0 procent is klaar.") and not waiting.new_button.isEnabled()
    waiting.example_made.connect(lambda _: said.append(waiting.bar.text))
    program.wait_until_idle()
    QApplication.processEvents()
    assert said[-1].endswith("90 procent is klaar.")
    program.wait_until_idle()
    assert isinstance(program.window, UnlockWindow)
    program.quit()

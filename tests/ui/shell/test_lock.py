"""The dossier locks when nobody touches the window, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.shell.stage import Stage
from ui.shell.desk import Place
from ui.shell.lock import IdleLock


class Wall:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def wall() -> Wall:
    return Wall()


def test_it_locks_after_the_term(qtbot: QtBot, wall: Wall) -> None:
    locked: list[int] = []
    idle = IdleLock(lambda: locked.append(1), 10, now=wall)
    assert idle.minutes == 10
    idle._on_timeout()
    assert locked == [1]
    idle._on_timeout()
    assert locked == [1], "once"


def test_a_key_in_the_window_starts_the_term_anew(qtbot: QtBot, wall: Wall) -> None:
    locked: list[int] = []
    idle = IdleLock(lambda: locked.append(1), 10, now=wall)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    idle.watch(field.windowHandle())
    wall.time += 590
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert idle._timer.remainingTime() > 590_000
    wall.time += 590
    QTest.mouseClick(field.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    wall.time += 590
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_B)
    assert locked == []
    assert sorted(field.text()) == ["a", "b"]


def test_a_computer_that_slept_is_locked_at_the_first_key_and_the_key_goes_nowhere(qtbot: QtBot, wall: Wall) -> None:
    locked: list[int] = []
    idle = IdleLock(lambda: locked.append(1), 10, now=wall)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    idle.watch(field.windowHandle())
    wall.time += 3600
    QApplication.sendEvent(field.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert locked == [1]
    assert field.text() == ""


def test_locking_leaves_the_screen_first_so_that_drafts_are_written(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    screen = stage.screen
    QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert (screen.left, stage.locked) == (1, 1)
    stage.window.idle._on_timeout()
    assert stage.locked == 1


def test_a_window_that_was_closed_locks_nothing_any_more(stage: Stage) -> None:
    stage.window.close()
    assert not stage.window.idle._timer.isActive()


def test_the_status_line_says_the_term_and_follows_the_preference(stage: Stage) -> None:
    assert stage.window.foot.facts.text() == "Vergrendelt na 10 minuten"
    stage.preferences.change(idle_minutes=1)
    stage.window.refresh_facts("Laatste reservekopie: vandaag")
    assert stage.window.foot.facts.text().startswith("Vergrendelt na 1 minuut")
    assert "Laatste reservekopie: vandaag" in stage.window.foot.facts.text()
    assert stage.window.idle.minutes == 1

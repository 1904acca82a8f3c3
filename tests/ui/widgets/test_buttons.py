"""Buttons are pressed by Enter as by space; what else Enter does with Ctrl stays with the form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.widgets.buttons import Button, IconButton


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> QWidget:
    holder = QWidget()
    holder.setLayout(QVBoxLayout())
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    return holder


def put(form: QWidget, button: Button | IconButton) -> None:
    layout = form.layout()
    assert layout is not None
    layout.addWidget(button)
    button.setFocus()
    rest()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_like_space(form: QWidget, key: Qt.Key) -> None:
    heard: list[str] = []
    for button in (Button("Opslaan", lambda: heard.append("opslaan")), IconButton("x", "Sluiten", lambda: heard.append("sluiten"))):
        put(form, button)
        QTest.keyClick(button, key, Qt.KeyboardModifier.KeypadModifier if key == Qt.Key.Key_Enter else Qt.KeyboardModifier.NoModifier)
    assert heard == ["opslaan", "sluiten"]


def test_ctrl_enter_is_for_the_form(form: QWidget) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence("Ctrl+Return"), form).activated.connect(lambda: heard.append("bewaard"))
    button = Button("Terug", lambda: heard.append("terug"))
    put(form, button)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["bewaard"]


def test_a_key_that_is_held_down_presses_once_and_a_button_that_is_off_never(form: QWidget) -> None:
    heard: list[str] = []
    button = Button("Opslaan", lambda: heard.append("opslaan"))
    put(form, button)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert heard == []
    QTest.keyClick(button, Qt.Key.Key_Return)
    button.setEnabled(False)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert heard == ["opslaan"]

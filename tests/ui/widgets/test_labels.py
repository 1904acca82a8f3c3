from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.harness import rest
from ui.look.theme import Theme
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Label


def test_a_label_of_many_lines_becomes_shorter_again(qtbot: QtBot, theme: Theme) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    label = Label("woord " * 80, wrap=True)
    column.addWidget(label)
    column.addStretch(1)
    scrolled = Scrolled(inside)
    qtbot.addWidget(scrolled)
    scrolled.resize(300, 400)
    scrolled.show()
    rest()
    line = label.fontMetrics().height()
    narrow = label.height()
    assert narrow > 8 * line
    scrolled.resize(700, 400)
    rest()
    assert label.height() < narrow / 2
    label.setText("kort")
    rest()
    assert label.height() == line
    label.setText("")
    rest()
    assert label.minimumHeight() == 0

"""A row of tabs: one stop for Tab, arrows go along it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tabs(QWidget):
    """`chosen` tells the key of the tab that the user went to."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words = dict(tabs)
        self._buttons: dict[str, _Tab] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._row = QWidget()
        row = FlowLayout(self._row, gap=14, line_gap=0)  # with large letters they need two lines
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        for key, words in tabs:
            button = self._buttons[key] = _Tab(words)
            button.clicked.connect(lambda _=False, key=key: self._pick(key))
            row.addWidget(button)
        outer.addWidget(self._row)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        outer.addWidget(line)
        self.set_value(tabs[0][0])

    @property
    def value(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, key: str) -> None:
        """Mark a tab without telling."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known == key else Qt.FocusPolicy.ClickFocus)
            state = self.tr("open") if known == key else ""
            button.setAccessibleName(", ".join(part for part in (button.text(), self.tr("tabblad"), state) if part))
        self.setFocusProxy(self._buttons[key])

    def show_count(self, key: str, count: int | None) -> None:
        """Write a count behind the word of a tab; None for no count."""
        self._buttons[key].setText(self._words[key] if count is None else f"{self._words[key]} {count}")
        self.set_value(self.value)

    def show_tab(self, key: str, shown: bool) -> None:
        """Show or hide a tab."""
        self._buttons[key].setVisible(shown)

    def button(self, key: str) -> Button:
        """Return the button of a tab."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, button in self._buttons.items() if not button.isHidden()]
        key = keys[(keys.index(self.value) + step) % len(keys)]
        self._pick(key)
        self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, key: str) -> None:
        self.set_value(key)
        self.chosen.emit(key)


class _Tab(Button):
    def __init__(self, text: str) -> None:
        super().__init__(text, role="tab")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the row decides
        else:
            super().keyPressEvent(event)

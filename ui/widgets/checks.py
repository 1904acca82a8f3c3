"""Boxes to tick, dots to pick and lists to pick from, with marks in the colours of the scheme."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QRadioButton, QSizePolicy

from ui.look.icons import pixmap
from ui.look.theme import colours, px


def _indicator(button: QAbstractButton, part: str) -> QRect:
    from PySide6.QtWidgets import QStyle, QStyleOptionButton  # a heavy type, which the unlock window does without

    option = QStyleOptionButton()
    option.initFrom(button)
    option.text = button.text()
    return button.style().subElementRect(QStyle.SubElement[part], option, button)


class Check(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str, *, checked: bool = False) -> None:
        super().__init__(text)
        self.setChecked(checked)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            box = _indicator(self, "SE_CheckBoxIndicator")
            size = px(14)
            painter = QPainter(self)
            mark = pixmap("check", colours().on_accent, size, self.devicePixelRatioF())
            painter.drawPixmap(box.center() - QPoint(size // 2 - 1, size // 2 - 1), mark)
            painter.end()


class Radio(QRadioButton):
    """One of a few, with words too long for pills. Radios with the same parent exclude each other."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            box = _indicator(self, "SE_RadioButtonIndicator")
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().on_accent))
            painter.drawEllipse(box.toRectF().center(), px(7) / 2, px(7) / 2)
            painter.end()


_NO_LETTER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Picker(QComboBox):
    """A list to pick one from, for more than about seven options. `chosen` tells the value after a choice by the user, also by a letter
    or an arrow; `settled` that the user is done with it: a choice from the open list, Enter, or leaving it.

    The wheel does not change it: a form that scrolls must not alter what it holds.
    """

    chosen = Signal(object)
    settled = Signal()

    def __init__(self, options: Iterable[tuple[object, str]] = (), *, name: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._values: list[object] = []
        self._is_listed = False  # whether what is chosen next comes from the open list
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if placeholder:
            self.setPlaceholderText(placeholder)
        if name:
            self.setAccessibleName(name)
        self.set_options(options)
        self.activated.connect(self._on_activated)
        self.currentTextChanged.connect(self.setToolTip)  # for what is longer than its place

    @property
    def value(self) -> object | None:
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def label_of(self, value: object) -> str | None:
        """Return what an option is called; None when it is none."""
        return self.itemText(self._values.index(value)) if value in self._values else None

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the list. What was chosen stays chosen where it still exists; else the placeholder, or without one the first."""
        kept, pairs = self.value, list(options)
        self.clear()
        self._values = [value for value, _ in pairs]
        self.addItems([label for _, label in pairs])
        if kept is not None and kept in self._values:
            self.set_value(kept)
        elif self.placeholderText():
            self.setCurrentIndex(-1)

    def set_value(self, value: object | None) -> None:
        """Choose without telling; None or an unknown value for nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not event.modifiers() & _NO_LETTER:
            if event.text().isprintable() and event.text():
                event.accept()  # a letter looks for an option here; it is no command of the screen
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        self._is_listed = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_listed = False  # set again where the key opens the list
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settled.emit()

    def _on_activated(self, number: int) -> None:
        self.chosen.emit(self._values[number])
        if self._is_listed:
            self._is_listed = False
            self.settled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = px(18)
        painter = QPainter(self)
        mark = pixmap("chevron-down", colours().muted, size, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - size - 10, (self.height() - size) // 2, mark)
        painter.end()

"""A panel that floats over the window without stopping it: the palette and the list of keys stand on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

TOP = 8


class Overlay(QWidget):
    """Covers the window with a veil and holds one panel. Esc, a click beside it, or leaving by Tab takes it away; the focus goes back."""

    closed = Signal()

    def __init__(self, window: QWidget, *, width: int, height: int) -> None:
        super().__init__(window)
        self._over = window
        self._width, self._height, self._wanted = width, height, height
        self._came_from: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("role", "float")
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.setSpacing(6)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the panel and take the focus; overriders call this one first."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()

    def close_overlay(self) -> None:
        """Take the panel away and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._came_from is not None and self._came_from.isVisible():
                self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.end()

    def fit_height(self, height: int) -> None:
        """Make the panel as high as what stands on it, within the height given at first."""
        self._wanted = min(height, self._height)
        self._place()

    def _place(self) -> None:
        around = self._over.rect()
        self.setGeometry(around)
        width, height = min(self._width, around.width() - 40), min(self._wanted, around.height() - 2 * TOP)
        self.panel.setGeometry(QRect((around.width() - width) // 2, TOP, width, height))

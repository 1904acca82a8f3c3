"""Small things that only the overleg needs: a chip that can be pressed, and a bar that measures time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from expertiseteam.meetings.records import MeetingState
from ui.look.fonts import sized
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.widgets.buttons import Run
from ui.widgets.labels import ChipKind

INKS = {
    ChipKind.NEW: ("calm_tint", "calm"),
    ChipKind.RUNNING: ("tint", "accent"),
    ChipKind.WAITING: ("warn_tint", "warn"),
    ChipKind.URGENT: ("alert_tint", "alert"),
    ChipKind.CALM: ("sunken", "muted"),
}

KINDS = {
    MeetingState.PLANNED: ChipKind.NEW,
    MeetingState.PREPARED: ChipKind.RUNNING,
    MeetingState.RUNNING: ChipKind.WAITING,
    MeetingState.HELD: ChipKind.CALM,
    MeetingState.CANCELLED: ChipKind.CALM,
}
BACK, ON = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)


class StateButton(QAbstractButton):
    """A chip that can be pressed: its words are the state, pressing changes or mends it. `name` says to a screen reader what it is of.

    `arrowed` tells -1 or 1 when an arrow key was pressed on it.
    """

    arrowed = Signal(int)

    def __init__(self, text: str, kind: ChipKind, *, name: str = "", run: Run | None = None) -> None:
        super().__init__()
        self._kind, self._name = kind, name
        self._keys: dict[str, Run] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if run is not None:
            self.clicked.connect(lambda: run())
        self.show_state(text, kind)

    def key(self, letter: str, run: Run) -> None:
        """Let a letter do something else with what it is of."""
        self._keys[letter] = run

    @property
    def kind(self) -> ChipKind:
        return self._kind

    def show_state(self, text: str, kind: ChipKind) -> None:
        """Say another state."""
        self._kind = kind
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}" if self._name else text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(TYPE.small, scale(), semibold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + px(24), max(26, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in BACK or event.key() in ON:
            self.arrowed.emit(-1 if event.key() in BACK else 1)  # what it stands in decides, not Qt's own idea of the next button
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.text().upper() in self._keys:
            self._keys[event.text().upper()]()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        ground, ink = INKS[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(c.focus), 2) if self.hasFocus() else QPen(QColor(getattr(c, ink)), 1))
        painter.setBrush(QColor(getattr(c, ground)))
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        painter.setFont(sized(TYPE.small, scale(), semibold=True))
        painter.setPen(QColor(getattr(c, ink)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Meter(QWidget):
    """A flat bar that is filled as far as `value` goes of `most`; more than that shows in the colour of a warning."""

    def __init__(self, name: str, *, least_width: int = 60) -> None:
        super().__init__()
        self._value, self._most = 0, 1
        self.setAccessibleName(name)
        self.setMinimumWidth(least_width)
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: int, most: int) -> None:
        """Fill the bar."""
        self._value, self._most = value, max(1, most)
        self.setAccessibleDescription(self.tr("{0} van {1}").format(value, most))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.sunken))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 4, 4)
        filled = QRectF(whole)
        filled.setWidth(whole.width() * min(1.0, self._value / self._most))
        painter.setBrush(QColor(c.warn if self._value > self._most else c.accent))
        if filled.width() > 0:
            painter.drawRoundedRect(filled, 4, 4)
        painter.end()

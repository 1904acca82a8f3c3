"""One organisation in the front-door picture: a real button, so that keyboard, screen reader and mouse all find it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from expertiseteam.cases.records import AtTheDoor, Place
from ui.cases.door_layout import CHIP_HEIGHT, ring_of
from ui.cases.door_words import back_words, condition_words, on_chip, room_words, spoken, wish_words
from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE

PLACES = {
    Qt.Key.Key_1: Place.FRONT,
    Qt.Key.Key_2: Place.RESERVE,
    Qt.Key.Key_3: Place.STEPPED_ASIDE,
    Qt.Key.Key_4: Place.ADVISER,
    Qt.Key.Key_5: Place.NO_ROLE,
}
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_SIDE = 12
_HAND = 16  # the small hand of who wants to come to the door too


class DoorChip(QToolButton):
    """Solid border at the door, thin in reserve, dashed when stepped aside.

    `asked` tells the place a key asks for, `comes_asked` that W asks who comes, `off` that it is to leave the case, `walk` +1 or -1 for
    the arrow keys; `dragging` and `dropped` where the mouse is, on the screen.
    """

    asked = Signal(object)
    comes_asked = Signal()
    off = Signal()
    walk = Signal(int)
    dragging = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, one: AtTheDoor, parent: QWidget) -> None:
        super().__init__(parent)
        self.one = one
        self._grip: QPoint | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_one(one)

    def show_one(self, one: AtTheDoor) -> None:
        """Show the organisation as it stands now."""
        self.one = one
        words = (condition_words(one.place, one.condition), back_words(one), room_words(one), wish_words(one))
        self.setText(on_chip(one))
        self.setAccessibleName(spoken(one))
        keys = self.tr(
            "1 aan de deur, 2 op de achterhand, 3 stapje opzij, 4 adviseur, 5 geen rol, W wie er komt, Delete van de casus halen."
        )
        self.setAccessibleDescription(keys)
        self.setToolTip("\n".join(part for part in (on_chip(one), *words) if part))
        self.update()

    def wish(self) -> int:
        """Return the width that shows all words."""
        font = sized(TYPE.chip, scale(), semibold=self.one.place is Place.FRONT)
        return (
            QFontMetrics(font).horizontalAdvance(self.text()) + px(17) + 7 + 2 * _SIDE + 2 + (px(_HAND) + 6 if wish_words(self.one) else 0)
        )

    def sizeHint(self) -> QSize:
        return QSize(self.wish(), CHIP_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in PLACES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.asked.emit(PLACES[key])
        elif key == Qt.Key.Key_W and not event.modifiers():
            self.comes_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.off.emit()
        elif key in _ON + _BACK:
            self.walk.emit(1 if key in _ON else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip, self._moved = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        away = event.position().toPoint() - self._grip
        if not self._moved and away.manhattanLength() >= QApplication.startDragDistance():
            self._moved = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._moved:
            self.dragging.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved, self._grip, self._moved = self._moved, None, False
        if moved:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        front, aside = self.one.place is Place.FRONT, ring_of(self.one.place) is Place.STEPPED_ASIDE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        pen = QPen(QColor(c.accent if front else c.ctl), 2 if front else 1)
        if aside:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(QColor(c.sunken if self.underMouse() else c.ring3 if aside else c.surface))
        inner = area.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        size = px(17)
        ink = c.muted if aside else c.accent if front else c.text
        painter.drawPixmap(_SIDE, round((area.height() - size) / 2), pixmap(self.one.icon, ink, size, self.devicePixelRatioF()))
        painter.setFont(sized(TYPE.chip, scale(), semibold=front))
        painter.setPen(QColor(c.muted if aside else c.text))
        words = area.adjusted(_SIDE + size + 7, 0, -_SIDE + 2, 0)
        if wish_words(self.one):
            hand = px(_HAND)
            words.adjust(0, 0, -hand - 6, 0)
            top = round((area.height() - hand) / 2)
            painter.drawPixmap(round(area.width()) - _SIDE - hand, top, pixmap("hand", c.warn, hand, self.devicePixelRatioF()))
        metrics = painter.fontMetrics()
        fitting = self.text() if metrics.horizontalAdvance(self.text()) <= words.width() else self.one.organisation
        shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), area.height() / 2 - 1, area.height() / 2 - 1)
        painter.end()

"""The drawing of the program: a front door with warm light behind it. Used on the unlock window and where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.theme import colours

_WIDTH, _HEIGHT = 96.0, 114.0  # the drawing's own measure


class Door(QWidget):
    """Draws a door, `height` pixels high. It says nothing, so it is no stop for the keyboard and has no name for a screen reader."""

    def __init__(self, height: int, *, ajar: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ajar = ajar
        self.setFixedSize(round(height * _WIDTH / _HEIGHT), height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_door(painter, QRectF(self.rect()), ajar=self._ajar)
        painter.end()


def paint_door(painter: QPainter, where: QRectF, *, ajar: bool) -> None:
    """Paint the door so that it fills `where` (best at 96 : 114)."""
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / _WIDTH, where.height() / _HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.line2))
    painter.drawRoundedRect(QRectF(0, 109, 96, 5), 2.5, 2.5)
    painter.setBrush(QColor(c.brick))
    painter.drawRoundedRect(QRectF(8, 0, 80, 110), 8, 8)
    opening = QRectF(16, 8, 64, 99)
    painter.setBrush(QColor(c.glow if ajar else c.door))
    painter.drawRoundedRect(opening, 4, 4)
    painter.setBrush(QColor(c.door))
    if ajar:
        painter.drawPolygon(QPolygonF([QPointF(16, 8), QPointF(63, 15), QPointF(63, 100), QPointF(16, 107)]))
        knob = QPointF(56, 67)
    else:
        painter.setBrush(QColor(c.glow))
        painter.drawRoundedRect(QRectF(26, 18, 44, 24), 3, 3)
        painter.setBrush(QColor(c.door2))
        painter.drawRoundedRect(QRectF(26, 50, 44, 20), 3, 3)
        painter.drawRoundedRect(QRectF(26, 78, 44, 20), 3, 3)
        knob = QPointF(73, 64)
    painter.setBrush(QColor(c.knob))
    painter.drawEllipse(knob, 3.2, 3.2)
    painter.restore()

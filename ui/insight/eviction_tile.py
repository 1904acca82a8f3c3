"""A household that may lose its home: how many working days there are, and what to open."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from expertiseteam.cases.records import CaseLine
from ui.insight.words import case_title, eviction_days, eviction_words
from ui.look.fonts import sized
from ui.look.theme import colours, px, scale
from ui.look.tokens import RADIUS_CONTROL, TYPE


class EvictionTile(QAbstractButton):
    """A button: the figure at the left, the case and what threatens at the right."""

    def __init__(self, case: CaseLine, day: date, *, hidden: bool, counted: bool) -> None:
        super().__init__()
        self._figure, self._unit = eviction_days(case, day, counted=counted)
        self._lines = (
            case.code if hidden else case.label,
            eviction_words(case, day),
            f"regie {case.lead}" if hidden else f"{case.code} · regie {case.lead}",
        )
        spoken = (self._unit,) if not self._figure.strip("?0…") else (f"nog {self._figure} {self._unit}",)
        whole = (case_title(case.code, case.label, hidden=hidden), self._lines[1], f"regie {case.lead}")
        self.setAccessibleName(", ".join((*spoken, *whole)))
        self.setToolTip("\n".join(whole))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(82))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), px(82))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(c.focus), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(QColor(c.tint if self.underMouse() else c.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        figure = QRect(px(8), px(8), px(72), self.height() - px(34))
        self._write(painter, figure, self._figure, sized(TYPE.figure, scale(), semibold=True), c.alert, Qt.AlignmentFlag.AlignCenter)
        unit = QRect(px(8), self.height() - px(28), px(72), px(20))
        self._write(painter, unit, self._unit, sized(TYPE.small, scale(), semibold=True), c.alert, Qt.AlignmentFlag.AlignCenter)
        left, width, line = px(90), self.width() - px(100), (self.height() - px(16)) // 3
        fonts = (sized(TYPE.base, scale(), semibold=True), sized(TYPE.base, scale()), sized(TYPE.small, scale()))
        for number, (text, font, ink) in enumerate(zip(self._lines, fonts, (c.text, c.muted, c.muted), strict=True)):
            self._write(painter, QRect(left, px(8) + number * line, width, line), text, font, ink, Qt.AlignmentFlag.AlignLeft)
        painter.end()

    def _write(self, painter: QPainter, where: QRect, text: str, font: QFont, ink: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter, shown)

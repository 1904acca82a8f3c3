"""Actions in a list of one line each: what, of which case, when."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE, Colours
from ui.widgets.frames import EmptyState
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row, RowList

Index = QModelIndex | QPersistentModelIndex
CASE_FROM = 0.56  # where the second column begins, as a part of the width


class OneLineList(RowList):
    """A RowList whose title, foot and chip stand on one line, as columns."""

    def __init__(self, name: str, *, empty: EmptyState | None = None) -> None:
        super().__init__(name, lines=1, empty=empty)
        self.setItemDelegate(_OneLine(self))


class _OneLine(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, px(37))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        c = colours()
        area: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(c.tint if chosen else c.sunken))
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), QColor(c.line))
        inner = area.adjusted(6, 0, -6, 0)
        chip = self._chip(painter, inner, row, c)
        icon = px(18)
        painter.drawPixmap(
            inner.left(), inner.center().y() - icon // 2 + 1, pixmap(row.icon, c.muted, icon, painter.device().devicePixelRatioF())
        )
        second = inner.left() + round(inner.width() * CASE_FROM)
        until = second - 12 if row.foot else inner.right() - chip - 10  # without a case the words have its room too
        title = QRect(inner.left() + icon + 10, inner.top(), until - inner.left() - icon - 10, inner.height())
        self._words(painter, title, row.title, c.muted if row.faded else c.text, TYPE.base)
        foot = QRect(second, inner.top(), inner.right() - chip - 10 - second, inner.height())
        self._words(painter, foot, row.foot, c.muted, TYPE.small)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 5, 5)
        painter.restore()

    def _words(self, painter: QPainter, where: QRect, text: str, ink: str, size: int) -> None:
        font = sized(size, scale())
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _chip(self, painter: QPainter, where: QRect, row: Row, c: Colours) -> int:
        ground, ink = {
            ChipKind.URGENT: (c.alert_tint, c.alert),
            ChipKind.WAITING: (c.warn_tint, c.warn),
        }.get(row.kind, (c.sunken, c.muted))
        font = sized(TYPE.small, scale(), semibold=True)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(row.chip) + px(22), metrics.height() + 3
        box = QRectF(where.right() - width + 1, where.center().y() - height / 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.chip)
        return width

"""Groups with the share of each as a bar, and a line from the lowest to the highest share that it may really be.

The rows are drawn, worked by keyboard, and read aloud whole; the words stand beside every bar, so that no colour has to be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look.fonts import sized
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.widgets.list_model import Index, RowModel
from ui.widgets.rows import paint_ground

_SIDE, _GAP, _BAR = 10, 12, 8
_ROW, _HEAD = 58, 26


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1, the lowest and highest that it may really be, and the words beside it."""

    share: float
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class ShareRow:
    """One group. A column without a bar has only its words."""

    title: str
    count: str
    bars: tuple[Bar | str, ...]
    spoken: str

    def words(self) -> str:
        """Return the row as it is read aloud."""
        return self.spoken


def _columns(area: QRect, bars: int) -> list[QRect]:
    """Where the title, the count and every bar stand in a row."""
    room = area.adjusted(_SIDE, 0, -_SIDE, 0)
    title, count = room.width() * 21 // 100, px(60)
    each = (room.width() - title - count - _GAP * (bars + 1)) // max(1, bars)
    found, left = [], room.left()
    for wide in (title, count, *([each] * bars)):
        found.append(QRect(left, room.top(), wide, room.height()))
        left += wide + _GAP
    return found


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ShareRow = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = paint_ground(painter, option)
        title, count, *places = _columns(area, len(row.bars))
        _write(painter, title, row.title, "text", TYPE.base, semibold=True)
        _write(painter, count, row.count, "text", TYPE.base, align=Qt.AlignmentFlag.AlignRight)
        for place, bar in zip(places, row.bars, strict=True):
            if isinstance(bar, str):
                _write(painter, place, bar, "muted", TYPE.base)
            else:
                half = place.height() // 2
                self._bar(painter, place.adjusted(0, px(10), 0, -half), bar)
                _write(painter, place.adjusted(0, half - px(4), 0, -px(6)), bar.words, "muted", TYPE.small)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -2), 5, 5)
        painter.restore()

    def _bar(self, painter: QPainter, place: QRect, bar: Bar) -> None:
        c, thick = colours(), px(_BAR)
        ground = QRectF(place.left(), place.center().y() - thick / 2, place.width(), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.sunken))
        painter.drawRoundedRect(ground, thick / 2, thick / 2)
        painter.setBrush(QColor(c.accent))
        painter.drawRoundedRect(QRectF(ground.left(), ground.top(), max(thick, ground.width() * bar.share), thick), thick / 2, thick / 2)
        low, high = (ground.left() + ground.width() * part for part in (bar.low, bar.high))
        middle = ground.center().y()
        for ink, wide in ((c.surface, 4), (c.text, 2)):  # with an edge, so that it can be seen on the bar too
            painter.setPen(QPen(QColor(ink), wide))
            painter.drawLine(round(low), round(middle), round(high), round(middle))
            for end in (low, high):
                painter.drawLine(round(end), round(middle - thick * 0.7), round(end), round(middle + thick * 0.7))


def _write(
    painter: QPainter,
    where: QRect,
    text: str,
    ink: str,
    size: int,
    *,
    semibold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(sized(size, scale(), semibold=semibold))
    painter.setPen(QColor(getattr(colours(), ink)))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class ShareHead(QWidget):
    """The titles above a `ShareList`: of the groups, of the count, of every bar."""

    def __init__(self, *titles: str) -> None:
        super().__init__()
        self._titles = titles
        self.setFixedHeight(px(_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _, right, *_ = aligned = _columns(self.rect(), len(self._titles) - 2)
        for place, title in zip(aligned, self._titles, strict=True):
            align = Qt.AlignmentFlag.AlignRight if place is right else Qt.AlignmentFlag.AlignLeft
            _write(painter, place, title, "muted", TYPE.small, semibold=True, align=align)
        painter.end()


class ShareList(QListView):
    """The groups, as many as there are: arrows go from one to the next, and each is read aloud."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = RowModel[ShareRow]()
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(180, 80)

    @property
    def rows(self) -> Sequence[ShareRow]:
        return self._rows.rows

    def set_rows(self, rows: Sequence[ShareRow]) -> None:
        """Show other groups."""
        self._rows.replace(list(rows))
        if self.hasFocus() and rows:
            self.setCurrentIndex(self._rows.index(0))

"""The rows of a list before they are taken over: a tick, when, where, what, and one word when something is the matter.

Space switches the tick of the chosen row; the mouse does so on the tick itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from expertiseteam.exchange.records import PreviewRow
from ui.exchange.words import HIDDEN, day, mark, spoken
from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE

Index = QModelIndex | QPersistentModelIndex
TICK, NUMBER, WHEN, WHERE, WHAT, MARK = range(6)
_WIDTHS = {TICK: 40, NUMBER: 52, WHEN: 128, MARK: 82}
_WHERE = (184, 0.28)  # pixels, and at most this part of the table
_SIDE = 8


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[PreviewRow] = ()
        self.ticked: Collection[int] = frozenset()
        self.hidden = False
        self._titles = ("", self.tr("Rij"), self.tr("Wanneer"), self.tr("Waar"), self.tr("Wat"), "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, ticked=row.number in self.ticked, hidden=self.hidden)
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        match column:
            case _ if column == NUMBER:
                return str(row.number)
            case _ if column == WHEN:
                return day(row)
            case _ if column == WHERE:
                return (HIDDEN if self.hidden else row.place) if row.place else ""
            case _ if column == WHAT:
                return " ".join(row.errors) or (HIDDEN if self.hidden else " ".join(row.what[:300].split()))
            case _ if column == MARK:
                return mark(row)
            case _:
                return ""


class _Painter(QStyledItemDelegate):
    def __init__(self, table: PreviewTable, rows: _Rows) -> None:
        super().__init__(table)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.rows[index.row()]
        c, area, column = colours(), QRect(option.rect), index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, QColor(c.tint))
            if column == TICK:
                painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(c.accent))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(c.line))
        if column == TICK:
            self._tick(
                painter, area, row.number in self._rows.ticked, focused=chosen and bool(option.state & QStyle.StateFlag.State_Active)
            )
        elif column == MARK:
            self._mark(painter, area, row)
        else:
            ink = c.alert if column == WHAT and row.errors else c.muted if column in (NUMBER, WHEN) or self._is_out(row) else c.text
            font = sized(TYPE.base if column in (WHERE, WHAT) else TYPE.small, scale())
            painter.setFont(font)
            painter.setPen(QColor(ink))
            inner = area.adjusted(_SIDE, 0, -_SIDE, 0)
            text = QFontMetrics(font).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()

    def _is_out(self, row: PreviewRow) -> bool:
        return row.number not in self._rows.ticked

    def _tick(self, painter: QPainter, area: QRect, on: bool, *, focused: bool) -> None:
        c = colours()
        box = tick_box(area)
        painter.setPen(QPen(QColor(c.focus if focused else c.accent if on else c.ctl), 2 if focused else 1))
        painter.setBrush(QColor(c.accent if on else c.surface))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        if on:
            size = px(14)
            where = box.center() - QPoint(size // 2 - 1, size // 2 - 1)
            painter.drawPixmap(where, pixmap("check", c.on_accent, size, painter.device().devicePixelRatioF()))

    def _mark(self, painter: QPainter, area: QRect, row: PreviewRow) -> None:
        words = mark(row)
        if not words:
            return
        c = colours()
        ground, ink = (c.alert_tint, c.alert) if row.errors else (c.warn_tint, c.warn)
        font = sized(TYPE.small, scale(), semibold=True)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(words) + px(18), metrics.height() + 2
        box = QRectF(area.right() - width - 6, area.center().y() - height / 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def tick_box(area: QRect) -> QRect:
    """Where the tick stands in its cell."""
    size = px(17)
    return QRect(area.left() + 13, area.center().y() - size // 2, size, size)


class PreviewTable(QTableView):
    """The list. `chosen` tells the number of the row when the user moves, `toggled` that of a row whose tick is switched."""

    chosen = Signal(int)
    toggled = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, self._rows))
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Spatie zet het vinkje aan of uit"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMinimumSize(420, 120)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self._fit()
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def rows(self) -> Sequence[PreviewRow]:
        return self._rows.rows

    @property
    def current(self) -> PreviewRow | None:
        """The chosen row."""
        at = self.currentIndex().row()
        return self._rows.rows[at] if 0 <= at < len(self._rows.rows) else None

    def set_rows(self, rows: Sequence[PreviewRow], ticked: Collection[int], *, hidden: bool) -> None:
        """Show other rows. The chosen row stays chosen, or its neighbour when it is gone; `chosen` tells when it is another one."""
        before, at = self.current, self.currentIndex().row()
        self._rows.beginResetModel()
        self._rows.rows, self._rows.ticked, self._rows.hidden = rows, ticked, hidden
        self._rows.endResetModel()
        numbers = {row.number: n for n, row in enumerate(rows)}
        wanted = numbers.get(before.number, min(at, len(rows) - 1)) if before else 0
        if rows:
            self.setCurrentIndex(self._rows.index(max(0, wanted), TICK))

    def show_ticks(self, ticked: Collection[int]) -> None:
        """Show other ticks on the same rows."""
        self._rows.ticked = ticked
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.toggled.emit(row.number)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(self._rows.rows[index.row()].number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, px(width))
        most, part = _WHERE
        self.setColumnWidth(WHERE, min(px(most), round(self.viewport().width() * part)))
        self.verticalHeader().setDefaultSectionSize(px(36))

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._rows.rows[current.row()].number)

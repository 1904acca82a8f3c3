"""The points of the agenda while it is prepared: why now, which question, since last time, how many minutes. Drawn, so that it stays quick.

Alt+↑ and Alt+↓ move a point, + and − change its minutes, Enter opens its question; the mouse drags, and presses − and +.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.look.theme import colours
from ui.meetings.agenda_paint import AgendaPainter, Columns, PointRow
from ui.widgets.fields import LineField
from ui.widgets.list_model import RowModel

DRAG_FROM = 6  # pixels that the mouse goes before a press becomes a drag
LONGEST_QUESTION = 160


class _Points(RowModel[PointRow]):
    def tip_of(self, row: PointRow) -> str:
        return " · ".join(part for part in (row.reason, row.more) if part)

    def replace(self, rows: Sequence[PointRow]) -> None:
        """Show other rows; when only minutes, numbers or questions differ, nothing needs a new place."""
        if [(row.key, row.reason, row.more) for row in rows] == [(row.key, row.reason, row.more) for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        super().replace(rows)


class AgendaTable(QListView):
    """The list. `chosen` tells the point when the user goes to another one; `moved` the point and its new place (0 is the first);
    `stepped` the point and one minute more or less; `question_hidden` that it cannot be typed now; `question_opened` and `asked`
    the point of which the question is being typed, and its new question.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(str, int)
    question_opened = Signal(str)
    question_hidden = Signal()
    asked = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._points = _Points()
        self._columns = Columns()
        self._quiet = False
        self._pressed: tuple[QPoint, str] | None = None
        self._drop_at: int | None = None
        self.may_change = True
        self.setModel(self._points)
        self.setItemDelegate(AgendaPainter(self._columns, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 120)
        self.question = _Question(self)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def columns(self) -> Columns:
        """Where the columns stand; the head above the list draws its words there."""
        return self._columns

    @property
    def rows(self) -> Sequence[PointRow]:
        return self._points.rows

    @property
    def current(self) -> str | None:
        """The key of the chosen point."""
        number = self.currentIndex().row()
        return self._points.rows[number].key if 0 <= number < len(self._points.rows) else None

    def set_rows(self, rows: Sequence[PointRow], *, current: str | None = None) -> None:
        """Show other rows. The chosen point stays chosen, or its neighbour when it is gone; the scroll position stays."""
        wanted, before, place = current or self.current, self.currentIndex().row(), self.verticalScrollBar().value()
        self._quiet = True
        try:
            self._points.replace(rows)
            numbers = {row.key: n for n, row in enumerate(rows)}
            number = numbers.get(wanted or "", max(0, min(before, len(rows) - 1)))
            if rows:
                self.setCurrentIndex(self._points.index(number))
            self.verticalScrollBar().setValue(place)
        finally:
            self._quiet = False

    def choose(self, key: str) -> bool:
        """Make a point the current one and bring it into view. Returns whether it is there."""
        for number, row in enumerate(self._points.rows):
            if row.key == key:
                self.setCurrentIndex(self._points.index(number))
                self.scrollTo(self._points.index(number))
                return True
        return False

    def edit_question(self) -> None:
        """Open the question of the chosen point for typing, in its place."""
        row = self._row()
        if row is not None and row.is_case and self.may_change and row.is_hidden:
            self.question_hidden.emit()
        elif row is not None and row.is_case and self.may_change:
            self.question.open(row, self._columns.question_area(self.visualRect(self.currentIndex())))
            self.question_opened.emit(row.key)

    @property
    def editing(self) -> LineField | None:
        """The field in which a question is being typed, or None."""
        return self.question if self.question.isVisible() else None

    def close_question(self) -> bool:
        """Stop typing the question without keeping it. Returns whether one was being typed."""
        if not self.question.isVisible():
            return False
        self.question.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.edit_question()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._columns.fit(self.viewport().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._columns.fit(self.viewport().width())
            self.scheduleDelayedItemsLayout()

    # The mouse: − and +, a double click on the question, and dragging by any other part of the row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        self._pressed = None
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or not self.may_change:
            return
        key = self._points.rows[index.row()].key
        area = self.visualRect(index)
        if self._columns.less_area(area).contains(where):
            self.stepped.emit(key, -1)
        elif self._columns.more_area(area).contains(where):
            self.stepped.emit(key, 1)
        else:
            self._pressed = (where, key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._drop_at is None and (where - self._pressed[0]).manhattanLength() < DRAG_FROM:
            return
        index = self.indexAt(where)
        area = self.visualRect(index)
        self._drop_at = index.row() + (where.y() > area.center().y()) if index.isValid() else len(self._points.rows)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, drop_at = self._pressed, self._drop_at
        self._pressed = self._drop_at = None
        self.viewport().update()
        if pressed is None or drop_at is None:
            return
        at = next((n for n, row in enumerate(self._points.rows) if row.key == pressed[1]), None)
        if at is not None:
            to = drop_at - 1 if drop_at > at else drop_at
            if to != at:
                self.moved.emit(pressed[1], to)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        area = self.visualRect(self.indexAt(where))
        if self._columns.less_area(area).contains(where) or self._columns.more_area(area).contains(where):
            self.mousePressEvent(event)  # two quick presses are two minutes
        elif self._columns.why.contains(QPoint(where.x(), 0)):
            self.edit_question()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_at is not None and self._points.rows:
            last = self._drop_at >= len(self._points.rows)
            area = self.visualRect(self._points.index(min(self._drop_at, len(self._points.rows) - 1)))
            painter = QPainter(self.viewport())
            painter.fillRect(QRect(0, area.bottom() if last else area.top() - 1, self.viewport().width(), 3), QColor(colours().accent))
            painter.end()

    def _row(self) -> PointRow | None:
        number = self.currentIndex().row()
        return self._points.rows[number] if 0 <= number < len(self._points.rows) else None

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        self.close_question()
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._points.rows[current.row()].key)


class _Question(LineField):
    """The field that stands over the question of one point. Enter keeps it."""

    def __init__(self, table: AgendaTable) -> None:
        super().__init__(name=table.tr("Welk besluit is nodig?"), longest=LONGEST_QUESTION)
        self.setParent(table.viewport())
        self._table, self._key = table, ""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()  # and not the list below, which would open it again
        else:
            super().keyPressEvent(event)

    def open(self, row: PointRow, area: QRect) -> None:
        self._key = row.key
        self.setText(row.question)
        self.selectAll()
        self.setGeometry(area)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_enter(self) -> None:
        self._table.asked.emit(self._key, self.value())
        self.hide()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

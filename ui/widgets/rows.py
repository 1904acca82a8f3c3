"""A list of rich rows that is worked by keyboard and stays quick with thousands of rows.

    title                    [chip]
    subtitle
    foot                      right

The rows are drawn, not built from widgets; a screen reader hears every word of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.widgets.frames import EmptyState
from ui.widgets.labels import ChipKind
from ui.widgets.list_model import Index, RowModel

_INKS = {
    ChipKind.NEW: ("calm_tint", "calm"),
    ChipKind.RUNNING: ("tint", "accent"),
    ChipKind.WAITING: ("warn_tint", "warn"),
    ChipKind.URGENT: ("alert_tint", "alert"),
    ChipKind.CALM: ("sunken", "muted"),
}
_SIDE = 16
_GAP = 10


@dataclass(frozen=True)
class Row:
    """One row. `key` is what the signals tell. The chip stands right of the title, or below at the right when `chip_low`.

    `subtitle` is a line of normal size, `foot` the small line at the bottom, `right` the small words right of it. `icon` stands left of the
    title. `faded` is for what is done. `spoken` replaces what a screen reader hears.
    """

    key: str
    title: str
    subtitle: str = ""
    foot: str = ""
    right: str = ""
    chip: str = ""
    kind: ChipKind = ChipKind.CALM
    chip_low: bool = False
    icon: str = ""
    faded: bool = False
    spoken: str = ""

    def words(self) -> str:
        """Return the row as it is read aloud."""
        return self.spoken or ", ".join(part for part in (self.title, self.chip, self.subtitle, self.foot, self.right) if part)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Draw what lies under a row: whether it is chosen, whether the mouse is on it, the line below. Returns whether it is chosen.

    No line where the list itself ends, as on a card that is as high as its rows.
    """
    c, area, state, within = colours(), option.rect, option.state, option.widget
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen:
        painter.fillRect(area, QColor(c.tint))
        painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(c.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(c.sunken))
    if not isinstance(within, QListView) or area.bottom() < within.viewport().height() - 4:
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(c.line))
    return chosen


class _Painter(QStyledItemDelegate):
    """Draws rows of one to three lines, all of the same height."""

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, px({1: 38, 2: 58, 3: 78}[self._lines]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        c = colours()
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = paint_ground(painter, option)
        self._words(painter, area, row)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -2), 5, 5)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, row: Row) -> None:
        c = colours()
        part = (area.height() - px(14)) / self._lines
        left, right = area.left() + _SIDE, area.right() - _SIDE
        lines = [QRect(left, round(area.top() + px(7) + n * part), right - left, round(part)) for n in range(self._lines)]
        first, last = lines[0], lines[-1]
        if row.chip:
            where = last if row.chip_low else first
            used = self._chip(painter, where, row)
            where.setRight(where.right() - used - 8)
        if row.icon:
            size = px(18)
            ink = c.muted if row.faded else c.accent
            painter.drawPixmap(
                first.left(), first.center().y() - size // 2 + 1, pixmap(row.icon, ink, size, painter.device().devicePixelRatioF())
            )
            first.setLeft(first.left() + size + 8)
        if row.right and not (row.chip and where is last):
            used = self._right(painter, last, row)
            last.setRight(last.right() - used - _GAP)
        self._line(painter, first, row.title, "muted" if row.faded else "text", TYPE.base, semibold=self._lines > 1 and not row.faded)
        if self._lines == 3:
            self._line(painter, lines[1], row.subtitle, "muted", TYPE.base)
        if self._lines > 1:
            self._line(painter, last, self._foot(row), "muted", TYPE.small)

    def _foot(self, row: Row) -> str:
        return row.foot or (row.subtitle if self._lines == 2 else "")

    def _right(self, painter: QPainter, last: QRect, row: Row) -> int:
        """Draw the small words at the right in what the words before them leave; below the title they have half of the line at least.

        On a list of one line the title goes first: it says who or what the row is.
        """
        before, size = (row.title, TYPE.base) if self._lines == 1 else (self._foot(row), TYPE.small)
        needed = QFontMetrics(sized(size, scale())).horizontalAdvance(before)
        room = QRect(last)
        least = last.center().x() if self._lines > 1 else last.right() - last.width() // 4
        room.setLeft(min(last.left() + needed + _GAP, least))
        return self._line(painter, room, row.right, "muted", TYPE.small, align=Qt.AlignmentFlag.AlignRight)

    def _line(
        self,
        painter: QPainter,
        where: QRect,
        text: str,
        ink: str,
        size: int,
        *,
        semibold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        font = sized(size, scale(), semibold=semibold)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours(), ink)))
        painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)

    def _chip(self, painter: QPainter, where: QRect, row: Row) -> int:
        font = sized(TYPE.small, scale(), semibold=True)
        metrics = QFontMetrics(font)
        ground, ink = _INKS[row.kind]
        width, height = metrics.horizontalAdvance(row.chip) + px(20), metrics.height() + 2
        box = QRectF(where.right() - width + 1, where.center().y() - height / 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours(), ground)))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours(), ink)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.chip)
        return width


_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class RowList(QListView):
    """The list. `chosen` tells the key when the user moves to another row, `opened` at Enter or a double click.

    `lines` is 1, 2 or 3 for all rows. `key("Space", run)` gives a row a key of its own: run(key of the row). `chooses`: the first row is
    chosen as soon as the keyboard comes here; not where choosing a row opens it.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, *, lines: int = 2, empty: EmptyState | None = None, chooses: bool = True) -> None:
        super().__init__()
        self._chooses = chooses
        self._rows = RowModel[Row]()
        self._quiet = False
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(lines, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(180, 80)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.rows[index.row()].key))
        self.selectionModel().currentChanged.connect(self._on_current)
        self._empty = empty
        if empty is not None:
            empty.setParent(self)
            empty.hide()

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows.rows

    @property
    def current(self) -> str | None:
        """The key of the chosen row."""
        number = self.currentIndex().row()
        return self._rows.rows[number].key if 0 <= number < len(self._rows.rows) else None

    @property
    def empty(self) -> EmptyState | None:
        return self._empty

    def set_rows(self, rows: Sequence[Row], *, current: str | None = None) -> None:
        """Show other rows. The chosen row stays chosen (or `current` becomes it), without telling; the scroll position stays."""
        wanted, before, place = current or self.current, self.currentIndex().row(), self.verticalScrollBar().value()
        self._quiet = True
        try:
            self._rows.replace(list(rows))
            numbers = {row.key: n for n, row in enumerate(self._rows.rows)}
            if wanted in numbers:
                self.setCurrentIndex(self._rows.index(numbers[wanted]))
            elif before >= 0 and self._rows.rows:  # the row is gone: its neighbour, so that the keyboard keeps its place
                self.setCurrentIndex(self._rows.index(min(before, len(self._rows.rows) - 1)))
            self.verticalScrollBar().setValue(place)
        finally:
            self._quiet = False
        if self._empty is not None:
            self._empty.setVisible(not self._rows.rows)

    def choose(self, key: str) -> bool:
        """Make a row the current one, as a user would, and bring it into view. Returns whether it is there."""
        for number, row in enumerate(self._rows.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(number))
                self.scrollTo(self._rows.index(number))
                return True
        return False

    def choose_first(self) -> None:
        """Make the first row the current one, if there is any and none is chosen."""
        if self.current is None and self._rows.rows:
            self.setCurrentIndex(self._rows.index(0))

    def key(self, keys: str, run: Callable[[str], None]) -> None:
        """Let a key do something with the chosen row while the list has the focus."""
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: run(self.current) if self.current is not None else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.current is not None:
                self.opened.emit(self.current)
            else:
                self.choose_first()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        nothing_chosen, self._quiet = not self.currentIndex().isValid(), True
        super().focusInEvent(event)
        if nothing_chosen:  # Qt makes the first row current without showing that it is; on some screens that would open it
            self.setCurrentIndex(QModelIndex())
        self._quiet = False
        if self._chooses and event.reason() in _BY_KEYBOARD:
            self.choose_first()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.current is None and self._rows.rows:  # no row can show where the keyboard is
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2), 5, 5)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._empty is not None:
            self._empty.setGeometry(self.contentsRect())  # an empty list has no bars; asking for its inside loads all types of widgets

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._rows.rows[current.row()].key)

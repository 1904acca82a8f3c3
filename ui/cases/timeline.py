"""The tab *Tijdlijn*: everything that happened, newest first, as far back as it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.cases.bin import bin_of, take_back, throw_away
from expertiseteam.insight.timeline import Event, EventKind
from ui.cases.bin import BinPage
from ui.look.fonts import sized
from ui.look.icons import pixmap
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.widgets.buttons import Button
from ui.widgets.labels import KeyHint, Quiet
from ui.widgets.list_model import Index, ListModel

ICONS = {
    EventKind.CASE: "house",
    EventKind.CONCERN: "inbox",
    EventKind.VISIT: "footprints",
    EventKind.DECISION: "badge-check",
    EventKind.ACTION: "list-checks",
    EventKind.DOOR: "door-open",
    EventKind.NOTE: "pencil",
    EventKind.SAID: "messages-square",
    EventKind.SERIOUS: "siren",
    EventKind.AGREED: "handshake",
    EventKind.CHANGE: "history",
    EventKind.CARE: "heart-handshake",
    EventKind.SAFETY: "scale",
    EventKind.SWITCH: "arrow-up-down",
}
# What people typed may hold names of residents; while names are hidden only what happened is told.
_FREE_TEXT = tuple(kind for kind in EventKind if kind is not EventKind.DOOR)
_WRAP, _ANYWHERE = int(Qt.TextFlag.TextWordWrap), int(Qt.TextFlag.TextWrapAnywhere)


def wrapped(metrics: QFontMetrics, width: int, text: str) -> tuple[int, int]:
    """How to break a text, and how high it is then: between words, and within them only where one is wider than the line."""
    found = metrics.boundingRect(QRect(0, 0, width, 1 << 20), _WRAP, text)
    if found.width() <= width:
        return _WRAP, found.height()
    return _WRAP | _ANYWHERE, metrics.boundingRect(QRect(0, 0, width, 1 << 20), _WRAP | _ANYWHERE, text).height()


def masked(events: Sequence[Event]) -> list[Event]:
    """Return the events without what people typed."""
    return [Event(e.at, e.kind, e.title, "" if e.kind in _FREE_TEXT else e.detail, e.row_id, e.by) for e in events]


class _Events(ListModel[Event]):
    def title_of(self, row: Event) -> str:
        return row.title

    def words_of(self, row: Event) -> str:
        return ", ".join(part for part in (short_date(local_day(row.at)), row.kind.value, row.title, row.detail, row.by) if part)


class _Painter(QStyledItemDelegate):
    """A day at the left, a line with a mark, and the words, as high as they need."""

    def __init__(self, view: TimelineList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        event: Event = index.data(Qt.ItemDataRole.UserRole)
        width = self._wide()
        metrics = QFontMetrics(sized(TYPE.base, scale()))
        high = metrics.height() + px(16)
        if event.detail:
            high += wrapped(metrics, width, event.detail)[1]
        return QSize(160, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event: Event = index.data(Qt.ItemDataRole.UserRole)
        c = colours()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.setBrush(QColor(c.tint))
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), 6, 6)
        top = area.top() + px(8)
        base, strong = sized(TYPE.base, scale()), sized(TYPE.base, scale(), semibold=True)
        line = QFontMetrics(base).height()
        self._spine(painter, area, top + line / 2, index.row())
        painter.drawPixmap(self._spine_x() - px(8), round(top + line / 2) - px(8), self._mark(event, painter))
        painter.setFont(sized(TYPE.small, scale()))
        painter.setPen(QColor(c.muted))
        day = self._view.day_words(index.row())
        painter.drawText(QRect(area.left() + 6, top, self._spine_x() - px(20), line), Qt.AlignmentFlag.AlignVCenter, day)
        words = QRect(self._left(), top, area.right() - self._left() - 14, line)
        if event.by:
            small = QFontMetrics(sized(TYPE.small, scale()))
            wide = min(small.horizontalAdvance(event.by), words.width() // 3)
            there = QRect(words.right() - wide, top, wide + 1, line)
            painter.drawText(there, Qt.AlignmentFlag.AlignVCenter, small.elidedText(event.by, Qt.TextElideMode.ElideRight, wide + 1))
            words.setRight(there.left() - px(12))
        painter.setFont(strong)
        painter.setPen(QColor(c.text))
        shown = QFontMetrics(strong).elidedText(event.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if event.detail:
            painter.setFont(base)
            width = self._wide()  # as measured: who did it stands beside the title only
            how, _ = wrapped(QFontMetrics(base), width, event.detail)
            painter.drawText(QRect(words.left(), top + line, width, area.bottom() - top - line), how, event.detail)
        painter.restore()

    def _spine(self, painter: QPainter, area: QRect, middle: float, row: int) -> None:
        painter.setPen(QPen(QColor(colours().line2), 1))
        x = self._spine_x() + 0.5
        last = row == self._view.model().rowCount() - 1
        if row > 0:
            painter.drawLine(QPointF(x, area.top()), QPointF(x, middle - px(12)))
        if not last:
            painter.drawLine(QPointF(x, middle + px(12)), QPointF(x, area.bottom() + 1))

    def _mark(self, event: Event, painter: QPainter) -> Any:
        return pixmap(ICONS[event.kind], colours().accent, px(17), painter.device().devicePixelRatioF())

    def _spine_x(self) -> int:
        return px(136)

    def _wide(self) -> int:
        return max(120, self._view.viewport().width() - self._left() - 14)

    def _left(self) -> int:
        return px(160)


class TimelineList(QListView):
    """The events. `opened` tells the event at Enter or a double click."""

    opened = Signal(object)
    throw_asked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._events = _Events()
        self._today: Callable[[], date] = date.today
        self.setModel(self._events)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # ten years of history do not hold up the first page
        self.setBatchSize(60)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._events.rows[index.row()]))

    @property
    def events(self) -> Sequence[Event]:
        return self._events.rows

    def show_events(self, events: Sequence[Event], today: Callable[[], date]) -> None:
        """Show these, newest first."""
        self._today = today
        place = self.verticalScrollBar().value()
        self._events.replace(events)
        self.verticalScrollBar().setValue(place)

    def day_words(self, row: int) -> str:
        """Return the day of an event, or "" when the one above has the same day."""
        day = local_day(self.events[row].at)
        if row and local_day(self.events[row - 1].at) == day:
            return ""
        return short_date(day, self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.opened.emit(self.events[self.currentIndex().row()])
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.throw_asked.emit(self.events[self.currentIndex().row()])
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.events:
            self.setCurrentIndex(self._events.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()


class TimelineTab(QWidget):
    """The list with a way to add a note. `note_asked` when somebody wants to write one."""

    note_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id, self._can_write = "", True
        self._bin_lane = desk.runner.lane(self, latest=True)
        self._pages = Pages()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.button = Button(self.tr("Notitie toevoegen"), self.note_asked.emit, icon="pencil")
        self._hint = Quiet(self.tr("Het nieuwste staat bovenaan."), small=True)
        head.addWidget(self.button)
        head.addWidget(KeyHint("Alt N"))
        head.addStretch(1)
        head.addWidget(self._hint)
        head.addWidget(KeyHint(self.tr("Delete"), self.tr("weggooien")))
        self.bin_button = Button(self.tr("Prullenbak"), self.show_bin, role="link", icon="trash-2")
        head.addWidget(self.bin_button)
        column.addLayout(head)
        self.list = TimelineList(self.tr("Tijdlijn"))
        self.list.opened.connect(self._on_opened)
        self.list.throw_asked.connect(self._on_throw)
        column.addWidget(self.list, 1)
        self.bin = BinPage(desk)
        self.bin.closed.connect(lambda: self._pages.setCurrentIndex(0))
        for part in (page, self.bin):
            self._pages.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def show_events(self, events: Sequence[Event], *, can_write: bool, case_id: str) -> None:
        """Show what happened in the case."""
        if case_id != self._case_id:
            self._pages.setCurrentIndex(0)
        self._case_id, self._can_write = case_id, can_write
        if self._pages.currentWidget() is self.bin:
            self.show_bin()
        self.button.setVisible(can_write)
        shown = masked(events) if self._desk.names.hidden else events
        self.list.show_events(shown, lambda: local_day(self._desk.clock()))

    def show_bin(self) -> None:
        """Show what was thrown away."""
        self._pages.setCurrentWidget(self.bin)
        self._bin_lane.ask(lambda found: self.bin.show_bin(found, can_write=self._can_write), bin_of, self._case_id)

    def escape(self) -> bool:
        """Back from the bin; False when it is not open."""
        if self._pages.currentWidget() is self.bin:
            self._pages.setCurrentIndex(0)
            self.list.setFocus()
            return True
        return False

    def _on_throw(self, event: Event) -> None:
        kinds = {EventKind.NOTE: "note", EventKind.SERIOUS: "serious_event"}
        if not self._can_write:
            return
        if (kind := kinds.get(event.kind)) is None:
            self._desk.say(self.tr("Dit hoort bij de geschiedenis en blijft staan. Een notitie of een voorval kan wel weg."))
            return
        self._desk.runner.do(self._on_thrown, throw_away, kind, event.row_id, event.detail)

    def _on_thrown(self, binned_id: str) -> None:
        back = self.tr("Het staat weer waar het stond.")
        said = self.tr("Weggegooid. Het ligt in de prullenbak van deze casus.")
        self._desk.say(said, lambda: self._desk.runner.do(lambda _: self._desk.say(back), take_back, binned_id))

    def _on_opened(self, event: Event) -> None:
        kinds = {EventKind.VISIT: "visit", EventKind.CONCERN: "concern"}
        if (kind := kinds.get(event.kind)) is not None:
            self._desk.go(Place(kind, event.row_id))

"""One day of the week plan: its visits, which may be dragged to another day, and how a visit stands there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication

from expertiseteam.basics.dates import clock_time, short_date
from expertiseteam.visits.records import Risk, VisitLine
from ui.look.theme import colours, px
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row, RowList

_KIND = "application/x-expertiseteam-huisbezoek"


class DayList(RowList):
    """The visits of one day, or those without a day. `dropped` tells the id of a visit that was dragged here."""

    dropped = Signal(str)
    moved = Signal(int)  # days: -1 or 1, with Ctrl+arrow
    left = Signal(int)  # the keyboard goes to the day before (-1) or after (1)

    def __init__(self, name: str) -> None:
        super().__init__(name, lines=3, chooses=False)
        self.setAcceptDrops(True)
        self.setMinimumSize(px(110), px(80))
        self._pressed: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        here = event.position().toPoint()
        self._pressed = here if event.button() is Qt.MouseButton.LeftButton and self.indexAt(here).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = self._pressed is not None and (
            (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        )
        if not far or self.current is None:
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(carried(self.current))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_KIND):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_KIND):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_KIND):
            event.acceptProposedAction()
            self.dropped.emit(bytes(event.mimeData().data(_KIND).data()).decode())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.rows:  # the keyboard can be on a day without visits
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2), 5, 5)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() not in steps:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            self.left.emit(steps[Qt.Key(event.key())])


def carried(visit_id: str) -> QMimeData:
    """What is dragged: which visit, and nothing of whom it is about."""
    data = QMimeData()
    data.setData(_KIND, visit_id.encode())
    return data


def day_row(one: VisitLine, wrong: str, today: date) -> Row:
    """Return a visit as it stands in the plan; `wrong`: with what it clashes, or ""."""
    at = f"{clock_time(one.planned_at).removesuffix(' uur')} · " if one.planned_at else ""
    chip, kind = ("Botst", ChipKind.URGENT) if wrong else ("", ChipKind.CALM)
    if not wrong and one.risk in (Risk.RED, Risk.ORANGE):
        chip, kind = one.risk.value.capitalize(), ChipKind.URGENT if one.risk is Risk.RED else ChipKind.WAITING
    until = "" if one.planned_on else f"uiterlijk {short_date(one.before, today)}"
    where = one.meets_at or one.village
    foot = where or until
    way = f" · {one.way}" if one.way else ""
    spoken = ", ".join(filter(None, [f"{at}{one.code}", one.way, one.duo, where, until, wrong and f"botst: {wrong}", chip]))
    return Row(one.id, f"{at}{one.code}{way}", subtitle=one.duo, foot=until or foot, chip=chip, kind=kind, chip_low=True, spoken=spoken)

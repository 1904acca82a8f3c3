"""What stands above the points: how the planned minutes fit the time there is, and the names of the columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look.fonts import sized
from ui.look.theme import colours, px, scale
from ui.look.tokens import TYPE
from ui.meetings.agenda_paint import Columns
from ui.meetings.parts import Meter
from ui.meetings.words import budget
from ui.widgets.labels import Chip, ChipKind, Heading, Label, Quiet


class Budget(QWidget):
    """*Agenda* ▬▬▬▬▬ **83** van 90 minuten [7 minuten over]."""

    def __init__(self, *, indent: int = 16) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(indent, 8, max(0, indent - 2), 8)
        row.setSpacing(10)
        self._bar = Meter(self.tr("Geplande tijd"))
        self._planned, self._of, self._chip = Label("", "strong"), Quiet(), Chip()
        row.addWidget(Heading(self.tr("Agenda")))
        row.addWidget(self._bar, 1)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._planned)
        words.addWidget(self._of)
        row.addLayout(words)
        row.addWidget(self._chip)

    def show_minutes(self, planned: int, available: int) -> None:
        """Show how many minutes are planned of those that there are."""
        words, fits = budget(planned, available)
        self._bar.show_value(planned, available)
        self._planned.setText(str(planned))
        self._of.setText(self.tr("van {0} minuten").format(available))
        self._chip.show_state(words, ChipKind.RUNNING if fits else ChipKind.WAITING)


class ColumnHead(QWidget):
    """The names of the columns, above the list and as wide as its columns."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._columns = columns
        self._since = ""
        self._fit()

    def show_since(self, words: str) -> None:
        """Say since when something changed: "Sinds 17 november"."""
        self._since = words
        self.setAccessibleName(", ".join(text for _, text in self._words()))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(c.line))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(c.line))
        painter.setFont(sized(TYPE.key, scale(), semibold=True))
        painter.setPen(QColor(c.muted))
        for column, text in self._words():
            where = QRect(column.left(), 0, column.width(), self.height())
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def _words(self) -> list[tuple[QRect, str]]:
        return [
            (self._columns.title, self.tr("Punt")),
            (self._columns.why, self.tr("Waarom nu, en wat is de vraag")),
            (self._columns.since, self._since),
            (self._columns.minutes, self.tr("Minuten")),
        ]

    def _fit(self) -> None:
        self.setFixedHeight(px(26))

"""*Prullenbak* of a case: what was thrown away, who did it and when, and a button that puts it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.bin import BinnedLine, take_back
from ui.shell.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState, Scrolled, clear
from ui.widgets.labels import Heading, KeyHint, Label, Quiet


class BinPage(QWidget):
    """`closed` when done."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(8)
        self.back = Button(self.tr("Terug naar de tijdlijn"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Prullenbak van deze casus")))
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(KeyHint("Esc"))
        column.addLayout(head)
        column.addWidget(Scrolled(self._inside), 1)

    def show_bin(self, found: Sequence[BinnedLine], *, can_write: bool) -> None:
        """Show what is in it; with names hidden only that something is."""
        clear(self._lines)
        for one in found:
            self._lines.addWidget(self._line(one, can_write=can_write))
        if not found:
            self._lines.addWidget(EmptyState(self.tr("De prullenbak is leeg.")))
        self._lines.addStretch(1)

    def _line(self, one: BinnedLine, *, can_write: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        said = one.said.split(":")[0] if self._desk.names.hidden else one.said
        line.addWidget(Label(said.capitalize() if self._desk.names.hidden else said[:1].upper() + said[1:], wrap=True), 1)
        line.addWidget(Quiet(self.tr("weggegooid door {0}, {1}").format(one.by, full_date(local_day(one.at))), small=True))
        if can_write:
            button = Button(self.tr("Zet terug"), lambda: self._take_back(one.id), role="link", icon="undo-2")
            button.setAccessibleName(self.tr("Zet terug: {0}").format(said))
            line.addWidget(button)
        return row

    def _take_back(self, binned_id: str) -> None:
        self._desk.runner.do(lambda _: self._desk.say(self.tr("Het staat weer waar het stond.")), take_back, binned_id)

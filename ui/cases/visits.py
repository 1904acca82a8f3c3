"""The tab *Huisbezoeken* of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.visits.records import VisitLine
from ui.shell.desk import Desk, Place
from ui.visits.lists import case_visit_rows
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState
from ui.widgets.labels import KeyHint
from ui.widgets.rows import RowList


class VisitsTab(QWidget):
    """Enter opens a visit: to record it when it is planned, else to read it."""

    duo_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.button = Button(self.tr("Duo op pad sturen"), self.duo_asked.emit, icon="footprints")
        head.addWidget(self.button)
        head.addWidget(KeyHint("Alt D"))
        head.addStretch(1)
        head.addWidget(KeyHint("Enter", self.tr("vastleggen of lezen")))
        column.addLayout(head)
        words = self.tr("Er is nog niemand langs geweest, en er is geen duo op pad gestuurd.")
        self.list = RowList(
            self.tr("Huisbezoeken van deze casus"),
            lines=2,
            empty=EmptyState(words, self.tr("Duo op pad sturen"), self.duo_asked.emit),
        )
        self.list.opened.connect(lambda key: desk.go(Place("visit", key)))
        column.addWidget(self.list, 1)

    def show_visits(self, visits: Sequence[VisitLine], *, can_write: bool) -> None:
        """Show the visits of a case."""
        self.button.setVisible(can_write)
        if self.list.empty is not None:
            self.list.empty.button.setVisible(can_write)
        self.list.set_rows(case_visit_rows(visits, local_day(self._desk.clock())))

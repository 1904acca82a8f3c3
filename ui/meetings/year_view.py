"""The overleggen of one year: which go on, which days do not suit, how long lies between them, and until when the work around each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.dates import long_date
from expertiseteam.meetings.records import MeetingState, YearLine
from expertiseteam.meetings.rhythm import year_overview
from ui.meetings.parts import KINDS
from ui.meetings.words import counted, deadlines_text, year_chip, year_foot
from ui.shell.runner import Lane
from ui.widgets.buttons import Button, IconButton
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import ChipKind, Heading, KeyHint, Quiet
from ui.widgets.rows import Row, RowList


class YearView(Card):
    """`show_year` reads and shows. `chosen` tells the overleg at Enter; `asked_file` that the whole year goes to calendars."""

    chosen = Signal(str)
    asked_file = Signal()
    gave_up = Signal()

    def __init__(self, lane: Lane) -> None:
        super().__init__(margins=20, gap=10)
        tr = self.tr
        self._lane, self.year = lane, date.min.year
        self.lines: Sequence[YearLine] = ()
        self._heading, self._summary = Heading(""), Quiet("", small=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        back = IconButton("arrow-left", tr("Een jaar terug"), lambda: self.show_year(self.year - 1))
        on = IconButton("arrow-right", tr("Een jaar verder"), lambda: self.show_year(self.year + 1))
        for part in (back, self._heading, on):
            head.addWidget(part)
        head.addSpacing(8)
        head.addWidget(self._summary, 1)
        self.file_button = Button(tr("Agendabestand van dit jaar"), self.asked_file.emit, icon="calendar-days")
        head.addWidget(self.file_button)
        self.body.addLayout(head)
        self.list = RowList(tr("Overleggen in dit jaar"), lines=3, empty=EmptyState(tr("In dit jaar staat geen overleg."), door=64))
        self.list.opened.connect(self.chosen)
        self.body.addWidget(self.list, 1)
        keys = QHBoxLayout()
        keys.setSpacing(14)
        for cap, meaning in ((tr("Enter"), tr("dit overleg")), (tr("Esc"), tr("terug"))):
            keys.addWidget(KeyHint(cap, meaning))
        keys.addStretch(1)
        self.body.addLayout(keys)

    def show_year(self, year: int) -> None:
        """Read the overleggen of a year, and show them."""
        self.year = year
        self._lane.ask(self._on_lines, year_overview, year)

    def refresh(self) -> None:
        """Read the year that is shown again."""
        if self.isVisible():
            self.show_year(self.year)

    def take_focus(self) -> None:
        """Give the list the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_lines(self, lines: Sequence[YearLine]) -> None:
        self.lines = lines
        self._heading.setText(self.tr("Overleggen in {0}").format(self.year))
        going_on = sum(line.meeting.state is not MeetingState.CANCELLED for line in lines)
        skipped = len(lines) - going_on
        words = [counted(going_on, "overleg", "overleggen"), *([self.tr("{0} overgeslagen").format(skipped)] if skipped else [])]
        self._summary.setText(", ".join(words))
        self.file_button.setEnabled(bool(lines))
        self.list.set_rows([self._row(line) for line in lines], current=self.list.current)
        self.list.choose_first()

    def _row(self, line: YearLine) -> Row:
        words, is_wrong = year_chip(line)
        shown = line.meeting
        is_skipped = shown.state is MeetingState.CANCELLED
        return Row(
            key=shown.id,
            title=long_date(shown.on),
            subtitle=year_foot(line),
            foot=shown.because if is_skipped else deadlines_text(line.deadlines),
            chip=words,
            kind=ChipKind.WAITING if is_wrong else KINDS[shown.state],
            faded=is_skipped,
        )

"""The cards at the right of *Vandaag*, and the row of threatened homes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from expertiseteam.cases.records import CaseLine
from expertiseteam.insight.today import Today
from ui.insight.eviction_tile import EvictionTile
from ui.insight.words import DOT, meeting_distance, meeting_when, together_words
from ui.look.theme import px
from ui.widgets.buttons import LOOK_CHANGES, Button, Run
from ui.widgets.frames import Card, clear
from ui.widgets.labels import Label, Quiet
from ui.widgets.rows import Row, RowList

MOST_TILES = 2  # threatened homes side by side; the rest is one click away
ROW_HEIGHTS = {1: 38, 2: 58, 3: 78}


class RowsCard(Card):
    """A card with a short list. Enter or a click opens a row; the link at the right leads to all of them."""

    def __init__(self, heading: str, link: str, go: Run, open_row: Callable[[str], None], *, lines: int) -> None:
        super().__init__(heading, " ", margins=14, gap=4)
        self._lines = lines
        self._rows: Sequence[Row] = ()
        button = Button(link, go, role="link")
        button.setAccessibleName(f"{heading}: {link}")
        self.head.addWidget(button)
        self.list = RowList(heading, lines=lines)
        self.list.setMinimumSize(100, 0)
        self.list.opened.connect(open_row)
        self.list.clicked.connect(lambda index: open_row(self.list.rows[index.row()].key))
        self.body.addWidget(self.list)
        self.body.setContentsMargins(2, 10, 2, 4)
        self.head.setContentsMargins(12, 0, 12, 0)  # with the 2 of the body as the other cards

    def add_link(self, link: str, run: Run) -> None:
        """Put another link before the one that leads to all rows, for the row that is chosen."""
        self.head.insertWidget(self.head.count() - 1, Button(link, run, role="link"))

    @property
    def current(self) -> Row | None:
        """The chosen row; the first one while none is chosen."""
        return next((row for row in self.list.rows if row.key == self.list.current), next(iter(self.list.rows), None))

    def know_rows(self, rows: Sequence[Row], aside: str) -> None:
        """Take all rows, and how many these are in words; the card goes away when there are none."""
        self._rows = rows
        self.aside.setText(aside)
        self.setVisible(bool(rows))

    def show_most(self, most: int) -> None:
        """Show the first rows, `most` at the most."""
        if self.list.rows != self._rows[:most]:
            self.list.set_rows(self._rows[:most])
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def _fit(self) -> None:
        self.list.setFixedHeight(len(self.list.rows) * px(ROW_HEIGHTS[self._lines]) + 2)


class EvictionsCard(Card):
    """*Dreigende uithuiszetting*: the nearest two, and how many there are."""

    def __init__(self, open_case: Callable[[str], None], go: Run) -> None:
        super().__init__(self.tr("Dreigende uithuiszetting"), " ", margins=16, gap=8)
        self._open = open_case
        self.all = Button(self.tr("Alle"), go, role="link")
        self.all.setAccessibleName(self.tr("Dreigende uithuiszetting: alle casussen"))
        self.head.addWidget(self.all)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(12)
        self.body.addLayout(self._tiles)

    def show_cases(self, cases: Sequence[CaseLine], day: date, *, hidden: bool, counted: bool) -> None:
        """Show them; the card goes away when nobody's home is threatened. `counted`: working days can be counted already."""
        clear(self._tiles)
        self.aside.setText(self.tr("1 huishouden") if len(cases) == 1 else self.tr("{0} huishoudens").format(len(cases)))
        for case in cases[:MOST_TILES]:
            tile = EvictionTile(case, day, hidden=hidden, counted=counted)
            tile.clicked.connect(lambda _=False, case_id=case.id: self._open(case_id))
            self._tiles.addWidget(tile, 1)
        self.all.setVisible(len(cases) > MOST_TILES)
        self.setVisible(bool(cases))


class WaitingCard(Card):
    """Signals that wait for an outcome: for who weighs them."""

    def __init__(self, go: Run) -> None:
        super().__init__(self.tr("Signalen"), " ", margins=14, gap=0)
        self.button = Button(self.tr("Wegen"), go, role="link")
        self.button.setAccessibleName(self.tr("Signalen wegen"))
        self.head.addWidget(self.button)

    def show_count(self, waiting: int) -> None:
        """Show how many; the card goes away when all were weighed."""
        self.aside.setText(self.tr("1 wacht op weging") if waiting == 1 else self.tr("{0} wachten op weging").format(waiting))
        self.setVisible(waiting > 0)


class MeetingCard(Card):
    """The next overleg: when, and how full its agenda is."""

    def __init__(self, prepare: Run, *, may_prepare: bool) -> None:
        super().__init__(self.tr("Volgend overleg"), margins=14, gap=6)
        self._may_prepare = may_prepare
        self.button = Button("", prepare, role="link")
        self._call("prepare")
        self.head.addWidget(self.button)
        self._when, self._where = Label("", "strong"), Quiet(small=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._full, self._together = Quiet(small=True), Quiet(small=True, wrap=True)
        for part in (self._when, self._where, self._bar, self._full, self._together):
            self.body.addWidget(part)

    def _call(self, what: str) -> None:
        """Name the button after what can be done: with nothing planned there is nothing to prepare."""
        can = self.tr("Voorbereiden") if what == "prepare" else self.tr("Plannen")
        self.button.setText(can if self._may_prepare else self.tr("Bekijken"))
        self.button.setAccessibleName(f"{self.heading.text()}: {self.button.text()}")

    def show_meeting(self, today: Today, day: date, *, counted: bool) -> None:
        """Show the next overleg, or that there is none."""
        meeting, together = today.meeting, today.together
        self._together.setVisible(together is not None)
        if together is not None:
            self._together.setText(together_words(together, day))
        for part in (self._where, self._bar, self._full):
            part.setVisible(meeting is not None)
        if meeting is None:
            self._when.setText(self.tr("Er staat geen overleg gepland."))
            self._call("plan")
            return
        self._call("prepare")
        self._when.setText(meeting_when(meeting))
        self._where.setText(meeting_distance(meeting, day, counted=counted))
        has_agenda = today.meeting_points > 0
        self._bar.setVisible(has_agenda)
        self._bar.setMaximum(max(1, meeting.minutes))
        self._bar.setValue(min(today.meeting_planned, meeting.minutes))
        planned = self.tr("{0} van {1} minuten").format(today.meeting_planned, meeting.minutes)
        self._bar.setAccessibleName(planned)
        points = self.tr("{0} punten").format(today.meeting_points)
        self._full.setText(f"{points}{DOT}{planned}" if has_agenda else self.tr("de agenda is nog niet gemaakt"))
        over = today.meeting_planned > meeting.minutes
        self._full.set_tone("warn" if over else "")

"""What stands where on the live screen: the agenda, the point with its lines and the input line, and what is beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.records import Agenda, AgendaLine, ItemFile, MeetingLine
from ui.meetings.line_bar import LineBar
from ui.meetings.lines_view import LinesView
from ui.meetings.live_agenda import LiveAgenda
from ui.meetings.live_side import Side
from ui.meetings.parts import Meter
from ui.meetings.words import DOT, capital, place_in, point_title, sharing_line, time_left, urgent_words
from ui.widgets.buttons import Button, IconButton, Run
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Chip, ChipKind, Elided, KeyHint, Label

AGENDA_WIDTH, SIDE_WIDTH = 302, 198


class LiveLayout:
    """Fills `content`. The screen decides what happens; this decides where it is seen."""

    def __init__(self, content: QWidget, *, elsewhere: Run, close: Run) -> None:
        self._tr = content.tr
        self.head = QWidget()
        self.agenda, self.lines, self.line, self.side = LiveAgenda(), LinesView(), LineBar(), Side(SIDE_WIDTH)
        self.agenda.setFixedWidth(AGENDA_WIDTH)
        self._lay_out_head(elsewhere, close)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.agenda)
        row.addWidget(self._middle(), 1)
        row.addWidget(self.side)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(row, 1)
        column.addWidget(self._keys())

    def show_agenda(self, shown: Agenda, item: AgendaLine | None, *, hidden: bool, closed: Collection[str] = ()) -> None:
        """Show the points and how far the meeting is. `closed`: ids of those of which only the code may be seen in this room."""
        self._title.setText(self._tr("Overleg {0}").format(short_date(shown.meeting.on)))
        number = place_in(shown.items, item.id) if item is not None else 0
        self._where.setText(self._tr("punt {0} van {1}").format(number, len(shown.items)) if number else "")
        self._how_far.show_value(number, len(shown.items))
        seen = [replace(one, title="") if one.id in closed else one for one in shown.items]
        self.agenda.show_items(seen, shown.meeting.minutes, busy=item.id if item is not None else "", hidden=hidden)

    def show_file(self, file: ItemFile, shown: Agenda, *, hidden: bool) -> None:
        """Show the point that is spoken about."""
        item = file.item
        self._point.setText(point_title(item, hidden=hidden))
        self._chip.show_state(urgent_words(item), ChipKind.URGENT)
        door = self._tr("{0} aan de deur").format(item.at_door) if item.at_door is not None else ""
        question = self._tr("Vraag: {0}").format(item.question) if item.question and not hidden else ""
        away = self._tr("niet bij dit punt: {0}").format(", ".join(file.away)) if file.away else ""
        heard = self._tr("hoort dit: {0}").format(item.heard_by) if item.heard_by and not hidden else ""
        self._about.setText(DOT.join(part for part in (door, heard, question, away) if part) or item.since_last)
        self._standing.setText(capital(item.standing))
        self._standing.setVisible(bool(item.standing))
        words, is_open = sharing_line(file.sharing, shown.meeting.on)
        self._sharing.setText(words)
        self._sharing.set_tone("warn" if is_open else "muted")
        self.sharing_button.setText(self._tr("Nagaan") if is_open else self._tr("Opnieuw nagaan"))
        self.sharing_row.setVisible(bool(words))
        self.lines.show_file(file, shown.meeting.on, self.line.known, hidden=hidden)

    def show_clock(self, meeting: MeetingLine, busy: AgendaLine | None, now: datetime) -> None:
        """Show the time of this point and of the whole meeting."""
        words, fits = time_left(meeting, now)
        self._left.setText(words)
        self._left.set_tone("" if fits else "warn")
        self.side.clock.show_item(busy, now)

    def wall_is_shown(self, shown: bool) -> None:
        """Say on the button what it does now."""
        self.wall_button.setText(self._tr("Scherm sluiten") if shown else self._tr("Scherm in de zaal"))

    def _lay_out_head(self, elsewhere: Run, close: Run) -> None:
        tr = self._tr
        away = IconButton("arrow-left", tr("Naar de andere schermen; het overleg loopt door"), elsewhere, size=20, ink="text")
        self._title, self._where, self._left = Elided("", "title"), Elided("", "quiet"), Label("", "strong")
        self._how_far = Meter(tr("Hoe ver het overleg is"), least_width=40)
        self._how_far.setMaximumWidth(150)
        self.wall_button = Button(tr("Scherm in de zaal"), icon="presentation")
        self.close_button = Button(tr("Overleg afronden"), close, role="primary")
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(away)
        head.addWidget(self._title)
        head.addWidget(self._where)
        head.addWidget(self._how_far)
        head.addStretch(1)
        for part in (self._left, self.wall_button, self.close_button):
            head.addWidget(part)

    def _middle(self) -> Card:
        tr = self._tr
        card = Card(margins=18, gap=6)
        title = QHBoxLayout()
        title.setSpacing(12)
        self._point, self._chip = Elided("", "title"), Chip()
        self._about, self._standing = Elided("", "quiet"), Elided("", "small")
        self._chip.hide()  # until a point is open that says something
        title.addWidget(self._point)
        title.addWidget(self._chip)
        title.addStretch(1)
        card.body.addLayout(title)
        card.body.addWidget(self._about)
        card.body.addWidget(self._standing)
        self.sharing_row = QWidget()
        sharing = QHBoxLayout(self.sharing_row)
        sharing.setContentsMargins(0, 0, 0, 0)
        sharing.setSpacing(10)
        self._sharing, self.sharing_button = Label("", "small", wrap=True), Button(tr("Nagaan"), role="link")
        self.sharing_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt+D does the same
        self.sharing_button.setToolTip(tr("Alt+D"))
        sharing.addWidget(self._sharing, 1)
        sharing.addWidget(self.sharing_button)
        self.sharing_row.hide()
        card.body.addWidget(self.sharing_row)
        card.body.addWidget(self.lines, 1)
        card.body.addWidget(self.line)
        return card

    def _keys(self) -> QWidget:
        """Every key of the line, on one strip below all columns: so it takes no room from the line. F1 lists all of them."""
        tr = self._tr
        strip = QWidget()
        keys = FlowLayout(strip, gap=9, line_gap=4)  # with large letters it takes another line
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        strip.setSizePolicy(policy)
        for cap, meaning in (
            (tr("Tab"), tr("wie, wanneer")),
            (tr("Ctrl Z"), tr("terug")),
            (tr("Ctrl ↓"), tr("volgende")),
            (tr("Ctrl H"), tr("aanhouden")),
            (tr("Alt"), tr("T toezegging, K kijk, G geheim, E advies, B bewoner, M melder, J actie, V eerder, H huisbezoek, D delen")),
            (tr("F1"), tr("alle")),
        ):
            keys.addWidget(KeyHint(cap, meaning))
        return strip

"""What stands beside the point that is spoken about: its clock, who is there, and how much was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.meetings.records import AgendaLine, AttendanceLine, MeetingLine
from ui.look.theme import px
from ui.meetings.line import Known, in_the_room
from ui.meetings.words import minutes_text, seconds_spoken, stopwatch
from ui.widgets.buttons import LOOK_CHANGES
from ui.widgets.fields import LineField
from ui.widgets.frames import Card
from ui.widgets.labels import KeyHint, Label, Quiet
from ui.widgets.rows import Row, RowList

LONGEST_REMARK = 60


class ClockCard(Card):
    """How long this point has been spoken about, of how many minutes planned."""

    def __init__(self) -> None:
        super().__init__(margins=14, gap=0)
        self._spoken, self._of = Label("", "figure"), Quiet()
        self.body.addWidget(Quiet(self.tr("Dit punt"), small=True))
        self.body.addWidget(self._spoken)
        self.body.addWidget(self._of)

    def show_item(self, item: AgendaLine | None, now: datetime) -> None:
        """Show the time of a point, at this moment."""
        seconds = seconds_spoken(item, now) if item is not None else 0
        minutes = item.minutes if item is not None else 0
        self._spoken.setText(stopwatch(seconds))
        self._of.setText(self.tr("van {0}").format(minutes_text(minutes)) if item is not None else "")
        is_over = item is not None and seconds > 60 * minutes
        self._spoken.set_tone("warn" if is_over else "")


class AttendanceCard(Card):
    """Who is there. Space switches, K and W say that somebody comes in or leaves now, B that somebody let it know, N puts somebody on
    the list, Enter opens a remark ("vanaf 14.05 uur").

    `changed` tells the line, whether the member is present, and the remark; `moved` the line and whether somebody came in.
    """

    changed = Signal(object, bool, str)
    moved = Signal(object, bool)
    wanted_more = Signal()
    remark_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Aanwezig"), " ", margins=1, gap=0)
        self.heading.setWordWrap(True)
        self.body.setContentsMargins(1, 10, 1, 8)
        self.head.setContentsMargins(13, 0, 8, 4)
        self._lines: dict[str, AttendanceLine] = {}
        self._room = Known()
        self._remark_of = ""
        self.list = RowList(self.tr("Wie er is"), lines=1)
        self.list.key("Space", self._on_space)
        self.list.key("B", self._on_notice)
        self.list.key("K", lambda key: self.moved.emit(self._lines[key], True))
        self.list.key("W", lambda key: self.moved.emit(self._lines[key], False))
        self.list.key("N", lambda _: self.wanted_more.emit())
        self.list.opened.connect(self._on_opened)
        self.list.setMinimumWidth(120)
        self.body.addWidget(self.list, 1)
        self.remark = LineField(self.tr("opmerking, Enter bewaart"), name=self.tr("Opmerking bij aanwezigheid"), longest=LONGEST_REMARK)
        self.remark.returnPressed.connect(self._on_remark)
        self.remark.hide()
        self._keys = QWidget()
        keys = QVBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(3)
        for cap, meaning in (
            (self.tr("Spatie"), self.tr("is er of niet")),
            (self.tr("K"), self.tr("komt nu binnen")),
            (self.tr("W"), self.tr("gaat nu weg")),
            (self.tr("N"), self.tr("iemand erbij")),
            (self.tr("B"), self.tr("met bericht")),
            (self.tr("Enter"), self.tr("tijd, opmerking")),
        ):
            keys.addWidget(KeyHint(cap, meaning))
        self._keys.hide()
        below = QVBoxLayout()
        below.setContentsMargins(10, 6, 10, 0)
        below.addWidget(self.remark)
        below.addWidget(self._keys)
        self.body.addLayout(below)
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys are shown while they work."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._keys.setVisible(event.type() == QEvent.Type.FocusIn)
        return False

    def show_lines(self, lines: Sequence[AttendanceLine], meeting: MeetingLine) -> None:
        """Show who is expected and who is there; the chair and the secretary are named as such."""
        self._lines, self._room = {line.id: line for line in lines}, in_the_room(lines)
        present = sum(line.is_present for line in lines)
        self.heading.setText(self.tr("Aanwezig {0} van {1}").format(present, len(lines)))
        self.list.set_rows([self._row(line, meeting) for line in lines])

    def close_remark(self) -> bool:
        """Close the field of the remark. Returns whether it was open."""
        was_open = self.remark.isVisible()
        self.remark.hide()
        if was_open:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _row(self, line: AttendanceLine, meeting: MeetingLine) -> Row:
        task = {meeting.secretary_id: self.tr("notulen"), meeting.chair_id: self.tr("voorzitter")}.get(line.member_id, line.function)
        told = line.told.replace(self.tr(" uur"), "")  # the card is narrow, and a time is known by its dot
        absent = told or self.tr("afwezig")
        return Row(
            key=line.id,
            title=self._room.called_by_id(line.member_id, line.name),
            right=(told or task) if line.is_present else absent,
            faded=not line.is_present,
            icon="check" if line.is_present else "minus",
            spoken=f"{line.name}, {self.tr('aanwezig') if line.is_present else self.tr('afwezig')}, {line.told or task}",
        )

    def _on_space(self, key: str) -> None:
        line = self._lines[key]
        self.changed.emit(line, not line.is_present, "")

    def _on_notice(self, key: str) -> None:
        self.changed.emit(self._lines[key], False, self.tr("met bericht"))

    def _on_opened(self, key: str) -> None:
        self._remark_of = key
        self.remark.setText(self._lines[key].told)
        self.remark.show()
        self.remark.setFocus(Qt.FocusReason.OtherFocusReason)
        self.remark_opened.emit(key)

    def _on_remark(self) -> None:
        line = self._lines.get(self._remark_of)
        if line is not None:
            self.changed.emit(line, line.is_present, self.remark.value())
        self.close_remark()


class AgreedCard(Card):
    """How many decisions and actions there are so far."""

    def __init__(self) -> None:
        super().__init__(self.tr("Afgesproken"), margins=14, gap=2)
        self._words = Quiet()
        self.body.addWidget(self._words)

    def show_counts(self, decisions: int, actions: int) -> None:
        """Show the numbers."""
        one = self.tr("1 besluit") if decisions == 1 else self.tr("{0} besluiten").format(decisions)
        other = self.tr("1 actie") if actions == 1 else self.tr("{0} acties").format(actions)
        self._words.setText(f"{one} · {other}")


class Side(QWidget):
    """The three cards under each other. `width` in pixels at 100 %."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._fit()
        self.clock, self.attendance, self.agreed = ClockCard(), AttendanceCard(), AgreedCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.clock)
        column.addWidget(self.attendance, 1)
        column.addWidget(self.agreed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(px(self._width))

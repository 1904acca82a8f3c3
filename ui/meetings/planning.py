"""Forms beside the list of overleggen: a whole series, or another day for one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import clock_time, long_date
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.meetings.rhythm import flag
from expertiseteam.team.records import MemberLine
from ui.meetings.words import series_days
from ui.shell.drafts import WAS, Fields
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, Stepper
from ui.widgets.frames import Card, Scrolled, clear
from ui.widgets.labels import Chip, ChipKind, KeyHint, Label

USUAL_TIMES, MOST_TIMES = 17, 40  # a year of overleggen; more the core refuses
Today = Callable[[], date]


class Form(Card):
    """A form in the window: Ctrl+Enter saves, Esc belongs to the screen. `typed` tells that something changed."""

    typed = Signal()
    gave_up = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__(heading, " ", margins=18, gap=12)
        self.closed: frozenset[date] = frozenset()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.body.addLayout(self.fields, 1)

    def know_closed(self, closed: frozenset[date]) -> None:
        """Take the days on which the team's own office is closed, which do not suit an overleg."""
        self.closed = closed

    def add_foot(self, save: str) -> None:
        """Put the buttons below the fields; after them, so that Tab comes there last."""
        self.save_button = Button(save, self.save, role="primary")
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.save_button)
        foot.addWidget(Button(self.tr("Niet doen"), self.gave_up.emit))
        foot.addStretch(1)
        foot.addWidget(KeyHint(self.tr("Ctrl Enter"), self.tr("bewaren")))
        foot.addWidget(KeyHint(self.tr("Esc"), self.tr("sluiten")))
        self.body.addLayout(foot)

    def save(self) -> None:
        """Check, and hand the values over."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


class SeriesForm(Form):
    """*Reeks plannen*. `planned` tells the first day, how many, chair and secretary."""

    planned = Signal(object, int, str, str)

    def __init__(self, today: Today) -> None:
        super().__init__(self.tr("Reeks plannen"))
        self.aside.setText(self.tr("elke drie weken"))
        self.first = DateField(today, name=self.tr("Eerste dag"))
        self.times = Stepper(USUAL_TIMES, name=self.tr("Hoeveel overleggen"), least=1, most=MOST_TIMES)
        self.chair, self.secretary = Picker(name=self.tr("Voorzitter")), Picker(name=self.tr("Notulen"))
        self._first_field = Field(self.tr("Eerste dag"), self.first)
        top, people = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (top, (self._first_field, Field(self.tr("Hoe vaak"), self.times))),
            (people, (Field(self.tr("Voorzitter"), self.chair), Field(self.tr("Notulen"), self.secretary))),
        ):
            row.setSpacing(14)
            for part in parts:
                row.addWidget(part, 1)
            self.fields.addLayout(row)
        inside = QWidget()
        self._days = QVBoxLayout(inside)
        self._days.setContentsMargins(0, 0, 4, 0)
        self._days.setSpacing(4)
        self.fields.addWidget(Scrolled(inside), 1)
        self.add_foot(self.tr("Reeks plannen"))
        self.first.textEdited.connect(lambda _: self.typed.emit())
        self.first.changed.connect(lambda _: self._show_days())
        self.times.changed.connect(lambda _: self._show_days())
        self.times.changed.connect(lambda _: self.typed.emit())

    def open(self, members: Sequence[MemberLine], chair: str, secretary: str) -> None:
        """Show the form with the members of the team."""
        options = [(member.id, member.name) for member in members]
        for picker, chosen in ((self.chair, chair), (self.secretary, secretary)):
            picker.set_options(options)
            picker.set_value(chosen)
        self.first.clear()
        self.times.set_value(USUAL_TIMES)
        self._first_field.wrong("")
        self._show_days()
        self.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def know_closed(self, closed: frozenset[date]) -> None:
        super().know_closed(closed)
        self._show_days()

    def restore(self, kept: Fields) -> None:
        """Put back what was typed before."""
        self.first.setText(kept.get("first", ""))
        if kept.get("times", "").isdecimal():
            self.times.set_value(int(kept["times"]))
        for name, picker in (("chair", self.chair), ("secretary", self.secretary)):
            if kept.get(name):
                picker.set_value(kept[name])
        self._show_days()

    def kept(self) -> Fields:
        """Return what is worth keeping as a draft; nothing without a first day."""
        if not self.first.value():
            return {}
        return {
            "first": self.first.value(),
            "times": str(self.times.value),
            "chair": str(self.chair.value or ""),
            "secretary": str(self.secretary.value or ""),
        }

    def save(self) -> None:
        if self.first.value_date is None:
            self._first_field.wrong(self.first.fault or self.tr("Vul de eerste dag in, bijvoorbeeld di 5 januari."))
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._first_field.wrong("")
        self.planned.emit(self.first.value_date, self.times.value, str(self.chair.value or ""), str(self.secretary.value or ""))

    def _show_days(self) -> None:
        clear(self._days)
        first = self.first.value_date
        if first is not None:
            self._first_field.wrong("")
            for day, remark in series_days(first, self.times.value, self.closed):
                self._days.addLayout(_day_row(day, remark))
        self._days.addStretch(1)


class MoveForm(Form):
    """*Verzetten*. `moved` tells the day, the time and the place. `shown` is the overleg as it was when its author began."""

    shown: MeetingLine
    moved = Signal(object, object, str)

    def __init__(self, today: Today) -> None:
        super().__init__(self.tr("Overleg verzetten"))
        self.day = DateField(today, name=self.tr("Nieuwe dag"))
        self.time, self.place = LineField(name=self.tr("Tijd")), LineField(name=self.tr("Plaats"))
        self._day_field, self._time_field = Field(self.tr("Nieuwe dag"), self.day), Field(self.tr("Tijd"), self.time)
        self._remark = Label("", "small", "warn", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._day_field, 2)
        row.addWidget(self._time_field, 1)
        self.fields.addLayout(row)
        self.fields.addWidget(self._remark)
        self.fields.addWidget(Field(self.tr("Plaats"), self.place))
        self.fields.addStretch(1)
        self.add_foot(self.tr("Verzetten"))
        for field in (self.day, self.time, self.place):
            field.textEdited.connect(lambda _: self.typed.emit())
        self.day.changed.connect(lambda _: self._show_remark())

    def open(self, meeting: MeetingLine) -> None:
        """Show the form for one overleg."""
        self.aside.setText(self.tr("nu {0}").format(long_date(meeting.on)))
        self.shown = self._now = meeting
        self._fill({"time": clock_time(meeting.starts), "place": meeting.place})
        for field in (self._day_field, self._time_field):
            field.wrong("")
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, kept: Fields) -> None:
        """Put a draft back. What its author left as it was follows the overleg; what a colleague moved too is asked when it is recorded."""
        typed, now = {name: kept.get(name, "") for name in ("day", "time", "place")}, _as_text(self._now)
        was = {name: kept.get(WAS + name, now[name]) for name in now}
        for name in ("time", "place"):
            if typed[name] == was[name]:
                typed[name] = was[name] = now[name]
        if not typed["day"]:
            was["day"] = now["day"]
        self._fill(typed)
        if was != now:
            day, starts = date.fromisoformat(was["day"]), read_time(was["time"]) or self._now.starts
            self.shown = replace(self._now, version=self._now.version - 1, on=day, starts=starts, place=was["place"])

    def kept(self) -> Fields:
        """Return what is typed, and once something is, what stood in the overleg when its author began."""
        typed = {"day": self.day.value(), "time": self.time.value(), "place": self.place.value()}
        if typed == {**_as_text(self._now), "day": ""}:
            return typed
        return typed | {WAS + name: text for name, text in _as_text(self.shown).items()}

    def know_closed(self, closed: frozenset[date]) -> None:
        super().know_closed(closed)
        self._show_remark()

    def _fill(self, texts: Fields) -> None:
        for name, field in (("day", self.day), ("time", self.time), ("place", self.place)):
            field.setText(texts.get(name, ""))

    def _show_remark(self) -> None:
        day = self.day.value_date
        self._remark.setText(flag(day, self.closed) if day is not None else "")

    def save(self) -> None:
        starts = read_time(self.time.value())
        self._day_field.wrong("" if self.day.value_date else self.day.fault or self.tr("Vul de nieuwe dag in."))
        self._time_field.wrong("" if starts else self.tr("Schrijf een tijd als 13.30."))
        if self.day.value_date is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif starts is None:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.moved.emit(self.day.value_date, starts, self.place.value())


def _as_text(meeting: MeetingLine) -> Fields:
    return {"day": meeting.on.isoformat(), "time": clock_time(meeting.starts), "place": meeting.place}


def _day_row(day: date, remark: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Label(long_date(day)))
    if remark:
        row.addWidget(Chip(remark.removeprefix(f"{long_date(day)} is "), ChipKind.WAITING))
    row.addStretch(1)
    return row

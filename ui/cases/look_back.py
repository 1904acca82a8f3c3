"""*Terugkijken*: the front door at each overleg, one step at a time; and the same picture as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from expertiseteam.basics.dates import full_date
from expertiseteam.cases.door_records import DoorFrame, DoorWordKind, DoorWordLine
from expertiseteam.cases.records import AT_A_DISTANCE, AtTheDoor, Place
from ui.cases.door_words import RINGS, at, chip_words, condition_words
from ui.cases.front_door import DoorPicture
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState, Scrolled, announce, clear
from ui.widgets.labels import Heading, KeyHint, Label, Quiet


def frame_words(frame: DoorFrame) -> str:
    """Return "14 oktober 2026: 7 aan de deur", or "Nu: 2 aan de deur"."""
    when = "Nu" if frame.is_now else full_date(frame.on)
    return f"{when}: {len(at(frame.door, Place.FRONT))} aan de deur"


class LookBackPage(QWidget):
    """A slider over the overleggen; the arrow keys go one back or on. `closed` when done."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frames: Sequence[DoorFrame] = ()
        self._limit, self._caption = 2, ""
        self.picture = DoorPicture()
        self.words = Label("", "strong")
        self.sum = Quiet()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Welk overleg?"))
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(self._on_step)
        self.back = Button(self.tr("Terug naar nu"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Terugkijken")))
        head.addWidget(self.words)
        head.addStretch(1)
        head.addWidget(self.sum)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(KeyHint("← →", self.tr("vorig en volgend overleg")))
        row.addWidget(self.slider, 1)
        row.addWidget(self.back)
        row.addWidget(KeyHint("Esc"))
        column.addLayout(row)

    def show_frames(self, frames: Sequence[DoorFrame], limit: int, caption: str) -> None:
        """Begin at now, with the first overleg at the other end."""
        self._frames, self._limit, self._caption = frames, limit, caption
        self.sum.setText(f"{frame_words(frames[0])} → {frame_words(frames[-1]).lower()}" if len(frames) > 1 else "")
        self.slider.setRange(0, len(frames) - 1)
        self.slider.setValue(len(frames) - 1)
        self._on_step(self.slider.value())
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_step(self, number: int) -> None:
        if number < len(self._frames):
            frame = self._frames[number]
            self.words.setText(frame_words(frame))
            self.picture.show_door(frame.door, self._limit, self._caption, can_change=False)
            announce(self.slider, f"{frame_words(frame)}. {self.picture.text()}")


class DoorTextPage(QWidget):
    """The picture in words: who stands where, under which condition, with which room, and who sees it otherwise. `closed` when done."""

    closed = Signal()
    agree_asked = Signal()

    def __init__(self, end: Callable[[DoorWordLine], None]) -> None:
        super().__init__()
        self._end = end
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.agree = Button(self.tr("Iets afspreken"), self.agree_asked.emit, icon="plus")
        self.back = Button(self.tr("Terug naar de tekening"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Wie doet wat rond deze voordeur?")))
        head.addStretch(1)
        for part in (self.agree, KeyHint("Alt R"), self.back, KeyHint("Esc")):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(Scrolled(self._inside), 1)

    def show_door(self, door: Sequence[AtTheDoor], words: Sequence[DoorWordLine], *, hidden: bool, can_write: bool) -> None:
        """Show it; what ended stands on the timeline only. With names hidden what people typed stays out of sight."""
        clear(self._lines)
        self.agree.setVisible(can_write and bool(door))
        if not door:
            self._lines.addWidget(EmptyState(self.tr("Er staat nog niemand bij deze voordeur.")))
        holding = [word for word in words if word.ended_at is None]
        for place in Place if door else ():
            here = at(door, place)
            if not here and place in AT_A_DISTANCE:
                continue
            self._lines.addWidget(Label(f"{RINGS[place]} ({len(here)})", "strong"))
            for one in here:
                condition = "" if hidden else condition_words(one.place, one.condition)
                self._lines.addWidget(Label(f"{chip_words(one)}, {condition}" if condition else chip_words(one), wrap=True))
                for word in holding:
                    if word.organisation_id == one.organisation_id:
                        self._lines.addWidget(self._word(word, hidden=hidden, can_write=can_write))
        self._lines.addStretch(1)

    def _word(self, word: DoorWordLine, *, hidden: bool, can_write: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(8)
        colon = ":" if word.kind is not DoorWordKind.SUPPORTS or word.text else ""
        about = self.tr("(bij besluit {0})").format(word.about) if word.about else ""
        said = " ".join(t for t in (word.kind.value, word.other, about) if t) + colon
        line.addWidget(Quiet(said if hidden else f"{said} {word.text}".strip(), wrap=True), 1)
        if can_write:
            end = Button(self.tr("Geldt niet meer"), lambda: self._end(word), role="link")
            end.setAccessibleName(self.tr("Geldt niet meer: {0} {1}").format(word.organisation, said))
            line.addWidget(end)
        return row

    def text(self) -> str:
        """Return what stands there, line by line."""
        return "\n".join(label.text() for label in self._inside.findChildren(Label) if label.text())

"""What opens above the input line for a moment: who and when, who comes to the door, and the four questions. None of them is a dialog."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QWidget

from expertiseteam.cases.records import DOOR_QUESTIONS, DoorAnswers, Place
from expertiseteam.meetings.recognise import Person
from expertiseteam.meetings.telling_records import ToldHow
from ui.meetings.line import Known
from ui.widgets.dates import DateField
from ui.widgets.fields import LineField
from ui.widgets.frames import Card
from ui.widgets.labels import KeyHint, Label, Quiet
from ui.widgets.pills import Choice

NOBODY = ""
LABEL_WIDTH = 200
LONGEST_ANSWER = 300


class Panel(Card):
    """A quiet area with a heading; Enter is done, Esc belongs to the screen. `closed` when it is done or given up."""

    def __init__(self) -> None:
        super().__init__(" ", role="well", margins=12, gap=6)
        self._stops: list[QWidget] = []
        self.hints = QHBoxLayout()
        self.hints.setSpacing(14)
        self.head.addLayout(self.hints)
        self._note = Quiet("", small=True, wrap=True)
        self._note.hide()
        self.body.addWidget(self._note)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.body.addLayout(self.grid)
        self.hide()

    def done(self) -> None:
        """Take what was filled in."""
        raise NotImplementedError

    def say(self, heading: str, note: str = "") -> None:
        """Say what it asks, and why."""
        self.heading.setText(heading)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, label: str, widget: QWidget, words: Label | None = None) -> None:
        """Put a labelled field below the others. `words`: the label, where its text changes."""
        words = words or Label()
        words.setText(label)
        words.setBuddy(widget)
        row = self.grid.rowCount()
        self.grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop if isinstance(widget, Choice) else Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(widget, row, 1)
        self._stops.append(widget)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from field to field, and from the last one back to the line: a panel stands in the middle of the screen's own order."""
        focused = QApplication.focusWidget()
        at = next_ = -1
        for number, stop in enumerate(self._stops):
            if focused is not None and (stop is focused or stop.isAncestorOf(focused)):
                at, next_ = number, number + (1 if next else -1)
        if at < 0 or next_ < 0:
            return super().focusNextPrevChild(next)
        if next_ == len(self._stops):
            self.done()
        else:
            while not self._stops[next_].isVisible():
                next_ += 1 if next else -1
                if not 0 <= next_ < len(self._stops):
                    self.done()
                    return True
            self._stops[next_].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        else:
            super().keyPressEvent(event)


class WhoWhen(Panel):
    """Whose action it is and when it is ready. `answered` tells the member's id (or None) and the day (or None)."""

    answered = Signal(object, object)

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.say(self.tr("Wie doet het, en wanneer is het klaar?"))
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("klaar")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self._known = known
        self.who = Choice((), name=self.tr("Wie"))
        self.when = DateField(
            lambda: self._known.today, name=self.tr("Wanneer klaar"), placeholder=self.tr("bijvoorbeeld vr of over 2 weken")
        )
        self.add(self.tr("Wie"), self.who)
        self.add(self.tr("Wanneer"), self.when)

    def ask(self, known: Known, owner: Person | None, maybe: Sequence[Person], due: date | None) -> None:
        """Open with what is known so far; namesakes who may be meant stand first, with their organisation."""
        self._known = known
        self.when.next_meeting = known.next_meeting
        others = [person for person in known.people if person not in maybe]
        self.who.set_options(
            [(one.id, known.told_apart(one)) for one in (*maybe, *others)] + [(NOBODY, self.tr("nog niemand"))],
        )
        self.who.set_value(owner.id if owner else None)
        self.when.set_date(due)
        self.show()
        stop = self.when if owner is not None and due is None else self.who
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        if self.when.fault:
            self.say(self.tr("Wie doet het, en wanneer is het klaar?"), self.when.fault)
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(self.who.value or None, self.when.value_date)


class End(enum.StrEnum):
    """What became of an agreement that was not kept."""

    NO_LONGER = "kan niet meer"
    NOT_DONE = "niet gedaan"
    WAITS = "wacht tot een dag"


class WhyNot(Panel):
    """Why something that was agreed is not there. `answered` tells an End, the reason, and a day: by which it is agreed again, or until
    which it waits. `typed` tells that something in it changed.
    """

    answered = Signal(object, str, object)
    typed = Signal()

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("vastleggen")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.end = Choice([(end, str(end)) for end in End], name=self.tr("Wat is het geworden?"))
        self.why = LineField(self.tr("bijvoorbeeld: meneer is verhuisd"), longest=LONGEST_ANSWER)
        self.day = DateField(lambda: self._known.today, placeholder=self.tr("bijvoorbeeld volgend overleg"))
        self._day_words = Label()
        self.add(self.tr("Wat is het geworden?"), self.end)
        self.add(self.tr("Waarom?"), self.why)
        self.add(self.tr("Wanneer"), self.day, self._day_words)
        self.end.chosen.connect(self._on_end)
        self.why.textEdited.connect(lambda _: self.typed.emit())
        self.day.textEdited.connect(lambda _: self.typed.emit())

    def ask(self, what: str, end: End, known: Known) -> None:
        """Open for one agreement, with what it seems to be."""
        self._known = known
        self.day.next_meeting = known.next_meeting
        self.say(what)
        self.why.clear()
        self.show_end(end)
        self.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_end(self, end: End) -> None:
        """Choose what it became, and ask for the day that belongs to that."""
        self.end.set_value(end)
        for widget in (self.day, self._day_words):
            widget.setVisible(end is not End.NO_LONGER)
        words = self.tr("Opnieuw afspreken voor (mag leeg)") if end is End.NOT_DONE else self.tr("Niet voor")
        self._day_words.setText(words)
        self.day.setAccessibleName(words)
        self.day.set_date(self._known.next_meeting if end is End.NOT_DONE else None)

    def fields(self) -> dict[str, str]:
        """Return what was typed, as a draft."""
        end = self.end.value
        return {"why": self.why.text(), "end": end.name if isinstance(end, End) else "", "day": self.day.text()} if self.why.text() else {}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put a draft back."""
        if fields.get("end") in End.__members__:
            self.show_end(End[fields["end"]])
        self.why.setText(fields.get("why", ""))
        self.day.setText(fields.get("day", ""))

    def done(self) -> None:
        end = self.end.value
        assert isinstance(end, End)
        if not self.why.value():
            self.say(self.heading.text(), self.tr("Schrijf in één zin waarom: het overleg wil het weten."))
            return
        missing = self.tr("Schrijf tot welke dag dit wacht.") if end is End.WAITS and self.day.value_date is None else ""
        if end is not End.NO_LONGER and (self.day.fault or missing):
            self.say(self.heading.text(), self.day.fault or missing)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(end, self.why.value(), None if end is End.NO_LONGER else self.day.value_date)

    def _on_end(self, end: End) -> None:
        self.show_end(end)
        self.typed.emit()


class WhenTold(Panel):
    """When an earlier decision was told, and how. `answered` tells the day and a ToldHow."""

    answered = Signal(object, object)

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("vastleggen")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.when = DateField(lambda: self._known.today, name=self.tr("Wanneer verteld"), looking_back=True)
        self.how = Choice([(how, str(how)) for how in ToldHow], name=self.tr("Hoe"))
        self.add(self.tr("Wanneer"), self.when)
        self.add(self.tr("Hoe"), self.how)

    def ask(self, what: str, known: Known) -> None:
        """Open for one decision; the day of the overleg stands there."""
        self._known = known
        self.say(what)
        self.when.set_date(known.today)
        self.how.set_value(None)
        self.show()
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        day, how = self.when.value_date, self.how.value
        if day is None or not isinstance(how, ToldHow):
            self.say(self.heading.text(), self.when.fault or self.tr("Kies op welke dag en hoe het is verteld."))
            (self.when if day is None else self.how).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(day, how)


class SayRemark(Panel):
    """What is to be said of one of the team's agreements. `answered` tells the words; "" takes them away."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("vastleggen")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.remark = LineField(self.tr("bijvoorbeeld: twee keer niet gelukt, volgende keer terugkijken"), longest=LONGEST_ANSWER)
        self.add(self.tr("Opmerking"), self.remark)

    def ask(self, what: str, remark: str) -> None:
        """Open for one agreement, with what was said of it."""
        self.say(what)
        self.remark.setText(remark)
        self.show()
        self.remark.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        self.answered.emit(self.remark.value())


class WhoAtDoor(Panel):
    """Which organisation goes where. `answered` tells the name of the organisation and its place."""

    answered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.say(self.tr("Wie gaat waar staan?"))
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("klaar")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.which = Choice((), name=self.tr("Welke organisatie"))
        self.where = Choice([(place, str(place)) for place in Place], name=self.tr("Waar"))
        self.add(self.tr("Organisatie"), self.which)
        self.add(self.tr("Waar"), self.where)

    def ask(self, known: Known, organisation: str, place: Place | None) -> None:
        """Open with what is known so far."""
        self.which.set_options([(one.name, one.name) for one in known.organisations])
        self.which.set_value(organisation or None)
        self.where.set_value(place)
        self.show()
        stop = self.where if organisation else self.which
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        if self.which.value is None or self.where.value is None:
            self.say(self.tr("Wie gaat waar staan?"), self.tr("Kies een organisatie en een plaats."))
            return
        self.answered.emit(str(self.which.value), self.where.value)


class FourQuestions(Panel):
    """Asked before one more organisation stands at the door than the limit. `answered` tells DoorAnswers, `typed` a key."""

    answered = Signal(object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("volgende")))
        self.hints.addWidget(KeyHint(self.tr("Ctrl Enter"), self.tr("vastleggen")))
        self.fields = [LineField(name=question, longest=LONGEST_ANSWER) for question in DOOR_QUESTIONS]
        for question, field in zip(DOOR_QUESTIONS, self.fields, strict=True):
            self.add(question, field)
            field.textEdited.connect(lambda _: self.typed.emit())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.done)

    @property
    def answers(self) -> DoorAnswers:
        return DoorAnswers(*(field.value() for field in self.fields))

    def ask(self, reason: str, answers: DoorAnswers | None) -> None:
        """Open, saying why these questions come; with what was answered before."""
        self.say(self.tr("Eerst vier vragen"), reason)
        given = answers or DoorAnswers("", "", "", "")
        texts = (given.intended, given.less, given.belongs, given.without_ringing)
        for field, text in zip(self.fields, texts, strict=True):
            field.setText(text)
        self.show()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        if self.answers.is_empty:
            self.say(self.tr("Eerst vier vragen"), self.tr("Beantwoord er minstens één."))
            return
        self.answered.emit(self.answers)

    def _on_enter(self) -> None:
        at = next((n for n, field in enumerate(self.fields) if field.hasFocus()), 0)
        if at + 1 < len(self.fields):
            self.fields[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

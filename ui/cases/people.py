"""Who lives there: the people of a household, and a line to add one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_person
from expertiseteam.cases.people import relate, undo_person_change, unrelate
from expertiseteam.cases.records import PersonLine
from expertiseteam.cases.subject_records import Household, KinLine, PersonChangeKind, PersonChangeLine
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import LineField
from ui.widgets.frames import Line, clear
from ui.widgets.labels import Heading, IconLabel, Label, Quiet


class PeopleCard(QWidget):
    """Names only stand here, never on paper or on the wall; while names are hidden only their part in the household shows.

    `asked` tells about whom somebody wants to tell more, and who else lives there.
    """

    asked = Signal(object, object)

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id: str | None = None
        self._can_write = True
        self._lane = desk.runner.lane(self, refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line())
        column.addWidget(Heading(self.tr("Wie wonen er?")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._adder = QWidget()
        row = QHBoxLayout(self._adder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.name = LineField(self.tr("Naam"), name=self.tr("Naam van de bewoner"))
        self.part = LineField(self.tr("bewoner, zoon, buurvrouw"), name=self.tr("Wie is dit in het huishouden?"))
        self.phone = LineField(self.tr("Telefoon"), name=self.tr("Telefoon van de bewoner"))
        self.button = Button(self.tr("Voeg toe"), self.add, icon="user-plus")
        for widget, stretch in ((self.name, 3), (self.part, 3), (self.phone, 2), (self.button, 0)):
            row.addWidget(widget, stretch)
        column.addWidget(self._adder)
        self.kept = DraftKeeper(self, desk.runner, "person", self._typed, self._restore)
        for field in (self.name, self.part, self.phone):
            field.textChanged.connect(self.kept.touched)
            field.returnPressed.connect(self.add)

    def show_case(self, case_id: str, *, can_write: bool) -> None:
        """Turn to a case; who lives there comes with `show_household`."""
        self._can_write = can_write
        self._adder.setVisible(can_write)
        if self._case_id != case_id:
            self._case_id = case_id
            clear(self._rows)
            self._restore({})
            self.kept.begin(case_id)

    def show_household(self, found: Household) -> None:
        """Show the people, what they are to each other, and what happened to them."""
        clear(self._rows)
        for person in found.people:
            self._rows.addWidget(self._person(person, found))
        if not found.people:
            self._rows.addWidget(Quiet(self.tr("Er staat nog geen naam. Schrijf alleen op wie u nodig hebt.")))
        for change in found.changes:
            self._rows.addWidget(self._change(change))

    def add(self) -> None:
        """Record the person that was typed."""
        if self._case_id is not None:
            self._lane.do(
                lambda _: self._on_added(),
                add_person,
                self._case_id,
                name=self.name.value(),
                part=self.part.value(),
                phone=self.phone.value(),
            )

    def _person(self, person: PersonLine, found: Household) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("user-round"))
        hidden = self._desk.names.hidden
        words = person.part if hidden else f"{person.name}, {person.part}"
        kin = [k for k in found.kin if k.person_id == person.id]
        ties = ", ".join(k.words if hidden else f"{k.words} {k.other}" for k in kin)
        line.addWidget(Label(words), 0)
        line.addWidget(Quiet(ties, wrap=True), 1)
        if person.phone and not hidden:
            phone = Quiet(person.phone)
            phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.addWidget(phone)
        if self._can_write:
            who = self._desk.names.of(person.name, person.part)
            for tie in kin:
                told = self.tr("Haal weg: {0} {1}").format(tie.words, self._desk.names.of(tie.other, ""))
                line.addWidget(IconButton("x", told.strip(), partial(self._unrelate, tie)))
            line.addWidget(IconButton("ellipsis", self.tr("Meer over {0}").format(who), lambda: self.asked.emit(person, found.people)))
        return row

    def _change(self, change: PersonChangeLine) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(8)
        hidden = self._desk.names.hidden
        what = change.kind.value if hidden else " · ".join(p for p in (f"{change.name} {change.kind}", change.words) if p)
        undone = self.tr(", teruggedraaid") if change.undone_at else ""
        line.addWidget(Quiet(f"{what} ({change.by}, {full_date(change.on)}{undone})", small=True, wrap=True), 1)
        if self._can_write and not change.undone_at and change.kind is not PersonChangeKind.MOVED_IN:
            undo = Button(self.tr("Draai terug"), lambda: self._undo(change.id), role="link")
            undo.setAccessibleName(self.tr("Draai terug: {0}").format(what))
            line.addWidget(undo)
        return row

    def _unrelate(self, tie: KinLine) -> None:
        back = self.tr("Teruggezet.")

        def restore() -> None:
            self._lane.do(lambda _: self._desk.say(back), relate, tie.person_id, tie.other_id, tie.words)

        self._lane.do(lambda _: self._desk.say(self.tr("Weggehaald."), restore), unrelate, tie.id)

    def _undo(self, change_id: str) -> None:
        self._lane.do(lambda _: self._desk.say(self.tr("Teruggedraaid.")), undo_person_change, change_id)

    def _on_added(self) -> None:
        name = self._desk.names.of(self.name.value(), self.part.value() or self.tr("De bewoner"))
        self.kept.finish()
        self._restore({})
        if self._case_id is not None:
            self.kept.begin(self._case_id)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.say(self.tr("{0} staat bij dit huishouden.").format(name))

    def _typed(self) -> Fields:
        return {"name": self.name.text(), "part": self.part.text(), "phone": self.phone.text()}

    def _restore(self, fields: Fields) -> None:
        for name, field in (("name", self.name), ("part", self.part), ("phone", self.phone)):
            field.setText(fields.get(name, ""))

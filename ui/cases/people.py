"""Who lives there: the people of a household, and a line to add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_person
from expertiseteam.cases.records import CaseFile, PersonLine
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.frames import Line, clear
from ui.widgets.labels import Heading, IconLabel, Label, Quiet


class PeopleCard(QWidget):
    """Names only stand here, never on paper or on the wall; while names are hidden only their part in the household shows."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id: str | None = None
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

    def show_people(self, file: CaseFile, *, can_write: bool) -> None:
        """Show the household of a case."""
        clear(self._rows)
        for person in file.people:
            self._rows.addWidget(self._person(person))
        if not file.people:
            self._rows.addWidget(Quiet(self.tr("Er staat nog geen naam. Schrijf alleen op wie u nodig hebt.")))
        self._adder.setVisible(can_write)
        if self._case_id != file.case.id:
            self._case_id = file.case.id
            self._restore({})
            self.kept.begin(file.case.id)

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

    def _person(self, person: PersonLine) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("user-round"))
        hidden = self._desk.names.hidden
        words = person.part if hidden else f"{person.name}, {person.part}"
        line.addWidget(Label(words, wrap=True), 1)
        if person.phone and not hidden:
            phone = Quiet(person.phone)
            phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.addWidget(phone)
        return row

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

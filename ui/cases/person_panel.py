"""What happened to somebody of the household: a tie, a departure, another case, the same person twice, or a name that was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.people import correct_person, left_household, merge_people, move_person, relate, undo_person_change, unrelate
from expertiseteam.cases.records import CaseLine, PersonLine
from expertiseteam.cases.subject import household
from expertiseteam.cases.subject_records import Household
from ui.shell.desk import Desk
from ui.shell.drafts import Fields
from ui.shell.panel import Panel
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice


class Step(StrEnum):
    """What can be told of somebody."""

    KIN = "is familie van"
    LEFT = "woont er niet meer"
    MOVE = "hoort bij een andere casus"
    MERGE = "staat er twee keer"
    CORRECT = "staat er verkeerd"


class PersonPanel(Panel):
    """One question first, then only the fields that belong to its answer. Every step can be undone: a tie beside the names, the rest below
    them. Of a tie and of a correction the timeline tells what stood there."""

    form = "person-step"
    titles = {"name": "Naam", "part": "Wie is dit in het huishouden?", "phone": "Telefoon"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "", self.tr("Leg vast"))
        self._person: PersonLine | None = None
        self._case_id = ""
        self._people: dict[str, PersonLine] = {}
        self.step = Choice(((s.name, s.value.capitalize()) for s in Step), name=self.tr("Wat is er?"))
        self.words = LineField()
        self.words_field = Field(self.tr("Wat is de een van de ander?"), self.words)
        self.other = Picker(placeholder=self.tr("kies iemand"))
        self.other_field = Field(self.tr("Van wie?"), self.other)
        self.to = Picker(placeholder=self.tr("kies een casus"))
        self.to_field = Field(self.tr("Bij welke casus?"), self.to)
        self.day = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld 1 november"))
        self.day_field = Field(self.tr("Sinds wanneer?"), self.day)
        self.name, self.part, self.phone = LineField(), LineField(), LineField()
        self.name_field = Field(self.tr("Naam"), self.name)
        self.part_field = Field(self.tr("Wie is dit in het huishouden?"), self.part)
        self.phone_field = Field(self.tr("Telefoon (mag leeg blijven)"), self.phone)
        self._fields_of = {
            Step.KIN: (self.words_field, self.other_field),
            Step.LEFT: (self.words_field, self.day_field),
            Step.MOVE: (self.to_field,),
            Step.MERGE: (self.other_field,),
            Step.CORRECT: (self.name_field, self.part_field, self.phone_field),
        }
        self.body.addWidget(Field(self.tr("Wat is er?"), self.step))
        self._all = list(dict.fromkeys(field for fields in self._fields_of.values() for field in fields))
        for field in self._all:
            self.body.addWidget(field)
        self._kept = Quiet(small=True)
        self.body.addWidget(self._kept)
        for name, widget in (("step", self.step), ("words", self.words), ("other", self.other), ("to", self.to), ("on", self.day)):
            self.keep(name, widget)
        for name, line in (("name", self.name), ("part", self.part), ("phone", self.phone)):
            self.keep(name, line)
        self.step.chosen.connect(lambda *_: self._on_step())
        self._lane = self.lane()

    def open_for(self, case_id: str, person: PersonLine, people: Sequence[PersonLine], cases: Sequence[CaseLine]) -> None:
        """Ask about this person; `people` are all of the household, `cases` where somebody else may belong."""
        self._case_id, self._person, self._people = case_id, person, {p.id: p for p in people if p.id != person.id}
        names = self.desk.names.of
        self.heading.setText(names(person.name, person.part))
        self.other.set_options([(p.id, names(p.name, p.part)) for p in self._people.values()])
        self.to.set_options([(c.id, f"{c.code} · {names(c.label, '')}".rstrip(" ·")) for c in cases])
        as_it_is = {"name": person.name, "part": person.part, "phone": person.phone}
        self.fill(as_it_is | {"step": (Step.KIN if self._people else Step.LEFT).name})
        for line in (self.name, self.phone):
            line.setEchoMode(QLineEdit.EchoMode.Password if self.desk.names.hidden else QLineEdit.EchoMode.Normal)
        self.day.set_date(local_day(self.desk.clock()))
        self._on_step()
        self.begin(person.id, table="person")
        self.step.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, fields: Fields) -> None:
        super().restore(fields)
        self._on_step()

    def submit(self) -> None:
        person, step = self._person, Step[str(self.step.value)]
        other = self._people.get(str(self.other.value or ""))
        if person is None:
            return
        if step is Step.LEFT:
            self.day_field.wrong(self.day.fault or ("" if self.day.value_date else self.tr("Kies de dag, ongeveer is goed genoeg.")))
            if (day := self.day.value_date) is not None:
                self._lane.do(self._on_changed, left_household, person.id, on=day, where=self.words.value())
        elif step is Step.MOVE:
            self.to_field.wrong("" if self.to.value else self.tr("Kies een casus."))
            if self.to.value:
                self._lane.do(self._on_changed, move_person, person.id, str(self.to.value))
        elif step is Step.CORRECT:
            self.name_field.wrong("" if self.name.value() else self.tr("Vul een naam in."))
            if self.name.value():
                new = {"name": self.name.value(), "part": self.part.value(), "phone": self.phone.value()}
                self._lane.do(lambda _: self._on_corrected(), correct_person, person, **new)
        elif other is None:
            self.other_field.wrong(self.tr("Kies iemand van dit huishouden."))
        elif step is Step.KIN:
            self._lane.do(self._on_tied, relate, person.id, other.id, self.words.value())
        else:
            self._lane.do(self._on_changed, merge_people, other, person)

    def submit_anew(self) -> None:
        self._lane.ask(self._on_fresh, household, self._case_id)

    def _on_fresh(self, now: Household) -> None:
        self._person = next((p for p in now.people if self._person is not None and p.id == self._person.id), None)
        self.submit()

    def _on_step(self) -> None:
        step = Step[str(self.step.value or Step.LEFT.name)]
        told = {
            Step.CORRECT: self.tr("Wat er nu staat, blijft op de tijdlijn leesbaar."),
            Step.KIN: self.tr("Dit komt ook op de tijdlijn. Met het kruisje naast de naam haalt u het weer weg."),
        }
        undone = self.tr("Dit blijft als geschiedenis bij de casus staan en kan worden teruggedraaid.")
        self._kept.setText(told.get(step, undone))
        for field in self._all:
            field.wrong("")
            field.setVisible(field in self._fields_of[step])
        is_kin = step is Step.KIN
        self.words_field.rename(self.tr("Wat is de een van de ander?") if is_kin else self.tr("Waarheen? (mag leeg blijven)"))
        self.words.setPlaceholderText(self.tr("moeder van, broer van, mantelzorger van") if is_kin else "")
        self.other_field.rename(self.tr("Van wie?") if is_kin else self.tr("Wie is dezelfde? Die naam blijft staan"))

    def _on_corrected(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd."))

    def _on_tied(self, kin: str) -> None:
        self.recorded()
        back = self.tr("Teruggedraaid.")
        self.desk.say(self.tr("Vastgelegd."), lambda: self.desk.runner.do(lambda _: self.desk.say(back), unrelate, kin))

    def _on_changed(self, change: str) -> None:
        self.recorded()
        back = self.tr("Teruggedraaid.")
        self.desk.say(self.tr("Vastgelegd."), lambda: self.desk.runner.do(lambda _: self.desk.say(back), undo_person_change, change))

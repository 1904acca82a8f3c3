"""*Al bekend*: what the household told once, who uses it, and a line to add one. Nobody asks it a second time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.bin import take_back, throw_away
from expertiseteam.cases.door_records import FactLine
from expertiseteam.cases.known_facts import correct_fact, note_fact, use_fact
from expertiseteam.team.records import OrganisationLine
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import Picker
from ui.widgets.fields import LineField
from ui.widgets.frames import Line, clear
from ui.widgets.labels import Heading, Label, Quiet


class FactsKnownCard(QWidget):
    """One row of fields serves both: with a fact chosen it records a use with its purpose, else something new."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._using: FactLine | None = None
        self._mending: FactLine | None = None
        self._lane = desk.runner.lane(self, refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Heading(self.tr("Al bekend")))
        head.addWidget(Quiet(self.tr("Eén keer verteld is genoeg. Wie het gebruikt, zegt waarvoor."), small=True))
        head.addStretch(1)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._adder = QWidget()
        row = QHBoxLayout(self._adder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.topic = LineField(self.tr("waarover"), name=self.tr("Waarover gaat het?"))
        self.text = LineField()
        self.who = Picker(name=self.tr("Welke organisatie?"), placeholder=self.tr("organisatie"))
        self.button = Button("", self.record)
        for widget, stretch in ((self.topic, 2), (self.text, 4), (self.who, 2), (self.button, 0)):
            row.addWidget(widget, stretch)
        column.addWidget(self._adder)
        self.text.returnPressed.connect(self.record)
        self.kept = DraftKeeper(self, desk.runner, "known-fact", self._typed, self._restore)
        for field in (self.topic, self.text):
            field.textChanged.connect(self.kept.touched)
        self._use(None)

    def show_facts(self, case_id: str, facts: Sequence[FactLine], organisations: Sequence[OrganisationLine], *, can_write: bool) -> None:
        """Show what is known of a household."""
        clear(self._rows)
        for fact in facts:
            self._rows.addWidget(self._line(fact, can_write=can_write))
        if not facts:
            self._rows.addWidget(Quiet(self.tr("Er is nog niets genoteerd.")))
        before = self.who.value
        self.who.set_options([(o.id, o.name) for o in organisations])
        self.who.set_value(before)
        self._adder.setVisible(can_write)
        if self._case_id != case_id:
            self._case_id = case_id
            self._use(None)
            self._restore({})
            self.kept.begin(case_id)

    def record(self) -> None:
        """Record what was typed: something new, or a use of what is known."""
        who = str(self.who.value or "")
        if self._mending is not None:
            said = self.tr("Verbeterd. Wat er stond, staat op de tijdlijn.")
            self._lane.do(lambda _: self._on_done(said), correct_fact, self._mending, self.text.value())
        elif self._using is not None:
            self._lane.do(
                lambda _: self._on_done(self.tr("Vastgelegd wie dit gebruikt.")), use_fact, self._using.id, who, self.text.value()
            )
        else:
            said = self.tr("Genoteerd. Niemand hoeft het nog eens te vragen.")
            new = {"topic": self.topic.value(), "text": self.text.value(), "organisation_id": who}
            self._lane.do(lambda _: self._on_done(said), note_fact, self._case_id, **new)

    def _line(self, fact: FactLine, *, can_write: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        hidden = self._desk.names.hidden
        line.addWidget(Label(fact.topic if hidden else f"{fact.topic}: {fact.text}", wrap=True), 1)
        used = self.tr("gebruikt door {0}").format("; ".join(fact.used)) if fact.used else ""
        told = self.tr("verteld aan {0} op {1}").format(fact.organisation, full_date(fact.on))
        line.addWidget(Quiet(", ".join(part for part in (told, used) if part), small=True, wrap=True), 1)
        if can_write:
            button = Button(self.tr("Gebruik dit"), lambda: self._use(fact), role="link")
            button.setAccessibleName(self.tr("Gebruik dit: {0}").format(fact.topic))
            line.addWidget(button)
            line.addWidget(IconButton("pencil", self.tr("Verbeter: {0}").format(fact.topic), lambda: self._mend(fact)))
            if not fact.used:
                line.addWidget(IconButton("trash-2", self.tr("Gooi weg: {0}").format(fact.topic), lambda: self._throw(fact)))
        return row

    def _throw(self, fact: FactLine) -> None:
        back = self.tr("Het staat weer waar het stond.")

        def thrown(binned_id: str) -> None:
            said = self.tr("Weggegooid. Het ligt in de prullenbak van deze casus.")
            self._desk.say(said, lambda: self._lane.do(lambda _: self._desk.say(back), take_back, binned_id))

        self._lane.do(thrown, throw_away, "known_fact", fact.id)

    def _mend(self, fact: FactLine) -> None:
        """Let the same row of fields write what is known anew."""
        self._use(fact)
        self._using, self._mending = None, fact
        self.text.setPlaceholderText(self.tr("wat klopt er nu?"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.text.setText("" if self._desk.names.hidden else fact.text)
        self.who.hide()  # to whom it was told stays as it was
        self.button.setText(self.tr("Verbeter"))

    def _use(self, fact: FactLine | None) -> None:
        self._using, self._mending = fact, None
        self.who.show()
        self.topic.setEnabled(fact is None)
        self.topic.setText(fact.topic if fact else "")
        self.text.setPlaceholderText(
            self.tr("waarvoor gebruikt deze organisatie het?") if fact else self.tr("wat vertelde het huishouden?")
        )
        self.text.setAccessibleName(self.text.placeholderText())
        self.button.setText(self.tr("Gebruik") if fact else self.tr("Noteer"))
        if fact:
            self.text.setFocus()

    def _on_done(self, said: str) -> None:
        self.kept.finish()
        self._use(None)
        self._restore({})
        self.kept.begin(self._case_id)
        self._desk.say(said)

    def _typed(self) -> Fields:
        return {"topic": self.topic.text(), "text": self.text.text()} if self._using is None and self._mending is None else {}

    def _restore(self, fields: Fields) -> None:
        self.topic.setText(fields.get("topic", ""))
        self.text.setText(fields.get("text", ""))

"""What is asked before an outcome is recorded: a panel for each, with its fields, its checks and its act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.concerns.records import CareQuestion, ConcernView
from expertiseteam.concerns.triage import hand_over, observe, reopen, set_help_request, set_noise
from expertiseteam.team.records import Catalogue, CatalogueLine
from ui.concerns.words import capital
from ui.shell.runner import Lane
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.frames import Card
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

Done = Callable[[str], None]
_NO_COMMAND = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True)
class _Kept:
    read: Callable[[], str]
    write: Callable[[str], None]


class Panel(Card):
    """One panel. `button` is what recording it is called. Subclasses put fields in `body` and name those with typed text to `keep`."""

    changed = Signal()
    button = ""

    def __init__(self, heading: str, aside: str = "") -> None:
        super().__init__(heading, aside, role="tile", margins=16, gap=8)
        self._kept: dict[str, _Kept] = {}

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        raise NotImplementedError

    def check(self) -> bool:
        """Say below the fields what is missing; return whether nothing is."""
        return True

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        """Do the act. `done` gets the sentence for the status line once it is on disk."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        return {name: kept.read() for name, kept in self._kept.items()}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put a draft back."""
        for name, kept in self._kept.items():
            if fields.get(name):
                kept.write(fields[name])

    def keep(self, name: str, widget: QWidget) -> None:
        """Let this widget be part of the draft."""
        match widget:
            case TextArea():
                self._kept[name] = _Kept(widget.toPlainText, widget.set_value)
                widget.textChanged.connect(self.changed)
            case LineField():
                self._kept[name] = _Kept(widget.text, widget.setText)
                widget.textEdited.connect(self.changed)
            case Check():
                self._kept[name] = _Kept(lambda: "1" if widget.isChecked() else "", lambda text: widget.setChecked(bool(text)))
                widget.toggled.connect(self.changed)
            case _:
                raise TypeError(type(widget).__name__)

    def keep_choice(self, name: str, widget: Choice | Picker, kind: type[StrEnum] | None = None) -> None:
        """Let a choice be part of the draft: by the names of an enumeration, or as the text that its value is."""

        def read() -> str:
            value = widget.value
            return value.name if isinstance(value, StrEnum) else str(value or "")

        def write(text: str) -> None:
            widget.set_value(kind.__members__.get(text) if kind is not None else text)

        self._kept[name] = _Kept(read, write)
        widget.chosen.connect(lambda _: self.changed.emit())

    def event(self, event: QEvent) -> bool:
        return keeps_plain_keys(event) or super().event(event)


def keeps_plain_keys(event: QEvent) -> bool:
    """Whether this is a plain key, which is kept in the panel: a digit picks a pill there, and does not choose another outcome."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or event.modifiers() & _NO_COMMAND:
        return False
    if not event.text() or not event.text().isprintable():
        return False
    event.accept()
    return True


def needed(*pairs: tuple[Field, str]) -> bool:
    """Say below each field what is missing (an empty sentence: nothing); put the keyboard on the first; return whether all is there."""
    for field, sentence in pairs:
        field.wrong(sentence)
    first = next((field for field, sentence in pairs if sentence), None)
    if first is not None:
        first.widget.setFocus()
    return first is None


class ObservePanel(Panel):
    """Look again on a day."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("In observatie"), self.tr("het komt op die dag terug; alleen bewaard om erger te voorkomen"))
        self.button = self.tr("In observatie nemen")
        self.until = DateField(today, name=self.tr("Opnieuw kijken op"), placeholder=self.tr("bijvoorbeeld over 2 weken"))
        self.why = LineField(self.tr("waar letten we op?"), name=self.tr("Waarom"))
        self._until_field, self._why_field = Field(self.tr("Opnieuw kijken op"), self.until), Field(self.tr("Waarom"), self.why)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._until_field, 2)
        row.addWidget(self._why_field, 3)
        self.body.addLayout(row)
        self.keep("until", self.until)
        self.keep("why", self.why)

    def first(self) -> QWidget:
        return self.until

    def check(self) -> bool:
        fault = self.until.fault or ("" if self.until.value_date else self.tr("Kies een dag die nog komt."))
        return needed((self._until_field, fault))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if self.until.value_date is not None:
            said = self.tr("Signaal {0} is in observatie.").format(concern.code)
            lane.do(lambda _: done(said), observe, concern, self.until.value_date, self.why.value())


class WherePanel(Panel):
    """A direct question for help, or another route: one line that says where it goes."""

    def __init__(self, today: Callable[[], date], *, help_request: bool) -> None:
        self._is_help = help_request
        if help_request:
            super().__init__(self.tr("Directe hulpvraag"), self.tr("meteen naar een loket, zonder casus"))
            self.button, label, example = self.tr("Hulpvraag doorzetten"), self.tr("Welk loket?"), self.tr("bijvoorbeeld schuldhulp")
        else:
            super().__init__(self.tr("Overdragen"), self.tr("een andere route, buiten het team"))
            self.button, label, example = self.tr("Signaal overdragen"), self.tr("Aan wie?"), self.tr("bijvoorbeeld Veilig Thuis")
        self.where = LineField(example, name=label)
        self._field = Field(label, self.where)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._field, 2)
        self.on = DateField(today, name=self.tr("Doorverwezen op"), looking_back=True)
        self._on_field = Field(self.tr("Doorverwezen op"), self.on)
        if help_request:
            self.on.set_date(today())
            row.addWidget(self._on_field, 1)
        self.body.addLayout(row)
        self.keep("where", self.where)
        self._asks: Callable[[str], bool] = lambda _: False
        if not help_request:
            self.care = Choice([(c, capital(c.value)) for c in CareQuestion], name=self.tr("Is hier ook een zorgvraag?"))
            self.why = LineField(self.tr("wat zag of hoorde u?"), name=self.tr("Waarom is er geen zorgvraag?"))
            self._care_field = Field(self.tr("Is hier ook een zorgvraag?"), self.care)
            self._why_field = Field(self.tr("Waarom is er geen zorgvraag?"), self.why)
            self.body.addWidget(beside(self._care_field, self._why_field))
            self.where.textChanged.connect(self._show_care)
            self.keep_choice("care", self.care, CareQuestion)
            self.keep("why", self.why)
            self._show_care()

    def offer(self, asks: Callable[[str], bool]) -> None:
        """Hear to whom this signal goes only after the question whether there is a care question too (domain.md, row 22)."""
        self._asks = asks
        self._show_care()

    def first(self) -> QWidget:
        return self.where

    def check(self) -> bool:
        empty = len(self.where.value()) < 2
        said = self.tr("Schrijf welk loket het oppakt.") if self._is_help else self.tr("Schrijf aan wie u het overdraagt.")
        faults = [(self._field, said if empty else ""), (self._on_field, self.on.fault if self._is_help else "")]
        if self._asks(self.where.value()):
            asks = self.tr("Kies eerst een antwoord.") if self.care.value is None else self.tr("Vraag door, of Roep ons erbij (Esc, R).")
            faults.append((self._care_field, "" if self.care.value is CareQuestion.NO else asks))
            faults.append((self._why_field, "" if len(self.why.value()) > 1 else self.tr("Schrijf waarom er geen zorgvraag is.")))
        return needed(*faults)

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if self._is_help:
            said = self.tr("Signaal {0} is doorgezet als hulpvraag.").format(concern.code)
            lane.do(lambda _: done(said), set_help_request, concern, self.where.value(), self.on.value_date)
        else:
            said = self.tr("Signaal {0} is overgedragen.").format(concern.code)
            asked = (self.care.value, self.why.value()) if self._asks(self.where.value()) else ()
            lane.do(lambda _: done(said), hand_over, concern, self.where.value(), *asked)

    def _show_care(self) -> None:
        asked = self._asks(self.where.value())
        for field in (self._care_field, self._why_field):
            field.setVisible(asked)


class NoisePanel(Panel):
    """No value after weighing, with one of the team's own reasons."""

    def __init__(self, words: Sequence[CatalogueLine]) -> None:
        super().__init__(self.tr("Ruis"), self.tr("de reden blijft bewaard"))
        self.button = self.tr("Als ruis afdoen")
        reasons = [(word.code, capital(word.label)) for word in words if word.catalogue is Catalogue.NOISE and word.is_offered]
        self.reason = Choice(reasons, name=self.tr("Reden"))
        self.remark = LineField(self.tr("mag leeg blijven"), name=self.tr("Opmerking"))
        self._field = Field(
            self.tr("Waarom is dit ruis?"), self.reason, hint=self.tr("toets 1 tot en met {0}").format(min(9, len(reasons)))
        )
        self.body.addWidget(self._field)
        self.body.addWidget(Field(self.tr("Opmerking"), self.remark))
        self.keep_choice("reason", self.reason)
        self.keep("remark", self.remark)

    def first(self) -> QWidget:
        return self.reason

    def check(self) -> bool:
        return needed((self._field, "" if self.reason.value else self.tr("Kies een reden.")))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if isinstance(self.reason.value, str):
            said = self.tr("Signaal {0} is afgedaan als ruis.").format(concern.code)
            lane.do(lambda _: done(said), set_noise, concern, self.reason.value, self.remark.value())


class ReopenPanel(Panel):
    """Back to the box, with a reason."""

    def __init__(self) -> None:
        super().__init__(self.tr("Opnieuw oppakken"), self.tr("het signaal komt terug bij Nieuw"))
        self.button = self.tr("Opnieuw oppakken")
        self.why = LineField(name=self.tr("Waarom"))
        self._field = Field(self.tr("Waarom kijkt u er opnieuw naar?"), self.why)
        self.body.addWidget(self._field)
        self.body.addWidget(Quiet(self.tr("De eerdere uitkomst blijft in het logboek staan."), small=True))
        self.keep("why", self.why)

    def first(self) -> QWidget:
        return self.why

    def check(self) -> bool:
        return needed((self._field, "" if len(self.why.value()) > 1 else self.tr("Schrijf waarom u dit signaal opnieuw oppakt.")))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        said = self.tr("Signaal {0} ligt weer bij Nieuw.").format(concern.code)
        lane.do(lambda _: done(said), reopen, concern, self.why.value())

"""*Iets afspreken rond de deur*: room for who goes in, support for that colleague, or a view that deviates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.cases.around_door import ask_to_come, give_room, note_view, support
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.records import AtTheDoor, Place
from expertiseteam.meetings.records import DecisionLine
from ui.cases.door_words import at
from ui.shell.desk import Desk
from ui.shell.drafts import Fields
from ui.shell.panel import Panel
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

_WORDS = {
    DoorWordKind.ROOM: "Ruimte om te handelen",
    DoorWordKind.SUPPORTS: "Steun voor een collega",
    DoorWordKind.VIEW: "Ander standpunt",
    DoorWordKind.WISH: "Wil ook aan de deur",
}


class DoorAgreePanel(Panel):
    """First what, then only the fields that belong to it."""

    form = "door-agree"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Iets afspreken rond de deur"), self.tr("Leg vast"))
        self._case_id, self._decision = "", ""
        self._door: Sequence[AtTheDoor] = ()
        self.kind = Choice(((k.name, _WORDS[k]) for k in DoorWordKind), name=self.tr("Wat spreekt u af?"))
        self.who = Picker(placeholder=self.tr("kies een organisatie"))
        self.who_field = Field(self.tr("Welke organisatie?"), self.who)
        self.other = Picker(placeholder=self.tr("kies wie aan de deur staat"))
        self.other_field = Field(self.tr("Wie steunt zij?"), self.other)
        self.text = TextArea(least=2, most=4)
        self.text_field = Field("", self.text)
        self.about = Check("")
        self.said = Quiet("", small=True, wrap=True)
        for part in (
            Field(self.tr("Wat spreekt u af?"), self.kind),
            self.who_field,
            self.other_field,
            self.text_field,
            self.about,
            self.said,
        ):
            self.body.addWidget(part)
        kept = ("kind", self.kind), ("who", self.who), ("other", self.other), ("text", self.text), ("about", self.about)
        for name, widget in kept:
            self.keep(name, widget)
        self.kind.chosen.connect(lambda *_: self._on_kind())
        self._lane = self.lane()

    def open_for(self, case_id: str, door: Sequence[AtTheDoor], decision: DecisionLine | None) -> None:
        """Ask about this door; `decision`: the last one, that a view may be about."""
        self._case_id, self._door, self._decision = case_id, door, decision.number if decision else ""
        self.about.setText(self.tr("Het gaat over besluit {0}").format(self._decision))
        self.fill({"kind": DoorWordKind.ROOM.name})
        self._on_kind()
        self.begin(case_id)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, fields: Fields) -> None:
        super().restore(fields)
        self._on_kind()
        super().fill(fields)  # the lists follow the kind

    def submit(self) -> None:
        kind, who, text = self._kind, str(self.who.value or ""), self.text.value()
        self.who_field.wrong("" if who else self.tr("Kies een organisatie."))
        self.other_field.wrong("" if self.other.value or kind is not DoorWordKind.SUPPORTS else self.tr("Kies wie zij steunt."))
        self.text_field.wrong("" if text or kind in (DoorWordKind.SUPPORTS, DoorWordKind.WISH) else self.tr("Schrijf het in één zin."))
        if self.who_field.fault or self.other_field.fault or self.text_field.fault:
            return
        if kind is DoorWordKind.ROOM:
            self._lane.do(self._on_said, give_room, self._case_id, who, text)
        elif kind is DoorWordKind.SUPPORTS:
            self._lane.do(self._on_said, support, self._case_id, who, str(self.other.value), text)
        elif kind is DoorWordKind.WISH:
            self._lane.do(self._on_said, ask_to_come, self._case_id, who, text)
        else:
            about = self._decision if self.about.isChecked() else ""
            self._lane.do(self._on_said, note_view, self._case_id, who, text, about)

    @property
    def _kind(self) -> DoorWordKind:
        return DoorWordKind[str(self.kind.value or DoorWordKind.ROOM.name)]

    def _on_kind(self) -> None:
        kind, front = self._kind, at(self._door, Place.FRONT)
        behind = [one for one in self._door if one.place is not Place.FRONT]
        whose = {DoorWordKind.ROOM: front, DoorWordKind.SUPPORTS: behind, DoorWordKind.WISH: behind}.get(kind, self._door)
        for picker, ones in ((self.who, whose), (self.other, front)):
            before = picker.value
            picker.set_options([(one.organisation_id, one.organisation) for one in ones])
            picker.set_value(
                before if before in {one.organisation_id for one in ones} else ones[0].organisation_id if len(ones) == 1 else None
            )
        self.other_field.setVisible(kind is DoorWordKind.SUPPORTS)
        self.about.setVisible(kind is DoorWordKind.VIEW and bool(self._decision))
        label, said = {
            DoorWordKind.ROOM: (self.tr("Waarover mag zij zelf beslissen?"), self.tr("Wie het werk doet, krijgt ruimte en de eer.")),
            DoorWordKind.SUPPORTS: (
                self.tr("Waarmee? (mag leeg blijven)"),
                self.tr("Steun gaat naar de collega, nooit nog eens naar het huishouden."),
            ),
            DoorWordKind.VIEW: (
                self.tr("Hoe ziet deze organisatie het?"),
                self.tr("Neutraal, als organisatie en niet als persoon. De voorzitter beslist; het standpunt blijft zichtbaar."),
            ),
            DoorWordKind.WISH: (
                self.tr("Waarom wil zij aan de deur komen? (mag leeg blijven)"),
                self.tr("Zij blijft voorlopig waar zij staat. Het handje in de tekening zegt dat zij het vroeg."),
            ),
        }[kind]
        self.text_field.rename(label)
        self.said.setText(said)

    def _on_said(self, _: str) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd. Het staat bij de voordeur en op de tijdlijn."))

"""*Beslissen over het bezwaar*: go on or stop, with the reason that the resident hears."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertiseteam.basics.dates import full_date
from expertiseteam.cases.objection import decide_objection
from expertiseteam.cases.records import ObjectionDecision, ObjectionLine
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class ObjectionPanel(Panel):
    """Opened with the objection that restricts the case."""

    form = "objection"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Beslissen over het bezwaar"), self.tr("Leg het besluit vast"))
        self._objection: ObjectionLine | None = None
        self.said = Label("", wrap=True)
        self.decision = Choice(
            (
                (ObjectionDecision.GO_ON.name, self.tr("Doorgaan: er is een zwaarwegende reden")),
                (ObjectionDecision.STOP.name, self.tr("Stoppen: de casus eindigt, de bewaartermijn begint")),
            ),
            name=self.tr("Wat besluit u?"),
        )
        self.decision_field = Field(self.tr("Wat besluit u?"), self.decision)
        self.because = TextArea(self.tr("Schrijf het zoals de bewoner het hoort."), least=3, most=8)
        self.because_field = Field(self.tr("Waarom?"), self.because)
        for part in (self.said, self.decision_field, self.because_field):
            self.body.addWidget(part)
        self.keep("decision", self.decision)
        self.keep("because", self.because)
        self._lane = self.lane()

    def open_for(self, objection: ObjectionLine) -> None:
        """Ask for the decision."""
        self._objection = objection
        self.aside.setText(self.tr("uiterlijk {0}").format(full_date(objection.before)))
        said = objection.said or self.tr("De bewoner wil niet dat u gegevens gebruikt.")
        self.said.setText(self.tr("Bezwaar van {0}: {1}").format(full_date(objection.made_on), said))
        for field in (self.decision_field, self.because_field):
            field.wrong("")
        self.fill({})
        self.begin(objection.id)
        self.decision.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.decision_field.wrong("" if self.decision.value else self.tr("Kies doorgaan of stoppen."))
        self.because_field.wrong("" if self.because.value() else self.tr("Schrijf de reden op."))
        if self._objection is not None and self.decision.value and self.because.value():
            chosen = ObjectionDecision[str(self.decision.value)]
            self._lane.do(lambda _: self._on_decided(chosen), decide_objection, self._objection, chosen, self.because.value())

    def _on_decided(self, chosen: ObjectionDecision) -> None:
        self.recorded()
        if chosen is ObjectionDecision.GO_ON:
            self.desk.say(self.tr("Het besluit staat vast. De casus loopt weer, voor wie haar eerder ook zag."))
        else:
            self.desk.say(self.tr("Het besluit staat vast. De casus is gestopt en haar open acties zijn vervallen."))

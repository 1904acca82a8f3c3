"""*Terugnemen*: a step of enforcement, or a decision of the reporting code, that was written down wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertiseteam.basics.dates import full_date
from expertiseteam.cases.safety_records import CodeLine
from expertiseteam.cases.taking_back import take_back_decision, take_back_step
from expertiseteam.cases.track_records import PathLine
from ui.cases.track_words import path_title
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label, Quiet


class TakeBackPanel(Panel):
    """What is taken back, and why; the timeline keeps both."""

    form = "take-back"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Terugnemen"), self.tr("Neem terug"))
        self._path: PathLine | None = None
        self._code: CodeLine | None = None
        self.words = Label("", "strong", wrap=True)
        self.told = Quiet("", wrap=True)
        self.why = TextArea(self.tr("één zin is genoeg"), least=2, most=4)
        self.why_field = Field(self.tr("Wat klopte er niet?"), self.why)
        for part in (self.words, self.told, self.why_field):
            self.body.addWidget(part)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_path(self, path: PathLine) -> None:
        """Ask why the last step of this path is taken back."""
        self._path, self._code = path, None
        self.words.setText(f"{path_title(path)}: {path.state}")
        self.told.setText(self.tr("De handhaving staat daarna weer waar zij stond, met de dag die toen telde. Deze stap blijft te lezen."))
        self._ask(path.id)

    def open_code(self, code: CodeLine) -> None:
        """Ask why the decision on this code is taken back."""
        self._path, self._code = None, code
        on = full_date(code.decided_on) if code.decided_on else ""
        self.words.setText(self.tr("Besluit van de meldcode van {0}").format(on))
        self.told.setText(
            self.tr("De meldcode loopt daarna weer: u kunt opnieuw wegen en beslissen. Dit besluit blijft op de tijdlijn staan.")
        )
        self._ask(code.id)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf wat er niet klopte."))
        if self.why_field.fault:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._path is not None:
            self._lane.do(lambda _: self._on_back(self.tr("De stap is teruggenomen.")), take_back_step, self._path, self.why.value())
        elif self._code is not None:
            said = self.tr("Het besluit is teruggenomen. De meldcode loopt weer.")
            self._lane.do(lambda _: self._on_back(said), take_back_decision, self._code, self.why.value())

    def _ask(self, about: str) -> None:
        self.fill({})
        self.why_field.wrong("")
        self.begin(about)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self, said: str) -> None:
        self.recorded()
        self.desk.say(said)

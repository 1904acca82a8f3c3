"""*Waar kan ik terecht?*: the sheet for who is worried about somebody, and when it was last handed out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.records import SignpostPaper
from expertiseteam.team.signpost import HandedOut, last_handed_out, note_handed_out, signpost
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Heading, Label, Quiet


class SignpostSection(Section):
    """Look at the sheet, save or print it from there, and note to whom it went."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._lane, self._acts = screen.lane(), screen.lane()
        card = Card(margins=20, gap=12)
        card.body.addWidget(Heading(self.tr("Waar kan ik terecht?")))
        told = self.tr(
            "Eén blad met één naam en één nummer, voor wie zich zorgen maakt om iemand: vrijwilligers, vaklui, collega’s van milieu. Er "
            "staat niets over een casus op. Naam, nummer en tekst kiest uw team bij Werkwijze."
        )
        card.body.addWidget(Quiet(told, wrap=True))
        self.last = Label("", wrap=True)
        card.body.addWidget(self.last)
        self.show_button = Button(self.tr("Bekijk het blad"), self.show_sheet, role="primary", icon="file-text")
        card.body.addWidget(self._in_a_row(self.show_button))
        self.to = LineField(self.tr("bijvoorbeeld: de vrijwilligers van de open inloop"))
        self.to_field = Field(self.tr("Aan wie gaf u het vandaag?"), self.to)
        card.body.addWidget(self.to_field)
        self.note_button = Button(self.tr("Leg vast dat het is uitgereikt"), self.note, icon="check")
        card.body.addWidget(self._in_a_row(self.note_button))
        card.body.addStretch(1)
        self.column.addWidget(card, 1)
        for part in (self.to_field, self.note_button):
            part.setEnabled(self.desk.may(note_handed_out))
        self.kept = DraftKeeper(self, self.desk.runner, "signpost", self._typed, self._restore)
        self.to.textChanged.connect(self.kept.touched)
        self.to.returnPressed.connect(self.note)
        self.kept.begin("")

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_last, last_handed_out)

    def start(self) -> QWidget:
        return self.show_button

    def leave(self) -> None:
        self.kept.keep_now()

    def show_sheet(self) -> None:
        """Show the sheet inside the window."""
        self._lane.ask(lambda paper: self._lane.work(self._on_pdf, _signpost_pdf, paper), signpost, local_day(self.desk.clock()))

    def note(self) -> None:
        """Keep that it was handed out today."""
        self.to_field.wrong("" if self.to.value() else self.tr("Schrijf aan wie u het blad gaf."))
        if self.to.value():
            self._acts.do(lambda _: self._on_noted(), note_handed_out, self.to.value())

    # Parts

    def _on_pdf(self, pdf: bytes) -> None:
        self.desk.paper(self.tr("Waar kan ik terecht?"), pdf, "waar kan ik terecht.pdf")

    def _on_last(self, found: HandedOut | None) -> None:
        never = self.tr("Het blad is nog niet uitgereikt.")
        words = self.tr("Laatst uitgereikt op {0}, aan {1}.")
        self.last.setText(words.format(full_date(found.on), found.to) if found else never)

    def _on_noted(self) -> None:
        self.kept.finish()
        self.to.setText("")
        self.kept.begin("")
        self.host.inform(self.tr("Vastgelegd dat het blad is uitgereikt."), "accent")
        self.load()

    def _in_a_row(self, *buttons: QWidget) -> QWidget:
        line = QWidget()
        row = FlowLayout(line, gap=10, line_gap=8)
        for button in buttons:
            row.addWidget(button)
        return line

    def _typed(self) -> Fields:
        return {"to": self.to.text()}

    def _restore(self, fields: Fields) -> None:
        self.to.setText(fields.get("to", ""))


def _signpost_pdf(paper: SignpostPaper) -> bytes:
    from reports.signpost import signpost_pdf  # ReportLab is loaded at the first page, in the background

    return signpost_pdf(paper)

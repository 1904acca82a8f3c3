"""*Brief maken*: to somebody who lives there, or to a partner at the door. The team's text is filled in; people change it first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.records import CaseView
from expertiseteam.meetings.case_letters import (
    Addressees,
    addressees,
    check_partner,
    issue_letter,
    partner_letter,
    partner_text,
    resident_letter,
    resident_text,
)
from expertiseteam.meetings.papers import LetterPaper
from expertiseteam.team.settings import team_settings
from expertiseteam.vault.passphrases import suggest_passphrase
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.labels import Quiet
from ui.widgets.plain_words import PlainWords

_PARTNER = "@"  # before the id of an organisation in the list
_SHOWN = 3  # letters of before


class LetterPanel(Panel):
    """Stays open behind the paper, so that a word can still be changed. What went out stands in the log with its recipient and purpose."""

    form = "case_letter"
    is_tall = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Brief maken"), self.tr("Maak de brief"))
        self._case: CaseView | None = None
        self._found = Addressees((), (), ())
        self.to = Picker(name=self.tr("Aan wie?"), placeholder=self.tr("Kies een bewoner of een partner"))
        self.purpose = LineField(self.tr("bijvoorbeeld: meneer weet wat wij doen"))
        self.text = TextArea(self.tr("Kies eerst aan wie de brief is."), least=7, most=12)
        self.to_field = Field(self.tr("Aan wie?"), self.to)
        self.purpose_field = Field(self.tr("Waarvoor?"), self.purpose, hint=self.tr("staat in het logboek"))
        self.text_field = Field(self.tr("Wat staat erin?"), self.text)
        self.sealed = Check(self.tr("Versleuteld opslaan, met een wachtzin"))
        self._earlier = Quiet("", wrap=True)
        self.plain = PlainWords(self.text)
        for part in (beside(self.to_field, self.purpose_field), self.text_field, self.plain, self.sealed, self._earlier):
            self.body.addWidget(part)
        self.to.chosen.connect(lambda _: self._ask_text())
        for name, widget in (("to", self.to), ("purpose", self.purpose), ("text", self.text)):
            self.keep(name, widget)
        self._limits_lane = desk.runner.lane(self, latest=True)
        self._lane, self._reading = self.lane(), desk.runner.lane(self, self.show_refusal, latest=True)

    def open_for(self, case: CaseView) -> None:
        """Ask to whom, and why."""
        self._case = case
        for field in (self.to_field, self.purpose_field, self.text_field):
            field.wrong("")
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reading.ask(self._on_found, addressees, case.id)
        self._limits_lane.ask(lambda settings: self.plain.follow(settings.plain), team_settings)

    def submit(self) -> None:
        case, to, lines = self._case, str(self.to.value or ""), self.text.value().splitlines()
        self.to_field.wrong("" if to else self.tr("Kies aan wie de brief is."))
        self.purpose_field.wrong("" if self.purpose.value() else self.tr("Schrijf waarvoor de brief is."))
        if case is None or not to or not self.purpose.value():
            return
        self.bar.close_bar()
        day = local_day(self.desk.clock())
        if not to.startswith(_PARTNER):
            self._lane.ask(self._draw, resident_letter, case.id, to, lines, day)
            return
        partner = to.removeprefix(_PARTNER)
        make = lambda name: self._lane.ask_for(self._draw, as_viewer(partner), partner_letter, case.id, partner, name, lines, day)  # noqa: E731
        self._lane.ask(make, check_partner, partner)

    # Parts

    def _on_found(self, found: Addressees) -> None:
        self._found = found
        hidden = self.desk.names.hidden  # while names are hidden nobody writes to a resident by name
        residents: Sequence[tuple[str, str]] = () if hidden else found.residents
        partners = found.partners if self.desk.may(partner_letter) else ()
        self.to.set_options([*residents, *((_PARTNER + key, name) for key, name in partners)])
        if not residents and not partners:
            self.bar.tell(self._nobody(hidden), "warn")
        told = [f"{full_date(local(one.at).date())}: {one.recipient} ({one.purpose})" for one in found.earlier[:_SHOWN]]
        self._earlier.setText(self.tr("Eerder: {0}").format("; ".join(told)) if told and not hidden else "")
        if self._case is not None:
            self.fill({})
            self.begin(self._case.id)

    def _nobody(self, hidden: bool) -> str:
        if hidden:
            return self.tr("Namen zijn verborgen. Toon ze eerst: dan kiest u hier een bewoner.")
        return self.tr("Er staat nog geen bewoner bij Gegevens, en geen partner met een getekend convenant aan de deur.")

    def _ask_text(self) -> None:
        case, to = self._case, str(self.to.value or "")
        self.to_field.wrong("")
        if case is None or not to:
            return
        day = local_day(self.desk.clock())
        if not to.startswith(_PARTNER):
            self._reading.ask(self._on_text, resident_text, case.id, to, day)
            return
        partner = to.removeprefix(_PARTNER)
        name = dict(self._found.partners).get(partner, "")
        self._reading.ask_for(self._on_text, as_viewer(partner), partner_text, case.id, partner, name, day)

    def _on_text(self, lines: Sequence[str]) -> None:
        self.text.set_value("\n".join(lines))

    def _draw(self, paper: LetterPaper) -> None:
        self._lane.work(lambda made: self._note(paper, *made), _made, paper, sealed=self.sealed.isChecked())

    def _note(self, paper: LetterPaper, pdf: bytes, sealed: bytes | None, passphrase: str) -> None:
        if (case := self._case) is None:
            return
        title, name = self.tr("Brief aan {0}").format(paper.recipient), f"brief {case.code}.pdf"

        def show(_: None) -> None:
            if passphrase:
                told = self.tr("Wachtzin: {0}. Geef hem apart door, bijvoorbeeld aan de telefoon. Hij wordt niet bewaard.")
                self.bar.tell(told.format(passphrase), "accent")
            self.desk.paper(title, pdf, name, sealed=sealed)

        self._lane.do(
            show,
            issue_letter,
            case.id,
            recipient=paper.recipient,
            purpose=self.purpose.value(),
            sha256=hashlib.sha256(sealed or pdf).hexdigest(),
            encrypted=sealed is not None,
        )


def _made(paper: LetterPaper, *, sealed: bool) -> tuple[bytes, bytes | None, str]:
    """The letter, and when wished the encrypted copy with its passphrase."""
    from reports.archive import encrypted  # ReportLab is loaded at the first page, in the background
    from reports.letter import letter_pdf

    pdf = letter_pdf(paper)
    if not sealed:
        return pdf, None, ""
    passphrase = suggest_passphrase()
    return pdf, encrypted(pdf, passphrase), passphrase

"""*Uitreiken*: what goes out to whom and what for, what went out before, and whether a file is one of those."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.dates import full_date, short_date
from expertiseteam.meetings.extracts import issue_paper, issued_papers, known_paper
from expertiseteam.meetings.minutes_records import IssuedLine
from expertiseteam.meetings.records import Agenda, MeetingLine
from expertiseteam.team.members import organisations
from expertiseteam.team.records import OrganisationLine
from ui.look.theme import px
from ui.meetings.handing_out import BARE, OTHER, TEAM, Extracts, Made, What, Wish, sha256_of
from ui.meetings.handing_out_all import AllExtracts
from ui.meetings.sections_field import SectionsField
from ui.meetings.words import DOT, point_title
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card, Line, Scrolled
from ui.widgets.labels import Label, Quiet
from ui.widgets.rows import Row, RowList

RIGHT_WIDTH = 400
ISSUED_HEIGHT = 96  # one row, and a little of the next


class HandingOutCard(Card):
    """Stands on the screen of the minutes of one overleg."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen.tr("Uitreiken"), margins=20, gap=10)
        self._screen, self._reading = screen, screen.lane()
        self.may_hand_out = screen.desk.may(issue_paper)
        self._meeting: MeetingLine | None = None
        self._names: dict[object, str] = {}
        self._organisations: list[tuple[object, str]] = []
        self._extracts, self._all = Extracts(screen, self._show_made), AllExtracts(screen, self._tell)
        self._lay_out()

    def begin(self) -> None:
        """Be empty, for another overleg."""
        self._meeting = None
        self.purpose.clear()
        self.other.clear()
        for day in (self.since, self.until):
            day.clear()
        self._tell("")

    def load(self, meeting_id: str) -> None:
        """Ask for whom there can be paper, and what went out."""
        self._reading.ask(self._on_organisations, organisations)
        self._reading.ask(self._on_issued, issued_papers, meeting_id)

    def show_agenda(self, found: Agenda, *, hidden: bool) -> None:
        """Offer the cases of this overleg."""
        self._meeting = found.meeting
        self.case.set_options([(item.case_id, point_title(item, hidden=hidden)) for item in found.items if item.case_id])
        if self.since.value_date is None:
            self.since.set_date(found.meeting.on.replace(month=1, day=1))
            self.until.set_date(found.meeting.on)

    def _lay_out(self) -> None:
        tr = self.tr
        self.setFixedWidth(px(RIGHT_WIDTH))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(
            Quiet(tr("Een partner krijgt alleen de casussen waar hij bij is. Wat, voor wie en waarvoor komt in het logboek."), wrap=True)
        )
        self.what = Picker([(what, str(what)) for what in What])
        self.case = Picker(placeholder=tr("Kies een casus"))
        self.since, self.until = (DateField(self._today, looking_back=True) for _ in range(2))
        self._case_field, self._period = Field(tr("Over welke casus"), self.case), QWidget()
        days = QVBoxLayout(self._period)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(10)
        self._until_field = Field(tr("Tot en met"), self.until)
        for day in (Field(tr("Van"), self.since), self._until_field):
            days.addWidget(day)
        self.what.chosen.connect(lambda _: self._show_what())
        self.sections = SectionsField()
        self.recipient = Picker(placeholder=tr("Kies een organisatie"))
        self.other = LineField(tr("bijvoorbeeld: het college, de gemeenteraad"))
        self._other_field = Field(tr("Naam van wie het krijgt"), self.other)
        self.recipient.chosen.connect(lambda _: self._show_other())
        self.purpose = LineField(tr("bijvoorbeeld: uitvoering van de afspraken"))
        self.sealed = Check(tr("Versleuteld, met een wachtzin"))
        self.secret = Label("", "strong", wrap=True)
        self.secret.hide()
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._recipient_field, self._purpose_field = Field(tr("Voor wie"), self.recipient), Field(tr("Waarvoor"), self.purpose)
        self.hand_out_button = Button(tr("Papier maken"), self.hand_out, role="primary", icon="send")
        what = (Field(tr("Wat"), self.what), self._case_field, self._period, self.sections)
        whom = (self._recipient_field, self._other_field, self._purpose_field, self.sealed)
        for part in (*what, *whom, self.hand_out_button, self.secret):
            column.addWidget(part)
            part.setEnabled(self.may_hand_out)
        column.addWidget(Line())
        column.addWidget(Label(tr("Uitgereikt"), "heading"))
        self._nothing_issued = Quiet(tr("Er is nog niets uitgereikt."))
        self.issued = RowList(tr("Uitgereikt"), lines=3)
        self.issued.setMinimumHeight(px(ISSUED_HEIGHT))
        column.addWidget(self._nothing_issued)
        column.addWidget(self.issued, 1)
        column.addStretch(0)
        self.body.addWidget(Scrolled(inside), 1)
        self.check_button = Button(tr("Bestand controleren…"), self.choose_file, icon="shield")
        self.body.addWidget(self.check_button)
        self._show_what()

    # What comes in

    def _on_organisations(self, found: Sequence[OrganisationLine]) -> None:
        self._names = {o.id: o.name for o in found}
        options: list[tuple[object, str]] = [
            (o.id, o.name if o.covenant_on else self.tr("{0} (geen convenant)").format(o.name)) for o in found
        ]
        self._organisations = options
        self._offer()

    def _offer(self) -> None:
        """The readers for whom there can be this paper: only a list without names goes to whose name is typed."""
        others = [(OTHER, self.tr("Een ander, met naam"))] if self.what.value in BARE else []
        partners = self._organisations if self.what.value is not What.BOOK else []  # a partner gets the extract of each overleg
        self.recipient.set_options([(TEAM, self.tr("Het team")), *others, *partners])
        self._show_other()

    def _show_other(self) -> None:
        self._other_field.setVisible(self.recipient.value == OTHER)

    def _on_issued(self, found: Sequence[IssuedLine]) -> None:
        self._nothing_issued.setVisible(not found)
        self.issued.setVisible(bool(found))
        self.issued.set_rows([self._issued_row(line) for line in found])

    def _issued_row(self, line: IssuedLine) -> Row:
        moment = local(line.at)
        return Row(
            key=line.id,
            title=line.recipient,
            subtitle=line.purpose,
            foot=DOT.join((str(line.kind), short_date(moment.date(), moment.date()), line.by)),
            chip=self.tr("versleuteld") if line.encrypted else "",
        )

    # What can be done

    def hand_out(self) -> None:
        """Make what was chosen, or say what is still to be filled in."""
        tr = self.tr
        if self._meeting is None:
            return
        self._recipient_field.wrong("" if self.recipient.value else tr("Kies voor wie het is."))
        self._case_field.wrong("" if self.case.value or self.what.value is not What.CASE else tr("Kies over welke casus."))
        if self.what.value is What.CASE and not self.case.value:
            self.case.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._purpose_field.wrong("" if self.purpose.value() else tr("Schrijf waarvoor het is."))
        if not self.recipient.value or not self.purpose.value():
            (self.recipient if not self.recipient.value else self.purpose).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        is_nameless = self.recipient.value == OTHER and not self.other.value()
        self._other_field.wrong(tr("Schrijf voor wie het is.") if is_nameless else "")
        if is_nameless:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._tell("")
        wish = self._wish(self._meeting)
        is_no_period = bool(self.since.fault or self.until.fault or wish.since > wish.until)
        self._until_field.wrong(tr("De eerste dag ligt na de laatste, of is geen dag.") if is_no_period else "")
        if is_no_period and wish.what is What.DECISIONS:
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._extracts.make(wish)

    def choose_book(self) -> None:
        """Choose the book of the year, for the team; what it is for is still to be written."""
        self.what.set_value(What.BOOK)
        self._show_what()
        self.recipient.set_value(TEAM)
        self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_out_to_all(self) -> None:
        """Save the extracts of all partners of this overleg in a folder, or say what is still to be filled in."""
        tr = self.tr
        if self._meeting is None or self._all.is_busy:
            return
        if not self._screen.desk.preferences.may_save_files:
            self._screen.inform(tr("Opslaan als bestand staat uit: vastgelegd door uw organisatie. Er is niets gemaakt."), "warn")
            return
        self._purpose_field.wrong("" if self.purpose.value() else tr("Schrijf waarvoor het is."))
        if not self.purpose.value():
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)
        elif folder := QFileDialog.getExistingDirectory(self, tr("In welke map?"), os.path.expanduser("~")):
            self._tell("")
            self._all.make(replace(self._wish(self._meeting), what=What.EXTRACT, without=self.sections.without), Path(folder))

    def _wish(self, meeting: MeetingLine) -> Wish:
        on = meeting.on
        return Wish(
            what=What(str(self.what.value)),
            meeting=meeting,
            recipient=str(self.recipient.value),
            name=self.other.value() if self.recipient.value == OTHER else self._names.get(self.recipient.value, self.tr("het team")),
            purpose=self.purpose.value(),
            sealed=self.sealed.isChecked(),
            since=self.since.value_date or on,
            until=self.until.value_date or on,
            case_id=str(self.case.value or ""),
            without=self.sections.without if self.what.value is What.EXTRACT else (),
        )

    def _show_what(self) -> None:
        self._case_field.setVisible(self.what.value is What.CASE)
        self._period.setVisible(self.what.value is What.DECISIONS)
        self.sections.setVisible(self.what.value is What.EXTRACT)
        self._offer()

    def _today(self) -> date:
        return local_day(self._screen.desk.clock())

    def _show_made(self, wish: Wish, made: Made) -> None:
        self._screen.busy("")
        if made.passphrase:
            self.tell_secret(made.passphrase)
        self._screen.desk.paper(wish.title, made.pdf, wish.file_name, sealed=made.sealed, warning=made.warning)

    def tell_secret(self, passphrase: str) -> None:
        """Show the passphrase of an encrypted copy, which is nowhere kept."""
        self._tell(self.tr("Wachtzin: {0}. Geef hem apart door, bijvoorbeeld aan de telefoon. Hij wordt niet bewaard.").format(passphrase))
        self._screen.inform(self.secret.text())

    def _tell(self, words: str) -> None:
        self.secret.setText(words)
        self.secret.setVisible(bool(words))

    def choose_file(self) -> None:
        """Ask for a file and say whether it is a paper of ours."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Bestand controleren"), "", self.tr("PDF (*.pdf)"))
        if path:
            self.check_file(path)

    def check_file(self, path: str) -> None:
        """Say whether a file is a paper that went out, unchanged."""
        name = Path(path).name

        def look_up(digest: str) -> None:
            self._reading.ask(lambda found: self._on_known(name, found), known_paper, digest)

        self._reading.work(look_up, sha256_of, path)

    def _on_known(self, name: str, found: Sequence[IssuedLine]) -> None:
        if not found:
            self._screen.inform(
                self.tr(
                    "{0} is niet uit dit dossier uitgereikt, of is daarna veranderd. Vertrouw de inhoud niet zonder hem na te vragen."
                ).format(name),
                "warn",
            )
            return
        line = found[-1]
        self._screen.inform(
            self.tr("{0} is echt en onveranderd: {1}, uitgereikt aan {2} op {3} door {4}.").format(
                name, line.title, line.recipient, full_date(local(line.at).date()), line.by
            )
        )

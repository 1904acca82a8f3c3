"""The minutes of one overleg after it was held: reactions, what came in later, adopting, errata, and what goes out to partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.dates import full_date, long_date, short_date
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes, minutes_standing, minutes_still_open, react
from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.extracts import issue_paper, issued_papers, known_paper
from expertiseteam.meetings.records import Agenda, IssuedLine, MinutesStanding, RemarkKind, RemarkLine
from expertiseteam.team.members import organisations
from expertiseteam.team.records import OrganisationLine
from ui.look.theme import px
from ui.meetings.handing_out import TEAM, Extracts, What, Wish, sha256_of
from ui.meetings.paper import PaperMaker
from ui.meetings.sections_field import SectionsField
from ui.meetings.words import DOT, point_title
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Line, Scrolled
from ui.widgets.labels import Chip, ChipKind, KeyHint, Label, Quiet, Title
from ui.widgets.rows import Row, RowList

FORM = "minutes"
RIGHT_WIDTH = 400
ISSUED_HEIGHT = 96  # one row, and a little of the next
TONES = {RemarkKind.REACTION: ChipKind.NEW, RemarkKind.LATE: ChipKind.RUNNING, RemarkKind.ERRATUM: ChipKind.WAITING}


class MinutesScreen(Screen):
    """Kind "minutes", `place.id` the meeting."""

    watches = frozenset({"minutes", "minutes_remark", "issued_paper", "said", "covenant", "meeting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Notulen")
        self.standing: MinutesStanding | None = None
        self._names: dict[object, str] = {}
        self._issued: Sequence[IssuedLine] = ()
        self._shown: str | None = None  # the meeting of which opening wrote a line in the log
        self._reading, self._acting = self.lane(), self.lane()
        self._paper = PaperMaker(self)
        self._extracts = Extracts(self, self.tell_secret)
        self._lay_out()
        self._keeper = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore)
        self.text.textChanged.connect(self._keeper.touched)
        self.purpose.textEdited.connect(self._keeper.touched)

    # Screen

    def enter(self, place: Place) -> None:
        if self._shown != place.id:
            self.standing, self._issued = None, ()
            self.text.set_value("")
            self.purpose.clear()
            for day in (self.since, self.until):
                day.clear()
            self._tell("")
            self._keeper.begin(place.id or "")
            self._shown = None
        super().enter(place)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        assert self.place is not None and self.place.id is not None
        asked = minutes_still_open if self._shown == self.place.id else minutes_standing
        self._shown = self.place.id
        self._reading.ask(self._on_standing, asked, self.place.id)
        self._reading.ask(self._on_points, agenda_still_open, self.place.id)
        self._reading.ask(self._on_organisations, organisations)
        self._reading.ask(self._on_issued, issued_papers, self.place.id)

    def leave(self) -> None:
        self._keeper.keep_now()

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        tr = self.tr
        return (
            Command("minutes.paper", tr("Toon de notulen op papier"), self._on_paper, "Ctrl+P", lambda: self.standing is not None),
            Command("minutes.add", tr("Voeg toe wat u schreef"), self._add, "Ctrl+Return", lambda: self.standing is not None),
            Command("minutes.adopt", tr("Stel de notulen vast"), self._adopt, "", self._may_adopt),
            Command("minutes.hand_out", tr("Reik papier uit"), self._hand_out, "Ctrl+U", lambda: self._may_hand_out),
            Command("minutes.check", tr("Controleer een bestand"), self._choose_file),
        )

    # Layout

    def _lay_out(self) -> None:
        tr = self.tr
        self._may_hand_out = self.desk.may(issue_paper)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._title, self._state = Title(tr("Notulen")), Chip()
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addStretch(1)
        self.paper_button = Button(tr("Op papier"), self._on_paper, icon="file-text")
        self.adopt_button = Button(tr("Vaststellen"), self._adopt, role="primary", icon="badge-check")
        head.addWidget(self.paper_button)
        head.addWidget(self.adopt_button)
        self._left, self._right = self._lay_out_remarks(), self._lay_out_handing_out()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._left, 1)
        row.addWidget(self._right)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _lay_out_remarks(self) -> Card:
        tr = self.tr
        card = Card(margins=20, gap=10)
        self._told = Label("", wrap=True)
        self._fingerprint = Quiet("", wrap=True)
        for part in (self._told, self._fingerprint):
            card.body.addWidget(part)
        self.remarks = RowList(tr("Wat er over is gezegd"), empty=EmptyState(tr("Er is nog niets over gezegd.")))
        card.body.addWidget(self.remarks, 1)
        card.body.addWidget(Line())
        self.point = Picker([(None, tr("Geen punt in het bijzonder"))])
        self.text = TextArea(tr("Schrijf hier wat er anders moet, of wat later kwam."), least=3, most=5)
        self._text_field = Field(tr("Wat wilt u toevoegen?"), self.text)
        card.body.addWidget(Field(tr("Bij welk punt"), self.point))
        card.body.addWidget(self._text_field)
        row = FlowLayout(gap=10)
        self.react_button = Button(tr("Reactie toevoegen"), self._add, role="primary")
        self.late_button = Button(tr("Nagekomen inbreng toevoegen"), self._add_late)
        self.erratum_button = Button(tr("Erratum toevoegen"), self._add, role="primary")
        for button in (self.react_button, self.late_button, self.erratum_button):
            row.addWidget(button)
        row.addWidget(KeyHint(tr("Ctrl Enter"), tr("toevoegen")))
        card.body.addLayout(row)
        return card

    def _lay_out_handing_out(self) -> Card:
        tr = self.tr
        card = Card(tr("Uitreiken"), margins=20, gap=10)
        card.setFixedWidth(px(RIGHT_WIDTH))
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
        self.purpose = LineField(tr("bijvoorbeeld: uitvoering van de afspraken"))
        self.sealed = Check(tr("Versleuteld, met een wachtzin"))
        self.secret = Label("", "strong", wrap=True)
        self.secret.hide()
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._recipient_field, self._purpose_field = Field(tr("Voor wie"), self.recipient), Field(tr("Waarvoor"), self.purpose)
        self.hand_out_button = Button(tr("Papier maken"), self._hand_out, role="primary", icon="send")
        what = (Field(tr("Wat"), self.what), self._case_field, self._period, self.sections)
        for part in (*what, self._recipient_field, self._purpose_field, self.sealed, self.hand_out_button, self.secret):
            column.addWidget(part)
            part.setEnabled(self._may_hand_out)
        column.addWidget(Line())
        column.addWidget(Label(tr("Uitgereikt"), "heading"))
        self._nothing_issued = Quiet(tr("Er is nog niets uitgereikt."))
        self.issued = RowList(tr("Uitgereikt"), lines=3)
        self.issued.setMinimumHeight(px(ISSUED_HEIGHT))
        column.addWidget(self._nothing_issued)
        column.addWidget(self.issued, 1)
        column.addStretch(0)
        card.body.addWidget(Scrolled(inside), 1)
        self.check_button = Button(tr("Bestand controleren…"), self._choose_file, icon="shield")
        card.body.addWidget(self.check_button)
        self._show_what()
        return card

    # What comes in

    def _on_standing(self, found: MinutesStanding) -> None:
        self.standing = found
        self._show()

    def _on_points(self, found: Agenda) -> None:
        hidden = self.desk.names.hidden
        points = [(item.id, point_title(item, hidden=hidden)) for item in found.items]
        self.point.set_options([(None, self.tr("Geen punt in het bijzonder")), *points])
        self.case.set_options([(item.case_id, point_title(item, hidden=hidden)) for item in found.items if item.case_id])
        if self.since.value_date is None:
            self.since.set_date(found.meeting.on.replace(month=1, day=1))
            self.until.set_date(found.meeting.on)

    def _on_organisations(self, found: Sequence[OrganisationLine]) -> None:
        self._names = {o.id: o.name for o in found}
        options = [(o.id, o.name if o.covenant_on else self.tr("{0} (geen convenant)").format(o.name)) for o in found]
        self.recipient.set_options([(TEAM, self.tr("Het team")), *options])

    def _on_issued(self, found: Sequence[IssuedLine]) -> None:
        self._issued = found
        self._nothing_issued.setVisible(not found)
        self.issued.setVisible(bool(found))
        self.issued.set_rows([self._issued_row(line) for line in found])

    # Showing

    def _show(self) -> None:
        found = self.standing
        if found is None:
            return
        tr, is_adopted = self.tr, found.adopted_on is not None
        self._title.setText(tr("Notulen van {0}").format(full_date(found.meeting.on)))
        self._state.show_state(found.version if not is_adopted else tr("vastgesteld"), ChipKind.RUNNING if is_adopted else ChipKind.WAITING)
        self._told.setText(self._standing_words(found))
        self._fingerprint.setText(tr("Vingerafdruk: {0}").format(found.fingerprint) if found.fingerprint else "")
        self._fingerprint.setVisible(bool(found.fingerprint))
        self.adopt_button.setVisible(self._may_adopt())
        self.react_button.setVisible(not is_adopted)
        self.late_button.setVisible(not is_adopted)
        self.erratum_button.setVisible(is_adopted)
        self.erratum_button.setEnabled(self.desk.may(add_erratum))
        self.remarks.set_rows([self._remark_row(r) for r in found.remarks if r.kind is not RemarkKind.CHANGE])

    def _standing_words(self, found: MinutesStanding) -> str:
        tr = self.tr
        if found.adopted_on is None:
            return tr("Concept. U kunt nog reageren. In het volgende overleg worden ze vastgesteld; daarna veranderen ze niet meer.")
        if not found.is_whole:
            return tr(
                "Let op: wat er staat is niet meer wat is vastgesteld op {0}. Iemand veranderde het buiten dit programma om. "
                "Zet een reservekopie terug of vraag de aandachtsfunctionaris."
            ).format(long_date(found.adopted_on))
        told = tr("Vastgesteld op {0}. Wat er staat is precies wat toen is vastgesteld.").format(long_date(found.adopted_on))
        if found.forgotten:
            told += " " + tr("U ziet niet alle delen: u mag ze niet zien, of ze zijn vernietigd omdat de bewaartermijn voorbij is.")
        return told

    def _remark_row(self, remark: RemarkLine) -> Row:
        hidden = self.desk.names.hidden
        kind = f"{remark.kind} {remark.number}" if remark.kind is RemarkKind.ERRATUM else str(remark.kind)
        return Row(
            key=remark.id,
            title=self.tr("tekst verborgen") if hidden else remark.text,
            foot=DOT.join(part for part in (remark.by, full_date(remark.on), remark.code) if part),
            chip=kind,
            kind=TONES[remark.kind],
        )

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

    def _may_adopt(self) -> bool:
        return self.standing is not None and self.standing.adopted_on is None and self.desk.may(adopt_minutes)

    def _typed(self) -> Fields:
        return {"text": self.text.toPlainText(), "purpose": self.purpose.text()}

    def _restore(self, kept: Fields) -> None:
        self.text.set_value(str(kept.get("text", "")))
        self.purpose.setText(str(kept.get("purpose", "")))

    def _on_paper(self) -> None:
        if self.standing is not None:
            self._paper.minutes(self.standing.meeting)

    def _adopt(self) -> None:
        if self.standing is not None and self._may_adopt():
            self._acting.do(
                lambda _: self.desk.say(self.tr("De notulen zijn vastgesteld en veranderen niet meer.")),
                adopt_minutes,
                self.standing.meeting.id,
            )

    def _add(self) -> None:
        """A reaction to a concept, an erratum to what was adopted."""
        self._add_as(react if self.standing is None or self.standing.adopted_on is None else add_erratum)

    def _add_late(self) -> None:
        self._add_as(add_late)

    def _add_as(self, act: object) -> None:
        if self.standing is None:
            return
        if not self.text.value():
            self._text_field.wrong(self.tr("Schrijf eerst wat u wilt toevoegen."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._text_field.wrong("")
        self._keeper.pause()
        self._acting.do(self._on_added, act, self.standing.meeting.id, self.text.value(), self.point.value)  # type: ignore[arg-type]

    def _on_added(self, _: object) -> None:
        self.text.set_value("")
        self._keeper.drop()
        self.desk.say(self.tr("Toegevoegd."))

    def _hand_out(self) -> None:
        tr = self.tr
        if self.standing is None:
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
        self._tell("")
        wish = self._wish(self.standing)
        is_no_period = bool(self.since.fault or self.until.fault or wish.since > wish.until)
        self._until_field.wrong(tr("De eerste dag ligt na de laatste, of is geen dag.") if is_no_period else "")
        if is_no_period and wish.what is What.DECISIONS:
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._extracts.make(wish)

    def _wish(self, standing: MinutesStanding) -> Wish:
        on = standing.meeting.on
        return Wish(
            what=What(str(self.what.value)),
            meeting=standing.meeting,
            recipient=str(self.recipient.value),
            name=self._names.get(self.recipient.value, self.tr("het team")),
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

    def _today(self) -> date:
        return local_day(self.desk.clock())

    def tell_secret(self, passphrase: str) -> None:
        """Show the passphrase of an encrypted copy, which is nowhere kept."""
        self._tell(self.tr("Wachtzin: {0}. Geef hem apart door, bijvoorbeeld aan de telefoon. Hij wordt niet bewaard.").format(passphrase))
        self.inform(self.secret.text())

    def _tell(self, words: str) -> None:
        self.secret.setText(words)
        self.secret.setVisible(bool(words))

    def _choose_file(self) -> None:
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
            self.inform(
                self.tr(
                    "{0} is niet uit dit dossier uitgereikt, of is daarna veranderd. Vertrouw de inhoud niet zonder hem na te vragen."
                ).format(name),
                "warn",
            )
            return
        line = found[-1]
        self.inform(
            self.tr("{0} is echt en onveranderd: {1}, uitgereikt aan {2} op {3} door {4}.").format(
                name, line.title, line.recipient, full_date(local(line.at).date()), line.by
            )
        )

"""The minutes of one overleg after it was held: reactions, what came in later, adopting, errata, and what goes out to partners."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import full_date, long_date
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes, minutes_standing, minutes_still_open, react
from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.minutes_records import MinutesStanding, RemarkLine
from expertiseteam.meetings.records import Agenda, RemarkKind
from ui.meetings.handing_out_card import HandingOutCard
from ui.meetings.paper import PaperMaker
from ui.meetings.words import DOT, point_title
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, TextArea
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Line
from ui.widgets.labels import Chip, ChipKind, KeyHint, Label, Quiet, Title
from ui.widgets.rows import Row, RowList

FORM = "minutes"
TONES = {RemarkKind.REACTION: ChipKind.NEW, RemarkKind.LATE: ChipKind.RUNNING, RemarkKind.ERRATUM: ChipKind.WAITING}


class MinutesScreen(Screen):
    """Kind "minutes", `place.id` the meeting."""

    watches = frozenset({"minutes", "minutes_remark", "issued_paper", "said", "covenant", "meeting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Notulen")
        self.standing: MinutesStanding | None = None
        self._shown: str | None = None  # the meeting of which opening wrote a line in the log
        self._reading, self._acting = self.lane(), self.lane()
        self._paper = PaperMaker(self)
        self._lay_out()
        self._keeper = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore)
        self.text.textChanged.connect(self._keeper.touched)
        for field in (self.hand_out.purpose, self.hand_out.other):
            field.textEdited.connect(self._keeper.touched)

    # Screen

    def enter(self, place: Place) -> None:
        if self._shown != place.id:
            self.standing = None
            self.text.set_value("")
            self.hand_out.begin()
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
        self.hand_out.load(self.place.id)

    def leave(self) -> None:
        self._keeper.keep_now()

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self.hand_out)

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        tr = self.tr
        return (
            Command("minutes.paper", tr("Toon de notulen op papier"), self._on_paper, "Ctrl+P", lambda: self.standing is not None),
            Command("minutes.add", tr("Voeg toe wat u schreef"), self._add, "Ctrl+Return", lambda: self.standing is not None),
            Command("minutes.adopt", tr("Stel de notulen vast"), self._adopt, "", self._may_adopt),
            Command("minutes.hand_out", tr("Reik papier uit"), self.hand_out.hand_out, "Ctrl+U", lambda: self.hand_out.may_hand_out),
            Command(
                "minutes.hand_out_all",
                tr("Sla voor alle partners hun uittreksel op"),
                self.hand_out.hand_out_to_all,
                "Ctrl+Shift+U",
                lambda: self.hand_out.may_hand_out,
            ),
            Command(
                "minutes.book", tr("Maak het notulenboek van het jaar"), self.hand_out.choose_book, "", lambda: self.hand_out.may_hand_out
            ),
            Command("minutes.check", tr("Controleer een bestand"), self.hand_out.choose_file),
        )

    # Layout

    def _lay_out(self) -> None:
        tr = self.tr
        head = QHBoxLayout()
        head.setSpacing(12)
        self._title, self._state = Title(tr("Notulen")), Chip()
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addStretch(1)
        self.paper_button = Button(tr("Op papier"), self._on_paper, icon="file-text")
        self.adopt_button = Button(tr("Vaststellen"), self._adopt, role="primary", icon="badge-check")
        self._left, self.hand_out = self._lay_out_remarks(), HandingOutCard(self)
        self.all_button = Button(tr("Alle uittreksels…"), self.hand_out.hand_out_to_all, icon="save")
        self.all_button.setToolTip(tr("Van elke partner het eigen uittreksel, samen in een map die u kiest (Ctrl+Shift+U)"))
        for button in (self.all_button, self.paper_button, self.adopt_button):
            head.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._left, 1)
        row.addWidget(self.hand_out)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)
        self.all_button.setVisible(self.hand_out.may_hand_out)  # now that it has a parent: it would be a window of its own for a moment

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

    # What comes in

    def _on_standing(self, found: MinutesStanding) -> None:
        if self.standing is not None and self.standing.adopted_on != found.adopted_on:
            self.drop_refusal()  # a colleague adopted them meanwhile
        self.standing = found
        self._show()

    def _on_points(self, found: Agenda) -> None:
        hidden = self.desk.names.hidden
        points = [(item.id, point_title(item, hidden=hidden)) for item in found.items]
        self.point.set_options([(None, self.tr("Geen punt in het bijzonder")), *points])
        self.hand_out.show_agenda(found, hidden=hidden)

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

    # What can be done

    def _may_adopt(self) -> bool:
        return self.standing is not None and self.standing.adopted_on is None and self.desk.may(adopt_minutes)

    def _typed(self) -> Fields:
        return {"text": self.text.toPlainText(), "purpose": self.hand_out.purpose.text(), "other": self.hand_out.other.text()}

    def _restore(self, kept: Fields) -> None:
        self.text.set_value(str(kept.get("text", "")))
        self.hand_out.purpose.setText(str(kept.get("purpose", "")))
        self.hand_out.other.setText(str(kept.get("other", "")))

    def _on_paper(self) -> None:
        if self.standing is not None:
            self._paper.minutes(self.standing.meeting)

    def _adopt(self) -> None:
        if self.standing is not None and self._may_adopt():
            self._acting.do(self._on_adopted, adopt_minutes, self.standing.meeting.id)

    def _on_adopted(self, _: object) -> None:
        self.drop_refusal()
        self.desk.say(self.tr("De notulen zijn vastgesteld en veranderen niet meer."))

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

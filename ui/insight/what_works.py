"""*Wat werkt hier*: a question at the left, and at the right what the team's own visits say about it and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.insight.figure_words import share_words, total_words
from expertiseteam.insight.learning_records import Answer, Figure, Share, WhatWorks
from expertiseteam.insight.what_works import NATIONAL, what_works
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Fold, announce
from ui.widgets.labels import Elided, KeyHint, Label, Quiet, Title
from ui.widgets.rows import Row, RowList
from ui.widgets.shares import Bar, ShareHead, ShareList, ShareRow

LEFT = 330  # pixels for the questions


class WhatWorksScreen(Screen):
    """Kind of place: "what-works". Nobody is named here, neither who went nor who lives there."""

    title = "Wat werkt hier"
    watches = frozenset({"visit", "case", "case_subject", "help_offer", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: WhatWorks | None = None
        self._lane, self._paper_lane = self.lane(latest=True), self.lane()
        self.groups = ShareList(self.tr("Groepen"))
        self.questions = RowList(self.tr("Vragen"), lines=1)
        self.questions.chosen.connect(lambda _: self._show_answer())
        self.questions.opened.connect(lambda _: self.groups.setFocus(Qt.FocusReason.OtherFocusReason))
        self.sentence, self.hidden = Label("", "strong", wrap=True), Quiet("", wrap=True)
        self._total, self._period = Label("", "strong"), Elided("", "quiet")
        self.paper_button = Button(self.tr("Op papier"), self._show_paper, icon="printer")
        self._lay_out()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.questions.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        self.busy(self.tr("Uw bezoeken tellen…"))
        self._lane.ask(self._on_found, what_works, local_day(self.desk.clock()))

    def names_switched(self) -> None:
        """Nobody is named here."""

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def commands(self) -> Sequence[Command]:
        return (Command("works.paper", self.tr("Toon deze cijfers op papier"), self._show_paper, "P", lambda: self._found is not None),)

    def _on_found(self, found: WhatWorks) -> None:
        self.busy("")
        self._found = found
        self._total.setText(total_words(found.total, found.smallest))
        self._period.setText(self.tr("van {0} tot en met {1}").format(full_date(found.since), full_date(found.until)))
        first = next((a.question.name for a in found.answers if a.figures), found.answers[0].question.name)
        rows = [
            Row(answer.question.name, str(answer.question), right="" if answer.figures else self.tr("te weinig"))
            for answer in found.answers
        ]
        self.questions.set_rows(rows, current=self.questions.current or first)
        self._show_answer()

    def _show_answer(self) -> None:
        found = self._found
        answer = next((a for a in found.answers if a.question.name == self.questions.current), None) if found is not None else None
        if found is None or answer is None:
            return
        self._right.heading.setText(str(answer.question))
        self.sentence.setText(answer.sentence)
        self.groups.set_rows([group_row(figure) for figure in answer.figures])
        for part in (self.groups, self._head):
            part.setVisible(bool(answer.figures))
        self.hidden.setText(hidden_words(answer, found.smallest))
        self.hidden.setVisible(bool(answer.hidden))
        announce(self, answer.sentence)

    def _show_paper(self) -> None:
        if (found := self._found) is not None:
            shown = self.tr("Wat werkt hier")
            self._paper_lane.work(lambda pdf: self.desk.paper(shown, pdf, "wat werkt hier.pdf"), _pdf, found)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.tr("Wat werkt hier")))
        head.addWidget(self._period, 1)
        head.addWidget(self.paper_button)
        head.addWidget(KeyHint("P"))
        outer.addLayout(head)
        outer.addWidget(self._total)
        self._left = Card(self.tr("Vragen"), margins=0)
        self._left.head.setContentsMargins(16, 0, 16, 0)
        self._left.body.setContentsMargins(0, 12, 0, 8)
        self._left.setFixedWidth(LEFT)
        self._left.body.addWidget(self.questions, 1)
        self._right = Card(" ", margins=18, gap=8)
        self._right.body.addWidget(self.sentence)
        self._head = ShareHead(self.tr("Groep"), self.tr("gezocht"), self.tr("bereikt"), self.tr("nam hulp aan"))
        self._right.body.addWidget(self._head)
        self._right.body.addWidget(self.groups, 1)
        self._right.body.addWidget(self.hidden)
        honest = self.tr(
            "Geteld zijn huishoudens, niet pogingen. De streep over een balk loopt van het laagste tot het hoogste aandeel dat het met 95 "
            "procent zekerheid echt kan zijn. Hulp is van wie bereikt is. Nooit over één medewerker of één bewoner. Geteld is wat u mag "
            "zien: een collega die van andere casussen weet, ziet andere cijfers."
        )
        self._right.body.addWidget(Quiet(honest, small=True, wrap=True))
        self._elsewhere = Fold(self.tr("Wat elders is gevonden"), self.tr("voor de achtergrond, niet als doel"))
        self._right.body.addWidget(self._elsewhere)
        for one in NATIONAL:
            self._elsewhere.body.addWidget(Quiet(f"{one.words} ({one.source})", small=True, wrap=True))
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self._left)
        columns.addWidget(self._right, 1)
        outer.addLayout(columns, 1)


def group_row(figure: Figure) -> ShareRow:
    """Return a group as it is drawn and read aloud."""
    spoken = f"{figure.label}: {figure.tried} huishoudens gezocht, bereikt {share_words(figure.reached)}, hulp {share_words(figure.helped)}"
    return ShareRow(figure.label.capitalize(), str(figure.tried), (_bar(figure.reached), _bar(figure.helped)), spoken)


def hidden_words(answer: Answer, smallest: int) -> str:
    """Say which groups are not shown, and why."""
    return f"Minder dan {smallest} huishoudens, of af te leiden uit de rest: {', '.join(answer.hidden)}."


def _bar(share: Share | None) -> Bar | str:
    return share_words(None) if share is None else Bar(share.share, share.low, share.high, share_words(share))


def _pdf(found: WhatWorks) -> bytes:
    from reports.what_works import what_works_pdf  # ReportLab is loaded at the first page, in the background

    return what_works_pdf(found)

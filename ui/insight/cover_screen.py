"""*Werk van een collega*: all that is open in the name of who is away, for who stands in (domain.md, row 28)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.insight.covered_work import WorkKind, WorkLine, covered_work
from expertiseteam.team.covering import covers
from expertiseteam.team.records import CoverLine
from ui.insight.words import cover_words, work_row
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import Elided, KeyHint, Title
from ui.widgets.rows import RowList

LEADS_TO = {  # *Vandaag* goes the same way
    WorkKind.CASE: "case",
    WorkKind.VISIT: "visit",
    WorkKind.REFERRAL: "case",
    WorkKind.CODE_STEP: "case",
    WorkKind.ESCALATION: "case",
    WorkKind.FEEDBACK: "concern",
    WorkKind.CHECK: "concern",
    WorkKind.CALL: "concern",
    WorkKind.TELLING: "tellings",
}


class CoverScreen(Screen):
    """Kind of place: "cover"; `place.id` is the member whose work it is. Enter opens what is chosen."""

    title = "Werk van een collega"
    watches = frozenset(
        {"action", "case", "visit", "feedback", "help_offer", "concern", "check_round", "partner_answer", "joint_call", "cover", "telling"}
    ) | {"code_step", "reporting_code", "escalation"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._whose = ""
        self._work: list[WorkLine] = []
        self._lane, self._names = self.lane(latest=True), self.lane(latest=True)
        card = Card(margins=20, gap=10)
        head = QHBoxLayout()
        head.setSpacing(14)
        self._title, self._period = Title(), Elided("", "quiet")
        head.addWidget(self._title)
        head.addWidget(self._period, 1)
        head.addWidget(KeyHint("Enter", self.tr("openen")))
        card.body.addLayout(head)
        self.list = RowList(self.tr("Open werk"), lines=2, empty=EmptyState(self.tr("Er staat niets open.")))
        self.list.opened.connect(self._open)
        card.body.addWidget(self.list, 1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def enter(self, place: Place) -> None:
        self._whose = place.id or self._whose
        super().enter(place)
        self.list.setFocus()

    def load(self) -> None:
        if self._whose:
            self._names.ask(self._on_covers, covers, local_day(self.desk.clock()), self.desk.me.id)
            self._lane.ask(self._on_work, covered_work, self._whose)

    def names_switched(self) -> None:
        self._on_work(self._work)

    def _on_covers(self, found: list[CoverLine]) -> None:
        one = next((cover for cover in found if cover.member_id == self._whose), None)
        others = self.tr("Werk van {0}").format(one.name) if one else self.tr("Werk van een collega")
        self._title.setText(self.tr("Uw open werk") if self._whose == self.desk.me.id else others)
        self._period.setText(cover_words(one, local_day(self.desk.clock())) if one else "")

    def _on_work(self, work: list[WorkLine]) -> None:
        self._work = work
        day, hidden = local_day(self.desk.clock()), self.desk.names.hidden
        self.list.set_rows([work_row(one, day, hidden=hidden) for one in work], current=self.list.current)
        self.list.choose_first()

    def _open(self, key: str) -> None:
        one = next((line for line in self._work if line.id == key), None)
        if one is None:
            return
        if one.kind is WorkKind.ACTION:
            self.desk.go(Place("actions", one.id) if one.at_id == one.id else Place("case", one.at_id))
        else:
            self.desk.go(Place(LEADS_TO[one.kind], one.at_id))

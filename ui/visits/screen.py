"""*Huisbezoeken*: what is planned, for oneself or for all, and what has been."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.visits.duos import planned_visits, recent_visits
from expertiseteam.visits.records import VisitLine
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.visits.lists import visit_rows
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import KeyHint, Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

_MINE, _ALL = "mine", "all"


class VisitsScreen(Screen):
    """Shows places of kind "visits"."""

    title = "Huisbezoeken"
    watches = frozenset({"visit", "case"})
    keeps = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._planned: list[VisitLine] = []
        self._recent: list[VisitLine] = []
        self._first_time = True
        self._lane = self.lane(latest=True)
        self.filters = FilterChips([(_MINE, self.tr("Van mij")), (_ALL, self.tr("Van iedereen"))], name=self.tr("Welke bezoeken"))
        self.filters.changed.connect(lambda _: self._show())
        empty = EmptyState(
            self.tr("Er staat geen huisbezoek gepland. Een duo gaat op pad vanuit een casus."),
            self.tr("Naar de casussen"),
            lambda: desk.go(Place("cases")),
            door=72,
        )
        self.planned = RowList(self.tr("Geplande huisbezoeken"), lines=3, empty=empty)
        self.recent = RowList(
            self.tr("Huisbezoeken die geweest zijn"), lines=3, empty=EmptyState(self.tr("Er is nog niemand langs geweest."), door=72)
        )
        for rows in (self.planned, self.recent):
            rows.opened.connect(lambda key: desk.go(Place("visit", key)))
        self._left = self._card(self.tr("Gepland"), self.filters, self.planned, self.tr("vastleggen"))
        self._right = self._card(self.tr("Geweest"), None, self.recent)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left, 1)
        row.addWidget(self._right, 1)

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.planned.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        self._lane.work(self._on_loaded, self._fetch)

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        return [
            Command("visits.open", self.tr("Leg het gekozen bezoek vast, of lees het"), self._open, "", lambda: bool(self._chosen())),
            Command("visits.mine", self.tr("Toon de bezoeken van uzelf"), lambda: self._choose(_MINE)),
            Command("visits.week", self.tr("Toon het weekplan"), lambda: self.desk.go(Place("week")), "W"),
            Command("visits.all", self.tr("Toon de bezoeken van iedereen"), lambda: self._choose(_ALL)),
        ]

    # Parts

    def _card(self, title: str, filters: FilterChips | None, rows: RowList, enter: str = "") -> Card:
        card = Card(margins=0, gap=0)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 16, 10)
        row.setSpacing(14)
        row.addWidget(Title(title))
        if filters is not None:
            row.addWidget(filters, 1)
            row.addWidget(Button(self.tr("Weekplan"), lambda: self.desk.go(Place("week")), icon="calendar-days"))
        else:
            row.addStretch(1)
            row.addWidget(Button(self.tr("Rondjes"), lambda: self.desk.go(Place("rounds")), role="link"))
            row.addWidget(Button(self.tr("Wat werkt hier"), lambda: self.desk.go(Place("what-works")), role="link"))
        card.body.addWidget(head)
        card.body.addWidget(rows, 1)
        if enter:
            foot = QHBoxLayout()
            foot.setContentsMargins(16, 8, 16, 10)
            foot.addWidget(KeyHint("Enter", enter))
            foot.addStretch(1)
            card.body.addLayout(foot)
        return card

    def _fetch(self) -> tuple[list[VisitLine], list[VisitLine]]:
        return self.desk.workspace.ask(planned_visits), self.desk.workspace.ask(recent_visits)

    def _on_loaded(self, found: tuple[list[VisitLine], list[VisitLine]]) -> None:
        self._planned, self._recent = found
        mine = len(self._mine())
        if self._first_time:
            self._first_time = False
            self.filters.set_value(_MINE if mine else _ALL)
        self.filters.set_counts({_MINE: mine, _ALL: len(self._planned)})
        self._show()

    def _show(self) -> None:
        today, names = local_day(self.desk.clock()), self.desk.names.of
        kept = self._mine() if self.filters.value == _MINE else self._planned
        self.planned.set_rows(visit_rows(kept, names, today))
        self.recent.set_rows(visit_rows(self._recent, names, today))
        for rows in (self.planned, self.recent):
            if rows.hasFocus():
                rows.choose_first()  # Enter opens it at once: the rows come after the focus

    def _mine(self) -> list[VisitLine]:
        me = self.desk.me.id
        return [visit for visit in self._planned if me in (visit.care_id, visit.enforcement_id)]

    def _choose(self, which: str) -> None:
        self.filters.set_value(which)
        self._show()

    def _chosen(self) -> str | None:
        return self.recent.current if self.recent.hasFocus() else self.planned.current

    def _open(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.desk.go(Place("visit", chosen))

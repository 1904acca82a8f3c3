"""The tab *Huisbezoeken* of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.offers import case_offers
from expertiseteam.insight.both_lenses import LensLine, both_lenses
from expertiseteam.visits.records import VisitLine
from ui.cases.both_lenses import BothLensesPage
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.visits.lists import case_visit_rows
from ui.visits.offered import offer_chip, offer_foot
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState
from ui.widgets.labels import Heading, KeyHint
from ui.widgets.rows import Row, RowList


class VisitsTab(QWidget):
    """Enter opens a visit: to record it when it is planned, else to read it."""

    duo_asked = Signal()
    light_help_asked = Signal()
    referral_asked = Signal(object)  # an OfferLine
    available_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._pages, page = Pages(), QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.light_help = Button(self.tr("Lichte hulp"), self.light_help_asked.emit, icon="hand-helping")
        head.addWidget(self.light_help)
        head.addWidget(KeyHint("Alt H"))
        self.available = Button(self.tr("Niet beschikbaar…"), self.available_asked.emit)
        self.available.setAccessibleName(self.tr("Wie is niet beschikbaar voor deze casus?"))
        head.addWidget(self.available)
        self.lenses_button = Button(self.tr("Twee brillen"), self._ask_lenses, icon="eye")
        self.lenses_button.setAccessibleName(self.tr("Lees naast elkaar wat beide brillen zagen"))
        head.addWidget(self.lenses_button)
        head.addStretch(1)
        head.addWidget(KeyHint("Enter", self.tr("vastleggen of lezen")))
        column.addLayout(head)
        words = self.tr("Er is nog niemand langs geweest, en er is geen duo op pad gestuurd.")
        self.list = RowList(
            self.tr("Huisbezoeken van deze casus"),
            lines=2,
            empty=EmptyState(words, self.tr("Duo op pad sturen"), self.duo_asked.emit),
        )
        self.list.opened.connect(lambda key: desk.go(Place("visit", key)))
        column.addWidget(self.list, 2)
        self._offers: dict[str, OfferLine] = {}
        self._lane, self._seen_lane = desk.runner.lane(self, latest=True), desk.runner.lane(self, latest=True)
        self._can_write = False
        self.offers_head = Heading(self.tr("Hulp aangeboden"))
        self.offers = RowList(self.tr("Hulp die is aangeboden"), lines=2)
        self.offers.opened.connect(self._on_offer)
        column.addWidget(self.offers_head)
        column.addWidget(self.offers, 1)
        for part in (self.offers_head, self.offers):
            part.hide()
        self.lenses = BothLensesPage(desk)
        self.lenses.closed.connect(self.escape)
        for one in (page, self.lenses):
            self._pages.addWidget(one)

    def show_visits(self, case_id: str, visits: Sequence[VisitLine], *, can_write: bool) -> None:
        """Show the visits of a case, and ask for what was offered."""
        if case_id != self._case_id:
            self._pages.setCurrentIndex(0)
        self._case_id, self._can_write = case_id, can_write
        if self._pages.currentWidget() is self.lenses:
            self._ask_lenses()
        self._lane.ask(self._on_offers, case_offers, case_id)
        for button in (self.light_help, self.available):
            button.setVisible(can_write)
        if self.list.empty is not None:
            self.list.empty.button.setVisible(can_write)
        self.list.set_rows(case_visit_rows(visits, local_day(self._desk.clock())))

    def escape(self) -> bool:
        """Back from what both lenses saw; False when that is not open."""
        if self._pages.currentWidget() is not self.lenses:
            return False
        self._pages.setCurrentIndex(0)
        self.list.setFocus()
        return True

    def _ask_lenses(self) -> None:
        self._seen_lane.ask(self._on_seen, both_lenses, self._case_id)

    def _on_seen(self, found: Sequence[LensLine]) -> None:
        self.lenses.show_seen(found)
        if self._pages.currentWidget() is not self.lenses:
            self._pages.setCurrentWidget(self.lenses)
            self.lenses.back.setFocus()

    def _on_offers(self, offers: Sequence[OfferLine]) -> None:
        today = local_day(self._desk.clock())
        self._offers = {offer.id: offer for offer in offers}
        rows = []
        for offer in offers:
            chip, kind = offer_chip(offer, today)
            rows.append(Row(offer.id, offer.what, foot=offer_foot(offer, today), chip=chip, kind=kind))
        self.offers.set_rows(rows)
        for part in (self.offers_head, self.offers):
            part.setVisible(bool(rows))

    def _on_offer(self, offer_id: str) -> None:
        offer = self._offers.get(offer_id)
        if offer is not None and offer.referral is not None and self._can_write:
            self.referral_asked.emit(offer)

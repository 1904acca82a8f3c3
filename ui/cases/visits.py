"""The tab *Huisbezoeken* of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.offers import case_offers
from expertiseteam.visits.records import VisitLine
from ui.shell.desk import Desk, Place
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.button = Button(self.tr("Duo op pad sturen"), self.duo_asked.emit, icon="footprints")
        head.addWidget(self.button)
        head.addWidget(KeyHint("Alt D"))
        self.light_help = Button(self.tr("Lichte hulp"), self.light_help_asked.emit, icon="hand-helping")
        head.addWidget(self.light_help)
        head.addWidget(KeyHint("Alt H"))
        self.available = Button(self.tr("Niet beschikbaar…"), self.available_asked.emit)
        self.available.setAccessibleName(self.tr("Wie is niet beschikbaar voor deze casus?"))
        head.addWidget(self.available)
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
        self._lane = desk.runner.lane(self, latest=True)
        self._can_write = False
        self.offers_head = Heading(self.tr("Hulp aangeboden"))
        self.offers = RowList(self.tr("Hulp die is aangeboden"), lines=2)
        self.offers.opened.connect(self._on_offer)
        column.addWidget(self.offers_head)
        column.addWidget(self.offers, 1)
        for part in (self.offers_head, self.offers):
            part.hide()

    def show_visits(self, case_id: str, visits: Sequence[VisitLine], *, can_write: bool) -> None:
        """Show the visits of a case, and ask for what was offered."""
        self._can_write = can_write
        self._lane.ask(self._on_offers, case_offers, case_id)
        for button in (self.button, self.light_help, self.available):
            button.setVisible(can_write)
        if self.list.empty is not None:
            self.list.empty.button.setVisible(can_write)
        self.list.set_rows(case_visit_rows(visits, local_day(self._desk.clock())))

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

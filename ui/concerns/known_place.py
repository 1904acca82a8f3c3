"""Looks up what is known of the place that is typed: doors to suggest, earlier signals and running cases on the very house."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.matching import address_history, known_doors
from expertiseteam.concerns.records import AddressHistory, KnownDoor
from expertiseteam.team.members import villages
from expertiseteam.team.records import VillageLine
from ui.concerns.address_field import AddressField, Doors, cases_on
from ui.concerns.known_card import KnownCard
from ui.shell.screen import Screen


class KnownPlace(QObject):
    """Fills the suggestions of a field and the card beside it. A card may be None: then it only suggests."""

    def __init__(self, screen: Screen, where: AddressField, known: KnownCard | None) -> None:
        super().__init__(screen)
        self._desk, self._where, self._card = screen.desk, where, known
        self._history, self._loading = screen.lane(latest=True), screen.lane(latest=True)
        self._has_looked = False  # at the doors that are known
        self._running: list[CaseLine] = []
        self._known: object = None  # from what the suggestions were made
        where.settled.connect(self.ask)

    def again(self) -> None:
        """Something changed: read anew when a place is typed, else at the next letter."""
        self._has_looked = False
        if self._where.value():
            self.look()

    def look(self) -> None:
        """Read which doors are known: at the first letter that is typed anywhere, for there are thousands and nothing shows them before."""
        if not self._has_looked:
            self._has_looked = True
            self._loading.ask(self._on_doors, known_doors)

    def ask(self, place: str) -> None:
        """Show what is known of this place."""
        if self._card is None:
            return
        if not any(c.isdigit() for c in place):
            self._history.forget()
            self._card.show_nothing(place)
            return
        self._history.ask(partial(self._on_history, place), address_history, place)

    def _on_doors(self, doors: list[KnownDoor]) -> None:
        self._loading.ask(partial(self._on_cases, doors), cases)

    def _on_cases(self, doors: list[KnownDoor], running: list[CaseLine]) -> None:
        self._running = running
        self._loading.ask(partial(self._on_villages, doors, running), villages)

    def _on_villages(self, doors: list[KnownDoor], running: list[CaseLine], known: list[VillageLine]) -> None:
        names, at = [village.name for village in known], [(case.place, case.code) for case in running]
        if self._known != (doors, names, at):
            self._known = (doors, names, at)
            self._loading.work(self._on_known_doors, Doors, doors, names, at)

    def _on_known_doors(self, doors: Doors) -> None:
        self._where.know(doors)
        if self._where.value():
            self.ask(self._where.value())  # it may have been asked before the cases were here

    def _on_history(self, place: str, history: list[AddressHistory]) -> None:
        self._history.work(partial(self._on_known, place, history), cases_on, place, self._running)

    def _on_known(self, place: str, history: list[AddressHistory], at: list[CaseLine]) -> None:
        if self._card is not None:
            self._card.show_known(place, at, history, self._today(), hidden=self._desk.names.hidden)

    def _today(self) -> date:
        return local_day(self._desk.clock())

"""*Geschiedenis*: what happened to the keys, from the signed chain in the key file, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, full_date
from expertiseteam.team.key_notes import note_invited
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.overview import KeyRing, key_ring
from expertiseteam.vault.renewing import PastStep
from ui.entrances import Opened
from ui.shell.screen import Screen
from ui.team.access_words import step_words
from ui.team.section import Section
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import Heading, Quiet
from ui.widgets.rows import Row, RowList


class HistorySection(Section):
    """Newest first. Who manages the keys reads all; everybody reads what is about himself."""

    def __init__(self, screen: Screen, opened: Opened) -> None:
        super().__init__(screen)
        self._opened, self._all = opened, self.desk.may(note_invited)
        self._lane = screen.lane(latest=True)
        card = Card(margins=0, gap=0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 12)
        head.setSpacing(4)
        head.addWidget(Heading(self.tr("Geschiedenis van de sleutels")))
        told = (
            self.tr("Elke wijziging is ondertekend en hangt vast aan die ervoor. Het programma controleert dat steeds opnieuw.")
            if self._all
            else self.tr("U leest hier wat over uw eigen sleutels gaat. De aandachtsfunctionaris leest alles.")
        )
        head.addWidget(Quiet(told, wrap=True))
        card.body.addLayout(head)
        self.list = RowList(self.tr("Geschiedenis van de sleutels"), lines=2, empty=EmptyState(self.tr("Hier staat nog niets over u.")))
        card.body.addWidget(self.list, 1)
        self.column.addWidget(card, 1)

    def load(self) -> None:
        self._lane.work(self._on_ring, key_ring, key_file_of(self._opened.path), self.desk.me.id, self._opened.policy)

    def start(self) -> QWidget:
        return self.list

    def _on_ring(self, ring: KeyRing) -> None:
        steps = ring.steps if self._all else ring.steps_about(self.desk.me.id)
        self.list.set_rows([Row(str(step.number), step_words(step), foot=_when(step)) for step in steps], current=self.list.current)
        self.list.choose_first()


def _when(step: PastStep) -> str:
    if step.when is None:
        return f"Wijziging {step.number}"
    return f"{full_date(local(step.when).date())}, {clock_time(step.when)} · wijziging {step.number}"

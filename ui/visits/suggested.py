"""Pairs that can go to a door, each with its reasons: a press of a button chooses both. Another duo may always be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from expertiseteam.visits.suggesting import SuggestedPair
from ui.widgets.buttons import Button
from ui.widgets.frames import Fold, clear
from ui.widgets.labels import Quiet


class SuggestedPairs(QWidget):
    """`chosen` tells the ids of care eyes and enforcement eyes."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self.fold = Fold(self.tr("Wie kan er gaan?"), open_=True)
        inside = QWidget()
        self._rows = QGridLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(1, 1)
        self.fold.body.addWidget(inside)
        self.contact = Quiet("", wrap=True)
        self.contact.hide()
        self.fold.body.addWidget(self.contact)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)

    def show_contact(self, name: str, village: str) -> None:
        """Say whose village it is, also when that one cannot go; "" where the team named nobody."""
        self.contact.setText(self.tr("Aanspreekpunt van {0}: {1}.").format(village, name) if name else "")
        self.contact.setVisible(bool(name))

    def show_pairs(self, pairs: Sequence[SuggestedPair]) -> None:
        """Show what is suggested; that nobody can go is said too."""
        if [button.text() for button in self.buttons] == [pair.names for pair in pairs] and self._told(pairs):
            return
        clear(self._rows)
        self.buttons = []
        for number, pair in enumerate(pairs):
            button = Button(pair.names, partial(self.chosen.emit, pair.care_id, pair.enforcement_id))
            words = " · ".join(pair.reasons)
            button.setAccessibleName(self.tr("Kies {0}").format(pair.names))
            button.setAccessibleDescription(words)
            self._rows.addWidget(button, number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(Quiet(words, wrap=True), number, 1, Qt.AlignmentFlag.AlignVCenter)
            self.buttons.append(button)
        if not pairs:
            none = self.tr("In deze dagen is er geen paar dat kan: iemand is afwezig, niet beschikbaar of mist een training. Kies zelf.")
            self._rows.addWidget(Quiet(none, wrap=True), 0, 0, 1, 2)
        told = self.tr("een voorstel; u kiest zelf. Alleen bezoeken die u mag zien, tellen mee")
        self.fold.set_hint(told if pairs else self.tr("geen voorstel"))

    def _told(self, pairs: Sequence[SuggestedPair]) -> bool:
        """Whether the reasons stand there too: then nothing is built anew, and the focus stays where it is."""
        return bool(pairs) and [b.accessibleDescription() for b in self.buttons] == [" · ".join(p.reasons) for p in pairs]

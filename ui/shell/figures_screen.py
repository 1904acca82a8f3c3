"""A screen of small tables in columns: what all screens with figures look like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.screen import Screen
from ui.widgets.figures import FigureCard
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Quiet, Title


class FiguresScreen(Screen):
    """Nobody who lives anywhere is named on it."""

    def lay_out(self, period: str, *columns: Sequence[FigureCard], buttons: Sequence[QWidget] = ()) -> None:
        """Put the title with its period and the buttons on top, and the cards below each other in columns."""
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.title))
        head.addWidget(Quiet(period, wrap=True), 1)
        for button in buttons:
            head.addWidget(button)
        outer.addLayout(head)
        inside = QWidget()
        rows = QHBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        for cards in columns:
            side = QVBoxLayout()
            side.setSpacing(12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            rows.addLayout(side, 1)
        self.scrolled = Scrolled(inside)
        outer.addWidget(self.scrolled, 1)

    def names_switched(self) -> None:
        """Nobody is named here."""

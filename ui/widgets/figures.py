"""A card with a small table of figures: a line of heads, and a line for each thing that is counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from ui.widgets.frames import Card, clear
from ui.widgets.labels import Label, Quiet


class FigureCard(Card):
    """Each figure says to a screen reader what it is about: "ruis: 3 (12%)"."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading, " ", margins=16)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self.body.addLayout(self._grid)

    def fill(self, head: Sequence[str], rows: Sequence[Sequence[str]], empty: str) -> None:
        """Show these lines, or the sentence `empty` when there are none."""
        clear(self._grid)
        if not rows:
            self._grid.addWidget(Quiet(empty, wrap=True), 0, 0)
            return
        for column, word in enumerate(head):
            self._grid.addWidget(Quiet(word, small=True), 0, column)
        for number, row in enumerate(rows, 1):
            for column, word in enumerate(row):
                label = Label(word)
                label.setAccessibleName(f"{head[column]}: {word}")
                self._grid.addWidget(label, number, column)
        self._grid.setColumnStretch(len(head), 1)

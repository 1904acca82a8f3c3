"""Facts about one thing, a title before each: who, when, why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets.frames import Card
from ui.widgets.labels import Heading, Label, Quiet

LABEL_WIDTH = 110  # pixels, at the least


class Facts(QWidget):
    """Lines of a title and a value that can be selected. What is not known stays out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Quiet, Label]] = []

    @property
    def told(self) -> dict[str, str]:
        """What stands there, by its title."""
        return {title.text(): value.text() for title, value in self._lines if value.text()}

    def tell(self, facts: Mapping[str, str]) -> None:
        """Show values by title, in order."""
        known = [(title, value) for title, value in facts.items() if value]
        while len(self._lines) < len(known):
            number = len(self._lines)
            title, value = Quiet(""), Label("", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, number, 1)
            self._lines.append((title, value))
        for (title, value), (word, text) in zip(self._lines, known + [("", "")] * (len(self._lines) - len(known)), strict=True):
            for label, said in ((title, word), (value, text)):
                label.setText(said)
                label.setVisible(bool(said))


class FactsCard(Card):
    """The facts of what is chosen in the list beside it, or how to choose. Add to `body` what stands below them."""

    def __init__(self, choose: str) -> None:
        super().__init__(margins=20, gap=10)
        self._chosen, self.title, self.facts = QWidget(), Heading(), Facts()
        self.title.setWordWrap(True)
        column = QVBoxLayout(self._chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        self.choose = Quiet(choose, wrap=True)
        self.body.addWidget(self._chosen)
        self.body.addWidget(self.choose)
        self.body.addStretch(1)
        self.show_nothing()

    def show_facts(self, title: str, facts: Mapping[str, str]) -> None:
        """Show the facts of what is chosen."""
        self.title.setText(title)
        self.facts.tell(facts)
        self._chosen.show()
        self.choose.hide()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._chosen.hide()
        self.choose.show()

"""*Cijfers over signalen*: noise, doubles and answers per source, themes per village, counts per spot. No names, no addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.concerns.figures import SignalFigures, signal_figures
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import CatalogueLine
from ui.concerns.words import capital
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.widgets.frames import Card, Scrolled, clear
from ui.widgets.labels import Label, Quiet, Title

YEAR = timedelta(days=365)
FEW = 5  # fewer than this is shown as "<5" where a village is named: in a small place a small number points at somebody (domain.md, R-40)


class FiguresScreen(Screen):
    """Kind of place: "concern-figures". The last twelve months."""

    title = "Cijfers over signalen"
    watches = frozenset({"concern", "feedback", "catalogue_word"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words_lane, self._lane = self.lane(latest=True), self.lane(latest=True)
        self._words: dict[str, CatalogueLine] = {}
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.tr("Cijfers over signalen")))
        head.addWidget(Quiet(self.tr("de laatste twaalf maanden")), 1)
        column.addLayout(head)
        inside = QWidget()
        rows = QHBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        self.sources = Card(self.tr("Per bron"), " ", margins=16)
        self.themes = Card(self.tr("Wat er speelt per kern"), " ", margins=16)
        self.spots = Card(self.tr("Per plek"), " ", margins=16)
        self._grids: dict[Card, QGridLayout] = {}
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in ((left, (self.sources, self.spots)), (right, (self.themes,))):
            for card in cards:
                grid = self._grids[card] = QGridLayout()
                grid.setHorizontalSpacing(18)
                grid.setVerticalSpacing(6)
                card.body.addLayout(grid)
                side.addWidget(card)
            side.addStretch(1)
            rows.addLayout(side, 1)
        self.scrolled = Scrolled(inside)
        column.addWidget(self.scrolled, 1)

    def load(self) -> None:
        self._words_lane.ask(self._on_words, catalogue_words)

    def names_switched(self) -> None:
        """Nobody is named here."""

    def _on_words(self, words: list[CatalogueLine]) -> None:
        self._words = {word.code: word for word in words}
        now = self.desk.clock()
        self._lane.ask(self._on_figures, signal_figures, now - YEAR, local_day(now))

    def _on_figures(self, figures: SignalFigures) -> None:
        head = (self.tr("bron"), self.tr("signalen"), self.tr("ruis"), self.tr("dubbel"), self.tr("antwoord op tijd"))
        rows = [
            (capital(f.source.value), str(f.total), share(f.noise, f.total), share(f.double, f.total), share(f.on_time, f.answers))
            for f in figures.sources
        ]
        self._fill(self.sources, head, rows, self.tr("Er is nog geen signaal."))
        themes = [(village or self.tr("kern onbekend"), self._label(code), few(count)) for village, code, count in figures.themes[:24]]
        farm = figures.with_signs([code for code, word in self._words.items() if word.leads == "farm"])
        self.themes.aside.setText(self.tr("op een boerenerf: {0}").format(few(farm)) if farm else " ")
        self._fill(self.themes, (self.tr("kern"), self.tr("wat mensen zien"), self.tr("keer")), themes, self.tr("Nog geen woord gekozen."))
        spots = [(self._label(code), str(count)) for code, count in figures.spots]
        self._fill(self.spots, (self.tr("plek"), self.tr("signalen")), spots, self.tr("Er is nog geen plek gekozen."))

    def _label(self, code: str) -> str:
        return capital(self._words[code].label) if code in self._words else code

    def _fill(self, card: Card, head: Sequence[str], rows: Sequence[Sequence[str]], empty: str) -> None:
        grid = self._grids[card]
        clear(grid)
        if not rows:
            grid.addWidget(Quiet(empty, wrap=True), 0, 0)
            return
        for column, word in enumerate(head):
            grid.addWidget(Quiet(word, small=True), 0, column)
        for number, row in enumerate(rows, 1):
            for column, word in enumerate(row):
                label = Label(word)
                label.setAccessibleName(f"{head[column]}: {word}")
                grid.addWidget(label, number, column)
        grid.setColumnStretch(len(head), 1)


def share(part: int, whole: int) -> str:
    """Return a number with its share: "3 (12%)"; a dash when there is nothing to share."""
    return f"{part} ({round(100 * part / whole)}%)" if whole else "–"


def few(count: int) -> str:
    """Return a count, or that there are only a few."""
    return str(count) if count >= FEW else f"<{FEW}"

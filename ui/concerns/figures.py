"""*Cijfers over signalen*: noise, doubles, answers and what came of it per source, themes per village, counts per channel and spot.

No names, no addresses.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.concerns.figures import SignalFigures, signal_figures
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import CatalogueLine
from ui.concerns.words import capital
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.widgets.figures import FigureCard
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Quiet, Title

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
        self.sources = FigureCard(self.tr("Per bron"))
        self.themes = FigureCard(self.tr("Wat er speelt per kern"))
        self.spots = FigureCard(self.tr("Per plek"))
        self.thanks = FigureCard(self.tr("Wat signalen opleverden, om te bedanken"))
        self.channels = FigureCard(self.tr("Hoe het binnenkwam"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in ((left, (self.sources, self.thanks, self.channels)), (right, (self.themes, self.spots))):
            for card in cards:
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
        self.sources.fill(head, rows, self.tr("Er is nog geen signaal."))
        head = (self.tr("bron"), self.tr("signalen"), self.tr("bij een casus"), self.tr("hulp of antwoord"), self.tr("wordt nog bekeken"))
        led = [(capital(f.source.value), few(f.total), few(f.joined), few(f.helped), few(f.waiting)) for f in figures.sources]
        self.thanks.fill(head, led, self.tr("Er is nog geen signaal."))
        came = [(self._label(code), str(count)) for code, count in figures.channels]
        self.channels.fill((self.tr("kanaal"), self.tr("signalen")), came, self.tr("Er is nog geen signaal."))
        themes = [(village or self.tr("kern onbekend"), self._label(code), few(count)) for village, code, count in figures.themes[:24]]
        farm = figures.with_signs([code for code, word in self._words.items() if word.leads == "farm"])
        self.themes.aside.setText(self.tr("op een boerenerf: {0}").format(few(farm)) if farm else " ")
        self.themes.fill((self.tr("kern"), self.tr("wat mensen zien"), self.tr("keer")), themes, self.tr("Nog geen woord gekozen."))
        spots = [(self._label(code), str(count)) for code, count in figures.spots]
        self.spots.fill((self.tr("plek"), self.tr("signalen")), spots, self.tr("Er is nog geen plek gekozen."))

    def _label(self, code: str) -> str:
        return capital(self._words[code].label) if code in self._words else code


def share(part: int, whole: int) -> str:
    """Return a number with its share: "3 (12%)"; a dash when there is nothing to share."""
    return f"{part} ({round(100 * part / whole)}%)" if whole else "–"


def few(count: int) -> str:
    """Return a count, or that there are only a few."""
    return str(count) if count >= FEW else f"<{FEW}"

"""*Cijfers over signalen*: noise, doubles, answers and what came of it per source, themes per village, counts per channel and spot.

No names, no addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from expertiseteam.basics.clock import local_day
from expertiseteam.concerns.figures import SignalFigures, signal_figures
from expertiseteam.concerns.trades import SealedCount, count_trades
from expertiseteam.insight.sheet_records import ThanksPaper
from expertiseteam.insight.thanks import thanks_paper
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import CatalogueLine
from ui.concerns.words import capital
from ui.insight.year_paper import YearPaper
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.figures_screen import FiguresScreen
from ui.widgets.buttons import Button
from ui.widgets.figures import FigureCard
from ui.widgets.labels import KeyHint

YEAR = timedelta(days=365)


class ConcernFiguresScreen(FiguresScreen):
    """Kind of place: "concern-figures". The last twelve months."""

    title = "Cijfers over signalen"
    watches = frozenset({"concern", "feedback", "presence", "catalogue_word", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words_lane, self._lane = self.lane(latest=True), self.lane(latest=True)
        self._words: dict[str, CatalogueLine] = {}
        self.sources = FigureCard(self.tr("Per bron"))
        self.themes = FigureCard(self.tr("Wat er speelt per kern"))
        self.spots = FigureCard(self.tr("Per plek"))
        self.thanks = FigureCard(self.tr("Wat signalen opleverden, om te bedanken"))
        self.channels = FigureCard(self.tr("Hoe het binnenkwam"))
        self.trades = FigureCard(self.tr("Per beroep, om te bedanken"))
        self.villages = FigureCard(self.tr("Per kern"))
        self.certainties = FigureCard(self.tr("Hoe zeker"))
        self._counted: SealedCount | None = None  # by the aandachtsfunctionaris, on this screen
        self._count_lane, self._paper_lane = self.lane(), self.lane(latest=True)
        self.year = YearPaper(self)
        self.count_button = Button(self.tr("Tel per beroep"), self._count)
        self.paper_button = Button(self.tr("Blad om te bedanken"), self._show_paper, icon="printer")
        left, right = (self.sources, self.thanks, self.channels, self.certainties), (self.trades, self.themes, self.villages, self.spots)
        self.lay_out(
            self.tr("de laatste twaalf maanden · bij – zou een klein aantal te herleiden zijn"),
            left,
            right,
            buttons=(self.count_button, self.paper_button, KeyHint("P"), self.year.button, KeyHint("J")),
        )
        for part in (self.trades, self.count_button):
            part.setVisible(desk.may(count_trades))

    def load(self) -> None:
        self._words_lane.ask(self._on_words, catalogue_words)

    def commands(self) -> Sequence[Command]:
        return (
            Command("thanks.paper", self.tr("Toon het blad om te bedanken"), self._show_paper, "P"),
            Command("thanks.count", self.tr("Tel signalen per beroep"), self._count, enabled=lambda: self.desk.may(count_trades)),
            *self.year.commands(),
        )

    def _count(self) -> None:
        """Open the seals to count trades, and nothing else; a line in the log each time."""
        self._count_lane.do(self._on_counted, count_trades, self.desk.clock() - YEAR)

    def _on_counted(self, found: SealedCount) -> None:
        self._counted = found
        self._show_trades()

    def _show_trades(self) -> None:
        head = (self.tr("beroep"), self.tr("signalen"), self.tr("bij een casus"), self.tr("hulp of antwoord"), self.tr("wordt nog bekeken"))
        found = sorted(self._counted.trades if self._counted else (), key=lambda one: self._label(one.trade))
        rows = [(self._label(f.trade), f.total, f.joined, f.helped, f.waiting) for f in found]
        not_yet = self.tr(
            "Het beroep ligt verzegeld bij de melder. Tellen opent de zegels en bewaart alleen getallen; het staat in het logboek."
        )
        if (told := self._counted) is not None:
            back = self.tr("{0} vertelden ons iets, {1} kwamen terug").format(told.tellers, told.returning)
            self.trades.aside.setText(back if told.tellers != "0" else " ")
        self.trades.fill(head, rows, not_yet if self._counted is None else self.tr("Bij geen signaal is een beroep gekozen."))

    def _show_paper(self) -> None:
        since, today = self.desk.clock() - YEAR, local_day(self.desk.clock())
        trades = self._counted.trades if self._counted else ()
        self._paper_lane.ask(lambda paper: self._paper_lane.work(self._on_pdf, _pdf, paper), thanks_paper, since, today, trades)

    def _on_pdf(self, pdf: bytes) -> None:
        self.desk.paper(self.tr("Bedankt"), pdf, "bedankt.pdf")

    def _on_words(self, words: list[CatalogueLine]) -> None:
        self._words = {word.code: word for word in words}
        self._show_trades()
        now = self.desk.clock()
        self._lane.ask(self._on_figures, signal_figures, now - YEAR, local_day(now))

    def _on_figures(self, figures: SignalFigures) -> None:
        head = (self.tr("bron"), self.tr("signalen"), self.tr("ruis"), self.tr("dubbel"), self.tr("antwoord op tijd"))
        rows = [(capital(f.source.value), f.total, f.noise, f.double, f.on_time or "–") for f in figures.sources]
        self.sources.fill(head, rows, self.tr("Er is nog geen signaal."))
        head = (self.tr("bron"), self.tr("signalen"), self.tr("bij een casus"), self.tr("hulp of antwoord"), self.tr("wordt nog bekeken"))
        led = [(capital(f.source.value), f.total, f.joined, f.helped, f.waiting) for f in figures.sources]
        self.thanks.fill(head, led, self.tr("Er is nog geen signaal."))
        came = [(self._label(code), count) for code, count in figures.channels]
        self.channels.fill((self.tr("kanaal"), self.tr("signalen")), came, self.tr("Er is nog geen signaal."))
        themes = [(village or self.tr("kern onbekend"), self._label(code), count) for village, code, count in figures.themes[:24]]
        farm = self.tr("op een boerenerf: {0}").format(figures.farm)
        self.themes.aside.setText(farm if figures.farm != "0" else " ")
        self.themes.fill((self.tr("kern"), self.tr("wat mensen zien"), self.tr("keer")), themes, self.tr("Nog geen woord gekozen."))
        self.sources.aside.setText(self.tr("op tijd gewogen: {0}").format(figures.weighed) if figures.weighed else " ")
        there = [(village or self.tr("kern onbekend"), count) for village, count in figures.villages]
        self.villages.fill((self.tr("kern"), self.tr("signalen")), there, self.tr("Er is nog geen signaal."))
        sure = [(self._label(code), count) for code, count in figures.certainties]
        self.certainties.fill((self.tr("hoe zeker"), self.tr("signalen")), sure, self.tr("Er is nog geen signaal."))
        there_was = {code: (str(often), f"{together / often:.1f}".replace(".", ",")) for code, often, together in figures.presence}
        told = dict(figures.spots)
        spots = [(self._label(code), told.get(code, ""), *there_was.get(code, ("", ""))) for code in dict.fromkeys((*told, *there_was))]
        titles = (self.tr("plek"), self.tr("signalen"), self.tr("dagen dat het team er was"), self.tr("collega’s per keer"))
        self.spots.fill(titles, spots, self.tr("Er is nog geen plek gekozen, en nog niet vastgelegd wie er was."))

    def _label(self, code: str) -> str:
        return capital(self._words[code].label) if code in self._words else code


def _pdf(paper: ThanksPaper) -> bytes:
    from reports.thanks import thanks_pdf  # ReportLab is loaded at the first page, in the background

    return thanks_pdf(paper)

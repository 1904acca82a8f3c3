"""*Cijfers over casussen*: how many run, how long, how soon something was done, and what became of threatened homes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import MONTHS
from expertiseteam.basics.small_counts import with_share
from expertiseteam.cases.records import Tenure
from expertiseteam.insight.case_figures import CaseFigures, QuarterFigure, ToldFigures, case_figures, told_figures
from expertiseteam.insight.refusals import RefusalFigures, refusal_figures, told_refusals
from expertiseteam.team.settings import team_settings
from ui.insight.year_paper import YearPaper
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.figures_screen import FiguresScreen
from ui.widgets.figures import FigureCard
from ui.widgets.labels import KeyHint


class CaseFiguresScreen(FiguresScreen):
    """Kind of place: "case-figures". The last twelve months; never a resident or an address."""

    title = "Cijfers over casussen"
    watches = frozenset({"case", "case_ending", "case_subject", "ave_step", "eviction_step", "action", "visit", "concern", "objection"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lane = self.lane(latest=True)
        self.months = FigureCard(self.tr("Open casussen per maand"))
        self.times = FigureCard(self.tr("Hoe snel en hoe vroeg"))
        self.evictions = FigureCard(self.tr("Dreigende uithuiszetting"))
        self.loads = FigureCard(self.tr("Lopende casussen per regisseur"))
        self.tenures = FigureCard(self.tr("Wonen, bij lopende casussen"))
        self.refusals = FigureCard(self.tr("Waarom mensen nee zeggen"))
        self.objections = FigureCard(self.tr("Bezwaar tegen gegevensgebruik"))
        self._refusal_lane = self.lane(latest=True)
        self.quarters = FigureCard(self.tr("Wonen, bij wat nieuw was"))
        period = self.tr("de laatste twaalf maanden, van wat u mag zien")
        right = (self.times, self.evictions, self.objections, self.tenures, self.loads)
        self.year = YearPaper(self)
        self.lay_out(period, (self.months, self.refusals, self.quarters), right, buttons=(self.year.button, KeyHint("J")))

    def commands(self) -> Sequence[Command]:
        return self.year.commands()

    def load(self) -> None:
        today = local_day(self.desk.clock())
        self._lane.work(self._on_figures, self._fetch, today)
        self._refusal_lane.work(self._on_refusals, self._fetch_refusals, today)

    def _fetch(self, today: date) -> tuple[CaseFigures, ToldFigures]:
        found = self.desk.workspace.ask(case_figures, today)
        return found, told_figures(found, self.desk.workspace.ask(team_settings).smallest_count)

    def _fetch_refusals(self, today: date) -> tuple[RefusalFigures, tuple[list[str], list[str]]]:
        found = self.desk.workspace.ask(refusal_figures, today)
        return found, told_refusals(found, self.desk.workspace.ask(team_settings).smallest_count)

    def _on_refusals(self, fetched: tuple[RefusalFigures, tuple[list[str], list[str]]]) -> None:
        found, (counts, objections) = fetched
        reasons = [reason.capitalize() if reason else self.tr("Niet gezegd waarom") for reason, _ in found.reasons]
        rows = list(zip(reasons, counts, strict=True))
        self.refusals.fill((self.tr("reden"), self.tr("huishoudens")), rows, self.tr("Niemand zei nee."))
        kinds = (self.tr("bezwaar gemaakt"), self.tr("gestopt"), self.tr("doorgegaan, met reden"), self.tr("nog niet besloten"))
        rows = list(zip(kinds, objections, strict=True)) if found.objections else []
        self.objections.fill((self.tr("bezwaar"), self.tr("keer")), rows, self.tr("Niemand maakte bezwaar, van wat u mag zien."))

    def _on_figures(self, fetched: tuple[CaseFigures, ToldFigures]) -> None:
        found, told = fetched
        head = (self.tr("maand"), self.tr("geopend"), self.tr("afgesloten"), self.tr("open aan het eind, ongeveer"))
        names = [f"{MONTHS[m.first.month - 1]} {m.first.year}" for m in found.months]
        self.months.fill(head, [(name, *counts) for name, counts in reversed(list(zip(names, told.months, strict=True)))], "")
        times = [
            (self.tr("dagen van het eerste signaal tot de eerste actie of het eerste duo (de middelste)"), days(found.first_action_days)),
            (self.tr("geopend na een signaal, nog niets afgesproken"), told.without_action),
            (self.tr("begonnen in AVE-fase 1 of 2, van wat een fase kreeg"), told.early),
            (self.tr("dagen van openen tot afsluiten (de middelste)"), days(found.median_days)),
        ]
        self.times.fill((self.tr("wat"), ""), times, "")
        kinds = (self.tr("dreigt"), self.tr("afgewend"), self.tr("uitgesteld"), self.tr("uitgevoerd"), self.tr("vrijwillig vertrokken"))
        self.evictions.fill((self.tr("hoe het staat"), self.tr("huishoudens")), list(zip(kinds, told.evictions, strict=True)), "")
        loads = [(name, str(count)) for name, count in found.loads]
        self.loads.fill((self.tr("regisseur"), self.tr("casussen")), loads, self.tr("Er loopt geen casus."))
        said = [(tenure.value if tenure else self.tr("niet gezegd"), count) for tenure, count in told.tenures]
        self.tenures.fill((self.tr("hoe iemand woont"), self.tr("casussen")), said, self.tr("Er loopt geen casus."))
        lives = (self.tr("drie maanden vanaf"), self.tr("geopend"), self.tr("eigen huis"), self.tr("corporatie"), self.tr("andere huur"))
        rows = [quarter_row(one, *counts) for one, counts in zip(found.quarters, told.quarters, strict=True)]
        self.quarters.fill((*lives, self.tr("anders")), list(reversed(rows)), "")


def quarter_row(one: QuarterFigure, opened: str, lives: Mapping[Tenure | None, str]) -> tuple[str, ...]:
    """Return a quarter as it stands in the table: which months, how many were opened, and how these people live."""
    rented = (lives[Tenure.CORPORATION], lives[Tenure.PRIVATE], lives[Tenure.OTHER])
    return (f"{MONTHS[one.first.month - 1]} {one.first.year}", opened, with_share(lives[Tenure.OWNED], one.owned, one.opened), *rented)


def days(middle: float | None) -> str:
    """Return a median of days: "12", "7,5"; a dash when there is nothing to count."""
    return "–" if middle is None else f"{middle:g}".replace(".", ",")

"""*Cijfers over casussen*: how many run, how long, how soon something was done, and what became of threatened homes."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import MONTHS
from expertiseteam.cases.records import Tenure
from expertiseteam.insight.case_figures import CaseFigures, QuarterFigure, case_figures
from expertiseteam.insight.refusals import RefusalFigures, refusal_figures
from ui.insight.year_paper import YearPaper
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.figures_screen import FiguresScreen, share
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
        self._lane.ask(self._on_figures, case_figures, today)
        self._refusal_lane.ask(self._on_refusals, refusal_figures, today)

    def _on_refusals(self, found: RefusalFigures) -> None:
        rows = [(reason.capitalize() if reason else self.tr("Niet gezegd waarom"), str(count)) for reason, count in found.reasons]
        self.refusals.fill((self.tr("reden"), self.tr("huishoudens")), rows, self.tr("Niemand zei nee."))
        kinds = [
            (self.tr("bezwaar gemaakt"), found.objections),
            (self.tr("gestopt"), found.stopped),
            (self.tr("doorgegaan, met reden"), found.went_on),
            (self.tr("nog niet besloten"), found.undecided),
        ]
        rows = [(word, str(count)) for word, count in kinds] if found.objections else []
        self.objections.fill((self.tr("bezwaar"), self.tr("keer")), rows, self.tr("Niemand maakte bezwaar, van wat u mag zien."))

    def _on_figures(self, found: CaseFigures) -> None:
        head = (self.tr("maand"), self.tr("geopend"), self.tr("afgesloten"), self.tr("open aan het eind"))
        months = [(f"{MONTHS[m.first.month - 1]} {m.first.year}", str(m.opened), str(m.ended), str(m.open)) for m in reversed(found.months)]
        self.months.fill(head, months, "")
        times = [
            (self.tr("dagen van het eerste signaal tot de eerste actie of het eerste duo (de middelste)"), days(found.first_action_days)),
            (self.tr("geopend na een signaal, nog niets afgesproken"), str(found.without_action)),
            (self.tr("begonnen in AVE-fase 1 of 2, van wat een fase kreeg"), f"{found.early} van {found.phased}" if found.phased else "–"),
            (self.tr("dagen van openen tot afsluiten (de middelste)"), days(found.median_days)),
        ]
        self.times.fill((self.tr("wat"), ""), times, "")
        homes = found.evictions
        kinds = [
            (self.tr("dreigt"), homes.threatened),
            (self.tr("afgewend"), homes.averted),
            (self.tr("uitgesteld"), homes.postponed),
            (self.tr("uitgevoerd"), homes.carried_out),
            (self.tr("vrijwillig vertrokken"), homes.left),
        ]
        self.evictions.fill((self.tr("hoe het staat"), self.tr("huishoudens")), [(word, str(count)) for word, count in kinds], "")
        loads = [(name, str(count)) for name, count in found.loads]
        self.loads.fill((self.tr("regisseur"), self.tr("casussen")), loads, self.tr("Er loopt geen casus."))
        whole = sum(count for _, count in found.tenures)
        said = [(t.value if t else self.tr("niet gezegd"), share(count, whole)) for t, count in found.tenures]
        self.tenures.fill((self.tr("hoe iemand woont"), self.tr("casussen")), said, self.tr("Er loopt geen casus."))
        lives = (self.tr("drie maanden vanaf"), self.tr("geopend"), self.tr("eigen huis"), self.tr("corporatie"), self.tr("andere huur"))
        self.quarters.fill((*lives, self.tr("anders")), [quarter_row(one) for one in reversed(found.quarters)], "")


def quarter_row(one: QuarterFigure) -> tuple[str, ...]:
    """Return a quarter as it stands in the table: which months, how many were opened, and how these people live."""
    lives = dict(one.tenures)
    rented = (lives[Tenure.CORPORATION], lives[Tenure.PRIVATE], lives[Tenure.OTHER] + lives[None])
    return (f"{MONTHS[one.first.month - 1]} {one.first.year}", str(one.opened), share(one.owned, one.opened), *map(str, rented))


def days(middle: float | None) -> str:
    """Return a median of days: "12", "7,5"; a dash when there is nothing to count."""
    return "–" if middle is None else f"{middle:g}".replace(".", ",")

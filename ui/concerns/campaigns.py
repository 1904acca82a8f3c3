"""*Wat er in het dorp is gedaan*: signals by month, and around each thing that the team did to be found (domain.md, row 119)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import MONTHS, short_date
from expertiseteam.concerns.campaigns import CampaignFigure, CampaignLine, SignalTrend, record_campaign, signal_trend, withdraw_campaign
from expertiseteam.team.members import villages
from expertiseteam.team.records import VillageLine
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.figures import FigureCard
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import KeyHint, Quiet
from ui.widgets.rows import Row, RowList


class CampaignPanel(Panel):
    """What was done, on which day, and where. `done` tells the sentence for the status line."""

    form = "campaign"
    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Wat er in het dorp is gedaan"), self.tr("Schrijf het op"))
        told = self.tr("Zo ziet u later of er daarna meer signalen kwamen. Wie er door iets kwam, vraagt en bewaart niemand.")
        self.body.addWidget(Quiet(told, wrap=True))
        self.what = LineField(self.tr("bijvoorbeeld: stukje in de dorpskrant, hulp is gratis"), name=self.tr("Wat is er gedaan?"))
        self.what_field = Field(self.tr("Wat is er gedaan?"), self.what)
        self.day = DateField(lambda: local_day(desk.clock()), name=self.tr("Op welke dag?"), looking_back=True)
        self.day_field = Field(self.tr("Op welke dag?"), self.day)
        self.village = Picker(name=self.tr("Waar?"))
        self.body.addWidget(self.what_field)
        self.body.addWidget(beside(self.day_field, Field(self.tr("Waar?"), self.village)))
        for name, widget in (("what", self.what), ("day", self.day), ("village", self.village)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, places: Sequence[VillageLine]) -> None:
        """Ask what was done; mostly it was today."""
        self.village.set_options([("", self.tr("in alle kernen")), *((one.name, one.name) for one in places)])
        self.fill({"day": "vandaag"})
        self.village.set_value("")
        for field in (self.what_field, self.day_field):
            field.wrong("")
        self.begin("")
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day = self.day.value_date
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één zin wat er is gedaan."))
        self.day_field.wrong("" if day else self.day.fault or self.tr("Vul de dag in."))
        if day is None or not self.what.value():
            (self.what if self.what_field.fault else self.day).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._lane.do(lambda _: self._on_recorded(), record_campaign, self.what.value(), day, str(self.village.value or ""))

    def _on_recorded(self) -> None:
        self.recorded()
        self.done.emit(self.tr("Opgeschreven wat er is gedaan."))


class CampaignsScreen(Screen):
    """Kind of place: "campaigns". Nobody who lives anywhere is named on it."""

    title = "Wat er in het dorp is gedaan"
    watches = frozenset({"campaign", "concern", "village", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: dict[str, CampaignLine] = {}
        self._places: list[VillageLine] = []
        self._lane, self._places_lane, self._acts = self.lane(latest=True), self.lane(latest=True), self.lane()
        none_yet = self.tr("Nog niets opgeschreven, zoals een stukje in de dorpskrant of een kraam op de markt.")
        self.list = RowList(self.title, lines=2, empty=EmptyState(none_yet, self.tr("Schrijf op wat er is gedaan"), self._new, door=64))
        self.list.key("Delete", self._withdraw)
        self.months = FigureCard(self.tr("Signalen per maand"))
        self.panel = CampaignPanel(desk)
        self.panel.closed.connect(self._on_closed)
        self.panel.done.connect(lambda words: desk.say(words))
        self._lay_out()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        self._lane.ask(self._on_trend, signal_trend, local_day(self.desk.clock()))
        self._places_lane.ask(self._on_villages, villages)

    def leave(self) -> None:
        if self._is_writing():
            self.panel.kept.keep_now()

    def escape(self) -> bool:
        if self._is_writing():
            self.panel.give_up()
            return True
        return False

    def names_switched(self) -> None:
        """No resident is named here."""

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def commands(self) -> Sequence[Command]:
        words = self.tr("Schrijf op wat er in het dorp is gedaan")
        return (Command("campaign.new", words, self._new, "N", lambda: self._may_write and not self._is_writing()),)

    @property
    def _may_write(self) -> bool:
        return self.desk.may(record_campaign)

    def _is_writing(self) -> bool:
        return self._pages.currentWidget() is self._sheet

    def _new(self) -> None:
        self._pages.setCurrentWidget(self._sheet)
        self.panel.open_for(self._places)

    def _on_closed(self) -> None:
        self._pages.setCurrentWidget(self._shown)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()

    def _withdraw(self, key: str) -> None:
        if self._may_write and (line := self._lines.get(key)) is not None:
            self._acts.do(lambda _: self.inform(self.tr("Weggehaald: {0}.").format(line.what), "accent"), withdraw_campaign, line)

    def _on_villages(self, found: list[VillageLine]) -> None:
        self._places = found

    def _on_trend(self, trend: SignalTrend) -> None:
        today = local_day(self.desk.clock())
        self._lines = {one.line.id: one.line for one in trend.campaigns}
        self.list.set_rows([campaign_row(one, trend, today) for one in trend.campaigns], current=self.list.current)
        head = (self.tr("maand"), self.tr("signalen"), self.tr("gedaan"))
        self.months.fill(head, month_rows(trend), "")

    def _lay_out(self) -> None:
        self._left = Card(self.title, " ", margins=0)
        self._left.head.setContentsMargins(16, 4, 16, 0)
        self._left.body.setContentsMargins(0, 12, 0, 8)
        if self._may_write:
            self._left.head.addWidget(Button(self.tr("Opschrijven"), self._new, role="primary", icon="plus"))
            self._left.head.addWidget(KeyHint("N"))
        self._left.body.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 4)
        foot.addWidget(Quiet(self.tr("Meer signalen erna kan ook door iets anders komen. Geteld: wat u mag zien."), small=True, wrap=True))
        if self._may_write:
            foot.addWidget(KeyHint("Delete", self.tr("haalt weg wat er per ongeluk staat")))
        self._left.body.addLayout(foot)
        self._right = self.months
        self._shown = QWidget()
        columns = QHBoxLayout(self._shown)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self._left, 1)
        side = QVBoxLayout()
        side.addWidget(self.months)
        side.addStretch(1)
        columns.addLayout(side)
        self._pages = Pages()
        self._sheet = Card(margins=22)
        self._sheet.body.addWidget(self.panel)
        for page in (self._shown, self._sheet):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)


def campaign_row(figure: CampaignFigure, trend: SignalTrend, today: date) -> Row:
    """Return one thing that was done: "4 weken ervoor 6, erna 11 signalen"."""
    line, weeks = figure.line, trend.weeks
    before, since = figure.before, figure.after
    where = f"{short_date(line.on, today)} · {line.village or 'alle kernen'}"
    after = f"erna {since}" if not figure.is_running else f"erna tot nu toe {since}"
    counted = f"{weeks} {'week' if weeks == 1 else 'weken'} ervoor {before}, {after}"
    return Row(line.id, line.what, foot=where, right=counted, spoken=f"{line.what}, {where}, signalen: {counted}")


def month_rows(trend: SignalTrend) -> list[tuple[str, str, str]]:
    """Return the months, the newest first: how many signals, and on which days something was done."""
    found = []
    for first, count in reversed(trend.months):
        done = [one.line for one in reversed(trend.campaigns) if (one.line.on.year, one.line.on.month) == (first.year, first.month)]
        days = " en ".join(f"{one.on.day} {MONTHS[one.on.month - 1][:3]}" for one in done)
        found.append((f"{MONTHS[first.month - 1]} {first.year}", str(count), days))
    return found

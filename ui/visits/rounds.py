"""*Rondjes*: those of this week, prepared with who walked along last time, and those that were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, day_month, short_date
from expertiseteam.basics.text import fold
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.members import members, villages
from expertiseteam.team.records import CatalogueLine, MemberLine, VillageLine
from expertiseteam.visits.round_records import RoundLine, RoundPlan, RoundState
from expertiseteam.visits.rounds import join_rounds, past_rounds, plan_rounds, record_round, rounds_of_week, skip_round, stop_rounds
from expertiseteam.visits.week import monday_of
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.visits.round_panels import NewRoundPanel, RoundPanel, SkipRoundPanel
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.rows import Row, RowList

LEFT = 380  # pixels
Found = tuple[list[RoundPlan], list[RoundLine], list[MemberLine], list[VillageLine], list[CatalogueLine]]


class RoundsScreen(Screen):
    """Kind of place: "rounds"."""

    title = "Rondjes"
    watches = frozenset({"round", "round_series", "member", "village", "catalogue_word"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._plans: list[RoundPlan] = []
        self._day: date | None = None  # a day of the week that is shown; none: the present week
        self._lane, self._acts = self.lane(latest=True), self.lane()
        none_yet = EmptyState(self.tr("Er is nog geen wekelijks rondje."), self.tr("Plan een rondje"), self._new, door=64)
        self.week = RowList(self.tr("Rondjes van deze week"), lines=2, empty=none_yet)
        self.week.opened.connect(self._open)
        self.past = RowList(self.tr("Eerdere rondjes"), lines=3, empty=EmptyState(self.tr("Er is nog geen rondje geweest."), door=64))
        self.form, self.skip, self.new = RoundPanel(desk), SkipRoundPanel(desk), NewRoundPanel(desk)
        self.form.skipped.connect(self._skip)
        for panel in (self.form, self.skip, self.new):
            panel.closed.connect(self._on_closed)
        self._lay_out()

    # Screen

    def enter(self, place: Place) -> None:
        self._day = date.fromisoformat(place.id) if place.id else None
        super().enter(place)
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        self._lane.work(self._on_loaded, self._fetch)

    def leave(self) -> None:
        if isinstance(panel := self._pages.currentWidget(), Panel):
            panel.kept.keep_now()

    def escape(self) -> bool:
        if isinstance(panel := self._pages.currentWidget(), Panel):
            panel.give_up()
            return True
        return False

    def names_switched(self) -> None:
        """No resident is named here."""

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def commands(self) -> Sequence[Command]:
        def is_free() -> bool:
            return self._pages.currentWidget() is self.past

        return (
            Command("rounds.before", self.tr("Toon de rondjes van de week ervoor"), lambda: self._go(-7), "E", is_free),
            Command("rounds.after", self.tr("Toon de rondjes van de week erna"), lambda: self._go(7), "L", is_free),
            Command("rounds.new", self.tr("Plan een wekelijks rondje"), self._new, "N", lambda: is_free() and self.desk.may(plan_rounds)),
            Command(
                "rounds.stop", self.tr("Stop met het gekozen rondje"), self._stop, "", lambda: is_free() and self._chosen() is not None
            ),
        )

    # Work

    def _fetch(self) -> Found:
        ask = self.desk.workspace.ask
        return ask(rounds_of_week, self._shown()), ask(past_rounds), ask(members), ask(villages), ask(catalogue_words)

    def _on_loaded(self, found: Found) -> None:
        self._plans, lines, people, places, words = found
        today, monday = local_day(self.desk.clock()), monday_of(self._shown())
        is_now = monday == monday_of(today)
        self._left.heading.setText(self.tr("Deze week") if is_now else self.tr("Week van {0}").format(day_month(monday)))
        self.form.know_members(people)
        self.new.know(places, words)
        self.week.set_rows([plan_row(plan, today) for plan in self._plans])
        self._stopping.setVisible(bool(self._plans))
        self.past.set_rows([round_row(line, today) for line in lines])
        if self.week.hasFocus():
            self.week.choose_first()
        self._tell_double(lines, today)

    def _tell_double(self, lines: list[RoundLine], today: date) -> None:
        """Two laptops that did not see each other may have written down one round: say so, and offer to make it one."""
        double = next((line for line in lines if line.is_double), None)
        if double is None or not self.desk.may(join_rounds):
            return
        both = [line for line in lines if line.is_double and line.on == double.on and fold(line.area) == fold(double.area)]
        who = " en van ".join(dict.fromkeys(line.by for line in reversed(both)))
        said = self.tr(
            "Het rondje in {0} van {1} staat er dubbel: van {2}. Bij samenvoegen blijft alles staan, en wordt hetzelfde signaal er één."
        )
        self.inform(
            said.format(double.area, short_date(double.on, today), who), "warn", [(self.tr("Voeg samen"), partial(self._join, double.id))]
        )

    def _join(self, round_id: str) -> None:
        self._acts.do(self._on_joined, join_rounds, round_id)

    def _on_joined(self, doubles: int) -> None:
        of_signals = self.tr("Er was geen signaal dubbel.") if not doubles else self.tr("Dubbele signalen: {0}.").format(doubles)
        self.desk.say(self.tr("Het rondje staat er nu één keer.") + f" {of_signals}")

    def _open(self, series_id: str) -> None:
        plan = next((one for one in self._plans if one.series_id == series_id), None)
        if plan is None:
            return
        if plan.walked is not None:
            self.inform(self.tr("{0} heeft dit rondje al vastgelegd. Het staat rechts, bij de eerdere rondjes.").format(plan.walked.by))
        elif self.desk.may(record_round):
            self.bar.close_bar()
            self._show(self.form)
            self.form.open_for(plan)

    def _new(self) -> None:
        self._show(self.new)
        self.new.open_for()

    def _skip(self) -> None:
        plan = self._chosen()
        if plan is not None and self.desk.may(skip_round):
            self.form.kept.leave()
            self._show(self.skip)
            self.skip.open_for(plan)

    def _stop(self) -> None:
        if (plan := self._chosen()) is not None:
            told = self.tr("Het wekelijkse rondje in {0} is gestopt. Wat geweest is, blijft staan.").format(plan.area)
            self._acts.do(lambda _: self.desk.say(told), stop_rounds, plan.series_id)

    def _shown(self) -> date:
        return self._day or local_day(self.desk.clock())

    def _go(self, days: int) -> None:
        self._day = self._shown() + timedelta(days=days)
        self.load()

    def _chosen(self) -> RoundPlan | None:
        return next((plan for plan in self._plans if plan.series_id == self.week.current), None)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._right.heading.setVisible(page is self.past)

    def _on_closed(self) -> None:
        self._show(self.past)
        self.load()
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _lay_out(self) -> None:
        self._left = Card(self.tr("Deze week"), " ", margins=0, gap=6)
        self._stopping = Button(self.tr("Stop rondje"), self._stop, role="link")
        self._left.setFixedWidth(LEFT)
        self._left.body.setContentsMargins(0, 12, 0, 10)
        self._left.head.setContentsMargins(16, 0, 12, 0)
        self._left.head.addWidget(Button(self.tr("Nieuw rondje"), self._new, role="link"))
        self._left.head.addWidget(KeyHint("N"))
        self._left.body.addWidget(self.week, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(KeyHint("Enter", self.tr("invullen")))
        foot.addWidget(KeyHint("E L", self.tr("week")))
        foot.addStretch(1)
        foot.addWidget(self._stopping)
        self._left.body.addLayout(foot)
        self._right = Card(self.tr("Eerdere rondjes"), margins=16, gap=8)
        self._pages = Pages()
        for page in (self.past, self.form, self.skip, self.new):
            self._pages.addWidget(page)
        self._right.body.addWidget(self._pages, 1)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)


def plan_row(plan: RoundPlan, today: date) -> Row:
    """Return the round of this week in one area."""
    when = f"{short_date(plan.on, today)}, {clock_time(plan.starts)}"
    many = len(plan.present_ids)
    if plan.walked is not None:
        return Row(plan.series_id, plan.area, foot=when, chip=plan.walked.state.value, kind=ChipKind.RUNNING, faded=True)
    ready = f"klaargezet: {many} mensen" if many > 1 else "klaargezet: 1 mens" if many else ""
    chip = "vandaag" if plan.on == today else "nog invullen" if plan.on < today else ""
    return Row(plan.series_id, plan.area, foot=when, right=ready, chip=chip, kind=ChipKind.WAITING)


def round_row(line: RoundLine, today: date) -> Row:
    """Return a round that was, or that did not go on."""
    title = f"{line.area}, {short_date(line.on, today)}"
    if line.state is RoundState.SKIPPED:
        return Row(line.id, title, subtitle=line.because, foot=line.by, chip=line.state.value, faded=True)
    signals = "geen signalen" if not line.signals else "1 signaal" if line.signals == 1 else f"{line.signals} signalen"
    walked = ", ".join([name.split()[0] for name in line.present] + ([line.guests] if line.guests else []))
    chip = "staat er dubbel" if line.is_double else signals
    kind = ChipKind.URGENT if line.is_double else ChipKind.NEW if line.signals else ChipKind.CALM
    return Row(line.id, title, subtitle=line.learned or "–", foot=walked, chip=chip, kind=kind)

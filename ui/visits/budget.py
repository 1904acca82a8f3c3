"""*Budget op papier*: what comes in and what goes out, typed with the resident. Nothing of it is kept, no draft either, unless ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.money import euros, read_cents
from expertiseteam.insight.sheet_records import BudgetPaper
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.budget import COMES_IN, GOES_OUT, keep_budget
from expertiseteam.visits.records import VisitView
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.papers import VisitPapers
from ui.visits.plan_fields import grow_sheet
from ui.widgets.checks import Check
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Heading, Label

_COLUMNS = 3


class BudgetPanel(Panel):
    """No field is named to `keep`: a budget is nobody's business but the resident's, so there is no draft of it either."""

    form = "budget"

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, self.tr("Budget op papier"), self.tr("Maak het blad"), aside=self.tr("per maand; wat leeg blijft, telt niet mee")
        )
        self._visit: VisitView | None = None
        self._papers = VisitPapers(desk, self, self.show_refusal)
        self._amounts: dict[str, tuple[LineField, Field]] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        for title, names in ((self.tr("Wat er binnenkomt"), COMES_IN), (self.tr("Wat eruit gaat"), GOES_OUT)):
            column.addWidget(Heading(title))
            column.addLayout(self._fields_for(names))
        self.sum = Label("", "", wrap=True)
        column.addWidget(self.sum)
        self.keeps = Check(self.tr("De bewoner wil dat wij de twee totalen bij dit bezoek bewaren"))
        column.addWidget(self.keeps)
        column.addStretch(1)
        self.body.addWidget(Scrolled(inside), 1)
        grow_sheet(self)
        self._lane, self._settings = self.lane(), desk.runner.lane(self, latest=True)
        self._show_sum()

    def open_for(self, visit: VisitView) -> None:
        """Begin with an empty sheet, for this visit."""
        self._visit = visit
        self._clear()
        self.begin(visit.id)
        self.amount(COMES_IN[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def amount(self, name: str) -> LineField:
        """The field of one line of the budget."""
        return self._amounts[name][0]

    def submit(self) -> None:
        for name, (line, field) in self._amounts.items():
            is_wrong = bool(line.value()) and read_cents(line.value()) is None
            field.wrong(self.tr("Schrijf een bedrag als 812,50.") if is_wrong else "")
            if is_wrong:
                self.amount(name).setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not (self._of(COMES_IN) or self._of(GOES_OUT)):
            self.bar.tell(self.tr("Er is nog geen bedrag ingevuld. Vul er een in, dan komt er een blad."), "warn")
            return
        self._settings.ask(self._on_settings, team_settings)

    def give_up(self) -> None:
        self._clear()
        super().give_up()

    def _on_settings(self, chosen: TeamSettings) -> None:
        if (visit := self._visit) is None:
            return
        paper = BudgetPaper(chosen.municipality, local_day(self.desk.clock()), self._of(COMES_IN), self._of(GOES_OUT))
        if self.keeps.isChecked():
            self._lane.do(lambda _: self._on_done(paper, kept=True), keep_budget, visit.id, earned=paper.earned, spent=paper.spent)
        else:
            self._on_done(paper, kept=False)

    def _on_done(self, paper: BudgetPaper, *, kept: bool) -> None:
        self._clear()
        self.recorded()
        told = self.tr("De twee totalen zijn bewaard bij dit bezoek.") if kept else self.tr("Van dit budget is niets bewaard.")
        self.desk.say(told)
        self._papers.budget(paper)

    def _clear(self) -> None:
        for line, field in self._amounts.values():
            line.clear()
            field.wrong("")
        self.keeps.setChecked(False)

    def _of(self, names: Sequence[str]) -> tuple[tuple[str, int], ...]:
        found = ((name, read_cents(self.amount(name).value())) for name in names)
        return tuple((name, cents) for name, cents in found if cents)

    def _show_sum(self) -> None:
        earned, spent = (sum(cents for _, cents in self._of(names)) for names in (COMES_IN, GOES_OUT))
        words = self.tr("Binnen: {0} euro. Eruit: {1} euro. Over: {2} euro.")
        self.sum.setText(words.format(euros(earned), euros(spent), euros(earned - spent)))

    def _fields_for(self, names: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for number, name in enumerate(names):
            line = LineField(self.tr("euro"), name=name, longest=20)
            field = Field(name, line)
            line.textChanged.connect(lambda _, field=field: field.wrong(""))
            line.textChanged.connect(self._show_sum)
            self._amounts[name] = (line, field)
            grid.addWidget(field, number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignTop)
        return grid

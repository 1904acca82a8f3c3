"""The overview of a year on paper, from the screens with figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.basics.clock import local_day
from expertiseteam.insight.year_records import YearReport
from expertiseteam.insight.year_report import year_report
from ui.shell.commands import Command
from ui.shell.screen import Screen
from ui.widgets.buttons import Button


class YearPaper(QObject):
    """Its button and commands, on behalf of one screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._lane = screen.desk, screen.lane(latest=True)
        self.button = Button(self.tr("Jaaroverzicht"), self._show, icon="printer")
        self.button.setToolTip(self.tr("Jaaroverzicht op papier (J), of van vorig jaar (Shift+J)"))

    def commands(self) -> tuple[Command, ...]:
        """For the keyboard and the palette."""
        return (
            Command("figures.year", self.tr("Toon het jaaroverzicht van dit jaar"), self._show, "J"),
            Command("figures.last_year", self.tr("Toon het jaaroverzicht van vorig jaar"), partial(self._show, back=1), "Shift+J"),
        )

    def _show(self, back: int = 0) -> None:
        today = local_day(self._desk.clock())
        year = today.year - back
        title, name = self.tr("Jaaroverzicht {0}").format(year), f"jaaroverzicht {year}.pdf"
        on_pdf = lambda pdf: self._desk.paper(title, pdf, name)  # noqa: E731
        self._lane.ask(lambda paper: self._lane.work(on_pdf, _pdf, paper), year_report, year, today)


def _pdf(paper: YearReport) -> bytes:
    from reports.year_report import year_report_pdf  # ReportLab is loaded at the first page, in the background

    return year_report_pdf(paper)

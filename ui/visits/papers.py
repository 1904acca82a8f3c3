"""Paper for a visit, shown inside the window: the sheet that the duo reads before it rings, the card that it leaves, a budget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.insight.sheet_records import BudgetPaper, CardPaper, NeutralLetterPaper, VisitPaper
from expertiseteam.insight.visit_sheets import leave_behind_card, neutral_letter, visit_sheet
from expertiseteam.meetings.extracts import note_printed, note_saved
from expertiseteam.meetings.records import Leaving, PaperKind
from expertiseteam.visits.budget import keep_budget
from expertiseteam.visits.records import MEETS_AWAY, ContactMode, VisitLine, VisitView
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.saving import Saving
from ui.team.reader_copy import reader_copy
from ui.widgets.buttons import Button


class VisitPapers(QObject):
    """Asked from the dossier, drawn off the window's thread, kept in memory only."""

    def __init__(self, desk: Desk, owner: QObject, refused: Callable[[Refused], None]) -> None:
        super().__init__(owner)
        self._desk, self._lane = desk, desk.runner.lane(self, refused)

    def sheet(self, visit: VisitView | VisitLine) -> None:
        """What the duo must know before it rings."""
        title = self.tr("Bezoekblad {0}").format(visit.code)
        leaving = Leaving(PaperKind.SHEET, title, self.tr("eigen team"), self.tr("huisbezoek"), case_id=visit.case_id)
        now = local(self._desk.clock())
        day, at = now.date(), now.time()

        def for_reader(reader: str, then: Callable[[bytes | None], None]) -> None:
            # Who may not know of the case gets no copy of his own: noting that he gets one is refused, with the reason.
            lane = self._desk.runner.lane(self, lambda _: then(None))
            lane.ask_for(lambda paper: lane.work(then, _visit_pdf, paper), reader, visit_sheet, visit.case_id, visit.id, day, at, reader)

        saving = Saving(self._desk.runner, note_saved, note_printed, leaving, reader_copy(self._lane, for_reader))
        shown = self._shown(title, f"bezoekblad {visit.code}.pdf", saving)
        self._lane.ask(lambda paper: self._lane.work(shown, _visit_pdf, paper), visit_sheet, visit.case_id, visit.id, day, at)

    def letter(self, visit: VisitView) -> None:
        """What goes through the letter box and tells nothing."""
        noted, why = self.tr("Neutrale brief {0}").format(visit.code), self.tr("ongemerkt uitnodigen")
        leaving = Leaving(PaperKind.LETTER, noted, self.tr("de bewoners"), why, case_id=visit.case_id, for_resident=True)
        saving = Saving(self._desk.runner, note_saved, note_printed, leaving)
        shown = self._shown(self.tr("Neutrale brief"), "brief.pdf", saving)
        day = local_day(self._desk.clock())
        self._lane.ask(lambda paper: self._lane.work(shown, _letter_pdf, paper), neutral_letter, visit.case_id, visit.id, day)

    def card(self, *, is_discreet: bool) -> None:
        """What the duo leaves behind."""
        shown = self._shown(self.tr("Kaartje om achter te laten"), "kaartje.pdf")
        day = local_day(self._desk.clock())
        self._lane.ask(lambda paper: self._lane.work(shown, _card_pdf, paper), leave_behind_card, day, is_discreet=is_discreet)

    def budget(self, paper: BudgetPaper) -> None:
        """What comes in and goes out, for the resident."""
        self._lane.work(self._shown(self.tr("Uw maand in geld"), "uw maand in geld.pdf"), _budget_pdf, paper)

    def _shown(self, title: str, name: str, saving: Saving | None = None) -> Callable[[bytes], None]:
        return lambda pdf: self._desk.paper(title, pdf, name, saving=saving)


class PaperLinks(QWidget):
    """The paper that goes along to a door, one button each; with keys of their own."""

    def __init__(self, desk: Desk, papers: VisitPapers, view: Callable[[], VisitView | None], budget: Callable[[], None]) -> None:
        super().__init__()
        self._papers, self._view, self._budget = papers, view, budget
        self._may_keep = desk.may(keep_budget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.sheet = Button(self.tr("Bezoekblad"), self._show_sheet, role="link", icon="file-text")
        self.card = Button(self.tr("Kaartje"), self._show_card, role="link")
        self.card.setAccessibleName(self.tr("Kaartje om achter te laten"))
        self.budget = Button(self.tr("Budget"), budget, role="link")
        self.budget.setAccessibleName(self.tr("Budget op papier voor de bewoner"))
        self.letter = Button(self.tr("Neutrale brief"), self._show_letter, role="link")
        self.letter.setAccessibleName(self.tr("Neutrale brief, zonder afzender en logo"))
        for button in (self.sheet, self.card, self.letter, self.budget):
            row.addWidget(button)
        self.letter.hide()
        self.budget.setVisible(self._may_keep)  # now that it has a parent: it would be a window of its own for a moment

    def show_visit(self, view: VisitView) -> None:
        """Offer the letter where it is of use: for who wants no neighbour to know, or is asked to come."""
        self.letter.setVisible(_may_write(view))

    def commands(self) -> list[Command]:
        """What the buttons do, for the keyboard and the palette."""

        def is_there() -> bool:
            return self._view() is not None

        return [
            Command("visit.sheet", self.tr("Toon het bezoekblad"), self._show_sheet, "Alt+B", is_there),
            Command("visit.card", self.tr("Toon het kaartje om achter te laten"), self._show_card, "Alt+K", is_there),
            Command("visit.letter", self.tr("Maak een neutrale brief"), self._show_letter, "Alt+N", lambda: _may_write(self._view())),
            Command(
                "visit.budget", self.tr("Maak een budget voor de bewoner"), self._budget, "Alt+G", lambda: is_there() and self._may_keep
            ),
        ]

    def _show_sheet(self) -> None:
        if (view := self._view()) is not None:
            self._papers.sheet(view)

    def _show_letter(self) -> None:
        if (view := self._view()) is not None:
            self._papers.letter(view)

    def _show_card(self) -> None:
        if (view := self._view()) is not None:
            self._papers.card(is_discreet=view.is_discreet)


def _may_write(view: VisitView | None) -> bool:
    return view is not None and (view.is_discreet or view.how is ContactMode.LETTER or view.how in MEETS_AWAY)


def _letter_pdf(paper: NeutralLetterPaper) -> bytes:
    from reports.visit_sheets import neutral_letter_pdf

    return neutral_letter_pdf(paper)


def _visit_pdf(paper: VisitPaper) -> bytes:
    from reports.visit_sheets import visit_pdf  # ReportLab is loaded at the first page, in the background

    return visit_pdf(paper)


def _card_pdf(paper: CardPaper) -> bytes:
    from reports.visit_sheets import card_pdf

    return card_pdf(paper)


def _budget_pdf(paper: BudgetPaper) -> bytes:
    from reports.visit_sheets import budget_pdf

    return budget_pdf(paper)

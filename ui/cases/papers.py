"""Paper about one case, shown inside the window: the hand-over sheet, and the page for the resident."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import CaseView
from expertiseteam.insight.case_sheets import handover_sheet, resident_sheet
from expertiseteam.insight.sheet_records import HandoverPaper, ResidentPaper
from expertiseteam.meetings.extracts import note_printed, note_saved
from expertiseteam.meetings.records import PaperKind
from ui.shell.desk import Desk
from ui.shell.saving import Saving


class CasePapers(QObject):
    """Asked from the dossier, drawn off the window's thread, kept in memory only."""

    def __init__(self, desk: Desk, owner: QObject, refused: Callable[[Refused], None]) -> None:
        super().__init__(owner)
        self._desk, self._lane = desk, desk.runner.lane(self, refused)

    def handover(self, case: CaseView) -> None:
        """The sheet for who takes the case over."""
        title, why = self.tr("Overdracht {0}").format(case.code), self.tr("overdracht")
        shown = self._shown(case, title, f"overdracht {case.code}.pdf", self.tr("eigen team"), why, for_resident=False)
        day = local_day(self._desk.clock())
        self._lane.ask(lambda paper: self._lane.work(shown, _handover_pdf, paper), handover_sheet, case.id, day)

    def resident(self, case: CaseView) -> None:
        """The page for the resident."""
        title, why = self.tr("Blad voor de bewoner {0}").format(case.code), self.tr("het eigen plan lezen")
        shown = self._shown(case, title, f"uw plan {case.code}.pdf", self.tr("de bewoner"), why, for_resident=True)
        day = local_day(self._desk.clock())
        self._lane.ask(lambda paper: self._lane.work(shown, _resident_pdf, paper), resident_sheet, case.id, day)

    def _shown(self, case: CaseView, title: str, name: str, recipient: str, why: str, *, for_resident: bool) -> Callable[[bytes], None]:
        about = {"kind": PaperKind.SHEET, "title": title, "case_id": case.id, "for_resident": for_resident}
        saving = Saving(self._desk.runner, note_saved, note_printed, about, recipient, why)
        return lambda pdf: self._desk.paper(title, pdf, name, saving=saving)


def _handover_pdf(paper: HandoverPaper) -> bytes:
    from reports.case_sheets import handover_pdf  # ReportLab is loaded at the first page, in the background

    return handover_pdf(paper)


def _resident_pdf(paper: ResidentPaper) -> bytes:
    from reports.case_sheets import resident_pdf

    return resident_pdf(paper)

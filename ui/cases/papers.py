"""Paper about one case, shown inside the window: the hand-over sheet, and the page for the resident."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import CaseView
from expertiseteam.insight.case_sheets import handover_sheet, resident_sheet
from expertiseteam.insight.sheet_records import HandoverPaper, ResidentPaper
from expertiseteam.meetings.extracts import note_printed, note_saved
from expertiseteam.meetings.records import Leaving, PaperKind
from ui.shell.desk import Desk
from ui.shell.saving import Remake, Saving
from ui.team.reader_copy import reader_copy


class CasePapers(QObject):
    """Asked from the dossier, drawn off the window's thread, kept in memory only."""

    def __init__(self, desk: Desk, owner: QObject, refused: Callable[[Refused], None]) -> None:
        super().__init__(owner)
        self._desk, self._lane = desk, desk.runner.lane(self, refused)

    def handover(self, case: CaseView) -> None:
        """The sheet for who takes the case over."""
        title, why = self.tr("Overdracht {0}").format(case.code), self.tr("overdracht")
        leaving = Leaving(PaperKind.SHEET, title, self.tr("eigen team"), why, case_id=case.id)
        now = local(self._desk.clock())
        day, at = now.date(), now.time()

        def for_reader(reader: str, then: Callable[[bytes | None], None]) -> None:
            # Who may not know of the case gets no copy of his own: noting that he gets one is refused, with the reason.
            lane = self._desk.runner.lane(self, lambda _: then(None))
            lane.ask_for(lambda paper: lane.work(then, _handover_pdf, paper), reader, handover_sheet, case.id, day, at, reader)

        shown = self._shown(leaving, f"overdracht {case.code}.pdf", reader_copy(self._lane, for_reader))
        self._lane.ask(lambda paper: self._lane.work(shown, _handover_pdf, paper), handover_sheet, case.id, day, at)

    def resident(self, case: CaseView) -> None:
        """The page for the resident."""
        title, why = self.tr("Blad voor de bewoner {0}").format(case.code), self.tr("het eigen plan lezen")
        leaving = Leaving(PaperKind.SHEET, title, self.tr("de bewoner"), why, case_id=case.id, for_resident=True)
        shown = self._shown(leaving, f"uw plan {case.code}.pdf")
        day = local_day(self._desk.clock())
        self._lane.ask(lambda paper: self._lane.work(shown, _resident_pdf, paper), resident_sheet, case.id, day)

    def _shown(self, leaving: Leaving, name: str, remake: Remake | None = None) -> Callable[[bytes], None]:
        saving = Saving(self._desk.runner, note_saved, note_printed, leaving, remake)
        return lambda pdf: self._desk.paper(leaving.title, pdf, name, saving=saving)


def _handover_pdf(paper: HandoverPaper) -> bytes:
    from reports.case_sheets import handover_pdf  # ReportLab is loaded at the first page, in the background

    return handover_pdf(paper)


def _resident_pdf(paper: ResidentPaper) -> bytes:
    from reports.case_sheets import resident_pdf

    return resident_pdf(paper)

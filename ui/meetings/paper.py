"""Paper of the overleg, shown inside the window: asked from the dossier, drawn off the window's thread, kept in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from expertiseteam.access.work import Query
from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.extracts import note_printed, note_saved
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.papers import ActionListPaper, AgendaPaper, CodeAgendaPaper, MinutesPaper, PaperHead, ScriptPaper, SheetPaper
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.records import Leaving, MeetingLine, PaperKind
from expertiseteam.privacy.log_mark import LogMark, log_mark
from ui.meetings.words import file_name
from ui.shell.saving import Remake, Saving
from ui.shell.screen import Screen
from ui.team.reader_copy import reader_copy

Paper = AgendaPaper | CodeAgendaPaper | ScriptPaper | SheetPaper | ActionListPaper | MinutesPaper
T = TypeVar("T", AgendaPaper, CodeAgendaPaper, ScriptPaper, SheetPaper, ActionListPaper, MinutesPaper)


class PaperMaker(QObject):
    """Shows agenda, minutes and action list of overleggen, on behalf of one screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._lane, self._busy = screen.desk, screen.lane(), screen.busy

    def agenda(self, meeting: MeetingLine) -> None:
        """The overview agenda."""
        self._make(meeting, self.tr("Agenda"), PaperKind.AGENDA, agenda_paper, _agenda_pdf)

    def script(self, meeting: MeetingLine) -> None:
        """The chair's script."""
        self._make(meeting, self.tr("Draaiboek"), PaperKind.AGENDA, chair_script, _script_pdf)

    def code_agenda(self, meeting: MeetingLine) -> None:
        """The agenda for participants, with codes only."""
        self._make(meeting, self.tr("Agenda voor deelnemers"), PaperKind.AGENDA, code_agenda, _code_agenda_pdf)

    def sheet(self, meeting: MeetingLine) -> None:
        """What the secretary writes on."""
        self._make(meeting, self.tr("Blad van de secretaris"), PaperKind.AGENDA, secretary_sheet, _sheet_pdf)

    def minutes(self, meeting: MeetingLine) -> None:
        """The minutes: the concept, or what was adopted."""
        show = self._shown(meeting, self.tr("Notulen"), PaperKind.MINUTES, self._for_reader(meeting, minutes_paper, _minutes_pdf))

        def on_paper(paper: MinutesPaper) -> None:
            told = partial(show, closed_warning(paper.head))
            self._lane.ask(lambda mark: self._lane.work(told, _minutes_pdf, marked(paper, mark)), log_mark)

        self._lane.ask(on_paper, minutes_paper, meeting.id)

    def actions(self, meeting: MeetingLine) -> None:
        """All open actions as they stand at this meeting."""
        self._make(meeting, self.tr("Actielijst"), PaperKind.ACTIONS, action_list_paper, _action_list_pdf)

    def _make(self, meeting: MeetingLine, what: str, kind: PaperKind, asked: Query[..., T], draw: Callable[[T], bytes]) -> None:
        show = self._shown(meeting, what, kind, self._for_reader(meeting, asked, draw))
        self._lane.ask(lambda paper: self._lane.work(partial(show, closed_warning(head_on(paper))), draw, paper), asked, meeting.id)

    def _for_reader(self, meeting: MeetingLine, asked: Query[..., T], draw: Callable[[T], bytes]) -> Remake:
        """Make the paper again for a colleague: asked on behalf of him, so that what he may not know is not there at all."""

        def make(reader: str, then: Callable[[bytes | None], None]) -> None:
            self._lane.ask_for(lambda paper: self._lane.work(then, draw, paper), reader, asked, meeting.id, reader)

        return reader_copy(self._lane, make)

    def _shown(self, meeting: MeetingLine, what: str, kind: PaperKind, remake: Remake) -> Callable[[str, bytes], None]:
        self._busy(self.tr("{0} maken…").format(what))
        title = f"{what} {full_date(meeting.on)}"
        leaving = Leaving(kind, title, self.tr("eigen team"), self.tr("overleg"), meeting_id=meeting.id)
        own = Saving(self._desk.runner, note_saved, note_printed, leaving, remake)

        def show(warning: str, pdf: bytes) -> None:
            self._busy("")
            self._desk.paper(title, pdf, file_name(what.lower(), meeting.on), saving=own, warning=warning)

        return show


def head_on(paper: Paper) -> PaperHead:
    """The head that stands on a paper, or on the agenda within it."""
    return paper.agenda.head if isinstance(paper, ScriptPaper | SheetPaper) else paper.head


def closed_warning(head: PaperHead) -> str:
    """What to know before paper of the team is saved or printed; "" when everybody of the team may know what is on it."""
    if not head.holds_closed:
        return ""
    return QCoreApplication.translate(
        "PaperMaker",
        "Dit papier bevat besloten casussen, of casussen die alleen voor hulp zijn: niet iedereen in het team mag ervan weten. Is het voor "
        "een collega, typ dan bij het opslaan of afdrukken die naam: dan staat er alleen in wat die collega mag weten.",
    )


def marked(paper: MinutesPaper, mark: LogMark | None) -> MinutesPaper:
    """Return the minutes with the mark of the log on their last line: years later it proves that the log up to then is as it was."""
    return replace(paper, log_mark=mark.mark) if mark is not None else paper


def _agenda_pdf(paper: AgendaPaper) -> bytes:
    from reports.agenda import agenda_pdf  # ReportLab is loaded at the first page, in the background

    return agenda_pdf(paper)


def _script_pdf(paper: ScriptPaper) -> bytes:
    from reports.agenda_prints import script_pdf

    return script_pdf(paper)


def _code_agenda_pdf(paper: CodeAgendaPaper) -> bytes:
    from reports.agenda_prints import code_agenda_pdf

    return code_agenda_pdf(paper)


def _sheet_pdf(paper: SheetPaper) -> bytes:
    from reports.agenda_prints import sheet_pdf

    return sheet_pdf(paper)


def _minutes_pdf(paper: MinutesPaper) -> bytes:
    from reports.minutes import minutes_pdf

    return minutes_pdf(paper)


def _action_list_pdf(paper: ActionListPaper) -> bytes:
    from reports.action_list import action_list_pdf

    return action_list_pdf(paper)

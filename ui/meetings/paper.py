"""Paper of the overleg, shown inside the window: asked from the dossier, drawn off the window's thread, kept in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.papers import ActionListPaper, AgendaPaper, CodeAgendaPaper, MinutesPaper, ScriptPaper, SheetPaper
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.privacy.log_mark import LogMark, log_mark
from ui.meetings.words import file_name
from ui.shell.screen import Screen


class PaperMaker(QObject):
    """Shows agenda, minutes and action list of overleggen, on behalf of one screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._lane, self._busy = screen.desk, screen.lane(), screen.busy

    def agenda(self, meeting: MeetingLine) -> None:
        """The overview agenda."""
        self._busy(self.tr("Agenda maken…"))
        shown = self._shown(self.tr("Agenda {0}").format(short_date(meeting.on, self._today)), file_name("agenda", meeting.on))
        self._lane.ask(lambda paper: self._lane.work(shown, _agenda_pdf, paper), agenda_paper, meeting.id)

    def script(self, meeting: MeetingLine) -> None:
        """The chair's script."""
        self._busy(self.tr("Draaiboek maken…"))
        shown = self._shown(self.tr("Draaiboek {0}").format(short_date(meeting.on, self._today)), file_name("draaiboek", meeting.on))
        self._lane.ask(lambda paper: self._lane.work(shown, _script_pdf, paper), chair_script, meeting.id)

    def code_agenda(self, meeting: MeetingLine) -> None:
        """The agenda for participants, with codes only."""
        self._busy(self.tr("Agenda maken…"))
        title = self.tr("Agenda voor deelnemers {0}").format(short_date(meeting.on, self._today))
        shown = self._shown(title, file_name("agenda deelnemers", meeting.on))
        self._lane.ask(lambda paper: self._lane.work(shown, _code_agenda_pdf, paper), code_agenda, meeting.id)

    def sheet(self, meeting: MeetingLine) -> None:
        """What the secretary writes on."""
        self._busy(self.tr("Blad maken…"))
        title = self.tr("Blad van de secretaris {0}").format(short_date(meeting.on, self._today))
        shown = self._shown(title, file_name("blad secretaris", meeting.on))
        self._lane.ask(lambda paper: self._lane.work(shown, _sheet_pdf, paper), secretary_sheet, meeting.id)

    def minutes(self, meeting: MeetingLine) -> None:
        """The concept minutes."""
        self._busy(self.tr("Notulen maken…"))
        shown = self._shown(self.tr("Concept-notulen {0}").format(short_date(meeting.on, self._today)), file_name("notulen", meeting.on))

        def on_paper(paper: MinutesPaper) -> None:
            self._lane.ask(lambda mark: self._lane.work(shown, _minutes_pdf, marked(paper, mark)), log_mark)

        self._lane.ask(on_paper, minutes_paper, meeting.id)

    def actions(self, meeting: MeetingLine) -> None:
        """All open actions as they stand at this meeting."""
        self._busy(self.tr("Actielijst maken…"))
        shown = self._shown(self.tr("Actielijst {0}").format(short_date(meeting.on, self._today)), file_name("actielijst", meeting.on))
        self._lane.ask(lambda paper: self._lane.work(shown, _action_list_pdf, paper), action_list_paper, meeting.id)

    @property
    def _today(self) -> date:
        return local_day(self._desk.clock())

    def _shown(self, title: str, name: str) -> Callable[[bytes], None]:
        def show(pdf: bytes) -> None:
            self._busy("")
            self._desk.paper(title, pdf, name)

        return show


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

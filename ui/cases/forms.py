"""The forms that are filled in on one case: made at their first use, one open at a time, and the menu that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QMenu

from expertiseteam.cases.ending import close_case, reopen_case
from expertiseteam.cases.records import CaseFile, CaseState, PersonLine, SeriousEventLine
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.insight.opened_case import OpenedCase
from expertiseteam.visits.confidential import choose_knowers
from ui.cases.actions import ActionPanel, EndActionPanel
from ui.cases.closing import ClosingPanel, ReopeningPanel
from ui.cases.door_agree import DoorAgreePanel
from ui.cases.eviction import EvictionPanel
from ui.cases.help import HelpForms
from ui.cases.known import Known
from ui.cases.letter import LetterPanel
from ui.cases.note import NotePanel
from ui.cases.papers import CasePapers
from ui.cases.person_panel import PersonPanel
from ui.cases.serious import AlertStrip, LessonPanel, SeriousPanel
from ui.cases.tabs import Tabs
from ui.cases.words import is_running
from ui.shell.desk import Desk
from ui.shell.pages import Pages
from ui.shell.panel import Panel
from ui.visits.available import AvailablePanel
from ui.visits.duo import DuoPanel
from ui.visits.knowers import KnowersPanel
from ui.widgets.buttons import IconButton
from ui.widgets.frames import Card

AnyPanel = TypeVar("AnyPanel", bound=Panel)


class CaseForms(Card):
    """Base of the case on the screen: what it lays out itself is named here, so that forms can open in its place."""

    tabs: Tabs
    strip: AlertStrip
    more_button: IconButton
    _whole: Pages  # page 0 is the case, the others are forms

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=20, gap=4)
        self.desk = desk
        self._file: CaseFile | None = None
        self._known = Known()
        self._opened: OpenedCase | None = None
        self._panel: Panel | None = None
        self.help = HelpForms(desk, self, lambda panel: self._new_panel(panel), lambda panel, begin: self._open(panel, begin))

    def ask_newcomer(self) -> None:
        """Bring an organisation to the front door."""
        raise NotImplementedError

    def ask_code(self, kind: CodeKind) -> None:
        """Open *Meldcode beginnen* with what is suspected."""
        raise NotImplementedError

    def look_back(self) -> None:
        """Look back on the front door over the overleggen."""
        raise NotImplementedError

    def show_as_text(self) -> None:
        """Show the front door in words."""
        raise NotImplementedError

    @property
    def case_id(self) -> str | None:
        """The case that is shown."""
        return self._file.case.id if self._file else None

    @property
    def runs(self) -> bool:
        """Whether something may still be done in the case that is shown."""
        return self._file is not None and is_running(self._file.case)

    @property
    def is_closed(self) -> bool:
        return self._file is not None and self._file.case.state is CaseState.CLOSED

    def ask_duo(self) -> None:
        """Open *Duo op pad sturen*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.duo, lambda: self.duo.open_for(file.case.id, self._known.members))

    def ask_available(self) -> None:
        """Open *Niet beschikbaar voor deze casus*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.available, lambda: self.available.open_for(file.case.id))

    def ask_knowers(self) -> None:
        """Open *Wie mag deze casus zien*."""
        if (file := self._file) is not None and self.runs and self.desk.may(choose_knowers):
            self._open(self.knowers, lambda: self.knowers.open_for(file.case.id))

    def ask_light_help(self) -> None:
        """Open *Lichte hulp*."""
        if (file := self._file) is not None and self.runs:
            self.help.ask_light_help(file.case.id)

    def ask_eviction(self) -> None:
        """Open *Uithuiszetting melden*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.eviction, lambda: self.eviction.open_for(file.case, self._known))

    def ask_note(self) -> None:
        """Open *Notitie toevoegen*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.note, lambda: self.note.open_for(file.case.id))

    def ask_action(self) -> None:
        """Open *Actie afspreken*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.action, lambda: self.action.open_for(file.case.id, self._known.members))

    def ask_serious(self) -> None:
        """Open *Ernstig voorval melden*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.serious, lambda: self.serious.open_for(file.case))

    def ask_lesson(self, event: SeriousEventLine) -> None:
        """Open *Terugkijken op een ernstig voorval*."""
        if self.runs:
            self._open(self.lesson, lambda: self.lesson.open_for(event))

    def ask_person(self, person: PersonLine, people: Sequence[PersonLine]) -> None:
        """Tell more about somebody of the household (`people`)."""
        if (file := self._file) is not None and self.runs:
            others = [case for case in self._known.cases if case.id != file.case.id]
            self._open(self.person, lambda: self.person.open_for(file.case.id, person, people, others))

    def ask_agree(self) -> None:
        """Open *Iets afspreken rond de deur*."""
        if (file := self._file) is not None and self.runs and file.door:
            decision = self._opened.decision if self._opened else None
            self._open(self.agree, lambda: self.agree.open_for(file.case.id, file.door, decision))

    def ask_closing(self) -> None:
        """Open *Casus afsluiten*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.closing, lambda: self.closing.open_for(file.case, file.actions))

    def ask_reopening(self) -> None:
        """Open *Casus heropenen*."""
        if (file := self._file) is not None and self.is_closed:
            self._open(self.reopening, lambda: self.reopening.open_for(file.case))

    def show_handover(self) -> None:
        """Show the sheet for who takes the case over."""
        if self._file is not None:
            self.papers.handover(self._file.case)

    def show_resident_page(self) -> None:
        """Show the page for the resident."""
        if self._file is not None:
            self.papers.resident(self._file.case)

    def ask_letter(self) -> None:
        """Open *Brief maken*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.letter, lambda: self.letter.open_for(file.case))

    @cached_property
    def papers(self) -> CasePapers:
        return CasePapers(self.desk, self, self.desk.runner.fail)

    def close_panel(self) -> None:
        """Close the form that is open; what was typed stays as a draft."""
        if self._panel is not None:
            self._panel.give_up()

    @property
    def panel(self) -> Panel | None:
        """The form that is open."""
        return self._panel

    # The forms

    @cached_property
    def duo(self) -> DuoPanel:
        panel = self._new_panel(DuoPanel(self.desk))
        panel.sent.connect(self.desk.say)
        return panel

    @cached_property
    def available(self) -> AvailablePanel:
        return self._new_panel(AvailablePanel(self.desk))

    @cached_property
    def knowers(self) -> KnowersPanel:
        return self._new_panel(KnowersPanel(self.desk))

    @cached_property
    def eviction(self) -> EvictionPanel:
        return self._new_panel(EvictionPanel(self.desk))

    @cached_property
    def note(self) -> NotePanel:
        panel = self._new_panel(NotePanel(self.desk))
        panel.code_wanted.connect(self.ask_code)
        return panel

    @cached_property
    def action(self) -> ActionPanel:
        return self._new_panel(ActionPanel(self.desk))

    @cached_property
    def letter(self) -> LetterPanel:
        return self._new_panel(LetterPanel(self.desk))

    @cached_property
    def end_action(self) -> EndActionPanel:
        return self._new_panel(EndActionPanel(self.desk))

    @cached_property
    def closing(self) -> ClosingPanel:
        return self._new_panel(ClosingPanel(self.desk))

    @cached_property
    def serious(self) -> SeriousPanel:
        return self._new_panel(SeriousPanel(self.desk))

    @cached_property
    def lesson(self) -> LessonPanel:
        return self._new_panel(LessonPanel(self.desk))

    @cached_property
    def person(self) -> PersonPanel:
        return self._new_panel(PersonPanel(self.desk))

    @cached_property
    def agree(self) -> DoorAgreePanel:
        return self._new_panel(DoorAgreePanel(self.desk))

    @cached_property
    def reopening(self) -> ReopeningPanel:
        return self._new_panel(ReopeningPanel(self.desk))

    # Parts

    def _new_panel(self, panel: AnyPanel) -> AnyPanel:
        panel.closed.connect(self._on_panel_closed)
        self._whole.addWidget(panel)
        return panel

    def _open(self, panel: Panel, begin: Callable[[], None]) -> None:
        if self._panel is not None and self._panel is not panel:
            self.close_panel()
        self._panel = panel
        self.strip.hide()  # a form needs the room
        self._whole.setCurrentWidget(panel)
        begin()

    def _on_panel_closed(self) -> None:
        self._panel = None
        self._whole.setCurrentIndex(0)
        self.strip.setHidden(self.strip.is_empty)
        self.tabs.setFocus()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for words, keys, run, possible in (
            (self.tr("Notitie toevoegen"), "Alt N", self.ask_note, self.runs),
            (self.tr("Actie afspreken"), "Alt A", self.ask_action, self.runs),
            (self.tr("Lichte hulp"), "Alt H", self.ask_light_help, self.runs),
            (self.tr("Organisatie aan de voordeur"), "Alt O", self.ask_newcomer, self.runs),
            (
                self.tr("Iets afspreken rond de deur"),
                "Alt R",
                self.ask_agree,
                self.runs and self._file is not None and bool(self._file.door),
            ),
            (self.tr("Niet beschikbaar voor deze casus"), "", self.ask_available, self.runs),
            (self.tr("Wie mag deze casus zien"), "", self.ask_knowers, self.runs and self.desk.may(choose_knowers)),
            (self.tr("De voordeur als tekst"), "Alt L", self.show_as_text, True),
            (self.tr("Terugkijken over de overleggen"), "Alt T", self.look_back, True),
            (self.tr("Uithuiszetting melden"), "Alt U", self.ask_eviction, self.runs),
            (self.tr("Ernstig voorval melden"), "Alt E", self.ask_serious, self.runs),
            (self.tr("Overdrachtsblad"), "", self.show_handover, self._file is not None),
            (self.tr("Blad voor de bewoner"), "", self.show_resident_page, self.runs),
            (self.tr("Brief maken"), "Alt B", self.ask_letter, self.runs),
            (self.tr("Casus afsluiten"), "", self.ask_closing, self.runs and self.desk.may(close_case)),
            (self.tr("Casus heropenen"), "", self.ask_reopening, self.is_closed and self.desk.may(reopen_case)),
        ):
            if possible:
                action = menu.addAction(f"{words}\t{keys}" if keys else words)
                action.triggered.connect(lambda _=False, run=run: run())
        if not menu.actions():
            menu.addAction(self.tr("Deze casus is afgesloten")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

"""One case, opened: its head, its tabs, and the forms that are filled in on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.ending import close_case, reopen_case
from expertiseteam.cases.opening import report_eviction
from expertiseteam.cases.records import CaseFile, CaseState, SeriousEventLine
from expertiseteam.insight.alerts import Alerts, alerts
from expertiseteam.insight.opened_case import OpenedCase
from expertiseteam.insight.timeline import Event, timeline
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.visits.duos import send_duo
from ui.cases.actions import ActionPanel, ActionsTab, EndActionPanel
from ui.cases.closing import ClosingPanel, ReopeningPanel
from ui.cases.eviction import EvictionPanel
from ui.cases.facts import FactsTab
from ui.cases.known import Known
from ui.cases.lookers import LookersTab
from ui.cases.note import NotePanel
from ui.cases.overview import Overview
from ui.cases.serious import AlertStrip, LessonPanel, SeriousPanel
from ui.cases.tabs import Tabs
from ui.cases.timeline import TimelineTab
from ui.cases.tracks import TracksTab
from ui.cases.visits import VisitsTab
from ui.cases.words import head_chip, head_line, is_running
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.duo import DuoPanel
from ui.widgets.buttons import Button, IconButton
from ui.widgets.frames import Card
from ui.widgets.labels import Chip, Elided

AnyPanel = TypeVar("AnyPanel", bound=Panel)
TABS = ("overview", "timeline", "actions", "visits", "facts", "tracks", "lookers")


class CaseDetail(Card):
    """Shows a CaseFile. `refused` is the screen's way to say what was not done."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__(margins=20, gap=4)
        self.desk = desk
        self._file: CaseFile | None = None
        self._known = Known()
        self._opened: OpenedCase | None = None
        self._timeline_lane = desk.runner.lane(self, latest=True)
        self._alerts_lane = desk.runner.lane(self, latest=True)
        self._panel: Panel | None = None
        self._made: dict[str, QWidget] = {}  # the tabs that were visited
        self.overview = Overview(desk, refused)
        self._lay_out_head()
        self._lay_out_body()

    # Tabs and forms are made at their first use, so that the screen itself is there at once

    @cached_property
    def timeline_tab(self) -> TimelineTab:
        tab = TimelineTab(self.desk)
        tab.note_asked.connect(self.ask_note)
        return tab

    @cached_property
    def tracks_tab(self) -> TracksTab:
        return TracksTab(self.desk, self._new_panel, self._open)

    @cached_property
    def actions_tab(self) -> ActionsTab:
        tab = ActionsTab(self.desk)
        tab.new_asked.connect(self.ask_action)
        tab.end_asked.connect(lambda action: self._open(self.end_action, lambda: self.end_action.open_for(action)))
        return tab

    @cached_property
    def visits_tab(self) -> VisitsTab:
        tab = VisitsTab(self.desk)
        tab.duo_asked.connect(self.ask_duo)
        return tab

    @cached_property
    def facts(self) -> FactsTab:
        return FactsTab(self.desk)

    @cached_property
    def lookers(self) -> LookersTab:
        return LookersTab(self.desk)

    @cached_property
    def duo(self) -> DuoPanel:
        panel = self._new_panel(DuoPanel(self.desk))
        panel.sent.connect(self.desk.say)
        return panel

    @cached_property
    def eviction(self) -> EvictionPanel:
        return self._new_panel(EvictionPanel(self.desk))

    @cached_property
    def note(self) -> NotePanel:
        return self._new_panel(NotePanel(self.desk))

    @cached_property
    def action(self) -> ActionPanel:
        return self._new_panel(ActionPanel(self.desk))

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
    def reopening(self) -> ReopeningPanel:
        return self._new_panel(ReopeningPanel(self.desk))

    # What is shown

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

    def show_case(self, opened: OpenedCase, known: Known) -> None:
        """Show a case. Another one than before begins at the overview; what was being filled in is kept as a draft."""
        file = opened.file
        if self._file is None or self._file.case.id != file.case.id:
            self.close_panel()
            self._file = None
            self.strip.show_alerts(None)
            self.show_tab("overview")
        self._file, self._known, self._opened = file, known, opened
        self._show_head()
        self._show_tabs()
        self._alerts_lane.ask(self._on_alerts, alerts, local_day(self.desk.clock()), file.case.id)

    def show_known(self, known: Known) -> None:
        """Hear about colleagues and partners, which may come after the case."""
        self._known = known
        self._show_tabs()

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        self.tabs.set_value(key)
        self._pages.setCurrentWidget(self._tab(key))
        if key == "lookers" and self._file is not None:
            self.lookers.open_for(self._file.case.id, self._file.case.code)
        elif key == "timeline":
            self._ask_timeline()
        elif key == "tracks" and self._file is not None:
            self._fill(key, self._file)

    # What can be done

    def ask_duo(self) -> None:
        """Open *Duo op pad sturen*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.duo, lambda: self.duo.open_for(file.case.id, self._known.members))

    def ask_eviction(self) -> None:
        """Open *Uithuiszetting melden*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.eviction, lambda: self.eviction.open_for(file.case, self._known.organisations))

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

    def ask_closing(self) -> None:
        """Open *Casus afsluiten*."""
        if (file := self._file) is not None and self.runs:
            self._open(self.closing, lambda: self.closing.open_for(file.case, file.actions))

    def ask_reopening(self) -> None:
        """Open *Casus heropenen*."""
        if (file := self._file) is not None and self.is_closed:
            self._open(self.reopening, lambda: self.reopening.open_for(file.case))

    def ask_newcomer(self) -> None:
        """Bring an organisation to the front door."""
        self.close_panel()
        self.show_tab("overview")
        self.overview.ask_newcomer()

    def escape(self) -> bool:
        """Close the form that is open, if any."""
        if self._panel is not None:
            self._panel.give_up()
            return True
        tab = self._pages.currentWidget()
        return tab.escape() if isinstance(tab, Overview | FactsTab) else False

    def leave(self) -> None:
        """Keep what is typed."""
        self.overview.leave()
        if "facts" in self._made:
            self.facts.leave()
        if self._panel is not None:
            self._panel.kept.keep_now()

    def close_panel(self) -> None:
        """Close the form that is open; what was typed stays as a draft."""
        if self._panel is not None:
            self._panel.give_up()

    @property
    def panel(self) -> Panel | None:
        """The form that is open."""
        return self._panel

    # Parts

    def _lay_out_head(self) -> None:
        self.title = Elided("", "title")
        self.chip = Chip()
        self.line = Elided("", "quiet")
        self.duo_button = Button(self.tr("Duo op pad sturen"), self.ask_duo, role="primary")
        self.eviction_button = Button(self.tr("Uithuiszetting melden"), self.ask_eviction)
        self.more_button = IconButton("ellipsis", self.tr("Meer doen met deze casus"), self._open_menu, key="Alt M", size=20, ink="text")
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(10)
        first.addWidget(self.title, 1)
        for button in (self.eviction_button, self.duo_button, self.more_button):
            first.addWidget(button)
        second.addWidget(self.chip)
        second.addWidget(self.line, 1)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.strip = AlertStrip(self.desk, self.ask_lesson)
        self.body.addWidget(self.strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave the name of the case its room: where it is short of that, the menu holds what has no button."""
        parts = (self.title, self.eviction_button, self.duo_button, self.more_button)
        margins, gap = self.body.contentsMargins(), 10
        wanted = sum(part.sizeHint().width() + gap for part in parts) + margins.left() + margins.right()
        self.eviction_button.setVisible(self.runs and self.desk.may(report_eviction) and wanted <= self.width())

    def _lay_out_body(self) -> None:
        words = (
            self.tr("Overzicht"),
            self.tr("Tijdlijn"),
            self.tr("Acties"),
            self.tr("Huisbezoeken"),
            self.tr("Gegevens"),
            self.tr("Sporen"),
            self.tr("Wie keek"),
        )
        self.tabs = Tabs(self.tr("Delen van de casus"), tuple(zip(TABS, words, strict=True)))
        self.tabs.show_tab("lookers", self.desk.may(log_of_case))
        self.tabs.chosen.connect(self.show_tab)
        self._pages = QStackedWidget()
        self._tab("overview")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(whole)
        self.body.addWidget(self._whole, 1)

    def _show_head(self) -> None:
        if (file := self._file) is None:
            return
        case, names = file.case, self.desk.names.of
        self.title.setText(names(case.label, case.code))
        self.chip.show_state(*head_chip(case, local_day(self.desk.clock())))
        self.line.setText(head_line(case, names))
        self.duo_button.setVisible(self.runs and self.desk.may(send_duo))
        self._fit_head()

    def _show_tabs(self) -> None:
        if (file := self._file) is None:
            return
        for key in self._made:
            self._fill(key, file)
        opened = self._opened
        self.tabs.show_count("timeline", opened.events if opened else None)
        self.tabs.show_count("actions", sum(1 for a in file.actions if a.done_on is None))
        self.tabs.show_count("visits", len(opened.visits) if opened else None)
        if self.tabs.value == "timeline":
            self._ask_timeline()

    def _tab(self, key: str) -> QWidget:
        """Return a tab, made and filled when it is asked for the first time."""
        if key not in self._made:
            widgets: dict[str, Callable[[], QWidget]] = {
                "overview": lambda: self.overview,
                "timeline": lambda: self.timeline_tab,
                "actions": lambda: self.actions_tab,
                "visits": lambda: self.visits_tab,
                "facts": lambda: self.facts,
                "tracks": lambda: self.tracks_tab,
                "lookers": lambda: self.lookers,
            }
            self._made[key] = widgets[key]()
            self._pages.addWidget(self._made[key])
            if self._file is not None:
                self._fill(key, self._file)
        return self._made[key]

    def _fill(self, key: str, file: CaseFile) -> None:
        visits = self._opened.visits if self._opened else ()
        if key == "overview":
            self.overview.show_file(file, self._known, visits, self._opened.decision if self._opened else None)
        elif key == "tracks" and self.tabs.value == key:
            self.tracks_tab.show_case(file.case.id, self._known.members, can_write=self.runs)
        elif key == "actions":
            self.actions_tab.show_actions(file.actions, can_write=self.runs)
        elif key == "visits":
            self.visits_tab.show_visits(visits, can_write=self.runs)
        elif key == "facts":
            self.facts.show_file(file, self._known)

    def _ask_timeline(self) -> None:
        """Fetch the timeline when it is looked at: it is long, and few look every time."""
        if self._file is not None:
            self._timeline_lane.ask(self._on_timeline, timeline, self._file.case.id)

    def _on_timeline(self, events: Sequence[Event]) -> None:
        self.timeline_tab.show_events(events, can_write=self.runs)

    def _on_alerts(self, found: Alerts) -> None:
        self.strip.show_alerts(found, can_write=self.runs)
        self.strip.setHidden(self._panel is not None or self.strip.is_empty)

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
            (self.tr("Organisatie aan de voordeur"), "Alt O", self.ask_newcomer, self.runs),
            (self.tr("Uithuiszetting melden"), "Alt U", self.ask_eviction, self.runs),
            (self.tr("Ernstig voorval melden"), "Alt E", self.ask_serious, self.runs),
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

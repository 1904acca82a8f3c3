"""One case, opened: its head, its tabs, and the forms that are filled in on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.calling_in import may_come
from expertiseteam.cases.known_facts import known_facts
from expertiseteam.cases.opening import report_eviction
from expertiseteam.cases.records import CaseFile, Place
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.cases.subject import household
from expertiseteam.insight.opened_case import OpenedCase
from expertiseteam.insight.timeline import Event, timeline
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.visits.duos import send_duo
from ui.cases.actions import ActionsTab
from ui.cases.facts import FactsTab
from ui.cases.forms import CaseForms
from ui.cases.known import Known
from ui.cases.lookers import LookersTab
from ui.cases.overview import Overview
from ui.cases.safety import SafetyTab
from ui.cases.serious import AlertStrip
from ui.cases.tabs import Tabs
from ui.cases.timeline import TimelineTab
from ui.cases.tracks import TracksTab
from ui.cases.visits import VisitsTab
from ui.cases.words import head_chip, head_line
from ui.shell.desk import Desk
from ui.shell.pages import Pages
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Chip, Elided

TABS = ("overview", "timeline", "actions", "visits", "facts", "tracks", "safety", "lookers")


class CaseDetail(CaseForms):
    """Shows a CaseFile. `refused` is the screen's way to say what was not done."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__(desk)
        self._timeline_lane = desk.runner.lane(self, latest=True)
        self._household_lane, self._told_lane = (desk.runner.lane(self, latest=True) for _ in range(2))
        self._made: dict[str, QWidget] = {}  # the tabs that were visited
        self._refused = refused
        self._is_ready = False

    # Tabs are made at their first use, so that the screen itself is there at once

    @cached_property
    def overview(self) -> Overview:
        tab = Overview(self.desk, self._refused)
        tab.agree_asked.connect(self.ask_agree)
        return tab

    @cached_property
    def timeline_tab(self) -> TimelineTab:
        tab = TimelineTab(self.desk)
        tab.note_asked.connect(self.ask_note)
        return tab

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
        tab.light_help_asked.connect(self.ask_light_help)
        tab.referral_asked.connect(self.help.ask_referral)
        tab.available_asked.connect(self.ask_available)
        return tab

    @cached_property
    def facts(self) -> FactsTab:
        tab = FactsTab(self.desk)
        tab.people.asked.connect(self.ask_person)
        return tab

    @cached_property
    def lookers(self) -> LookersTab:
        return LookersTab(self.desk)

    # What is shown

    def get_ready(self) -> None:
        """Make the head and the tabs, before the first case is shown: who looks at the list alone need not wait for them."""
        if not self._is_ready:
            self._is_ready = True
            self._lay_out_head()
            self._lay_out_body()

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Put the keyboard on the tabs."""
        self.get_ready()
        self.tabs.setFocus(reason)

    def show_case(self, opened: OpenedCase, known: Known) -> None:
        """Show a case. Another one than before begins at the overview; what was being filled in is kept as a draft."""
        self.get_ready()
        file = opened.file
        if self._file is None or self._file.case.id != file.case.id:
            self.close_panel()
            self._file = None
            self.show_tab("overview")
        self._file, self._known, self._opened = file, known, opened
        self._show_head()
        self._show_tabs()
        self._show_strip(opened)

    def show_known(self, known: Known) -> None:
        """Hear about colleagues and partners, which may come after the case."""
        self._known = known
        self._show_tabs()
        if self._opened is not None:
            self._show_strip(self._opened)  # what the team calls danger came along

    def _show_strip(self, opened: OpenedCase) -> None:
        file = opened.file
        reserve = may_come(file.door, file.case, opened.to_discuss, local_day(self.desk.clock()), self._known.settings)
        self.strip.show_alerts(opened.to_discuss, opened.still_since, opened.called, reserve, can_write=self.runs)
        self.strip.setHidden(self._panel is not None or self.strip.is_empty)

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        self.tabs.set_value(key)
        self._pages.setCurrentWidget(self.tab(key))
        if key == "lookers" and self._file is not None:
            self.lookers.open_for(self._file.case.id, self._file.case.code)
        elif key == "timeline":
            self._ask_timeline()
        elif key in ("tracks", "safety") and self._file is not None:
            self._fill(key, self._file)
        elif key == "facts":
            self._ask_household()

    # What can be done

    def look_back(self) -> None:
        """Look back on the front door over the overleggen."""
        self.close_panel()
        self.show_tab("overview")
        self.overview.look_back()

    def ask_code(self, kind: CodeKind) -> None:
        """Go to the reporting code, and begin it when none runs: somebody wrote of what may be violence (domain.md, row 87)."""
        self.close_panel()
        self.show_tab("safety")
        tab = self.tab("safety")
        if isinstance(tab, SafetyTab) and self.runs:
            tab.ask_code_once_known(kind)

    def show_as_text(self) -> None:
        """Show the front door in words."""
        self.close_panel()
        self.show_tab("overview")
        self.overview.show_as_text()

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
        tab = self._pages.currentWidget() if self._is_ready else None
        return tab.escape() if isinstance(tab, Overview | FactsTab | TimelineTab | VisitsTab) else False

    def leave(self) -> None:
        """Keep what is typed."""
        if "overview" in self._made:
            self.overview.leave()
        if "facts" in self._made:
            self.facts.leave()
        if self._panel is not None:
            self._panel.kept.keep_now()

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
        for button in (self.eviction_button, self.duo_button, self.help.button, self.more_button):
            first.addWidget(button)
        second.addWidget(self.chip)
        second.addWidget(self.line, 1)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.strip = AlertStrip(self.desk, self.ask_lesson, self._to_door)
        self.body.addWidget(self.strip)

    def _to_door(self, organisation_id: str) -> None:
        self.show_tab("overview")
        self.overview.ask_move(organisation_id, Place.FRONT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_ready:
            self._fit_head()

    def _fit_head(self) -> None:
        """Leave the name of the case its room: where it is short of that, the menu holds what has no button."""
        parts = (self.title, self.eviction_button, self.duo_button, self.more_button)
        margins, gap = self.body.contentsMargins(), 10
        wanted = sum(part.sizeHint().width() + gap for part in parts) + margins.left() + margins.right()
        self.eviction_button.setVisible(self.runs and self.desk.may(report_eviction) and wanted <= self.width())

    def tab_words(self) -> tuple[tuple[str, str], ...]:
        """The tabs, with their words."""
        words = (
            self.tr("Overzicht"),
            self.tr("Tijdlijn"),
            self.tr("Acties"),
            self.tr("Huisbezoeken"),
            self.tr("Gegevens"),
            self.tr("Sporen"),
            self.tr("Veiligheid"),
            self.tr("Wie keek"),
        )
        return tuple(zip(TABS, words, strict=True))

    def _lay_out_body(self) -> None:
        self.tabs = Tabs(self.tr("Delen van de casus"), self.tab_words())
        self.tabs.show_tab("lookers", self.desk.may(log_of_case))
        self.tabs.chosen.connect(self.show_tab)
        self._pages = Pages()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self._whole = Pages()
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
        self.help.show_case(case)
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
        elif self.tabs.value == "facts":
            self._ask_household()

    def tab(self, key: str) -> QWidget:
        """Return a tab, made and filled when it is asked for the first time."""
        if key not in self._made:
            widgets: dict[str, Callable[[], QWidget]] = {
                "overview": lambda: self.overview,
                "timeline": lambda: self.timeline_tab,
                "actions": lambda: self.actions_tab,
                "visits": lambda: self.visits_tab,
                "facts": lambda: self.facts,
                "tracks": lambda: TracksTab(self.desk, self._new_panel, self._open),
                "safety": lambda: SafetyTab(self.desk, self._new_panel, self._open),
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
        elif isinstance(tab := self._made[key], TracksTab | SafetyTab) and self.tabs.value == key:
            tab.show_case(file.case.id, self._known.members, can_write=self.runs)
        elif key == "actions":
            self.actions_tab.show_actions(file.actions, can_write=self.runs)
        elif key == "visits":
            self.visits_tab.show_visits(file.case.id, visits, can_write=self.runs)
        elif key == "facts":
            self.facts.show_file(file, self._known)

    def _ask_timeline(self) -> None:
        """Fetch the timeline when it is looked at: it is long, and few look every time."""
        if self._file is not None:
            self._timeline_lane.ask(self._on_timeline, timeline, self._file.case.id)

    def _on_timeline(self, events: Sequence[Event]) -> None:
        self.timeline_tab.show_events(events, can_write=self.runs, case_id=self.case_id or "")

    def _ask_household(self) -> None:
        """Fetch who and what the case is about when that is looked at."""
        if (file := self._file) is not None:
            self._told_lane.ask(lambda found: self.facts.show_told(file.case, found, self._known), known_facts, file.case.id)
            self._household_lane.ask(lambda found: self.facts.show_household(file.case, found, self._known), household, file.case.id)

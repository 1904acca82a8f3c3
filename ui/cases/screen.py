"""*Casussen*: the list at the left, one case at the right. Opening a case is a view, and is logged as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.access.work import Query
from expertiseteam.basics.clock import local_day
from expertiseteam.cases.ending import close_case, reopen_case
from expertiseteam.cases.records import CaseLine
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.cases.subject_records import Tenure
from expertiseteam.insight.case_list import CaseList, case_list
from expertiseteam.insight.opened_case import OpenedCase, opened_case, opened_case_again
from expertiseteam.visits.confidential import choose_knowers
from ui.cases.detail import CaseDetail
from ui.cases.known import Known
from ui.cases.words import Filter, counts, days_left, kept_by, rows
from ui.look.theme import px
from ui.look.tokens import LIST_WIDTH
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.checks import Picker
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

OF_SAFETY = ("eviction_step", "reporting_code", "code_step", "ave_step", "escalation", "decision_mandate", "training", "taken_back")
OF_TRACKS = ("social_plan", "plan_goal", "plan_step", "enforcement_path", "path_step", "track_switch", "taken_back")
SETTLED = 300  # milliseconds on a row before it counts as opened
_WORDS = {
    Filter.MINE: "U hebt nu geen lopende casussen als regisseur.",
    Filter.RUNNING: "Er lopen nog geen casussen. Een casus begint bij een signaal.",
    Filter.CROWDED: "Nergens staan meer organisaties aan de deur dan afgesproken. Mooi.",
    Filter.EVICTION: "Er dreigt nergens uithuiszetting.",
    Filter.NO_DUO: "Bij elke casus is een duo geweest of onderweg.",
    Filter.STILL: "Geen casus ligt stil.",
    Filter.CLOSED: "Er zijn nog geen afgesloten casussen.",
}


class CasesScreen(Screen):
    """Shows places of kind "cases" (the list) and "case" (one case, by id; an `extra` CodeKind goes on to the reporting code)."""

    title = "Casussen"
    watches = frozenset(
        {
            *("case", "involvement", "door_move", "action", "note", "person", "visit", "help_offer", "decision", "said", "concern"),
            *("serious_event", "case_ending", "joint_call", "circle"),
            *("kin", "person_change", "case_subject", "chosen_domain", "case_link"),
            *("door_word", "known_fact", "fact_use", "binned"),
            *OF_TRACKS,
            *OF_SAFETY,
        }
    )
    keeps = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._running: tuple[CaseLine, ...] = ()
        self._closed: tuple[CaseLine, ...] | None = None
        self._with_duo: frozenset[str] = frozenset()
        self._still: frozenset[str] = frozenset()
        self._known = Known()
        self._wanted: str | None = None  # the case that a place named, to be found in the list once it is there
        self._first_time = True
        self._to_begin: CodeKind | None = None  # the reporting code that a place asked for, once its case is there
        self._list_lane, self._case_lane = self.lane(latest=True), self.lane(latest=True)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self._on_settled)
        self.filters = FilterChips([(f, f.value) for f in Filter], name=self.tr("Welke casussen"))
        self.filters.changed.connect(lambda _: self._on_filter())
        self.tenure = Picker(name=self.tr("Hoe iemand woont"))
        self.tenure.chosen.connect(lambda _: self._on_filter())
        empty = EmptyState("", self.tr("Naar de signalen"), lambda: desk.go(Place("concerns")), door=72)
        self.list = RowList(self.tr("Casussen"), lines=3, empty=empty, chooses=False)
        self.list.chosen.connect(lambda _: self._settled.start())
        self.list.opened.connect(self._on_opened)
        self.list.clicked.connect(self._on_clicked)
        self.detail = CaseDetail(desk, self.show_refusal)
        self._nothing = EmptyState(self.tr("Kies links een casus. Wie een casus opent, staat in het logboek."))
        self._lay_out()

    # What a screen writes itself

    def enter(self, place: Place) -> None:
        if place.kind == "case":
            self._wanted = place.id  # before the list is loaded: then the case that stood open need not be read again
        has_list = self.is_kept
        super().enter(place)
        if place.kind == "case" and place.id is not None:
            if has_list:
                self._show_wanted()
            self._to_begin = place.extra if isinstance(place.extra, CodeKind) else None
            self._open(place.id)
            self.detail.take_focus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)  # looks at the list, opens nothing yet

    def load(self) -> None:
        self._list_lane.ask(self._on_loaded, case_list, local_day(self.desk.clock()), self._closed is not None)
        if self.detail.case_id is not None and self._wanted in (None, self.detail.case_id):
            self._case_lane.work(self._show_case, self._fetch_case, opened_case_again, self.detail.case_id)

    def leave(self) -> None:
        self._settled.stop()
        self.detail.leave()

    def escape(self) -> bool:
        if self.detail.escape():
            return True
        focused = self.focusWidget()
        if focused is not None and self.detail.isAncestorOf(focused):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self.detail)

    def names_switched(self) -> None:
        self._show_list()
        super().names_switched()

    def commands(self) -> Sequence[Command]:
        detail = self.detail
        may_close, may_reopen = self.desk.may(close_case), self.desk.may(reopen_case)
        found = [
            Command("cases.duo", self.tr("Stuur een duo op pad"), detail.ask_duo, "Alt+D", lambda: detail.runs),
            Command("cases.light-help", self.tr("Leg lichte hulp vast"), detail.ask_light_help, "Alt+H", lambda: detail.runs),
            Command(
                "cases.objection", self.tr("Beslis over het bezwaar"), detail.help.ask_objection, "", lambda: detail.help.is_restricted
            ),
            Command("cases.eviction", self.tr("Meld een uithuiszetting"), detail.ask_eviction, "Alt+U", lambda: detail.runs),
            Command("cases.note", self.tr("Voeg een notitie toe"), detail.ask_note, "Alt+N", lambda: detail.runs),
            Command("cases.action", self.tr("Spreek een actie af"), detail.ask_action, "Alt+A", lambda: detail.runs),
            Command("cases.door", self.tr("Ga naar de voordeur"), self._go_to_door, "Alt+V", lambda: detail.case_id is not None),
            Command("cases.serious", self.tr("Meld een ernstig voorval"), detail.ask_serious, "Alt+E", lambda: detail.runs),
            Command("cases.agree", self.tr("Spreek iets af rond de voordeur"), detail.ask_agree, "Alt+R", lambda: detail.runs),
            Command("cases.text", self.tr("Lees de voordeur als tekst"), detail.show_as_text, "Alt+L", lambda: detail.case_id is not None),
            Command("cases.back", self.tr("Kijk terug over de overleggen"), detail.look_back, "Alt+T", lambda: detail.case_id is not None),
            Command("cases.newcomer", self.tr("Zet een organisatie bij de voordeur"), detail.ask_newcomer, "Alt+O", lambda: detail.runs),
        ]
        found += [
            Command("cases.handover", self.tr("Maak het overdrachtsblad"), detail.show_handover, "", lambda: detail.case_id is not None),
            Command("cases.letter", self.tr("Maak een brief"), detail.ask_letter, "Alt+B", lambda: detail.runs),
            Command("cases.resident", self.tr("Maak het blad voor de bewoner"), detail.show_resident_page, "", lambda: detail.runs),
        ]
        if self.desk.may(choose_knowers):
            found.append(Command("cases.knowers", self.tr("Kies wie deze casus mag zien"), detail.ask_knowers, "", lambda: detail.runs))
        if may_close:
            found.append(Command("cases.close", self.tr("Sluit deze casus af"), detail.ask_closing, "", lambda: detail.runs))
        if may_reopen:
            found.append(Command("cases.reopen", self.tr("Heropen deze casus"), detail.ask_reopening, "", lambda: detail.is_closed))
        found += [
            Command(
                f"cases.tab.{key}",
                self.tr("Ga naar het tabblad {0}").format(words),
                lambda key=key: self._go_to_tab(key),  # type: ignore[misc]
                f"Alt+{number}",
                lambda: detail.case_id is not None,
                key_only=True,
            )
            for number, (key, words) in enumerate(detail.tab_words(), 1)
        ]
        return found

    # Parts

    def _lay_out(self) -> None:
        self._left = Card(margins=0, gap=0)
        self._left.setFixedWidth(px(LIST_WIDTH))
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 6, 12, 10)
        column.setSpacing(10)
        column.addWidget(Title(self.tr("Casussen")))
        column.addWidget(self.filters)
        column.addWidget(self.tenure)
        self._left.body.addWidget(head)
        self._left.body.addWidget(self.list, 1)
        self._right = Pages()
        beside = Card()
        beside.body.addWidget(self._nothing)
        self._right.addWidget(beside)
        self._right.addWidget(self.detail)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)

    def _on_loaded(self, found: CaseList) -> None:
        self._running = found.running
        self._closed = found.closed if found.closed is not None else self._closed
        self._known = Known(found.members, found.organisations, found.settings, found.running)
        self._with_duo, self._still = found.with_duo, found.still
        numbers = self._counts()
        if self._first_time:
            self._first_time = False
            self.filters.set_value(Filter.MINE if numbers[Filter.MINE] else Filter.RUNNING)
        self.filters.set_counts(numbers)
        self._show_wanted()
        self.detail.show_known(self._known)

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            self._widen_for(self._wanted)
        self._show_list()
        self._wanted = None

    def _counts(self) -> dict[object, int]:
        numbers = counts(
            self._running, me=self.desk.me.id, limit=self._known.settings.door_limit, with_duo=self._with_duo, still=self._still
        )
        return numbers | ({Filter.CLOSED: len(self._closed)} if self._closed is not None else {})

    def _show_list(self) -> None:
        chosen = self._filter()
        everything = (*self._running, *(self._closed or ()))
        self._offer_tenures({case.tenure for case in everything if case.tenure is not None})
        kept = [case for case in everything if self._keeps(chosen, case)]
        if self.list.empty is not None:
            self.list.empty.say(_WORDS[chosen])
            self.list.empty.button.setVisible(chosen is Filter.RUNNING)
        shown = rows(kept, names=self.desk.names.of, today=local_day(self.desk.clock()))
        if self.list.current not in {case.id for case in kept}:
            self.list.setCurrentIndex(QModelIndex())  # a row that is marked but was not opened would mislead
        self._nothing.say(
            self.tr("Kies links een casus. Wie een casus opent, staat in het logboek.")
            if shown
            else self.tr("Hier leest u een casus, zodra u er links een kiest.")
        )
        self.list.set_rows(shown, current=self._wanted)

    def _filter(self) -> Filter:
        return self.filters.value if isinstance(self.filters.value, Filter) else Filter.RUNNING

    def _widen_for(self, case_id: str) -> None:
        """A case that was asked for by its id must be in the list: the widest filter when the present one leaves it out."""
        case = next((c for c in self._running if c.id == case_id), None)
        if case is not None and not self._keeps(self._filter(), case):
            self.filters.set_value(Filter.RUNNING)
            self.tenure.set_value(None)

    def _offer_tenures(self, said: set[Tenure]) -> None:
        """Let the list be about one way of living, once it was said of a case (domain.md, row 88)."""
        self.tenure.setVisible(bool(said))
        options: list[tuple[object, str]] = [(None, self.tr("Wonen: alles")), *((t, t.value.capitalize()) for t in Tenure if t in said)]
        if [label for _, label in options] != [self.tenure.itemText(number) for number in range(self.tenure.count())]:
            self.tenure.set_options(options)

    def _keeps(self, chosen: Filter, case: CaseLine) -> bool:
        if isinstance(self.tenure.value, Tenure) and case.tenure is not self.tenure.value:
            return False
        return kept_by(chosen, case, me=self.desk.me.id, limit=self._known.settings.door_limit, with_duo=self._with_duo, still=self._still)

    def _open(self, case_id: str) -> None:
        self._settled.stop()
        if case_id == self.detail.case_id:
            self._right.setCurrentWidget(self.detail)
            self._begin_code()
            return
        self._case_lane.work(self._show_opened, self._fetch_case, opened_case, case_id)

    def _show_opened(self, opened: OpenedCase) -> None:
        self.bar.close_bar()
        self._show_case(opened)
        self._begin_code()

    def _begin_code(self) -> None:
        kind, self._to_begin = self._to_begin, None
        if kind is not None:
            self.detail.ask_code(kind)

    def _show_case(self, opened: OpenedCase) -> None:
        self.detail.show_case(opened, self._known)
        self._right.setCurrentWidget(self.detail)

    def _fetch_case(self, query: Query[[str, date], OpenedCase], case_id: str) -> OpenedCase:
        today = local_day(self.desk.clock())
        opened = self.desk.workspace.ask(query, case_id, today)
        if opened.file.case.eviction_on is not None:  # the calendar of holidays is slow to load: here, off the window's thread
            days_left(opened.file.case.eviction_on, today)
        return opened

    def _go_to_door(self) -> None:
        self.detail.close_panel()
        self.detail.show_tab("overview")
        self.detail.overview.picture.focus_chip("")

    def _go_to_tab(self, key: str) -> None:
        if not self.detail.tabs.button(key).isHidden():
            self.detail.close_panel()
            self.detail.show_tab(key)
            self.detail.take_focus(Qt.FocusReason.ShortcutFocusReason)

    def _on_filter(self) -> None:
        if self._filter() is Filter.CLOSED and self._closed is None:
            self._closed = ()
            self.refresh()
        self._wanted = self.detail.case_id
        self._show_list()
        self._wanted = None

    def _on_settled(self) -> None:
        if self.list.current is not None:
            self._open(self.list.current)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.list.current is not None:
            self._open(self.list.current)

    def _on_opened(self, case_id: str) -> None:
        self._open(case_id)
        self.detail.take_focus(Qt.FocusReason.OtherFocusReason)

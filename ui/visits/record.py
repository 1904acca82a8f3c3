"""*Huisbezoek vastleggen*, and reading what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.offers import visit_offers
from expertiseteam.cases.records import ActionLine
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.team.catalogues import catalogue_words, shipped
from expertiseteam.team.members import members, organisations
from expertiseteam.team.records import CatalogueLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.budget import visit_budget
from expertiseteam.visits.budget_records import BudgetTotals
from expertiseteam.visits.duos import cancel_visit, visit_agreements, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import VisitState, VisitView
from expertiseteam.visits.safety import IncidentLine, check_in, record_incident, visit_incidents
from ui.shell.commands import Command
from ui.shell.conflict import with_whose
from ui.shell.desk import Desk, Place
from ui.shell.drafts import WAS, DraftKeeper
from ui.shell.pages import Pages
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.visits.agreements import Known, known_people
from ui.visits.budget import BudgetPanel
from ui.visits.cancelling import CancellingPanel
from ui.visits.form import Recorded, VisitFields
from ui.visits.form_words import TITLES, missing_words, saved_words, value_words
from ui.visits.head import VisitHead
from ui.visits.papers import PaperLinks, VisitPapers
from ui.visits.reading import VisitReading
from ui.visits.side_panels import IncidentPanel, PlanPanel
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, Line, Scrolled
from ui.widgets.labels import KeyHint

Clash = dict[str, tuple[object, object]]
Opened = tuple[VisitView, list[ActionLine], list[OfferLine], list[IncidentLine], BudgetTotals | None]
Found = tuple[Opened, Known, TeamSettings, list[CatalogueLine]]
VisitPanel = CancellingPanel | PlanPanel | IncidentPanel | BudgetPanel
AnyPanel = TypeVar("AnyPanel", CancellingPanel, PlanPanel, IncidentPanel, BudgetPanel)
_TEXTS = {"care": "care_view", "enforcement": "enforcement_view", "common": "common", "told": "told"}  # by their names in a draft


class VisitForm(Screen):
    """Shows a place of kind "visit". A planned visit opens for writing, a recorded one for reading; who of the duo has not written yet,
    writes on."""

    title = "Huisbezoek"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: VisitView | None = None
        self._first: dict[str, str] = {}  # the form as it opened
        self._clash: Clash = {}
        self._words: Sequence[CatalogueLine] = shipped()
        self._lane = self.lane(latest=True)
        self._save_lane = desk.runner.lane(self, self._on_refused)
        self.fields = VisitFields(desk)
        self.reading = VisitReading()
        self.both = BothTexts()
        self._panels: list[VisitPanel] = []  # those that were used
        self.links = PaperLinks(desk, VisitPapers(desk, self, self.show_refusal), lambda: self._view, lambda: self._ask(self.budget))
        self.kept = DraftKeeper(self, desk.runner, "visit", self._typed, self._restore)
        self._lay_out()
        self.fields.changed.connect(self._on_changed)
        self.fields.code.wanted.connect(self._on_code)
        self.both.chosen.connect(self._on_chosen)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self._form_page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    # The forms beside it, each made at its first use

    @cached_property
    def cancelling(self) -> CancellingPanel:
        return self._made(CancellingPanel(self.desk))

    @cached_property
    def planning(self) -> PlanPanel:
        return self._made(PlanPanel(self.desk))

    @cached_property
    def incident(self) -> IncidentPanel:
        return self._made(IncidentPanel(self.desk))

    @cached_property
    def budget(self) -> BudgetPanel:
        return self._made(BudgetPanel(self.desk))

    def _made(self, panel: AnyPanel) -> AnyPanel:
        self._panels.append(panel)
        self._pages.addWidget(panel)
        panel.closed.connect(self.load)
        return panel

    # What a screen writes itself

    def enter(self, place: Place) -> None:
        self._view = None
        self.bar.close_bar()
        self._pages.setCurrentWidget(self._nothing)
        super().enter(place)

    def load(self) -> None:
        if self.place is not None and self.place.id is not None:
            self._lane.work(self._on_loaded, self._fetch, self.place.id)

    def leave(self) -> None:
        self.kept.keep_now()
        for panel in self._panels:
            panel.kept.keep_now()

    def names_switched(self) -> None:
        self._show_head()

    def escape(self) -> bool:
        here = self._pages.currentWidget()
        if isinstance(here, Panel):
            here.give_up()
            return True
        if here is self.both:
            self._pages.setCurrentWidget(self._form_page)
            return True
        self.kept.keep_now()
        return False

    def commands(self) -> Sequence[Command]:
        def writes() -> bool:
            return self._pages.currentWidget() is self._form_page

        return [
            Command("visit.care", self.tr("Schrijf met de zorgbril"), self.fields.care.setFocus, "Alt+Z", writes),
            Command("visit.enforcement", self.tr("Schrijf met de handhavingsbril"), self.fields.enforcement.setFocus, "Alt+H", writes),
            Command("visit.agree", self.tr("Schrijf een afspraak op"), self.fields.agreements.line.setFocus, "Alt+A", writes),
            Command("visit.offer", self.tr("Schrijf op welke hulp u aanbood"), self.fields.offers.line.setFocus, "Alt+L", writes),
            Command("visit.promise", self.tr("Maak er een toezegging van"), self.fields.agreements.promise.toggle, "Alt+T", writes),
            Command(
                "visit.plan", self.tr("Plan dit bezoek, of wijzig wie er gaat"), lambda: self._ask(self.planning), "Alt+P", self._is_planned
            ),
            Command("visit.incident", self.tr("Leg een incident vast"), lambda: self._ask(self.incident), "Alt+I", self._has_view),
            *self.links.commands(),
            Command("visit.case", self.tr("Open de casus van dit bezoek"), self._go_to_case, "Alt+C", lambda: self._view is not None),
            Command("visit.save", self.tr("Bewaar het huisbezoek"), self.save, "", writes),
        ]

    def _has_view(self) -> bool:
        return self._view is not None

    def _is_planned(self) -> bool:
        return self._view is not None and self._view.state is VisitState.PLANNED and self.desk.may(plan_visit)

    def save(self) -> None:
        """Record what is filled in; says what is missing, if anything."""
        if self._view is None:
            return
        if self.fields.missing():
            self.bar.tell(self.tr("Het bezoek is nog niet bewaard. {0}.").format(missing_words(self.fields.missing())), "warn")
            self.fields.focus_missing()
            return
        try:
            new = self.fields.recorded()
        except Refused as refused:
            self.bar.tell(str(refused), "warn")
            return
        view, many = self._view, len(new.agreements)
        self._save_lane.do(
            lambda planned: self._on_saved(many, new, planned),
            record_visit,
            view,
            **{field.name: getattr(new, field.name) for field in fields(new)},
        )

    # Parts

    def _lay_out(self) -> None:
        card = Card(margins=22, gap=8)
        self.head = VisitHead(self.links)
        self.need = self.head.need
        card.body.addWidget(self.head)
        self._nothing = QWidget()
        self._form_page, self._reading_page = QWidget(), QWidget()
        self.save_button = Button(self.tr("Huisbezoek bewaren"), self.save, role="primary")
        self.off_button = Button(self.tr("Gaat niet door"), lambda: self._ask(self.cancelling))
        self.plan_button = Button(self.tr("Plannen"), lambda: self._ask(self.planning))
        self.back_button = Button(self.tr("Het duo is terug"), self._on_back)
        self.incident_button = Button(self.tr("Incident"), lambda: self._ask(self.incident))
        self.incident_button.setAccessibleName(self.tr("Incident vastleggen"))
        self.more_button = Button(self.tr("Aanvullen"), self._on_more, role="primary")
        self._fill_page(
            self._form_page, self.fields, (self.save_button, KeyHint("Ctrl Enter"), self.plan_button, self.back_button, self.off_button)
        )
        self._fill_page(self._reading_page, self.reading, (self.more_button, self.incident_button))
        empty = EmptyState(self.tr("Kies een huisbezoek uit de lijst."), self.tr("Naar de huisbezoeken"), self._go_to_list)
        self._gone = empty
        self._pages = Pages()
        for page in (self._nothing, self._form_page, self._reading_page, self.both, self._gone):
            self._pages.addWidget(page)
        card.body.addWidget(self._pages, 1)
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def _fill_page(self, page: QWidget, inside: QWidget, foot: Sequence[QWidget]) -> None:
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(Scrolled(inside), 1)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in foot:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(Button(self.tr("Open de casus"), self._go_to_case, icon="house"))
        row.addWidget(KeyHint("Alt C"))
        column.addLayout(row)

    def _fetch(self, visit_id: str) -> Found:
        ask = self.desk.workspace.ask
        people, partners = ask(members), ask(organisations)
        seen = ask(visit_view, visit_id)
        known = known_people(people, partners)
        about = ask(visit_agreements, visit_id), ask(visit_offers, visit_id), ask(visit_incidents, visit_id), ask(visit_budget, visit_id)
        return (seen, *about), known, ask(team_settings), ask(catalogue_words)

    def _on_loaded(self, found: Found) -> None:
        read, known, settings, words = found
        self._view, agreed, offered, incidents, totals = read
        self.fields.know(settings, words)
        self._words = words
        self.links.show_visit(self._view)
        self.fields.agreements.set_known(known)
        if self._should_write(self._view):
            self._write(self._view)
        else:
            self.reading.show_visit(self._view, agreed, offered, local_day(self.desk.clock()))
            self.reading.show_incidents(incidents)
            self.reading.show_budget(totals)
            self._read(self._view)

    def _should_write(self, view: VisitView) -> bool:
        """Planned: write. Recorded: only who of the duo has not written yet."""
        if view.state is VisitState.CANCELLED or not self.desk.may(record_visit):
            return False
        mine = {view.care_id: view.care_view, view.enforcement_id: view.enforcement_view}
        return view.state is VisitState.PLANNED or mine.get(self.desk.me.id) == ""

    def _write(self, view: VisitView) -> None:
        self._pages.setCurrentWidget(self._form_page)
        self.fields.code.learn()
        self.fields.show_visit(view)
        self._first = self.fields.typed()
        self.plan_button.setVisible(view.state is VisitState.PLANNED and self.desk.may(plan_visit))
        self.back_button.setVisible(view.check_in_due is not None and view.checked_in is None)
        self.off_button.setVisible(view.state is VisitState.PLANNED and self.desk.may(cancel_visit))
        self.kept.begin(view.id)
        self._show_head()
        self._on_changed()
        self.fields.begin(view)

    def _read(self, view: VisitView) -> None:
        self._pages.setCurrentWidget(self._reading_page)
        self.more_button.setVisible(view.state is not VisitState.CANCELLED and self.desk.may(record_visit))
        self.incident_button.setVisible(self.desk.may(record_incident))
        self._show_head()
        writes_common = bool(view.care_view and view.enforcement_view and not view.common)
        self.more_button.setText(self.tr("Schrijf waar u het over eens bent") if writes_common else self.tr("Aanvullen"))
        if not self.more_button.isHidden():
            self.more_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        if (view := self._view) is None:
            return
        writes = self._pages.currentWidget() is self._form_page
        self.head.show_visit(view, self.desk.names.of, local_day(self.desk.clock()), writes=writes)
        self._show_need()

    def _show_need(self) -> None:
        writes = self._pages.currentWidget() is self._form_page
        self.need.setText(missing_words(self.fields.missing()) if writes else "")

    def _typed(self) -> dict[str, str]:
        """Only what was changed, and what stood there: a draft must not bring back, or wipe out, what the other one wrote meanwhile."""
        changed = {name: text for name, text in self.fields.typed().items() if text != self._first.get(name, "")}
        return changed | {WAS + name: self._first.get(name, "") for name in changed if name in _TEXTS}

    def _restore(self, fields: dict[str, str]) -> None:
        if (view := self._view) is None:
            return
        self.fields.restore(self.fields.typed() | {name: text for name, text in fields.items() if not name.startswith(WAS)})
        self.fields.begin(view)
        self._show_need()
        self.inform(self.tr("Uw tekst van eerder staat er nog. Hij is nog niet bewaard."))
        stored = {name: self._first.get(name, "") for name in _TEXTS if name in fields}
        clash: Clash = {
            _TEXTS[name]: (fields[name], theirs)
            for name, theirs in stored.items()
            if fields.get(WAS + name) != theirs and fields[name].strip() != theirs
        }
        if clash:
            with_whose(self._save_lane, clash, "visit", view.id, lambda conflict: self._show_both(conflict, view))

    def _on_changed(self) -> None:
        self._show_need()
        self.kept.touched()

    def _on_saved(self, many: int, new: Recorded, planned: str | None) -> None:
        self.kept.finish()
        self.bar.close_bar()
        self.desk.say(saved_words(many, new.outcome, new.next_try if planned is not None else None))
        self.desk.back()

    def _on_refused(self, refused: Refused) -> None:
        if isinstance(refused, Conflict) and refused.fields and self._view is not None:
            self._lane.ask(lambda now: self._show_both(refused, now), visit_view, self._view.id)
        else:
            self.show_refusal(refused)

    def _show_both(self, conflict: Conflict, now: VisitView) -> None:
        self._take_over(conflict.fields, now)
        self._view, self._clash = now, conflict.fields
        self._pages.setCurrentWidget(self.both)
        self.both.show_conflict(conflict, TITLES, partial(value_words, self._words), self.desk.clock())

    def _take_over(self, clash: Clash, now: VisitView) -> None:
        """What this member left as it was follows what the other one recorded meanwhile."""
        before = self._view
        if before is None or before is now:
            return
        mine = self.fields.recorded()
        for name in TITLES:
            if name not in clash and getattr(mine, name) == getattr(before, name):
                self.fields.take(name, getattr(now, name))

    def _on_chosen(self, mine: list[str]) -> None:
        for name, (_, theirs) in self._clash.items():
            if name not in mine:
                self.fields.take(name, theirs)
        self._pages.setCurrentWidget(self._form_page)
        self.save()

    def _on_more(self) -> None:
        if (view := self._view) is not None:
            self._write(view)
            if view.care_view and view.enforcement_view and not view.common:
                self.fields.common.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, panel: VisitPanel) -> None:
        if self._view is not None:
            self.kept.keep_now()
            self._pages.setCurrentWidget(panel)
            self._show_head()
            if isinstance(panel, CancellingPanel | IncidentPanel):
                panel.know(self._words)
            panel.open_for(self._view)

    def _on_back(self) -> None:
        if self._view is not None:
            self._save_lane.do(lambda _: self._on_heard(), check_in, self._view.id)

    def _on_heard(self) -> None:
        self.desk.say(self.tr("Het duo is terug gemeld."))
        self.load()

    def _go_to_case(self) -> None:
        if self._view is not None:
            self.desk.go(Place("case", self._view.case_id))

    def _on_code(self, kind: CodeKind) -> None:
        if self._view is not None:
            self.desk.go(Place("case", self._view.case_id, kind))

    def _go_to_list(self) -> None:
        self.desk.go(Place("visits"))

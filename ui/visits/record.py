"""*Huisbezoek vastleggen*, and reading what was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.records import ActionLine
from expertiseteam.team.members import members, organisations
from expertiseteam.visits.duos import cancel_visit, record_visit, visit_agreements, visit_view
from expertiseteam.visits.records import VisitState, VisitView
from ui.shell.commands import Command
from ui.shell.conflict import with_whose
from ui.shell.desk import Desk, Place
from ui.shell.drafts import WAS, DraftKeeper
from ui.shell.screen import Screen
from ui.visits.agreements import Known, known_people
from ui.visits.cancelling import CancellingPanel
from ui.visits.form import VisitFields
from ui.visits.form_words import missing_words, time_words
from ui.visits.reading import VisitReading
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, Line, Scrolled
from ui.widgets.labels import Elided, KeyHint, Label, Title

TITLES = {
    "on": "Dag",
    "at": "Tijd",
    "is_announced": "Aankondiging",
    "outcome": "Uitkomst",
    "care_view": "Zorgbril",
    "enforcement_view": "Handhavingsbril",
    "told": "Wat verteld is",
}
Clash = dict[str, tuple[object, object]]
_TEXTS = {"care": "care_view", "enforcement": "enforcement_view", "told": "told"}  # by their names in a draft


class VisitForm(Screen):
    """Shows a place of kind "visit". A planned visit opens for writing, a recorded one for reading; who of the duo has not written yet,
    writes on."""

    title = "Huisbezoek"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: VisitView | None = None
        self._first: dict[str, str] = {}  # the form as it opened
        self._clash: Clash = {}
        self._lane = self.lane(latest=True)
        self._save_lane = desk.runner.lane(self, self._on_refused)
        self.fields = VisitFields(desk)
        self.reading = VisitReading()
        self.both = BothTexts()
        self.cancelling = CancellingPanel(desk)
        self.kept = DraftKeeper(self, desk.runner, "visit", self._typed, self._restore)
        self._lay_out()
        self.fields.changed.connect(self._on_changed)
        self.both.chosen.connect(self._on_chosen)
        self.cancelling.closed.connect(self._on_cancelling_closed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self._form_page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

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
        self.cancelling.kept.keep_now()

    def names_switched(self) -> None:
        self._show_head()

    def escape(self) -> bool:
        here = self._pages.currentWidget()
        if here is self.cancelling:
            self.cancelling.give_up()
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
            Command("visit.promise", self.tr("Maak er een toezegging van"), self.fields.agreements.promise.toggle, "Alt+T", writes),
            Command("visit.case", self.tr("Open de casus van dit bezoek"), self._go_to_case, "Alt+C", lambda: self._view is not None),
            Command("visit.save", self.tr("Bewaar het huisbezoek"), self.save, "", writes),
        ]

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
            lambda _: self._on_saved(many),
            record_visit,
            view,
            on=new.on,
            at=new.at,
            is_announced=new.is_announced,
            outcome=new.outcome,
            care_view=new.care_view,
            enforcement_view=new.enforcement_view,
            told=new.told,
            agreements=new.agreements,
        )

    # Parts

    def _lay_out(self) -> None:
        card = Card(margins=22, gap=8)
        self.name, self.about, self.need = Title(), Elided("", "quiet"), Label("", "small", "warn")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.name)
        head.addWidget(self.about, 1)
        head.addWidget(self.need)
        self.task = Elided("", "quiet")
        card.body.addLayout(head)
        card.body.addWidget(self.task)
        self._nothing = QWidget()
        self._form_page, self._reading_page = QWidget(), QWidget()
        self.save_button = Button(self.tr("Huisbezoek bewaren"), self.save, role="primary")
        self.off_button = Button(self.tr("Gaat niet door"), self._ask_off)
        self.more_button = Button(self.tr("Aanvullen"), self._on_more, role="primary")
        self._fill_page(self._form_page, self.fields, (self.save_button, KeyHint("Ctrl Enter"), self.off_button))
        self._fill_page(self._reading_page, self.reading, (self.more_button,))
        empty = EmptyState(self.tr("Kies een huisbezoek uit de lijst."), self.tr("Naar de huisbezoeken"), self._go_to_list)
        self._gone = empty
        self._pages = QStackedWidget()
        for page in (self._nothing, self._form_page, self._reading_page, self.both, self.cancelling, self._gone):
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

    def _fetch(self, visit_id: str) -> tuple[VisitView, list[ActionLine], Known]:
        ask = self.desk.workspace.ask
        people, partners = ask(members), ask(organisations)
        return ask(visit_view, visit_id), ask(visit_agreements, visit_id), known_people(people, partners)

    def _on_loaded(self, found: tuple[VisitView, list[ActionLine], Known]) -> None:
        self._view, agreed, known = found
        self.fields.agreements.set_known(known)
        self.reading.show_visit(self._view, agreed, local_day(self.desk.clock()))
        if self._should_write(self._view):
            self._write(self._view)
        else:
            self._read(self._view)

    def _should_write(self, view: VisitView) -> bool:
        """Planned: write. Recorded: only who of the duo has not written yet."""
        if view.state is VisitState.CANCELLED or not self.desk.may(record_visit):
            return False
        mine = {view.care_id: view.care_view, view.enforcement_id: view.enforcement_view}
        return view.state is VisitState.PLANNED or mine.get(self.desk.me.id) == ""

    def _write(self, view: VisitView) -> None:
        self._pages.setCurrentWidget(self._form_page)
        self.fields.show_visit(view)
        self._first = self.fields.typed()
        self.off_button.setVisible(view.state is VisitState.PLANNED and self.desk.may(cancel_visit))
        self.kept.begin(view.id)
        self._show_head()
        self._on_changed()
        self.fields.begin(view)

    def _read(self, view: VisitView) -> None:
        self._pages.setCurrentWidget(self._reading_page)
        self.more_button.setVisible(view.state is not VisitState.CANCELLED and self.desk.may(record_visit))
        self._show_head()
        if not self.more_button.isHidden():
            self.more_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        if (view := self._view) is None:
            return
        writes = self._pages.currentWidget() is self._form_page
        duo = f"{view.care.split()[0]} en {view.enforcement.split()[0]}"
        names = self.desk.names.of
        self.name.setText(self.tr("Huisbezoek vastleggen") if writes else self.tr("Huisbezoek"))
        about = (view.code, names(view.label, ""), names(view.place, ""), duo)
        self.about.setText(" \u2009·\u2009 ".join(part for part in about if part))
        before = short_date(view.before, local_day(self.desk.clock()))
        parts = [self.tr("Opdracht: {0}").format(view.task), self.tr("uiterlijk {0}").format(before)]
        parts += [self.tr("Doel: {0}").format(view.goal)]
        if view.trusted_contact:
            parts.append(self.tr("Vast gezicht: {0}").format(names(view.trusted_contact, "…")))
        self.task.setText(" \u2009·\u2009 ".join(parts))
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

    def _on_saved(self, many: int) -> None:
        self.kept.finish()
        self.bar.close_bar()
        agreed = {0: "", 1: self.tr(" 1 afspraak staat bij de acties.")}.get(
            many, self.tr(" {0} afspraken staan bij de acties.").format(many)
        )
        self.desk.say(self.tr("Het huisbezoek is vastgelegd.") + agreed)
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
        self.both.show_conflict(conflict, TITLES, _as_text, self.desk.clock())

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
        if self._view is not None:
            self._write(self._view)

    def _ask_off(self) -> None:
        if self._view is not None:
            self.kept.keep_now()
            self._pages.setCurrentWidget(self.cancelling)
            self.need.setText("")
            self.cancelling.open_for(self._view)

    def _on_cancelling_closed(self) -> None:
        self.load()

    def _go_to_case(self) -> None:
        if self._view is not None:
            self.desk.go(Place("case", self._view.case_id))

    def _go_to_list(self) -> None:
        self.desk.go(Place("visits"))


def _as_text(name: str, value: object) -> str:
    if name == "at":
        return time_words(value)  # type: ignore[arg-type]
    if name == "is_announced":
        return "Aangekondigd" if value else "Onaangekondigd"
    return str(value or "")

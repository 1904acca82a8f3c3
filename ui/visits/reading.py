"""A visit that was recorded, or the task of one that is to come: two views side by side, for reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import clock_time, full_date, long_date, short_date
from expertiseteam.basics.money import euros
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.records import ActionLine
from expertiseteam.visits.budget_records import BudgetTotals
from expertiseteam.visits.outcome_words import outcome_words
from expertiseteam.visits.records import INSIDE, REACHED, VisitState, VisitView
from expertiseteam.visits.safety import IncidentLine
from ui.visits.offered import offer_row
from ui.widgets.frames import Line, Well, clear
from ui.widgets.labels import Chip, ChipKind, Elided, Heading, IconLabel, Label, Quiet


def when_words(view: VisitView) -> str:
    """Return when the duo was there, or has to go."""
    announced = f"{view.how}, {'aangekondigd' if view.is_announced else 'onaangekondigd'}"
    if view.on is None:
        part = f", {view.part}" if view.part else ""
        return f"uiterlijk {long_date(view.before)}{part}, {announced}"
    at = f", {clock_time(view.at)}" if view.at else ""
    took = f", {view.minutes} minuten" if view.minutes else ""
    return f"{long_date(view.on)}{at}, {announced}{took}"


def door_words(view: VisitView) -> str:
    """Return how the duo came in, and whether it was said who they are; with somebody who supervises also that it does not stand there."""
    found = []
    if view.outcome in INSIDE and (view.consent is not None or view.supervisor):
        need = f" ({view.consent_because})" if view.consent_because else ""
        found.append(f"Binnengekomen: {view.consent}{need}." if view.consent else "Of zij binnen mochten komen staat er niet.")
    if view.outcome in REACHED and view.told_purpose:
        found.append("Gezegd wie zij zijn en waarvoor zij komen.")
    elif view.outcome in REACHED and view.supervisor:
        found.append("Of gezegd is wie zij zijn en waarvoor zij komen, staat er niet.")
    return " ".join(found)


class VisitReading(QWidget):
    """What both pairs of eyes saw, what was agreed and what was told."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.outcome = Chip()
        self.when = Quiet()
        head.addWidget(self.outcome)
        head.addWidget(self.when)
        head.addStretch(1)
        column.addLayout(head)
        self.door = Quiet("", wrap=True)
        column.addWidget(self.door)
        views = QHBoxLayout()
        views.setSpacing(14)
        self.care, self.enforcement = Label(wrap=True), Label(wrap=True)
        self._care_head, self._enforcement_head = Quiet(small=True), Quiet(small=True)
        for icon, title, who, words in (
            ("heart-handshake", self.tr("Zorgbril"), self._care_head, self.care),
            ("scale", self.tr("Handhavingsbril"), self._enforcement_head, self.enforcement),
        ):
            well = Well(margins=16, gap=8)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(IconLabel(icon, size=20, ink="accent" if icon == "heart-handshake" else "calm"))
            line.addWidget(Heading(title))
            line.addStretch(1)
            line.addWidget(who)
            well.body.addLayout(line)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            well.body.addWidget(words)
            well.body.addStretch(1)
            views.addWidget(well, 1)
        column.addLayout(views)
        self._common_head = Heading(self.tr("Waar beiden het over eens zijn"))
        self.common = Label(wrap=True)
        column.addWidget(self._common_head)
        column.addWidget(self.common)
        self._told_head = Heading(self.tr("Wat het huishouden is verteld"))
        self.told = Label(wrap=True)
        column.addWidget(self._told_head)
        column.addWidget(self.told)
        self._agreed_head = Heading(self.tr("Afspraken"))
        column.addWidget(self._agreed_head)
        self._agreed = QVBoxLayout()
        self._agreed.setSpacing(6)
        column.addLayout(self._agreed)
        self._incident_head = Heading(self.tr("Incidenten"))
        self.incidents = Label("", "", "warn", wrap=True)
        column.addWidget(self._incident_head)
        column.addWidget(self.incidents)
        self._offered_head = Heading(self.tr("Hulp aangeboden"))
        column.addWidget(self._offered_head)
        self._offered = QVBoxLayout()
        self._offered.setSpacing(6)
        column.addLayout(self._offered)
        self.budget = Label("", "small", wrap=True)
        column.addWidget(self.budget)
        column.addStretch(1)

    def show_visit(self, view: VisitView, agreed: Sequence[ActionLine], offered: Sequence[OfferLine], today: date) -> None:
        """Show a visit with what was agreed and offered there; `show_incidents` tells what went wrong."""
        kind = ChipKind.RUNNING if view.state is VisitState.DONE else ChipKind.CALM
        said = outcome_words(view.outcome, view.how) if view.outcome else view.state.value
        self.outcome.show_state(said.capitalize(), kind)
        why = self.tr("reden: {0}").format(view.refusal) if view.refusal else ""
        self.when.setText(" \u2009·\u2009 ".join(part for part in (why, when_words(view)) if part))
        self.door.setText(door_words(view))
        self.door.setVisible(bool(door_words(view)))
        nothing = self.tr("Hier is nog niets geschreven.") if view.state is VisitState.DONE else "–"
        self.care.setText(view.care_view or nothing)
        self.enforcement.setText(view.enforcement_view or nothing)
        self._care_head.setText(view.care)
        self._enforcement_head.setText(view.enforcement)
        self.told.setText(view.told)
        for part in (self._told_head, self.told):
            part.setVisible(bool(view.told))
        self.common.setText(view.common)
        for part in (self._common_head, self.common):
            part.setVisible(bool(view.common))
        clear(self._offered)
        self._offered_head.setVisible(bool(offered))
        for offer in offered:
            self._offered.addWidget(Line())
            self._offered.addLayout(offer_row(offer, today))
        clear(self._agreed)
        self._agreed_head.setVisible(bool(agreed))
        for action in agreed:
            self._agreed.addWidget(Line())
            self._agreed.addLayout(_agreed_row(action, today))

    def show_incidents(self, incidents: Sequence[IncidentLine]) -> None:
        """Show what went wrong at this visit."""
        said = [f"{i.kind.capitalize()}: {i.what}" + (f" Gedaan: {i.done}" if i.done else "") + f" ({i.by})" for i in incidents]
        self.incidents.setText("\n".join(said))
        for part in (self._incident_head, self.incidents):
            part.setVisible(bool(incidents))

    def show_budget(self, totals: BudgetTotals | None) -> None:
        """Show the two totals that the resident wanted kept, if any."""
        self.budget.setVisible(totals is not None)
        if totals is not None:
            words = self.tr("Budget per maand, op {0}: {1} euro erin, {2} euro eruit ({3}).")
            self.budget.setText(words.format(full_date(totals.on), euros(totals.earned), euros(totals.spent), totals.by))


def _agreed_row(action: ActionLine, today: date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel("circle-check", ink="accent"))
    row.addWidget(Elided(f"{action.number} · {action.what}"), 1)
    row.addWidget(Quiet(action.owner or "nog niemand"))
    row.addWidget(Quiet(short_date(action.due, today) if action.due else "nog geen dag"))
    state = action.state.value if action.done_on else "toezegging" if action.is_promise else "actie"
    row.addWidget(Chip(state.capitalize(), ChipKind.NEW if action.is_promise else ChipKind.RUNNING))
    return row

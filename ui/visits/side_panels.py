"""*Huisbezoek plannen* and *Incident vastleggen*, on an opened visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.duos import visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.records import ContactAtDoor, IncidentKind, VisitView
from expertiseteam.visits.safety import contacts_at_door, record_incident
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.plan_fields import NOT_AN_ALARM, PlanFields, grow_sheet
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class PlanPanel(Panel):
    """When the duo goes, and what keeps it safe."""

    form = "visit-plan"
    titles = {"planned_on": "Dag", "planned_at": "Van", "ends_at": "Tot", "mode": "Hoe", "risk": "Kleur", "measures": "Maatregelen"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Huisbezoek plannen"), self.tr("Bewaar het plan"))
        self._visit: VisitView | None = None
        self.plan = PlanFields(lambda: local_day(desk.clock()))
        self.plan.keep_in(self)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self.plan)
        column.addStretch(1)
        self.body.addWidget(Scrolled(inside), 1)
        grow_sheet(self)
        self._lane, self._people, self._door = self.lane(), desk.runner.lane(self, latest=True), desk.runner.lane(self, latest=True)
        self._words = desk.runner.lane(self, latest=True)

    def open_for(self, visit: VisitView) -> None:
        """Ask for the plan of a visit that has not been yet."""
        self._visit = visit
        self._people.ask(self._on_people, members)
        self._door.ask(self._on_contacts, contacts_at_door, visit.case_id)
        self._words.ask(lambda words: self.plan.know_words(words, visit.approach), catalogue_words)
        self._fill(visit)
        self.plan.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._visit is None:
            return
        if fault := self.plan.day_fault():
            self.bar.tell(fault, "warn")
            return
        try:
            plan = self.plan.plan(alone_because=self._visit.alone_because)
        except Refused as refused:
            self.bar.tell(str(refused), "warn")
            return
        self._lane.do(lambda _: self._on_planned(), plan_visit, self._visit, plan, mode=self.plan.how())

    def submit_anew(self) -> None:
        if self._visit is not None:
            self._lane.ask(self._on_fresh, visit_view, self._visit.id)

    def _fill(self, visit: VisitView) -> None:
        self.fill(self.plan.as_text(visit.plan, visit.how))
        self.plan.refresh()
        self.begin(visit.id)

    def _on_people(self, found: Sequence[MemberLine]) -> None:
        if (visit := self._visit) is not None:
            self.plan.show_people([m for m in found if m.id not in (visit.care_id, visit.enforcement_id)])
            if not self.plan.contact.value and visit.check_in_id:
                self.plan.contact.set_value(visit.check_in_id)

    def _on_contacts(self, contacts: Sequence[ContactAtDoor]) -> None:
        self.plan.show_contacts(contacts, local_day(self.desk.clock()))

    def _on_fresh(self, now: VisitView) -> None:
        self._visit = now
        self.submit()

    def _on_planned(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het plan voor het huisbezoek is bewaard."))


class IncidentPanel(Panel):
    """What went wrong, and what was done."""

    form = "incident"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Incident vastleggen"), self.tr("Leg het incident vast"))
        self._visit: VisitView | None = None
        self.kind = Choice(((kind.name, kind.value.capitalize()) for kind in IncidentKind), name=self.tr("Wat voor incident?"))
        self.what, self.done = TextArea(self.tr("Feiten, één of twee zinnen."), least=2, most=6), LineField()
        self.what_field = Field(self.tr("Wat gebeurde er?"), self.what)
        for part in (
            Label(NOT_AN_ALARM, "small", "warn"),
            Field(self.tr("Wat voor incident?"), self.kind),
            self.what_field,
            Field(self.tr("Wat is er gedaan?"), self.done, hint=self.tr("politie, leidinggevende, nazorg")),
        ):
            self.body.addWidget(part)
        for name, widget in (("kind", self.kind), ("what", self.what), ("done", self.done)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, visit: VisitView) -> None:
        """Ask what went wrong at this visit."""
        self._visit = visit
        self.fill({"kind": IncidentKind.OTHER.name})
        self.what_field.wrong("")
        self.begin(visit.id)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één zin wat er gebeurde."))
        if self._visit is not None and self.what.value():
            kind = IncidentKind[str(self.kind.value)]
            self._lane.do(lambda _: self._on_recorded(), record_incident, self._visit, kind, self.what.value(), self.done.value())

    def _on_recorded(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het incident is vastgelegd. Wie hier een volgend bezoek plant, ziet dat het er was."))

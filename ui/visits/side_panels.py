"""*Huisbezoek plannen* and *Incident vastleggen*, on an opened visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.team.catalogues import catalogue_words, options, shipped, word_of
from expertiseteam.team.members import members
from expertiseteam.team.records import Catalogue, CatalogueLine, MemberLine
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.duos import planned_at_door, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.records import ContactAtDoor, IncidentKind, VisitLine, VisitView
from expertiseteam.visits.safety import contacts_at_door, record_incident
from expertiseteam.visits.suggesting import DuoChoice
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.engaged import EngagedWords
from ui.visits.pair import PairFields
from ui.visits.plan_fields import NOT_AN_ALARM, PlanFields, grow_sheet
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.frames import Fold, Scrolled
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class PlanPanel(Panel):
    """Who goes, when, and what keeps it safe."""

    form = "visit-plan"
    titles = {
        "care_id": "Zorgbril",
        "enforcement_id": "Handhavingsbril",
        "before": "Uiterlijk op",
        "is_announced": "Weet het huishouden ervan?",
        "planned_on": "Dag",
        "planned_at": "Van",
        "ends_at": "Tot",
        "mode": "Hoe",
        "risk": "Kleur",
        "measures": "Maatregelen",
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Huisbezoek plannen"), self.tr("Bewaar het plan"))
        self._visit: VisitView | None = None
        self.plan = PlanFields(lambda: local_day(desk.clock()))
        self.plan.keep_in(self)
        self.pair = PairFields(lambda: local_day(desk.clock()))
        self.before = DateField(lambda: local_day(desk.clock()), name=self.tr("Uiterlijk op"))
        self.before_field = Field(self.tr("Uiterlijk op"), self.before)
        self.announced = Choice((("ja", self.tr("Aangekondigd")), ("nee", self.tr("Onaangekondigd"))), name=self.tr("Aankondiging"))
        for name, widget in (
            ("care_id", self.pair.care),
            ("enforcement_id", self.pair.enforcement),
            ("alone_because", self.pair.alone),
            ("before", self.before),
            ("is_announced", self.announced),
        ):
            self.keep(name, widget)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        self.who = Fold(self.tr("Wie gaat er, en uiterlijk wanneer?"))
        self.who.body.addWidget(self.pair)
        self.who.body.addWidget(self.before_field)
        column.addWidget(self.who)
        column.addWidget(Field(self.tr("Weet het huishouden ervan?"), self.announced))
        column.addWidget(self.plan)
        column.addStretch(1)
        self.body.addWidget(Scrolled(inside), 1)
        grow_sheet(self)
        self.pair.changed.connect(self._on_pair)
        self.pair.suggested.chosen.connect(lambda *_: self.kept.touched())
        self.before.changed.connect(self._on_days)
        self.plan.changed.connect(self._on_days)
        self.engaged = EngagedWords(desk, self.plan, self.pair)
        self._lane = self.lane()
        lanes = (desk.runner.lane(self, latest=True) for _ in range(5))
        self._people, self._door, self._planned, self._words, self._team = lanes

    def open_for(self, visit: VisitView) -> None:
        """Ask for the plan of a visit that has not been yet. Who goes is folded away: mostly it stays as it is."""
        self._visit = visit
        self.engaged.forget()
        self.who.set_open(False)
        self._people.ask(self._on_people, members)
        self._door.ask(self._on_contacts, contacts_at_door, visit.case_id)
        self.plan.show_planned((), local_day(self.desk.clock()))
        self._planned.ask(self._on_second, planned_at_door, visit.case_id)
        self._words.ask(lambda words: self.plan.know_words(words, visit.approach, visit.prompts), catalogue_words)
        self._fill(visit)
        self.plan.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._visit is None:
            return
        if fault := self.plan.day_fault():
            self.bar.tell(fault, "warn")
            return
        before = self.before.value_date
        self.before_field.wrong("" if before else self.before.fault or self.tr("Schrijf voor welke dag het duo gaat."))
        if wrong := [*self.pair.missing(), *([self.before_field] if before is None else [])]:
            self.who.set_open(True)
            wrong[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            plan = self.plan.plan(alone_because=self.pair.alone_because)
        except Refused as refused:
            self.bar.tell(str(refused), "warn")
            return
        is_other = self.pair.ids != (self._visit.care_id, self._visit.enforcement_id)
        self._lane.do(
            lambda _: self._on_planned(is_other),
            plan_visit,
            self._visit,
            plan,
            mode=self.plan.how(),
            before=before,
            duo=self.pair.ids,
            is_announced=self.announced.value != "nee",
        )

    def submit_anew(self) -> None:
        if self._visit is not None:
            self._lane.ask(self._on_fresh, visit_view, self._visit.id)

    def _fill(self, visit: VisitView) -> None:
        # Until the members are there the two who go stand alone on the list, so that what the fields hold is what is planned.
        self.pair.care.set_options([(visit.care_id, visit.care)])
        self.pair.enforcement.set_options([(visit.enforcement_id, visit.enforcement)])
        duo = {"care_id": visit.care_id, "enforcement_id": visit.enforcement_id, "alone_because": visit.alone_because}
        self.plan.show_part(visit.part)
        self.plan.show_mode(None)
        self.fill(self.plan.as_text(visit.plan, visit.how) | duo | self._rest(visit))
        self.pair.clear_faults()
        self.before_field.wrong("")
        self.plan.refresh()
        self.begin(visit.id)

    def _rest(self, visit: VisitView) -> dict[str, str]:
        return {"before": short_date(visit.before), "is_announced": "ja" if visit.is_announced else "nee"}

    def _on_people(self, found: Sequence[MemberLine]) -> None:
        if (visit := self._visit) is not None:
            self.plan.know_who_knows(frozenset())
            self.plan.show_people(found)
            if not self.plan.contact.value and visit.check_in_id:
                self.plan.contact.set_value(visit.check_in_id)
            self.pair.show_people(found)
            self.pair.refresh()
            self._team.ask(self._on_choice, duo_choice, visit.case_id, local_day(self.desk.clock()))

    def _on_choice(self, choice: DuoChoice) -> None:
        self.pair.know(choice)
        self.plan.know_who_knows(choice.knowing)
        self.plan.know_evening(choice.evening)
        self.plan.show_mode(choice.mode, choice.mode_because)

    def _on_pair(self) -> None:
        both = [picker.label_of(picker.value) or "" for picker in (self.pair.care, self.pair.enforcement)]
        names = list(dict.fromkeys(words.split(",")[0].split(" ")[0] for words in both if words))
        self.who.set_hint(self.tr("nu {0}").format(" en ".join(names)))

    def _on_days(self, *_: object) -> None:
        self.pair.show_days(self.plan.day.value_date, self.before.value_date, is_sensitive=self.plan.sensitive.isChecked())
        self.engaged.look()

    def _on_contacts(self, contacts: Sequence[ContactAtDoor]) -> None:
        self.plan.show_contacts(contacts, local_day(self.desk.clock()))

    def _on_second(self, planned: Sequence[VisitLine]) -> None:
        self.plan.show_planned(planned, local_day(self.desk.clock()), self._visit.id if self._visit else "")

    def _on_fresh(self, now: VisitView) -> None:
        self._visit = now
        self.submit()

    def _on_planned(self, is_other: bool) -> None:
        self.recorded()
        said = self.tr("Het plan voor het huisbezoek is bewaard.")
        self.desk.say(said + (self.tr(" Wie gaat, en wie niet meer gaat, ziet het onder Vandaag.") if is_other else ""))


class IncidentPanel(Panel):
    """What went wrong, and what was done."""

    form = "incident"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Incident vastleggen"), self.tr("Leg het incident vast"))
        self._visit: VisitView | None = None
        self.kind = Choice(options(shipped(), Catalogue.INCIDENT, IncidentKind), name=self.tr("Wat voor incident?"))
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

    def know(self, words: Sequence[CatalogueLine]) -> None:
        """Hear the lists of the team; call it before a visit is shown."""
        self.kind.set_options(options(words, Catalogue.INCIDENT, IncidentKind))

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
            kind = word_of(IncidentKind, str(self.kind.value or "")) or IncidentKind.OTHER
            self._lane.do(lambda _: self._on_recorded(), record_incident, self._visit, kind, self.what.value(), self.done.value())

    def _on_recorded(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het incident is vastgelegd. Wie hier een volgend bezoek plant, ziet dat het er was."))

"""*Duo op pad sturen*: one pair of care eyes and one pair of enforcement eyes to a door, with a task and a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.duos import planned_at_door, send_duo
from expertiseteam.visits.records import ContactAtDoor, ContactMode, Plan, VisitLine
from expertiseteam.visits.safety import contacts_at_door
from expertiseteam.visits.suggesting import DuoChoice
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.engaged import EngagedWords
from ui.visits.pair import PairFields
from ui.visits.plan_fields import PlanFields, grow_sheet
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, TextArea, beside
from ui.widgets.frames import Scrolled
from ui.widgets.pills import Choice


class DuoPanel(Panel):
    """Opened on a case with `open_for`. `sent` tells the sentence for the status line."""

    form = "duo"
    sent = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Duo op pad sturen"), self.tr("Stuur het duo op pad"))
        self._case_id = ""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        scrolled = Scrolled(inside)
        self.body.addWidget(scrolled, 1)
        self.pair = PairFields(lambda: local_day(desk.clock()))
        self.pair.suggested.chosen.connect(lambda *_: self._on_suggested())
        column.addWidget(self.pair)
        self.task = TextArea(self.tr("bijvoorbeeld: Samen langs, rustig beginnen."), least=2, most=4)
        self.task_field = Field(self.tr("Wat gaat het duo doen?"), self.task)
        column.addWidget(self.task_field)
        self.before = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld vrijdag"))
        self.before_field = Field(self.tr("Uiterlijk op"), self.before)
        self.announced = Choice((("ja", self.tr("Aangekondigd")), ("nee", self.tr("Onaangekondigd"))), name=self.tr("Aankondiging"))
        column.addWidget(beside(self.before_field, Field(self.tr("Weet het huishouden ervan?"), self.announced)))
        for name, widget in (
            ("care", self.pair.care),
            ("enforcement", self.pair.enforcement),
            ("task", self.task),
            ("before", self.before),
            ("announced", self.announced),
            ("alone", self.pair.alone),
        ):
            self.keep(name, widget)
        self.plan = PlanFields(lambda: local_day(desk.clock()))
        self.plan.keep_in(self)
        column.addWidget(self.plan)
        column.addStretch(1)
        grow_sheet(self)
        self.before.changed.connect(self._on_days)
        self.plan.changed.connect(self._on_days)
        self.engaged = EngagedWords(desk, self.plan, self.pair)
        self._lane = self.lane()
        lanes = (desk.runner.lane(self, latest=True) for _ in range(4))
        self._door_lane, self._planned_lane, self._team_lane, self._words_lane = lanes

    def open_for(self, case_id: str, members: Sequence[MemberLine]) -> None:
        """Ask who goes to the door of this case."""
        self._case_id = case_id
        self.engaged.forget()
        self.pair.show_people(members)
        self.plan.know_who_knows(frozenset())
        self.plan.show_people(members)
        self.plan.show_mode(None)
        self._door_lane.ask(self._on_contacts, contacts_at_door, case_id)
        self._on_second(())
        self._planned_lane.ask(self._on_second, planned_at_door, case_id)
        self._words_lane.ask(self.plan.know_words, catalogue_words)
        self._team_lane.ask(self._on_choice, duo_choice, case_id, local_day(self.desk.clock()))
        self.fill({"announced": "ja"} | self.plan.as_text(Plan(), ContactMode.VISIT))
        self.plan.refresh()
        self.pair.refresh()
        self.pair.clear_faults()
        for field in (self.task_field, self.before_field):
            field.wrong("")
        self.begin(case_id)
        self.pair.care.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        missing = self.pair.missing()
        self.task_field.wrong("" if self.task.value() else self.tr("Schrijf in één zin wat het duo gaat doen."))
        before = self.before.value_date
        self.before_field.wrong("" if before else self.before.fault or self.tr("Schrijf voor welke dag het duo gaat."))
        wrong = [*missing, *(field for field in (self.task_field, self.before_field) if field.fault)]
        if wrong or before is None:
            wrong[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = self._words(before)
        try:
            plan = self.plan.plan(alone_because=self.pair.alone_because)
        except Refused as refused:
            self.bar.tell(str(refused), "warn")
            return
        care, enforcement = self.pair.ids
        self._lane.do(
            lambda _: self._on_sent(words),
            send_duo,
            self._case_id,
            care_id=care,
            enforcement_id=enforcement,
            task=self.task.value(),
            before=before,
            is_announced=self.announced.value != "nee",
            mode=self.plan.how(),
            plan=plan,
        )

    def _words(self, before: date) -> str:
        care, enforcement = self.pair.ids
        one, other = self.pair.names
        if care == enforcement:
            return self.tr("{0} gaat alleen langs, uiterlijk {1}.").format(one, short_date(before))
        return self.tr("{0} en {1} gaan langs, uiterlijk {2}. Zij zien het onder Vandaag.").format(one, other, short_date(before))

    def _on_sent(self, words: str) -> None:
        self.recorded()
        self.sent.emit(words)

    def _on_choice(self, choice: DuoChoice) -> None:
        self.pair.know(choice)
        self.plan.know_who_knows(choice.knowing)
        self.plan.know_evening(choice.evening)
        self.plan.show_mode(choice.mode, choice.mode_because)

    def _on_days(self, *_: object) -> None:
        self.pair.show_days(self.plan.day.value_date, self.before.value_date, is_sensitive=self.plan.sensitive.isChecked())
        self.engaged.look()

    def _on_suggested(self) -> None:
        self.kept.touched()
        self.bar.close_bar()
        self.task.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_contacts(self, contacts: Sequence[ContactAtDoor]) -> None:
        self.plan.show_contacts(contacts, local_day(self.desk.clock()))

    def _on_second(self, planned: Sequence[VisitLine]) -> None:
        self.aside.setText(self.plan.show_planned(planned, local_day(self.desk.clock())))

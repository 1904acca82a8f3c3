"""Panels for what two pairs of eyes do together and for what cannot wait: *Handhaving*, *Roep ons erbij*, *Direct gevaar*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.access.who import Discipline
from expertiseteam.basics.phone_numbers import SAFE_AT_HOME
from expertiseteam.concerns.acute import take_step
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.records import AcuteStep, CareQuestion, ConcernView, JointCallLine
from expertiseteam.concerns.triage import set_enforcement, unmerge
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.joint import plan_together
from expertiseteam.visits.suggesting import DuoChoice
from ui.concerns.panels import Done, Panel, needed
from ui.concerns.words import capital
from ui.shell.runner import Lane
from ui.visits.pair import PairFields
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class EnforcePanel(Panel):
    """A finding ends as enforcement only when somebody looked for a care question too."""

    def __init__(self) -> None:
        super().__init__(self.tr("Handhaving"), self.tr("eerst de vraag: is hier ook een zorgvraag?"))
        self.button = self.tr("Als handhaving afdoen")
        self.care = Choice([(c, capital(c.value)) for c in CareQuestion], name=self.tr("Is hier ook een zorgvraag?"))
        self.where = LineField(self.tr("bijvoorbeeld: team handhaving"), name=self.tr("Wie pakt de handhaving op?"))
        self.why = LineField(self.tr("wat zag of hoorde u?"), name=self.tr("Waarom is er geen zorgvraag?"))
        self._care_field = Field(self.tr("Is hier ook een zorgvraag?"), self.care)
        self._where_field = Field(self.tr("Wie pakt de handhaving op?"), self.where)
        self._why_field = Field(self.tr("Waarom is er geen zorgvraag?"), self.why)
        self._ask_on = Label(
            self.tr(
                "Vraag door: hoe gaat het met de mensen zelf? Wie helpt hen? Sinds wanneer is het zo? Of vraag een bezoek samen: "
                "Esc en dan R, Roep ons erbij."
            ),
            wrap=True,
        )
        self._ask_on.hide()
        self.body.addWidget(self._care_field)
        self.body.addWidget(self._ask_on)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._where_field, 2)
        row.addWidget(self._why_field, 3)
        self.body.addLayout(row)
        self.care.chosen.connect(lambda value: self._ask_on.setVisible(value is not CareQuestion.NO))
        self.keep_choice("care", self.care, CareQuestion)
        self.keep("where", self.where)
        self.keep("why", self.why)

    def first(self) -> QWidget:
        return self.care

    def check(self) -> bool:
        chosen = self.care.value
        asks = self.tr("Kies eerst een antwoord.") if chosen is None else self.tr("Zo doet u het niet af. Vraag door, of Roep ons erbij.")
        return needed(
            (self._care_field, "" if chosen is CareQuestion.NO else asks),
            (self._where_field, "" if len(self.where.value()) > 1 else self.tr("Schrijf wie de handhaving oppakt.")),
            (self._why_field, "" if len(self.why.value()) > 1 else self.tr("Schrijf waarom er geen zorgvraag is.")),
        )

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        said = self.tr("Signaal {0} is afgedaan als handhaving.").format(concern.code)
        lane.do(lambda _: done(said), set_enforcement, concern, self.where.value(), CareQuestion.NO, self.why.value())


class CallPanel(Panel):
    """*Roep ons erbij*: a visit together is asked for."""

    def __init__(self) -> None:
        super().__init__(self.tr("Roep ons erbij"), self.tr("u vraagt een bezoek samen"))
        self.button = self.tr("Bezoek samen vragen")
        self.why = LineField(self.tr("bijvoorbeeld: de boer lijkt het niet meer te redden"), name=self.tr("Waarom samen?"))
        self._field = Field(self.tr("Waarom samen?"), self.why, hint=self.tr("de aandachtsfunctionaris ziet dit bij het signaal"))
        self.body.addWidget(self._field)
        self.keep("why", self.why)

    def first(self) -> QWidget:
        return self.why

    def check(self) -> bool:
        return needed((self._field, "" if self.why.value() else self.tr("Schrijf in één zin waarom u samen wilt gaan.")))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        said = self.tr("Bij signaal {0} is een bezoek samen gevraagd.").format(concern.code)
        lane.do(lambda _: done(said), call_us_in, concern.id, self.why.value())


class TogetherPanel(Panel):
    """The visit that was asked for: one pair of care eyes, one pair of enforcement eyes, a task and a day."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("Plan het bezoek samen"), self.tr("zorgbril en handhavingsbril"))
        self.button = self.tr("Duo op pad sturen")
        self._call: JointCallLine | None = None
        self._today = today
        self.pair = PairFields(today)
        self.task = LineField(name=self.tr("Opdracht"))
        self.before = DateField(today, name=self.tr("Uiterlijk op"), placeholder=self.tr("bijvoorbeeld vrijdag"))
        self._task_field, self._before_field = Field(self.tr("Opdracht"), self.task), Field(self.tr("Uiterlijk op"), self.before)
        self.body.addWidget(self.pair)
        self.body.addWidget(beside(self._task_field, self._before_field))
        self.keep("task", self.task)
        self.keep("before", self.before)
        self.keep("alone", self.pair.alone)
        self.keep_choice("care", self.pair.care)
        self.keep_choice("enforcement", self.pair.enforcement)
        self.before.changed.connect(self._on_day)
        self.pair.suggested.chosen.connect(lambda *_: self._on_suggested())

    @property
    def is_offered(self) -> bool:
        """Whether the lists are filled."""
        return self._call is not None

    def offer(self, call: JointCallLine, members: Sequence[MemberLine], choice: DuoChoice | None) -> None:
        """Fill the lists once; who asked stands ready on the side where that member looks from. `choice`: what is known at this door."""
        if self.is_offered:
            return
        self._call = call
        self.pair.show_people(members)
        if choice is not None:
            self._on_day()
            self.pair.know(choice)
        asked = next((m for m in members if m.id == call.asked_by_id), None)
        if asked is not None:
            side = self.pair.enforcement if asked.discipline in (Discipline.ENFORCEMENT, Discipline.LAW) else self.pair.care
            side.set_value(side.value or asked.id)
        self.task.setText(self.task.text() or call.why)

    def first(self) -> QWidget:
        return self.pair.care if self.pair.care.value is None else self.pair.enforcement

    def check(self) -> bool:
        day = self.before.fault or ("" if self.before.value_date else self.tr("Kies een dag."))
        return needed(
            *((field, field.fault) for field in self.pair.missing()),
            (self._task_field, "" if self.task.value() else self.tr("Schrijf wat het duo gaat doen.")),
            (self._before_field, day),
        )

    def _on_day(self, *_: object) -> None:
        self.pair.show_days(None, self.before.value_date)

    def _on_suggested(self) -> None:
        self.changed.emit()
        self.before.setFocus()

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if self._call is not None and self.before.value_date is not None:
            said = self.tr("Het duo voor signaal {0} is op pad gestuurd.").format(concern.code)
            lane.do(
                lambda _: done(said),
                plan_together,
                self._call,
                care_id=self.pair.ids[0],
                enforcement_id=self.pair.ids[1],
                task=self.task.value(),
                before=self.before.value_date,
                alone_because=self.pair.alone_because,
            )


class AcutePanel(Panel):
    """Danger now: who was called, at once and without waiting for a meeting."""

    def __init__(self) -> None:
        super().__init__(self.tr("Direct gevaar"), self.tr("dit wacht niet op het overleg"))
        self.button = self.tr("Stap vastleggen")
        told = self.tr(
            "Gevaar voor iemand, of geweld: 112. Zorgen over een kind of mishandeling: Veilig Thuis, {0}. Dreigende uithuiszetting: "
            "bel de verhuurder en ga er vandaag heen."
        ).format(SAFE_AT_HOME)
        self.body.addWidget(Label(told, wrap=True))
        self.step = Choice([(s, capital(s.value)) for s in AcuteStep], name=self.tr("Wat is er gedaan?"))
        self.remark = LineField(self.tr("bijvoorbeeld: ambulance komt, Noor gaat mee"), name=self.tr("Opmerking"))
        self._field = Field(self.tr("Wat is er gedaan?"), self.step)
        self.body.addWidget(self._field)
        self.body.addWidget(Field(self.tr("Opmerking"), self.remark))
        self.keep_choice("step", self.step, AcuteStep)
        self.keep("remark", self.remark)

    def first(self) -> QWidget:
        return self.step

    def check(self) -> bool:
        return needed((self._field, "" if self.step.value else self.tr("Kies wat er is gedaan.")))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if isinstance(self.step.value, AcuteStep):
            said = self.tr("Signaal {0}: {1}.").format(concern.code, self.step.value.value)
            lane.do(lambda _: done(said), take_step, concern.id, self.step.value, self.remark.value())


class UnmergePanel(Panel):
    """A double turns out to be another signal."""

    def __init__(self) -> None:
        super().__init__(self.tr("Losmaken"), self.tr("het signaal komt terug bij Nieuw"))
        self.button = self.tr("Losmaken")
        self.why = LineField(name=self.tr("Waarom"))
        self._field = Field(self.tr("Waarom is dit toch een ander signaal?"), self.why)
        self.body.addWidget(self._field)
        self.keep("why", self.why)

    def first(self) -> QWidget:
        return self.why

    def check(self) -> bool:
        return needed((self._field, "" if len(self.why.value()) > 1 else self.tr("Schrijf waarom dit toch een ander signaal is.")))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        said = self.tr("Signaal {0} ligt weer bij Nieuw.").format(concern.code)
        lane.do(lambda _: done(said), unmerge, concern, self.why.value())

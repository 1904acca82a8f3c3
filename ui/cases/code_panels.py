"""Forms of the reporting code (meldcode): begin, a step, the weighing, the decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.reporting_code import begin_code, change_step, code_steps, decide_code, level_needed, weigh
from expertiseteam.cases.safety_records import QUESTIONS, CodeKind, CodeLine, CodeStep, Danger, StepLine, Weighed, Weighing
from expertiseteam.insight.safety_file import SafetyFile
from expertiseteam.team.records import MemberLine
from expertiseteam.team.training import LEVELS
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.pair import option
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice


class CodePanel(Panel):
    """*Meldcode beginnen*: what is suspected."""

    form = "code"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Meldcode beginnen"), self.tr("Begin de meldcode"))
        self._case_id = ""
        self.kind = Choice(((k.name, k.value.capitalize()) for k in CodeKind), name=self.tr("Waar gaat het om?"))
        self.body.addWidget(Field(self.tr("Waar gaat het om?"), self.kind))
        words = self.tr("Is er nu direct gevaar? Bel 112. De vijf stappen hieronder hoeven dan niet eerst.")
        self.body.addWidget(Label(words, "small", "alert", wrap=True))
        self.keep("kind", self.kind)
        self._lane = self.lane()

    def open_for(self, case_id: str, kind: CodeKind = CodeKind.OTHER) -> None:
        """Ask what is suspected in this case; `kind` is what it looks like."""
        self._case_id = case_id
        self.fill({"kind": kind.name})
        self.begin(case_id)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self._lane.do(lambda _: self._on_begun(), begin_code, self._case_id, CodeKind[str(self.kind.value)])

    def _on_begun(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De meldcode is begonnen. De vijf stappen staan klaar."))


class CodeStepPanel(Panel):
    """*Stap van de meldcode*: who does it, and on which day it was done. A step may be given first, and done later."""

    form = "code-step"
    titles = {"owner_id": "Wie zet deze stap?", "done_on": "Wanneer is de stap gezet?", "remark": "Wat hoort erbij?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Stap van de meldcode"), self.tr("Bewaar de stap"))
        self._step: StepLine | None = None
        self._case_id = ""
        self.words = Label("", "strong", wrap=True)
        self.told = Quiet("", wrap=True)
        self.owner = Picker(placeholder=self.tr("nog niemand"))
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True, placeholder=self.tr("leeg: nog niet gezet"))
        self.day_field = Field(self.tr("Wanneer is de stap gezet?"), self.day)
        self.remark = TextArea(self.tr("Feiten, geen oordeel. Noem niemand die iets vertelde."), least=2, most=5)
        self.remark_field = Field(self.tr("Wat hoort erbij?"), self.remark, hint=self.tr("mag leeg blijven"))
        for part in (
            self.words,
            self.told,
            beside(Field(self.tr("Wie zet deze stap?"), self.owner), self.day_field),
            self.remark_field,
        ):
            self.body.addWidget(part)
        for name, widget in (("owner_id", self.owner), ("done_on", self.day), ("remark", self.remark)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, step: StepLine, found: SafetyFile, members: Sequence[MemberLine], case_id: str) -> None:
        """Ask about one of the first three steps, or to whom the fourth or fifth is given."""
        self._step, self._case_id = step, case_id
        needed = level_needed(step.step, found.settings, keeps_register=bool(found.levels))
        able = [m for m in members if m.is_active and (found.levels.get(m.id, 0) >= needed or m.id == step.owner_id)]
        self.owner.set_options([("", self.tr("nog niemand")), *(option(m, self.desk.workspace.today) for m in able)])
        self.words.setText(f"{step.step.number} · {step.step.value.capitalize()}")
        trained = self.tr("Deze stap vraagt trainingsstap {0}: {1}.").format(needed, LEVELS.get(needed, "")) if needed else ""
        nobody = self.tr(" Nog niemand in het team heeft die training.") if needed and not able else ""
        self.told.setText(trained + nobody)
        self.told.setVisible(bool(needed))
        self.fill({"owner_id": step.owner_id or "", "remark": step.remark})
        self.day.set_date(step.done_on)
        is_done_here = step.step not in (CodeStep.WEIGH, CodeStep.DECIDE)
        self.day_field.setVisible(is_done_here)
        self.remark_field.setVisible(is_done_here)
        self.day_field.wrong("")
        self.begin(step.id, table="code_step")
        self.owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.day_field.wrong(self.day.fault)
        if self._step is None or self.day.fault:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        owner = str(self.owner.value or "") or None
        more = {"on": self.day.value_date, "remark": self.remark.value()}
        self._lane.do(lambda _: self._on_kept(), change_step, self._step, owner_id=owner, **more)  # type: ignore[arg-type]

    def submit_anew(self) -> None:
        self._lane.ask(self._on_fresh, code_steps, self._case_id)

    def _on_fresh(self, now: Sequence[StepLine]) -> None:
        self._step = next((s for s in now if self._step is not None and s.id == self._step.id), None)
        if self._step is not None:
            self.submit()

    def _on_kept(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De stap van de meldcode is bewaard."))


class WeighPanel(Panel):
    """*Wegen*: the five questions of step four."""

    form = "code-weigh"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("4 · Wegen"), self.tr("Leg de weging vast"))
        self._code: CodeLine | None = None
        answers = [(w.name, w.value.capitalize()) for w in Weighed]
        dangers = [(d.name, d.value.capitalize()) for d in Danger]
        self.answers = [Choice(dangers if n == 1 else answers, name=question) for n, question in enumerate(QUESTIONS)]
        for number, (question, choice) in enumerate(zip(QUESTIONS, self.answers, strict=True), 1):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Label(f"{number}\u2002{question}", "strong", wrap=True), 3)
            row.addWidget(choice, 2)
            self.body.addLayout(row)
        self.children_asked = Check(self.tr("Nagegaan of er kinderen zijn die van deze mensen afhangen (kindcheck)"))
        self.body.addWidget(self.children_asked)
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Wanneer is er gewogen?"), self.day)
        self.remark = LineField(self.tr("mag leeg blijven"))
        self.body.addWidget(beside(self.day_field, Field(self.tr("Wat hoort erbij?"), self.remark)))
        for number, choice in enumerate(self.answers):
            self.keep(f"answer {number}", choice)
        for name, widget in (("children", self.children_asked), ("day", self.day), ("remark", self.remark)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, code: CodeLine) -> None:
        """Ask the five questions about this code."""
        self._code = code
        known = (code.suspicion, code.danger, code.can_help, code.accepted, code.in_time)
        self.fill({f"answer {n}": answer.name for n, answer in enumerate(known) if answer is not None})
        self.children_asked.setChecked(code.children_asked)
        self.day.set_date(local_day(self.desk.clock()))
        self.day_field.wrong("")
        self.begin(code.id)
        self.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        unanswered = next((choice for choice in self.answers if not choice.value), None)
        day = self.day.value_date
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf op welke dag."))
        if unanswered is not None:
            unanswered.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bar.tell(self.tr("Beantwoord alle vijf de vragen. ‘Weten we niet’ is ook een antwoord."), "warn")
        elif day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._code is not None:
            first, danger, *rest = (str(choice.value) for choice in self.answers)
            answers = Weighing(Weighed[first], Danger[danger], *(Weighed[one] for one in rest))
            more = {"on": day, "children_asked": self.children_asked.isChecked(), "remark": self.remark.value()}
            self._lane.do(lambda _: self._on_weighed(), weigh, self._code, answers, **more)  # type: ignore[arg-type]

    def _on_weighed(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De weging is vastgelegd. Stap 5 is het besluit."))


class DecidePanel(Panel):
    """*Beslissen*: report to Veilig Thuis or not, and help or not. Danger without a report asks why."""

    form = "code-decide"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("5 · Beslissen: melden en hulp"), self.tr("Leg het besluit vast"))
        self._code: CodeLine | None = None
        self.told = Label("", "", "alert", wrap=True)
        self.reports = Choice((("ja", self.tr("Wel melden")), ("nee", self.tr("Niet melden"))), name=self.tr("Melden bij Veilig Thuis?"))
        self.helps = Choice((("ja", self.tr("Ja")), ("nee", self.tr("Nee"))), name=self.tr("Zelf hulp bieden of regelen?"))
        self.why_not = TextArea(self.tr("De aandachtsfunctionaris leest dit."), least=2, most=4)
        self.why_field = Field(self.tr("Waarom niet melden?"), self.why_not)
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Wanneer is er besloten?"), self.day)
        self.remark = LineField(self.tr("mag leeg blijven"))
        for part in (
            self.told,
            beside(Field(self.tr("Melden bij Veilig Thuis?"), self.reports), Field(self.tr("Zelf hulp bieden of regelen?"), self.helps)),
            self.why_field,
            beside(self.day_field, Field(self.tr("Wat hoort erbij?"), self.remark)),
        ):
            self.body.addWidget(part)
        for name, widget in (
            ("reports", self.reports),
            ("helps", self.helps),
            ("why_not", self.why_not),
            ("day", self.day),
            ("remark", self.remark),
        ):
            self.keep(name, widget)
        self.reports.chosen.connect(self._on_reports)
        self._lane = self.lane()

    def open_for(self, code: CodeLine) -> None:
        """Ask what is decided on this code."""
        self._code = code
        danger = code.danger is not None and code.danger is not Danger.NONE
        self.told.setText(self.tr("Er is acute of structurele onveiligheid: dan hoort er een melding bij Veilig Thuis."))
        self.told.setVisible(danger)
        self.fill({"reports": "ja" if danger else "", "helps": ""})
        self.day.set_date(local_day(self.desk.clock()))
        self.day_field.wrong("")
        self._on_reports()
        self.begin(code.id)
        self.reports.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day = self.day.value_date
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf op welke dag."))
        if not (self.reports.value and self.helps.value):
            (self.helps if self.reports.value else self.reports).setFocus(Qt.FocusReason.OtherFocusReason)
            self.bar.tell(self.tr("Kies eerst of u meldt, en of u hulp biedt of regelt."), "warn")
        elif day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._code is not None:
            self._lane.do(
                lambda _: self._on_decided(),
                decide_code,
                self._code,
                reports=self.reports.value == "ja",
                helps=self.helps.value == "ja",
                on=day,
                why_not=self.why_not.value(),
                remark=self.remark.value(),
            )

    def _on_reports(self, *_: object) -> None:
        self.why_field.setVisible(self.reports.value == "nee")

    def _on_decided(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het besluit over melden en hulp is vastgelegd."))

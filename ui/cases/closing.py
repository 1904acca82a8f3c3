"""*Casus afsluiten* and *Casus heropenen*, for the aandachtsfunctionaris."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.basics.dates import full_date
from expertiseteam.cases.ending import before_ending, close_case, endings, reopen_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import (
    ActionLine,
    ActionState,
    BeforeEnding,
    CaseResult,
    CaseView,
    Ending,
    EndingLine,
    GoalReached,
    ReportersTold,
    ResidentTold,
)
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice

ENDS = [r for r in CaseResult if r is not CaseResult.OBJECTION]  # that one is decided elsewhere


class ClosingPanel(Panel):
    """How it ended, and what must not be forgotten when a team stops. Actions that are still open are named, and lapse with a reason."""

    form = "closing"
    is_tall = True
    titles = {"result": "Hoe liep het af?", "result_remark": "Wat nam het team hiervan mee?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Casus afsluiten"), self.tr("Sluit de casus af"))
        self._case: CaseView | None = None
        self._open: list[ActionLine] = []
        self.result = Choice(((r.name, r.value.capitalize()) for r in ENDS), name=self.tr("Hoe liep het af?"))
        self.goal = Choice(((g.name, g.value.capitalize()) for g in GoalReached), name=self.tr("Is het doel bereikt?"))
        self.watch = LineField(self.tr("bijvoorbeeld: de huisarts; of: niemand, want"))
        self.resident = Choice(((t.name, t.value.capitalize()) for t in ResidentTold), name=self.tr("Weet het huishouden het?"))
        self.told_how = LineField(self.tr("hoe, of waarom niet"))
        self.reporters = Choice(((t.name, t.value.capitalize()) for t in ReportersTold), name=self.tr("Weten de melders het?"))
        self.remark = TextArea(self.tr("één zin is genoeg"), least=1, most=3)
        self.open_actions = Label("", "", "warn", wrap=True)
        self.because = LineField()
        self._fields_asked = {
            "result": Field(self.tr("Hoe liep het af?"), self.result),
            "goal": Field(self.tr("Is het doel bereikt?"), self.goal),
            "watch": Field(self.tr("Wie houdt een oogje op dit huishouden?"), self.watch),
            "resident": Field(self.tr("Weet het huishouden dat het team stopt?"), self.resident),
            "told_how": Field(self.tr("Hoe hoorde het huishouden het?"), self.told_how),
            "reporters": Field(self.tr("Weten de melders dat hun signaal is opgepakt?"), self.reporters),
            "because": Field(self.tr("Waarom vervallen deze acties?"), self.because),
        }
        asked = self._fields_asked
        self.because_field = asked["because"]
        for part in (
            asked["result"],
            beside(asked["goal"], asked["watch"]),
            beside(asked["resident"], asked["told_how"]),
            beside(asked["reporters"], Field(self.tr("Wat nam het team hiervan mee?"), self.remark)),
            self.open_actions,
            self.because_field,
        ):
            self.body.addWidget(part)
        kept = ("result", self.result), ("goal", self.goal), ("watch", self.watch), ("resident", self.resident), ("told_how", self.told_how)
        for name, widget in (*kept, ("reporters", self.reporters), ("result_remark", self.remark), ("because", self.because)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, case: CaseView, actions: Sequence[ActionLine]) -> None:
        """Ask how this case ended."""
        self._case, self._open = case, [a for a in actions if a.state is ActionState.OPEN]
        self.aside.setText(self.desk.names.of(case.label, case.code))
        listed = "\n".join(f"{a.number} · {a.what} ({a.owner or self.tr('nog niemand')})" for a in self._open)
        many = len(self._open)
        words = self.tr("Er staat nog 1 actie open:") if many == 1 else self.tr("Er staan nog {0} acties open:").format(many)
        self.open_actions.setText(f"{words}\n{listed}")
        for part in (self.open_actions, self.because_field):
            part.setVisible(bool(self._open))
        for field in self._fields_asked.values():
            field.wrong("")
        self._fields_asked["goal"].say("" if self.desk.names.hidden else case.goal)
        self._fields_asked["reporters"].say("")
        self.fill({})
        self.begin(case.id)
        self._lane.ask(self._on_around, before_ending, case.id)
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        asked, because = self._fields_asked, self.because.value()
        told_not = self.resident.value == ResidentTold.NO.name
        for name, widget, fault in (
            ("result", self.result, "" if self.result.value else self.tr("Kies hoe de casus afliep.")),
            ("goal", self.goal, "" if self.goal.value else self.tr("Kies of het doel bereikt is.")),
            ("watch", self.watch, "" if self.watch.value() else self.tr("Schrijf wie, of waarom niemand.")),
            ("resident", self.resident, "" if self.resident.value else self.tr("Kies of het huishouden het weet.")),
            ("told_how", self.told_how, self.tr("Schrijf waarom niet.") if told_not and not self.told_how.value() else ""),
            ("reporters", self.reporters, "" if self.reporters.value else self.tr("Kies wat klopt.")),
            ("because", self.because, "" if because or not self._open else self.tr("Schrijf waarom deze acties niet meer hoeven.")),
        ):
            asked[name].wrong(fault)
            if fault:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if (case := self._case) is not None:
            ending = Ending(
                CaseResult[str(self.result.value)],
                GoalReached[str(self.goal.value)],
                self.watch.value(),
                ResidentTold[str(self.resident.value)],
                ReportersTold[str(self.reporters.value)],
                self.told_how.value(),
                self.remark.value(),
            )
            self._lane.do(lambda _: self._on_closed(case), close_case, case, ending, drop_actions_because=because)

    def submit_anew(self) -> None:
        if self._case is not None:
            self._lane.ask(self._on_fresh, case_view, self._case.id)

    def _on_around(self, found: BeforeEnding) -> None:
        owed = (
            self.tr("Er staat nog 1 antwoord open.") if found.owed == 1 else self.tr("Er staan nog {0} antwoorden open.").format(found.owed)
        )
        none = self.tr("Bij deze casus hoort geen signaal.")
        self._fields_asked["reporters"].say(owed if found.owed else "" if found.concerns else none)

    def _on_fresh(self, now: CaseView) -> None:
        self._case = now
        self.submit()

    def _on_closed(self, case: CaseView) -> None:
        many = len(self._open)
        tail = (
            self.tr(" {0} open acties zijn vervallen.").format(many) if many > 1 else self.tr(" 1 open actie is vervallen.") if many else ""
        )
        self.recorded()
        reopen = self.tr("casus per ongeluk afgesloten")
        said = self.tr("Casus {0} is afgesloten.").format(case.code) + tail
        self.desk.say(said, lambda: self.desk.runner.do(lambda _: self._say_reopened(case), reopen_case, case.id, reopen))

    def _say_reopened(self, case: CaseView) -> None:
        self.desk.say(self.tr("Casus {0} loopt weer. Vervallen acties blijven vervallen.").format(case.code))


class ReopeningPanel(Panel):
    """The case runs again, with the reason in the log."""

    form = "reopening"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Casus heropenen"), self.tr("Heropen de casus"))
        self._case: CaseView | None = None
        self.why = LineField(self.tr("bijvoorbeeld: er is een nieuw signaal"))
        self.why_field = Field(self.tr("Waarom loopt deze casus weer?"), self.why)
        self.before = Quiet("", wrap=True)
        self.body.addWidget(self.before)
        self.body.addWidget(self.why_field)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_for(self, case: CaseView) -> None:
        """Ask why, with how it ended before."""
        self._case = case
        self.before.setText("")
        self._lane.ask(self._on_before, endings, case.id)
        self.fill({})
        self.why_field.wrong("")
        self.begin(case.id)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf in één zin waarom."))
        if self.why.value() and (case := self._case) is not None:
            self._lane.do(lambda _: self._on_reopened(case), reopen_case, case.id, self.why.value())

    def _on_before(self, found: Sequence[EndingLine]) -> None:
        if found:
            last = found[0]
            words = self.tr("Op {0} afgesloten: {1}.").format(full_date(last.on), last.result)
            watch = self.tr(" Een oogje hield: {0}.").format(last.watch) if last.watch and not self.desk.names.hidden else ""
            self.before.setText(words + watch)

    def _on_reopened(self, case: CaseView) -> None:
        self.recorded()
        self.desk.say(self.tr("Casus {0} loopt weer.").format(case.code))

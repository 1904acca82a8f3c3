"""*Casus afsluiten* and *Casus heropenen*, for the aandachtsfunctionaris."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.cases.opening import close_case, reopen_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionLine, ActionState, CaseResult, CaseView
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.labels import Label
from ui.widgets.pills import Choice


class ClosingPanel(Panel):
    """How it ended. Actions that are still open are named, and lapse with a reason."""

    form = "closing"
    titles = {"result": "Hoe liep het af?", "result_remark": "Wat nam het team hiervan mee?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Casus afsluiten"), self.tr("Sluit de casus af"))
        self._case: CaseView | None = None
        self._open: list[ActionLine] = []
        self.result = Choice(((r.name, r.value.capitalize()) for r in CaseResult), name=self.tr("Hoe liep het af?"))
        self.result_field = Field(self.tr("Hoe liep het af?"), self.result)
        self.remark = TextArea(self.tr("één zin is genoeg"), least=2, most=5)
        self.open_actions = Label("", "", "warn", wrap=True)
        self.because = LineField()
        self.because_field = Field(self.tr("Waarom vervallen deze acties?"), self.because)
        for part in (
            self.result_field,
            Field(self.tr("Wat nam het team hiervan mee?"), self.remark),
            self.open_actions,
            self.because_field,
        ):
            self.body.addWidget(part)
        for name, widget in (("result", self.result), ("result_remark", self.remark), ("because", self.because)):
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
        for field in (self.result_field, self.because_field):
            field.wrong("")
        self.fill({})
        self.begin(case.id)
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        because = self.because.value()
        self.result_field.wrong("" if self.result.value else self.tr("Kies hoe de casus afliep."))
        self.because_field.wrong("" if because or not self._open else self.tr("Schrijf waarom deze acties niet meer hoeven."))
        if self.result_field.fault or self.because_field.fault:
            (self.result if self.result_field.fault else self.because).setFocus(Qt.FocusReason.OtherFocusReason)
        elif (case := self._case) is not None:
            result = CaseResult[str(self.result.value)]
            self._lane.do(lambda _: self._on_closed(case), close_case, case, result, self.remark.value(), drop_actions_because=because)

    def submit_anew(self) -> None:
        if self._case is not None:
            self._lane.ask(self._on_fresh, case_view, self._case.id)

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
        self.body.addWidget(self.why_field)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_for(self, case: CaseView) -> None:
        """Ask why."""
        self._case = case
        self.fill({})
        self.why_field.wrong("")
        self.begin(case.id)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf in één zin waarom."))
        if self.why.value() and (case := self._case) is not None:
            self._lane.do(lambda _: self._on_reopened(case), reopen_case, case.id, self.why.value())

    def _on_reopened(self, case: CaseView) -> None:
        self.recorded()
        self.desk.say(self.tr("Casus {0} loopt weer.").format(case.code))

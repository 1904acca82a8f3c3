"""Forms about scaling up and down: the AVE phase, a question to who carries responsibility, the mandate of a decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationLine, EscalationReason
from expertiseteam.cases.scaling import answer_escalation, escalate, escalations, set_phase
from expertiseteam.meetings.mandate import MandatedDecision, escalate_decision, set_mandate
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Label
from ui.widgets.pills import Choice

OUTSIDE = "OUTSIDE"  # the choice that no mandate covers the decision


class PhasePanel(Panel):
    """*Op- of afschalen*: to which phase, and why."""

    form = "ave"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Op- of afschalen"), self.tr("Leg de fase vast"))
        self._case_id = ""
        self._now: AvePhase | None = None
        self.to = Picker((p.name, p.value.capitalize()) for p in AvePhase)
        self.why = TextArea(self.tr("één zin is genoeg"), least=2, most=4)
        self.why_field = Field(self.tr("Waarom?"), self.why)
        self.body.addWidget(Field(self.tr("Naar welke AVE-fase?"), self.to))
        self.body.addWidget(self.why_field)
        self.keep("to", self.to)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_for(self, case_id: str, now: AvePhase | None) -> None:
        """Ask to which phase this case goes."""
        self._case_id, self._now = case_id, now
        following = AvePhase.TWO if now is None else list(AvePhase)[min(now.number, 3)]
        self.fill({"to": following.name})
        self.why_field.wrong("")
        self.begin(case_id)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf waarom u op- of afschaalt."))
        if self.why_field.fault:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        to = AvePhase[str(self.to.value)]
        self._lane.do(lambda _: self._on_set(to), set_phase, self._case_id, self._now, to, self.why.value())

    def _on_set(self, to: AvePhase) -> None:
        self.recorded()
        self.desk.say(self.tr("De casus staat nu in AVE-fase {0}.").format(to.number))


class EscalationPanel(Panel):
    """*Escaleren*: to whom, why, and which question."""

    form = "escalation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Escaleren"), self.tr("Leg de vraag vast"))
        self._case_id = ""
        self.reason = Choice(
            ((r.name, r.value.capitalize()) for r in EscalationReason if r is not EscalationReason.MANDATE), name=self.tr("Waarom?")
        )
        self.to = Choice(((t.name, t.value[0].upper() + t.value[1:]) for t in EscalateTo), name=self.tr("Aan wie?"))
        self.question = TextArea(self.tr("Wat vraagt u, en voor wanneer?"), least=2, most=5)
        self.question_field = Field(self.tr("Welke vraag stelt u?"), self.question, hint=self.tr("zonder namen als het kan"))
        self.body.addWidget(Field(self.tr("Waarom?"), self.reason))
        self.body.addWidget(Field(self.tr("Aan wie?"), self.to))
        self.body.addWidget(self.question_field)
        for name, widget in (("reason", self.reason), ("to", self.to), ("question", self.question)):
            self.keep(name, widget)
        self.reason.chosen.connect(self._on_reason)
        self._lane = self.lane()

    def open_for(self, case_id: str) -> None:
        """Ask for a question about this case."""
        self._case_id = case_id
        self.fill({"reason": EscalationReason.DISTRESSING.name, "to": EscalateTo.ALDERMAN.name})
        self.question_field.wrong("")
        self.begin(case_id)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.question_field.wrong("" if self.question.value() else self.tr("Schrijf de vraag die u stelt."))
        if self.question_field.fault:
            self.question.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        to, reason = EscalateTo[str(self.to.value)], EscalationReason[str(self.reason.value)]
        self._lane.do(lambda _: self._on_asked(to), escalate, self._case_id, to=to, reason=reason, question=self.question.value())

    def _on_reason(self, *_: object) -> None:
        if self.reason.value == EscalationReason.UNREST.name:
            self.to.set_value(EscalateTo.MAYOR.name)

    def _on_asked(self, to: EscalateTo) -> None:
        self.recorded()
        self.desk.say(self.tr("De vraag aan {0} staat op de agenda tot er een antwoord is.").format(_the(to)))


class AnswerPanel(Panel):
    """*Antwoord op een escalatie*."""

    form = "escalation-answer"
    titles = {"answer": "Wat is het antwoord?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Antwoord op een escalatie"), self.tr("Leg het antwoord vast"))
        self._shown: EscalationLine | None = None
        self.words = Label("", "strong", wrap=True)
        self.answer = TextArea(self.tr("wat is besloten, en door wie"), least=2, most=6)
        self.answer_field = Field(self.tr("Wat is het antwoord?"), self.answer)
        self.body.addWidget(self.words)
        self.body.addWidget(self.answer_field)
        self.keep("answer", self.answer)
        self._lane = self.lane()

    def open_for(self, shown: EscalationLine) -> None:
        """Ask for the answer to this question."""
        self._shown = shown
        self.words.setText(shown.question)
        self.fill({"answer": shown.answer})
        self.answer_field.wrong("")
        self.begin(shown.id, table="escalation")
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.answer_field.wrong("" if self.answer.value() else self.tr("Schrijf wat het antwoord is."))
        if self._shown is not None and not self.answer_field.fault:
            self._lane.do(lambda _: self._on_answered(), answer_escalation, self._shown, self.answer.value())

    def submit_anew(self) -> None:
        if self._shown is not None:
            self._lane.ask(self._on_fresh, escalations, self._shown.case_id)

    def _on_fresh(self, now: Sequence[EscalationLine]) -> None:
        self._shown = next((e for e in now if self._shown is not None and e.id == self._shown.id), None)
        self.submit()

    def _on_answered(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het antwoord is vastgelegd, met de tijd."))


class MandatePanel(Panel):
    """*Mandaat van een besluit*: one of the team's mandates, or outside: then somebody is asked."""

    form = "mandate"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Mandaat van een besluit"), self.tr("Leg vast"))
        self._case_id = self._decision_id = ""
        self.words = Label("", "strong", wrap=True)
        self.mandate = Picker(placeholder=self.tr("Kies een mandaat"))
        self.mandate_field = Field(self.tr("Onder welk mandaat valt dit?"), self.mandate, hint=self.tr("de lijst staat bij Instellingen"))
        self.to = Choice(((t.name, t.value[0].upper() + t.value[1:]) for t in EscalateTo), name=self.tr("Aan wie vraagt u het?"))
        self.to_field = Field(self.tr("Aan wie vraagt u het?"), self.to)
        self.question = TextArea(self.tr("Wat vraagt u, en voor wanneer?"), least=2, most=5)
        self.question_field = Field(self.tr("Welke vraag stelt u?"), self.question)
        for part in (self.words, self.mandate_field, self.to_field, self.question_field):
            self.body.addWidget(part)
        for name, widget in (("mandate", self.mandate), ("to", self.to), ("question", self.question)):
            self.keep(name, widget)
        self.mandate.chosen.connect(self._on_mandate)
        self._lane = self.lane()

    def open_for(self, case_id: str, decision: MandatedDecision, mandates: Sequence[str]) -> None:
        """Ask under which mandate this decision falls."""
        self._case_id, self._decision_id = case_id, decision.id
        self.words.setText(f"{decision.code}: {decision.text}")
        known = dict.fromkeys([*mandates, *([decision.mandate] if decision.mandate else [])])
        self.mandate.set_options([*((m, m) for m in known), (OUTSIDE, self.tr("Buiten elk mandaat: voorleggen"))])
        outside = decision.escalation_id is not None
        self.fill({"mandate": OUTSIDE if outside else decision.mandate, "to": EscalateTo.ALDERMAN.name})
        for field in (self.mandate_field, self.question_field):
            field.wrong("")
        self._on_mandate()
        self.begin(decision.id)
        self.mandate.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        chosen = str(self.mandate.value or "")
        outside = chosen == OUTSIDE
        self.mandate_field.wrong("" if chosen else self.tr("Kies een mandaat, of leg het besluit voor."))
        self.question_field.wrong(self.tr("Schrijf de vraag die u stelt.") if outside and not self.question.value() else "")
        wrong = next((field for field in (self.mandate_field, self.question_field) if field.fault), None)
        if wrong is not None:
            wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif outside:
            asked = {"to": EscalateTo[str(self.to.value)], "question": self.question.value()}
            self._lane.do(lambda _: self._on_kept(), escalate_decision, self._case_id, self._decision_id, **asked)  # type: ignore[arg-type]
        else:
            self._lane.do(lambda _: self._on_kept(), set_mandate, self._case_id, self._decision_id, chosen)

    def _on_mandate(self, *_: object) -> None:
        outside = self.mandate.value == OUTSIDE
        self.to_field.setVisible(outside)
        self.question_field.setVisible(outside)

    def _on_kept(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd onder welk mandaat het besluit valt."))


def _the(to: EscalateTo) -> str:
    return f"het {to}" if to is EscalateTo.SAFETY_HOUSE else f"de {to}"

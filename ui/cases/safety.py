"""The tab *Veiligheid*: the reporting code at the left; scaling, questions and mandates at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.reporting_code import note_unreported_seen, take_back_decision
from expertiseteam.cases.safety_records import CodeKind, CodeLine, CodeStep
from expertiseteam.insight.safety_file import SafetyFile, safety_file
from expertiseteam.team.records import MemberLine
from ui.cases.code_panels import CodePanel, CodeStepPanel, DecidePanel, WeighPanel
from ui.cases.path_panels import TakeBackPanel
from ui.cases.safety_words import code_chip, code_line, decision_rows, escalation_rows, phase_chip, phase_words, step_rows
from ui.cases.scale_panels import AnswerPanel, EscalationPanel, MandatePanel, PhasePanel
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState, Fold
from ui.widgets.labels import Chip, ChipKind, Heading, Label, Quiet
from ui.widgets.rows import Row, RowList

AnyPanel = TypeVar("AnyPanel", bound=Panel)
OpenPanel = Callable[[Panel, Callable[[], None]], None]


class SafetyTab(QWidget):
    """Fetches what it shows when it is looked at. `open_panel` shows a form in the place of the case."""

    def __init__(self, desk: Desk, new_panel: Callable[[Panel], Panel], open_panel: OpenPanel) -> None:
        super().__init__()
        self._desk, self._new_panel, self._open_panel = desk, new_panel, open_panel
        self._case_id = ""
        self._can_write = False
        self._members: Sequence[MemberLine] = ()
        self._found: SafetyFile | None = None
        self._to_begin: CodeKind | None = None
        self._lane = desk.runner.lane(self, latest=True)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(18)
        both.addLayout(self._lay_out_code(), 1)
        both.addLayout(self._lay_out_scale(), 1)

    # The forms, each made at its first use

    @cached_property
    def code(self) -> CodePanel:
        return self._made(CodePanel(self._desk))

    @cached_property
    def step(self) -> CodeStepPanel:
        return self._made(CodeStepPanel(self._desk))

    @cached_property
    def weighing(self) -> WeighPanel:
        return self._made(WeighPanel(self._desk))

    @cached_property
    def deciding(self) -> DecidePanel:
        return self._made(DecidePanel(self._desk))

    @cached_property
    def back(self) -> TakeBackPanel:
        return self._made(TakeBackPanel(self._desk))

    @cached_property
    def phase(self) -> PhasePanel:
        return self._made(PhasePanel(self._desk))

    @cached_property
    def escalation(self) -> EscalationPanel:
        return self._made(EscalationPanel(self._desk))

    @cached_property
    def answer(self) -> AnswerPanel:
        return self._made(AnswerPanel(self._desk))

    @cached_property
    def mandate(self) -> MandatePanel:
        return self._made(MandatePanel(self._desk))

    # What is shown

    def show_case(self, case_id: str, members: Sequence[MemberLine], *, can_write: bool) -> None:
        """Show what there is of a case."""
        if case_id != self._case_id:
            self._found = self._to_begin = None
        self._case_id, self._members, self._can_write = case_id, members, can_write
        self._lane.work(self._on_found, self._fetch, case_id)

    def ask_code(self, kind: CodeKind = CodeKind.OTHER) -> None:
        """Open *Meldcode beginnen*, with what is suspected."""
        if self._can_write and self._running is None:
            self._open_panel(self.code, lambda: self.code.open_for(self._case_id, kind))

    def ask_code_once_known(self, kind: CodeKind) -> None:
        """The same, as soon as it is known whether one runs already: then its steps are what is shown."""
        self._to_begin = kind

    def ask_back(self) -> None:
        """Open *Terugnemen* for the decision of the newest code."""
        if (found := self._found) is not None and found.codes and self._can_write and self._running is None:
            self._open_panel(self.back, lambda: self.back.open_code(found.codes[0]))

    def ask_phase(self) -> None:
        """Open *Op- of afschalen*."""
        if (found := self._found) is not None and self._can_write:
            self._open_panel(self.phase, lambda: self.phase.open_for(self._case_id, found.phase))

    def ask_escalation(self) -> None:
        """Open *Escaleren*."""
        if self._can_write:
            self._open_panel(self.escalation, lambda: self.escalation.open_for(self._case_id))

    # Parts

    def _lay_out_code(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.code_chip = Chip()
        self.code_button = Button(self.tr("Meldcode"), self.ask_code, icon="plus")
        self.code_button.setAccessibleName(self.tr("Begin de meldcode"))
        column.addLayout(_line(Heading(self.tr("Meldcode")), self.code_chip, None, self.code_button))
        self.code_line = Quiet("", small=True, wrap=True)
        column.addWidget(self.code_line)
        self.seen_button = Button(self.tr("Gezien door de aandachtsfunctionaris"), self._on_seen, icon="check")
        self.seen_button.hide()
        column.addWidget(self.seen_button)
        self.back_button = Button(self.tr("Besluit terugnemen"), self.ask_back, role="link")
        self.back_button.hide()
        column.addLayout(_line(self.back_button, None))
        self.step_hint = Quiet(self.tr("Enter: de stap zetten. G: aan iemand geven."), small=True)
        column.addWidget(self.step_hint)
        empty = EmptyState(self.tr("De meldcode is in deze casus niet begonnen."), door=48)
        self.steps = RowList(self.tr("Stappen van de meldcode"), lines=2, empty=empty)
        self.steps.opened.connect(self._on_step)
        self.steps.key("G", self._on_give)
        column.addWidget(self.steps, 1)
        return column

    def _lay_out_scale(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.phase_chip = Chip()
        self.phase_button = Button(self.tr("Schalen"), self.ask_phase, icon="arrow-up-down")
        self.phase_button.setAccessibleName(self.tr("Schaal op of af"))
        column.addLayout(_line(Heading(self.tr("Op- en afschalen")), self.phase_chip, None, self.phase_button))
        self.phase_line = Label("", wrap=True)
        column.addWidget(self.phase_line)
        self.escalate_button = Button(self.tr("Escaleren"), self.ask_escalation, icon="plus")
        column.addLayout(_line(Heading(self.tr("Escalaties")), None, self.escalate_button))
        nothing = EmptyState(self.tr("Er is niets gevraagd."), door=48)
        self.escalations = RowList(self.tr("Escalaties"), lines=2, empty=nothing)
        self.escalations.opened.connect(self._on_escalation)
        column.addWidget(self.escalations, 1)
        column.addLayout(_line(Heading(self.tr("Besluiten en mandaat")), None))
        none = EmptyState(self.tr("Er is nog niets besloten."), door=48)
        self.decisions = RowList(self.tr("Besluiten en hun mandaat"), lines=2, empty=none)
        self.decisions.opened.connect(self._on_decision)
        column.addWidget(self.decisions, 1)
        self.guides = Quiet("", small=True, wrap=True)
        about = Fold(self.tr("Over de meldcode: om na te lezen"))
        about.body.addWidget(self.guides)
        column.addWidget(about)
        return column

    @property
    def _running(self) -> CodeLine | None:
        """The code that is not decided yet."""
        codes = self._found.codes if self._found else ()
        return next((code for code in codes if code.decided_on is None), None)

    def _fetch(self, case_id: str) -> tuple[SafetyFile, str]:
        found = self._desk.workspace.ask(safety_file, case_id)
        return found, code_line(found.codes[0], found.settings) if found.codes else ""  # working days: off the window's thread

    def _on_found(self, told: tuple[SafetyFile, str]) -> None:
        self._found, words = found, _ = told
        hidden, today = self._desk.names.hidden, local_day(self._desk.clock())
        code = found.codes[0] if found.codes else None
        self.code_chip.setVisible(code is not None)
        self.code_chip.show_state(*(code_chip(code) if code else ("", ChipKind.CALM)))
        self.code_line.setText("" if hidden else words)
        self.code_button.setVisible(self._can_write and self._running is None)
        unseen = code is not None and code.is_unreported and code.seen_on is None
        self.seen_button.setVisible(unseen and self._desk.may(note_unreported_seen))
        may_take_back = code is not None and self._running is None and self._desk.may(take_back_decision)
        self.back_button.setVisible(self._can_write and may_take_back)
        self.step_hint.setVisible(self._can_write and self._running is not None)
        self.guides.setText("\n".join(found.settings.guides))
        steps = [step for step in found.steps if code is not None and step.code_id == code.id]
        self.steps.set_rows(self._shown(step_rows(steps, today), self.tr("Stap")))
        self.phase_chip.show_state(*phase_chip(found.phase))
        self.phase_line.setText(phase_words(found.phase, found.settings))
        self.phase_button.setVisible(self._can_write)
        self.escalate_button.setVisible(self._can_write)
        self.escalations.set_rows(self._shown(escalation_rows(found.escalations, today), self.tr("Vraag")))
        self.decisions.set_rows(self._shown(decision_rows(found.decisions), self.tr("Besluit")))
        kind, self._to_begin = self._to_begin, None
        if kind is not None:
            self.ask_code(kind)

    def _shown(self, rows: Sequence[Row], instead: str) -> list[Row]:
        """Return the rows; while names are hidden without what people typed."""
        if not self._desk.names.hidden:
            return list(rows)
        return [Row(row.key, f"{instead} {n}", chip=row.chip, kind=row.kind, faded=row.faded) for n, row in enumerate(rows, 1)]

    def _on_seen(self) -> None:
        code = next((c for c in self._found.codes if c.is_unreported and c.seen_on is None), None) if self._found else None
        if code is not None:
            self._lane.do(lambda _: self._desk.say(self.tr("Vastgelegd dat u dit hebt gezien.")), note_unreported_seen, code)

    def _on_step(self, key: str) -> None:
        step = next((s for s in self._found.steps if s.id == key), None) if self._found else None
        code = self._running
        if step is None or code is None or not self._can_write:
            return
        if step.step is CodeStep.WEIGH:
            self._open_panel(self.weighing, lambda: self.weighing.open_for(code))
        elif step.step is CodeStep.DECIDE:
            self._open_panel(self.deciding, lambda: self.deciding.open_for(code))
        else:
            self._on_give(key)

    def _on_give(self, key: str) -> None:
        found = self._found
        step = next((s for s in found.steps if s.id == key), None) if found else None
        if step is not None and found is not None and self._running is not None and self._can_write:
            self._open_panel(self.step, lambda: self.step.open_for(step, found, self._members, self._case_id))

    def _on_escalation(self, key: str) -> None:
        one = next((e for e in self._found.escalations if e.id == key), None) if self._found else None
        if one is not None and self._can_write:
            self._open_panel(self.answer, lambda: self.answer.open_for(one))

    def _on_decision(self, key: str) -> None:
        found = self._found
        one = next((d for d in found.decisions if d.id == key), None) if found else None
        if one is not None and found is not None and self._can_write:
            self._open_panel(self.mandate, lambda: self.mandate.open_for(self._case_id, one, found.settings.mandates))

    def _made(self, panel: AnyPanel) -> AnyPanel:
        self._new_panel(panel)
        return panel


def _line(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row

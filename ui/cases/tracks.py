"""The tab *Sporen*: care at the left, safety at the right, and above them on which of both the case goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.enforcement import begin_path, next_steps, step_path, take_back_step
from expertiseteam.cases.track_records import PATH_ENDED, PLAN_NEXT, PathLine, PlanState
from expertiseteam.insight.two_tracks import TwoTracks, two_tracks
from expertiseteam.meetings.switching import switch_track
from expertiseteam.team.records import MemberLine
from ui.cases.path_panels import PathPanel, StepPanel, TakeBackPanel
from ui.cases.plan_panels import GoalPanel, PlanPanel
from ui.cases.track_panels import SwitchPanel
from ui.cases.track_words import goal_rows, path_rows, plan_chip, plan_line, refused_rows, track_chip, track_line
from ui.shell.desk import Desk, Place
from ui.shell.panel import Panel
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState
from ui.widgets.labels import Chip, ChipKind, Elided, Heading, Quiet
from ui.widgets.rows import Row, RowList

AnyPanel = TypeVar("AnyPanel", bound=Panel)
OpenPanel = Callable[[Panel, Callable[[], None]], None]


class TracksTab(QWidget):
    """Fetches both tracks when it is looked at. `open_panel` shows a form in the place of the case."""

    def __init__(self, desk: Desk, new_panel: Callable[[Panel], Panel], open_panel: OpenPanel) -> None:
        super().__init__()
        self._desk, self._new_panel, self._open_panel = desk, new_panel, open_panel
        self._case_id = ""
        self._can_write = False
        self._members: Sequence[MemberLine] = ()
        self._found: TwoTracks | None = None
        self._lane = desk.runner.lane(self, latest=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.chip, self.line = Chip(), Elided("", "quiet")
        self.switch_button = Button(self.tr("Van spoor wisselen"), self.ask_switch, icon="arrow-up-down")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.chip)
        head.addWidget(self.line, 1)
        head.addWidget(self.switch_button)
        column.addLayout(head)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(self._lay_out_care(), 1)
        both.addLayout(self._lay_out_safety(), 1)
        column.addLayout(both, 1)

    # The forms, each made at its first use

    @cached_property
    def goal(self) -> GoalPanel:
        return self._made(GoalPanel(self._desk))

    @cached_property
    def plan(self) -> PlanPanel:
        return self._made(PlanPanel(self._desk))

    @cached_property
    def path(self) -> PathPanel:
        return self._made(PathPanel(self._desk))

    @cached_property
    def step(self) -> StepPanel:
        return self._made(StepPanel(self._desk))

    @cached_property
    def back(self) -> TakeBackPanel:
        return self._made(TakeBackPanel(self._desk))

    @cached_property
    def switching(self) -> SwitchPanel:
        return self._made(SwitchPanel(self._desk))

    # What is shown

    def show_case(self, case_id: str, members: Sequence[MemberLine], *, can_write: bool) -> None:
        """Show the tracks of a case."""
        if case_id != self._case_id:
            self._found = None
        self._case_id, self._members, self._can_write = case_id, members, can_write
        self._lane.ask(self._on_found, two_tracks, case_id)

    def ask_switch(self) -> None:
        """Open *Van spoor wisselen*."""
        if (found := self._found) is not None and self._can_write and self._desk.may(switch_track):
            self._open_panel(self.switching, lambda: self.switching.open_for(self._case_id, found, self._members))

    def ask_goal(self) -> None:
        """Open *Doel in het plan* for a new goal."""
        if self._can_write and self._plan_is_open:
            self._open_panel(self.goal, lambda: self.goal.open_new(self._case_id))

    def ask_plan(self) -> None:
        """Open *Sociaal plan*."""
        plan = self._found.plan if self._found else None
        if plan is not None and self._can_write and PLAN_NEXT[plan.state]:
            self._open_panel(self.plan, lambda: self.plan.open_for(plan))

    def ask_path(self) -> None:
        """Open *Handhaving verkennen*."""
        if self._can_write and self._desk.may(begin_path):
            self._open_panel(self.path, lambda: self.path.open_for(self._case_id))

    # Parts

    def _lay_out_care(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.plan_chip, self.plan_line = Chip(), Quiet("", small=True, wrap=True)
        self.goal_button = Button(self.tr("Doel"), self.ask_goal, icon="plus")
        self.goal_button.setAccessibleName(self.tr("Zet een doel in het plan"))
        self.plan_button = Button(self.tr("Plan…"), self.ask_plan)
        self.plan_button.setAccessibleName(self.tr("Verander de stand van het plan"))
        column.addLayout(self._line(Heading(self.tr("Zorg: het sociaal plan")), self.plan_chip, None, self.goal_button, self.plan_button))
        column.addWidget(self.plan_line)
        empty = EmptyState(self.tr("Er is nog geen plan. Het begint met één doel, in woorden van het huishouden."), door=48)
        self.goals = RowList(self.tr("Doelen van het plan"), lines=2, empty=empty)
        self.goals.opened.connect(self._on_goal)
        column.addWidget(self.goals, 3)
        hint = Quiet(self.tr("zoals vastgelegd bij een huisbezoek"), small=True)
        column.addLayout(self._line(Heading(self.tr("Geweigerde hulp")), hint))
        none = EmptyState(self.tr("Er is geen hulp geweigerd."), door=48)
        self.refused = RowList(self.tr("Geweigerde hulp"), lines=2, empty=none)
        self.refused.opened.connect(lambda key: self._desk.go(Place("visit", key)))
        column.addWidget(self.refused, 2)
        return column

    def _lay_out_safety(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.path_button = Button(self.tr("Verkennen"), self.ask_path, icon="plus")
        self.path_button.setAccessibleName(self.tr("Begin handhaving te verkennen"))
        column.addLayout(self._line(Heading(self.tr("Veiligheid: de handhaving")), None, self.path_button))
        words = self.tr("Enter: de volgende stap. T: de laatste terugnemen. De stukken zelf blijven bij handhaving.")
        self.path_hint = Quiet(words, small=True, wrap=True)
        column.addWidget(self.path_hint)
        empty = EmptyState(self.tr("Er loopt geen handhaving."), door=48)
        self.paths = RowList(self.tr("Handhaving"), lines=2, empty=empty)
        self.paths.opened.connect(self._on_path)
        self.paths.key("T", self._on_back)
        column.addWidget(self.paths, 1)
        return column

    def _line(self, *parts: QWidget | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        return row

    @property
    def _plan_is_open(self) -> bool:
        plan = self._found.plan if self._found else None
        return plan is None or plan.state not in (PlanState.PARKED, PlanState.DONE)

    def _on_found(self, found: TwoTracks) -> None:
        self._found = found
        hidden, today = self._desk.names.hidden, local_day(self._desk.clock())
        self.chip.show_state(*track_chip(found.track))
        self.line.setText("" if hidden else track_line(found))
        self.switch_button.setVisible(self._can_write and self._desk.may(switch_track))
        plan = found.plan
        self.plan_chip.setVisible(plan is not None)
        self.plan_chip.show_state(*(plan_chip(plan) if plan else ("", ChipKind.CALM)))
        self.plan_line.setText(plan_line(plan, found.goals) if plan and not hidden else "")
        self.plan_line.setVisible(plan is not None)
        self.goal_button.setVisible(self._can_write and self._plan_is_open)
        self.plan_button.setVisible(self._can_write and plan is not None and bool(PLAN_NEXT[plan.state]))
        self.goals.set_rows(self._shown(goal_rows(found.goals, today), self.tr("Doel")))
        self.refused.set_rows(self._shown(refused_rows(found.refused, today), self.tr("Aanbod")))
        self.path_button.setVisible(self._can_write and self._desk.may(begin_path))
        self.path_hint.setVisible(bool(found.paths) and self._desk.may(step_path))
        self.paths.set_rows(self._shown(path_rows(found.paths, found.steps, today), self.tr("Stap")))

    def _shown(self, rows: Sequence[Row], instead: str) -> list[Row]:
        """Return the rows; while names are hidden without what people typed."""
        if not self._desk.names.hidden:
            return list(rows)
        return [Row(row.key, f"{instead} {n}", chip=row.chip, kind=row.kind, faded=row.faded) for n, row in enumerate(rows, 1)]

    def _on_goal(self, key: str) -> None:
        goal = next((g for g in self._found.goals if g.id == key), None) if self._found else None
        if goal is not None and self._can_write and self._plan_is_open:
            self._open_panel(self.goal, lambda: self.goal.open_for(goal, self._case_id))

    def _on_path(self, key: str) -> None:
        path = next((p for p in self._found.paths if p.id == key.split()[0]), None) if self._found else None
        if path is not None and self._can_write and self._may_step(path) and (found := self._found) is not None:
            self._open_panel(self.step, lambda: self.step.open_for(path, found.terms))

    def _on_back(self, key: str) -> None:
        path = next((p for p in self._found.paths if p.id == key.split()[0]), None) if self._found else None
        if path is not None and self._can_write and self._desk.may(take_back_step):
            self._open_panel(self.back, lambda: self.back.open_path(path))

    def _may_step(self, path: PathLine) -> bool:
        return self._desk.may(step_path) and path.state not in PATH_ENDED and bool(next_steps(path))

    def _made(self, panel: AnyPanel) -> AnyPanel:
        self._new_panel(panel)
        return panel

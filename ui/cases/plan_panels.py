"""Forms about the social plan: a goal, and the plan as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.plan import add_goal, change_goal, goals, move_plan
from expertiseteam.cases.track_records import PLAN_NEXT, GoalLine, GoalState, PlanLine, PlanState
from ui.cases.track_words import PLAN_VERBS
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.pills import Choice


class GoalPanel(Panel):
    """*Doel*: what the household wants to reach, who helps, and how it ended."""

    form = "goal"
    titles = {
        "what": "Wat wil het huishouden bereiken?",
        "helper": "Wie helpt daarbij?",
        "due": "Wanneer is het klaar?",
        "state": "Hoe staat het ervoor?",
        "remark": "Wat hoort erbij?",
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Doel in het plan"), self.tr("Bewaar het doel"))
        self._case_id = ""
        self._goal: GoalLine | None = None
        self.what = LineField(self.tr("in woorden van het huishouden"))
        self.what_field = Field(self.tr("Wat wil het huishouden bereiken?"), self.what)
        self.helper = LineField(self.tr("bijvoorbeeld: Noor, en de buurvrouw"))
        self.due = DateField(lambda: local_day(desk.clock()))
        self.due_field = Field(self.tr("Wanneer is het klaar?"), self.due, hint=self.tr("mag leeg blijven"))
        self.state = Choice(((s.name, s.value.capitalize()) for s in GoalState), name=self.tr("Hoe staat het ervoor?"))
        self.state_field = Field(self.tr("Hoe staat het ervoor?"), self.state)
        self.remark = LineField(self.tr("bij vervallen: waarom"))
        self.remark_field = Field(self.tr("Wat hoort erbij?"), self.remark)
        for part in (
            self.what_field,
            beside(Field(self.tr("Wie helpt daarbij?"), self.helper), self.due_field),
            self.state_field,
            self.remark_field,
        ):
            self.body.addWidget(part)
        for name, widget in (
            ("what", self.what),
            ("helper", self.helper),
            ("due", self.due),
            ("state", self.state),
            ("remark", self.remark),
        ):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_new(self, case_id: str) -> None:
        """Ask for a goal."""
        self._case_id, self._goal = case_id, None
        self.fill({"state": GoalState.OPEN.name})
        self._begin(is_new=True)
        self.begin(case_id)

    def open_for(self, goal: GoalLine, case_id: str) -> None:
        """Change a goal, or say how it ended."""
        self._case_id, self._goal = case_id, goal
        self.fill({"what": goal.what, "helper": goal.helper, "state": goal.state.name, "remark": goal.remark})
        self.due.set_date(goal.due)
        self._begin(is_new=False)
        self.begin(goal.id, table="plan_goal")

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf wat het huishouden wil bereiken."))
        self.due_field.wrong(self.due.fault)
        if self.what_field.fault or self.due.fault:
            (self.what if self.what_field.fault else self.due).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        what, helper, due = self.what.value(), self.helper.value(), self.due.value_date
        if self._goal is None:
            self._lane.do(lambda _: self._on_kept(), add_goal, self._case_id, what=what, helper=helper, due=due)
        else:
            state = GoalState[str(self.state.value)]
            more = {"helper": helper, "due": due, "state": state, "remark": self.remark.value()}
            self._lane.do(lambda _: self._on_kept(), change_goal, self._goal, what=what, **more)  # type: ignore[arg-type]

    def submit_anew(self) -> None:
        self._lane.ask(self._on_fresh, goals, self._case_id)

    def _on_fresh(self, now: Sequence[GoalLine]) -> None:
        self._goal = next((g for g in now if self._goal is not None and g.id == self._goal.id), None)
        if self._goal is not None:
            self.submit()

    def _begin(self, *, is_new: bool) -> None:
        self.state_field.setVisible(not is_new)
        self.remark_field.setVisible(not is_new)
        for field in (self.what_field, self.due_field):
            field.wrong("")
        (self.what if is_new else self.state).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het doel staat in het plan."))


class PlanPanel(Panel):
    """*Sociaal plan*: let it run, park it, take it out of the drawer, end it."""

    form = "plan"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Sociaal plan"), self.tr("Leg vast"))
        self._plan: PlanLine | None = None
        self.to = Choice((), name=self.tr("Wat gebeurt er met het plan?"))
        self.why = TextArea(self.tr("één zin is genoeg"), least=2, most=4)
        self.body.addWidget(Field(self.tr("Wat gebeurt er met het plan?"), self.to))
        self.body.addWidget(Field(self.tr("Waarom?"), self.why, hint=self.tr("nodig als het plan in de la gaat")))
        self.keep("to", self.to)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_for(self, plan: PlanLine) -> None:
        """Ask what happens with this plan."""
        self._plan = plan
        following = PLAN_NEXT[plan.state]
        self.to.set_options([(state.name, PLAN_VERBS[state]) for state in following])
        self.to.stand_after(self.cancel)  # what was made last would come last, behind the buttons
        self.fill({"to": following[0].name})
        self.begin(plan.id)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._plan is not None:
            to = PlanState[str(self.to.value)]
            self._lane.do(lambda _: self._on_moved(to), move_plan, self._plan, to, self.why.value())

    def _on_moved(self, to: PlanState) -> None:
        self.recorded()
        self.desk.say(self.tr("Het sociaal plan: {0}.").format(to))

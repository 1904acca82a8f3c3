"""The tab *Acties* of a case, the form for a new action, and the form that ends one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.actions import action_now, agree_action, close_action, reopen_action
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.meetings.origins import Origin, where_from
from expertiseteam.team.records import MemberLine
from ui.cases.words import action_chip, action_foot
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.pair import option
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import EmptyState
from ui.widgets.labels import KeyHint, Label
from ui.widgets.pills import Choice
from ui.widgets.rows import Row, RowList


def action_rows(actions: Sequence[ActionLine], today: date, origins: Mapping[str, Origin]) -> list[Row]:
    """Return actions as rows, with where they came from as far as that is known; what ended is faded."""
    found = []
    for action in actions:
        chip, kind = action_chip(action, today)
        over = action.state is not ActionState.OPEN
        source = origins[action.id].source if action.id in origins else ""
        foot = " · ".join(part for part in (str(action.number), action_foot(action, today), source) if part)
        found.append(Row(action.id, action.what, foot=foot, chip=chip, kind=kind, faded=over))
    return found


class ActionsTab(QWidget):
    """The list. Space ends an action, or opens it again."""

    new_asked = Signal()
    end_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._actions: dict[str, ActionLine] = {}
        self._can_write = True
        self._origins: Mapping[str, Origin] = {}
        self._from_lane = desk.runner.lane(self, lambda _: None, latest=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.button = Button(self.tr("Actie afspreken"), self.new_asked.emit, icon="plus")
        head.addWidget(self.button)
        head.addWidget(KeyHint("Alt A"))
        head.addStretch(1)
        head.addWidget(KeyHint(self.tr("Spatie"), self.tr("afronden, of weer openen")))
        column.addLayout(head)
        empty = EmptyState(self.tr("Er zijn nog geen acties afgesproken."), self.tr("Actie afspreken"), self.new_asked.emit)
        self.list = RowList(self.tr("Acties van deze casus"), lines=2, empty=empty)
        self.list.key("Space", self._on_space)
        self.list.opened.connect(self._on_space)
        column.addWidget(self.list, 1)

    def show_actions(self, actions: Sequence[ActionLine], *, can_write: bool) -> None:
        """Show the actions of a case."""
        self._actions, self._can_write = {a.id: a for a in actions}, can_write
        self.button.setVisible(can_write)
        self._show_rows()
        self._from_lane.ask(self._on_origins, where_from, list(self._actions))

    def _on_origins(self, found: dict[str, Origin]) -> None:
        self._origins = found
        self._show_rows()

    def _show_rows(self) -> None:
        self.list.set_rows(action_rows(list(self._actions.values()), local_day(self._desk.clock()), self._origins))

    def _on_space(self, key: str) -> None:
        action = self._actions[key]
        if not self._can_write:
            return
        if action.state is ActionState.OPEN:
            self.end_asked.emit(action)
        else:
            words = self.tr("Actie {0} staat weer open.").format(action.number)
            self._desk.runner.do(lambda _: self._desk.say(words), reopen_action, action)


class ActionPanel(Panel):
    """*Actie afspreken*: what, who, before when."""

    form = "action"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Actie afspreken"), self.tr("Spreek af"))
        self._case_id = ""
        self.what = LineField(self.tr("bijvoorbeeld: Karim belt de advocaat van Woonpunt"))
        self.what_field = Field(self.tr("Wat gebeurt er?"), self.what)
        self.owner = Picker(placeholder=self.tr("nog niemand"))
        self.due = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld vrijdag"))
        self.due_field = Field(self.tr("Uiterlijk op"), self.due)
        self.promise = Check(self.tr("Dit is aan het huishouden beloofd (een toezegging)"))
        self.body.addWidget(self.what_field)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(Field(self.tr("Wie doet dit?"), self.owner), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.due_field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self.promise)
        for name, widget in (("what", self.what), ("owner", self.owner), ("due", self.due), ("promise", self.promise)):
            self.keep(name, widget)
        self._lane = self.lane()

    def open_for(self, case_id: str, members: Sequence[MemberLine]) -> None:
        """Ask about an action in this case."""
        self._case_id = case_id
        self.owner.set_options([("", self.tr("nog niemand")), *(option(m, self.desk.workspace.today) for m in members)])
        self.fill({})
        for field in (self.what_field, self.due_field):
            field.wrong("")
        self.begin(case_id)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf wat er moet gebeuren."))
        self.due_field.wrong(self.due.fault)
        if not self.what.value() or self.due.fault:
            (self.due if self.what.value() else self.what).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._lane.do(
            lambda _: self._on_agreed(),
            agree_action,
            self._case_id,
            what=self.what.value(),
            owner_id=str(self.owner.value or "") or None,
            due=self.due.value_date,
            is_promise=self.promise.isChecked(),
        )

    def _on_agreed(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De actie is afgesproken."))


class EndActionPanel(Panel):
    """How an action ended. Not done, or no longer possible, says why."""

    form = "action-end"
    titles = {"state": "Hoe liep het af?", "result": "Wat kwam eruit?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Actie afronden"), self.tr("Rond af"))
        self._action: ActionLine | None = None
        self.words = Label("", "strong", wrap=True)
        self.body.addWidget(self.words)
        states = (ActionState.DONE, ActionState.NOT_DONE, ActionState.NO_LONGER_POSSIBLE)
        self.state = Choice(((s.name, s.value.capitalize()) for s in states), name=self.tr("Hoe liep het af?"))
        self.result = LineField(self.tr("één zin is genoeg"))
        self.result_field = Field(self.tr("Wat kwam eruit?"), self.result, hint=self.tr("bij gedaan mag dit leeg blijven"))
        self.body.addWidget(Field(self.tr("Hoe liep het af?"), self.state))
        self.body.addWidget(self.result_field)
        self.result.returnPressed.connect(self.submit)
        self.keep("state", self.state)
        self.keep("result", self.result)
        self._lane = self.lane()

    def open_for(self, action: ActionLine) -> None:
        """Ask how this action ended."""
        self._action = action
        self.words.setText(f"{action.number} · {action.what}")
        self.aside.setText(action.owner)
        self.fill({"state": ActionState.DONE.name})
        self.begin(action.id)
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if (action := self._action) is not None:
            state = ActionState[str(self.state.value)]
            self._lane.do(lambda _: self._on_ended(action, state), close_action, action, state, self.result.value())

    def submit_anew(self) -> None:
        if self._action is not None:
            self._lane.ask(self._on_fresh, action_now, self._action.id)

    def _on_fresh(self, now: ActionLine) -> None:
        self._action = now
        self.submit()

    def _on_ended(self, action: ActionLine, state: ActionState) -> None:
        self.recorded()
        self.desk.say(self.tr("Actie {0} is {1}.").format(action.number, state.value))

"""What is asked of an action: its result, another owner or day, or why it was not done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.cases.actions import change_action, close_action
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.team.records import MemberLine
from ui.shell.drafts import WAS
from ui.shell.runner import Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import KeyHint
from ui.widgets.pills import Choice

Done = Callable[[str], None]
NOBODY = "-"


class ActionPanel(Card):
    """A panel about one action. `recorded` and `closed` tell that a button was pressed; `changed` that something was typed.

    Enter in its line records too: most of these are one line.
    """

    recorded = Signal()
    closed = Signal()
    changed = Signal()
    name = ""  # of its draft

    def __init__(self, action: ActionLine, heading: str, button: str) -> None:
        super().__init__(heading, role="tile", margins=14, gap=8)
        self.action = action
        self._button = button

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        raise NotImplementedError

    def check(self) -> bool:
        """Say below the fields what is missing; return whether nothing is."""
        return True

    def record(self, lane: Lane, done: Done) -> None:
        """Do the act. `done` gets the sentence for the status line."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        raise NotImplementedError

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put a draft back."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and event.text().isprintable() and event.text():
                event.accept()  # a letter is typed here; it does not open another panel
                return True
        return super().event(event)

    def _finish(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(self._button, self.recorded.emit, role="primary"))
        row.addWidget(KeyHint(self.tr("Ctrl Enter")))
        row.addStretch(1)
        row.addWidget(Button(self.tr("Niet doen"), self.closed.emit, role="link"))
        self.body.addLayout(row)


class ResultPanel(ActionPanel):
    """Done, with one sentence about how it went; the sentence may stay away."""

    name = "result"

    def __init__(self, action: ActionLine) -> None:
        super().__init__(action, self.tr("Actie {0} is gedaan").format(action.number), self.tr("Gedaan"))
        self.result = LineField(self.tr("mag leeg blijven"), name=self.tr("Wat is het resultaat?"))
        self.body.addWidget(Field(self.tr("Wat is het resultaat?"), self.result))
        self.result.returnPressed.connect(self.recorded)
        self.result.textEdited.connect(self.changed)
        self._finish()

    def first(self) -> QWidget:
        return self.result

    def record(self, lane: Lane, done: Done) -> None:
        said = self.tr("Actie {0} is gedaan.").format(self.action.number)
        lane.do(lambda _: done(said), close_action, self.action, ActionState.DONE, self.result.value())

    def typed(self) -> dict[str, str]:
        return {"result": self.result.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        self.result.setText(fields.get("result", ""))


class NotDonePanel(ActionPanel):
    """It did not happen, or cannot any more: with the reason."""

    name = "not-done"

    def __init__(self, action: ActionLine) -> None:
        super().__init__(action, self.tr("Actie {0} is niet gelukt").format(action.number), self.tr("Vastleggen"))
        ways = [(s, s.value[0].upper() + s.value[1:]) for s in (ActionState.NOT_DONE, ActionState.NO_LONGER_POSSIBLE)]
        self.how = Choice(ways, name=self.tr("Hoe zit het?"))
        self.how.set_value(ActionState.NOT_DONE)
        self.why = LineField(name=self.tr("Waarom?"))
        self._why_field = Field(self.tr("Waarom?"), self.why)
        self.body.addWidget(self.how)
        self.body.addWidget(self._why_field)
        self.why.returnPressed.connect(self.recorded)
        self.why.textEdited.connect(self.changed)
        self.how.chosen.connect(lambda _: self.changed.emit())
        self._finish()

    def first(self) -> QWidget:
        return self.how

    def check(self) -> bool:
        missing = "" if self.why.value() else self.tr("Schrijf waarom: het overleg wil het weten.")
        self._why_field.wrong(missing)
        if missing:
            self.why.setFocus()
        return not missing

    def record(self, lane: Lane, done: Done) -> None:
        state = self.how.value
        if isinstance(state, ActionState):
            said = self.tr("Actie {0}: {1}.").format(self.action.number, state.value)
            lane.do(lambda _: done(said), close_action, self.action, state, self.why.value())

    def typed(self) -> dict[str, str]:
        return {"how": self.how.value.name if isinstance(self.how.value, ActionState) else "", "why": self.why.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        self.how.set_value(ActionState.__members__.get(fields.get("how", ""), ActionState.NOT_DONE))
        self.why.setText(fields.get("why", ""))


class MovePanel(ActionPanel):
    """Another day or another owner."""

    name = "move"

    def __init__(self, action: ActionLine, members: Sequence[MemberLine], today: Callable[[], date], next_meeting: date | None) -> None:
        super().__init__(action, self.tr("Actie {0} verzetten").format(action.number), self.tr("Verzetten"))
        self._was_due, self._was_owner = action.due, action.owner_id  # when its author began
        self.due = DateField(today, name=self.tr("Nieuwe datum"), next_meeting=next_meeting)
        self.due.set_date(action.due)
        self.owner = Picker(
            [(NOBODY, self.tr("nog niemand")), *((m.id, m.name_on(today())) for m in members)], name=self.tr("Wie doet het?")
        )
        self.owner.set_value(action.owner_id or NOBODY)
        self.owner.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.owner.setMinimumContentsLength(22)
        self._due_field = Field(self.tr("Nieuwe datum"), self.due)
        both = QWidget()  # beside each other where there is room for it
        fields = FlowLayout(both, gap=18, line_gap=8)
        for field in (self._due_field, Field(self.tr("Wie doet het?"), self.owner)):
            fields.addWidget(field)
        self.body.addWidget(both)
        self.due.returnPressed.connect(self.recorded)
        self.due.textEdited.connect(self.changed)
        self.owner.chosen.connect(lambda _: self.changed.emit())
        self._finish()

    def first(self) -> QWidget:
        self.due.selectAll()
        return self.due

    def check(self) -> bool:
        self._due_field.wrong(self.due.fault)
        if self.due.fault:
            self.due.setFocus()
        return not self.due.fault

    def record(self, lane: Lane, done: Done) -> None:
        owner = None if self.owner.value in (NOBODY, None) else str(self.owner.value)
        said = self.tr("Actie {0} is verzet.").format(self.action.number)
        lane.do(lambda _: done(said), change_action, self.action, owner_id=owner, due=self.due.value_date)

    def typed(self) -> dict[str, str]:
        was = {WAS + "due": self._was_due.isoformat() if self._was_due else "", WAS + "owner": self._was_owner or NOBODY}
        return {"due": self.due.text(), "owner": str(self.owner.value or NOBODY), **was}

    def restore(self, fields: Mapping[str, str]) -> None:
        """What its author left as it was follows the action; what a colleague moved too is asked when this is recorded."""
        now = self.action
        was_due, was_owner = now.due, now.owner_id or NOBODY
        if WAS + "due" in fields:
            was_due = date.fromisoformat(fields[WAS + "due"]) if fields[WAS + "due"] else None
            was_owner = fields.get(WAS + "owner", was_owner)
        self.due.set_date(was_due)
        if fields.get("due", "") != self.due.text():
            self.due.setText(fields.get("due", ""))
        else:
            was_due = now.due
            self.due.set_date(was_due)
        if fields.get("owner", NOBODY) == was_owner:
            was_owner = now.owner_id or NOBODY
            self.owner.set_value(was_owner)
        else:
            self.owner.set_value(fields.get("owner", NOBODY))
        self._was_due, self._was_owner = was_due, None if was_owner == NOBODY else was_owner
        if (self._was_due, self._was_owner) != (now.due, now.owner_id):
            self.action = replace(now, version=now.version - 1, due=self._was_due, owner_id=self._was_owner)

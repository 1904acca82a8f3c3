"""Closing and moving actions, the same on *Vandaag* and on *Acties*: panels, drafts, undo, and two people at one action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import action_now, change_action, close_action, reopen_action
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.insight.action_panels import ActionPanel, MovePanel, NotDonePanel, ResultPanel
from ui.shell.conflict import ask_which
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen

FORM = "action"


class ActionWork(QObject):
    """Works on behalf of a screen. `slot` is where its panels come; `closed` hears that the panel went away."""

    def __init__(self, screen: Screen, slot: QVBoxLayout, closed: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._slot, self._closed = screen, screen.desk, slot, closed
        self._acts = self._desk.runner.lane(self, self._on_refused)
        self._asks = self._desk.runner.lane(self, screen.show_refusal)
        self._drafts = DraftKeeper(self, self._desk.runner, FORM, self._typed, self._restore)
        self._members: list[MemberLine] = []
        self._next_meeting: date | None = None
        self._recording = False
        self.panel: ActionPanel | None = None
        self._desk.runner.idle.connect(self._on_idle)

    def load(self) -> None:
        """Learn who can take an action over, and when the next overleg is."""
        self._asks.ask(self._on_members, members)
        self._asks.ask(self._on_meeting, next_meeting, self._today())

    def do_now(self, action: ActionLine) -> None:
        """Done, without a word; can be undone from the status line."""
        self._acts.do(lambda _: self._say_done(action), close_action, action, ActionState.DONE)

    def ask_result(self, action: ActionLine) -> None:
        """Done, with a sentence about the result."""
        self._open(ResultPanel(action))

    def ask_move(self, action: ActionLine) -> None:
        """Another day or another owner."""
        self._open(MovePanel(action, self._members, self._today, self._next_meeting))

    def ask_why(self, action: ActionLine) -> None:
        """Not done, or no longer possible."""
        self._open(NotDonePanel(action))

    def reopen(self, action: ActionLine) -> None:
        """Take up again what was closed."""
        said = self._screen.tr("Actie {0} staat weer open.").format(action.number)
        self._acts.do(lambda _: self._desk.say(said), reopen_action, action)

    def record(self) -> None:
        """Record the panel that is open, if all it needs is there."""
        panel = self.panel
        if panel is None or self._recording or not panel.check():
            return
        self._recording = True
        panel.record(self._acts, partial(self._on_recorded, panel))

    def close(self) -> None:
        """Put the panel away; what was typed in it stays as a draft."""
        self._drafts.leave()
        self._put_away()
        self._closed()

    def flush(self) -> None:
        """Write down what was typed."""
        self._drafts.keep_now()

    # Slots

    def _open(self, panel: ActionPanel) -> None:
        self._drafts.leave()
        self._put_away()
        self.panel = panel
        self._drafts.begin(f"{panel.name} {panel.action.id}")
        panel.changed.connect(self._drafts.touched)
        panel.recorded.connect(self.record)
        panel.closed.connect(self.close)
        self._slot.addWidget(panel)
        panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        if self.panel is not None:
            self._slot.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _typed(self) -> Fields:
        return self.panel.typed() if self.panel is not None else {}

    def _restore(self, fields: Fields) -> None:
        if self.panel is not None:
            self.panel.restore(fields)

    def _on_recorded(self, panel: ActionPanel, sentence: str) -> None:
        self._recording = False
        self._drafts.finish()
        self._put_away()
        action = panel.action
        undo = partial(self._undo_move, action) if isinstance(panel, MovePanel) else partial(self._undo_close, action)
        self._desk.say(sentence, undo)
        self._screen.bar.close_bar()
        self._closed()

    def _say_done(self, action: ActionLine) -> None:
        self._desk.say(self._screen.tr("Actie {0} is gedaan.").format(action.number), partial(self._undo_close, action))

    def _undo_close(self, action: ActionLine) -> None:
        self._asks.ask(self.reopen, action_now, action.id)

    def _undo_move(self, action: ActionLine) -> None:
        said = self._screen.tr("Actie {0} staat weer zoals zij stond.").format(action.number)

        def change_back(fresh: ActionLine) -> None:
            self._acts.do(lambda _: self._desk.say(said), change_action, fresh, owner_id=action.owner_id, due=action.due)

        self._asks.ask(change_back, action_now, action.id)

    def _on_refused(self, refused: Refused) -> None:
        self._recording = False
        panel = self.panel
        if isinstance(refused, Conflict) and refused.fields and panel is not None:
            ask_which(self._screen, refused, self._as_text, partial(self._insist, panel), self._leave_theirs)
        else:
            self._screen.show_refusal(refused)

    def _insist(self, panel: ActionPanel) -> None:
        """Two people changed one action, and the user says that his choice stays."""

        def on_fresh(now: ActionLine) -> None:
            panel.action = now
            self.record()

        self._asks.ask(on_fresh, action_now, panel.action.id)

    def _as_text(self, fields: dict[str, object]) -> str:
        tr, names = self._screen.tr, {member.id: member.name for member in self._members}
        said = []
        if "state" in fields:
            said.append(str(fields["state"]))
        if fields.get("result"):
            said.append(str(fields["result"]))
        if "due" in fields:
            due = fields["due"]
            said.append(short_date(due, self._today()) if isinstance(due, date) else tr("geen datum"))
        if "owner_id" in fields:
            said.append(names.get(str(fields["owner_id"]), tr("nog niemand")))
        return ", ".join(said)

    def _leave_theirs(self) -> None:
        self._drafts.finish()
        self._put_away()
        self._closed()

    def _on_members(self, found: list[MemberLine]) -> None:
        self._members = found

    def _on_meeting(self, meeting: MeetingLine | None) -> None:
        self._next_meeting = meeting.on if meeting is not None else None

    def _on_idle(self) -> None:
        self._recording = False  # also after a fault that was told elsewhere

    def _today(self) -> date:
        return local_day(self._desk.clock())

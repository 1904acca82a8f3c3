"""What was asked, done and said about one signal: a visit together, a check round, danger, answers, corrections, the outcomes that it had
before. Asks for all of it itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import moment_text
from expertiseteam.concerns.acute import acute_steps
from expertiseteam.concerns.check_round import CheckRoundView, check_rounds
from expertiseteam.concerns.feedback import answers_given
from expertiseteam.concerns.joint import joint_calls
from expertiseteam.concerns.records import AnswerLine, EarlierOutcomeLine, JointCallLine, StepLine
from expertiseteam.concerns.triage import earlier_outcomes
from expertiseteam.insight.field_changes import ChangeLine, concern_changes
from expertiseteam.team.members import village_contacts
from ui.concerns.words import answer_words, capital, earlier_words, round_words
from ui.shell.desk import Desk
from ui.shell.runner import Lane
from ui.visits.code_offer import CodeOffer
from ui.widgets.buttons import Button
from ui.widgets.frames import Fold, Well, clear
from ui.widgets.labels import IconLabel, Label, Quiet


class Asked(QWidget):
    """One line for each. `plan_wanted`: somebody wants to plan the visit that was asked for."""

    plan_wanted = Signal()
    known = Signal()  # the calls were read

    def __init__(self, desk: Desk, lane: Callable[[], Lane]) -> None:
        super().__init__()
        self._desk = desk
        self._calls_lane, self._steps_lane, self._rounds_lane, self._before_lane, self._villages_lane = (lane() for _ in range(5))
        self._contacts: dict[str, str] = {}  # who knows a village best, by its name
        self._village = ""
        self.code = CodeOffer(desk, self.tr("Begin de meldcode in de casus"))  # stands above, by what the signal says
        self._answers_lane, self._changes_lane = lane(), lane()
        self._before: Sequence[EarlierOutcomeLine] = ()
        self._farm: tuple[str, ...] = ()
        self._answers: Sequence[AnswerLine] = ()
        self._changes: Sequence[ChangeLine] = ()
        self._rounds: Sequence[CheckRoundView] = ()
        self._calls: Sequence[JointCallLine] = ()
        self._steps: Sequence[StepLine] = ()
        self._can_plan = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    @property
    def call(self) -> JointCallLine | None:
        """The call that still waits for a visit."""
        return next((call for call in self._calls if call.waits), None)

    @property
    def round(self) -> CheckRoundView | None:
        """The check round that still runs."""
        return next((one for one in self._rounds if one.closed_on is None), None)

    def learn(self) -> None:
        """Read who knows which village best, and which words point at the reporting code."""
        self.code.learn()
        self._villages_lane.ask(self._on_contacts, village_contacts)

    def begin(self, concern_id: str, village: str = "", *, can_plan: bool) -> None:
        """Another signal was opened. `can_plan`: it belongs to a case, so a visit can hang on that. `village`: where it is."""
        self._village = village
        self._calls, self._steps, self._rounds, self._can_plan = (), (), (), can_plan
        self._before, self._answers, self._changes = (), (), ()
        self._show()
        self._calls_lane.ask(self._on_calls, joint_calls, concern_id)
        self._steps_lane.ask(self._on_steps, acute_steps, concern_id)
        self._rounds_lane.ask(self._on_rounds, check_rounds, concern_id)
        self._before_lane.ask(self._on_before, earlier_outcomes, concern_id)
        self._answers_lane.ask(self._on_answers, answers_given, concern_id)
        self._changes_lane.ask(self._on_changes, concern_changes, concern_id)

    def show_farm(self, contacts: Sequence[str]) -> None:
        """Say who thinks along about a farmyard; () for every other signal."""
        if tuple(contacts) != self._farm:
            self._farm = tuple(contacts)
            self._show()

    def show_again(self) -> None:
        """Names were switched."""
        self._show()

    def _on_calls(self, calls: list[JointCallLine]) -> None:
        self._calls = calls
        self._show()
        self.known.emit()

    def _on_steps(self, steps: list[StepLine]) -> None:
        self._steps = steps
        self._show()

    def _on_rounds(self, rounds: list[CheckRoundView]) -> None:
        self._rounds = rounds
        self._show()
        self.known.emit()

    def _on_contacts(self, contacts: dict[str, str]) -> None:
        self._contacts = contacts
        self._show()

    def _on_before(self, before: list[EarlierOutcomeLine]) -> None:
        self._before = before
        self._show()

    def _on_answers(self, answers: list[AnswerLine]) -> None:
        self._answers = answers
        self._show()

    def _on_changes(self, changes: list[ChangeLine]) -> None:
        self._changes = changes
        self._show()

    def _show(self) -> None:
        clear(self._column)
        hidden, now = self._desk.names.hidden, self._desk.clock()
        for step in self._steps:
            remark = "" if hidden or not step.remark else f": {step.remark}"
            self._add("siren", f"{capital(step.step.value)}{remark} ({step.by.split()[0]}, {moment_text(step.at, now)})")
        for call in self._calls:
            why = "" if hidden else f": {call.why}"
            done = self.tr("Bezoek samen gepland") if call.planned else self.tr("Bezoek samen gevraagd")
            said = f"{done} door {call.asked_by.split()[0]}{why}"
            if call.ended_because:
                said = self.tr("{0}. Dat gaat niet door: {1}").format(said.rstrip("."), call.ended_because)
            self._add("footprints", said, plan=call.waits)
        for one in self._rounds:
            self._add("users", round_words(one, local_day(now)))
        for earlier in self._before:
            self._add("history", earlier_words(earlier, now, hidden=hidden))
        for answer in self._answers:
            self._add("message-circle", answer_words(answer, local_day(now), hidden=hidden))
        if self._farm:
            fold = Fold(self.tr("Een boerenerf: wie denkt er mee?"), icon="trees")
            for contact in self._farm:
                fold.body.addWidget(Label(contact, wrap=True))
            self._column.addWidget(fold)
        if knows := self._contacts.get(self._village, ""):  # domain.md, row 21
            self._add("user", self.tr("{0} is aanspreekpunt van {1}. Vraag wat daar bekend is.").format(knows, self._village))
        if self._changes and not hidden:
            self._show_changes()
        self.setVisible(self._column.count() > 0)

    def _show_changes(self) -> None:
        often = self.tr("1 keer verbeterd") if len(self._changes) == 1 else self.tr("{0} keer verbeterd").format(len(self._changes))
        fold = Fold(self.tr("Wat er eerst stond"), often, icon="history")
        for change in self._changes:
            who = self.tr("{0}, {1}").format(change.by, moment_text(change.at, self._desk.clock()))
            fold.body.addWidget(Quiet(f"{change.title} · {who}", small=True, wrap=True))
            fold.body.addWidget(Label(change.words, wrap=True))
        self._column.addWidget(fold)

    def _add(self, icon: str, words: str, *, plan: bool = False) -> None:
        well = Well()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(icon))
        row.addWidget(Label(words, wrap=True), 1)
        if plan and self._can_plan:
            row.addWidget(Button(self.tr("Plan samen"), self.plan_wanted.emit, role="link"))
        well.body.addLayout(row)
        self._column.addWidget(well)

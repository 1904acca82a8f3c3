"""What is done during the overleg: each line, tick and step is one act, and on disk before the screen says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import action_now, change_action, close_action, reopen_action
from expertiseteam.cases.front_door import QuestionsNeeded
from expertiseteam.cases.records import ActionLine, ActionState, DoorAnswers
from expertiseteam.cases.scale_records import EscalateTo, EscalationReason
from expertiseteam.cases.scaling import escalate
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.conduct import (
    TOLD,
    agree,
    change_line,
    decide,
    defer_item,
    move_at_door,
    note,
    open_item,
    retype_line,
    take_back,
    tell,
)
from expertiseteam.meetings.not_done import MissedTwice, missed_twice, not_done
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import Agenda, AgendaLine, AttendanceLine, ItemFile, SaidLine
from expertiseteam.meetings.room import step_in, step_out
from expertiseteam.meetings.telling import HEARERS
from expertiseteam.meetings.waiting import hold_action
from expertiseteam.meetings.what_comes import Wanted
from ui.meetings.line import Meaning, Typed, again, teller
from ui.meetings.line_bar import LineBar
from ui.meetings.panels import End
from ui.meetings.words import capital, neighbour, next_to_discuss
from ui.shell.conflict import ask_which
from ui.shell.drafts import DraftKeeper
from ui.shell.screen import Screen
from ui.widgets.buttons import Run

if TYPE_CHECKING:
    from expertiseteam.access.work import Act

SAID = {LineKind.RESIDENT: "Wie het de bewoner vertelt", LineKind.REPORTER: "Wie het de melder vertelt"}
P = ParamSpec("P")
T = TypeVar("T")


class Conductor(QObject):
    """Does what the live screen asks. `went_on` tells that the agenda is to be read anew, `took_down` that this point is.

    `agenda` and `file` are what the screen shows now.
    """

    went_on = Signal()
    took_down = Signal()
    people_changed = Signal()
    told = Signal(object, str)  # the kind of a line that says who tells, keeps silent or looks otherwise, and its words

    def __init__(self, screen: Screen, line: LineBar, keeper: DraftKeeper) -> None:
        super().__init__(screen)
        self._screen, self._line, self._keeper = screen, line, keeper
        self.agenda: Agenda | None = None
        self.file: ItemFile | None = None
        self._doing = 0
        self._answers: DoorAnswers | None = None  # of the last line about the door, in case it is taken back

    @property
    def is_doing(self) -> bool:
        """Whether an act of this screen is under way: what it changes is shown by its own answer."""
        return self._doing > 0

    @property
    def busy(self) -> AgendaLine | None:
        """The point that is spoken about."""
        return self.agenda.busy if self.agenda is not None else None

    # Points

    def open(self, item_id: str) -> None:
        """Speak about a point; the one before counts as discussed."""
        self.do(lambda _: self.went_on.emit(), open_item, item_id)

    def step(self, by: int) -> None:
        """Go to the next point, or back."""
        items = self.agenda.items if self.agenda is not None else ()
        busy = self.busy
        wanted = neighbour(items, busy.id, by) if busy is not None else next_to_discuss(items, "")
        if wanted is not None:
            self.open(wanted.id)
        elif by > 0:
            self._screen.inform(self.tr("Dit was het laatste punt. Met Ctrl E rondt u het overleg af."))

    def defer(self) -> None:
        """Somebody was called away: this point comes back next time, and the next one begins."""
        busy = self.busy
        if busy is None or self.agenda is None:
            return
        following = next_to_discuss(self.agenda.items, busy.id)

        def done(_: None) -> None:
            self._screen.desk.say(self.tr("Aangehouden: {0} komt volgende keer terug.").format(busy.code or busy.title))
            if following is not None:
                self.open(following.id)
            else:
                self.went_on.emit()

        self.do(done, defer_item, busy.id)

    # Lines

    def enter(self, typed: Typed, means: Meaning) -> None:
        """Record a line at once. It leaves the field when it is on disk, and not before."""
        item = self.file.item if self.file is not None else self.busy
        if item is None:
            self._line.refused()
            self._screen.inform(self.tr("Er is geen punt open. Kies een punt uit de agenda; uw regel staat er nog."), "warn")
            return
        mended = next((line for line in (self.file.lines if self.file else ()) if line.id == typed.mends), None)
        if mended is not None:
            began_on = mended if typed.was in ("", mended.text) else replace(mended, version=mended.version - 1, text=typed.was)
            if means.kind is mended.kind:
                self._write(means, change_line, began_on, text=means.text, teller_id=self._teller(means))
            else:
                self._answers = typed.answers
                self._write_then(self._retyped, means, retype_line, began_on, self._wanted(typed, means))
        elif means.kind is LineKind.NOTE:
            self._write(means, note, item.id, means.text)
        elif means.kind in TOLD:
            told = lambda _: self.told.emit(means.kind, means.text)  # noqa: E731
            self._write_then(told, means, tell, item.id, means.kind, means.text, teller_id=self._teller(means))
        elif means.kind is LineKind.DECISION:
            self._write(means, decide, item.id, means.text)
        elif means.kind is LineKind.ACTION:
            owner = means.owner.id if means.owner is not None else None
            self._write(means, agree, item.id, means.text, owner_id=owner, due=means.due, is_promise=means.is_promise)
        else:
            assert means.place is not None
            organisation = self._line.known.organisation_id(means.organisation)
            self._answers = typed.answers
            self._write(means, move_at_door, item.id, organisation, means.place, condition=means.condition, answers=typed.answers)

    def _wanted(self, typed: Typed, means: Meaning) -> Wanted:
        return Wanted(
            means.kind,
            means.text,
            owner_id=means.owner.id if means.owner is not None else self._teller(means),
            due=means.due,
            is_promise=means.is_promise,
            organisation_id=self._line.known.organisation_id(means.organisation) if means.organisation else "",
            place=means.place,
            condition=means.condition,
            answers=typed.answers,
        )

    def _teller(self, means: Meaning) -> str | None:
        """Who tells the household or the reporter, as far as the line says."""
        who = teller(means.text, self._line.known) if means.kind in HEARERS else None
        return who.id if who is not None else None

    def _retyped(self, renumbered: bool) -> None:
        if renumbered:
            self._screen.inform(self.tr("Dit was een besluit. De besluiten erna in dit overleg hebben nu een nummer lager."))

    def take_back(self) -> None:
        """Take one's own last line of this point back into the field, with its owner and day; a colleague's line stays."""
        lines, me = self.file.lines if self.file is not None else (), self._screen.desk.me.id
        last = next((line for line in reversed(lines) if line.by_id == me), None)
        if last is None:
            self._screen.inform(self.tr("Op dit punt staat nog geen regel van u om terug te halen."))
            return

        def done(text: str) -> None:
            answers = self._answers if last.kind is LineKind.DOOR else None
            self._line.set_typed(again(last, answers))
            self._keeper.touched()
            self._screen.desk.say(self.tr("Teruggehaald: de regel staat weer in de invoer."))
            self.took_down.emit()

        self.do(done, take_back, last.id)

    def minute(self, line: SaidLine, in_minutes: bool) -> None:
        """Leave a note out of the minutes, or put it back."""
        self.do(lambda _: self.took_down.emit(), change_line, line, in_minutes=in_minutes)

    def mend(self, line: SaidLine) -> None:
        """Put a line in the field to correct its text."""
        if self._line.typed.text.strip():
            self._screen.inform(self.tr("Leg eerst de regel vast die u typt. Daarna kunt u een andere verbeteren."))
        else:
            self._line.set_typed(Typed(text=line.text, kind=line.kind, mends=line.id, was=line.text))
        self._line.take_focus()

    def who_when(self, action: ActionLine, owner_id: str | None, due: date | None) -> None:
        """Give an action that was taken down its owner and its day."""

        def refused(conflict: Conflict) -> None:
            again = lambda now: self.who_when(now, owner_id, due)  # noqa: E731
            insist = lambda: self._screen.lane().ask(again, action_now, action.id)  # noqa: E731
            ask_which(self._screen, conflict, self._who_when_text, insist, self.took_down.emit)

        self._change(refused, lambda _: self.took_down.emit(), change_action, action, owner_id=owner_id, due=due)

    def tick(self, action: ActionLine) -> None:
        """Say of an earlier agreement that it worked out, or not yet."""
        if action.state is ActionState.OPEN:
            self._worked_out(action)
        else:
            self._not_yet(action)

    def _worked_out(self, action: ActionLine) -> None:
        both = self._either_end(action, self._worked_out, self.took_down.emit)
        self._change(both, lambda _: self.took_down.emit(), close_action, action, ActionState.DONE)

    def _not_yet(self, action: ActionLine) -> None:
        both = self._either_end(action, self._not_yet, self.took_down.emit)
        self._change(both, lambda _: self.took_down.emit(), reopen_action, action)

    def _either_end(self, action: ActionLine, insist: Callable[[ActionLine], None], give_way: Run) -> Callable[[Conflict], None]:
        """A colleague said something else of the same agreement: both stand there to choose from. `insist` gets it as it stands now."""

        def refused(conflict: Conflict) -> None:
            again = partial(self._screen.lane().ask, insist, action_now, action.id)
            ask_which(self._screen, conflict, partial(self._end_text, action), again, give_way)

        return refused

    def not_kept(self, then: Run, action: ActionLine, end: End, why: str, day: date | None) -> None:
        """Say what became of an earlier agreement that is not there, with the reason. The panel stays until it is on disk."""

        def done(_: object) -> None:
            then()
            self._line.close_panel()
            self._screen.desk.say(self.tr("Actie {0}: {1}.").format(action.number, end))
            self.took_down.emit()
            if end is End.NOT_DONE:
                self._screen.lane().ask(self._tell_missed, missed_twice, action.id)

        def give_way() -> None:
            then()
            self._line.close_panel()
            self.took_down.emit()

        both = self._either_end(action, lambda now: self.not_kept(then, now, end, why, day), give_way)
        if end is End.NO_LONGER:
            self._change(both, done, close_action, action, ActionState.NO_LONGER_POSSIBLE, why)
        elif end is End.NOT_DONE:
            meeting_id = self.agenda.meeting.id if self.agenda is not None else ""
            self._change(both, done, not_done, action, why, day, meeting_id=meeting_id)
        elif day is not None:
            self._change(both, done, hold_action, action, day, why)

    def _tell_missed(self, found: list[MissedTwice]) -> None:
        """Not done for the second time: it goes to the escalations, and who carries responsibility can be asked at once."""
        for missed in found:
            words = self.tr("Actie {0} is nu twee keer niet gedaan en staat bij de escalaties. Wilt u het meteen vragen aan iemand?")
            ask = [(str(to), partial(self._escalate, missed, to)) for to in EscalateTo]
            self._screen.inform(words.format(missed.number), "warn", buttons=ask)

    def _escalate(self, missed: MissedTwice, to: EscalateTo) -> None:
        def done(_: str) -> None:
            self._screen.bar.close_bar()
            self._screen.desk.say(self.tr("Gevraagd aan: {0}.").format(to))
            self.went_on.emit()

        question = self.tr("Deze actie is twee keer niet gedaan: {0}. De reden was: {1}").format(missed.what.rstrip("."), missed.why)
        self.do(done, escalate, missed.case_id, to=to, reason=EscalationReason.STUCK, question=question)

    # People

    def present(self, line: AttendanceLine, is_present: bool, remark: str) -> None:
        """Who is there."""

        def refused(conflict: Conflict) -> None:
            def again(now: list[AttendanceLine]) -> None:
                fresh = next((one for one in now if one.id == line.id), None)
                if fresh is not None:
                    self.present(fresh, is_present, remark)

            def insist() -> None:
                if self.agenda is not None:
                    self._screen.lane().ask(again, attendance, self.agenda.meeting.id)

            ask_which(self._screen, conflict, self._presence_text, insist, self.people_changed.emit)

        self._change(refused, lambda _: self.people_changed.emit(), set_present, line, is_present, remark)

    def step_out(self, item_id: str, member_id: str) -> None:
        """Somebody leaves the room for this point, so that it can be spoken about."""

        def done(_: None) -> None:
            back = lambda: self.do(lambda _: self.people_changed.emit(), step_in, item_id, member_id)  # noqa: E731
            self._screen.desk.say(self.tr("Vastgelegd: niet bij dit punt."), back)
            self.people_changed.emit()

        self.do(done, step_out, item_id, member_id)

    # One way through

    def do(self, then: Callable[[T], None], act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        def refused(reason: Refused) -> None:
            self._doing -= 1
            self._screen.show_refusal(reason)
            self.went_on.emit()  # show what really stands

        self._start(then, refused, act, *args, **kwargs)

    def _change(
        self, both: Callable[[Conflict], None], then: Callable[[T], None], act: Act[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """As `do`; where a colleague changed the same, `both` asks which stays."""

        def refused(reason: Refused) -> None:
            self._doing -= 1
            if isinstance(reason, Conflict) and reason.fields:
                both(reason)
            else:
                self._screen.show_refusal(reason)
                self.went_on.emit()

        self._start(then, refused, act, *args, **kwargs)

    def _end_text(self, action: ActionLine, fields: dict[str, object]) -> str:
        state = fields.get("state", action.state)
        return ", ".join(str(part) for part in (state, fields.get("result")) if part)

    def _who_when_text(self, fields: dict[str, object]) -> str:
        known, said = self._line.known, []
        if "owner_id" in fields:
            owner = known.person(str(fields["owner_id"]))
            said.append(known.called(owner) if owner is not None else self.tr("nog niemand"))
        if "due" in fields:
            due = fields["due"]
            said.append(short_date(due, known.today) if isinstance(due, date) else self.tr("geen datum"))
        return ", ".join(said)

    def _presence_text(self, fields: dict[str, object]) -> str:
        said = [self.tr("aanwezig") if fields["is_present"] else self.tr("afwezig")] if "is_present" in fields else []
        return ", ".join([*said, *(str(fields[name]) for name in ("remark",) if fields.get(name))])

    def _write(self, means: Meaning, act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        self._write_then(lambda _: None, means, act, *args, **kwargs)

    def _write_then(self, then: Callable[[T], None], means: Meaning, act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        def recorded(result: T) -> None:
            self._keeper.recorded()
            self._line.recorded()
            self._screen.bar.close_bar()
            self._screen.desk.say(self.tr("{0} vastgelegd.").format(SAID.get(means.kind, capital(means.kind))), self.take_back)
            then(result)
            self.took_down.emit()

        def refused(reason: Refused) -> None:
            self._doing -= 1
            if isinstance(reason, QuestionsNeeded):
                self._line.ask_questions(str(reason))
            elif isinstance(reason, Conflict) and "text" in reason.fields:
                self._line.refused()
                self._ask_which_line(reason)
            else:
                self._line.refused()
                self._screen.show_refusal(reason)

        self._keeper.pause()
        self._start(recorded, refused, act, *args, **kwargs)

    def _ask_which_line(self, conflict: Conflict) -> None:
        """A colleague corrected the same line: both stand there to choose from."""

        def give_way() -> None:
            self._keeper.drop()
            self._line.set_typed(Typed())

        def insist() -> None:
            self._line.set_typed(replace(self._line.typed, was=str(conflict.fields["text"][1])))
            self._line.enter()

        self.took_down.emit()  # the line as it stands now
        ask_which(self._screen, conflict, lambda fields: str(fields["text"]), insist, give_way)

    def _start(
        self, then: Callable[[T], None], refused: Callable[[Refused], None], act: Act[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        def done(result: T) -> None:
            self._doing -= 1
            then(result)

        self._doing += 1
        self._screen.desk.runner.lane(self, refused).do(done, act, *args, **kwargs)

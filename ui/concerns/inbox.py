"""*Signalen*: the list by age, one signal opened, and what we do with it; twenty in a row by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_counts, concern_view, concerns, concluded_concerns
from expertiseteam.concerns.records import WAITING, AddressHistory, ConcernLine, ConcernState, ConcernView, FeedbackLine
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.triage import set_noise
from expertiseteam.exchange.concerns import import_concerns
from expertiseteam.privacy.reading_log import LogSubject, log_of_concern
from ui.concerns.around_door import AroundDoor
from ui.concerns.asked import Asked
from ui.concerns.case_panel import NewCasePanel
from ui.concerns.correct_panel import Corrections
from ui.concerns.detail import ConcernDetail
from ui.concerns.feedback_panel import FeedbackPanel
from ui.concerns.list_card import DONE, ConcernListCard, box_of
from ui.concerns.opened_commands import opened_commands
from ui.concerns.reporter_panel import ReporterPanel
from ui.concerns.seen import Seen
from ui.concerns.tiles import DIGITS, Outcome
from ui.concerns.to_case import offer_case, open_case_of, take_outcome_back, way_back
from ui.concerns.weighing import ACUTE, CALL, CHECK, FEEDBACK, REOPEN, REPORTER, SEEN, TOGETHER, Around, Weighing
from ui.concerns.words import concern_row, of_farm
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Changes

SETTLE = 700  # milliseconds that a row must stay chosen before it is opened: opening is a view, and stands in the log
BESIDE = {"joint_call", "acute_step", "check_round", "partner_answer"}  # tables of what is asked and done about a signal
MOST = 1000  # signals in a box; of more that wait the oldest are shown, and the filter says how many there are
WATCHES = frozenset({"concern", "feedback", "case", "catalogue_word", "setting"} | BESIDE)
STAYS = (FEEDBACK, SEEN, REPORTER, CALL, TOGETHER, ACUTE, CHECK)  # panels after which the signal stays open
UNDOABLE = tuple(outcome.name for outcome in Outcome if outcome is not Outcome.NEW_CASE)


class ConcernsScreen(Screen):
    """The signals. Kinds of place: "concerns" (an id chooses a row), "concern" (opens one; `extra` "FEEDBACK" asks for the answer)."""

    title = "Signalen"
    watches = WATCHES
    keeps = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened: ConcernView | None = None
        self._asked = ""  # the signal that is being opened
        self._wanted = ""  # the row that must be chosen when the list comes
        self._then: Callable[[], None] | None = None
        self._is_reading = self._opens_next = False
        self._around = Around()
        self._done: list[ConcernLine] = []
        self._may_weigh, self._may_reveal = desk.may(set_noise), desk.may(reveal_reporter)
        self._opening = self.lane(latest=True)
        self._door, self._pattern = AroundDoor(self, self._on_around), ""
        self._lists = [self.lane(latest=True) for _ in range(5)]
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._open_chosen)
        self._lay_out()
        self._weighing = Weighing(self, desk, self.detail, self._on_recorded, self.show_refusal)
        self.corrections = Corrections(self, self.detail, lambda: self._opened, self._weighing.close, self.list)
        self.detail.recorded.connect(self._weighing.record)
        self.detail.reopen_wanted.connect(partial(self._weighing.open, REOPEN))
        self.detail.tiles.wanted.connect(lambda outcome: self._weighing.open(outcome.name))

    # Screen

    def load(self) -> None:
        self.busy(self.tr("Signalen ophalen…"))
        counts, waiting, done, owed, running = self._lists
        self.detail.seen.learn()
        self.detail.asked.learn()
        self._door.learn()
        counts.ask(self._list_card.count, concern_counts)
        waiting.ask(self._on_waiting, concerns, WAITING, MOST)
        if self.filter.value == DONE:
            done.ask(self._on_done, concluded_concerns)
        owed.ask(self._on_owed, open_feedback)
        running.ask(self._on_running, cases)

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus()
        if place.kind == "concern" and place.id:
            self._open(place.id, partial(self._weighing.open, str(place.extra)) if place.extra in (FEEDBACK, ACUTE) else None)
        elif place.id:
            self._wanted = place.id
            self._choose_filter(ConcernState.NEW)

    def leave(self) -> None:
        self._settle.stop()
        self._weighing.flush()
        self.corrections.flush()
        if isinstance(self.detail.panel, ReporterPanel):
            self._weighing.close()
        self.detail.sealed.seal()

    def escape(self) -> bool:
        if self.corrections.give_up():
            pass
        elif self.detail.panel is not None:
            self._weighing.close()
        elif self.detail.sealed.is_open:
            self.detail.sealed.seal()
        else:
            return False
        self.list.setFocus()
        return True

    def commands(self) -> Sequence[Command]:
        found = opened_commands(lambda: self._opened, self.detail.asked, self._want, may_check=self._may_weigh)
        found += self.corrections.commands()
        if self._may_weigh:
            title = self.tr("Weeg dit signaal: {0}")
            found += [
                Command(f"concern.{o.name.lower()}", title.format(o.value.lower()), partial(self._want, o.name), DIGITS[o], self._can_weigh)
                for o in Outcome
            ]
            found.append(Command("concern.later", self.tr("Weeg dit signaal later"), self._next, "L", self._can_weigh))
        if self._may_reveal:
            found.append(Command("concern.reporter", self.tr("Bekijk wie dit vertelde"), self.detail.sealed.ask, "M", self._has_reporter))
        record = Command("concern.record", self.tr("Leg vast wat u invulde"), self._record, "Ctrl+Return", self._has_panel)
        return (*found, record)

    def panes(self) -> Sequence[QWidget]:
        return (self._list_card, self.detail)

    def names_switched(self) -> None:
        self._show_rows()
        self.detail.seen.show_again()
        self.detail.asked.show_again()
        self._show_opened()

    def changed(self, changes: Changes) -> None:
        super().changed(changes)
        if changes.touch("member", "organisation", "setting"):
            self._weighing.forget_lists()
        opened = self._opened
        if opened is not None and not self._weighing.is_recording and ("concern", opened.id) in changes.rows:
            self._open(opened.id)

    # The list

    def _choose_filter(self, value: object) -> None:
        self.filter.set_value(value)
        self._on_filter(value)

    def _on_filter(self, value: object) -> None:
        if value == DONE:
            self._lists[2].ask(self._on_done, concluded_concerns)
        else:
            self._show_rows()

    def _on_waiting(self, lines: list[ConcernLine]) -> None:
        self.busy("")
        self._around = replace(self._around, waiting=lines)
        self._weighing.know(self._around)
        if self.filter.value != DONE:
            self._show_rows()

    def _on_done(self, lines: list[ConcernLine]) -> None:
        self._done = lines
        if self.filter.value == DONE:
            self._show_rows()

    def _on_owed(self, owed: list[FeedbackLine]) -> None:
        self._around = replace(self._around, owed=owed)
        self._weighing.know(self._around)

    def _on_running(self, running: list[CaseLine]) -> None:
        self._around = replace(self._around, running=running)
        self._weighing.know(self._around)
        self._ask_around()

    def _lines(self) -> Sequence[ConcernLine]:
        state = self.filter.value
        lines = self._done if state == DONE else [line for line in self._around.waiting if line.state is state]
        return self._list_card.narrowed(lines, self.detail.seen.words)

    def _show_rows(self) -> None:
        now, lines = self.desk.clock(), self._lines()
        waiting = self._around.waiting
        self._list_card.show_late(waiting, local_day(now), or_more=len(waiting) == MOST)
        self._list_card.say_why_empty()
        rows = [concern_row(line, now, hidden=self.desk.names.hidden) for line in lines]
        if self._opened is not None and not self._asked and not self._weighing.is_recording and box_of(self._opened) != self.filter.value:
            self._put_away()  # another box is shown now
        keys = {row.key for row in rows}
        choices = (self._wanted, self._opened.id if self._opened is not None else "", self.list.current)
        current = next((key for key in choices if key in keys), None)
        if current == self._wanted:
            self._wanted = ""
        self.list.set_rows(rows, current=current or (rows[0].key if rows and self.list.current is None else None))
        if self._opens_next:
            self._go_on()
        elif self._opened is None and not self._asked:
            self.detail.show_nothing("" if rows else self.tr("Zodra er een signaal is, leest u het hier."), can_open=bool(rows))

    # One signal

    def _on_chosen(self, key: str) -> None:
        if self._opened is not None and key == self._opened.id:
            self._settle.stop()
            return
        self._wanted = ""
        self._put_away()
        code = next((line.code for line in self._lines() if line.id == key), "")
        self.detail.show_nothing(self.tr("Signaal {0}. Enter opent het.").format(code), can_open=True)
        if self._is_reading:
            self._settle.start()

    def _open_chosen(self) -> None:
        if self.list.current is not None and (self._opened is None or self._opened.id != self.list.current):
            self._open(self.list.current)

    def _open(self, concern_id: str, then: Callable[[], None] | None = None) -> None:
        self._settle.stop()
        self._asked, self._then = concern_id, then
        self._opening.ask(self._on_view, concern_view, concern_id)

    def _on_view(self, view: ConcernView) -> None:
        if self._opened is None or self._opened.id != view.id:
            self.corrections.give_up()
        self._asked, self._opened, self._is_reading = "", view, True
        if self.filter.value == box_of(view):
            self.list.choose(view.id)
        else:  # also when the list still shows it here: it may come before the list that no longer does
            self._wanted = view.id
            self._choose_filter(box_of(view))
        self._around, self._pattern = replace(self._around, history=(), at=()), ""
        self._read_beside(view)
        self._show_opened()
        self._weighing.begin(view)
        self._ask_around()
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _read_beside(self, view: ConcernView) -> None:
        """What was seen, asked and done stands beside the signal; the view of it stands in the log already."""
        self.detail.seen.begin(view.id)
        self.detail.asked.begin(view.id, view.village, can_plan=view.state is ConcernState.LINKED)

    def _ask_around(self) -> None:
        if self._opened is not None:
            self._door.ask(self._opened, self._around.running)

    def _on_around(self, history: list[AddressHistory], at: list[CaseLine], said: str) -> None:
        self._around, self._pattern = replace(self._around, history=history, at=at), said
        self._weighing.know(self._around)
        self._show_address()

    def _show_opened(self) -> None:
        if self._opened is not None:
            hidden = self.desk.names.hidden
            self.detail.show_concern(self._opened, self.desk.clock(), may_weigh=self._may_weigh, may_reveal=self._may_reveal, hidden=hidden)
            self.detail.asked.show_farm(self._door.settings.farm_contacts if of_farm(self._opened.signs, self.detail.seen.words) else ())
            self.corrections.offer()
            self._show_address()

    def _show_address(self) -> None:
        if self._opened is not None:
            around = self._around
            self.detail.show_address(self._opened.place, around.at, around.history, self._pattern, hidden=self.desk.names.hidden)

    def _put_away(self) -> None:
        self.corrections.give_up()
        self._opening.forget()
        self._opened, self._asked, self._then = None, "", None
        self._weighing.end()

    # Weighing

    def _want(self, panel: str) -> None:
        if self._opened is not None:
            self._weighing.open(panel)
        elif self.list.current is not None:
            self._open(self.list.current, partial(self._weighing.open, panel))

    def _on_recorded(self, panel: str, sentence: str) -> None:
        concern = self._opened
        self.bar.close_bar()
        if panel in STAYS:
            answer, undo, after = self.detail.panel, None, concern
            if concern is not None and isinstance(answer, FeedbackPanel):
                undo, after = way_back(self, answer, partial(self._show_again, concern)), answer.answered(concern)
            elif concern is not None and panel == REPORTER:
                after = replace(concern, has_reporter=True)
            self.desk.say(sentence, undo)
            self._weighing.close()
            if after is not None:
                self._show_again(after)
            self.list.setFocus()
            return
        undo = None
        if concern is not None and panel in UNDOABLE:
            undo = partial(take_outcome_back, self, concern, was_linked=panel == Outcome.CASE.name)
        self.desk.say(sentence, undo)
        if panel == Outcome.NEW_CASE.name:
            made = self.detail.panel
            offer_case(self, sentence, made.case_id if isinstance(made, NewCasePanel) else None)
        self._put_away()
        self.list.setFocus()
        if concern is not None and any(row.key == concern.id for row in self.list.rows):
            self._opens_next = True  # the list without this signal is still on its way
        else:
            self._go_on()

    def _show_again(self, concern: ConcernView) -> None:
        """Show the signal as it is after an answer, or as it was until then."""
        if self._opened is not None and self._opened.id == concern.id:
            self._opened = concern
            self._read_beside(concern)
            self._show_opened()

    def _go_on(self) -> None:
        """Open the next signal: who weighs one, weighs the rest."""
        self._opens_next = False
        if self.list.current is not None and self.filter.value == ConcernState.NEW:
            self._open(self.list.current)
        else:
            self.detail.show_nothing(self._list_card.new_words if not self.list.rows else "", can_open=bool(self.list.rows))

    def _next(self) -> None:
        keys = [row.key for row in self.list.rows]
        if self.list.current in keys and len(keys) > 1:
            self.list.choose(keys[(keys.index(self.list.current) + 1) % len(keys)])
            self._open_chosen()

    def _reveal(self, reason: str) -> None:
        if self._opened is not None:
            self._opening.do(self.detail.sealed.show_reporter, reveal_reporter, self._opened.id, reason)

    def _open_case(self, case_id: str, kind: object = None) -> None:
        if self._opened is not None:
            open_case_of(self, self._opened, case_id, kind)

    def _show_lookers(self) -> None:
        if self._opened is not None:
            self.desk.go(Place("log", extra=LogSubject(self._opened.id, self._opened.code, is_case=False)))

    def _can_weigh(self) -> bool:
        if self._opened is not None:
            return self._opened.state in WAITING
        return self.list.current is not None and self.filter.value != DONE

    def _has_reporter(self) -> bool:
        return self._opened is not None and self._opened.has_reporter

    def _has_panel(self) -> bool:
        return self.detail.panel is not None or self.detail.has_form

    def _record(self) -> None:
        if not self.corrections.submit():
            self._weighing.record()

    # Parts

    def _lay_out(self) -> None:
        bring_in = partial(self.desk.go, Place("import")) if self.desk.may(import_concerns) else None
        self._list_card = ConcernListCard(partial(self.desk.go, Place("concern-new")), bring_in)
        self.filter, self.list = self._list_card.filter, self._list_card.list
        self.filter.changed.connect(self._on_filter)
        self._list_card.farm.changed.connect(lambda _: self._show_rows())
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _: self._open_chosen())
        self.list.clicked.connect(lambda _: self._open_chosen())
        asked = Asked(self.desk, partial(self.lane, latest=True))
        seen = Seen(self.desk, *(self.lane(latest=True) for _ in range(3)))
        self.detail: ConcernDetail = ConcernDetail(self._reveal, self._open_chosen, seen, asked)
        self.detail.code.wanted.connect(lambda kind: self._open_case("", kind))
        self.detail.later.connect(self._next)
        self.detail.case_wanted.connect(self._open_case)
        self.detail.lookers.setVisible(self.desk.may(log_of_concern))
        self.detail.lookers_wanted.connect(self._show_lookers)
        self.detail.sealed.answer_wanted.connect(lambda: self._want(FEEDBACK))
        asked.plan_wanted.connect(lambda: self._want(TOGETHER))
        self.detail.sealed.change_wanted.connect(lambda: self._want(REPORTER))
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list_card)
        row.addWidget(self.detail, 1)

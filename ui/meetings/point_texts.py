"""The two texts that are typed while preparing: the question of a point, and why a case is not discussed. Neither is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.meetings.agenda import change_item, skip_item, unskip_item
from expertiseteam.meetings.records import Agenda, AgendaLine
from expertiseteam.meetings.waiting import hold_case
from ui.meetings.agenda_table import AgendaTable
from ui.meetings.skipped_card import SkippedCard
from ui.shell.conflict import ask_which
from ui.shell.drafts import WAS, DraftKeeper, Fields
from ui.shell.runner import Lane
from ui.shell.screen import Screen

QUESTION_FORM, REASON_FORM = "agenda_question", "agenda_reason"


class PointTexts(QObject):
    """Works the field in the table and the one in the card, on behalf of the preparing screen. `shown` gives the agenda as it is shown."""

    def __init__(self, screen: Screen, table: AgendaTable, skipped: SkippedCard, shown: Callable[[], Agenda | None]) -> None:
        super().__init__(screen)
        self._screen, self._table, self._skipped, self._shown = screen, table, skipped, shown
        self._lane = screen.lane()
        self._question_was = ""  # when its author began: what a colleague wrote since then is not written over
        self._question_keeper = DraftKeeper(self, screen.desk.runner, QUESTION_FORM, self._typed_question, self._restore_question)
        self._reason_keeper = DraftKeeper(self, screen.desk.runner, REASON_FORM, self._typed_reason, self._restore_reason)
        table.question.textEdited.connect(self._question_keeper.touched)
        table.question_opened.connect(self._on_question_opened)
        table.asked.connect(self._on_asked)
        skipped.reason.textEdited.connect(self._reason_keeper.touched)
        skipped.until.textEdited.connect(self._reason_keeper.touched)
        skipped.skipped.connect(self._on_skipped)
        skipped.back.connect(self.discuss)

    def keep(self) -> None:
        """Keep what is typed as drafts, now."""
        self._question_keeper.keep_now()
        self._reason_keeper.keep_now()

    def close(self) -> bool:
        """Close the field that is open, keeping its text as a draft. Returns whether one was."""
        if self._table.close_question():
            self._question_keeper.leave()
            return True
        self._reason_keeper.leave()
        if self._skipped.close_question():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    # The question

    def _on_question_opened(self, item_id: str) -> None:
        item = self._item(item_id)
        self._question_was = item.question if item is not None else ""
        self._question_keeper.begin(item_id)

    def _restore_question(self, fields: Fields) -> None:
        self._question_was = fields.get(WAS + "question", self._question_was)
        self._table.question.setText(fields.get("question", ""))
        self._table.question.setModified(True)

    def _typed_question(self) -> Fields:
        if not self._table.question.isModified():
            return {}
        return {"question": self._table.question.value(), WAS + "question": self._question_was}

    def _on_asked(self, item_id: str, question: str) -> None:
        item = self._item(item_id)
        if item is None or question == item.question:
            self._forget_question()
        else:
            lane = self._screen.desk.runner.lane(self, partial(self._on_refused, item_id, question))
            was = self._question_was
            began_on = item if item.question == was else replace(item, version=item.version - 1, question=was)
            lane.do(self._forget_question, change_item, began_on, question=question)

    def _forget_question(self, _: None = None) -> None:
        self._table.question.setModified(False)
        self._question_keeper.finish()

    def _on_refused(self, item_id: str, mine: str, refused: Refused) -> None:
        """A colleague wrote another question meanwhile: both stand there, to choose from."""
        if not isinstance(refused, Conflict) or "question" not in refused.fields:
            self._screen.show_refusal(refused)
            return
        self._screen.refresh()
        insist = partial(self._insist, item_id, mine)
        ask_which(self._screen, refused, lambda fields: str(fields["question"]), insist, self._forget_question)

    def _insist(self, item_id: str, mine: str) -> None:
        item = self._item(item_id)
        if item is not None:
            self._lane.do(self._forget_question, change_item, item, question=mine)

    # Not discussing

    def ask_reason(self, item: AgendaLine) -> None:
        """Open the field in which is typed why a case is not discussed."""
        if item.is_fixed:
            self._screen.inform(self.tr("Een vast punt blijft op de agenda. Zet het op 1 minuut als er niets is."))
            return
        self._skipped.ask(item, hidden=self._screen.desk.names.hidden)
        self._reason_keeper.begin(item.id)

    def _restore_reason(self, fields: Fields) -> None:
        self._skipped.reason.setText(fields.get("because", ""))
        self._skipped.until.setText(fields.get("until", ""))

    def _typed_reason(self) -> Fields:
        because = self._skipped.reason.value() if self._skipped.asking is not None else ""
        return {"because": because, "until": self._skipped.until.text()} if because else {}

    def _on_skipped(self, item: AgendaLine, because: str, until: date | None) -> None:
        def done(_: None) -> None:
            self._reason_keeper.finish()
            self._skipped.close_question()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._screen.desk.say(self.tr("{0} wordt niet besproken.").format(item.code or item.title), partial(self._undo, item.id))

        def refused(reason: Refused) -> None:
            if isinstance(reason, Conflict) and "because" in reason.fields:
                self._screen.refresh()
                ask_which(self._screen, reason, lambda fields: str(fields["because"]), insist, give_way)
            else:
                self._screen.show_refusal(reason)

        def insist() -> None:
            now = self._item(item.id)
            if now is not None:
                self._skip(self._lane, done, now, because, until)

        def give_way() -> None:
            self._reason_keeper.finish()
            self._skipped.close_question()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

        self._skip(self._screen.desk.runner.lane(self, refused), done, item, because, until)

    def _skip(self, lane: Lane, done: Callable[[None], None], item: AgendaLine, because: str, until: date | None) -> None:
        if until is None:
            lane.do(done, skip_item, item, because)
        else:
            lane.do(done, hold_case, item, until, because)

    def _undo(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is not None:
            self.discuss(item)

    def discuss(self, item: AgendaLine) -> None:
        """Put a case back on the agenda."""
        said = self.tr("{0} wordt toch besproken.").format(item.code or item.title)
        self._lane.do(lambda _: self._screen.desk.say(said), unskip_item, item)

    def _item(self, item_id: str) -> AgendaLine | None:
        shown = self._shown()
        return next((item for item in ((*shown.items, *shown.skipped) if shown is not None else ()) if item.id == item_id), None)

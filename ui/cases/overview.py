"""The first tab of a case: who stands behind the front door, what happens next, what was agreed last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.around_door import end_word, words_at_door
from expertiseteam.cases.door_records import DoorFrame, DoorWordLine
from expertiseteam.cases.front_door import QuestionsNeeded, set_place, take_back_move, take_off
from expertiseteam.cases.records import AT_A_DISTANCE, CALLED_FROM, AtTheDoor, CaseFile, CaseView, DoorAnswers, Place
from expertiseteam.insight.door_history import door_history
from expertiseteam.meetings.records import DecisionLine
from expertiseteam.visits.records import VisitLine
from ui.cases.door_panels import ComesPanel, ConditionPanel, Move, NewcomerPanel, QuestionsPanel
from ui.cases.door_words import at, counter, moved
from ui.cases.front_door import DoorPicture
from ui.cases.known import Known
from ui.cases.look_back import DoorTextPage, LookBackPage
from ui.cases.words import door_caption, is_running, next_step
from ui.look.theme import px, restyle, scale
from ui.shell.desk import Desk
from ui.shell.pages import Pages
from ui.widgets.buttons import LOOK_CHANGES, Button, IconButton
from ui.widgets.frames import Card, Scrolled
from ui.widgets.labels import Elided, Label, Quiet


class Counter(QWidget):
    """*2 aan de deur · 3 op de achterhand · 2 stapje opzij*; amber when more stand at the door than the limit."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._numbers: list[Label] = []
        self._words: list[Label] = []
        self._dots: list[Label] = []
        for number in range(len(Place)):
            dot, figure, words = Quiet("·"), Label("", "strong"), Quiet()
            for part in (dot, figure, words):
                row.addWidget(part)
                part.setVisible(0 < number < len(Place) - len(AT_A_DISTANCE) or (number == 0 and part is not dot))
            self._dots.append(dot)
            self._numbers.append(figure)
            self._words.append(words)

    def show_door(self, door: Sequence[AtTheDoor], limit: int) -> None:
        """Count."""
        crowded = len(at(door, Place.FRONT)) > limit
        counted = counter(door)
        for number in range(len(self._numbers)):
            for part in (self._numbers[number], self._words[number], self._dots[number]):
                part.setVisible(number < len(counted) and (number > 0 or part is not self._dots[0]))
        for number, (count, words) in enumerate(counted):
            first = number == 0 and crowded
            self._numbers[number].setText(str(count))
            self._words[number].setText(self.tr("{0} (grens {1})").format(words, limit) if first else words)
            restyle(self._numbers[number], tone="warn" if first else "")
            restyle(self._words[number], tone="warn" if first else "")
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Return the counter as it reads."""
        return " · ".join(f"{n.text()} {w.text()}" for n, w in zip(self._numbers, self._words, strict=True) if not n.isHidden())


class FactCard(Card):
    """Small words above, one strong line, one quiet line: the two cards below the picture."""

    def __init__(self) -> None:
        super().__init__(margins=14, gap=1)
        self.above, self.strong, self.below = Quiet("", small=True), Elided("", "heading"), Elided("", "quiet")
        for part in (self.above, self.strong, self.below):
            self.body.addWidget(part)

    def say(self, above: str, strong: str, below: str) -> None:
        self.above.setText(above)
        self.strong.setText(strong)
        self.below.setText(below)


class Overview(QWidget):
    """Shows a case and carries out moves at its door. `refused` is the screen's way to say what was not done."""

    agree_asked = Signal()

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self.desk, self._refused = desk, refused
        self._lane, self._words_lane = desk.runner.lane(self, refused, latest=True), desk.runner.lane(self, refused, latest=True)
        self._file: CaseFile | None = None
        self._known = Known()
        self._about = ""  # the organisation that was asked about last: the keyboard goes back to it
        self._has_moved = False
        self.picture = DoorPicture()
        self.counter = Counter()
        self.add = Button(self.tr("Voeg toe"), self.ask_newcomer, icon="plus")
        self.add.setAccessibleName(self.tr("Voeg een organisatie toe aan deze voordeur"))
        self.add.setToolTip(self.tr("Een organisatie bij deze voordeur zetten (+)"))
        self.picture.after = self.add
        self.text_button = IconButton("file-text", self.tr("De voordeur als tekst"), self.show_as_text, key="Alt L")
        self.history_button = IconButton("history", self.tr("Terugkijken over de overleggen"), self.look_back, key="Alt T")
        self.next, self.agreed = FactCard(), FactCard()
        self.condition = ConditionPanel(desk)
        self._asking: list[QuestionsPanel | NewcomerPanel | ComesPanel] = []  # the forms that were used
        self._lay_out()
        self.picture.move_asked.connect(self.ask_move)
        self.picture.off_asked.connect(self.ask_off)
        self.picture.add_asked.connect(self.ask_newcomer)
        self.picture.comes_asked.connect(self.ask_who_comes)
        self.condition.answered.connect(self._on_condition)
        self.condition.given_up.connect(self._show_picture)

    @cached_property
    def questions(self) -> QuestionsPanel:
        panel = QuestionsPanel(self.desk)
        panel.answered.connect(self._move)
        self._add_page(panel)
        return panel

    @cached_property
    def newcomer(self) -> NewcomerPanel:
        panel = NewcomerPanel(self.desk)
        panel.chosen.connect(self._move)
        self._add_page(panel)
        return panel

    @cached_property
    def comes(self) -> ComesPanel:
        panel = ComesPanel(self.desk)
        self._add_page(panel)
        return panel

    @cached_property
    def history(self) -> LookBackPage:
        page = LookBackPage()
        page.closed.connect(self._show_picture)
        self._pages.addWidget(page)
        return page

    @cached_property
    def as_text(self) -> DoorTextPage:
        page = DoorTextPage(self._end_word)
        page.closed.connect(self._show_picture)
        page.agree_asked.connect(self.agree_asked)
        self._pages.addWidget(page)
        return page

    def look_back(self) -> None:
        """Replay the rings over the overleggen."""
        if (file := self._file) is not None:
            self._pages.setCurrentWidget(self.history)
            self._lane.ask(lambda frames: self._on_frames(file, frames), door_history, file.case.id, local_day(self.desk.clock()))

    def show_as_text(self) -> None:
        """Show the picture in words, with what was agreed around it."""
        if self._file is not None:
            self._pages.setCurrentWidget(self.as_text)
            self.as_text.back.setFocus()
            self._ask_words()

    def _ask_words(self) -> None:
        if (file := self._file) is not None:
            self._words_lane.ask(lambda words: self._on_words(file, words), words_at_door, file.case.id)

    def _on_words(self, file: CaseFile, words: Sequence[DoorWordLine]) -> None:
        self.as_text.show_door(file.door, words, hidden=self.desk.names.hidden, can_write=is_running(file.case))

    def _on_frames(self, file: CaseFile, frames: Sequence[DoorFrame]) -> None:
        self.history.show_frames(frames, file.door_limit, door_caption(file.case, self.desk.names.of))

    def _end_word(self, word: DoorWordLine) -> None:
        self.desk.runner.lane(self, self._refused).do(lambda _: self.desk.say(self.tr("Dit geldt niet meer.")), end_word, word.id)

    def _add_page(self, panel: QuestionsPanel | NewcomerPanel | ComesPanel) -> None:
        panel.closed.connect(self._show_picture)
        self._pages.addWidget(panel)
        self._asking.append(panel)

    def show_file(self, file: CaseFile, known: Known, visits: Sequence[VisitLine], decision: DecisionLine | None) -> None:
        """Show a case. Another case than before closes what was being asked."""
        if self._file is None or self._file.case.id != file.case.id:
            self._close_asking()
        self._file, self._known = file, known
        running = is_running(file.case)
        self.picture.show_door(file.door, file.door_limit, door_caption(file.case, self.desk.names.of), can_change=running)
        self.counter.show_door(file.door, file.door_limit)
        self.add.setVisible(running)
        if file.case.result:
            self._show_ended(file.case, decision)
        else:
            self.next.say(self.tr("Volgende stap"), *next_step(file.actions, visits, local_day(self.desk.clock())))
            self._show_agreed(file, decision)
        if isinstance(self._pages.currentWidget(), DoorTextPage):
            self._ask_words()
        if self._has_moved and self._one(self._about) is not None:  # an answer of before the move has no such chip yet
            self._has_moved = False
            self.picture.focus_chip(self._about)

    def ask_move(self, organisation_id: str, place: Place) -> None:
        """Somebody asks an organisation to another place, or to the same place under another condition."""
        one = self._one(organisation_id)
        if one is None or self._file is None:
            return
        self._about = organisation_id
        move = Move(organisation_id, one.organisation, place, back_on=one.back_on if one.place is place else None)
        if place is Place.FRONT and one.place in CALLED_FROM:
            weeks = timedelta(weeks=self._known.settings.call_in_weeks)
            move = replace(move, is_call=True, back_on=local_day(self.desk.clock()) + weeks)
        if place is not Place.FRONT or one.place in (*CALLED_FROM, Place.FRONT):
            self._below.setCurrentWidget(self.condition)
            self.condition.ask(self._file.case.id, move, one.condition if one.place is place else "")
        else:
            self._move(move)

    def ask_off(self, organisation_id: str) -> None:
        """Somebody asks an organisation to be taken off this case."""
        if (one := self._one(organisation_id)) is not None and self._file is not None:
            self._about = organisation_id
            self._below.setCurrentWidget(self.condition)
            self.condition.ask(self._file.case.id, Move(organisation_id, one.organisation, Place.NO_ROLE, is_off=True), "")

    def ask_newcomer(self) -> None:
        """Somebody new comes to this front door."""
        if self._file is not None and is_running(self._file.case):
            self._pages.setCurrentWidget(self.newcomer)
            self.newcomer.ask(self._file.case.id, self._known.organisations, self._known.members, self._file.door)

    def ask_who_comes(self, organisation_id: str) -> None:
        """Who comes on behalf of an organisation was not known yet, or is another by now."""
        one = self._one(organisation_id)
        if one is not None and self._file is not None:
            self._about = organisation_id
            self._pages.setCurrentWidget(self.comes)
            self.comes.open_for(self._file.case.id, one, self._known.members)

    def escape(self) -> bool:
        """Give up what is being asked; False when nothing is."""
        for panel in self._asking:
            if self._pages.currentWidget() is panel:
                panel.give_up()
                return True
        if self._below.currentWidget() is self.condition:
            self.condition.give_up()
            return True
        if self._pages.currentIndex() > 0:
            self._show_picture()
            return True
        return False

    def leave(self) -> None:
        """Keep what is typed."""
        for panel in (self.condition, *self._asking):
            panel.kept.keep_now()

    # Parts

    def _lay_out(self) -> None:
        self._pages = Pages()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4)
        self._head.addWidget(Elided(self.tr("Wie staat er achter de voordeur?"), "heading"), 1)
        right = QHBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.counter)
        right.addStretch(1)
        for button in (self.text_button, self.history_button, self.add):
            right.addWidget(button)
        self._head.addLayout(right)
        column.addLayout(self._head)
        column.addWidget(self.picture, 1)
        cards = QWidget()
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.next, 1)
        row.addWidget(self.agreed, 1)
        self._below = Pages()
        self._below.addWidget(cards)
        self._below.addWidget(self.condition)
        self._below.setFixedHeight(px(88))
        column.addWidget(self._below)
        self._pages.addWidget(Scrolled(page))  # with large letters it is higher than the window
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES and hasattr(self, "_head"):
            self._fit()

    def _fit(self) -> None:
        """Give the heading a line of its own when the letters are large."""
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if scale() == 100 else QBoxLayout.Direction.TopToBottom)

    def _show_agreed(self, file: CaseFile, decision: DecisionLine | None) -> None:
        room = self._room(file)
        if decision is not None:
            self.agreed.say(
                self.tr("Afgesproken op {0}").format(full_date(decision.on)),
                decision.text,
                room or self.tr("Besluit {0}").format(decision.number),
            )
        else:
            self.agreed.say(self.tr("Doel van deze casus"), file.case.goal, room or self.tr("Er is nog geen besluit genomen."))

    def _show_ended(self, case: CaseView, decision: DecisionLine | None) -> None:
        """The goal beside what came of it (domain.md, row 7)."""
        last = self.tr("Laatste besluit: {0}").format(decision.text) if decision else self.tr("Er is geen besluit genomen.")
        self.next.say(self.tr("Doel van deze casus"), case.goal or self.tr("Er is geen doel opgeschreven"), last)
        ended = self.tr("Afgesloten op {0}").format(full_date(case.closed_on)) if case.closed_on else self.tr("Afgesloten")
        self.agreed.say(self.tr("Uitkomst"), case.result.capitalize() if case.result else "", ended)

    def _room(self, file: CaseFile) -> str:
        """What who stands at the door may decide alone (domain.md, row 80), or ""; with names hidden not what people typed."""
        rooms = [one for one in at(file.door, Place.FRONT) if one.room]
        said = (one.organisation if self.desk.names.hidden else f"{one.organisation}: {one.room}" for one in rooms)
        return self.tr("Ruimte voor {0}").format(" · ".join(said)) if rooms else ""

    def _one(self, organisation_id: str) -> AtTheDoor | None:
        door = self._file.door if self._file else ()
        return next((one for one in door if one.organisation_id == organisation_id), None)

    def _on_condition(self, move: Move) -> None:
        self._show_picture()
        one = self._one(move.organisation_id)
        if one is None or move.place is not one.place or move.place is not Place.FRONT or move.back_on != one.back_on:
            self._move(move)

    def _move(self, move: Move, answers: DoorAnswers | None = None) -> None:
        if self._file is None:
            return
        case_id = self._file.case.id
        lane = self.desk.runner.lane(self, lambda refused: self._on_refused(case_id, move, refused))
        if move.is_off:
            lane.do(lambda made: self._on_moved(move, made), take_off, case_id, move.organisation_id, move.condition)
            return
        lane.do(
            lambda made: self._on_moved(move, made),
            set_place,
            case_id,
            move.organisation_id,
            move.place,
            condition=move.condition,
            member_id=move.member_id,
            answers=answers,
            back_on=move.back_on,
        )

    def _on_refused(self, case_id: str, move: Move, refused: Refused) -> None:
        file = self._file
        if isinstance(refused, QuestionsNeeded) and file is not None and file.case.id == case_id:
            self._pages.setCurrentWidget(self.questions)
            self.questions.ask(case_id, move, file.door, file.door_limit)
        else:
            self._refused(refused)

    def _on_moved(self, move: Move, made: str) -> None:
        for panel in (self.condition, *self._asking):
            panel.kept.finish()
        self._about, self._has_moved = move.organisation_id, True
        self._show_picture()
        gone = self.tr("{0} hoort niet meer bij deze casus.").format(move.organisation)
        self.desk.say(gone if move.is_off else moved(move.organisation, move.place), lambda: self._take_back(move, made))

    def _take_back(self, move: Move, made: str) -> None:
        lane = self.desk.runner.lane(self, self._refused)
        lane.do(lambda _: self.desk.say(self.tr("{0} staat weer waar zij stond.").format(move.organisation)), take_back_move, made)

    def _show_picture(self) -> None:
        """Back to the picture, with the keyboard on the organisation that it was about."""
        self._close_asking()
        self.picture.focus_chip(self._about)

    def _close_asking(self) -> None:
        self._pages.setCurrentIndex(0)
        self._below.setCurrentIndex(0)

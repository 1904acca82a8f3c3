"""*Overleg voorbereiden*: the agenda has written itself; here people order it, shorten it and leave cases out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month, short_date
from expertiseteam.meetings.agenda import agenda, agenda_still_open, change_item, move_item, prepare_agenda
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.guests import invite_guest, withdraw_guest
from expertiseteam.meetings.placing import count_proposed, place_points
from expertiseteam.meetings.records import Agenda, AgendaLine, MeetingState
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.look.theme import px
from ui.meetings.agenda_head import Budget, ColumnHead
from ui.meetings.agenda_paint import PointRow
from ui.meetings.agenda_prints import AgendaPrints
from ui.meetings.agenda_table import AgendaTable
from ui.meetings.fit_strip import FitStrip
from ui.meetings.hearers_card import HearersCard
from ui.meetings.point_texts import PointTexts
from ui.meetings.skipped_card import SkippedCard
from ui.meetings.words import head_line, neighbour, place_in, point_title, why_now
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, clear
from ui.widgets.labels import Elided, IconLabel, KeyHint, Label, Title

STEP_RESTS = 500  # milliseconds after the last − or + before the minutes are saved
RIGHT_WIDTH = 300
LEAST_FOR_KEYS = 560  # pixels at 100 % that the screen is high before the keys get a card
OPEN = (MeetingState.PLANNED, MeetingState.PREPARED, MeetingState.RUNNING)


class PrepareScreen(Screen):
    """Kind "prepare", `place.id` the meeting. Those who may not change it read it."""

    watches = frozenset({"meeting", "agenda_item", "own_point", "attendance", "step_out", "circle_member", "sharing_check"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Overleg voorbereiden")
        self._agenda: Agenda | None = None
        self._members: Sequence[MemberLine] = ()
        self._minutes: dict[str, int] = {}
        self._closed: frozenset[str] = frozenset()  # ids of points that somebody in the room may not hear
        self._just_entered = False
        self._may = desk.may(change_item)
        self._reading, self._acting = self.lane(latest=True), self.lane()
        self._step_timer = QTimer(self, singleShot=True, interval=STEP_RESTS)
        self._step_timer.timeout.connect(self._save_minutes)
        self._lay_out()
        self.texts = PointTexts(self, self.table, self.skipped, lambda: self._agenda)
        self.table.moved.connect(self._on_moved)
        self.table.stepped.connect(self._step)
        self.table.question_hidden.connect(self._tell_hidden)
        self.table.chosen.connect(lambda _: self._show_hearers())

    # Screen

    def enter(self, place: Place) -> None:
        self._agenda = None
        self.prints.show_meeting(None)
        self.texts.close()
        self._just_entered = True
        super().enter(place)

    def load(self) -> None:
        assert self.place is not None and self.place.id is not None
        self._acting.ask(self._on_members, members)
        if self._may:
            self._acting.ask(self._tell_proposed, count_proposed, self.place.id)
        self._acting.ask(self._on_room, closed_for_room, self.place.id)
        self._reading.ask(self._on_agenda, agenda if self._agenda is None else agenda_still_open, self.place.id)

    def leave(self) -> None:
        self._save_minutes()
        self.texts.keep()

    def escape(self) -> bool:
        return self.texts.close()

    def panes(self) -> Sequence[QWidget]:
        return (self.table, self._right, self._head)

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        return (
            Command("meeting.prepare", self.tr("Vul de agenda opnieuw"), self._prepare, enabled=self._changeable),
            Command("meeting.proposed", self.tr("Zet voorgestelde punten op de agenda"), self._place, enabled=self._changeable),
            Command("meeting.start", self.tr("Start het overleg"), self._start, "Ctrl+Return", self._startable),
            *self.prints.commands(),
            Command("meeting.point_up", self.tr("Zet het punt hoger"), lambda: self._move(-1), "Alt+Up", self._changeable),
            Command("meeting.point_down", self.tr("Zet het punt lager"), lambda: self._move(1), "Alt+Down", self._changeable),
            Command("meeting.more", self.tr("Geef het punt een minuut meer"), lambda: self._step_current(1), "+", self._changeable),
            Command("meeting.less", self.tr("Geef het punt een minuut minder"), lambda: self._step_current(-1), "-", self._changeable),
            Command("meeting.question", self.tr("Wijzig de vraag bij het punt"), self.table.edit_question, "V", self._changeable),
            Command("meeting.fit", self.tr("Maak de agenda passend"), self.fit.shorten, "P", self._changeable),
            Command("meeting.later", self.tr("Laat wat niet past tot de volgende keer"), self.fit.send, "T", self._changeable),
            Command("meeting.skip", self.tr("Bespreek deze casus niet, omdat…"), self._ask_reason, "N", self._changeable),
        )

    # Layout

    def _lay_out(self) -> None:
        self._title, self._when = Title(), Elided("", "quiet")
        self.refill = Button(self.tr("Opnieuw vullen"), self._prepare, icon="rotate-ccw")
        self.prints = AgendaPrints(self, self._save_minutes, may_print_all=self._may)
        self.start_button = Button(self.tr("Start het overleg"), self._start, role="primary")
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._when, 1)
        for button in (self.refill, self.prints.agenda_button, self.start_button):
            head.addWidget(button)
        self.table = AgendaTable(self.tr("Punten van de agenda"))
        self.table.may_change = self._may
        self._budget, self._columns_head = Budget(), ColumnHead(self.table.columns)
        self.fit = FitStrip(self.desk, self._acting, self._save_minutes)
        sheet = Card(margins=1, gap=0)
        sheet.body.setContentsMargins(1, 1, 1, 8)
        sheet.body.addWidget(self._budget)
        sheet.body.addWidget(self.fit)
        sheet.body.addWidget(self._columns_head)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addWidget(self.prints)
        self.empty = EmptyState(
            self.tr("De agenda is nog niet gemaakt. Het programma zet elke lopende casus erop, en zegt waarom.")
            if self._may
            else self.tr("De agenda is nog niet gemaakt. Dat doet de aandachtsfunctionaris of de secretaris."),
            self.tr("Overleg voorbereiden") if self._may else "",
            self._prepare,
        )
        self._stack = Pages()
        self._filled = QWidget()
        row = QHBoxLayout(self._filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(sheet, 1)
        row.addWidget(self._lay_out_right())
        for page in (QWidget(), self._filled, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._head.hide()

    def _lay_out_right(self) -> QWidget:
        self._right = QWidget()
        self._right.setFixedWidth(RIGHT_WIDTH)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.skipped = SkippedCard(lambda: local_day(self.desk.clock()))
        self._agreements = Card(self.tr("Zo werken wij"), gap=4)
        self._agreement_rows = QVBoxLayout()
        self._agreement_rows.setSpacing(4)
        self._agreements.body.addLayout(self._agreement_rows)
        column.addWidget(self.skipped, 1)
        self.hearers = HearersCard()
        self.hearers.invited.connect(self._on_invited)
        self.hearers.looked.connect(lambda guest: self.desk.go(Place("guest", self.place.id if self.place else None, guest)))
        column.addWidget(self.hearers)
        column.addWidget(self._agreements)
        self._keys_card = self._keys()
        column.addWidget(self._keys_card)
        self._show_keys()
        return self._right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def _show_keys(self) -> None:
        """Where it is low, as with large letters, what is not discussed goes before the keys, which F1 shows too."""
        self._keys_card.setVisible(self._may and self.height() >= px(LEAST_FOR_KEYS))

    def _keys(self) -> Card:
        keys = Card(self.tr("Toetsen"), gap=4)
        for caps, meaning in (
            (self.tr("Alt ↑ ↓"), self.tr("punt verplaatsen")),
            (self.tr("+ −"), self.tr("minuten")),
            (self.tr("V"), self.tr("vraag wijzigen")),
            (self.tr("N"), self.tr("niet bespreken, omdat…")),
        ):
            keys.body.addWidget(KeyHint(caps, meaning))
        return keys

    # Showing

    def _on_room(self, closed: Mapping[str, object]) -> None:
        was, self._closed = self._closed, frozenset(closed)
        if was != self._closed and self._agenda is not None and self._agenda.meeting.state is MeetingState.RUNNING:
            self._show()

    def _is_shut(self, item: AgendaLine) -> bool:
        """Whether only its code is shown: the overleg goes on, and somebody in the room may not hear it."""
        return self._agenda is not None and self._agenda.meeting.state is MeetingState.RUNNING and item.id in self._closed

    def _on_agenda(self, shown: Agenda) -> None:
        first = self._agenda is None
        self._agenda = shown
        if first:
            self._show_agreements(shown)
        self._show()
        if self._just_entered:
            self._just_entered = False
            stop = self.empty.button if self._stack.currentWidget() is self.empty else self.table
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        shown = self._agenda
        if shown is None:
            return
        meeting, hidden = shown.meeting, self.desk.names.hidden
        is_empty = meeting.state is MeetingState.PLANNED
        self._head.show()
        self._title.setText(self.tr("Overleg {0}").format(f"{short_date(meeting.on)} {meeting.on.year}"))
        self._when.setText(head_line(meeting))
        self.start_button.setVisible(self._startable())
        running = meeting.state is MeetingState.RUNNING
        self.start_button.setText(self.tr("Verder met het overleg") if running else self.tr("Start het overleg"))
        self.refill.setVisible(self._may and meeting.state is MeetingState.PREPARED)
        self.prints.show_meeting(meeting)
        self.table.may_change = self._changeable()
        if is_empty:
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentWidget(self._filled)
        self._columns_head.show_since(
            self.tr("Sinds {0}").format(day_month(shown.previous)) if shown.previous else self.tr("Laatste drie weken")
        )
        self._show_points()
        hidden = hidden or any(self._is_shut(item) for item in shown.skipped)
        self.skipped.show_items(shown.skipped, hidden=hidden, may_change=self._changeable())

    def _show_points(self) -> None:
        assert self._agenda is not None
        rows = [self._point(number, item) for number, item in enumerate(self._agenda.items, 1)]
        self.table.set_rows(rows)
        self._show_hearers()
        planned = sum(row.minutes for row in rows)
        self._budget.show_minutes(planned, self._agenda.meeting.minutes)
        self.fit.show_agenda(self._agenda, planned, may_change=self._changeable())

    def _point(self, number: int, item: AgendaLine) -> PointRow:
        tone, reason, more = why_now(item)
        shut = self._is_shut(item)
        hidden = self.desk.names.hidden or shut
        return PointRow(
            key=item.id,
            number=number,
            title=point_title(item, hidden=hidden),
            is_case=not item.is_fixed,
            tone="muted" if shut else tone,
            reason=self.tr("niet iedereen in de kamer mag dit horen") if shut else reason,
            more="" if shut else " · ".join(part for part in (item.standing, more, item.heard_by) if part),
            question=self.tr("vraag verborgen") if hidden and item.question else item.question,
            since=item.since_last if item.case_id is not None and not shut else "",
            minutes=self._minutes.get(item.id, item.minutes),
            is_hidden=hidden,
        )

    def _tell_hidden(self) -> None:
        how = self.tr("Toon eerst de namen (Ctrl+Shift+N), of wacht tot iedereen in de kamer dit mag horen.")
        self.inform(f"{self.tr('De vraag is nu verborgen. Zij is niet veranderd.')} {how}")

    def _on_members(self, found: Sequence[MemberLine]) -> None:
        self._members = found
        self._show_hearers()

    def _show_hearers(self) -> None:
        item = self._current()
        hidden = self.desk.names.hidden or (item is not None and self._is_shut(item))
        self.hearers.show_item(item, self._members, hidden=hidden, may_change=self._changeable())

    def _on_invited(self, item: AgendaLine, guest_id: str, comes: bool) -> None:
        self._acting.do(lambda _: self.refresh(), invite_guest if comes else withdraw_guest, item.id, guest_id)

    def _show_agreements(self, shown: Agenda) -> None:
        clear(self._agreement_rows)  # the screen is entered again, perhaps after they were changed
        for sentence in shown.working_agreements:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(IconLabel("check", ink="accent"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(sentence, wrap=True), 1)
            self._agreement_rows.addWidget(line)

    # What can be done

    def _changeable(self) -> bool:
        return self._may and self._agenda is not None and self._agenda.meeting.state in OPEN[1:]

    def _startable(self) -> bool:
        return self._changeable()

    def _current(self) -> AgendaLine | None:
        items = self._agenda.items if self._agenda is not None else ()
        return next((item for item in items if item.id == self.table.current), None)

    def _prepare(self) -> None:
        if self._agenda is None:
            return
        again = self._agenda.meeting.state is MeetingState.PREPARED
        self.busy(self.tr("Agenda maken…"))
        self._just_entered = True

        def done(_: None) -> None:
            self.busy("")
            if again:
                self.desk.say(self.tr("De agenda is opnieuw gevuld. Volgorde, minuten en vragen zijn gebleven."))

        self._acting.do(done, prepare_agenda, self._agenda.meeting.id)

    def _tell_proposed(self, count: int) -> None:
        """What people proposed since the agenda was made stands on it only when somebody says so."""
        if count:
            one, more = (
                self.tr("1 voorgesteld punt staat nog niet op deze agenda."),
                self.tr("{0} voorgestelde punten staan er nog niet op."),
            )
            self.inform(one if count == 1 else more.format(count), buttons=[(self.tr("Zet op de agenda"), self._place)])

    def _place(self) -> None:
        if self._agenda is not None:
            self._acting.do(lambda _: self.bar.close_bar(), place_points, self._agenda.meeting.id)

    def _start(self) -> None:
        if self._agenda is None or not self._startable():
            return
        meeting = self._agenda.meeting
        self._save_minutes()
        self._acting.do(lambda _: self.desk.go(Place("live", meeting.id)), start_meeting, meeting)

    def _move(self, step: int) -> None:
        item = self._current()
        if item is None or self._agenda is None or neighbour(self._agenda.items, item.id, step) is None:
            return
        self._on_moved(item.id, place_in(self._agenda.items, item.id) - 1 + step)

    def _on_moved(self, item_id: str, to: int) -> None:
        """Show the new order at once, and save it."""
        shown = self._agenda
        if shown is None:
            return
        item = next(item for item in shown.items if item.id == item_id)
        others = [other for other in shown.items if other.id != item_id]
        self._agenda = replace(shown, items=(*others[:to], item, *others[to:]))
        self._show_points()
        self.table.choose(item_id)
        self._acting.do(self._nothing, move_item, item, to)

    def _step_current(self, by: int) -> None:
        if (item := self._current()) is not None:
            self._step(item.id, by)

    def _step(self, item_id: str, by: int) -> None:
        item = next((item for item in (self._agenda.items if self._agenda else ()) if item.id == item_id), None)
        if item is not None:
            self._minutes[item_id] = max(1, min(60, self._minutes.get(item_id, item.minutes) + by))
            self._show_points()
            self._step_timer.start()

    def _save_minutes(self, then: Callable[[], None] | None = None) -> None:
        """Save the minutes that were stepped, and do something once they are on disk."""
        self._step_timer.stop()
        waiting, self._minutes = self._minutes, {}
        items = self._agenda.items if self._agenda is not None else ()
        changed = [(item, waiting[item.id]) for item in items if waiting.get(item.id, item.minutes) != item.minutes]
        if self._agenda is not None:
            known = {item.id: replace(item, minutes=minutes, version=item.version + 1) for item, minutes in changed}
            self._agenda = replace(self._agenda, items=tuple(known.get(item.id, item) for item in items))
        for item, minutes in changed[:-1]:
            self._acting.do(self._nothing, change_item, item, minutes=minutes)
        if changed:
            item, minutes = changed[-1]
            self._acting.do(lambda _: then() if then is not None else None, change_item, item, minutes=minutes)
        elif then is not None:
            then()

    def _ask_reason(self) -> None:
        if (item := self._current()) is not None:
            self.texts.ask_reason(item)

    def _nothing(self, _: object) -> None:
        """What was saved is shown when the change is heard."""

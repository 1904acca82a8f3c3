"""*Overleg afronden*: one checklist, and then the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, long_date, short_date
from expertiseteam.cases.actions import change_action
from expertiseteam.cases.records import ActionLine
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.closing import close_meeting, closing_checks
from expertiseteam.meetings.cycle import meeting, move_meeting, next_meeting
from expertiseteam.meetings.records import AgendaLine, ClosingChecks, MeetingLine, MeetingState
from expertiseteam.meetings.rhythm import flag
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.meetings.paper import PaperMaker
from ui.meetings.words import DOT, point_title, series_days
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.frames import Card, Line, Scrolled, clear
from ui.widgets.labels import Chip, ChipKind, IconLabel, KeyHint, Label, Quiet, Title

RIGHT_WIDTH = 380


class ClosingScreen(Screen):
    """Kind "closing", `place.id` the meeting."""

    watches = frozenset(
        {"meeting", "agenda_item", "action", "attendance", "step_out", "circle_member", "sharing_check", "member", "minutes"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Overleg afronden")
        self._meeting: MeetingLine | None = None
        self._next: MeetingLine | None = None
        self._closed: frozenset[date] = frozenset()
        self._checks: ClosingChecks | None = None
        self._members: Sequence[MemberLine] = ()
        self._focused_at: MeetingState | None = None  # the state for which the keyboard was given its place
        self._reading, self._acting = self.lane(), self.lane()
        self._paper = PaperMaker(self)
        self._loose: list[ActionLine] = []  # of which an owner and a day are asked
        self.owners: list[Picker] = []
        self.dates: list[DateField] = []
        self._lay_out()

    # Screen

    def enter(self, place: Place) -> None:
        self._meeting = self._next = self._checks = None
        self._focused_at = None
        super().enter(place)

    def load(self) -> None:
        assert self.place is not None and self.place.id is not None
        self._reading.ask(self._on_members, members)
        self._reading.ask(self._on_meeting, meeting, self.place.id)

    def escape(self) -> bool:
        if self._meeting is not None and self._meeting.state is MeetingState.RUNNING:
            self._go_back()
            return True
        return False

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        tr = self.tr
        return (
            Command("closing.close", tr("Rond het overleg af"), self._close, "Ctrl+Return", self._is_running),
            Command("closing.back", tr("Ga terug naar het overleg"), self._go_back, "Ctrl+E", self._is_running),
            Command("closing.minutes", tr("Toon de concept-notulen"), self._minutes, "1", self._is_held),
            Command("closing.actions", tr("Toon de actielijst"), self._actions, "2", self._is_held),
            Command("closing.agenda", tr("Toon de agenda van het volgende overleg"), self._agenda, "3", self._is_held),
        )

    # Layout

    def _lay_out(self) -> None:
        tr = self.tr
        self._title, self._when = Title(tr("Overleg afronden")), Quiet()
        self.back_button = Button(tr("Terug naar het overleg"), self._go_back)
        self.close_button = Button(tr("Overleg afronden"), self._close, role="primary")
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self._title, self._when):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.back_button, self.close_button):
            head.addWidget(button)
        self._stack = Pages()
        for page in (QWidget(), self._lay_out_checks(), self._lay_out_done()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _lay_out_checks(self) -> QWidget:
        tr = self.tr
        self._actions_card = Card(tr("Acties zonder naam of datum"), " ")
        self._undiscussed = Card(tr("Nog niet besproken"), " ")
        self._untold = Card(tr("Wie het de bewoner vertelt, staat er niet"), " ")
        self._undecided = Card(tr("Zonder besluit"), " ")
        self._absent = Card(tr("Afwezig"), " ")
        self._concept = Card(tr("Vorige notulen"))
        self._next_card = Card(tr("Volgend overleg"))
        self._new_day = DateField(self._today, name=tr("Andere dag voor het volgende overleg"), placeholder=tr("andere dag"))
        self._moving = QWidget()  # stays where it is, shown or not: what is typed in it outlives a reload
        moving = QHBoxLayout(self._moving)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.addWidget(self._new_day, 1)
        moving.addWidget(Button(tr("Verzetten"), self._move_next))
        left, right = QWidget(), QWidget()
        right.setFixedWidth(RIGHT_WIDTH)
        for side, cards in (
            (left, (self._actions_card, self._undiscussed, self._undecided, self._untold, self._concept)),
            (right, (self._next_card, self._absent)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Scrolled(left), 1)
        row.addWidget(right)
        self._bodies = {}
        for card in (self._actions_card, self._undiscussed, self._undecided, self._untold, self._concept, self._absent, self._next_card):
            body = QVBoxLayout()
            body.setSpacing(8)
            card.body.addLayout(body)
            self._bodies[card] = body
        self._next_card.body.addWidget(self._moving)
        self._moving.hide()
        return page

    def _lay_out_done(self) -> QWidget:
        tr = self.tr
        page = QWidget()
        column = QVBoxLayout(page)
        card = Card(tr("Het overleg is afgerond"), margins=24, gap=12)
        card.setMaximumWidth(620)
        self._done_words = Quiet("", wrap=True)
        card.body.addWidget(self._done_words)
        self.minutes_button = Button(tr("Concept-notulen"), self._minutes, role="primary", icon="file-text")
        self.actions_button = Button(tr("Actielijst"), self._actions, icon="list-checks")
        self.agenda_button = Button(tr("Agenda van het volgende overleg"), self._agenda, icon="calendar-days")
        for number, button in enumerate((self.minutes_button, self.actions_button, self.agenda_button), 1):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(button, 1)
            row.addWidget(KeyHint(str(number)))
            card.body.addLayout(row)
        overview = Button(tr("Naar het overzicht"), lambda: self.desk.go(Place("meetings")), role="link")
        card.body.addWidget(overview)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    # What comes in

    def _on_members(self, found: Sequence[MemberLine]) -> None:
        self._members = found
        self._show()

    def _on_meeting(self, shown: MeetingLine) -> None:
        self._meeting = shown
        self._reading.ask(self._on_checks, closing_checks, shown.id)
        self._reading.ask(self._on_next, next_meeting, shown.on + timedelta(days=1))

    def _on_checks(self, checks: ClosingChecks) -> None:
        self._checks = checks
        self._show()

    def _on_next(self, found: MeetingLine | None) -> None:
        self._next = found
        self._show()

    # Showing

    def _show(self) -> None:
        shown, checks = self._meeting, self._checks
        if shown is None or checks is None or not self._members:
            return
        shut = self.tr("alleen nummers waar niet iedereen in de kamer het mag horen") if checks.shut_cases else ""
        self._when.setText(DOT.join(part for part in (long_date(shown.on), shut) if part))
        is_running = shown.state is MeetingState.RUNNING
        self.back_button.setVisible(is_running)
        self.close_button.setVisible(is_running)
        if is_running:
            self._show_checks(shown, checks)
            self._stack.setCurrentIndex(1)
        else:
            self._show_done()
            self._stack.setCurrentIndex(2)
        if self._focused_at is not shown.state:
            self._focused_at = shown.state
            stop = self.minutes_button if not is_running else self.owners[0] if self.owners else self.close_button
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_done(self) -> None:
        following = self._next
        words = self.tr("Alles staat in het dossier. Het papier ligt klaar.")
        if following is not None:
            words += " " + self.tr("Het volgende overleg is op {0}.").format(long_date(following.on))
            self.agenda_button.setText(self.tr("Agenda van {0}").format(short_date(following.on, self._today())))
        self.agenda_button.setEnabled(following is not None)
        self._done_words.setText(words)

    def _show_checks(self, shown: MeetingLine, checks: ClosingChecks) -> None:
        self._show_loose(checks.loose_actions)
        undiscussed = [self._named(item) for item in checks.undiscussed]
        note = self.tr("Casussen komen volgende keer vanzelf terug.") if undiscussed else self.tr("Alle punten zijn besproken.")
        self._show_words(self._undiscussed, undiscussed, note)
        untold = [self._named(item) for item in checks.untold]
        self._untold.setVisible(bool(untold))
        self._show_words(self._untold, untold, self.tr("Er is wel iets besloten. In het overleg: Alt+B, of typ ‘bewoner hoort:’."))
        undecided = [self._named(item) for item in checks.undecided]
        self._undecided.setVisible(bool(undecided))
        self._show_words(self._undecided, undecided, self.tr("Besproken, maar er staat geen besluit, actie of notitie bij."))
        absent = [f"{line.name}, {line.remark}" if line.remark else line.name for line in checks.absent]
        self._show_words(self._absent, absent, "" if absent else self.tr("Iedereen is er."))
        self._show_concept(checks.concept)
        self._show_next(shown, checks)

    def _show_concept(self, concept: tuple[str, date] | None) -> None:
        self._concept.setVisible(concept is not None)
        if concept is None:
            return
        its_id, on = concept
        said = self.tr("De notulen van {0} zijn nog concept. De aandachtsfunctionaris stelt ze vast.").format(long_date(on))
        self._show_words(self._concept, [said], "")
        to_them = Button(self.tr("Naar deze notulen"), lambda: self.desk.go(Place("minutes", its_id)), role="link")
        self._bodies[self._concept].addWidget(to_them)

    def _is_hidden(self, case_id: str | None) -> bool:
        """Whether only the code of a case is shown: names are hidden, or somebody in the room may not hear it."""
        return self.desk.names.hidden or (self._checks is not None and case_id in self._checks.shut_cases)

    def _named(self, item: AgendaLine) -> str:
        return point_title(item, hidden=self._is_hidden(item.case_id))

    def _show_words(self, card: Card, words: Sequence[str], note: str) -> None:
        body = self._bodies[card]
        clear(body)
        card.aside.setText(str(len(words)) if words else "")
        for text in words:
            body.addWidget(Label(text, wrap=True))
        if note:
            body.addWidget(Quiet(note, small=True, wrap=True))

    def _show_loose(self, loose: Sequence[ActionLine]) -> None:
        at = next((n for n, pair in enumerate(zip(self.owners, self.dates, strict=True)) if any(w.hasFocus() for w in pair)), None)
        body = self._bodies[self._actions_card]
        clear(body)
        self.owners, self.dates, self._loose = [], [], list(loose)
        self._actions_card.aside.setText(str(len(loose)) if loose else "")
        if not loose:
            row = QHBoxLayout()
            row.addWidget(IconLabel("circle-check", ink="accent"))
            row.addWidget(Label(self.tr("Elke actie heeft een naam en een datum."), wrap=True), 1)
            body.addLayout(row)
        for number, action in enumerate(loose):
            if number:
                body.addWidget(Line())
            body.addWidget(self._loose_row(action))
        if at is not None:  # the row that was filled in is gone or changed: go on with what is still open
            number = min(at, len(loose) - 1)
            stop: QWidget = self.close_button
            if loose:
                stop = self.owners[number] if loose[number].owner_id is None else self.dates[number]
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loose_row(self, action: ActionLine) -> QWidget:
        tr = self.tr
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        what = tr("tekst verborgen") if self._is_hidden(action.case_id) else action.what
        if action.code:
            head.addWidget(Label(action.code, "strong"))
        head.addWidget(Label(what, wrap=True), 1)
        missing = [word for word, is_missing in ((tr("wie?"), action.owner_id is None), (tr("wanneer?"), action.due is None)) if is_missing]
        head.addWidget(Chip(" ".join(missing), ChipKind.WAITING))
        column.addLayout(head)
        fields = QHBoxLayout()
        fields.setSpacing(10)
        people = [(m.id, m.name_on(self._today())) for m in self._members]
        owner = Picker(people, name=tr("Wie doet: {0}").format(what), placeholder=tr("Wie doet het?"))
        owner.set_value(action.owner_id)
        due = DateField(lambda: self._meeting.on if self._meeting else self._today(), name=tr("Wanneer klaar: {0}").format(what))
        due.next_meeting = self._next.on if self._next is not None else None
        due.set_date(action.due)
        for done in (owner.settled, due.editingFinished):
            done.connect(lambda: self._save(action, owner, due))
        fields.addWidget(owner, 1)
        fields.addWidget(due, 1)
        column.addLayout(fields)
        self.owners.append(owner)
        self.dates.append(due)
        return row

    def _show_next(self, shown: MeetingLine, checks: ClosingChecks) -> None:
        self._closed = checks.closed
        body = self._bodies[self._next_card]
        clear(body)
        if self._next is not None:
            body.addWidget(Label(f"{long_date(self._next.on)}, {clock_time(self._next.starts)}", "strong", wrap=True))
            remark = checks.next_remark
        else:
            day, remark = series_days(shown.on, 2, checks.closed)[1]
            body.addWidget(Label(self.tr("Bij het afronden komt er een bij: {0}.").format(long_date(day)), wrap=True))
        body.addWidget(Label(remark, "small", "warn", wrap=True) if remark else Quiet(self.tr("Een gewone werkdag."), small=True))
        self._moving.setVisible(self._next is not None and bool(remark))

    # What can be done

    def _today(self) -> date:
        return local_day(self.desk.clock())

    def _is_running(self) -> bool:
        return self._meeting is not None and self._meeting.state is MeetingState.RUNNING

    def _is_held(self) -> bool:
        return self._meeting is not None and self._meeting.state is MeetingState.HELD

    def _save(self, action: ActionLine, owner: Picker, due: DateField) -> bool:
        """Saved as soon as a field is left or Enter is pressed, so that there is nothing to keep as a draft. Returns whether it could."""
        if due.fault:
            self.inform(due.fault, "warn")
            return False
        owner_id = str(owner.value) if owner.value is not None else None
        if (owner_id, due.value_date) != (action.owner_id, action.due):
            self._acting.do(self._nothing, change_action, action, owner_id=owner_id, due=due.value_date)
        return True

    def _move_next(self) -> None:
        day = self._new_day.value_date
        if self._next is None or day is None:
            self.inform(self._new_day.fault or self.tr("Vul de andere dag in."), "warn")
            return
        if remark := flag(day, self._closed):
            self.inform(remark, "warn")
            return
        self._new_day.clear()
        self._acting.do(lambda _: self.desk.say(self.tr("Verzet naar {0}.").format(long_date(day))), move_meeting, self._next, on=day)

    def _close(self) -> None:
        rows = zip(self._loose, self.owners, self.dates, strict=True)
        if self._meeting is not None and self._is_running() and all([self._save(*row) for row in rows]):  # what was chosen a moment ago too
            self._acting.do(lambda _: self.desk.say(self.tr("Het overleg is afgerond.")), close_meeting, self._meeting)

    def _go_back(self) -> None:
        if self._meeting is not None:
            self.desk.go(Place("live", self._meeting.id))

    def _minutes(self) -> None:
        if self._meeting is not None:
            self._paper.minutes(self._meeting)

    def _actions(self) -> None:
        if self._meeting is not None:
            self._paper.actions(self._meeting)

    def _agenda(self) -> None:
        """The agenda of the next overleg fills itself first."""
        following = self._next
        if following is None:
            return
        if following.state is MeetingState.PLANNED:
            self.busy(self.tr("Agenda maken…"))
            self._acting.do(partial(self._on_prepared, following), prepare_agenda, following.id)
        else:
            self._paper.agenda(following)

    def _on_prepared(self, following: MeetingLine, _: None) -> None:
        self._paper.agenda(following)

    def _nothing(self, _: None) -> None:
        """What was saved is shown when the change is heard."""

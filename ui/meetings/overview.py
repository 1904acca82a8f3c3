"""The overleggen: what is coming, what was held, and the paper of each. From here one goes to preparing, to the overleg itself, and on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.meetings.cycle import meetings, plan_series
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.meetings.calendar_save import CalendarSaver
from ui.meetings.cycle_forms import CycleForms
from ui.meetings.overview_rows import Can, is_still_skipped, meeting_row, nearest
from ui.meetings.paper import PaperMaker
from ui.meetings.parts import KINDS
from ui.meetings.points_view import PointsView
from ui.meetings.words import COMING, held_line, long_day
from ui.meetings.year_view import YearView
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import Chip, KeyHint, Quiet, Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

LIST_WIDTH = 360


class MeetingsScreen(Screen):
    """Kinds "meetings" and "meeting". A place of kind "meeting" goes on to the screen that fits the state of that overleg."""

    watches = frozenset({"meeting", "agenda_item", "said", "attendance", "step_out", "circle_member", "sharing_check"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Overleg")
        self._meetings: Sequence[MeetingLine] = ()
        self._members: Sequence[MemberLine] = ()
        self._loaded = False
        self._went_through: Place | None = None  # going back must not lead on again
        self._wanted: str | None = None
        self._just_entered = False
        self._may_plan = desk.may(plan_series)
        self._reading = self.lane(latest=True)
        self._paper, self._calendar = PaperMaker(self), CalendarSaver(self)
        self._lay_out()
        self.forms.closed.connect(self._on_form_closed)
        self.points.chose_day.connect(self._choose_day)

    # Screen

    def enter(self, place: Place) -> None:
        self._wanted = place.id or self.list.current
        self._just_entered = True
        super().enter(place)

    def load(self) -> None:
        self.lane().ask(self._on_members, members)
        self._reading.ask(self._on_meetings, meetings)
        if isinstance(beside := self._right.currentWidget(), YearView):
            beside.refresh()

    def leave(self) -> None:
        self.points.stop()
        self.forms.keep()

    def escape(self) -> bool:
        return self._close_beside()

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def names_switched(self) -> None:
        self.points.show_names()

    def commands(self) -> Sequence[Command]:
        tr = self.tr
        return (
            Command("meetings.prepare", tr("Bereid het overleg voor"), partial(self._go, "prepare"), "V", lambda: self.can.prepare),
            Command("meetings.live", tr("Ga verder met het overleg"), partial(self._go, "live"), "O", lambda: self.can.go_on),
            Command("meetings.agenda", tr("Toon de agenda"), partial(self._print, self._paper.agenda), "A", lambda: self.can.show_agenda),
            Command("meetings.minutes", tr("Toon de notulen"), partial(self._print, self._paper.minutes), "N", lambda: self.can.read),
            Command("meetings.life", tr("Stel de notulen vast, of reik ze uit"), partial(self._go, "minutes"), "U", lambda: self.can.read),
            Command("meetings.actions", tr("Toon de actielijst"), partial(self._print, self._paper.actions), "L", lambda: self.can.read),
            Command("meetings.move", tr("Verzet dit overleg"), self._open_move, "Z", lambda: self.can.move),
            Command("meetings.skip", tr("Sla dit overleg over, omdat…"), self._open_skip, "S", lambda: self.can.move),
            Command("meetings.go_on", tr("Laat dit overleg toch doorgaan"), self._go_on, "D", lambda: self.can.restore),
            Command("meetings.year", tr("Toon het hele jaar"), self._open_year, "J"),
            Command("meetings.points", tr("Stel een punt voor het overleg voor"), lambda: self.desk.go(Place("own-points")), "P"),
            Command("meetings.learning", tr("Ga naar samen leren"), lambda: self.desk.go(Place("learning")), "E"),
            Command("meetings.calendar", tr("Bewaar dit overleg als agendabestand (.ics)"), self._save_one, "K", lambda: self.can.save),
            Command("meetings.series", tr("Plan een reeks overleggen"), self._open_series, "R", lambda: self._may_plan),
        )

    # Layout

    @cached_property
    def year(self) -> YearView:
        """The whole year, made when somebody asks for it."""
        year = YearView(self.lane(latest=True))
        year.chosen.connect(self._choose_in_year)
        year.asked_file.connect(self._save_year)
        self._right.addWidget(year)
        return year

    def _lay_out(self) -> None:
        tr = self.tr
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Title(tr("Overleg")))
        head.addStretch(1)
        self.learning_button = Button(tr("Samen leren"), lambda: self.desk.go(Place("learning")), icon="book-open")
        head.addWidget(self.learning_button)
        self.points_button = Button(tr("Punt voorstellen"), lambda: self.desk.go(Place("own-points")), icon="plus")
        head.addWidget(self.points_button)
        self.year_button = Button(tr("Hele jaar"), self._open_year, icon="calendar")
        head.addWidget(self.year_button)
        self.series_button = Button(tr("Reeks plannen"), self._open_series, icon="calendar-days")
        self.series_button.setVisible(False)
        head.addWidget(self.series_button)
        self.filter = FilterChips([(True, tr("Komende")), (False, tr("Gehouden"))], name=tr("Welke overleggen"))
        self.filter.changed.connect(lambda _: self._on_filter())
        self.list = RowList(tr("Overleggen"), empty=EmptyState(tr("Er is nog geen overleg gepland."), door=70))
        self.list.chosen.connect(lambda _: self._show_detail())
        self.list.opened.connect(lambda _: self._first_thing())
        self._left = Card(margins=1, gap=8)
        self._left.setFixedWidth(LIST_WIDTH)
        self._left.body.setContentsMargins(1, 12, 1, 8)
        chips = QHBoxLayout()
        chips.setContentsMargins(14, 0, 14, 0)
        chips.addWidget(self.filter)
        self._left.body.addLayout(chips)
        self._left.body.addWidget(self.list, 1)
        self.detail = self._lay_out_detail()
        self.empty = EmptyState(
            tr("Er is nog geen overleg gepland. Plan de reeks van elke drie weken in één keer."),
            tr("Reeks plannen") if self._may_plan else "",
            self._open_series,
        )
        self._right = Pages()
        self._nothing_page = QWidget()
        for page in (self._nothing_page, self.detail, self.empty):
            self._right.addWidget(page)
        self.forms = CycleForms(self, self._right)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _lay_out_detail(self) -> Card:
        tr = self.tr
        card = Card(margins=20, gap=8)
        title = QHBoxLayout()
        title.setSpacing(12)
        self._when, self._state = Title(), Chip()
        title.addWidget(self._when)
        title.addWidget(self._state)
        title.addStretch(1)
        card.body.addLayout(title)
        self._where, self._who = Quiet(), Quiet()
        when_and_who = FlowLayout(gap=18, line_gap=2)
        for part in (self._where, self._who):
            when_and_who.addWidget(part)
        card.body.addLayout(when_and_who)
        self.live_button = Button(tr("Verder met het overleg"), partial(self._go, "live"), role="primary")
        self.prepare_button = Button(tr("Voorbereiden"), partial(self._go, "prepare"), role="primary")
        self.minutes_button = Button(tr("Notulen"), partial(self._print, self._paper.minutes), role="primary", icon="file-text")
        self.life_button = Button(tr("Vaststellen en uitreiken"), partial(self._go, "minutes"), icon="badge-check")
        self.actions_button = Button(tr("Actielijst"), partial(self._print, self._paper.actions), icon="list-checks")
        self.agenda_button = Button(tr("Agenda"), partial(self._print, self._paper.agenda), icon="printer")
        self.go_on_button = Button(tr("Toch door laten gaan"), self._go_on, role="primary")
        self.move_button = Button(tr("Verzetten"), self._open_move, icon="calendar-days")
        self.skip_button = Button(tr("Overslaan"), self._open_skip)
        self.calendar_button = Button(tr("Agendabestand"), self._save_one, icon="calendar")
        self._buttons: tuple[tuple[Button, Callable[[], bool], str], ...] = (
            (self.live_button, lambda: self.can.go_on, "O"),
            (self.prepare_button, lambda: self.can.prepare, "V"),
            (self.minutes_button, lambda: self.can.read, "N"),
            (self.life_button, lambda: self.can.read, "U"),
            (self.actions_button, lambda: self.can.read, "L"),
            (self.agenda_button, lambda: self.can.show_agenda, "A"),
            (self.go_on_button, lambda: self.can.restore, "D"),
            (self.move_button, lambda: self.can.move, "Z"),
            (self.skip_button, lambda: self.can.move, "S"),
            (self.calendar_button, lambda: self.can.save, "K"),
        )
        row = FlowLayout(gap=10)
        for button, _, key in self._buttons:
            button.setToolTip(tr("{0} ({1})").format(button.text(), key))
            row.addWidget(button)
        card.body.addLayout(row)
        self.points = PointsView(self.desk, self.lane(latest=True))
        card.body.addWidget(self.points, 1)
        keys = QHBoxLayout()
        keys.setSpacing(14)
        for cap, meaning in (
            (tr("↑ ↓"), tr("kiezen")),
            (tr("Enter"), tr("openen")),
            (tr("R"), tr("reeks plannen")),
            (tr("J"), tr("hele jaar")),
            (tr("F1"), tr("alle toetsen")),
        ):
            keys.addWidget(KeyHint(cap, meaning))
        keys.addStretch(1)
        card.body.addLayout(keys)
        return card

    # What comes in

    def _on_members(self, found: Sequence[MemberLine]) -> None:
        self._members = found

    def _on_meetings(self, found: Sequence[MeetingLine]) -> None:
        first, self._meetings, self._loaded = not self._loaded, found, True
        wanted = next((m for m in found if m.id == self._wanted), None) or self._current or nearest(found, self._today())
        if wanted is not None and (first or self._wanted):
            self.filter.set_value(wanted.state is not MeetingState.HELD)
        self._wanted = None
        self._show_list(wanted.id if wanted is not None else None)
        if self._just_entered and not self._is_beside():
            self._just_entered = False
            stop = self.list if found else self.empty.button
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        if wanted is not None and self.place is not None and self.place.kind == "meeting" and self.place is not self._went_through:
            self._went_through = self.place
            self._route(wanted)

    def _route(self, shown: MeetingLine) -> None:
        """Go on to the screen that fits the state; what was held stays here, with its paper."""
        if shown.state is MeetingState.RUNNING and self._may_plan:
            self.desk.go(Place("live", shown.id))
        elif shown.state in COMING:
            self.desk.go(Place("prepare", shown.id))

    # Showing

    @property
    def _current(self) -> MeetingLine | None:
        return next((m for m in self._meetings if m.id == self.list.current), None)

    def _on_filter(self) -> None:
        self.list.setCurrentIndex(QModelIndex())  # another list begins at its first row, not at the number where the other one stood
        self._show_list()

    def _show_list(self, current: str | None = None) -> None:
        coming = [m for m in reversed(self._meetings) if m.state in COMING or is_still_skipped(m, self._today())]
        held = [m for m in self._meetings if m.state is MeetingState.HELD]
        self.filter.set_counts({True: len(coming), False: len(held)})
        shown = coming if self.filter.value else held
        self.list.set_rows([meeting_row(m, self._today()) for m in shown], current=current)
        if self.list.empty is not None:
            self.list.empty.say(
                self.tr("Er is geen overleg gepland.") if self.filter.value else self.tr("Er is nog geen overleg gehouden.")
            )
        self.list.choose_first()
        self.series_button.setVisible(self._may_plan)
        self._show_detail()

    def _show_detail(self) -> None:
        if self._is_beside():
            return
        shown = self._current
        if shown is None:
            self._right.setCurrentWidget(self.empty if self._loaded and not self._meetings else self._nothing_page)
            return
        self._right.setCurrentWidget(self.detail)
        self._when.setText(long_day(shown))
        self._state.show_state(str(shown.state), KINDS[shown.state])
        self._where.setText(held_line(shown))
        self._who.setText(
            self.tr("overgeslagen: {0}").format(shown.because)
            if shown.state is MeetingState.CANCELLED
            else self.tr("voorzitter {0}, notulen {1}").format(shown.chair, shown.secretary)
        )
        self.prepare_button.setText(self.tr("Voorbereiden") if self._may_plan else self.tr("Agenda bekijken"))
        for button, fits, _ in self._buttons:
            button.setVisible(fits())
        self.points.show_meeting(shown, may_move=self.can.move)

    # What can be done

    def _today(self) -> date:
        return local_day(self.desk.clock())

    @property
    def can(self) -> Can:
        """What can be done with the chosen overleg."""
        return Can(self._current, self._may_plan)

    def _first_thing(self) -> None:
        if self.can.read:
            self._print(self._paper.minutes)
        elif self._current is not None:
            self._route(self._current)

    def _go(self, kind: str) -> None:
        if self._current is not None:
            self.desk.go(Place(kind, self._current.id))

    def _print(self, show: Callable[[MeetingLine], None]) -> None:
        if self._current is not None:
            show(self._current)

    # Forms, and the year

    def _open_series(self) -> None:
        self.forms.open_series(self._members, self._meetings[0] if self._meetings else None)

    def _open_move(self) -> None:
        if self._current is not None:
            self.forms.open_move(self._current)

    def _open_skip(self) -> None:
        if self._current is not None:
            self.forms.open_skip(self._current, self._meetings)

    def _go_on(self) -> None:
        if self._current is not None:
            self.forms.go_on(self._current)

    def _choose_day(self, day: date) -> None:
        if self._current is not None and self.can.move:
            self.forms.choose_day(self._current, day)

    def _open_year(self) -> None:
        shown = self._current
        self.year.show_year(shown.on.year if shown is not None else self._today().year)
        self._right.setCurrentWidget(self.year)
        self.year.take_focus()

    def _choose_in_year(self, meeting_id: str) -> None:
        chosen = next((m for m in self._meetings if m.id == meeting_id), None)
        if chosen is not None:
            self._close_beside()
            self.filter.set_value(chosen.state is not MeetingState.HELD)
            self._show_list(chosen.id)

    def _save_one(self) -> None:
        if self._current is not None:
            self._calendar.one(self._current)

    def _save_year(self) -> None:
        self._calendar.year(self.year.year, [line.meeting for line in self.year.lines])

    def _on_form_closed(self, wanted: str) -> None:
        self._wanted = wanted or self._wanted
        self._close_beside()

    def _is_beside(self) -> bool:
        return self.forms.is_open or isinstance(self._right.currentWidget(), YearView)

    def _close_beside(self) -> bool:
        if not self._is_beside():
            return False
        self.forms.leave()
        self._right.setCurrentWidget(self._nothing_page)
        self._show_detail()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

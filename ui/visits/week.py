"""*Weekplan*: who goes where and when. A visit is dragged to a day, or moved with Ctrl+arrow; what clashes is shown, not forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import MONTHS, day_month, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange.calendar_file import visits_file
from expertiseteam.meetings.engaged import engaged
from expertiseteam.visits.records import VisitLine, VisitState
from expertiseteam.visits.week import (
    Engagement,
    Week,
    changed_for,
    clashes,
    for_calendar,
    monday_of,
    move_visit,
    of_member,
    waits_for_calendar,
    week_plan,
)
from ui.exchange.calendar_save import CalendarFileSaver
from ui.look.theme import px
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.visits.days import DayList, day_row
from ui.visits.form_words import time_words, visit_time
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Heading, KeyHint, Label, Quiet, Title
from ui.widgets.pills import FilterChips

_MINE, _ALL = "mine", "all"
_DAY_NAMES = ("Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag", "Zondag")
_WORKING = 5


class WeekScreen(Screen):
    """Shows places of kind "week"; `place.id` is a Monday as 2026-11-02, none: this week."""

    title = "Weekplan"
    watches = frozenset({"visit", "case", "absence", "meeting", "round", "round_series"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._week: Week | None = None
        self._engaged: list[Engagement] = []
        self._monday = monday_of(local_day(desk.clock()))
        self._wanted = ""  # the visit that must be chosen once the week is loaded
        self._lane, self._acts = self.lane(latest=True), desk.runner.lane(self, self._on_refused)
        self._saver = CalendarFileSaver(self)
        self._lay_out()

    # What a screen writes itself

    def enter(self, place: Place) -> None:
        if place.id:
            self._monday = monday_of(date.fromisoformat(place.id))
        super().enter(place)
        self.waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        monday, ask = self._monday, self.desk.workspace.ask
        self._lane.work(self._on_week, lambda: (ask(week_plan, monday), ask(engaged, monday)))

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        return [
            Command("week.before", self.tr("Toon de week ervoor"), lambda: self._go(-1), "E"),
            Command("week.after", self.tr("Toon de week erna"), lambda: self._go(1), "L"),
            Command("week.today", self.tr("Toon deze week"), lambda: self._go(0)),
            Command("week.time", self.tr("Zet het gekozen bezoek op een tijd"), self._to_time, "T", lambda: self.chosen is not None),
            Command("week.none", self.tr("Haal het gekozen bezoek van zijn dag"), self._take_off, "", lambda: self.chosen is not None),
            Command("week.open", self.tr("Open het gekozen bezoek"), self._open, "", lambda: self.chosen is not None),
            Command("week.save", self.tr("Bewaar uw bezoeken van deze week als agendabestand"), self.save, "K"),
        ]

    @property
    def lists(self) -> list[DayList]:
        """What has no day yet, and the days that are shown."""
        return [self.waiting, *(rows for rows in self.days if not rows.isHidden())]

    @property
    def chosen(self) -> VisitLine | None:
        """The visit that is chosen in the list with the keyboard, or where it was last."""
        return self._by_id().get(self._last.current or "") if self._last is not None else None

    def save(self) -> None:
        """Save the own visits of this week for a calendar: code and village, nothing else."""
        if (week := self._week) is None:
            return
        mine = for_calendar(week, self.desk.me.id)
        waits = waits_for_calendar(week, self.desk.me.id)
        if not mine and not waits:
            self.inform(self.tr("U hebt in deze week geen bezoek op een dag staan. Er is niets bewaard."), "warn")
            return
        told = self.tr("Er staat alleen het nummer van de casus en het dorp in.")
        if changed_for(week, self.desk.me.id):
            told = self.tr("Wat verzet is of niet doorgaat, staat er ook in: uw agenda past dat aan. {0}").format(told)
        self._saver.save(
            self.tr("huisbezoeken {0}.ics").format(week.monday.isoformat()),
            told,
            lambda team, now: visits_file(mine, team, now, week.minutes, waits),
        )

    # Parts

    def _lay_out(self) -> None:
        card = Card(margins=16, gap=10)
        head = QWidget()
        row = FlowLayout(head, gap=10, line_gap=6)
        self.name = Title()
        self.filters = FilterChips([(_MINE, self.tr("Van mij")), (_ALL, self.tr("Van iedereen"))], name=self.tr("Welke bezoeken"))
        self.filters.set_value(_ALL)
        self.filters.changed.connect(lambda _: self._show())
        self.before_button = IconButton("chevron-left", self.tr("De week ervoor"), lambda: self._go(-1))
        self.after_button = IconButton("chevron-right", self.tr("De week erna"), lambda: self._go(1))
        self.save_button = Button(self.tr("Mijn week als agendabestand"), self.save)
        for part in (self.before_button, self.name, self.after_button, self.filters, self.save_button, KeyHint("K")):
            row.addWidget(part)
        card.body.addWidget(head)
        days = QHBoxLayout()
        days.setSpacing(8)
        self.waiting = DayList(self.tr("Nog geen dag"))
        self.days = [DayList(name) for name in _DAY_NAMES]
        self._heads = [Heading(self.tr("Nog geen dag")), *(Heading("") for _ in _DAY_NAMES)]
        self._aways = [Quiet("", wrap=True), *(Quiet("", wrap=True) for _ in _DAY_NAMES)]
        self._columns: list[QWidget] = []
        self._last: DayList | None = None
        for number, rows in enumerate((self.waiting, *self.days)):
            column = Card(margins=0, gap=4, role="well")
            top = QVBoxLayout()
            top.setContentsMargins(14, 8, 8, 0)
            top.addWidget(self._heads[number])
            top.addWidget(self._aways[number])
            column.body.addLayout(top)
            column.body.addWidget(rows, 1)
            days.addWidget(column, 1)
            self._columns.append(column)
            rows.opened.connect(lambda key: self.desk.go(Place("visit", key)))
            rows.chosen.connect(lambda _, rows=rows: self._on_chosen(rows))
            rows.dropped.connect(lambda key, number=number: self._drop(key, number))
            rows.moved.connect(self._shift)
            rows.left.connect(lambda step, rows=rows: self._step(rows, step))
            rows.key("Delete", lambda _: self._take_off())
        card.body.addLayout(days, 1)
        foot = QWidget()
        line = FlowLayout(foot, gap=10, line_gap=6)
        self.begins, self.ends = (LineField(self.tr("tijd"), name=name, longest=12) for name in (self.tr("Van"), self.tr("Tot")))
        self.about = Label("")
        for field in (self.begins, self.ends):
            field.setFixedWidth(px(80))
            field.returnPressed.connect(self._set_time)
        self.time_button = Button(self.tr("Zet op deze tijd"), self._set_time)
        parts: tuple[QWidget, ...] = (
            self.about, self.begins, self.ends, self.time_button, KeyHint("T"), KeyHint("Ctrl ← →", self.tr("andere dag")),
            KeyHint("Delete", self.tr("geen dag")), KeyHint("Enter", self.tr("open")),
        )  # fmt: skip
        for hint in parts:
            line.addWidget(hint)
        card.body.addWidget(foot)
        self.clash_words = Label("", "small", "warn", wrap=True)
        card.body.addWidget(self.clash_words)
        self.file_words = Quiet("", wrap=True)
        card.body.addWidget(self.file_words)
        self.load_words = Quiet("", wrap=True)
        card.body.addWidget(self.load_words)
        outer = QHBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    # What comes back

    def _on_week(self, found: tuple[Week, list[Engagement]]) -> None:
        self._week, self._engaged = found
        self._show()

    def _show(self) -> None:
        if (week := self._week) is None:
            return
        mine = self.filters.value == _MINE
        today, wrong = local_day(self.desk.clock()), clashes(week, self._engaged)
        last = week.days[-1]
        self.name.setText(self.tr("{0} tot en met {1}").format(day_month(week.monday), day_month(last)))
        self.filters.set_counts({_MINE: len(of_member(week.planned, self.desk.me.id)), _ALL: len(week.planned)})
        shown = of_member(week.planned, self.desk.me.id) if mine else list(week.planned)
        waiting = of_member(week.waiting, self.desk.me.id) if mine else list(week.waiting)
        self.waiting.set_rows([day_row(one, "", today) for one in waiting])
        for number, (day, rows) in enumerate(zip(week.days, self.days, strict=True), start=1):
            here = [one for one in shown if one.planned_on == day]
            rows.set_rows([day_row(one, wrong.get(one.id, ""), today) for one in here])
            self._heads[number].setText(f"{_DAY_NAMES[day.weekday()][:2]} {day.day}" + (self.tr(" · vandaag") if day == today else ""))
            away = sorted(week.names.get(one.member_id, "") for one in week.away if one.since <= day <= one.until)
            self._aways[number].setText(self.tr("afwezig: {0}").format(", ".join(away)) if away else "")
            self._columns[number].setVisible(number <= _WORKING or bool(here))
            rows.setHidden(number > _WORKING and not here)
        found = [f"{one.code}: {wrong[one.id]}" for one in week.planned if one.id in wrong]
        self.clash_words.setText(self.tr("Botst: {0}.").format("; ".join(found)) if found else "")
        self.clash_words.setVisible(bool(found))
        self.load_words.setText(self._load_words(week))
        self.file_words.setText(self._file_words(week, today))
        self.file_words.setVisible(bool(self.file_words.text()))
        self._choose_wanted()
        self._on_chosen(self._last)

    def _file_words(self, week: Week, today: date) -> str:
        """What of this week is otherwise than it stood: the own calendar hears of it from a new file."""
        found = []
        for one in changed_for(week, self.desk.me.id):
            on = one.planned_on if one.state is VisitState.PLANNED else None
            found.append(f"{one.code} {short_date(on, today) if on else self.tr('vervalt voor u')}")
        words = self.tr("Verzet of vervallen: {0}. Stond het al in uw agenda? Bewaar het bestand opnieuw (K), dan past uw agenda het aan.")
        return words.format(", ".join(found)) if found else ""

    def _load_words(self, week: Week) -> str:
        month = MONTHS[week.month.month - 1]
        many = ", ".join(f"{name.split()[0]} {count}" for name, count in week.loads.items())
        if not many:
            return self.tr("In {0} staat nog geen bezoek dat u mag zien.").format(month)
        return self.tr("Bezoeken in {0}, geweest en gepland: {1}. Alleen wat u mag zien, telt mee.").format(month, many)

    def _choose_wanted(self) -> None:
        if self._wanted:
            for rows in self.lists:
                if rows.choose(self._wanted):
                    rows.setFocus(Qt.FocusReason.OtherFocusReason)
                    self._last = rows
            self._wanted = ""

    def _on_chosen(self, rows: DayList | None) -> None:
        self._last = rows
        for other in self.lists:
            if rows is not None and other is not rows:
                other.setCurrentIndex(QModelIndex())
        one = self.chosen
        self.begins.setText(time_words(one.planned_at) if one else "")
        self.ends.setText(time_words(one.ends_at) if one else "")
        self.about.setText(f"{one.code} · {one.duo}" if one else self.tr("Kies een bezoek"))
        for part in (self.begins, self.ends, self.time_button):
            part.setEnabled(one is not None and one.planned_on is not None)

    def _on_refused(self, refused: Refused) -> None:
        self._wanted = ""
        self.show_refusal(refused)

    # What is done

    def _move(self, one: VisitLine, day: date | None) -> None:
        if day == one.planned_on:
            return
        self._wanted = one.id
        self._acts.do(lambda _: self._on_moved(one, day), move_visit, one, day, one.planned_at, one.ends_at)

    def _on_moved(self, one: VisitLine, day: date | None) -> None:
        self.bar.close_bar()
        if day is not None and not self._monday <= day < self._monday + timedelta(days=7):
            self._monday = monday_of(day)
        said = self.tr("{0} gaat {1}.").format(one.code, short_date(day)) if day else self.tr("{0} heeft nog geen dag.").format(one.code)
        self.desk.say(said)
        self.load()

    def _drop(self, visit_id: str, number: int) -> None:
        one = self._by_id().get(visit_id)
        if one is not None and self._week is not None:
            self._move(one, self._week.days[number - 1] if number else None)

    def _shift(self, days: int) -> None:
        """A day further or back; what has no day yet goes to today, or to the Monday of a week to come."""
        if (one := self.chosen) is None:
            return
        if one.planned_on is None:
            if days > 0:
                self._move(one, max(self._monday, local_day(self.desk.clock())))
            return
        self._move(one, one.planned_on + timedelta(days=days))

    def _take_off(self) -> None:
        if (one := self.chosen) is not None and one.planned_on is not None:
            self._move(one, None)

    def _to_time(self) -> None:
        if self.begins.isEnabled():
            self.begins.setFocus(Qt.FocusReason.OtherFocusReason)
            self.begins.selectAll()

    def _set_time(self) -> None:
        if (one := self.chosen) is None or one.planned_on is None:
            return
        try:
            at, ends = visit_time(self.begins.value()), visit_time(self.ends.value())
        except Refused as refused:
            self.show_refusal(refused)
            return
        self._wanted = one.id
        self._acts.do(lambda _: self._on_moved(one, one.planned_on), move_visit, one, one.planned_on, at, ends)

    def _open(self) -> None:
        if (one := self.chosen) is not None:
            self.desk.go(Place("visit", one.id))

    def _go(self, weeks: int) -> None:
        this = monday_of(local_day(self.desk.clock()))
        self._monday = self._monday + timedelta(days=7 * weeks) if weeks else this
        self.load()

    def _step(self, rows: DayList, step: int) -> None:
        """Go to the list beside this one, and choose its first visit."""
        lists = self.lists
        where = lists.index(rows) + step
        if 0 <= where < len(lists):
            lists[where].setFocus(Qt.FocusReason.OtherFocusReason)
            lists[where].choose_first()
            self._on_chosen(lists[where])

    def _by_id(self) -> dict[str, VisitLine]:
        return {one.id: one for one in (*self._week.planned, *self._week.waiting)} if self._week is not None else {}

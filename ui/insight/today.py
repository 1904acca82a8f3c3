"""*Vandaag*: the first screen. What is most urgent is one key away, and everything has its case code beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.records import ActionLine
from expertiseteam.concerns.triage import set_noise
from expertiseteam.insight.today import Today, today
from expertiseteam.meetings.agenda import prepare_agenda
from ui.insight.action_list import OneLineList
from ui.insight.action_work import ActionWork
from ui.insight.today_cards import EvictionsCard, MeetingCard, RowsCard, WaitingCard
from ui.insight.words import action_row, actions_aside, day_title, feedback_row, greeting, learn_holidays, visit_row, without_duo_row
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, Line, Scrolled
from ui.widgets.labels import Elided, KeyHint, Title

SIDE = 412  # width of the right column
FEEDBACK = "FEEDBACK"  # `extra` of a signal's place: open it with the panel for the answer


class TodayScreen(Screen):
    """What waits for who is signed in. Kind of place: "today"."""

    title = "Vandaag"
    watches = frozenset({"action", "case", "visit", "feedback", "concern", "meeting", "agenda_item"})
    keeps = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today: Today | None = None
        self._counts_days = False
        self._lane = self.lane(latest=True)
        self._may_weigh = desk.may(set_noise)
        self._lay_out()
        self.work = ActionWork(self, self._slot, self.list.setFocus)
        self.list.key("Space", lambda _: self._with(self.work.do_now)())

    # Screen

    def load(self) -> None:
        self.busy(self.tr("Uw dag ophalen…"))
        self._lane.ask(self._on_today, today, self.desk.me.id, self._day())
        self.work.load()
        if not self._counts_days:
            self.lane().work(self._on_holidays, learn_holidays, self._day())

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus()

    def leave(self) -> None:
        self.work.flush()

    def escape(self) -> bool:
        if self.work.panel is None:
            return False
        self.work.close()
        return True

    def commands(self) -> Sequence[Command]:
        chosen = self._has_action
        return (
            Command("today.done", self.tr("Meld de actie gedaan"), self._with(self.work.do_now), enabled=chosen),
            Command("today.move", self.tr("Verzet de actie"), self._with(self.work.ask_move), "V", chosen),
            Command("today.not", self.tr("Leg vast dat de actie niet gelukt is"), self._with(self.work.ask_why), "N", chosen),
            Command(
                "today.record", self.tr("Leg vast wat u invulde"), self.work.record, "Ctrl+Return", lambda: self.work.panel is not None
            ),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def names_switched(self) -> None:
        self._show()

    # What is shown

    def _on_today(self, found: Today) -> None:
        self.busy("")
        self._today = found
        self._show()

    def _on_holidays(self, _: None) -> None:
        self._counts_days = True
        self._show()

    def _show(self) -> None:
        found = self._today
        if found is None:
            return
        day, hidden = self._day(), self.desk.names.hidden
        self._title.setText(day_title(day))
        self._greeting.setText(greeting(found, day, weighs=self._may_weigh))
        self.evictions.show_cases(found.evictions, day, hidden=hidden, counted=self._counts_days)
        self._actions_card.aside.setText(actions_aside(found.actions, day))
        rows = [action_row(a, day, hidden=hidden) for a in found.actions]
        self.list.set_rows(rows, current=self.list.current or (rows[0].key if rows else None))
        me = self.desk.me.id
        visits = [visit_row(v, me, day, hidden=hidden) for v in found.visits]
        self.visits.show_rows(visits, self.tr("{0} gepland").format(len(visits)), 2)
        owed = [feedback_row(f, day) for f in found.feedback]
        self.feedback.show_rows(owed, self.tr("1 melder wacht") if len(owed) == 1 else self.tr("{0} melders wachten").format(len(owed)), 2)
        newest_first = sorted(found.without_duo, key=lambda c: (c.eviction_on or date.max, -c.opened.toordinal()))
        duo = [without_duo_row(c, day, hidden=hidden) for c in newest_first]
        count = self.tr("1 casus") if len(duo) == 1 else self.tr("{0} casussen").format(len(duo))
        self.without_duo.show_rows(duo, count, 1 if visits and owed else 2)
        self.waiting.show_count(found.waiting if self._may_weigh else 0)
        self.meeting.show_meeting(found, day, counted=self._counts_days)

    # Work

    def _chosen(self) -> ActionLine | None:
        actions = self._today.actions if self._today is not None else ()
        return next((a for a in actions if a.id == self.list.current), None)

    def _has_action(self) -> bool:
        return self._chosen() is not None

    def _with(self, run: Callable[[ActionLine], None]) -> Callable[[], None]:
        def go() -> None:
            action = self._chosen()
            if action is not None:
                run(action)

        return go

    def _open_action(self, action_id: str) -> None:
        action = self._chosen()
        if action is not None and action.case_id:
            self.desk.go(Place("case", action.case_id))
        else:
            self.desk.go(Place("actions", action_id))

    def _prepare(self) -> None:
        meeting = self._today.meeting if self._today is not None else None
        if meeting is not None and self.desk.may(prepare_agenda):
            self.desk.go(Place("prepare", meeting.id))
        else:
            self.desk.go(Place("meetings"))

    def _goer(self, kind: str, extra: object = None) -> Callable[[str], None]:
        return lambda key: self.desk.go(Place(kind, key, extra))

    def _leads(self, kind: str) -> Callable[[], None]:
        return lambda: self.desk.go(Place(kind))

    def _day(self) -> date:
        return local_day(self.desk.clock())

    # Parts

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        self._title, self._greeting = Title(), Elided("", "quiet")
        head.addWidget(self._title)
        head.addWidget(self._greeting, 1)
        head.addWidget(Button(self.tr("Signaal opschrijven"), self._leads("concern-new"), role="primary", icon="plus"))
        head.addWidget(KeyHint(self.tr("Ctrl N")))
        outer.addLayout(head)
        self._left, self._right = QWidget(), QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self.evictions = EvictionsCard(self._goer("case"), self._leads("cases"))
        left.addWidget(self.evictions)
        left.addWidget(self._make_actions(), 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        self.waiting = WaitingCard(self._leads("concerns"))
        self.visits = RowsCard(self.tr("Mijn huisbezoeken"), self.tr("Alle"), self._leads("visits"), self._goer("visit"), lines=3)
        self.feedback = RowsCard(
            self.tr("Terugkoppeling"), self.tr("Signalen"), self._leads("concerns"), self._goer("concern", FEEDBACK), lines=1
        )
        self.without_duo = RowsCard(self.tr("Nog geen duo"), self.tr("Casussen"), self._leads("cases"), self._goer("case"), lines=2)
        self.meeting = MeetingCard(self._prepare, may_prepare=self.desk.may(prepare_agenda))
        for card in (self.waiting, self.visits, self.feedback, self.without_duo, self.meeting):
            right.addWidget(card)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self._left, 1)
        scrolled = Scrolled(self._right)
        scrolled.setFixedWidth(SIDE)
        columns.addWidget(scrolled)
        outer.addLayout(columns, 1)

    def _make_actions(self) -> Card:
        self._actions_card = Card(self.tr("Mijn acties"), " ", margins=16, gap=8)
        link = Button(self.tr("Alle acties"), self._leads("actions"), role="link")
        self._actions_card.head.addWidget(link)
        empty = EmptyState(self.tr("Er staat geen actie op uw naam."), door=64)
        self.list = OneLineList(self.tr("Mijn acties"), empty=empty)
        self.list.opened.connect(self._open_action)
        self._actions_card.body.addWidget(self.list, 1)
        self._slot = QVBoxLayout()
        self._actions_card.body.addLayout(self._slot)
        self._actions_card.body.addWidget(Line())
        keys = QHBoxLayout()
        keys.setSpacing(14)
        for cap, meaning in (
            ("↑ ↓", self.tr("kiezen")),
            (self.tr("Spatie"), self.tr("gedaan")),
            ("Enter", self.tr("openen")),
            ("V", self.tr("verzetten")),
            ("N", self.tr("niet gelukt")),
        ):
            keys.addWidget(KeyHint(cap, meaning))
        keys.addStretch(1)
        self._actions_card.body.addLayout(keys)
        return self._actions_card

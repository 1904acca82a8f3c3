"""*Vandaag*: the first screen. What is most urgent is one key away, and everything has its case code beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.records import ActionLine
from expertiseteam.concerns.triage import set_noise
from expertiseteam.insight.alerts import Alerts, my_alerts
from expertiseteam.insight.today import Today, today
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.privacy.log_retention import YEARS, has_old_lines
from expertiseteam.privacy.prevention import PreventiveLine, over_term
from expertiseteam.sharing.forgetting import forgetting
from expertiseteam.sharing.records import Forgetting
from expertiseteam.visits.round_records import RoundPlan
from expertiseteam.visits.rounds import unwritten_rounds
from ui.insight.action_list import OneLineList
from ui.insight.action_screen import ActionScreen
from ui.insight.cover_screen import LEADS_TO
from ui.insight.today_cards import EvictionsCard, MeetingCard, RowsCard, WaitingCard
from ui.insight.words import (
    action_row,
    actions_aside,
    alert_rows,
    call_row,
    cover_row,
    day_title,
    feedback_row,
    greeting,
    learn_holidays,
    no_more_row,
    objection_row,
    owed_row,
    referral_row,
    telling_row,
    unwritten_row,
    visit_row,
    wait_row,
    without_duo_row,
)
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.team.folder_words import when_confirmed
from ui.visits.papers import VisitPapers
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, Line, Scrolled
from ui.widgets.labels import Elided, KeyHint, Title
from ui.widgets.rows import Row

SIDE = 412  # width of the right column, at least
GAP = 12  # between its cards
# Of what must not be let go of, visits, feedback and cases without a duo: as many as there is room for.
MOST_ROWS = ((2, 2, 2, 2), (2, 2, 2, 1), (2, 2, 1, 1), (1, 2, 1, 1), (1, 1, 1, 1))
MOST_UNANSWERED = 2
MOST_COVERS = 2
MOST_CALLS = 2
MOST_TELLINGS = 2
FOLDER, PREVENTION, LOG = "folder", "prevention", "log"  # rows of what is to be destroyed
FEEDBACK = "FEEDBACK"  # `extra` of a signal's place: open it with the panel for the answer


class TodayScreen(ActionScreen):
    """What waits for who is signed in. Kind of place: "today"."""

    title = "Vandaag"
    watches = frozenset(
        {
            "action",
            "case",
            "visit",
            "feedback",
            "help_offer",
            "objection",
            "concern",
            "meeting",
            "agenda_item",
            "serious_event",
            "note",
            "team_activity",
            "telling",
        }
    ) | {"cover", "joint_call", "round", "round_series", "reporting_code", "code_step", "escalation", "check_round", "partner_answer"}

    def __init__(self, desk: Desk, notice: Callable[[], str] = str) -> None:
        """`notice` says what is wrong with the copies, or nothing; it is asked for in the background."""
        super().__init__(desk)
        self._notice = notice
        self._today: Today | None = None
        self._alerts = Alerts((), ())
        self._counts_days = False
        self._lane, self._alerts_lane, self._term_lane, self._rounds_lane, self._log_lane = (self.lane(latest=True) for _ in range(5))
        self._forgetting: list[Row] = []
        self._may_weigh = desk.may(set_noise)
        self._papers = VisitPapers(desk, self, self.show_refusal)
        self.list.key("Space", lambda _: self.with_chosen(self.work.do_now)())

    # Screen

    def load(self) -> None:
        self.busy(self.tr("Uw dag ophalen…"))
        self._lane.ask(self._on_today, today, self.desk.me.id, self.day())
        self._alerts_lane.ask(self._on_alerts, my_alerts, self.desk.me.id, self.day())  # takes longer, and nothing waits for it
        self._rounds_lane.ask(self._on_rounds, unwritten_rounds, self.desk.me.id, self.day())
        self.work.load()
        self.lane().work(self._on_notice, self._notice)
        if self.desk.workspace.replica is not None and self.desk.may(forgetting):
            self.lane().ask(self.show_forgetting, forgetting, self.desk.clock())
        if self.desk.may(over_term):
            self._term_lane.ask(self._on_over_term, over_term, self.day())
            self._log_lane.ask(self._on_old_lines, has_old_lines, self.desk.clock())
        if not self._counts_days:
            self.lane().work(self._on_holidays, learn_holidays, self.day())

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus()

    def commands(self) -> Sequence[Command]:
        words = self.tr("Toon het bezoekblad van het gekozen huisbezoek")
        return [
            *self.work_commands("today", self.work.do_now, lambda: self.chosen() is not None),
            Command("today.sheet", words, self._show_sheet, "Alt+B", lambda: self.visits.current is not None),
        ]

    def panes(self) -> Sequence[QWidget]:
        return (self._left, self._right)

    def names_switched(self) -> None:
        self._show()

    # What is shown

    def _on_today(self, found: Today) -> None:
        self.busy("")
        self._today = found
        self._show()

    def _on_alerts(self, found: Alerts) -> None:
        self._alerts = found
        self._show()

    def _on_rounds(self, found: list[RoundPlan]) -> None:
        self.rounds.know_rows([unwritten_row(one, self.day()) for one in found], " ")
        self.rounds.show_most(MOST_CALLS)
        self._fit_side()

    def _open_round(self, key: str) -> None:
        self.desk.go(Place("rounds", key.split()[0]))

    def _on_notice(self, words: str) -> None:
        if words:
            self.inform(words, "warn", ((self.tr("Reservekopieën bekijken"), lambda: self.desk.go(Place("copies"))),))

    def show_forgetting(self, found: Forgetting | None) -> None:
        """Only what waits for somebody: what comes by itself stands at *Teammap*."""
        self._forgetting = [row for row in self._forgetting if row.key != FOLDER]
        if found is not None and found.gone_on is None:
            said = self.tr("Vernietigd op {0}").format(full_date(local_day(found.at)))
            foot = self.tr("Uit de teammap {0}").format(when_confirmed(found))
            self._forgetting.append(Row(FOLDER, said, foot=foot))
        self._show_forgetting()

    def _on_over_term(self, found: list[PreventiveLine]) -> None:
        """Signals that came to nothing: the aandachtsfunctionaris decides whether they go (domain.md, row 31)."""
        self._forgetting = [row for row in self._forgetting if row.key != PREVENTION]
        if found:
            one, more = self.tr("1 signaal zonder vervolg"), self.tr("{0} signalen zonder vervolg").format(len(found))
            foot = self.tr("Termijn voorbij: vernietigen of langer bewaren")
            self._forgetting.insert(0, Row(PREVENTION, one if len(found) == 1 else more, foot=foot))
        self._show_forgetting()

    def _on_old_lines(self, has_them: bool) -> None:
        self._forgetting = [row for row in self._forgetting if row.key != LOG]
        if has_them:
            foot = self.tr("Bewaartermijn van {0} jaar voorbij").format(YEARS)
            self._forgetting.append(Row(LOG, self.tr("Oude regels van het logboek"), foot=foot))
        self._show_forgetting()

    def _show_forgetting(self) -> None:
        self.forgetting.know_rows(self._forgetting, self.tr("nog te beslissen"))
        self.forgetting.show_most(len(self._forgetting))
        self.forgetting.setVisible(bool(self._forgetting))
        self._fit_side()

    def _open_forgetting(self, key: str) -> None:
        self.desk.go({PREVENTION: Place("prevention"), LOG: Place("log")}.get(key, Place("members", FOLDER)))

    def _on_holidays(self, _: None) -> None:
        self._counts_days = True
        self._show()

    def _show(self) -> None:
        found = self._today
        if found is None:
            return
        day, hidden = self.day(), self.desk.names.hidden
        self._title.setText(day_title(day))
        self._greeting.setText(greeting(found, day, weighs=self._may_weigh))
        self.evictions.show_cases(found.evictions, day, hidden=hidden, counted=self._counts_days)
        self._actions_card.aside.setText(actions_aside(found.actions, day))
        rows = [action_row(a, day, hidden=hidden) for a in found.actions]
        self.list.set_rows(rows, current=self.list.current or (rows[0].key if rows else None))
        kept = alert_rows(self._alerts, day, hidden=hidden)
        self.hold.know_rows(kept, self.tr("1 casus") if len(kept) == 1 else self.tr("{0} casussen").format(len(kept)))
        me = self.desk.me.id
        self.covers.know_rows([cover_row(one, me, day) for one in found.covers], "")
        self.covers.show_most(MOST_COVERS)
        changed, mine = {one.visit.id: one for one in found.changed}, {v.id for v in found.visits}
        visits = [visit_row(v, me, day, hidden=hidden, change=changed.get(v.id)) for v in found.visits]
        no_more = [no_more_row(one, hidden=hidden) for one in found.changed if one.visit.id not in mine]
        waits = [wait_row(v, day, hidden=hidden) for v in found.waits]
        self.visits.know_rows(waits + no_more + visits, self.tr("{0} gepland").format(len(visits)))
        owed = [feedback_row(f, day) for f in found.feedback]
        self.feedback.know_rows(owed, self.tr("1 melder wacht") if len(owed) == 1 else self.tr("{0} melders wachten").format(len(owed)))
        waiting = [objection_row(o, day) for o in found.objections] + [referral_row(r, day, self.desk.me.id) for r in found.referrals]
        waiting += [owed_row(one, day) for one in found.owed]
        self.unanswered.know_rows(waiting, self.tr("{0} open").format(len(waiting)))
        self.unanswered.show_most(MOST_UNANSWERED)
        to_plan = sum(one.waits for one in found.calls)
        calls = [call_row(one, day, hidden=hidden) for one in found.calls]
        self.calls.know_rows(calls, self.tr("{0} te plannen").format(to_plan) if to_plan else " ")
        self.calls.show_most(MOST_CALLS)
        newest_first = sorted(found.without_duo, key=lambda c: (c.eviction_on or date.max, -c.opened.toordinal()))
        tell = [telling_row(one, day, hidden=hidden) for one in found.tellings]
        self.tellings.know_rows(tell, self.tr("1 besluit") if len(tell) == 1 else self.tr("{0} besluiten").format(len(tell)))
        self.tellings.show_most(MOST_TELLINGS)
        duo = [without_duo_row(c, day, hidden=hidden) for c in newest_first]
        count = self.tr("1 casus") if len(duo) == 1 else self.tr("{0} casussen").format(len(duo))
        self.without_duo.know_rows(duo, count)
        self.waiting.show_count(found.waiting if self._may_weigh else 0)
        self.meeting.show_meeting(found, day, counted=self._counts_days)
        self._fit_side()

    def _fit_side(self) -> None:
        """Show as many rows at the right as fit, so that nothing scrolls: each card says how many there are, and leads to them."""
        self._scrolled.setFixedWidth(max(SIDE, self._right.minimumSizeHint().width()))  # with large letters the heads need more
        room = self._scrolled.viewport().height()
        for many in MOST_ROWS:
            for card, most in zip((self.hold, self.visits, self.feedback, self.without_duo), many, strict=True):
                card.show_most(most)
            heights = [card.sizeHint().height() for card in self._side if not card.isHidden()]
            if sum(heights) + GAP * (len(heights) - 1) <= room:
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_side)  # once the parts have their sizes too

    # Work

    def chosen(self) -> ActionLine | None:
        actions = self._today.actions if self._today is not None else ()
        return next((a for a in actions if a.id == self.list.current), None)

    def _show_sheet(self) -> None:
        chosen = self.visits.current
        visits = (*self._today.visits, *self._today.waits) if self._today is not None else ()
        found = next((visit for visit in visits if chosen is not None and visit.id == chosen.key), None)
        if found is not None:
            self._papers.sheet(found)
        elif chosen is not None:
            self.inform(self.tr("Naar dit bezoek gaat u niet meer: er is geen bezoekblad gemaakt. Kies een ander bezoek."), "warn")

    def _open_action(self, action_id: str) -> None:
        action = self.chosen()
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

    def _to_deputies(self) -> None:
        self.desk.go(Place("members", "deputies"))

    def _open_cover(self, member_id: str) -> None:
        """The open work of who is away; when that is who looks, where it is arranged."""
        if member_id == self.desk.me.id:
            self._to_deputies()
        else:
            self.desk.go(Place("cover", member_id))

    def _open_unanswered(self, key: str) -> None:
        owed = {one.id: one for one in (self._today.owed if self._today is not None else ())}
        self.desk.go(Place(LEADS_TO[owed[key].kind], owed[key].at_id) if key in owed else Place("case", key))

    def _leads(self, kind: str) -> Callable[[], None]:
        return lambda: self.desk.go(Place(kind))

    # Parts

    def lay_out(self) -> None:
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
        right.setSpacing(GAP)
        self.hold = RowsCard(self.tr("Niet loslaten"), self.tr("Casussen"), self._leads("cases"), self._goer("case"), lines=2)
        self.waiting = WaitingCard(self._leads("concerns"))
        self.visits = RowsCard(self.tr("Mijn huisbezoeken"), self.tr("Alle"), self._leads("visits"), self._goer("visit"), lines=3)
        self.visits.add_link(self.tr("Bezoekblad"), self._show_sheet)
        self.feedback = RowsCard(
            self.tr("Terugkoppeling"), self.tr("Signalen"), self._leads("concerns"), self._goer("concern", FEEDBACK), lines=1
        )
        self.tellings = RowsCard(self.tr("Nog te vertellen"), self.tr("Alle"), self._leads("tellings"), self._goer("tellings"), lines=2)
        mine = lambda: self.desk.go(Place("cover", self.desk.me.id))  # noqa: E731
        self.unanswered = RowsCard(self.tr("Stappen en antwoorden"), self.tr("Al uw werk"), mine, self._open_unanswered, lines=1)
        self.calls = RowsCard(
            self.tr("Bezoek samen gevraagd"), self.tr("Signalen"), self._leads("concerns"), self._goer("concern"), lines=2
        )
        self.rounds = RowsCard(self.tr("Rondje nog invullen"), self.tr("Rondjes"), self._leads("rounds"), self._open_round, lines=1)
        self.rounds.know_rows((), " ")
        self.without_duo = RowsCard(self.tr("Nog geen duo"), self.tr("Casussen"), self._leads("cases"), self._goer("case"), lines=2)
        first = lambda: self._open_forgetting(self._forgetting[0].key)  # noqa: E731  # the card is shown only when there is one
        self.forgetting = RowsCard(self.tr("Vernietigen"), self.tr("Bekijken"), first, self._open_forgetting, lines=2)
        self.forgetting.hide()
        self.meeting = MeetingCard(self._prepare, may_prepare=self.desk.may(prepare_agenda))
        self.covers = RowsCard(self.tr("Waarnemen"), self.tr("Regelen"), self._to_deputies, self._open_cover, lines=2)
        self._side: tuple[Card, ...] = (
            self.covers,
            self.hold,
            self.waiting,
            self.calls,
            self.unanswered,
            self.visits,
            self.rounds,
            self.feedback,
            self.tellings,
            self.without_duo,
            self.forgetting,
            self.meeting,
        )
        for card in self._side:
            right.addWidget(card)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self._left, 1)
        self._scrolled = Scrolled(self._right)
        columns.addWidget(self._scrolled)
        outer.addLayout(columns, 1)

    def _make_actions(self) -> Card:
        self._actions_card = Card(self.tr("Mijn acties"), " ", margins=16, gap=8)
        link = Button(self.tr("Alle acties"), self._leads("actions"), role="link")
        self._actions_card.head.addWidget(link)
        empty = EmptyState(self.tr("Er staat geen actie op uw naam."), door=64)
        self.list = OneLineList(self.tr("Mijn acties"), empty=empty)
        self.list.opened.connect(self._open_action)
        self._actions_card.body.addWidget(self.list, 1)
        self.slot = QVBoxLayout()
        self._actions_card.body.addLayout(self.slot)
        self._actions_card.body.addWidget(Line())
        self._actions_card.body.addLayout(self.key_hints(self.tr("openen")))
        return self._actions_card

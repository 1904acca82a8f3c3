"""*Wie keek en wie wijzigde*: the log as people read it.

Asking for it is itself a line in the log, so it is asked for on entering and when somebody says so, never by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.privacy.reading_log import (
    EVERYTHING,
    MOST_KEPT,
    LogCounts,
    LogEntry,
    LogFilter,
    LogSubject,
    log_counts,
    log_of_case,
    log_of_concern,
    log_subject,
    log_to_keep,
    my_log,
    whole_log,
)
from expertiseteam.team.members import members
from ui.privacy.log_filter import LogFilterFold, Typed
from ui.privacy.log_proof import LogProof, is_mark
from ui.privacy.log_term import LogTerm
from ui.privacy.log_words import Findable, capital, full_moment, log_row, log_text, write_text
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.facts import FactsCard
from ui.widgets.fields import LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import KeyHint, Quiet, Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

AT_ONCE = 200  # lines that are fetched together
LIST_WIDTH = 640  # pixels
_ALL, _VIEWS, _ACTS = "all", "views", "acts"
_LOOKING = {_VIEWS: True, _ACTS: False}
FILE_NAME = "logboek {0}.txt"


class LogScreen(Screen):
    """Kind of place: "log"; `extra` may be a LogSubject: then only the lines about that case or signal are read.

    The aandachtsfunctionaris reads everyone's lines, anyone else what the log holds about himself.
    """

    title = "Wie keek en wie wijzigde"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_officer = desk.may(whole_log)
        self._found = Findable()
        self._has_older = False
        self._wanted = EVERYTHING
        self._subject: LogSubject | None = None
        self._lane, self._count_lane, self._members_lane = (self.lane(latest=True) for _ in range(3))
        self._keep_lane = self.lane()
        self._proof, self._term = LogProof(self), LogTerm(self)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._list_card, self.detail = self._make_list(), self._make_detail()
        row.addWidget(self._list_card)
        row.addWidget(self.detail, 1)
        self._show_entry(None)

    # Screen

    def load(self) -> None:
        if self._is_officer:
            self._members_lane.ask(self.filter.offer, members, active_only=False)
            self._term.look()
        self._fetch()

    def enter(self, place: Place) -> None:
        self._subject = place.extra if isinstance(place.extra, LogSubject) else None
        self._wanted = EVERYTHING
        self.kinds.set_value(_ALL)
        self.field.clear()
        self.filter.show_subject(self._subject)
        super().enter(place)

    def commands(self) -> Sequence[Command]:
        return (
            Command("log.find", self.tr("Zoek in het logboek"), self._focus_field, "Ctrl+F"),
            Command("log.older", self.tr("Haal oudere regels op"), self.fetch_older, "O", lambda: self._has_older),
            Command("log.anew", self.tr("Haal de nieuwste regels op"), self._fetch, "F5"),
            *(self._officers_commands() if self._is_officer else ()),
        )

    def _officers_commands(self) -> Sequence[Command]:
        return (
            Command("log.keep", self.tr("Bewaar deze regels als tekst"), self.keep, "Ctrl+S"),
            Command("log.export", self.tr("Bewaar het hele logboek voor controle"), self._proof.export),
            Command("log.mark", self.tr("Toon het kenmerk van het logboek"), self._proof.tell_mark),
            Command(
                "log.destroy", self.tr("Vernietig de oudste regels van het logboek"), self._term.ask, enabled=lambda: self._term.old > 0
            ),
        )

    def escape(self) -> bool:
        if self.field.text():
            self.field.clear()
            return True
        return False

    def panes(self) -> Sequence[QWidget]:
        return (self._list_card, self.detail)

    def names_switched(self) -> None:
        """The log holds numbers of cases and no names of residents."""

    def fetch_older(self) -> None:
        """Fetch the lines before the oldest that is here."""
        if self._has_older:
            self._ask(self._on_older, self._found.entries[-1])

    # Loading

    def _fetch(self) -> None:
        """Fetch the newest lines that are wanted."""
        self._ask(self._on_newest, None)

    def _ask(self, then: Callable[[list[LogEntry]], None], last: LogEntry | None) -> None:
        before, wanted = last.at if last is not None else None, self._wanted
        self.busy(self.tr("Het logboek wordt opgehaald…"))
        if not self._is_officer:
            self._lane.ask(then, my_log, self.desk.me.id, AT_ONCE, before, wanted, self._subject.id if self._subject else "")
        elif self._subject is not None:
            if self._subject.is_case:
                self._lane.ask(then, log_of_case, self._subject.id, AT_ONCE, before, wanted)
            else:
                self._lane.ask(then, log_of_concern, self._subject.id, AT_ONCE, before, wanted)
        else:
            self._lane.ask(then, whole_log, AT_ONCE, before, wanted)

    def _own(self, wanted: LogFilter) -> LogFilter:
        return wanted if self._is_officer else replace(wanted, member_id=self.desk.me.id)

    def _on_counts(self, counts: LogCounts) -> None:
        numbers = {_ALL: counts.views + counts.acts, _VIEWS: counts.views, _ACTS: counts.acts}
        self.kinds.set_counts({kind: f"{number}+" if counts.has_more else number for kind, number in numbers.items()})

    def _on_newest(self, entries: list[LogEntry]) -> None:
        self._found = Findable(entries)
        self._on_fetched(len(entries))
        about = self._subject.id if self._subject else ""
        self._count_lane.ask(self._on_counts, log_counts, about, self._own(self._wanted))  # now, so that this look is among them

    def _on_older(self, entries: list[LogEntry]) -> None:
        self._found = self._found.plus(entries)
        self._on_fetched(len(entries))

    def _on_fetched(self, count: int) -> None:
        self.busy("")
        self._has_older = count == AT_ONCE
        self.older_button.setVisible(self._has_older)
        self._show_rows()

    def _on_wanted(self, typed: object) -> None:
        assert isinstance(typed, Typed)
        self._wanted = replace(typed.filter, views=self._wanted.views)
        if typed.code:
            self._count_lane.ask(self._on_subject, log_subject, typed.code, typed.is_case)
        else:
            self._subject = None
            self._fetch()

    def _on_subject(self, subject: LogSubject | None) -> None:
        if subject is None:
            self.filter.not_found()
        else:
            self._subject = subject
            self._fetch()

    def _on_kind(self, kind: object) -> None:
        self._wanted = replace(self._wanted, views=_LOOKING.get(str(kind)))
        self._fetch()

    # Keeping

    def keep(self) -> None:
        """Ask where, fetch what is wanted (which is a view of its own) and write it there as text."""
        if not self.desk.preferences.may_save_files:
            self.inform(self.tr("Het logboek opslaan als bestand staat uit: vastgelegd door uw organisatie."), "warn")
            return
        start = str(Path(os.path.expanduser("~")) / self.tr(FILE_NAME).format(local_day(self.desk.clock()).isoformat()))
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Opslaan als"), start, self.tr("Tekst (*.txt)"))
        if path:
            where = Path(path if path.lower().endswith(".txt") else f"{path}.txt")
            self.busy(self.tr("Het logboek wordt opgeslagen…"))
            self._keep_lane.ask(partial(self._on_to_keep, where), log_to_keep, self._subject.id if self._subject else "", self._wanted)

    def _on_to_keep(self, where: Path, entries: list[LogEntry]) -> None:
        text = log_text(entries, self.filter.words, self.desk.me.name, self.desk.clock(), most=MOST_KEPT)
        self._keep_lane.work(lambda _: self._on_kept(where, len(entries)), write_text, where, text)

    def _on_kept(self, where: Path, count: int) -> None:
        self.busy("")
        lines = self.tr("1 regel") if count == 1 else self.tr("{0} regels").format(count)
        self.desk.say(self.tr("{0} opgeslagen als {1}. Dit bestand is niet versleuteld.").format(lines, where.name))

    def show_refusal(self, refused: Refused) -> None:
        self.busy("")
        super().show_refusal(refused)

    # Showing

    def _show_rows(self) -> None:
        words, now = "" if self._is_officer and is_mark(self.field.text()) else self.field.text(), self.desk.clock()
        shown = self._found.matching(words)
        self.list.set_rows([log_row(number, self._found.entries[number], now) for number in shown])
        if self.list.empty is not None:
            nothing = self.tr("Geen regel past hierbij.") if self._is_narrow else self.tr("Er staat nog niets in het logboek.")
            self.list.empty.say(self.tr("Geen regel met “{0}”.").format(words.strip()) if words.strip() else nothing)
        total = len(self._found.entries)
        one = self.tr("1 regel") if total == 1 else self.tr("{0} regels").format(total)
        self._count.setText(self.tr("de nieuwste {0} regels").format(total) if self._has_older else one)
        if self.list.current is None and shown:
            self.list.choose_first()  # which shows it
        else:
            self._on_row(self.list.current or "")
        self.detail.choose.setVisible(bool(shown) and self.list.current is None)

    @property
    def _is_narrow(self) -> bool:
        return self._wanted != EVERYTHING or self._subject is not None

    def _show_entry(self, entry: LogEntry | None) -> None:
        if entry is None:
            self.detail.show_nothing()
            return
        told = {
            self.tr("Wie"): entry.who,
            self.tr("Wanneer"): full_moment(entry),
            self.tr("Soort"): self.tr("bekeken") if entry.is_view else self.tr("vastgelegd"),
            self.tr("Waarover"): entry.about,
            self.tr("Waarom"): entry.why,
        }
        self.detail.show_facts(capital(entry.what), {title: value or "–" for title, value in told.items()})

    def _on_row(self, key: str) -> None:
        self._show_entry(self._found.entries[int(key)] if key else None)

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let ↓ and Enter go from the field to the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # Parts

    def _make_list(self) -> QWidget:
        card = Card(margins=0, gap=0)
        card.setFixedWidth(LIST_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        if self._is_officer:
            title = self.tr("Wie keek en wie wijzigde")
            told = self.tr("Van iedereen in het team. Ook dat u hier kijkt, komt in het logboek.")
        else:
            title = self.tr("Wat het logboek over u bewaart")
            told = self.tr("Elke keer dat u iets opent of wijzigt, komt er een regel bij. De aandachtsfunctionaris leest mee.")
        self._title = Title(title)
        head.addWidget(self._title)
        about = Quiet(told, wrap=True)
        head.addWidget(about)
        find = QHBoxLayout()
        find.setSpacing(10)
        by = (
            self.tr("Zoek op naam, nummer, handeling, dag of kenmerk")
            if self._is_officer
            else self.tr("Zoek op naam, nummer, handeling of dag")
        )
        self.field = LineField(by, name=self.tr("Zoek in het logboek"))
        self.field.textChanged.connect(lambda _: self._show_rows())
        if self._is_officer:
            self.field.textChanged.connect(self._proof.look_up)
        self.field.installEventFilter(self)
        find.addWidget(self.field, 1)
        find.addWidget(KeyHint("Ctrl F"))
        head.addLayout(find)
        self.kinds = FilterChips(
            ((_ALL, self.tr("Alles")), (_VIEWS, self.tr("Bekeken")), (_ACTS, self.tr("Vastgelegd"))), name=self.tr("Welke regels")
        )
        self.kinds.changed.connect(self._on_kind)
        head.addWidget(self.kinds)
        self.filter = LogFilterFold(lambda: local_day(self.desk.clock()), whole=self._is_officer)
        self.filter.wanted.connect(self._on_wanted)
        self.filter.opened.connect(lambda is_open: about.setVisible(not is_open))  # large letters need its room
        head.addWidget(self.filter)
        card.body.addLayout(head)
        self.list = RowList(self.tr("Regels van het logboek"), lines=2, empty=EmptyState(self.tr("Er staat nog niets in het logboek.")))
        self.list.chosen.connect(self._on_row)
        card.body.addWidget(self.list, 1)
        foot = FlowLayout(gap=12, line_gap=4)
        foot.setContentsMargins(14, 8, 14, 10)
        self._count = Quiet("", small=True)
        self.older_button = Button(self.tr("Haal oudere regels op"), self.fetch_older, role="link")
        self.older_button.hide()
        self.keep_button = Button(self.tr("Bewaar als tekst…"), self.keep, role="link")
        foot.addWidget(self._count)
        foot.addWidget(self.older_button)
        if self._is_officer:
            foot.addWidget(self.keep_button)
            foot.addWidget(Button(self.tr("Hele logboek voor controle…"), self._proof.export, role="link"))
            foot.addWidget(Button(self.tr("Kenmerk van nu"), self._proof.tell_mark, role="link"))
        for keys, words in (("↑ ↓", self.tr("kiezen")), ("F5", self.tr("vernieuwen"))):
            foot.addWidget(KeyHint(keys, words))
        card.body.addLayout(foot)
        return card

    def _make_detail(self) -> FactsCard:
        card = FactsCard(self.tr("Kies links een regel."))
        card.body.addWidget(Quiet(self.tr("In het logboek staan nummers, geen namen van bewoners."), small=True, wrap=True))
        return card

"""What a member and a colleague changed at the same time on two laptops: both texts, one after another, until somebody chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal

from expertiseteam.access.drafts import last_change
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.sharing.choosing import choose, my_clashes
from expertiseteam.sharing.records import Clashed
from ui.shell.desk import Desk
from ui.team.field_names import field_words
from ui.team.folder_words import lost_words
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Well, clear
from ui.widgets.labels import Label


class ClashCard(Card):
    """Hidden while nothing clashes. `settled` tells that one was chosen."""

    settled = Signal()

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__(_tr("U en een collega wijzigden hetzelfde"), margins=20, gap=10)
        self._desk, self._lane = desk, desk.runner.lane(self, refused)
        self._clash: Clashed | None = None
        self.about = Label("", wrap=True)
        self.body.addWidget(self.about)
        self.both = BothTexts()
        self.both.chosen.connect(self._on_chosen)
        self.body.addWidget(self.both)
        self.lost = Well()
        self.body.addWidget(self.lost)
        self.read_button = Button(self.tr("Ik heb het gelezen"), lambda: self._on_chosen([]), role="primary")
        self.body.addWidget(self.read_button)
        self.hide()

    def load(self) -> None:
        """Look what clashes now."""
        self._lane.ask(self._on_clashes, my_clashes)

    def _on_clashes(self, found: list[Clashed]) -> None:
        first = next(iter(found), None)
        if first == self._clash and first is not None:
            return
        self._clash = first
        self.setVisible(first is not None)
        if first is None:
            return
        if first.clashing:
            one = first.clashing[0]
            self._lane.do(lambda whose: self._show(first, Conflict({}, *whose)), last_change, one.table, one.row_id, by_others=True)
        else:
            self._show(first, Conflict({}))

    def _show(self, clash: Clashed, whose: Conflict) -> None:
        more = self.tr("Wat u verder deed, staat er gewoon in zodra u kiest.")
        about = self._desk.names.of(" · ".join(part for part in (clash.code, clash.name) if part), clash.code)
        self.about.setText(f"{about}. {more}" if about else more)
        titles = {one.key: field_words(one.table, one.column) for one in clash.clashing}
        fields: dict[str, tuple[object, object]] = {one.key: (one.mine, one.theirs) for one in clash.clashing}
        self.both.setVisible(bool(fields))
        if fields:
            self.both.show_conflict(Conflict(fields, whose.by, whose.at), titles, lambda _, value: str(value), self._desk.clock())
        clear(self.lost.body)
        for line in lost_words(clash):
            self.lost.body.addWidget(Label(line, wrap=True))
        self.lost.setVisible(bool(clash.lost))
        self.read_button.setVisible(not fields)

    def _on_chosen(self, mine: list[str]) -> None:
        clash = self._clash
        if clash is not None:
            self._lane.work(self._on_settled, choose, self._desk.workspace, clash.id, frozenset(mine))

    def _on_settled(self, _: None) -> None:
        self._clash = None
        self._desk.say(self.tr("Uw keuze is bewaard."))
        self.settled.emit()
        self.load()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClashCard", text)

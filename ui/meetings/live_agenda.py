"""The agenda beside the live point: done, busy, still to come. Enter opens a point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.meetings.records import AgendaLine, ItemState
from ui.meetings.words import point_title
from ui.widgets.frames import Card
from ui.widgets.labels import Quiet
from ui.widgets.rows import Row, RowList

ICONS = {ItemState.DISCUSSED: "circle-check", ItemState.BUSY: "circle-dot", ItemState.DEFERRED: "hourglass"}


class LiveAgenda(Card):
    """`list.opened` tells the point to which the meeting goes."""

    def __init__(self) -> None:
        super().__init__(margins=1, gap=0)
        self.body.setContentsMargins(1, 10, 1, 10)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 6)
        self.heading.setText(self.tr("Agenda"))
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(Quiet(self.tr("minuten"), small=True))
        self.list = RowList(self.tr("Punten van het overleg"), lines=1)
        self._foot = Quiet("", small=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 0)
        foot.addWidget(self._foot)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(foot)

    def show_items(self, items: Sequence[AgendaLine], available: int, *, busy: str, hidden: bool) -> None:
        """Show the points; the one that is spoken about is the chosen row."""
        self.list.set_rows([self._row(item, hidden=hidden) for item in items], current=busy)
        self.list.choose(busy)
        self._foot.setText(self.tr("Gepland {0} van {1} minuten").format(sum(item.minutes for item in items), available))

    def _row(self, item: AgendaLine, *, hidden: bool) -> Row:
        title = point_title(item, hidden=hidden)
        return Row(
            key=item.id,
            title=title,
            right=str(item.minutes),
            icon=ICONS.get(item.state, "circle"),
            faded=item.state in (ItemState.DISCUSSED, ItemState.DEFERRED),
            spoken=self.tr("{0}, {1}, {2} minuten").format(title, item.state, item.minutes),
        )

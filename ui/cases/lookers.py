"""The tab *Wie keek*: who looked at this case and who changed it. Looking here is itself a line in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import moment_text
from expertiseteam.privacy.reading_log import LogEntry, LogSubject, log_of_case
from ui.shell.desk import Desk, Place
from ui.widgets.buttons import Button
from ui.widgets.frames import EmptyState
from ui.widgets.labels import ChipKind, Quiet
from ui.widgets.rows import Row, RowList


def log_rows(entries: Sequence[LogEntry], now: datetime) -> list[Row]:
    """Return the lines of the log as rows."""
    return [
        Row(
            str(number),
            f"{entry.who}: {entry.what}",
            foot=moment_text(entry.at, now) + (f" · {entry.why}" if entry.why else ""),
            chip=entry.kind.value.capitalize(),
            kind=ChipKind.CALM if entry.kind.name == "VIEW" else ChipKind.RUNNING,
        )
        for number, entry in enumerate(entries)
    ]


class LookersTab(QWidget):
    """Fetches the log each time it is opened, and only then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lane = desk.runner.lane(self, latest=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._subject: LogSubject | None = None
        head = QHBoxLayout()
        head.setSpacing(10)
        words = self.tr("Alleen de aandachtsfunctionaris ziet dit. Ook dit kijken staat in het logboek.")
        head.addWidget(Quiet(words, small=True, wrap=True), 1)
        self.more = Button(self.tr("Zoeken in het logboek"), self._search, role="link")
        head.addWidget(self.more)
        column.addLayout(head)
        empty = EmptyState(self.tr("Nog niemand keek naar deze casus."), door=64)
        self.list = RowList(self.tr("Wie keek naar deze casus"), lines=2, empty=empty)
        column.addWidget(self.list, 1)

    def open_for(self, case_id: str, code: str) -> None:
        """Fetch the lines about this case."""
        self._subject = LogSubject(case_id, code, is_case=True)
        self.list.set_rows([])
        self._lane.ask(lambda entries: self.list.set_rows(log_rows(entries, self._desk.clock())), log_of_case, case_id)

    def _search(self) -> None:
        self._desk.go(Place("log", extra=self._subject))

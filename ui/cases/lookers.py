"""The tab *Wie keek*: who looked at this case and who changed it. Looking here is itself a line in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.dates import moment_text
from expertiseteam.privacy.reading_log import LogEntry, log_of_case
from ui.shell.desk import Desk
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
        words = self.tr("Alleen de aandachtsfunctionaris ziet dit. Ook dit kijken staat in het logboek.")
        column.addWidget(Quiet(words, small=True))
        empty = EmptyState(self.tr("Nog niemand keek naar deze casus."), door=64)
        self.list = RowList(self.tr("Wie keek naar deze casus"), lines=2, empty=empty)
        column.addWidget(self.list, 1)

    def open_for(self, case_id: str) -> None:
        """Fetch the lines about this case."""
        self.list.set_rows([])
        self._lane.ask(lambda entries: self.list.set_rows(log_rows(entries, self._desk.clock())), log_of_case, case_id)

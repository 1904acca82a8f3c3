"""*Twee brillen* of a case: what the care lens saw beside what the enforcement lens saw, each with who looked and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.concerns.records import Lens
from expertiseteam.insight.both_lenses import LensLine
from ui.shell.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.frames import Scrolled, Well, clear
from ui.widgets.labels import Heading, IconLabel, KeyHint, Label, Quiet

_ICONS = {Lens.CARE: ("heart-handshake", "accent"), Lens.ENFORCEMENT: ("scale", "calm")}


class BothLensesPage(QWidget):
    """`closed` when done."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.back = Button(self.tr("Terug naar de huisbezoeken"), self.closed.emit)
        inside = QWidget()
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(0, 0, 8, 0)
        self._columns.setSpacing(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Twee brillen, bij signalen en huisbezoeken")))
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(KeyHint("Esc"))
        column.addLayout(head)
        column.addWidget(Scrolled(inside), 1)

    def show_seen(self, found: Sequence[LensLine]) -> None:
        """Show what was seen, newest first; with names hidden only who looked, when and where."""
        clear(self._columns)
        for lens in Lens:
            self._columns.addWidget(self._column(lens, [line for line in found if line.lens is lens]), 1)

    def _column(self, lens: Lens, seen: Sequence[LensLine]) -> Well:
        well, today = Well(margins=16, gap=6), local_day(self._desk.clock())
        icon, ink = _ICONS[lens]
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(icon, size=20, ink=ink))
        line.addWidget(Heading(lens.capitalize()))
        line.addStretch(1)
        well.body.addLayout(line)
        for one in seen:
            if not self._desk.names.hidden:
                well.body.addWidget(Label(one.text, wrap=True))
            where = self.tr("signaal {0}").format(one.code) if one.code else self.tr("huisbezoek")
            well.body.addWidget(Quiet(f"{one.by}, {short_date(one.on, today)}, {where}", small=True, wrap=True))
            well.body.addSpacing(6)
        if not seen:
            well.body.addWidget(Label(self.tr("Nog niets gezien."), wrap=True))
        well.body.addStretch(1)
        return well

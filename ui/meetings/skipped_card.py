"""*Niet bespreken*: which cases wait, why, and the field in which the reason for one more is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.meetings.records import AgendaLine
from expertiseteam.meetings.waits import SAYS
from ui.meetings.words import point_title
from ui.widgets.buttons import Button
from ui.widgets.dates import DateField
from ui.widgets.fields import LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, Line, Scrolled, clear
from ui.widgets.labels import Elided, Label, Quiet

LONGEST_REASON = 120


class SkippedCard(Card):
    """`back` tells a point that is discussed after all, `skipped` a point, why it is not, and the day before which it is not (or None)."""

    back = Signal(object)
    skipped = Signal(object, str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("Niet bespreken"), " ")
        self._asked: AgendaLine | None = None
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(6)
        self._scroll = Scrolled(inside)
        self.body.addWidget(self._scroll, 1)
        self._question = QWidget()
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        self._which = Elided("", "strong")
        column.addWidget(self._which)
        column.addWidget(Quiet(self.tr("niet bespreken, omdat"), small=True))
        self.reason = LineField(self.tr("bijvoorbeeld: rustig, afspraak op 14 december"), longest=LONGEST_REASON)
        self.reason.returnPressed.connect(self._on_enter)
        column.addWidget(self.reason)
        self.until = DateField(today, placeholder=self.tr("niet voor welke dag? (mag leeg)"))
        self.until.returnPressed.connect(self._on_enter)
        column.addWidget(self.until)
        self._question.hide()
        self.body.addWidget(self._question)

    @property
    def asking(self) -> AgendaLine | None:
        """The point for which a reason is being typed."""
        return self._asked

    def show_items(self, items: Sequence[AgendaLine], *, hidden: bool, may_change: bool) -> None:
        """Show what is not discussed."""
        clear(self._rows)
        one, more = (self.tr("1 casus"), self.tr("{0} casussen")) if all(item.case_id for item in items) else ("1 punt", "{0} punten")
        self.aside.setText("" if not items else one if len(items) == 1 else more.format(len(items)))
        if not items:
            self._rows.addWidget(Quiet(self.tr("Alle lopende casussen staan op de agenda."), small=True, wrap=True))
        for number, item in enumerate(items):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(item, hidden=hidden, may_change=may_change))
        self._rows.addStretch(1)

    def ask(self, item: AgendaLine, *, hidden: bool, text: str = "") -> None:
        """Open the field for the reason."""
        self._asked = item
        title = point_title(item, hidden=hidden)
        self._which.setText(title)
        self.reason.setAccessibleName(self.tr("{0} niet bespreken, omdat").format(title))
        self.reason.setText(text)
        self.until.setAccessibleName(self.tr("{0} niet bespreken voor deze dag").format(title))
        self.until.set_date(None)
        self._question.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_question(self) -> bool:
        """Close the field without skipping. Returns whether it was open."""
        was_open = self._asked is not None
        self._asked = None
        self._question.hide()
        return was_open

    def _row(self, item: AgendaLine, *, hidden: bool, may_change: bool) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = point_title(item, hidden=hidden)
        head = FlowLayout(gap=10, line_gap=0)  # with large letters the button goes below
        short = Label(" · ".join(title.split(" · ")[:2]), "strong")  # number and street: the household does not fit beside the button
        short.setAccessibleName(title)
        short.setToolTip(title)
        head.addWidget(short)
        if may_change:
            button = Button(self.tr("Toch bespreken"), partial(self.back.emit, item), role="link")
            button.setAccessibleName(self.tr("{0} toch bespreken").format(title))
            head.addWidget(button)
        column.addLayout(head)
        because = item.because if item.because.startswith(SAYS) else self.tr("omdat: {0}").format(item.because)
        column.addWidget(Quiet(because, small=True, wrap=True))
        return row

    def _on_enter(self) -> None:
        if self._asked is not None and not self.until.fault:
            self.skipped.emit(self._asked, self.reason.value(), self.until.value_date)

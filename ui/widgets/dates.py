"""A field in which a date is typed as people say it: "vr", "20-11", "over 2 weken". What was understood stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.dates import full_date, relative, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_dates import parse_date_field
from ui.look.theme import px
from ui.widgets.fields import LineField
from ui.widgets.labels import Label

LONGEST_DATE = 60


class DateField(LineField):
    """A day or nothing. `today` comes from the desk's clock; `looking_back` for days that have been (when something was seen).

    `changed` tells the date, or None while the field is empty or not understood. `fault` is the sentence for a text that names no day.
    """

    changed = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        *,
        name: str = "",
        placeholder: str = "",
        next_meeting: date | None = None,
        looking_back: bool = False,
    ) -> None:
        super().__init__(placeholder or self.tr("bijvoorbeeld vr 20 november"), name=name, longest=LONGEST_DATE)
        self.next_meeting = next_meeting
        self._today, self._looking_back = today, looking_back
        self._value: date | None = None
        self._fault = ""
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addStretch(1)
        self._said = Label("", "small")
        inside.addWidget(self._said)
        self.textChanged.connect(self._on_text)

    @property
    def value_date(self) -> date | None:
        return self._value

    @property
    def fault(self) -> str:
        return self._fault

    def set_date(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText("" if day is None else self._written(day))

    def sizeHint(self) -> QSize:
        return QSize(px(260), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(210), super().minimumSizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._value is not None:
            self.set_date(self._value)

    def _on_text(self, text: str) -> None:
        before = self._value
        self._value, self._fault = None, ""
        if text.strip():
            try:
                self._value = parse_date_field(text, self._today(), next_meeting=self.next_meeting, looking_back=self._looking_back)
            except Refused as refused:
                self._fault = str(refused)
        self._show()
        if self._value != before:
            self.changed.emit(self._value)

    def _show(self) -> None:
        if self._value is not None:
            today = self._today()
            shown, near = self._written(self._value), relative(self._value, today)
            said = near if self.text().strip() == shown else shown
            self._said.setText("" if said == self.text().strip() else said)
            self._said.set_tone("")
            self.setAccessibleDescription(full_date(self._value))
        else:
            self._said.setText(self.tr("welke dag?") if self._fault else "")
            self._said.set_tone("warn" if self._fault else "")
            self.setAccessibleDescription(self._fault)

        self.setTextMargins(0, 0, self._said.sizeHint().width() + 6 if self._said.text() else 0, 0)

    def _written(self, day: date) -> str:
        return short_date(day, self._today())

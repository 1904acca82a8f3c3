"""Two people changed the same thing: both texts stand side by side, and nothing is thrown away before somebody chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import moment_text
from expertiseteam.basics.sentences import Conflict
from ui.widgets.buttons import Button
from ui.widgets.checks import Radio
from ui.widgets.frames import Well
from ui.widgets.labels import Heading, Label, Quiet


class BothTexts(QWidget):
    """`show_conflict` shows yours and theirs for each field. `chosen` tells the names of the fields in which yours stays."""

    chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(12)
        self._whose = Heading()
        column.addWidget(self._whose)
        column.addWidget(Quiet(self.tr("Beide teksten staan hieronder. Kies welke blijft; er is nog niets gewijzigd."), wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        column.addLayout(self._rows)
        self._mine: dict[str, Radio] = {}
        self._radios: list[Radio] = []
        foot = QHBoxLayout()
        self.button = Button(self.tr("Bewaar deze keuze"), self._on_chosen, role="primary")
        foot.addWidget(self.button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def show_conflict(self, conflict: Conflict, titles: Mapping[str, str], as_text: Callable[[str, object], str], now: datetime) -> None:
        """Show the texts of the fields that `titles` names. `as_text(field, value)` says a value as people read it."""
        whose = conflict.by or self.tr("een collega")
        when = f", {moment_text(conflict.at, now)}" if conflict.at is not None else ""
        self._whose.setText(self.tr("Intussen ook gewijzigd door {0}{1}").format(whose, when))
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._mine, self._radios = {}, []
        for name, (yours, theirs) in conflict.fields.items():
            if name in titles:
                self._rows.addWidget(self._pair(name, titles[name], as_text(name, yours), as_text(name, theirs), whose))
        QWidget.setTabOrder(self._radios[-1], self.button)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        for radio in list(self._mine.values())[:1]:
            radio.setFocus()

    def mine(self, name: str) -> Radio:
        """Return the dot for the user's own text of a field."""
        return self._mine[name]

    def _pair(self, name: str, title: str, yours: str, theirs: str, whose: str) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        either = QButtonGroup(pair)
        for words, text, is_mine in (
            (self.tr("{0}: van u").format(title.rstrip("?")), yours, True),
            (self.tr("{0}: van {1}").format(title.rstrip("?"), whose), theirs, False),
        ):
            well = Well()
            radio = Radio(words)
            either.addButton(radio)
            radio.setAccessibleDescription(text)
            radio.setChecked(is_mine)
            if is_mine:
                self._mine[name] = radio
            well.body.addWidget(radio)
            well.body.addWidget(Label(text or self.tr("(leeg)"), wrap=True))
            well.body.addStretch(1)
            row.addWidget(well, 1)
            self._radios.append(radio)
        return pair

    def _on_chosen(self) -> None:
        self.chosen.emit([name for name, radio in self._mine.items() if radio.isChecked()])

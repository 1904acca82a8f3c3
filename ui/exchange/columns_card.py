"""*Welke kolom is wat*: one line for each thing that a column can hold, proposed and chosen by keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from expertiseteam.exchange.records import OF_ARREARS, OF_SIGNALS, Columns, Part, Sheet
from ui.exchange.words import LABELS, column_options
from ui.look.theme import px
from ui.widgets.checks import Check, Picker
from ui.widgets.frames import Card, Scrolled
from ui.widgets.labels import Label, Quiet

WIDTH, WIDEST = 372, 430  # pixels, at 100 % letters and at any


class ColumnsCard(Card):
    """`changed` tells other columns, `header_switched` whether the first row holds names; `answers` is ticked while answers are owed.

    `arrears` is ticked for a list of unpaid bills from partners of fixed costs, which has other parts.
    """

    changed = Signal(object)
    header_switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__(self.tr("Welke kolom is wat"))
        self._fit()
        self._columns = Columns()
        self._pickers: dict[Part, Picker] = {}
        self._labels: dict[Part, Label] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for at, part in enumerate(Part):
            words = Label(LABELS[part], "strong" if part is Part.WHAT else "")
            picker = Picker(name=part.value)
            picker.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.setMinimumContentsLength(8)
            picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            picker.chosen.connect(partial(self._on_chosen, part))
            words.setBuddy(picker)
            grid.addWidget(words, at, 0)
            grid.addWidget(picker, at, 1)
            self._pickers[part], self._labels[part] = picker, words
        grid.setRowStretch(len(Part), 1)
        self.body.addWidget(Scrolled(inside), 1)
        self.header = Check(self.tr("De eerste rij noemt de kolommen"), checked=True)
        self.header.toggled.connect(self.header_switched)
        self.answers = Check(self.tr("De melders moeten nog antwoord krijgen"), checked=True)
        self.arrears = Check(self.tr("Achterstanden van vastelastenpartners"))
        self.arrears.setToolTip(self.tr("Alleen om hulp aan te bieden: de handhaving ziet deze signalen nooit."))
        self.arrears.toggled.connect(self._on_arrears)
        self._remark = Quiet("", small=True, wrap=True)
        for part_of_foot in (self.header, self.arrears, self.answers, self._remark):
            self.body.addWidget(part_of_foot)
        self._show_parts()

    @property
    def columns(self) -> Columns:
        return self._columns

    def picker(self, part: Part) -> Picker:
        """The list from which the column of a part is chosen."""
        return self._pickers[part]

    def show_sheet(self, sheet: Sheet, columns: Columns) -> None:
        """Offer the columns of a list, without telling."""
        options = column_options(sheet)
        for picker in self._pickers.values():
            picker.set_options(options)
        blocked = self.header.blockSignals(True)
        self.header.setChecked(sheet.header is not None)
        self.header.blockSignals(blocked)
        self.show_columns(columns)

    def show_columns(self, columns: Columns) -> None:
        """Show which column is what, without telling."""
        self._columns = columns
        for part, picker in self._pickers.items():
            picker.set_value(columns.get(part))
        self._remark.setText(
            self.tr("Alleen om hulp aan te bieden: de handhaving ziet deze signalen nooit, en bedragen komen op geen papier.")
            if self.arrears.isChecked()
            else ""
            if columns.get(Part.WHEN) is not None
            else self.tr("Zonder kolom met de datum krijgen alle signalen de datum van vandaag.")
        )
        self._remark.setVisible(bool(self._remark.text()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _show_parts(self) -> None:
        shown = OF_ARREARS if self.arrears.isChecked() else OF_SIGNALS
        for part, picker in self._pickers.items():
            picker.setVisible(part in shown)
            self._labels[part].setVisible(part in shown)
        self.answers.setVisible(not self.arrears.isChecked())

    def _on_arrears(self) -> None:
        self._show_parts()
        self.show_columns(self._columns)
        self.changed.emit(self._columns)

    def _fit(self) -> None:
        self.setFixedWidth(min(px(WIDTH), WIDEST))

    def _on_chosen(self, part: Part, column: object) -> None:
        self.show_columns(self._columns.put(part, column if isinstance(column, int) else None))
        self.changed.emit(self._columns)

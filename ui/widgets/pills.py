"""Rows of pill buttons: one choice out of few (Choice), and filters that carry counts (FilterChips).

One stop for Tab. Arrows go along the row, digits 1 to 9 pick, space switches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class _Pill(Button):
    def __init__(self, text: str) -> None:
        super().__init__(text, role="filter")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BACK + _ON or (event.key() in _ENTER and self.isChecked()):
            event.ignore()  # the row decides, not Qt's own idea of a group; Enter on what is chosen is for the form around it
        else:
            super().keyPressEvent(event)


class _Pills(QWidget):
    """What both rows share: the buttons, the one stop for Tab, arrows and digits."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._values: list[object] = []
        self._pills: list[_Pill] = []
        self._flow = FlowLayout(self, gap=6, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the buttons. What was chosen stays chosen where it still exists."""
        chosen = self._chosen_values()
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it lives until the next turn: a quick Tab must not land on it
            pill.deleteLater()
        self._values, self._pills = [], []
        for number, (value, label) in enumerate(options):
            pill = _Pill(label)
            pill.clicked.connect(lambda _=False, number=number: self._pick(number))
            self._values.append(value)
            self._pills.append(pill)
            self._flow.addWidget(pill)
            pill.setChecked(value in chosen)
            pill.show()
        self._name_pills()
        self._rove()

    def stand_after(self, before: QWidget) -> None:
        """Let Tab come here after this widget: to buttons that were made later than what stands behind them it would come last."""
        for pill in self._pills:
            QWidget.setTabOrder(before, pill)
            before = pill

    def pill(self, value: object) -> Button:
        """Return the button of one option."""
        return self._pills[self._values.index(value)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if event.key() in _BACK + _ON and self._pills:
            step = 1 if event.key() in _ON else -1
            self._walk((self._focused() + step) % len(self._pills))
        elif digit.isdigit() and 1 <= int(digit) <= len(self._pills) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pills[int(digit) - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._pick(int(digit) - 1, by_key=True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._pills[self._stop()].setFocus(event.reason())

    def _focused(self) -> int:
        return next((n for n, pill in enumerate(self._pills) if pill.hasFocus()), self._stop())

    def _stop(self) -> int:
        return next((n for n, pill in enumerate(self._pills) if pill.isChecked()), 0)

    def _rove(self) -> None:
        stop = self._stop()
        for number, pill in enumerate(self._pills):
            pill.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == stop else Qt.FocusPolicy.ClickFocus)
        if self._pills:
            self.setFocusProxy(self._pills[stop])

    def _name_pills(self) -> None:
        for pill in self._pills:
            pill.setAccessibleName(f"{self._name}: {pill.text()}")

    def _chosen_values(self) -> list[object]:
        return [value for value, pill in zip(self._values, self._pills, strict=True) if pill.isChecked()]

    def _walk(self, number: int) -> None:
        raise NotImplementedError

    def _pick(self, number: int, *, by_key: bool = False) -> None:
        raise NotImplementedError


class Choice(_Pills):
    """One out of few. `options` are (value, label) pairs; a StrEnum gives its own: `Choice.of(Certainty, name="Hoe zeker is het?")`.

    `chosen` tells the value after a choice by the user. Nothing is chosen at first.
    """

    chosen = Signal(object)

    def __init__(self, options: Iterable[tuple[object, str]], *, name: str) -> None:
        super().__init__(name)
        self.set_options(options)

    @property
    def value(self) -> object | None:
        return next(iter(self._chosen_values()), None)

    def label_of(self, value: object) -> str | None:
        """Return what an option is called; None when it is none."""
        return self.pill(value).text() if value in self._values else None

    def set_value(self, value: object | None) -> None:
        """Choose without telling; None for nothing."""
        for known, pill in zip(self._values, self._pills, strict=True):
            pill.setChecked(known == value)
        self._rove()

    def _walk(self, number: int) -> None:
        self._pills[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self._pick(number)

    def _pick(self, number: int, *, by_key: bool = False) -> None:
        self.set_value(self._values[number])
        self.chosen.emit(self._values[number])


class FilterChips(_Pills):
    """Filters with counts: "Van mij 6". One at a time (one is always on), or several with `several=True` (none means all).

    `changed` tells the chosen value, or with `several` the list of chosen values.
    """

    changed = Signal(object)

    def __init__(self, options: Iterable[tuple[object, str]], *, name: str, several: bool = False) -> None:
        super().__init__(name)
        self._several = several
        self._words: dict[object, str] = {}
        self._counts: dict[object, int | str] = {}
        self.set_options(options)

    @property
    def value(self) -> object | None:
        return next(iter(self._chosen_values()), None)

    @property
    def values(self) -> list[object]:
        return self._chosen_values()

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        options = list(options)
        self._words = dict(options)
        super().set_options(options)
        if not self._several and self._pills and not self._chosen_values():
            self._pills[0].setChecked(True)
            self._rove()
        self.set_counts(self._counts)

    def set_counts(self, counts: Mapping[object, int | str]) -> None:
        """Write the counts behind the words; an option without a count shows its words only."""
        self._counts = dict(counts)
        for value, pill in zip(self._values, self._pills, strict=True):
            words = self._words[value]
            pill.setText(f"{words} {counts[value]}" if value in counts else words)
        self._name_pills()

    def set_value(self, *values: object) -> None:
        """Choose without telling."""
        for known, pill in zip(self._values, self._pills, strict=True):
            pill.setChecked(known in values)
        self._rove()

    def _walk(self, number: int) -> None:
        self._pills[number].setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._several:
            self._pick(number)

    def _pick(self, number: int, *, by_key: bool = False) -> None:
        if self._several:
            if by_key:  # a click has already switched the button
                self._pills[number].toggle()
            self.changed.emit(self._chosen_values())
        else:
            self.set_value(self._values[number])
            self.changed.emit(self._values[number])

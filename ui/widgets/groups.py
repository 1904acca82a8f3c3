"""Groups of five characters, typed over from paper: a field for each, numbered as on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.look.theme import px, restyle
from ui.widgets.fields import LineField
from ui.widgets.labels import Quiet

COLUMNS = 5


def as_on_paper(text: str) -> str:
    """Return a group as it stands on the paper, where no I, L or O occurs (`expertiseteam.vault.groups`)."""
    return "".join(text.split()).upper().translate(str.maketrans("OIL", "011"))


class GroupsField(QWidget):
    """`count` fields of `size` characters. A full field goes on to the next; a paste of all fills all. `changed` at every change."""

    changed = Signal()

    def __init__(self, count: int, size: int) -> None:
        super().__init__()
        self._size = size
        self.groups = [self._group(number) for number in range(1, count + 1)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for number, group in enumerate(self.groups):
            cell = QHBoxLayout()
            cell.setSpacing(4)
            label = Quiet(str(number + 1), small=True)
            label.setFixedWidth(px(18))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cell.addWidget(label)
            cell.addWidget(group)
            grid.addLayout(cell, number // COLUMNS, number % COLUMNS)
        grid.setColumnStretch(COLUMNS, 1)
        self.setFocusProxy(self.groups[0])

    def text(self) -> str:
        """Return what was typed, group by group."""
        return " ".join(group.value() for group in self.groups)

    def unfinished(self) -> list[int]:
        """Return the numbers, from 1, of the groups that are not whole."""
        return [number for number, group in enumerate(self.groups, 1) if len(group.value()) != self._size]

    def mark(self, wrong: Sequence[int]) -> None:
        """Mark these groups, by number from 1, as wrong, and go to the first."""
        for number, group in enumerate(self.groups, 1):
            restyle(group, wrong="true" if number in wrong else "")
            group.setAccessibleDescription(self.tr("klopt niet") if number in wrong else "")
        if wrong:
            self.groups[wrong[0] - 1].setFocus(Qt.FocusReason.OtherFocusReason)
            self.groups[wrong[0] - 1].selectAll()

    def clear(self) -> None:
        """Forget what was typed."""
        for group in self.groups:
            group.clear()
        self.mark(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A whole sheet that is pasted into a group is spread over all of them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste):
            pasted = "".join(QGuiApplication.clipboard().text().replace("-", " ").split())
            if len(pasted) > self._size and watched in self.groups:
                self._spread(self.groups.index(watched), pasted)
                return True
        return False

    def _group(self, number: int) -> LineField:
        group = LineField(name=self.tr("Groep {0}").format(number), longest=self._size)
        group.setInputMethodHints(Qt.InputMethodHint.ImhPreferUppercase | Qt.InputMethodHint.ImhNoPredictiveText)
        group.setFixedWidth(px(78))
        group.textEdited.connect(partial(self._on_group, number))
        group.textChanged.connect(lambda _: self.changed.emit())
        group.installEventFilter(self)
        return group

    def _spread(self, first: int, text: str) -> None:
        for offset, group in enumerate(self.groups[first:]):
            part = text[offset * self._size : (offset + 1) * self._size]
            if part:
                group.setText(part.upper())

    def _on_group(self, number: int, text: str) -> None:
        group = self.groups[number - 1]
        place = group.cursorPosition()
        group.setText(text.upper())
        group.setCursorPosition(place)
        restyle(group, wrong="")
        if len(text) == self._size and place == len(text) and number < len(self.groups):
            self.groups[number].setFocus(Qt.FocusReason.TabFocusReason)
            self.groups[number].selectAll()

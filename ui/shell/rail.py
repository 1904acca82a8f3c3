"""The dark strip at the left: where one can go, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from ui.look.icons import icon as line_icon
from ui.look.theme import colours
from ui.look.tokens import RAIL_WIDTH
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.widgets.buttons import LOOK_CHANGES, presses, semibold_extra

if TYPE_CHECKING:
    from ui.shell.screen import Screen

MOST_NUMBERED = 8  # Ctrl+1 to Ctrl+8


def nothing(desk: Desk) -> Sequence[Command]:
    """Return no commands."""
    return ()


@dataclass(frozen=True)
class Entry:
    """One screen of the window.

    `key` names it, `kinds` are further kinds of place that it shows ("case" beside "cases"). `word` and `icon` stand on the rail;
    `rail` False keeps it off, `at_foot` puts it below, near the lock. `under` is the key of the entry
    that the rail marks while this one, itself off the rail, is shown. `everywhere` gives commands that work on every screen, as Ctrl+N.
    """

    key: str
    word: str
    icon: str
    make: Callable[[Desk], Screen]
    kinds: frozenset[str] = field(default_factory=frozenset)
    rail: bool = True
    at_foot: bool = False
    under: str = ""
    everywhere: Callable[[Desk], Sequence[Command]] = nothing

    def shows(self, kind: str) -> bool:
        """Whether a place of this kind is shown by this screen."""
        return kind == self.key or kind in self.kinds


class Rail(QFrame):
    """Icon and word for each screen, in the order of Ctrl+1 to Ctrl+8."""

    def __init__(self, entries: Sequence[Entry], go: Callable[[str], None], lock: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName(self.tr("Schermen"))
        self._entries, self._go = [entry for entry in entries if entry.rail], go
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(4)
        above = [entry for entry in entries if entry.rail and not entry.at_foot]
        for number, entry in enumerate(above, 1):
            key = self.tr("Ctrl {0}").format(number) if number <= MOST_NUMBERED else ""
            column.addWidget(self._button(entry, key, go))
        column.addStretch(1)
        for entry in entries:
            if entry.rail and entry.at_foot:
                column.addWidget(self._button(entry, "", go))
        self.lock_button = RailButton(self.tr("Vergrendel"), "lock", self.tr("Ctrl L"))
        self.lock_button.clicked.connect(lambda: lock())
        column.addWidget(self.lock_button)
        self._fit()

    def commands(self) -> list[Command]:
        """Return what goes to each screen; those above have their number as key."""
        found = []
        for number, entry in enumerate(sorted(self._entries, key=lambda entry: entry.at_foot), 1):
            key = f"Ctrl+{number}" if number <= MOST_NUMBERED else ""
            found.append(Command(f"go.{entry.key}", self.tr("Ga naar {0}").format(entry.word), partial(self._go, entry.key), key))
        return found

    def mark(self, key: str | None) -> None:
        """Show which screen is open."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)
            button.setAccessibleDescription(self.tr("nu open") if known == key else "")

    def button(self, key: str) -> RailButton:
        """Return the button of a screen."""
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def _button(self, entry: Entry, key: str, go: Callable[[str], None]) -> RailButton:
        button = RailButton(entry.word, entry.icon, key)
        button.setCheckable(True)
        button.clicked.connect(lambda _=False, to=entry.key: go(to))
        self._buttons[entry.key] = button
        return button

    def _fit(self) -> None:
        widest = max(button.sizeHint().width() for button in (*self._buttons.values(), self.lock_button))
        self.setFixedWidth(max(RAIL_WIDTH, widest + 8))


class RailButton(QToolButton):
    """An icon above a word, light on dark."""

    def __init__(self, word: str, icon: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("role", "rail")
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})" if key else word)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda: self._tint())
        self._tint()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + semibold_extra(self, self.text()), max(size.height(), 58))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 22 + self.fontMetrics().height() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._tint()

    def _tint(self) -> None:
        c = colours()
        self.setIcon(line_icon(self._icon, c.rail_on if self.isChecked() else c.rail_text, 22))
        self.setIconSize(QSize(22, 22))

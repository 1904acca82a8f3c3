"""One part of the settings: chosen at the left, shown at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.shell.screen import Screen
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import KeyHint


def on_ground(card: QWidget) -> QWidget:
    """Return the card on a clear ground of its own, so that it keeps its look within something that scrolls."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    return ground


def key_hints(*hints: tuple[str, str]) -> QWidget:
    """Return keys and what they do, one after another; on two lines where large letters need that."""
    line = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    line.setSizePolicy(policy)
    flow = FlowLayout(line, gap=12, line_gap=4)
    for keys, meaning in hints:
        flow.addWidget(KeyHint(keys, meaning))
    return line


class Section(QWidget):
    """Base of the parts. `host` is the screen it stands in: for its desk, its lanes and its bar. Put widgets in `column`."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.host, self.desk = screen, screen.desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def load(self) -> None:
        """Ask for what is shown. Called each time the part comes into view, and when something changed."""

    def start(self) -> QWidget:
        """Return where the keyboard begins."""
        raise NotImplementedError

    def leave(self) -> None:
        """Another part is shown, or the screen is left: keep what was typed."""

    def escape(self) -> bool:
        """Esc was pressed. Return True when it meant something here."""
        return False

    def add(self) -> None:
        """Begin something new, where this part can."""

    def can_add(self) -> bool:
        """Whether this part can add something now."""
        return False

    def focus(self) -> None:
        """Put the keyboard at the start."""
        self.start().setFocus(Qt.FocusReason.OtherFocusReason)

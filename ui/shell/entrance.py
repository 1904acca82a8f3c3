"""What the windows before the main window share: one calm column in the middle, that scrolls when the letters are large."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look.theme import px, wear
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Label


class KeyHolder(NamedTuple):
    """Someone who can unlock this dossier on this computer."""

    id: str
    name: str


class Entrance(QWidget):
    """A window with one column, `width` pixels wide. Put widgets in `column`."""

    def __init__(self, *, width: int, size: tuple[int, int]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        wear(self)
        self.setWindowTitle(self.tr("Expertiseteam"))
        inside = QWidget()
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 24, 24, 20)
        row.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(px(width))
        holder.setLayout(self.column)
        self.column.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inside))
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(QSize(px(size[0]), px(size[1])).boundedTo(QSize(max(400, room.width() - 40), max(400, room.height() - 60))))


def centred(label: Label) -> Label:
    """Return the label with its words in the middle."""
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label

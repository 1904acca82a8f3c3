"""F1: the keys of this screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.look.theme import px
from ui.shell.commands import key_text
from ui.shell.overlay import Overlay
from ui.shell.palette import Groups
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Heading, KeyHint, Label


class KeysPanel(Overlay):
    """A list of keys, made from the same records as the palette. Esc or F1 closes it; arrows scroll."""

    def __init__(self, window: QWidget, commands: Callable[[], Groups]) -> None:
        super().__init__(window, width=620, height=620)
        self._commands = commands
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 4)
        head.addWidget(Heading(self.tr("Toetsen")))
        head.addStretch(1)
        head.addWidget(KeyHint("Esc", self.tr("sluiten")))
        self.body.addLayout(head)
        self._page: Scrolled | None = None

    def open(self) -> None:
        super().open()
        if self._page is not None:
            self.body.removeWidget(self._page)
            self._page.deleteLater()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(12, 0, 12, 8)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for heading, commands in self._commands():
            keyed = [c for c in commands if c.shortcut and c.enabled()]
            if not keyed:
                continue
            grid.addWidget(Label(heading, "section"), grid.rowCount(), 0, 1, 2)
            for command in keyed:
                line = grid.rowCount()
                grid.addWidget(KeyHint(key_text(command.shortcut)), line, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Label(command.title), line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self._page = Scrolled(inside)
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page.setAccessibleName(self.tr("Toetsen van dit scherm"))
        self.body.addWidget(self._page, 1)
        self.fit_height(inside.sizeHint().height() + px(60))
        self._page.setFocus(Qt.FocusReason.PopupFocusReason)

"""A part of the settings that is a list, with forms that come in its place: training, absence, who stands in."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.pages import Pages
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import Heading, Quiet
from ui.widgets.rows import RowList


class ListedPanel(Panel):
    """A form of such a part. `done` tells a sentence once it is on disk."""

    done = Signal(str)

    def start(self) -> QWidget:
        """Return where the keyboard begins."""
        raise NotImplementedError


P = TypeVar("P", bound=ListedPanel)


class ListSection(Section):
    """Base of those parts: `list` under words that say what it is for, and below it the buttons that `offer` puts there."""

    def __init__(self, screen: Screen, title: str, told: str, *, name: str, empty: str) -> None:
        super().__init__(screen)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Heading(title))
        column.addWidget(Quiet(told, wrap=True))
        self.list = RowList(name, lines=2, empty=EmptyState(empty))
        column.addWidget(self.list, 1)
        self._buttons = QWidget()
        self._row = FlowLayout(self._buttons, gap=10, line_gap=8)
        column.addWidget(self._buttons)
        self.stack = Pages()
        self.stack.addWidget(page)
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        self.column.addWidget(card, 1)

    def offer(self, *parts: QWidget, shown: bool) -> None:
        """Add buttons and their keys. Only once they have a parent are they shown: else each is a window of its own."""
        for part in parts:
            self._row.addWidget(part)
            part.setVisible(shown)

    @property
    def open_panel(self) -> ListedPanel | None:
        """The form that is open, if any."""
        page = self.stack.currentWidget()
        panel = page.widget() if isinstance(page, Scrolled) else None
        return panel if isinstance(panel, ListedPanel) else None

    def added(self, panel: P) -> P:
        """Give a form its place over the list."""
        panel.closed.connect(self._on_closed)
        panel.done.connect(lambda said: self.host.inform(said, "accent"))
        self.stack.addWidget(Scrolled(panel))
        return panel

    def open(self, panel: ListedPanel) -> None:
        """Show a form in the place of the list."""
        pages = (self.stack.widget(number) for number in range(self.stack.count()))
        self.stack.setCurrentWidget(next(page for page in pages if isinstance(page, Scrolled) and page.widget() is panel))

    # Section

    def start(self) -> QWidget:
        panel = self.open_panel
        return self.list if panel is None else panel.start()

    def leave(self) -> None:
        if (panel := self.open_panel) is not None:
            panel.kept.keep_now()

    def escape(self) -> bool:
        panel = self.open_panel
        if panel is not None:
            panel.give_up()
        return panel is not None

    def _on_closed(self) -> None:
        self.stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

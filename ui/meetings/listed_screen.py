"""A screen that is one list with forms that come in its place: what is to be told, what people propose."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.team.list_section import ListedPanel
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import Quiet, Title
from ui.widgets.rows import RowList

P = TypeVar("P", bound=ListedPanel)


class ListedScreen(Screen):
    """`list` under a title and words that say what it is for; `offer` puts buttons below it."""

    def __init__(self, desk: Desk, *, told: str, empty: str) -> None:
        super().__init__(desk)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Title(self.title))
        column.addWidget(Quiet(told, wrap=True))
        self.list = RowList(self.title, lines=2, empty=EmptyState(empty))
        column.addWidget(self.list, 1)
        self._below = FlowLayout(gap=10, line_gap=8)
        column.addLayout(self._below)
        self.stack = Pages()
        self.stack.addWidget(page)
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        outer = QVBoxLayout(self.content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def offer(self, *parts: QWidget) -> None:
        """Put buttons and their keys below the list."""
        for part in parts:
            self._below.addWidget(part)

    @property
    def is_listed(self) -> bool:
        """Whether the list is shown, and no form."""
        return self.stack.currentIndex() == 0

    @property
    def open_panel(self) -> ListedPanel | None:
        """The form that is open, if any."""
        page = self.stack.currentWidget()
        panel = page.widget() if isinstance(page, Scrolled) else None
        return panel if isinstance(panel, ListedPanel) else None

    def added(self, panel: P) -> P:
        """Give a form its place over the list."""
        panel.closed.connect(self._on_closed)
        panel.done.connect(lambda said: self.inform(said, "accent"))
        self.stack.addWidget(Scrolled(panel))
        return panel

    def open(self, panel: ListedPanel) -> None:
        """Show a form in the place of the list."""
        pages = (self.stack.widget(number) for number in range(self.stack.count()))
        self.stack.setCurrentWidget(next(page for page in pages if isinstance(page, Scrolled) and page.widget() is panel))

    # Screen

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus()

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

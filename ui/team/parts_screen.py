"""A screen of several parts: their names at the left, one of them at the right. *Instellingen* and *Leden en toegang*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.team.section import Section, key_hints
from ui.widgets.frames import Card
from ui.widgets.labels import Title
from ui.widgets.rows import Row, RowList

NAV_WIDTH = 226  # pixels


@dataclass(frozen=True)
class Part:
    """One part: `key` is what `place.id` names, `make` makes it at its first use."""

    key: str
    word: str
    icon: str
    make: Callable[[], Section]


class PartsScreen(Screen):
    """Give `title`, and hand over the parts; the first is shown first. `foot` stands under the names of the parts."""

    def __init__(self, desk: Desk, parts: Sequence[Part], *, nav_name: str, foot: Sequence[QWidget] = ()) -> None:
        super().__init__(desk)
        self._parts = {part.key: part for part in parts}
        self._made: dict[str, Section] = {}
        self.stack = Pages()
        self.nav = self._make_nav(nav_name, foot)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._nav_card)
        row.addWidget(self.stack, 1)
        self.nav.choose_first()

    # Screen

    def load(self) -> None:
        self.section.load()

    def enter(self, place: Place) -> None:
        super().enter(place)
        if place.id in self._parts:
            self.nav.choose(place.id)
            self.section.focus()

    def leave(self) -> None:
        for section in self._made.values():
            section.leave()

    def escape(self) -> bool:
        if self.section.escape():
            return True
        if self.nav.hasFocus():
            return False
        self.nav.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def panes(self) -> Sequence[QWidget]:
        return (self._nav_card, self.stack)

    def names_switched(self) -> None:
        """Nobody here is a resident."""

    # Parts

    @property
    def key(self) -> str:
        """Which part is shown."""
        return self.nav.current or next(iter(self._parts))

    @property
    def section(self) -> Section:
        """The part that is shown."""
        return self._made[self.key]

    def show_part(self, key: str) -> None:
        """Show a part and put the keyboard in it."""
        self.nav.choose(key)
        self.section.focus()

    def go_commands(self, prefix: str, words: str) -> Sequence[Command]:
        """Return one command for each part: "Ga naar instellingen: Werkwijze"."""
        return tuple(
            Command(f"{prefix}.{part.key}", words.format(part.word), partial(self.show_part, part.key)) for part in self._parts.values()
        )

    def _make_nav(self, name: str, below: Sequence[QWidget]) -> RowList:
        nav = RowList(name, lines=1)
        nav.set_rows([Row(part.key, part.word, icon=part.icon) for part in self._parts.values()])
        nav.chosen.connect(self._on_chosen)
        nav.opened.connect(lambda _: self.section.focus())
        self._nav_card = Card(margins=0, gap=0)
        self._nav_card.setFixedWidth(NAV_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        title = Title(self.title)
        title.setWordWrap(True)
        head.addWidget(title)
        self._nav_card.body.addLayout(head)
        self._nav_card.body.addWidget(nav, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 14, 12)
        foot.setSpacing(10)
        for widget in (*below, key_hints(("↑ ↓", self.tr("kiezen")), ("Enter", self.tr("erin")))):
            foot.addWidget(widget)
        self._nav_card.body.addLayout(foot)
        return nav

    def _on_chosen(self, key: str) -> None:
        before = self.stack.currentWidget()
        section = self._made.get(key)
        if section is None:
            section = self._made[key] = self._parts[key].make()
            self.stack.addWidget(section)
        if isinstance(before, Section) and before is not section:
            before.leave()
        self.stack.setCurrentWidget(section)
        if self.place is not None:
            section.load()

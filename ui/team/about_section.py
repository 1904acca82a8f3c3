"""*Wat is beschermd* and *Over dit programma*."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from expertiseteam import __version__
from ui.look.door import Door
from ui.look.theme import restyle
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.team.about_words import PARTS, PROTECTION, Part, licence_text
from ui.team.section import Section, on_ground
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Line, Scrolled
from ui.widgets.labels import Heading, KeyHint, Label, Quiet, Title
from ui.widgets.rows import Row, RowList

READING_WIDTH = 780  # pixels: about 95 letters on a line


class ProtectionSection(Section):
    """What encryption and roles protect, and what nobody can."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        card = Card(self.tr("Wat is beschermd, en wat niet"), margins=20, gap=3)
        card.body.addSpacing(8)
        for heading, text in PROTECTION:
            words = Label(text, wrap=True)
            words.setMaximumWidth(READING_WIDTH)
            card.body.addWidget(Label(heading, "strong"))
            card.body.addWidget(words)
            card.body.addSpacing(8)
        card.body.addStretch(1)
        self.scrolled = _Reading(card)
        self.scrolled.setAccessibleName(self.tr("Wat is beschermd, en wat niet"))
        self.column.addWidget(self.scrolled, 1)

    def start(self) -> QWidget:
        return self.scrolled


class AboutSection(Section):
    """The version, and what the program stands on, with the licences that travel with it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._lane = screen.lane(latest=True)
        self.stack = Pages()
        card = Card(margins=20, gap=10)
        card.body.addWidget(self.stack, 1)
        self.column.addWidget(card, 1)
        self._parts = {part.name: part for part in PARTS}
        self.stack.addWidget(self._front())
        self.stack.addWidget(self._reader())

    def start(self) -> QWidget:
        return self.list

    def escape(self) -> bool:
        if self.stack.currentIndex() == 0:
            return False
        self._close()
        return True

    def leave(self) -> None:
        self.stack.setCurrentIndex(0)

    def _front(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Door(56))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Title(self.tr("Expertiseteam")))
        words.addWidget(Quiet(self.tr("Versie {0} · vrije software onder de licentie EUPL-1.2").format(__version__)))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(Heading(self.tr("Waar dit programma op staat")))
        self.list = RowList(self.tr("Waar dit programma op staat"), lines=2)
        self.list.set_rows([_row(part) for part in PARTS])
        self.list.opened.connect(self._read)
        column.addWidget(self.list, 1)
        keys = QHBoxLayout()
        keys.addWidget(KeyHint("Enter", self.tr("licentie lezen")))
        keys.addStretch(1)
        column.addLayout(keys)
        return page

    def _reader(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        self._reading = Heading("")
        head.addWidget(self._reading)
        head.addStretch(1)
        head.addWidget(Button(self.tr("Terug"), self._close, icon="arrow-left"))
        head.addWidget(KeyHint("Esc"))
        column.addLayout(head)
        self.text = _Text()
        column.addWidget(self.text, 1)
        return page

    def _read(self, name: str) -> None:
        part = self._parts[name]
        self._lane.work(partial(self._on_text, part), licence_text, part)

    def _on_text(self, part: Part, text: str) -> None:
        self._reading.setText(f"{part.name} · {part.licence}")
        self.text.setPlainText(text or self.tr("De tekst van deze licentie staat niet op deze computer."))
        self.text.setAccessibleName(self.tr("Licentie van {0}").format(part.name))
        self.stack.setCurrentIndex(1)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _Reading(Scrolled):
    """A card that only has words: it takes the keyboard itself, to scroll, and shows that by its border."""

    def __init__(self, card: Card) -> None:
        super().__init__(on_ground(card))
        self._card = card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self._card, role="tile")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self._card, role="card")


class _Text(QPlainTextEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _row(part: Part) -> Row:
    name = f"{part.name} {part.version}".strip()
    return Row(part.name, name, foot=part.purpose, right=part.licence)

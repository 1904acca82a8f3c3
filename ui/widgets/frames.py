"""Grounds and groups: cards, lines, folds, messages, and what stands where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.look.door import Door
from ui.look.theme import restyle
from ui.widgets.buttons import Button, IconButton, Run
from ui.widgets.labels import IconLabel, Label, Quiet


class Card(QFrame):
    """A white sheet with a thin line. Add to `body`. `Card("Mijn acties", "4 vandaag")` begins with a heading and quiet words."""

    def __init__(self, heading: str = "", aside: str = "", *, role: str = "card", margins: int = 16, gap: int = 8) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margins, margins - 4, margins, margins - 4)
        self.body.setSpacing(gap)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.heading = Label(heading, "heading")
        self.aside = Quiet(aside)
        if heading:
            self.head.addWidget(self.heading)
            self.head.addWidget(self.aside)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


class Well(Card):
    """A quiet area within a card."""

    def __init__(self, *, margins: int = 12, gap: int = 4) -> None:
        super().__init__(role="well", margins=margins, gap=gap)


class Line(QFrame):
    """A thin line across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
        self.setFixedHeight(1)


class Scrolled(QScrollArea):
    """Lets a tall widget scroll up and down, on a clear ground. Keyboard: what has the focus is brought into view."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setProperty("role", "scrolled")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        wide = inside.minimumSizeHint().width() if inside is not None else 0
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), 60)


class Fold(QWidget):
    """A section that opens and closes: a chevron, a title, quiet words of what is inside now. Add to `body`."""

    opened = Signal(bool)

    def __init__(self, title: str, hint: str = "", *, icon: str = "", open_: bool = False) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.button = Button(title, self._on_clicked, role="fold", icon="chevron-right")
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hint = Quiet(hint, small=True)
        head.addWidget(self.button)
        head.addWidget(self._hint, 1)
        if icon:
            head.addWidget(IconLabel(icon))
        outer.addLayout(head)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(28, 0, 0, 8)
        self.body.setSpacing(8)
        outer.addWidget(self._inside)
        self._open = open_
        self._show()

    @property
    def is_open(self) -> bool:
        return self._open

    def set_open(self, open_: bool) -> None:
        """Open or close."""
        if open_ != self._open:
            self._open = open_
            self._show()
            self.opened.emit(open_)

    def set_hint(self, text: str) -> None:
        """Say in quiet words what is inside."""
        self._hint.setText(text)
        self._name()

    def _on_clicked(self) -> None:
        self.set_open(not self._open)

    def _show(self) -> None:
        self._inside.setVisible(self._open)
        self.button.set_icon("chevron-down" if self._open else "chevron-right")
        self._name()

    def _name(self) -> None:
        state = self.tr("open") if self._open else self.tr("dicht")
        self.button.setAccessibleName(f"{self.button.text()}, {state}")
        self.button.setAccessibleDescription(self._hint.text())


class MessageBar(QFrame):
    """One calm sentence above the matter, with what can be done about it. Not a dialog: nothing stops. Hidden until `tell`."""

    closed = Signal()
    _ICONS = {"calm": "info", "accent": "circle-check", "warn": "triangle-alert", "alert": "triangle-alert"}

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        self._icon = IconLabel("info", ink="calm")
        self._words = Label(wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._close = IconButton("x", self.tr("Melding sluiten"), self.close_bar)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def tell(self, text: str, tone: str = "calm", buttons: Iterable[tuple[str, Run]] = (), *, closable: bool = True) -> None:
        """Show a sentence. `tone`: calm, accent (done), warn, alert. `buttons` are (title, what it does); each also closes the bar."""
        self._words.setText(text)
        self._icon.set_icon(self._ICONS[tone], tone)
        restyle(self, tone=tone)
        restyle(self._words)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for title, run in buttons:
            self._buttons.addWidget(Button(title, partial(self._answer, run)))
        self._close.setVisible(closable)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def close_bar(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()

    def _answer(self, run: Run) -> None:
        self.close_bar()
        run()
        asked = self._buttons.itemAt(0) if self.isVisible() else None
        if asked is not None and (button := asked.widget()) is not None:  # it led to a next question: the keyboard stays there
            button.setFocus(Qt.FocusReason.OtherFocusReason)


class EmptyState(QWidget):
    """Where there is nothing: the door ajar, one sentence, one thing to do."""

    def __init__(self, sentence: str = "", button: str = "", run: Run | None = None, *, door: int = 88) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(Door(door), 0, Qt.AlignmentFlag.AlignHCenter)
        self._words = Quiet(sentence, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._words)
        self.button = Button(button, run)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button))  # not before it has a parent: it would be a window of its own for a moment
        column.addStretch(3)

    @property
    def sentence(self) -> str:
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say another sentence, as when nothing was found."""
        self._words.setText(sentence)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that appeared without the focus moving there."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # heavy types, which the unlock window does without

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away, widgets and layouts within it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)

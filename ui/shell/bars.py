"""The bar above the screens and the status line below them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ui.look.theme import px
from ui.shell.desk import Names
from ui.widgets.buttons import LOOK_CHANGES, Button
from ui.widgets.frames import announce
from ui.widgets.labels import Elided, IconLabel, KeyHint, Label

MESSAGE_STAYS = 12_000  # milliseconds; one that can be undone stays until the next


class TopBar(QFrame):
    """Search or command, the next overleg, whether names are shown, and who is signed in."""

    def __init__(self, names: Names, me: str, search: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self._names = names
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 18, 9)
        row.setSpacing(12)
        self.search = _SearchButton(self.tr("Zoek een naam, adres of opdracht…"), search)
        self.search.setAccessibleName(self.tr("Zoeken of opdracht geven, Ctrl K"))
        row.addWidget(self.search)
        row.addStretch(1)
        self._before, self._when, self._after = Label("", "quiet"), Label("", "strong"), Elided("", "quiet")
        meeting = QHBoxLayout()
        meeting.setSpacing(4)
        for part in (self._before, self._when, self._after):
            meeting.addWidget(part)
        row.addLayout(meeting)
        self.names_button = Button("", self._on_names)
        self.names_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.names_button)
        row.addWidget(IconLabel("user-round"))
        self._whole_name, self._distance = me, ""
        self.me = Elided(me)
        self.me.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.me.setAccessibleName(self.tr("U bent {0}").format(me))
        row.addWidget(self.me)
        names.switched.connect(self._on_switched)
        self._on_switched()

    def set_next_meeting(self, when: str, distance: str = "") -> None:
        """Show the next overleg: `when` "di 8 december, 13.30 uur", `distance` "over 3 werkdagen". Empty for none planned."""
        self._before.setText(self.tr("Volgend overleg") if when else self.tr("Geen overleg gepland"))
        self._when.setText(when)
        self._distance = f"· {distance}" if when and distance else ""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def _fit(self) -> None:
        """Where it is narrow, say less instead of half words: first how far off the overleg is, then the surname of who is signed in."""
        needed = self.layout()
        assert needed is not None
        room = self.width()
        for distance, name in ((self._distance, self._whole_name), ("", self._whole_name), ("", self._whole_name.split()[0])):
            self._after.setText(distance)
            self._after.setVisible(bool(distance))
            self.me.setText(name)
            self.me.setMinimumWidth(self.me.sizeHint().width())
            needed.invalidate()
            if needed.sizeHint().width() - self.search.sizeHint().width() + self.search.minimumSizeHint().width() <= room:
                break
        self.me.setAccessibleName(self.tr("U bent {0}").format(self._whole_name))
        self.me.setToolTip(self._whole_name)

    def _on_names(self) -> None:
        self._names.hide(not self._names.hidden)

    def _on_switched(self) -> None:
        hidden = self._names.hidden
        self.names_button.setText(self.tr("Namen verborgen") if hidden else self.tr("Namen zichtbaar"))
        self.names_button.set_icon("eye-off" if hidden else "eye")
        self.names_button.setToolTip(self.tr("Namen van bewoners tonen of verbergen (Ctrl Shift N)"))


class _SearchButton(Button):
    """Looks like a field and opens the palette; the key cap stands in it."""

    def __init__(self, text: str, run: Callable[[], None]) -> None:
        super().__init__(text, run, role="search", icon="search")
        self._words = text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addStretch(1)
        self._cap = KeyHint(self.tr("Ctrl K"))
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._cap)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(px(380), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._cap.sizeHint().width() - px(60)  # the icon, the cap and the air around them
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def _fit(self) -> None:
        self.setMaximumWidth(px(400))


class StatusLine(QFrame):
    """Left: what happened last, with an offer to undo it, else when all was saved. Right: facts that stay."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._saved = ""
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(8)
        self.words = Elided()
        self.undo_button = Button(self.tr("Ongedaan maken"), self.undo, role="link")
        self.undo_button.hide()
        self.facts = Label()
        row.addWidget(self.words)
        row.addWidget(self.undo_button)
        row.addStretch(1)
        row.addWidget(self.facts)
        self._timer = QTimer(self, singleShot=True, interval=MESSAGE_STAYS)
        self._timer.timeout.connect(self._on_old)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._fit()

    @property
    def text(self) -> str:
        return self.words.full_text

    @property
    def can_undo(self) -> bool:
        return self._undo is not None

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what happened; with `undo` the offer stays until the next message."""
        self._undo = undo
        self.words.setText(text)
        self.undo_button.setVisible(undo is not None)
        self._timer.stop()
        if undo is None:
            self._timer.start()
        announce(self, text)

    def saved(self, text: str) -> None:
        """Remember when all was saved ("Alles bewaard om 14.02 uur"); shown unless there is something newer to say."""
        self._saved = text
        if not self._timer.isActive() and self._undo is None:
            self.words.setText(text)

    def undo(self) -> None:
        """Undo what was said last, if that was offered."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self._on_old()
            undo()

    def _fit(self) -> None:
        self.setFixedHeight(px(26))  # the same with and without the offer to undo

    def _on_old(self) -> None:
        self.undo_button.hide()
        self.words.setText(self._saved)

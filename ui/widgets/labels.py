"""Words on the screen: headings, quiet lines, chips and keys."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.look.icons import pixmap
from ui.look.theme import colours, px, restyle

TALLEST = 16_000  # pixels that a text may take


class ChipKind(StrEnum):
    """What a chip's colour means; its words say the same."""

    NEW = "new"
    RUNNING = "running"
    WAITING = "waiting"
    URGENT = "urgent"
    CALM = "calm"


MOST_NEEDED = 160  # pixels that words on several lines ask for at most: one long word must not push all else out of the window
_LONGEST_WORD, _PIECE = 40, 20  # signs; the longest Dutch street names have about 35
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")


def breakable(text: str) -> str:
    """Return the text with invisible places to break in words of 40 signs and more; Qt would cut them off."""

    def pieces(word: re.Match[str]) -> str:
        return "\u200b".join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE))

    return _LONG_WORD.sub(pieces, text)


class Label(QLabel):
    """Plain words, never markup: text typed by people is shown as it is. See `ui.look.theme` for roles and tones."""

    def __init__(self, text: str = "", role: str = "", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        self._words = text
        shown = breakable(text) if self.wordWrap() and not self._is_selectable() else text  # what is copied holds nothing of ours
        super().setText(shown)
        if shown != text:
            self.setAccessibleName(text)
        self._keep_height()

    def text(self) -> str:
        """Return the words as they were given."""
        return self._words

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        super().setTextInteractionFlags(flags)
        self.setText(self._words)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), px(MOST_NEEDED)), least.height()) if self.wordWrap() else least

    def _is_selectable(self) -> bool:
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        """Hold the height of all lines: within a scrolling column Qt would cut the last one off."""
        if not self.wordWrap() or self.width() <= 0:
            return
        around = self.contentsMargins()
        room = QRect(0, 0, self.width() - around.left() - around.right(), TALLEST)
        flags = self.alignment() | Qt.TextFlag.TextWordWrap
        lines = self.fontMetrics().boundingRect(room, int(flags), super().text()).height() if self._words else 0
        height = lines + around.top() + around.bottom()
        if height != self.minimumHeight():  # Qt's own heightForWidth is never less than the least height, so a label would not shrink again
            self.setMinimumHeight(height)

    def set_tone(self, tone: str) -> None:
        """Give the words another colour; empty for none."""
        restyle(self, tone=tone)


class Title(Label):
    """The name of a screen or a record, 24 px."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "title")


class Heading(Label):
    """The name of a card, 17 px."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "heading")


class Quiet(Label):
    """Words beside the matter, muted."""

    def __init__(self, text: str = "", *, small: bool = False, wrap: bool = False) -> None:
        super().__init__(text, "small" if small else "quiet", wrap=wrap)


class Chip(Label):
    """A small label with a state: words on a coloured ground."""

    def __init__(self, text: str = "", kind: ChipKind = ChipKind.CALM) -> None:
        super().__init__(text)
        self.setProperty("chip", kind.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_state(self, text: str, kind: ChipKind) -> None:
        """Say another state; an empty text hides the chip."""
        self.setText(text)
        self.setVisible(bool(text))
        restyle(self, chip=kind.value)


class KeyHint(QWidget):
    """A key cap and what it does: [Ctrl Enter] bewaren. More caps: KeyHint("↑ ↓", "kiezen")."""

    def __init__(self, keys: str, meaning: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        cap = Label(keys, "key")
        cap.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        row.addWidget(cap)
        if meaning:
            row.addWidget(Quiet(meaning, small=True))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class IconLabel(QLabel):
    """An icon that decorates words beside it; it has no name of its own."""

    def __init__(self, icon: str, *, size: int = 18, ink: str = "muted") -> None:
        super().__init__()
        self._icon, self._size, self._ink = icon, size, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tint()

    def set_icon(self, icon: str, ink: str = "") -> None:
        """Show another icon, in another ink where one is given."""
        self._icon, self._ink = icon, ink or self._ink
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _tint(self) -> None:
        size = px(self._size)
        self.setPixmap(pixmap(self._icon, getattr(colours(), self._ink), size, self.devicePixelRatioF()))


class Elided(Label):
    """One line that gives way: too long for its place it ends in "…", and says everything in its tooltip."""

    def __init__(self, text: str = "", role: str = "", tone: str = "") -> None:
        self._full = text
        super().__init__(text, role, tone)
        self.setMinimumWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def full_text(self) -> str:
        return self._full

    def setText(self, text: str) -> None:
        self._full = text
        self.setAccessibleName(text)
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance(self._full) + 2)
        return size

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._full if shown != self._full else "")
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()

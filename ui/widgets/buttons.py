"""Buttons whose icons follow the scheme, and whose chosen state has room for semibold letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.look.icons import icon as line_icon
from ui.look.theme import colours

Run = Callable[[], None]
LOOK_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.EnabledChange)
_ICON, _AIR = 18, 5  # pixels: the icon, and the room between it and the words
_INK = {"primary": "on_accent", "link": "accent", "danger": "alert", "search": "muted"}


def semibold_extra(widget: QWidget, text: str) -> int:
    """Return how many pixels wider `text` is in semibold than in the widget's own letter. Qt sizes a chosen button for the plain letter."""
    font = QFont(widget.font())
    plain = QFontMetrics(font).horizontalAdvance(text)
    font.setWeight(QFont.Weight.DemiBold)
    return max(0, QFontMetrics(font).horizontalAdvance(text) - plain)


def presses(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Let Enter press a button as space does. Returns whether the key was that; Ctrl+Enter and the like stay for who listens to them.

    A key that is held down presses once.
    """
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain or not button.isEnabled():
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A button with words. `role`: primary (one per screen), plain, link, tab, filter, danger; `icon` a name of resources/icons."""

    def __init__(self, text: str, run: Run | None = None, *, role: str = "plain", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon, self._role = icon, role
        self._tinted = ("", "")  # the icon and the ink that are shown
        self._extra = ("", "", 0)  # the words and the letter for which it was measured, and how much wider they are when it is chosen
        if role in ("tab", "filter"):
            self.setCheckable(True)
        if role == "link":
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if run is not None:
            self.clicked.connect(lambda: run())
        self.toggled.connect(lambda: self._tint())

    def set_icon(self, name: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon = name
        self._tint()

    def sizeHint(self) -> QSize:
        if self._icon and not self._tinted[0]:  # drawn at first need: many a button is never shown
            self._tint()
        size = super().sizeHint()
        if self.isCheckable():
            size.setWidth(size.width() + self._room_for_semibold())
        return size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._role == "primary" and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().on_accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)
            painter.end()

    def _room_for_semibold(self) -> int:
        """Measured once for the same words: a row of filters asks some hundred times while it is laid out."""
        text, letter = self.text(), self.font().key()
        if self._extra[:2] != (text, letter):
            self._extra = (text, letter, semibold_extra(self, text))
        return self._extra[2]

    def _tint(self) -> None:
        name = "muted" if not self.isEnabled() else "accent" if self.isChecked() else _INK.get(self._role, "text")
        wanted = (self._icon, getattr(colours(), name) if self._icon else "")
        if wanted != self._tinted:  # Qt says often that the style changed, and setting an icon lays everything out anew
            self._tinted = wanted
            self.setIcon(line_icon(*wanted, _ICON, _AIR) if self._icon else QIcon())
            self.setIconSize(QSize(_ICON + _AIR, _ICON))


class IconButton(QToolButton):
    """A button with only an icon. `name` is what it does, for the tooltip and the screen reader; `key` is shown in the tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        run: Run | None = None,
        *,
        key: str = "",
        size: int = 18,
        ink: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size, self._ink = icon, size, ink
        self.setProperty("role", "icon")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(max(28, size + 10), max(28, size + 10))
        if run is not None:
            self.clicked.connect(lambda: run())
        self._tint()

    def set_icon(self, icon: str, name: str) -> None:
        """Show another icon with another meaning."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._tint()

    def _tint(self) -> None:
        self.setIcon(line_icon(self._icon, getattr(colours(), self._ink), self._size))
        self.setIconSize(QSize(self._size, self._size))

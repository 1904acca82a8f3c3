"""Somebody at the keyboard: keys and text go where the focus is, and what they set going comes to rest."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Hands:
    """Base of what plays a window. Give `settle`."""

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def settle(self) -> None:
        """Let everything that was asked for arrive."""
        raise NotImplementedError

    def key(self, *keys: str) -> None:
        """Press keys ("Ctrl+Return", "2", "Tab") one after another, each where the focus is then."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type a text. Signs outside ASCII are put there as an input method would."""
        for sign in text:
            if sign.isascii():
                QTest.keyClick(self.focus, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(self.focus, event)
        self.settle()

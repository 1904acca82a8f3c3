"""Somebody at the keyboard: keys and text go where the focus is, and what they set going comes to rest."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 20_000  # milliseconds that a window may take to come to the front on a busy machine


def to_front(window: QWidget) -> None:
    """Show a window and give it the keyboard, as a click on it would. Says what is in front when that does not come about."""
    window.show()
    window.activateWindow()
    came = QTest.qWaitForWindowActive(window, PATIENCE)
    assert came and QApplication.activeWindow() is window, f"not in front: {window}; {in_front()}"


def in_front() -> str:
    """Tell what has the screen and the keyboard, for who looks for what went wrong."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return (
        f"shown: {shown}; active: {QApplication.activeWindow()}; focus: {QGuiApplication.focusWindow()}; "
        f"popup: {QApplication.activePopupWidget()}; modal: {QApplication.activeModalWidget()}"
    )


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

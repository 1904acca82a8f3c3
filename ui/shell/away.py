"""Hears of the system that its screen was locked or that it goes to sleep: then nobody sits at the dossier any more.

Linux tells it over D-Bus (logind before sleep, the desktop when its screen locks), Windows in messages to a window. What is not told, for
want of either, is left to the idle lock.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QByteArray, QObject, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SLEEP = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
_SCREENS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
# Of learn.microsoft.com: WM_WTSSESSION_CHANGE with WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK; WM_POWERBROADCAST with
# PBT_APMSUSPEND.
_LEAVING = frozenset({(0x02B1, 0x2), (0x02B1, 0x4), (0x02B1, 0x7), (0x0218, 0x4)})


def listen(owner: QObject, left: Callable[[], None]) -> QObject | None:
    """Call `left` whenever the screen is locked or the computer goes to sleep, for as long as what is returned and `owner` live.

    None where the system tells nothing of the kind.
    """
    if sys.platform == "win32":
        return WindowsEar(left)
    if not sys.platform.startswith("linux"):
        return None
    from PySide6.QtDBus import QDBusConnection

    return BusEar(owner, left, QDBusConnection.systemBus(), QDBusConnection.sessionBus())


class BusEar(QObject):
    """Listens on the two buses of Linux; one that is not there tells nothing."""

    def __init__(self, owner: QObject, left: Callable[[], None], system: QDBusConnection, session: QDBusConnection) -> None:
        super().__init__(owner)
        self._left = left
        slot: Any = SLOT("on_told(bool)")  # text, which connect takes and its stubs do not know
        if system.isConnected():
            system.connect(*_SLEEP, self, slot)
        if session.isConnected():
            for name in _SCREENS:
                session.connect("", "", name, "ActiveChanged", self, slot)

    @Slot(bool)
    def on_told(self, begins: bool) -> None:
        """Sleep or a locked screen begins; the same is told when it ends."""
        if begins:
            self._left()


class WindowsEar(QWidget):
    """A window that is never shown: only its own messages pass through Python."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(self.winId()), 0)  # type: ignore[attr-defined, unused-ignore]

    def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int) -> object:
        from ctypes.wintypes import MSG

        heard = MSG.from_address(int(message))
        if is_leaving(heard.message, heard.wParam):
            self._left()
        return super().nativeEvent(kind, message)


def is_leaving(message: int, word: int) -> bool:
    """Whether this message of Windows, with its first word, says that the screen is locked or the computer goes to sleep."""
    return (message, word) in _LEAVING

"""Whether Caps Lock is on. Windows tells; elsewhere a typed letter does."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_VK_CAPITAL = 0x14


def asked_of_the_system() -> bool | None:
    """Return what the operating system says, or None where it does not say."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    return None


def told_by_key(event: QKeyEvent) -> bool | None:
    """Return what a key press tells: a capital without Shift, or a small letter with it. None when it tells nothing."""
    text = event.text()
    if len(text) != 1 or text.lower() == text.upper() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift

"""Locks the dossier when nobody has touched the keyboard or the mouse for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleLock(QObject):
    """Calls `lock` after `minutes` without activity in the windows it watches.

    It filters the QWindow, through which every key and click passes once; a filter on the application would see every event of every widget
    and make the whole program slower. A computer that slept is recognised by the wall clock: the first key after waking locks.
    """

    def __init__(self, lock: Callable[[], None], minutes: int, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._lock, self._now = lock, now
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self._last = now()
        self._seconds = 0
        self.set_minutes(minutes)

    @property
    def minutes(self) -> int:
        return self._seconds // 60

    def set_minutes(self, minutes: int) -> None:
        """Change the term, 1 to 120 minutes; counting starts anew."""
        self._seconds = minutes * 60
        self._touch()

    def watch(self, window: QWindow) -> None:
        """Count activity in this window too."""
        window.installEventFilter(self)

    def stop(self) -> None:
        """Stop counting: the dossier is locked."""
        self._timer.stop()
        self._seconds = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._seconds and event.type() in _ACTIVITY:
            if self._now() - self._last >= self._seconds:  # the computer slept through the term
                self._on_timeout()
                return True
            self._touch()
        return False

    def _touch(self) -> None:
        self._last = self._now()
        self._timer.start(self._seconds * 1000)

    def _on_timeout(self) -> None:
        if self._seconds:
            self.stop()
            self._lock()

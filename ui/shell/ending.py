"""The system ends the program: by a signal, or because the session ends (quality.md, F6). Then what is typed is kept first."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QGuiApplication

# SIGTERM: the system is asked to end the program; SIGHUP: the session or the terminal goes away; SIGINT: Ctrl+C in the terminal.
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class Ending(QObject):
    """`asked`: end in order, now. `announced`: the session may end, or somebody may still hold it up; keep what is typed and go on.

    A handler of Python runs only when Python does, and the window's thread waits inside Qt. So a signal writes a byte, and Qt reads it.
    """

    asked = Signal()
    announced = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._wakeup = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        self._before = {number: signal.signal(number, lambda *_: None) for number in numbers}
        # Windows gives no time after this signal returns.
        app.commitDataRequest.connect(lambda _: self.announced.emit(), Qt.ConnectionType.DirectConnection)

    def stop(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    def _on_signal(self) -> None:
        self._ear.recv(64)
        self.asked.emit()

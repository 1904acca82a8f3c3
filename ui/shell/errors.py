"""The one error boundary. Two kinds: a sentence for the user (`Refused`), and everything else, which is our bug.

A bug is logged without personal data: its type and where it happened, never a value or a message. The user hears it once, in a plain
sentence with a short code that leads to the same line of code in the log.
"""

from __future__ import annotations

import logging
import sys
import threading
import zlib
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

from expertiseteam.basics.sentences import Refused

_log = logging.getLogger(__name__)
_OURS = ("ui.", "expertiseteam.", "reports.")


class ErrorBoundary(QObject):
    """Catches what nobody else caught. `told` carries (sentence, tone) on the window's thread; tone is "warn" or "alert"."""

    told = Signal(str, str)
    _handed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()
        self._before: Callable[..., object] | None = None
        self._before_threads: Callable[..., object] | None = None
        self._handed.connect(self._on_handed, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the last resort for errors in slots, timers, painting and threads."""
        self._before, self._before_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before is not None and self._before_threads is not None:
            sys.excepthook, threading.excepthook = self._before, self._before_threads
            self._before = self._before_threads = None

    def handle(self, error: BaseException) -> None:
        """Tell the user and log, as fits the error. May be called in any thread; what the user hears comes on the window's."""
        self._handed.emit(error)

    @Slot(object)
    def _on_handed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self.told.emit(str(error), "warn")
            return
        if isinstance(error, MemoryError):
            self.told.emit(
                self.tr(
                    "Deze computer heeft te weinig geheugen voor wat u vroeg. Wat bewaard is, staat er nog. "
                    "Sluit andere programma's en probeer het opnieuw."
                ),
                "warn",
            )
            return
        kind, where = describe(error)
        code = f"{zlib.crc32(f'{kind} {where}'.encode()):08X}"[:4]
        _log.error("fault %s: %s at %s", code, kind, where)
        if code not in self._seen:
            self._seen.add(code)
            self.told.emit(
                self.tr(
                    "Er ging iets mis in het programma. Wat bewaard is, staat er nog. Probeer het nog eens; "
                    "gebeurt het weer, geef dan code {0} door aan wie het programma beheert."
                ).format(code),
                "alert",
            )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.handle(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.handle(args.exc_value)


def describe(error: BaseException) -> tuple[str, str]:
    """Return the type of an error and the innermost place in our own code ("ui.cases.screen:41"). No values, no texts, no paths."""
    where, trace = "", error.__traceback__
    first = ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", "?"))
        first = f"{module}:{trace.tb_lineno}"
        if module.startswith(_OURS):
            where = first
        trace = trace.tb_next
    return type(error).__name__, where or first or "?"

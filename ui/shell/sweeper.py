"""Sweeps up objects that refer to each other, on the window's thread only.

Python's own sweeping starts in whichever thread happens to make many objects: here the workers, while they read the database. When it then
finds a closed window, Qt's objects are taken apart in a thread that is not theirs, and the program hangs or stops. So Python's sweeping is
switched off and done here, by Python's own thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000  # milliseconds


class Sweeper(QObject):
    """One per application, made on the window's thread before the first worker; it works until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that is due."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the sweeping back to Python."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

"""When typed text is due to be kept as a draft: the same everywhere. What is kept, and when it goes, is for each form to know."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

REST = 1000  # milliseconds without a key
LONGEST = 2000  # milliseconds that typed text is ever without a draft, however long somebody types on


class Pace(QObject):
    """Tells `due` after a second of rest, and at least every two seconds while somebody types on. Call `touched` at every change."""

    due = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.longest = QTimer(self, singleShot=True, interval=LONGEST)
        self.rest.timeout.connect(self.due)
        self.longest.timeout.connect(self.due)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed since the last time it stopped."""
        return self.rest.isActive() or self.longest.isActive()

    def touched(self) -> None:
        """Something was typed or chosen."""
        self.rest.start()
        if not self.longest.isActive():
            self.longest.start()

    def stop(self) -> None:
        """The text is being kept, or needs no draft any more."""
        self.rest.stop()
        self.longest.stop()

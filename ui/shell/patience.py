"""Waiting for a folder on the network: what is said of it, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from expertiseteam.basics.patience import Patience
from ui.widgets.frames import MessageBar

SAID_AFTER, ENDS_AFTER = 300, 5_000  # milliseconds until it is said that something is waited for, and until one may stop


class Waiting(QObject):
    """Of one bar: once a folder was asked something, it says so from 300 ms on, and offers to wait no longer from 5 s on.

    `stopped`: the user waits no longer; whoever began it drops the answer.
    """

    stopped = Signal()

    def __init__(self, bar: MessageBar) -> None:
        super().__init__(bar)
        self._bar, self._words = bar, ""
        self._patience: Patience | None = None
        self._said, self._ends = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._said.timeout.connect(self._say)
        self._ends.timeout.connect(self._offer)

    def begin(self, words: str) -> Patience:
        """Something that may take long begins; the patience goes along with it."""
        self.end()
        self._words, self._patience = words, Patience()
        self._said.start(SAID_AFTER)
        self._ends.start(ENDS_AFTER)
        return self._patience

    def end(self) -> None:
        """It is done, or was refused."""
        self._said.stop()
        self._ends.stop()
        if self._patience is not None and self._bar.text.startswith(self._words):
            self._bar.close_bar()
        self._patience = None

    def leave(self) -> None:
        """The window goes: nobody waits, and nobody has to hear it."""
        if self._patience is not None:
            self._patience.give_up()

    def give_up(self) -> None:
        """Wait no longer."""
        patience = self._patience
        self.end()
        if patience is not None:
            patience.give_up()
            self.stopped.emit()

    def _say(self) -> None:
        if self._patience is None or not self._patience.has_asked:
            self._said.start(SAID_AFTER)
        elif self._bar.isHidden():
            self._bar.tell(self._words, "calm", closable=False)

    def _offer(self) -> None:
        if self._patience is None or not self._patience.has_asked:
            self._ends.start(ENDS_AFTER)
            return
        slow = self.tr("De map antwoordt traag.")
        self._bar.tell(f"{self._words} {slow}", "calm", [(self.tr("Niet langer wachten"), self.give_up)], closable=False)

"""Keeps what is being typed as a draft: after a second of rest, and at least every two seconds while somebody types on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from expertiseteam.access.drafts import drop_draft, keep_draft
from ui.shell.runner import Lane

REST = 1000  # milliseconds without a key
LONGEST = 2000  # milliseconds that typed text is ever without a draft


class Keeper(QObject):
    """One draft of one form. `read` gives the fields as they stand now, or nothing when there is no text worth keeping.

    Call `typed` at every key. `keep_now` writes at once (on leaving and on locking); `settled` says that an act has recorded the text and
    dropped its draft with it.
    """

    def __init__(self, owner: QObject, lane: Lane, form: str, read: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(owner)
        self._lane, self._form, self._read = lane, form, read
        self._about = ""
        self._kept: dict[str, str] = {}
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.longest = QTimer(self, singleShot=True, interval=LONGEST)
        self.rest.timeout.connect(self.keep_now)
        self.longest.timeout.connect(self.keep_now)

    def about(self, row_id: str, kept: Mapping[str, str] | None = None) -> None:
        """Say which row the text is about, and what its draft holds already."""
        self._stop()
        self._about, self._kept = row_id, dict(kept or {})

    def typed(self) -> None:
        """A key was pressed: keep the text soon."""
        self.rest.start()
        if not self.longest.isActive():
            self.longest.start()

    def keep_now(self) -> None:
        """Write the draft when it differs from what was kept; an empty form drops it."""
        self._stop()
        fields = dict(self._read())
        if fields == self._kept:
            return
        self._kept = fields
        if fields:
            self._lane.do(_nothing, keep_draft, self._form, self._about, fields)
        else:
            self._lane.do(_nothing, drop_draft, self._form, self._about)

    def pause(self) -> None:
        """An act is recording the text: keep nothing until it says how that went, or the draft would come back after it."""
        self._stop()

    def settled(self) -> None:
        """The text was recorded, and its draft is gone with it."""
        self._stop()
        self._kept = {}

    def _stop(self) -> None:
        self.rest.stop()
        self.longest.stop()


def _nothing(_: None) -> None:
    """A draft that was kept is not worth a word."""

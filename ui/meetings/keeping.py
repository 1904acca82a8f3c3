"""Keeps what is being typed as a draft: after a second of rest, and at least every two seconds while somebody types on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from expertiseteam.access.drafts import drop_draft, keep_draft
from ui.shell.drafts import Pace
from ui.shell.runner import Lane


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
        self._pace = Pace(self)
        self._pace.due.connect(self.keep_now)

    def about(self, row_id: str, kept: Mapping[str, str] | None = None) -> None:
        """Say which row the text is about, and what its draft holds already."""
        self._pace.stop()
        self._about, self._kept = row_id, dict(kept or {})

    def typed(self) -> None:
        """A key was pressed: keep the text soon."""
        self._pace.touched()

    def keep_now(self) -> None:
        """Write the draft when it differs from what was kept; an empty form drops it."""
        self._pace.stop()
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
        self._pace.stop()

    def settled(self) -> None:
        """The text was recorded, and its draft is gone with it."""
        self._pace.stop()
        self._kept = {}


def _nothing(_: None) -> None:
    """A draft that was kept is not worth a word."""

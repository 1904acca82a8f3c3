"""Keeps what is typed in a form: after a second of rest, at least every two seconds while somebody types on, and on leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from expertiseteam.access.drafts import drop_draft, keep_draft
from ui.shell.drafts import Pace
from ui.shell.runner import Lane


@dataclass(frozen=True)
class Typed:
    """What a form holds now. `secret` goes sealed: None leaves what was sealed before (`has_sealed`), "" drops it."""

    fields: dict[str, str]
    secret: str | None = None
    has_sealed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (any(self.fields.values()) or self.secret or self.has_sealed)


class DraftKeeper(QObject):
    """Call `touched` at every change. `read` gives what is typed now; `kept` hears that it is on disk."""

    def __init__(self, parent: QObject, lane: Lane, form: str, read: Callable[[], Typed], kept: Callable[[Typed], None]) -> None:
        super().__init__(parent)
        self._lane, self._form, self._read, self._kept = lane, form, read, kept
        self.about = ""
        self._on_disk = False
        self._pace = Pace(self)
        self._pace.due.connect(self.flush)

    def touched(self) -> None:
        """Something was typed."""
        self._pace.touched()

    def flush(self) -> None:
        """Write down now what was typed since the last time."""
        if not self._pace.is_waiting:
            return
        self._pace.stop()
        typed = self._read()
        if not typed.is_empty:
            self._on_disk = True
            self._lane.do(lambda _: self._kept(typed), keep_draft, self._form, self.about, typed.fields, secret=typed.secret)
        elif self._on_disk:
            self.drop()

    def leave(self) -> None:
        """The form is left: write down what was typed, the secret too, even when it was written before. `kept` hears when it is there."""
        typed = self._read()
        if typed.secret:
            self._pace.touched()
        self.flush()

    def found(self) -> None:
        """A draft of an earlier time was put back into the form."""
        self._pace.stop()
        self._on_disk = True

    def recorded(self) -> None:
        """The text was recorded, and its draft with it."""
        self._pace.stop()
        self._on_disk = False

    def drop_if_kept(self) -> None:
        """The text was recorded; its draft goes when there is one."""
        if self._on_disk:
            self.drop()
        else:
            self._pace.stop()

    def drop(self) -> None:
        """The text is not wanted any more."""
        self._pace.stop()
        self._on_disk = False
        self._lane.do(lambda _: None, drop_draft, self._form, self.about)

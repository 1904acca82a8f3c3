"""What every place where a dossier can live has to offer: a file, or a PostgreSQL server. Nothing above storage knows which one it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never

Viewers = tuple[str, ...]
Views = Callable[[Viewers], dict[str, str]]
LOCKED = "Het dossier is vergrendeld. Ontgrendel het opnieuw om verder te werken."
NEWER_MEANWHILE = (
    "Dit dossier is intussen bijgewerkt door een nieuwere versie van dit programma. "
    "U kunt met deze versie niets meer vastleggen. Sluit het programma en installeer de nieuwe versie."
)

NO_MEMORY = (
    "Deze computer heeft nu te weinig geheugen. Er is niets bewaard; wat u typte staat er nog. "
    "Sluit andere programma's en probeer het opnieuw."
)


class OutcomeUnknown(Refused):
    """The disk failed while it was being told to keep something: it may be there all the same. To be looked up, not to be guessed."""


class Place(Protocol):
    """An open dossier, wherever it lives. Thread-safe; a connection lives inside one `with`, which is one transaction."""

    @property
    def path(self) -> Path:
        """The file that people open: the dossier, or what says on which server it is."""
        ...

    def reading(self, viewers: Viewers) -> AbstractContextManager[Connection]:
        """A connection that sees what all of the viewers may see, and cannot write."""
        ...

    def writing(self, viewers: Viewers) -> AbstractContextManager[Connection]:
        """The only write transaction there is at this moment. When the `with` ends in order, what was written is on disk.

        Raises OutcomeUnknown when that cannot be said from within.
        """
        ...

    def whole(self) -> AbstractContextManager[Connection]:
        """A connection that sees every row and cannot write: only to prove that the log is whole, never to show somebody a row."""
        ...

    @property
    def is_copied_here(self) -> bool:
        """Whether this program makes the copies."""
        ...

    def copy(self, reason: Reason, at: datetime, give_up: GiveUp = never) -> Copy:
        """Make a verified copy of all of it. Refused where others make the copies."""
        ...

    def stop_reading(self) -> None:
        """Break off the statements that read at this moment, for who locks and will not see the answer; what is being written goes on."""
        ...

    def close(self) -> None:
        """Close every connection and forget the keys."""
        ...

    def checked_out(self) -> int:
        """How many connections are in use right now."""
        ...

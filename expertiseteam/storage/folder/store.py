"""An open dossier whose team shares it through a folder: a file like any other, whose every act lands in the outbox too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from expertiseteam.basics.clock import Clock
from expertiseteam.storage.folder.outbox import box
from expertiseteam.storage.folder.tables import Shape, shape_of, shared_kinds
from expertiseteam.storage.places import Viewers
from expertiseteam.storage.store import Store
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never
from expertiseteam.vault.parsing import written_moment


class FolderStore:
    """A `Place` over a replica. It never touches the folder: what is done here is safe here, and `TeamFolder` shares it later."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._shape: Shape | None = None

    @property
    def path(self) -> Path:
        """Where the replica stands."""
        return self._store.path

    def reading(self, viewers: Viewers) -> AbstractContextManager[Connection]:
        """As `Store.reading`."""
        return self._store.reading(viewers)

    def whole(self) -> AbstractContextManager[Connection]:
        """As `Store.whole`."""
        return self._store.whole()

    @contextmanager
    def writing(self, viewers: Viewers) -> Iterator[Connection]:
        """As `Store.writing`; what changed goes in the outbox in the same transaction."""
        with self._store.writing(viewers) as connection:
            yield connection
            driver: Any = connection.connection.driver_connection
            if self._shape is None:
                self._shape = shape_of(driver, shared_kinds())
            box(driver, self._shape, written_moment(self._clock()))

    @property
    def is_copied_here(self) -> bool:
        return True

    def copy(self, reason: Reason, at: datetime, give_up: GiveUp = never) -> Copy:
        """As `Store.copy`: the replica as it is, outbox and all."""
        return self._store.copy(reason, at, give_up)

    def close(self) -> None:
        """As `Store.close`."""
        self._store.close()

    def checked_out(self) -> int:
        """As `Store.checked_out`."""
        return self._store.checked_out()

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
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.tables import Shape, shape_of, shared_kinds
from expertiseteam.storage.places import Viewers, Views
from expertiseteam.storage.rows import PROVISIONAL, Row
from expertiseteam.storage.store import Store
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never
from expertiseteam.vault.parsing import written_moment


def marking_provisional(views: Views) -> Views:
    """The same views, in which the code or the number of what the team does not have yet says so: until it is shared it may change.

    On the screen, on paper and in what is exported, for all of them read through these views.
    """
    marked = {kind.__tablename__: kind for kind in (m.class_ for m in Row.registry.mappers) if kind.numbered}

    def shown(viewers: Viewers) -> dict[str, str]:
        return {name: _marked(marked[name], sql) if name in marked else sql for name, sql in views(viewers).items()}

    return shown


def _marked(kind: type[Row], sql: str) -> str:
    table = kind.__tablename__
    is_new = f"EXISTS (SELECT 1 FROM main.folder_before b WHERE b.tab = '{table}' AND b.id = t.id AND b.was IS NULL)"
    told = {"number": f"CASE WHEN {is_new} THEN t.number + 0.5 ELSE t.number END AS number"}
    if kind.numbered is not None and kind.numbered.code:
        told = {"code": f"CASE WHEN t.code <> '' AND {is_new} THEN t.code || '{PROVISIONAL}' ELSE t.code END AS code"}
    columns = ", ".join(told[column.name] if column.name in told else f't."{column.name}"' for column in kind.__table__.columns)
    return sql.replace("SELECT t.*", f"SELECT {columns}", 1)


class FolderStore:
    """A `Place` over a replica. It never touches the folder: what is done here is safe here, and `TeamFolder` shares it later."""

    def __init__(self, store: Store, key: bytes, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._replica: Replica | None = Replica(store.path, key, shared_kinds())
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

    @property
    def replica(self) -> Replica | None:
        """What `TeamFolder` shares; None once it is closed."""
        return self._replica

    def stop_reading(self) -> None:
        """As `Store.stop_reading`."""
        self._store.stop_reading()

    def close(self) -> None:
        """As `Store.close`."""
        if self._replica is not None:
            self._replica.close()
        self._replica = None
        self._store.close()

    def checked_out(self) -> int:
        """As `Store.checked_out`."""
        return self._store.checked_out()

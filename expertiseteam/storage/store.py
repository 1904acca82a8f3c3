"""An open dossier file: connections that show each viewer his own rows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.faults import sentence_for
from expertiseteam.storage.file import NEW_KEY, SCHEMA, connect
from expertiseteam.storage.ground import Ground
from expertiseteam.vault.copies import Copy, Reason

LOCKED = "Het dossier is vergrendeld. Ontgrendel het opnieuw om verder te werken."
Viewers = tuple[str, ...]
Views = Callable[[Viewers], dict[str, str]]
READ, DENY = 20, 1  # SQLITE_READ, SQLITE_DENY


class Store:
    """Engines over one SQLCipher file, one pool per set of viewers. Thread-safe; a connection lives inside one `with`.

    `key` is the raw 256-bit dossier key. `views` gives, for viewers, the SQL of the view that stands in front of each table.
    """

    def __init__(self, path: Path, key: bytes, views: Views) -> None:
        self._path, self._key, self._views = path, key, views
        self._engines: dict[tuple[Viewers, bool], Engine] = {}
        self._ground = Ground(path, key)

    @contextmanager
    def reading(self, viewers: Viewers) -> Iterator[Connection]:
        """A connection that sees what all of the viewers may see, and cannot write."""
        with _told(), self._ground.held(self._close_all), self._engine(viewers, False).begin() as connection:
            yield connection

    @contextmanager
    def writing(self, viewers: Viewers) -> Iterator[Connection]:
        """One write transaction; refused when a newer program has changed the dossier's schema meanwhile."""
        with _told(), self._ground.held(self._close_all):
            engine = self._engine(viewers, True).execution_options(schema_translate_map={None: "main"}, begin="BEGIN IMMEDIATE")
            with engine.begin() as connection:
                schema = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
                if schema != SCHEMA:
                    if schema < 0:
                        raise Refused(NEW_KEY)
                    raise Refused(
                        "Dit dossier is intussen bijgewerkt door een nieuwere versie van dit programma. "
                        "U kunt met deze versie niets meer vastleggen. Sluit het programma en installeer de nieuwe versie."
                    )
                yield connection
                self._ground.check_file()  # before the commit: "bewaard" is not said of a file that nobody will find
            self._ground.fold_lost_log()

    @property
    def path(self) -> Path:
        """Where the dossier stands."""
        return self._path

    def copy(self, reason: Reason, at: datetime) -> Copy:
        """Make a verified copy of the whole file while others read and write; see `storage.backup`."""
        if not self._key:
            raise Refused(LOCKED)
        with _told(), self._ground.held(self._close_all), closing(connect(self._path, self._key)) as source:
            return make_copy(source, self._path, self._key, reason, at)

    def close(self) -> None:
        """Close every connection and forget the key."""
        self._close_all()
        self._ground.leave()
        self._key = b""

    def checked_out(self) -> int:
        """How many connections are in use right now."""
        return sum(e.pool.checkedout() for e in self._engines.values())  # type: ignore[attr-defined]

    def _close_all(self) -> None:
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()

    def _engine(self, viewers: Viewers, may_write: bool) -> Engine:
        if (viewers, may_write) not in self._engines:
            # QueuePool always: the default pool for SQLite crashed the process with 8 threads (storage.md, 2.2).
            engine = create_engine(
                "sqlite+pysqlite://",
                module=sqlcipher,
                poolclass=QueuePool,
                pool_size=8,
                hide_parameters=True,
                creator=lambda: self._connect(viewers, may_write),
            )
            event.listen(engine, "begin", lambda c: c.exec_driver_sql(c.get_execution_options().get("begin", "BEGIN")))
            self._engines[viewers, may_write] = engine
        return self._engines[viewers, may_write]

    def _connect(self, viewers: Viewers, may_write: bool) -> Any:
        if not self._key:
            raise Refused(LOCKED)
        connection = connect(self._path, self._key)
        guarded = self._views(viewers) if viewers else {}
        for name, sql in guarded.items():
            connection.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')
        if not may_write:
            connection.execute("PRAGMA query_only = ON")
            # A base table may be read through its view only, whatever statement a query thinks of.
            connection.set_authorizer(
                lambda op, table, _column, schema, via: DENY if op == READ and schema == "main" and table in guarded and not via else 0
            )
        return connection


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a laptop can do to a file (full disk, vanished share, lock) into a sentence; leave our own bugs alone."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        sentence = sentence_for(error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        raise Refused(sentence) from None

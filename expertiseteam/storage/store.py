"""An open dossier file: connections that show each viewer his own rows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.faults import sentence_for
from expertiseteam.storage.file import SCHEMA, connect

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
        self._is = _which(path)

    @contextmanager
    def reading(self, viewers: Viewers) -> Iterator[Connection]:
        """A connection that sees what all of the viewers may see, and cannot write."""
        self._still_there()
        with _told(), self._engine(viewers, False).begin() as connection:
            yield connection

    @contextmanager
    def writing(self, viewers: Viewers) -> Iterator[Connection]:
        """One write transaction; refused when a newer program has changed the dossier's schema meanwhile."""
        engine = self._engine(viewers, True).execution_options(schema_translate_map={None: "main"}, begin="BEGIN IMMEDIATE")
        self._still_there()
        with _told(), engine.begin() as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar() != SCHEMA:
                raise Refused(
                    "Dit dossier is intussen bijgewerkt door een nieuwere versie van dit programma. "
                    "U kunt met deze versie niets meer vastleggen. Sluit het programma en installeer de nieuwe versie."
                )
            yield connection
            self._still_there()  # before the commit: "bewaard" is not said of a file that nobody will find

    def close(self) -> None:
        """Close every connection and forget the key."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        self._key = b""

    def checked_out(self) -> int:
        """How many connections are in use right now."""
        return sum(e.pool.checkedout() for e in self._engines.values())  # type: ignore[attr-defined]

    def _still_there(self) -> None:
        """An open file can be moved or replaced under a program, which then writes where nobody looks."""
        if self._key and _which(self._path) != self._is:
            raise Refused(
                "Het dossier is verplaatst, vervangen of weggehaald terwijl u erin werkte. Wat u nu doet wordt niet bewaard. "
                "Sluit het programma, zet het dossier terug op zijn plek en open het opnieuw."
            )

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
            raise Refused("Het dossier is vergrendeld. Ontgrendel het opnieuw om verder te werken.")
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
    except (OperationalError, DBAPIError) as error:
        sentence = sentence_for(error.orig)
        if sentence is None:
            raise
        raise Refused(sentence) from None


def _which(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path, whatever its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

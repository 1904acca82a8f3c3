"""An open dossier on a server: connections that show each viewer his own rows, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import SCHEMA
from expertiseteam.storage.places import LOCKED, NEWER_MEANWHILE, NO_MEMORY, Viewers, Views
from expertiseteam.storage.server.address import ServerAddress
from expertiseteam.storage.server.connecting import connect, identifier
from expertiseteam.storage.server.dialect import TABLES, make_engine
from expertiseteam.storage.server.faults import UNKNOWN, refuse
from expertiseteam.storage.server.login import Login
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never

# One writer at a time, as in a file: acts then need not be repeated after a lost race, and numbers and chains have no gaps or forks.
TURN = 0x45585054
_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({TURN})"
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WHICH = f"SELECT schema, pg_current_xact_id()::text FROM {TABLES}.place"
# A server has a hundred connections for a whole team: only the member's own stay open.
_STAYING: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 2, "max_overflow": 6}
_PASSING: dict[str, Any] = {"poolclass": NullPool}
_ASK = 0.2  # seconds between two questions whether something was kept
_PATIENCE = 10  # seconds


class ServerStore:
    """Engines over one database, one pool per set of viewers. Thread-safe; a connection lives inside one `with`.

    `views` gives, for viewers, the SQL of the view that stands in front of each table. A reading session is the login role itself, which
    has no right to any table, only to its own temporary views; a writing one takes on the role that may change rows.
    """

    def __init__(self, path: Path, address: ServerAddress, login: Login, views: Views) -> None:
        self._path, self._address, self._views = path, address, views
        self._login: Login | None = login
        self._engines: dict[tuple[Viewers, bool], Engine] = {}
        self._read: set[psycopg.Connection[Any]] = set()  # by who reads at this moment
        self._read_lock = Lock()

    @property
    def path(self) -> Path:
        """The file that says on which server the dossier is."""
        return self._path

    @contextmanager
    def reading(self, viewers: Viewers) -> Iterator[Connection]:
        """A connection that sees what all of the viewers may see as it stands now, and cannot write."""
        with _told(), self._begun(viewers, False, _READ) as connection, self._breakable(connection):
            yield connection

    @contextmanager
    def whole(self) -> Iterator[Connection]:
        """A connection that sees every row and cannot write: only to prove that the log is whole. Waits for no turn."""
        with _told(), self._begun((), True, _READ) as connection, self._breakable(connection):
            yield connection.execution_options(schema_translate_map={None: TABLES})

    @contextmanager
    def writing(self, viewers: Viewers) -> Iterator[Connection]:
        """One write transaction, when it is our turn; refused when a newer program has changed the dossier's layout meanwhile.

        When the connection is lost while saving, the server is asked afterwards whether it was kept.
        """
        with _told(), self._begun(viewers, True, _WRITE) as connection:
            schema, number = _driver(connection).execute(_WHICH).fetchone() or (0, "")
            if schema != SCHEMA:
                raise Refused(NEWER_MEANWHILE)
            yield connection.execution_options(schema_translate_map={None: TABLES})
            try:
                connection.commit()
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                if not self._was_kept(number):
                    raise refuse(error.orig) from None

    @property
    def is_copied_here(self) -> bool:
        return False

    def copy(self, reason: Reason, at: datetime, give_up: GiveUp = never) -> Copy:
        """Refused: a server is copied by its administrator, whole and with what this program cannot reach."""
        raise Refused("Dit dossier staat op een server. De beheerder van de server maakt daar de reservekopieën, niet dit programma.")

    def stop_reading(self) -> None:
        """As `Place.stop_reading`."""
        with self._read_lock:
            for driver in self._read:
                driver.cancel_safe(timeout=_PATIENCE)

    def close(self) -> None:
        """Close every connection and forget the password."""
        self._login = None
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()

    def checked_out(self) -> int:
        """How many connections are in use right now."""
        return sum(e.pool.checkedout() for e in self._engines.values() if isinstance(e.pool, QueuePool))

    @contextmanager
    def _begun(self, viewers: Viewers, may_write: bool, begin: str) -> Iterator[Connection]:
        """A transaction that has begun. A connection that died in the pool is noticed here, where nothing was done yet, and replaced."""
        engine = self._engine(viewers, may_write)
        connection = engine.connect()
        try:
            try:
                _driver(connection).execute(begin)
            except psycopg.OperationalError:
                if not _driver(connection).closed:
                    raise
                connection.invalidate()
                connection.close()
                engine.dispose()  # the others died with it
                connection = engine.connect()
                _driver(connection).execute(begin)
            yield connection
        finally:
            _give_back(connection)

    @contextmanager
    def _breakable(self, connection: Connection) -> Iterator[None]:
        driver = _driver(connection)
        with self._read_lock:
            self._read.add(driver)
        try:
            yield
        finally:
            with self._read_lock:  # before the connection can be given to who writes
                self._read.discard(driver)

    def _was_kept(self, number: str) -> bool:
        """Whether a transaction was kept, by its number. Refused when the server cannot be asked."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                with closing(self._raw()) as asking:
                    found = asking.execute("SELECT pg_xact_status(%s::xid8)", (number,)).fetchone()
            except (Refused, psycopg.Error):
                found = None
            if found and found[0] in ("committed", "aborted"):
                return bool(found[0] == "committed")
            time.sleep(_ASK)
        raise Refused(UNKNOWN)

    def _engine(self, viewers: Viewers, may_write: bool) -> Engine:
        if (viewers, may_write) not in self._engines:
            pool = _STAYING if len(viewers) == 1 else _PASSING
            self._engines[viewers, may_write] = make_engine(lambda: self._connect(viewers, may_write), **pool)
        return self._engines[viewers, may_write]

    def _raw(self) -> psycopg.Connection[Any]:
        if self._login is None:
            raise Refused(LOCKED)
        return connect(self._address, self._login)

    def _connect(self, viewers: Viewers, may_write: bool) -> psycopg.Connection[Any]:
        connection = self._raw()
        try:
            connection.execute(self._views_sql(connection, viewers))
            if may_write:
                connection.execute(f"SET ROLE {identifier(self._address.write_role, connection)}")
            else:
                connection.execute("SET default_transaction_read_only = on")
        except psycopg.Error as error:
            connection.close()
            raise refuse(error, connecting=True) from None
        except BaseException:
            connection.close()
            raise
        return connection

    def _views_sql(self, connection: psycopg.Connection[Any], viewers: Viewers) -> str:
        """Made as the role that may read the tables, given to the login role, which may not."""
        me, writer = (identifier(name, connection) for name in (connection.info.user, self._address.write_role))
        made = [f"SET ROLE {writer}"]
        for name, sql in (self._views(viewers) if viewers else {}).items():
            view = f"pg_temp.{identifier(name, connection)}"
            made += [f"CREATE VIEW {view} AS {sql}", f"GRANT SELECT ON {view} TO {me}"]
        return "; ".join([*made, "RESET ROLE"])


@contextmanager
def _told() -> Iterator[None]:
    """Turn what can happen to a server (no network, full disk, restart) into a sentence; leave our own bugs alone, without their data."""
    try:
        yield
    except MemoryError:
        raise Refused(NO_MEMORY) from None
    except DBAPIError as error:
        raise refuse(error.orig) from None
    except psycopg.Error as error:
        raise refuse(error) from None


def _give_back(connection: Connection) -> None:
    """Undo what was not committed. A connection that died is thrown away: the pool would log what was being done."""
    if not connection.invalidated:
        try:
            _driver(connection).rollback()
        except psycopg.Error:
            connection.invalidate()
    connection.close()


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    return connection.connection.driver_connection  # type: ignore[return-value]

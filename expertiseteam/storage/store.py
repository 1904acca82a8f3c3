"""An open dossier file: connections that show each viewer his own rows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.storage import ready
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.faults import CORRUPT, FULL, IOERR, NOTADB, code_of, sentence_for, sentence_for_code
from expertiseteam.storage.file import NEW_KEY, SCHEMA, Health, connect, health
from expertiseteam.storage.ground import Ground
from expertiseteam.storage.haste import Haste
from expertiseteam.storage.places import LOCKED, NEWER_MEANWHILE, NO_MEMORY, OutcomeUnknown, Viewers, Views
from expertiseteam.storage.rows import Row
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never

# Codes of SQLite: what a statement wants to do, and the answer.
READ, SELECT, FUNCTION, RECURSIVE, TRANSACTION, PRAGMA = 20, 21, 31, 33, 22, 19
OK, DENY = 0, 1


# What a statement becomes in SQL is the same for every viewer and every dossier, and making it takes longer than running it: so it is made
# once per process, in one dialect (which is part of what it is found by).
_COMPILED: LRUCache[Any, Any] = LRUCache(2000)
_known: dict[str, Dialect] = {}


class _Compiler(SQLiteCompiler):
    """Writes limits out. Given as a value, a limit makes SQLite plan the whole statement anew each time that it is run (measured)."""

    def limit_clause(self, select: Any, **kw: Any) -> str:
        return str(super().limit_clause(select, **kw | {"literal_execute": True}))  # type: ignore[no-untyped-call]


class Store:
    """Engines over one SQLCipher file, one pool per set of viewers. Thread-safe; a connection lives inside one `with`.

    `key` is the raw 256-bit dossier key. `views` gives, for viewers, the SQL of the view that stands in front of each table.
    `haste`: only for a dossier that is being made, see `storage.haste`.
    """

    def __init__(self, path: Path, key: bytes, views: Views, haste: Haste | None = None) -> None:
        self._path, self._key, self._views, self._haste = path, key, views, haste
        self._engines: dict[Viewers, Engine] = {}
        self._ground = Ground(path, key)
        self._read: set[Any] = set()  # by who reads at this moment
        self._read_lock = Lock()

    @contextmanager
    def reading(self, viewers: Viewers) -> Iterator[Connection]:
        """A connection that sees what all of the viewers may see, and cannot write."""
        with self._told(), self._ground.held(self._close_all), self._taken(viewers, may_write=False) as connection, connection.begin():
            raw = connection.connection.driver_connection
            with self._read_lock:
                self._read.add(raw)
            try:
                yield connection
            finally:
                with self._read_lock:  # before the connection can be given to who writes
                    self._read.discard(raw)

    @contextmanager
    def whole(self) -> Iterator[Connection]:
        """A connection that sees every row and cannot write: only to prove that the log is whole."""
        with self.reading(()) as connection:
            yield connection

    @contextmanager
    def writing(self, viewers: Viewers) -> Iterator[Connection]:
        """One write transaction; refused when a newer program has changed the dossier's schema meanwhile."""
        commits = False
        try:
            with self._told(), self._ground.held(self._close_all):
                with self._taken(viewers, may_write=True) as connection, connection.begin():
                    schema = int(ready.run(connection, "PRAGMA user_version")[0][0])
                    if schema != SCHEMA:
                        raise Refused(NEW_KEY if schema < 0 else NEWER_MEANWHILE)
                    yield connection
                    self._ground.check_file()  # before the commit: "bewaard" is not said of a file that nobody will find
                    commits = True
                commits = False
                self._ground.fold_lost_log()
        except Refused as refused:
            if commits and str(refused) != sentence_for_code(FULL):  # a page for which there was no room is no commit
                raise OutcomeUnknown(str(refused)) from None
            raise

    @property
    def path(self) -> Path:
        """Where the dossier stands."""
        return self._path

    @property
    def is_copied_here(self) -> bool:
        return True

    def copy(self, reason: Reason, at: datetime, give_up: GiveUp = never) -> Copy:
        """Make a verified copy of the whole file while others read and write; see `storage.backup`."""
        if not self._key:
            raise Refused(LOCKED)
        with self._told(), self._ground.held(self._close_all), closing(connect(self._path, self._key)) as source:
            return make_copy(source, self._path, self._key, reason, at, give_up)

    def stop_reading(self) -> None:
        """As `Place.stop_reading`."""
        with self._read_lock:
            for raw in self._read:
                raw.interrupt()

    def close(self) -> None:
        """Close every connection and forget the key."""
        self._close_all()
        self._ground.leave()
        self._key = b""

    def checked_out(self) -> int:
        """How many connections are in use right now."""
        return sum(e.pool.checkedout() for e in self._engines.values())  # type: ignore[attr-defined]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a laptop can do to a file (full disk, vanished share, lock) into a sentence; leave our own bugs alone."""
        try:
            yield
        except MemoryError:
            raise Refused(NO_MEMORY) from None
        except (DBAPIError, sqlcipher.Error) as error:
            fault = error.orig if isinstance(error, DBAPIError) else error
            sentence = sentence_for(fault)
            if sentence is None:
                raise
            if code_of(fault) in (IOERR, CORRUPT, NOTADB) and self._key:
                self._close_all()  # a connection that once read something wrong goes on doing so
                is_damaged = health(self._path, self._key) in (Health.DAMAGED, Health.CLOSED)
                raise Unopened(sentence_for_code(CORRUPT if is_damaged else IOERR)) from None
            raise Refused(sentence) from None

    def _close_all(self) -> None:
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()

    @contextmanager
    def _taken(self, viewers: Viewers, *, may_write: bool) -> Iterator[Connection]:
        """A connection from the pool with these rights.

        Reading and writing share the connections: what one connection writes empties the memory of all others, which then have to
        read and decrypt again what they had (measured: a day of work took a third longer).
        """
        with self._engine(viewers).connect() as connection:
            connection.info[_Rights].may_write = may_write
            if may_write:
                connection.execution_options(schema_translate_map={None: "main"}, begin="BEGIN IMMEDIATE")
            yield connection

    def _engine(self, viewers: Viewers) -> Engine:
        if viewers not in self._engines:
            guarded = self._views(viewers) if viewers else {}
            self._engines[viewers] = _engine_of(lambda: self._connect(guarded), frozenset(guarded))
        return self._engines[viewers]

    def _connect(self, guarded: Mapping[str, str]) -> Any:
        if not self._key:
            raise Refused(LOCKED)
        connection = connect(self._path, self._key)
        if self._haste is not None:
            self._haste.hurry(connection, self._path)
        # As one script: each by itself would take a place among the prepared statements, for ever. And all at once (measured: 7 ms of
        # processor time for 88): made when first asked for, each would make every prepared statement be prepared anew, and who reads
        # would have to be let make views.
        connection.executescript("".join(f'CREATE TEMP VIEW "{name}" AS {sql};' for name, sql in guarded.items()))
        return connection


def _engine_of(connect: Callable[[], Any], guarded: frozenset[str]) -> Engine:
    # QueuePool always: the default pool for SQLite crashed the process with 8 threads (storage.md, 2.2).
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=8,
        pool_use_lifo=True,
        hide_parameters=True,
        creator=connect,
        execution_options={"compiled_cache": _COMPILED},
    )
    engine.dialect.statement_compiler = _Compiler
    engine.dialect = _known.setdefault("dialect", engine.dialect)
    event.listen(engine, "connect", lambda raw, record: record.info.update({_Rights: _Rights(raw, guarded)}))
    event.listen(engine, "begin", lambda c: ready.run(c, c.get_execution_options().get("begin", "BEGIN")))
    event.listen(engine, "before_cursor_execute", _in_other_words, retval=True)
    return engine


@contextmanager
def rehearsing() -> Iterator[Connection]:
    """A connection for reading to an empty dossier in memory, with all tables and nothing else.

    What a question becomes in SQL is kept for the whole process (see above), and making it is most of the work when it is asked for the
    first time. So what the first screen asks is asked here before, while somebody types a passphrase.
    """
    with closing(sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)) as empty:
        for table in Row.metadata.tables.values():
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            empty.execute(f'CREATE TABLE "{table.name}" ({columns})')
        engine = _engine_of(lambda: empty, frozenset())
        with engine.connect() as connection, connection.begin():
            yield connection
        engine.dispose()


class _Rights:
    """What the statements of one connection may do now; SQLite asks it of each statement when it is prepared."""

    def __init__(self, raw: Any, guarded: frozenset[str]) -> None:
        self.may_write = False
        self._guarded = guarded
        raw.set_authorizer(self._decide)

    def _decide(self, op: int, what: str | None, _column: str | None, schema: str | None, via: str | None) -> int:
        """While reading nothing but reading, and a base table through its view only, whatever statement a query thinks of."""
        if self.may_write:
            return OK
        if op == READ:
            return DENY if schema == "main" and what in self._guarded and not via else OK
        # The search index asks for data_version by itself.
        return OK if op in (SELECT, FUNCTION, RECURSIVE, TRANSACTION) or (op == PRAGMA and what == "data_version") else DENY


def _in_other_words(connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> tuple[str, Any]:
    """Prepared statements are kept by their words. None that was allowed for writing is ever run for reading: their words differ.

    (`PRAGMA query_only` would do the same by throwing all prepared statements away: opening a case would take a third longer.)
    """
    rights: _Rights = connection.info[_Rights]
    return (statement if rights.may_write else f"{statement} -- reads"), parameters

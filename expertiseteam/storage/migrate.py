"""Bring a dossier's tables to what this program knows, in one transaction, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from expertiseteam.storage.backup import copy_before_migration
from expertiseteam.storage.file import SCHEMA, connect


def bring_up_to_date(path: Path, key: bytes, schema: int, *, copied: bool = False) -> None:
    """Run the migrations that are missing. `schema` is what the file has now; 0 is a new, empty file, which needs no copy first.

    `copied`: the file is itself a copy.

    Everything happens in one exclusive transaction: killed half-way, the file is as it was.
    """
    if schema == SCHEMA:
        return
    if schema and not copied:
        copy_before_migration(path, key, schema)
    engine = create_engine(
        "sqlite+pysqlite://", module=sqlcipher, poolclass=NullPool, hide_parameters=True, creator=lambda: _bare(path, key)
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN EXCLUSIVE"))
    with engine.begin() as connection:
        run_missing(connection, render_as_batch=True)
        _prove(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    engine.dispose()


def migrate_within(raw: Any, schema: int) -> None:
    """Run the migrations up to a schema on a driver's connection, in the transaction that has begun there and that its owner will end.

    With its foreign keys off (PRAGMA), which a transaction cannot change.
    """
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, poolclass=NullPool, hide_parameters=True, creator=lambda: _Lent(raw))
    raw.execute("PRAGMA legacy_alter_table = ON")
    try:
        with engine.connect() as connection, connection.begin():
            run_missing(connection, to=f"{schema:04}", render_as_batch=True)
            _prove(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
    finally:
        raw.execute("PRAGMA legacy_alter_table = OFF")
        engine.dispose()


class _Lent:
    """A driver's connection whose transaction somebody else ends."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def commit(self) -> None:
        """Nothing: the owner does."""

    rollback = close = commit


def run_missing(connection: Connection, *, to: str = "head", **options: Any) -> None:
    """Run the migrations that this database has not had, up to a revision, in the transaction that has begun. `options` go to Alembic."""
    # Alembic costs a fifth of a second; a dossier that is up to date never loads it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(to, revision)  # noqa: SLF001 (the public way needs an env.py file)

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=True, **options)
        environment.run_migrations()


def _bare(path: Path, key: bytes) -> Any:
    connection = connect(path, key)
    # Rebuilding a table with foreign keys on deletes every row that points at it (storage.md, section 8).
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")
    return connection


def _prove(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"a migration left {len(broken)} dangling references")

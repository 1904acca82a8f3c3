"""The tables on a server: made from the same description as those of a file, brought up to date by the same migrations."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from expertiseteam.basics.clock import system_clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import SCHEMA
from expertiseteam.storage.heads import HEAD
from expertiseteam.storage.migrate import run_missing
from expertiseteam.storage.rows import Row
from expertiseteam.storage.server import search
from expertiseteam.storage.server.address import ServerAddress
from expertiseteam.storage.server.connecting import connect, identifier
from expertiseteam.storage.server.dialect import TABLES, make_engine
from expertiseteam.storage.server.faults import refuse
from expertiseteam.storage.server.login import Login
from expertiseteam.storage.server.store import TURN

MOST_MINUTES_APART = 30  # a server nobody sets right drifts by minutes; a clock set for the wrong zone is off by an hour


def schema_of(address: ServerAddress, login: Login) -> int:
    """The number of the tables' layout; 0 when there are no tables yet. Refused when a newer program made them."""
    try:
        with closing(connect(address, login)) as connection:
            _compare_clocks(connection)
            if connection.execute("SELECT to_regclass(%s)", (f"{TABLES}.place",)).fetchone() == (None,):
                return 0
            row = connection.execute(f"SELECT schema FROM {TABLES}.place").fetchone()
    except psycopg.Error as error:
        raise refuse(error, connecting=True) from None
    schema = int(row[0]) if row else 0
    if schema > SCHEMA:
        raise Refused(
            f"Dit dossier is gemaakt met een nieuwere versie van dit programma (indeling {schema}, u hebt {SCHEMA}). "
            "Om niets kwijt te raken opent deze versie het niet. Installeer de nieuwe versie."
        )
    return schema


def _compare_clocks(connection: psycopg.Connection[Any]) -> None:
    """Refused when this computer and the server do not agree what time it is (quality.md, row 64): terms and the log go by it."""
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    minutes = round((system_clock() - row[0]).total_seconds() / 60) if row else 0
    if abs(minutes) >= MOST_MINUTES_APART:
        raise Refused(
            f"De klok van deze computer loopt {abs(minutes)} minuten {'voor op' if minutes > 0 else 'achter bij'} die van de server. "
            "Er is niets gewijzigd. Zet de klok goed en open het dossier opnieuw; klopt uw klok wel, vraag dan de beheerder van de server."
        )


def bring_up_to_date(address: ServerAddress, login: Login, schema: int) -> None:
    """Make the tables, or run the migrations that are missing, in one transaction. Refused for who may not change the layout.

    No server ever had a layout before 0005, so migrations up to that one are for files alone.
    """
    if schema == SCHEMA:
        return
    engine = make_engine(lambda: _as_owner(address, login), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
            if schema:
                run_missing(connection, version_table_schema=TABLES)
                connection.exec_driver_sql(f"UPDATE {TABLES}.place SET schema = {SCHEMA}")
            else:
                _make(connection, address)
            connection.commit()
    except DBAPIError as error:
        raise refuse(error.orig) from None
    finally:
        engine.dispose()


def _make(connection: Connection, address: ServerAddress) -> None:
    execute = connection.exec_driver_sql
    writer = connection.dialect.identifier_preparer.quote(address.write_role)
    execute(f"CREATE SCHEMA {TABLES}")
    execute(f"GRANT USAGE ON SCHEMA {TABLES} TO PUBLIC")  # the name of a table is no secret; its rows are
    execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA {TABLES} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {writer}")
    execute(f"CREATE TABLE {TABLES}.place (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), schema integer NOT NULL)")
    execute(f"REVOKE ALL ON {TABLES}.place FROM {writer}")
    execute(f"GRANT SELECT ON {TABLES}.place TO PUBLIC")
    execute(f"INSERT INTO {TABLES}.place(schema) VALUES ({SCHEMA})")
    for described in (Row.metadata, HEAD.metadata):
        described.create_all(connection.execution_options(schema_translate_map={None: TABLES}), checkfirst=False)
    for statement in search.SCHEMA:
        execute(statement)
    execute(f"CREATE TABLE {TABLES}.alembic_version (version_num text PRIMARY KEY)")
    execute(f"REVOKE INSERT, UPDATE, DELETE ON {TABLES}.alembic_version FROM {writer}")
    execute(f"INSERT INTO {TABLES}.alembic_version VALUES ('{SCHEMA:04}')")


def _as_owner(address: ServerAddress, login: Login) -> psycopg.Connection[object]:
    connection = connect(address, login)
    try:
        connection.execute(f"SET ROLE {identifier(address.owner_role, connection)}; SET search_path = {TABLES}")
    except psycopg.errors.InsufficientPrivilege:
        connection.close()
        raise Refused(
            "De indeling van dit dossier moet worden bijgewerkt, en dat mag u op deze server niet. Er is niets gewijzigd. "
            "Vraag de aandachtsfunctionaris om het dossier met de nieuwe versie te openen."
        ) from None
    except BaseException:
        connection.close()
        raise
    return connection

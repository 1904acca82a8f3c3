"""A connection to the server: TLS with a certificate that is proven whole, a login role of the member's own, and nothing less."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.server.address import ServerAddress
from expertiseteam.storage.server.certificates import why_refused
from expertiseteam.storage.server.faults import NO_DATABASE, UNKNOWN_LOGIN, refuse
from expertiseteam.storage.server.login import Login

OLDEST = 150000  # PostgreSQL 15
SECONDS_TO_CONNECT = 10
# A laptop that fell asleep must not keep the others waiting: the server ends its transaction, and with it its lock.
_SESSION = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "search_path": "pg_temp",
    "lock_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
    "jit": "off",
}


def connect(address: ServerAddress, login: Login) -> psycopg.Connection[Any]:
    """Connect as the member; statements outside a transaction take effect at once (autocommit).

    Refused: no server, a certificate that does not hold (each reason in its own words), an unknown login, a server that is too old.
    """
    try:
        connection = psycopg.connect(
            host=address.host,
            port=address.port,
            dbname=address.database,
            user=login.role,
            password=login.password,
            sslmode="verify-full",
            sslrootcert=str(address.authority),
            sslcrl=str(address.revoked) if address.revoked else "",
            sslcertmode="disable",
            ssl_min_protocol_version=f"TLSv{address.tls}",
            gssencmode="disable",
            require_auth="scram-sha-256",
            channel_binding="require",
            connect_timeout=SECONDS_TO_CONNECT,
            tcp_user_timeout=SECONDS_TO_CONNECT * 1000,
            application_name="expertiseteam",
            autocommit=True,
        )
    except psycopg.OperationalError as error:
        raise _why(error, address, login) from None
    try:
        _prove(connection)
        connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in _SESSION.items()))
    except BaseException:
        connection.close()
        raise
    return connection


def _why(error: psycopg.OperationalError, address: ServerAddress, login: Login) -> Exception:
    """The driver tells no code of what happened before there was a session, and the server's words are in any language; names are not."""
    if error.sqlstate is not None:
        return refuse(error, connecting=True)
    said = str(error)
    if f'"{login.role}"' in said:
        return Refused(UNKNOWN_LOGIN)
    return Refused(NO_DATABASE if f'"{address.database}"' in said else why_refused(address))


def identifier(name: str, connection: psycopg.Connection[Any]) -> str:
    """The name, quoted for a statement."""
    return sql.Identifier(name).as_string(connection)


def _prove(connection: psycopg.Connection[Any]) -> None:
    info = connection.info
    if not connection.pgconn.ssl_in_use:
        raise RuntimeError("the connection is not encrypted")
    if info.server_version < OLDEST:
        raise Refused(
            f"De server gebruikt PostgreSQL {info.server_version // 10000} en dat is te oud. Er is niets gewijzigd. "
            f"Vraag de beheerder om PostgreSQL {OLDEST // 10000} of nieuwer."
        )
    if info.parameter_status("server_encoding") != "UTF8":
        raise Refused(
            "De database op de server bewaart niet alle letters: hij is niet in UTF8 gemaakt. Er is niets gewijzigd. "
            "Vraag de beheerder om de database opnieuw te maken zoals de uitleg zegt."
        )

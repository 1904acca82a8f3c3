"""Open a dossier that stands on a server."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.storage.places import Views
from expertiseteam.storage.server.address import read_address
from expertiseteam.storage.server.login import Login, login_sql, roles_sql
from expertiseteam.storage.server.store import ServerStore
from expertiseteam.storage.server.tables import bring_up_to_date, schema_of


def open_server(path: Path, member_id: str, password: str, views: Views) -> ServerStore:
    """Connect, and make or change the tables when that is needed and allowed. Refused, each in its own words."""
    address, login = read_address(path), Login(member_id, password)
    bring_up_to_date(address, login, schema_of(address, login))
    return ServerStore(path, address, login, views)


def sql_for_administrator(path: Path, member_id: str, password: str, *, first: bool, is_admin: bool) -> str:
    """The lines with which the server's administrator lets a member in; `first`: also makes the database."""
    address = read_address(path)
    lines = login_sql(address, Login(member_id, password), may_change_layout=is_admin)
    return roles_sql(address) + lines if first else lines

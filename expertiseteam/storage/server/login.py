"""A member's own way in: the login role, its password, and the lines of SQL with which the server's administrator makes it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass

from expertiseteam.storage.server.address import ServerAddress

_ROUNDS = 4096  # PostgreSQL's own number; the password is 256 random bits, which no number of rounds makes safer


@dataclass(frozen=True)
class Login:
    """Who signs in to the server. The password follows from the member's private keys, so nobody has to remember or send it."""

    member_id: str
    password: str

    def __repr__(self) -> str:
        return f"Login({self.member_id!r})"

    @property
    def role(self) -> str:
        """The name of the login role: one per member."""
        return login_role(self.member_id)


def login_role(member_id: str) -> str:
    """The name of a member's login role. ValueError for what is no member id: it becomes part of a statement."""
    if not member_id.isalnum():
        raise ValueError("not a member id")
    return f"member_{member_id}"


def roles_sql(address: ServerAddress) -> str:
    """What an administrator runs once, as a superuser: the two roles and the database."""
    owner, write, database = (_quoted(name) for name in (address.owner_role, address.write_role, address.database))
    return (
        f"CREATE ROLE {owner} NOLOGIN;\n"
        f"CREATE ROLE {write} NOLOGIN;\n"
        f"CREATE DATABASE {database} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0;\n"
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;\n"
        f"GRANT TEMPORARY ON DATABASE {database} TO {write};\n"
    )


def login_sql(address: ServerAddress, login: Login, *, may_change_layout: bool) -> str:
    """What an administrator runs for one member; again after new keys. It holds a verifier (RFC 5802), not the password.

    NOINHERIT: a session reads nothing but its own views until it takes on the role that writes.
    """
    role, owner, write, database = (_quoted(name) for name in (login.role, address.owner_role, address.write_role, address.database))
    return (
        f"DO $$BEGIN CREATE ROLE {role} LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object THEN NULL; END$$;\n"
        f"ALTER ROLE {role} LOGIN NOINHERIT PASSWORD '{_verifier(login.password)}';\n"
        f"GRANT CONNECT ON DATABASE {database} TO {role};\n"
        f"GRANT {write} TO {role};\n"
        f"{'GRANT' if may_change_layout else 'REVOKE'} {owner} {'TO' if may_change_layout else 'FROM'} {role};\n"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _verifier(password: str) -> str:
    """The form in which PostgreSQL keeps a password (pg_authid.rolpassword), so that the password itself never travels."""
    salt = os.urandom(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ROUNDS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    parts = [base64.b64encode(part).decode("ascii") for part in (salt, stored, hmac.digest(salted, b"Server Key", "sha256"))]
    return f"SCRAM-SHA-256${_ROUNDS}:{parts[0]}${parts[1]}:{parts[2]}"

"""A real PostgreSQL server for tests: made in a temporary folder, run by an ordinary user, gone afterwards."""

from __future__ import annotations

import atexit
import functools
import glob
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.places import certificates, memory

_FASTER = {  # nothing here has to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}
_RULES = """\
local all all trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostssl all all ::1/128 scram-sha-256
"""


@dataclass(frozen=True)
class Server:
    """A running server. `folder` holds its socket; the certificate of its authority `by` stands in `authority`."""

    folder: Path
    port: int
    authority: Path
    by: certificates.Pair
    admin: str

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as the administrator, over the local socket; the rows of the last one."""
        import psycopg  # here: most tests need no server

        with psycopg.connect(host=str(self.folder), port=self.port, user=self.admin, dbname=database, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def script(self, sql: str) -> None:
        """Run a script as its administrator does: with psql, line by line, stopping at the first mistake."""
        here = ["-h", str(self.folder), "-p", str(self.port), "-U", self.admin, "-d", "postgres"]
        done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *here], input=sql, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr

    def sign(self, pair: certificates.Pair) -> None:
        """Let the server prove itself with this certificate from now on."""
        pair.write(self.folder, "server")
        for name in ("server.key", "server.crt"):
            _give(self.folder / name, self.admin)
        self.reload()

    def reload(self) -> None:
        """Read the settings again; what connects after this finds them."""
        loaded = "SELECT pg_conf_load_time()"
        before = self.run(loaded)
        self.run("SELECT pg_reload_conf()")
        while self.run(loaded) == before:
            pass


@functools.cache
def server() -> Server:
    """The server of this test run. Skips the test when there is none to be had, and says why."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    user = _user()
    if user is None:
        pytest.skip("PostgreSQL refuses to run as root and there is no user to run it as")
    folder = Path(tempfile.mkdtemp(prefix="expertiseteam-postgres-", dir=memory.folder()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)  # the server's user must find its way; its own folder below is closed
    home = folder / "server"
    home.mkdir(mode=0o700)
    _give(home, user)
    run = functools.partial(subprocess.run, check=True, capture_output=True, cwd=home, **_as(user))
    run([programs / "initdb", "-D", home / "data", "-U", user, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-A", "trust"])
    (home / "data" / "pg_hba.conf").write_text(_RULES)
    by = certificates.authority()
    by.write(folder, "ca")
    certificates.server(by).write(home, "server")
    for name in ("server.crt", "server.key"):
        _give(home / name, user)
    tls = {"ssl": "on", "ssl_cert_file": home / "server.crt", "ssl_key_file": home / "server.key"}
    options = {**_FASTER, **tls, "listen_addresses": "localhost", "unix_socket_directories": home}
    with (home / "data" / "postgresql.conf").open("a") as settings:
        settings.writelines(f"{name} = '{value}'\n" for name, value in options.items())
    for _ in range(20):
        port = random.SystemRandom().randrange(20_000, 60_000)
        start = [programs / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", f"-p {port}", "start"]
        if subprocess.run(start, capture_output=True, cwd=home, **_as(user)).returncode == 0:
            break
    else:
        raise RuntimeError((home / "log").read_text()[-3000:])
    atexit.register(run, [programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"])
    return Server(home, port, folder / "ca.crt", by, user)


def copy_of(template: str, logins: Iterable[str]) -> str:
    """A database of its own for one test, with the same rights as its template: a copy takes along all but who may connect."""
    name = f"{template}_{random.SystemRandom().randrange(10**12)}"
    allowed = ", ".join(f'"member_{login}"' for login in logins)
    server().run(
        f"CREATE DATABASE {name} TEMPLATE {template} OWNER {template}_owner STRATEGY FILE_COPY",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {allowed}",
        f"GRANT TEMPORARY ON DATABASE {name} TO {template}_write",
    )
    return name


def drop(name: str) -> None:
    """Throw a database away, whoever is still connected."""
    server().run(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path | None:
    if os.name == "nt":
        return None
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    newest = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    return Path(newest[-1]).parent if newest else None


def _user() -> str | None:
    """Who runs the server: ourselves, or when we are root someone who is not."""
    import pwd  # here: Windows has none

    if os.geteuid():
        return pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            subprocess.run(["true"], check=True, **_as(name))
        except (KeyError, OSError, subprocess.SubprocessError):
            continue
        return name
    return None


def _as(user: str) -> dict[str, Any]:
    if os.geteuid():
        return {}
    import pwd

    who = pwd.getpwnam(user)
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _give(path: Path, user: str) -> None:
    if not os.geteuid():
        import pwd

        who = pwd.getpwnam(user)
        os.chown(path, who.pw_uid, who.pw_gid)

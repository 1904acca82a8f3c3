"""A dossier of a given size, written in bulk below the services and kept until the rows or the tables change."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert
from sqlalchemy.pool import NullPool

import expertiseteam.opening  # noqa: F401  (knows every table)
from benchmarks.given import PASSPHRASE, policy
from benchmarks.rows import OFFICER, SEED, Size, Values, everything
from expertiseteam.basics.text import fold
from expertiseteam.storage import search
from expertiseteam.storage.file import connect, create_file
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.rows import Row
from expertiseteam.vault import keys
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of

ROOT = Path(__file__).parents[1]
AT_ONCE = 20_000  # rows in one go


def kept_dossier(folder: Path, size: Size) -> Path:
    """The path of a dossier of this size, with its key file beside it; made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bench-{SEED}-{size.scale:g}-{size.active}-{_mark()}.dossier"
    if not path.exists():
        _make(path, size)
    return path


def unlock(path: Path) -> Identity:
    """The keys of the officer of a kept dossier, or of a copy of it."""
    return keys.unlock(key_file_of(path), OFFICER, PASSPHRASE, policy(path.parent))


def plain_copy(path: Path, key: bytes, to: Path) -> Path:
    """The same rows in an unencrypted file, to compare with."""
    with closing(connect(path, key)) as c:
        c.execute("ATTACH DATABASE ? AS bare KEY ''", (str(to),))
        c.execute("SELECT sqlcipher_export('bare')").fetchall()
        version = c.execute("PRAGMA main.user_version").fetchone()[0]
        c.execute(f"PRAGMA bare.user_version = {version}")
        c.execute("DETACH DATABASE bare")
    return to


def _mark() -> str:
    """Changes with whatever decides what stands in the file."""
    inside = ROOT / "expertiseteam"
    sources = [Path(__file__), Path(__file__).with_name("rows.py"), *inside.glob("storage/migrations/v*/*.py")]
    sources += [*inside.rglob("tables.py"), *inside.rglob("records.py"), inside / "storage" / "search.py"]
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(sources))).hexdigest()[:8]


def _make(path: Path, size: Size) -> None:
    half = path.with_name(f"{path.stem}.{os.getpid()}.half")
    identity, _ = keys.create_keys(
        key_file_of(half), member_id=OFFICER, name="Femke Aarts", passphrase=PASSPHRASE, policy=policy(path.parent)
    )
    create_file(half, identity.dossier_key)
    bring_up_to_date(half, identity.dossier_key, 0)
    _fill(half, identity, size)
    for old in path.parent.glob(f"bench-{SEED}-{size.scale:g}-{size.active}-*"):
        if not old.name.startswith(path.stem):
            old.unlink()
    os.replace(key_file_of(half), key_file_of(path))
    os.replace(half, path)


def _fill(path: Path, identity: Identity, size: Size) -> None:
    engine = create_engine("sqlite+pysqlite://", poolclass=NullPool, creator=lambda: _fast(path, identity.dossier_key))
    # The driver stands in autocommit: without this each row would be a transaction of its own.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.begin() as connection:
        for kind, rows in everything(size):
            waiting = iter(rows)
            while some := list(itertools.islice(waiting, AT_ONCE)):
                _write(connection, kind, some)
        last = "SELECT device, number, hash FROM log_line ORDER BY number DESC LIMIT 1"
        connection.exec_driver_sql(f"INSERT INTO log_head {last}")
        connection.exec_driver_sql("UPDATE member SET card = ? WHERE id = ?", (identity.card().age, OFFICER))
    engine.dispose()


def _fast(path: Path, key: bytes) -> Any:
    connection = connect(path, key)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _write(connection: Connection, kind: type[Row], rows: list[Values]) -> None:
    sample = kind(**rows[0])  # knows the defaults of what the rows leave out
    others = {c.key: getattr(sample, c.key) for c in kind.__table__.columns if c.key not in rows[0]} | {"version": 1}
    complete = [others | row for row in rows]
    connection.execute(insert(kind), complete)
    if kind.searched:
        _index(connection, kind, complete)


def _index(connection: Connection, kind: type[Row], rows: Iterable[Values]) -> None:
    first = (connection.exec_driver_sql("SELECT coalesce(max(n), 0) FROM search_entry").scalar() or 0) + 1
    entries = [
        (n, kind.__tablename__, row["id"], row["circle_id"], search.said_of(row[c] for c in kind.searched))
        for n, row in enumerate(rows, first)
    ]
    connection.exec_driver_sql("INSERT INTO search_entry(n, kind, row_id, circle_id, said) VALUES (?,?,?,?,?)", entries)
    connection.exec_driver_sql("INSERT INTO search_text(rowid, said) VALUES (?,?)", [(n, fold(said)) for n, *_, said in entries])

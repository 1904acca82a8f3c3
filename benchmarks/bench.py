"""A workspace to measure on: a copy of a kept dossier, its keys already there, the clock on the day of the overleg."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from benchmarks.dossier import kept_dossier, plain_copy, unlock
from benchmarks.given import NOW, policy
from benchmarks.measure import KEPT
from benchmarks.rows import OFFICER, Size
from expertiseteam.access import circles
from expertiseteam.access.workspace import Workspace
from expertiseteam.opening import log_book
from expertiseteam.storage import ground, store
from expertiseteam.storage.file import connect
from expertiseteam.storage.store import Store
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import recovery_recipient

PLAIN = ".plain"


@contextmanager
def dossier_copy(size: Size) -> Iterator[Path]:
    """A throw-away copy of the kept dossier with its key file, `team.dossier` in a folder of its own."""
    source = kept_dossier(KEPT, size)
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        path = Path(folder) / "team.dossier"
        shutil.copy(source, path)
        shutil.copy(key_file_of(source), key_file_of(path))
        yield path


@dataclass(frozen=True)
class Bench:
    """An open workspace of the aandachtsfunctionaris, and the same file for the bare driver."""

    workspace: Workspace
    path: Path
    key: bytes = field(repr=False)

    def driver(self) -> Any:
        """The same file with the bare driver: same key, same settings, no program around it."""
        return _without_key(self.path, self.key)


@contextmanager
def opened(size: Size, *, plain: bool = False) -> Iterator[Bench]:
    """Open a copy of the kept dossier. `plain`: the same rows in an unencrypted file."""
    with dossier_copy(size) as path:
        identity = unlock(path)
        recovery = recovery_recipient(key_file_of(path))
        if plain:
            path = plain_copy(path, identity.dossier_key, path.with_suffix(PLAIN))
        with _bare_connections() if plain else nullcontext():
            log = log_book(path.with_name("team.dossier"), identity, policy(path.parent))
            made = Workspace(Store(path, identity.dossier_key, circles.views), OFFICER, identity, lambda: NOW, recovery, log)
            try:
                made.me()  # connects
                yield Bench(made, path, identity.dossier_key)
            finally:
                made.close()


@contextmanager
def _bare_connections() -> Iterator[None]:
    with mock.patch.object(store, "connect", _without_key), mock.patch.object(ground, "connect", _without_key):
        yield


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Collect every statement that is executed meanwhile, with its parameters."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _without_key(path: Path, key: bytes) -> Any:
    """As storage.file.connect; a plain copy opens with the same settings but without encryption."""
    if path.suffix != PLAIN:
        return connect(path, key)
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=15, isolation_level=None, check_same_thread=False
    )
    for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "cache_size = -65536", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

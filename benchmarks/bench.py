"""A dossier to measure on: opened without the vault, so that key derivation stays out of every figure."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from benchmarks.data import KEY, OFFICER, Size, dossier
from expertiseteam.access import circles
from expertiseteam.access.workspace import Workspace
from expertiseteam.storage import store as store_module
from expertiseteam.storage.store import Store

KEPT = Path(__file__).parents[1] / ".cache" / "benchmarks"
NOW = datetime(2026, 11, 17, 8, tzinfo=UTC)


class NoKeys:
    """Seals nothing: who reported plays no part in these figures."""

    def seal(self, plain: bytes, recipients: list[str]) -> bytes:
        return plain

    def open(self, sealed: bytes) -> bytes:
        return sealed


@contextmanager
def workspace(size: Size | None = None, *, plain: bool = False) -> Iterator[Workspace]:
    """A workspace of the officer on a throw-away copy of the kept dossier."""
    source = dossier(KEPT, size or Size(), plain=plain)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / source.name
        shutil.copy(source, path)
        with mock.patch.object(store_module, "connect", _plain) if plain else _as_it_is():
            made = Workspace(Store(path, KEY, circles.views), OFFICER, NoKeys(), lambda: NOW, "")
            made.me()
            yield made
            made.close()


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


def _plain(path: Path, key: bytes) -> Any:
    """As storage.file.connect, without a key: the same library on the same rows, unencrypted."""
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=15, isolation_level=None, check_same_thread=False
    )
    for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "cache_size = -65536", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


Measure = Callable[[], float]

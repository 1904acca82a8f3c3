"""Making a dossier without waiting for the disk at every step: only for one that is thrown away when the making breaks off."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Haste:
    """Lets connections to dossiers in one hidden folder not wait for the disk. Comes from `half_made` only.

    A power cut meanwhile may spoil the file. So nobody may rely on it before it was moved out of the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hurry(self, connection: Any, path: Path) -> None:
        """Let this connection to a dossier not wait. ValueError for a dossier that stands anywhere else than in the folder."""
        if path.parent != self.folder:
            raise ValueError("a dossier that people rely on is never written in haste")
        connection.execute("PRAGMA synchronous = OFF")

    def finish(self, name: str, to: Path) -> None:
        """Put a file of the folder on disk for good, and then give it its place `to`. RuntimeError while it is still open as a dossier."""
        made = self.folder / name
        if made.with_name(f"{name}-wal").exists():
            raise RuntimeError(f"{name} is still open")
        with made.open("r+b") as file:
            os.fsync(file.fileno())
        made.rename(to)
        if os.name == "posix":
            folder = os.open(to.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextmanager
def half_made(folder: Path) -> Iterator[Haste]:
    """A hidden folder inside `folder` in which a dossier may be made in haste. What was not finished when the block ends is thrown away."""
    half = Path(tempfile.mkdtemp(prefix=".half-", dir=folder))
    try:
        yield Haste(half)
    finally:
        shutil.rmtree(half, ignore_errors=True)

"""Which place a path names, and opening it."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.storage import file
from expertiseteam.storage.haste import Haste
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.places import Place, Views
from expertiseteam.storage.server.address import is_server, read_address
from expertiseteam.storage.store import Store

__all__ = ["is_server", "look_at", "open_place"]


def open_place(path: Path, member_id: str, *, key: bytes, password: str, views: Views, haste: Haste | None = None) -> Place:
    """Open the dossier at this path, with its tables brought up to date.

    `key` opens a file, `password` is the member's own on a server; `haste`: see `storage.haste`. Refused, each in its own words: see
    `storage.file` and `storage.server`.
    """
    if is_server(path):
        from expertiseteam.storage.server.opening import open_server  # loads the driver, which a file does not need

        return open_server(path, member_id, password, views)
    bring_up_to_date(path, key, file.check_opens(path, key))
    return Store(path, key, views, haste)


def look_at(path: Path) -> None:
    """Refuse a path that cannot be a dossier, each case with its own sentence; nothing is touched."""
    if is_server(path):
        read_address(path)
    else:
        file.look_at(path)

"""Which place a path names, and opening it."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import TeamIsOlder
from expertiseteam.storage import file
from expertiseteam.storage.haste import Haste
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.places import Place, Views
from expertiseteam.storage.server.address import is_server, read_address
from expertiseteam.storage.store import Store
from expertiseteam.vault.disk_kind import refuse_to_open

BEHIND_FENCE = (
    "Dit dossier staat in een teammap, en heeft nog de indeling van een oudere versie van dit programma. Er is niets gewijzigd. "
    "Open het in het programma: dan gaat het over, samen met het team."
)
__all__ = ["is_server", "is_shared", "look_at", "open_place"]


def open_place(path: Path, member_id: str, *, key: bytes, password: str, views: Views, clock: Clock, haste: Haste | None = None) -> Place:
    """Open the dossier at this path, with its tables brought up to date; those of a team folder change for all laptops at once, or not.

    `key` opens a file, `password` is the member's own on a server; `haste`: see `storage.haste`. Refused, each in its own words: see
    `storage.file` and `storage.server`; TeamIsOlder for a replica that has to cross a fence first (`sharing/crossing.py`).
    """
    if is_server(path):
        from expertiseteam.storage.server.opening import open_server  # loads the driver, which a file does not need

        return open_server(path, member_id, password, views)
    schema, is_replica = file.look_inside(path, key)
    if is_replica:
        # The protocol, which a dossier of one computer does not need.
        from expertiseteam.storage.folder.store import FolderStore, marking_provisional

        if schema != file.SCHEMA:
            raise TeamIsOlder(BEHIND_FENCE)
        return FolderStore(Store(path, key, marking_provisional(views), haste), key, clock)
    bring_up_to_date(path, key, schema)
    return Store(path, key, views, haste)


def is_shared(place: Place) -> bool:
    """Whether an open dossier belongs to a team folder."""
    from expertiseteam.storage.folder.store import FolderStore

    return isinstance(place, FolderStore)


def look_at(path: Path) -> None:
    """Refuse a path that cannot be a dossier, or that is not safe for one, each case with its own sentence; nothing is touched."""
    refuse_to_open(path)
    if is_server(path):
        read_address(path)
    else:
        file.look_at(path)

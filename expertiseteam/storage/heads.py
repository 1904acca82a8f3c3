"""The last line of every chain of the log: derived from the lines, so never shared, but what the lines must reach."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, String, Table, bindparam, insert, select, update

from expertiseteam.storage import ready
from expertiseteam.storage.file import connect_to_look

HEAD = Table(
    "log_head",
    MetaData(),
    Column("device", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)
Head = tuple[int, bytes]  # the number and the hash of the last line

_ALL = select(HEAD.c.device, HEAD.c.number, HEAD.c.hash)
_ONE = select(HEAD.c.number, HEAD.c.hash).where(HEAD.c.device == bindparam("of"))
_NEW = insert(HEAD)
# Moves only from where the writer thinks it is: two programs on one chain cannot both win.
_MOVE = update(HEAD).where(
    HEAD.c.device == bindparam("of"), HEAD.c.number == bindparam("from_number"), HEAD.c.hash == bindparam("from_hash")
)


def heads(connection: Connection) -> dict[str, Head]:
    """The head of every chain, by device."""
    return {device: (number, found) for device, number, found in connection.execute(_ALL)}


def heads_in(copy: Path, key: bytes) -> dict[str, Head]:
    """As `heads`, of a copy that lies somewhere, which is not touched. Raises the driver's own errors."""
    with closing(connect_to_look(copy, key)) as bare:
        return {device: (number, found) for device, number, found in bare.execute("SELECT device, number, hash FROM log_head")}


def head_of(connection: Connection, device: str) -> Head | None:
    """The head of one chain, None when the dossier has no such chain."""
    row = connection.execute(_ONE, {"of": device}).first()
    return None if row is None else (row[0], row[1])


def begin_head(connection: Connection, device: str, head: Head) -> None:
    """Begin a chain: its head before the first line."""
    connection.execute(_NEW, {"device": device, "number": head[0], "hash": head[1]})


def move_head(connection: Connection, device: str, before: Head, after: Head) -> bool:
    """Move a head from `before` to `after`; False, and nothing done, when it was not there."""
    values = {"of": device, "from_number": before[0], "from_hash": before[1], "number": after[0], "hash": after[1]}
    return ready.write(connection, _MOVE, values) == 1

"""Snapshots: the state after one entry in one file, for new laptops and for forgetting old entries (docs/team-folder.md, 9)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.entry import LARGEST, BadEntry, Claim, Entry, Fault, Position, read_entry
from expertiseteam.storage.folder.files import AWAY, Files, Outcome, entry_name, snapshot_name
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.storage.folder.tables import Kind
from expertiseteam.storage.rekey import opens
from expertiseteam.vault.identity import derive

NOT_WHOLE = (
    "De momentopname “{}” in de teammap is beschadigd, of twee leden bevestigden haar niet. Zij wordt niet gebruikt en er is niets "
    "gewijzigd. Vraag een collega die het dossier open heeft om een nieuwe te maken."
)


def make_snapshot(files: Files, replica: Replica, ring: KeyRing, beside: Path) -> Claim:
    """Put the team's rows as this replica has them in the folder. `beside`: a folder on this computer for the work.

    Returns what to say of it (`TeamFolder.say`); it counts once a second member said the same. OSError when the folder is away or full.
    """
    half = beside / os.urandom(16).hex()
    try:
        name = f"{replica.position().number:012}-{os.urandom(8).hex()}"
        position, digest = replica.pour(half, _key(ring, ring.last.epoch, name))
        if position.number != int(name[:12]):
            raise Refused("Intussen kwamen er wijzigingen van het team binnen. Er is geen momentopname gemaakt. Probeer het opnieuw.")
        claim = Claim(position.number, name, digest, _digest_of(half))
        if files.publish_file(half, snapshot_name(name)) is not Outcome.CREATED:
            raise Refused(AWAY)
        return claim
    finally:
        _clear(half)


def prove_snapshot(files: Files, replica: Replica, ring: KeyRing, claim: Claim, beside: Path, when: datetime) -> None:
    """See for oneself that a snapshot with the entries after it gives exactly the rows that this replica has. Refused when it does not."""
    half = beside / os.urandom(16).hex()
    try:
        copy, file = _fetched(files, ring, claim.name, half, replica.twin)
        at = copy.position()
        if file != claim.file or at.number != claim.number or copy.digest() != claim.digest:
            raise Refused(NOT_WHOLE.format(claim.name))
        for number in range(at.number + 1, replica.position().number + 1):
            raw = replica.kept(number)
            if raw is None:
                raise Refused(NOT_WHOLE.format(claim.name))
            entry = read_entry(raw, copy.position(), ring, newest_schema=replica.position().schema)
            copy.take_in([entry], when)
        if copy.digest() != replica.digest():
            raise Refused(NOT_WHOLE.format(claim.name))
    finally:
        _clear(half)


def start_from_snapshot(files: Files, ring: KeyRing, kinds: Mapping[str, Kind], path: Path, key: bytes, *, newest_schema: int) -> Replica:
    """Make a replica at `path`, where nothing stands yet, from the newest snapshot that two members vouch for.

    Refused when there is none. It is as far as that snapshot; `TeamFolder.share` brings it on.
    """
    tried = ""
    for name in reversed(files.snapshots()):
        half = path.with_name(f".{os.urandom(16).hex()}")
        tried = tried or name
        try:
            copy, file = _fetched(files, ring, name, half, lambda file, its_key: Replica(file, its_key, kinds))
            if copy.position().schema > newest_schema:
                raise BadEntry(copy.position().number, Fault.NEWER)
            if _is_vouched_for(files, ring, copy.position(), name, file, newest_schema):
                copy.pour(path, key)
                return Replica(path, key, kinds)
        except Refused as refused:
            if isinstance(refused, BadEntry) and refused.fault is Fault.NEWER:
                raise
            continue  # an older one may be whole
        finally:
            _clear(half)
    raise Refused(NOT_WHOLE.format(tried))


def _is_vouched_for(files: Files, ring: KeyRing, at: Position, name: str, file: str, newest_schema: int) -> bool:
    """Whether entries after it, that follow on what it holds, say by two members (or twice by the only one) that it is right."""
    said: list[Entry] = []
    while (raw := files.read(entry_name(at.number + 1), LARGEST)) is not None:
        entry = read_entry(raw, at, ring, newest_schema=newest_schema)
        at = entry.position
        if entry.claim is not None and (entry.claim.name, entry.claim.file) == (name, file):
            said.append(entry)
    if said and said[0].position.number == 1 and said[0].by_admin:
        return True  # the dossier as it was when the folder began: nobody else could know
    return len({entry.by for entry in said}) > 1 or (len(said) > 1 and all(entry.is_alone for entry in said))


def _fetched(files: Files, ring: KeyRing, name: str, half: Path, replica: Callable[[Path, bytes], Replica]) -> tuple[Replica, str]:
    """A snapshot from the folder, on this computer, with the key that opens it; and the hash of its bytes as they stood there."""
    files.fetch(snapshot_name(name), half)
    file = _digest_of(half)
    with suppress(sqlcipher.DatabaseError):
        for epoch in range(ring.last.epoch, 0, -1):
            key = _key(ring, epoch, name)
            if opens(half, key):
                return replica(half, key), file
    raise Refused(NOT_WHOLE.format(name))


def _key(ring: KeyRing, epoch: int, name: str) -> bytes:
    return derive(ring.key_of(epoch), f"expertiseteam folder snapshot {ring.dossier_id} {epoch} {name}")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear(half: Path) -> None:
    for beside in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{half}{beside}").unlink(missing_ok=True)

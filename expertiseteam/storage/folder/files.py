"""The few things that are ever done in a team folder: names are created, never replaced (docs/team-folder.md, 1 and 2)."""

from __future__ import annotations

import enum
import errno
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from expertiseteam.basics.patience import Patience
from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.files import settle

LOG, KEYS, SNAPSHOTS, HALF, REQUESTS, MOVES, HERE = "log", "keys", "snap", "tmp", "requests", "moves", "here"
AWAY = (
    "De teammap is nu niet bereikbaar. Uw werk staat op deze computer en gaat naar het team zodra de map er weer is. "
    "Kijk of u met het netwerk verbonden bent."
)
FULL = (
    "De teammap is vol. Uw werk staat op deze computer en gaat naar het team zodra er weer ruimte is. "
    "Vraag uw beheerder om ruimte op de netwerkschijf."
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ROOM_WINDOWS = frozenset({39, 112, 1295})  # a full disk twice, a quota; Python gives the first two as ENOSPC, not the last
AT_ONCE = 1 << 20  # bytes of a large file
_SNAPSHOT = re.compile(r"[0-9]{12}-[0-9a-f]{16}")
_ENTRY = re.compile(r"[0-9]{12}")
_REQUEST = re.compile(r"[0-9a-f]{16}")


def is_full(error: OSError) -> bool:
    """Whether there is no room in the folder; else it is not there."""
    return error.errno in _NO_ROOM or getattr(error, "winerror", None) in _NO_ROOM_WINDOWS


class Outcome(enum.Enum):
    """What came of creating a name."""

    CREATED = "it holds our bytes"
    TAKEN = "somebody was first"
    UNKNOWN = "nobody can tell now"


class Files:
    """A team folder on a disk or a network. Every function may raise OSError: the folder is away, full, or not ours.

    With `patience` somebody waits for it; who gave up gets an OSError too, before the next thing is asked.
    """

    def __init__(self, root: Path, patience: Patience | None = None) -> None:
        self.root, self._patience = root, patience

    def prepare(self) -> None:
        """Make the rooms of the folder where they are missing."""
        for room in (LOG, KEYS, SNAPSHOTS, HALF, REQUESTS, MOVES, HERE):
            self._at(room).mkdir(exist_ok=True)

    def _at(self, name: str | Path) -> Path:
        if self._patience is not None:
            self._patience.ask()
        return self.root / name

    def refuse_away(self) -> None:
        """OSError when the folder is not there: a name in it that is not there says nothing then."""
        os.stat(self._at(LOG))

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, of which never more than `most` + 1; None when there is none."""
        try:
            handle = os.open(self._at(name), os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return None
        with open(handle, "rb") as file:
            return file.read(most + 1)

    def names(self, room: str) -> list[str]:
        """The names in a room, in order."""
        return sorted(os.listdir(self._at(room)))

    def publish(self, raw: bytes, name: str) -> Outcome:
        """Create a name with these bytes, durable, or leave alone what stands there. OSError: not even begun."""
        half = self._at(HALF) / os.urandom(16).hex()
        self._write(half, (raw,))
        return self._give(half, name) or self._looked_up(raw, name)

    def publish_file(self, path: Path, name: str) -> Outcome:
        """As `publish`, for a large file under a random name."""
        half = self._at(HALF) / os.urandom(16).hex()
        with path.open("rb") as file:
            self._write(half, iter(lambda: self._part(file), b""))
        return self._give(half, name) or Outcome.UNKNOWN

    def mend(self, raw: bytes, name: str) -> None:
        """Put bytes in the place of a file that is worth nothing. In one step: while the name is free, somebody could take it."""
        half = self._at(HALF) / os.urandom(16).hex()
        self._write(half, (raw,))
        try:
            os.replace(half, self.root / name)
        except OSError:
            with suppress(OSError):
                os.unlink(half)
            raise

    def fetch(self, name: str, target: Path) -> None:
        """Copy a large file to this computer."""
        with self._at(name).open("rb") as source, target.open("xb") as file:
            while part := self._part(source):
                file.write(part)

    def _part(self, source: BinaryIO) -> bytes:
        """The next part of a large file; OSError once nobody waits for it any more."""
        if self._patience is not None:
            self._patience.ask()
        return source.read(AT_ONCE)

    def snapshots(self) -> list[str]:
        """The names of all snapshots, oldest state first."""
        return [name for name in self.names(SNAPSHOTS) if _SNAPSHOT.fullmatch(name)]

    def requests(self) -> list[str]:
        """The invitations, by id, for which a request lies here."""
        with suppress(FileNotFoundError):
            return [name for name in self.names(REQUESTS) if _REQUEST.fullmatch(name)]
        return []

    def moves(self) -> list[str]:
        """The boxes with keys that wait for a new laptop."""
        with suppress(FileNotFoundError):
            return [name for name in self.names(MOVES) if _REQUEST.fullmatch(name)]
        return []

    def notes(self) -> list[str]:
        """The notes of who has something open."""
        with suppress(FileNotFoundError):
            return [name for name in self.names(HERE) if _REQUEST.fullmatch(name)]
        return []

    def write_note(self, raw: bytes, name: str) -> None:
        """Write a note under a new name, in two steps and not to the disk: it may be lost, and half of one says nothing."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(self.root / name, flags, 0o660)
        except FileNotFoundError:  # a folder of before there were notes
            (self.root / HERE).mkdir(exist_ok=True)
            handle = os.open(self.root / name, flags, 0o660)
        with open(handle, "wb") as file:
            file.write(raw)

    def remove(self, name: str) -> None:
        """Take away what the team agreed to forget."""
        with suppress(FileNotFoundError):
            os.unlink(self.root / name)

    def entries(self) -> set[int]:
        """The numbers of all entries. Refused when a program that synchronises folders was here."""
        found = self.names(LOG)
        strange = [name for name in found if _ENTRY.match(name) and not _ENTRY.fullmatch(name)]
        if strange:
            raise Refused(
                f"In de teammap staat “{strange[0]}”, een dubbel bestand van een programma dat mappen synchroniseert. Daarin gaat werk "
                "verloren, dus er wordt niets gedeeld; uw eigen werk blijft op deze computer. Vraag de beheerder om een gewone netwerkmap."
            )
        return {int(name) for name in found if _ENTRY.fullmatch(name)}

    def _give(self, half: Path, name: str) -> Outcome | None:
        """Give what was written its name. None: there was an error, and whether it was done has to be looked up.

        By a second name for the same bytes, on Windows too: a rename that does not replace lets two programs win on a Samba server.
        """
        try:
            os.link(half, self.root / name)
        except OSError:
            return None
        finally:
            with suppress(OSError):
                os.unlink(half)
        settle((self.root / name).parent)
        return Outcome.CREATED

    def _write(self, half: Path, parts: Iterable[bytes]) -> None:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o660)
        try:
            with open(handle, "wb") as file:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.unlink(half)
            raise

    def _looked_up(self, raw: bytes, name: str) -> Outcome:
        """After an error it may have been done all the same: a reply was lost, or the request was sent twice."""
        try:
            there = self.read(name, len(raw))
        except OSError:
            return Outcome.UNKNOWN
        if there is None:
            return Outcome.UNKNOWN
        return Outcome.CREATED if there == raw else Outcome.TAKEN


def entry_name(number: int) -> str:
    """Where an entry stands."""
    return f"{LOG}/{number:012}"


def link_name(number: int) -> str:
    """Where a link of the key chain stands."""
    return f"{KEYS}/{number:06}"


def request_name(invitation: str) -> str:
    """Where the request for an invitation stands."""
    return f"{REQUESTS}/{invitation}"


def note_name(note: str) -> str:
    """Where a note of who has something open stands."""
    return f"{HERE}/{note}"


def move_name(box: str) -> str:
    """Where a box with keys for a new laptop stands."""
    return f"{MOVES}/{box}"


def snapshot_name(name: str) -> str:
    """Where a snapshot stands."""
    return f"{SNAPSHOTS}/{name}"

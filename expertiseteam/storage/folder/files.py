"""The few things that are ever done in a team folder: names are created, never replaced (docs/team-folder.md, 1 and 2)."""

from __future__ import annotations

import enum
import os
import re
from contextlib import suppress
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.files import settle

LOG, KEYS, SNAPSHOTS, HALF = "log", "keys", "snap", "tmp"
AWAY = (
    "De teammap is nu niet bereikbaar. Uw werk staat op deze computer en gaat naar het team zodra de map er weer is. "
    "Kijk of u met het netwerk verbonden bent."
)
_ENTRY = re.compile(r"[0-9]{12}")


class Outcome(enum.Enum):
    """What came of creating a name."""

    CREATED = "it holds our bytes"
    TAKEN = "somebody was first"
    UNKNOWN = "nobody can tell now"


class Files:
    """A team folder on a disk or a network. Every function may raise OSError: the folder is away, full, or not ours."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the rooms of the folder where they are missing."""
        for room in (LOG, KEYS, SNAPSHOTS, HALF):
            (self.root / room).mkdir(exist_ok=True)

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, of which never more than `most` + 1; None when there is none."""
        try:
            handle = os.open(self.root / name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return None
        with open(handle, "rb") as file:
            return file.read(most + 1)

    def names(self, room: str) -> list[str]:
        """The names in a room, in order."""
        return sorted(os.listdir(self.root / room))

    def publish(self, raw: bytes, name: str) -> Outcome:
        """Create a name with these bytes, durable, or leave alone what stands there. OSError: not even begun."""
        half = self.root / HALF / os.urandom(16).hex()
        self._write(half, raw)
        try:
            if os.name == "nt":
                os.rename(half, self.root / name)
            else:
                os.link(half, self.root / name)
        except OSError:
            return self._looked_up(raw, name)
        finally:
            with suppress(OSError):
                os.unlink(half)
        settle((self.root / name).parent)
        return Outcome.CREATED

    def mend(self, raw: bytes, name: str) -> None:
        """Put bytes in the place of a file that is worth nothing. In one step: while the name is free, somebody could take it."""
        half = self.root / HALF / os.urandom(16).hex()
        self._write(half, raw)
        try:
            os.replace(half, self.root / name)
        except OSError:
            with suppress(OSError):
                os.unlink(half)
            raise

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

    def _write(self, half: Path, raw: bytes) -> None:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o660)
        try:
            with open(handle, "wb") as file:
                file.write(raw)
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

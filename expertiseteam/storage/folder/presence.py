"""Who is in the same case now: small sealed notes in the team folder that decide nothing and may be lost (docs/team-folder.md, 11)."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field

from expertiseteam.storage.folder.files import Files, note_name
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.identity import derive
from expertiseteam.vault.parsing import fields, plain_id

LARGEST = 1000  # bytes of a note
RENEWED = 5 * 60.0  # seconds: a note that stands gets another name, so that nobody needs a clock to see that it is alive
GONE = 12 * 60.0  # seconds after which a note that was not renewed says nothing any more: twice missed, and some
_SALT, _NONCE, _FILLED = 32, bytes(12), 256


@dataclass(frozen=True)
class Note:
    """Somebody has something open."""

    by: str
    matter: str


@dataclass
class Presence:
    """Of one open window. Every function may raise OSError: the folder is away, and nobody minds. `seconds`: a clock that only goes on."""

    files: Files
    _mine: str = ""
    _written: float = 0.0
    _matter: str = ""
    _seen: dict[str, tuple[float, Note | None]] = field(default_factory=dict)  # since when, and what it says

    @property
    def matter(self) -> str:
        """What the own note says is open; "" when there is none."""
        return self._matter

    def stand(self, matter: str, ring: KeyRing, by: str, seconds: float) -> None:
        """Say that this member has a matter open, "" for none; again when it was long ago. Does nothing when nothing changed."""
        if matter == self._matter and (not matter or seconds < self._written + RENEWED):
            return
        self.leave()
        if matter:
            name = os.urandom(8).hex()
            self.files.write_note(_sealed(Note(by, matter), ring), note_name(name))
            self._mine = name
        self._matter, self._written = matter, seconds

    def leave(self) -> None:
        """Take the own note away."""
        name, self._mine, self._matter = self._mine, "", ""
        if name:
            self.files.remove(note_name(name))

    def others(self, ring: KeyRing, by: str, seconds: float) -> frozenset[str]:
        """The ids of the members who have the same matter open, as far as is known. One look at the room, and one at each new note."""
        there = [name for name in self.files.notes() if name != self._mine]
        for name in there:
            if name not in self._seen:
                raw = self.files.read(note_name(name), LARGEST)
                self._seen[name] = seconds, None if raw is None else _opened(raw, ring)
        self._seen = {name: self._seen[name] for name in there}
        for name, (since, _) in self._seen.items():
            if seconds > since + GONE:
                self.files.remove(note_name(name))  # of a program that was killed
        alive = (note for since, note in self._seen.values() if note is not None and seconds <= since + GONE)
        return frozenset(note.by for note in alive if note.matter == self._matter and note.by != by)


def _sealed(note: Note, ring: KeyRing) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt = os.urandom(_SALT)
    said = canonical({"by": note.by, "matter": note.matter})
    return salt + ChaCha20Poly1305(_key(ring, salt)).encrypt(_NONCE, said.ljust(_FILLED), salt)


def _opened(raw: bytes, ring: KeyRing) -> Note | None:
    """What a note says; None for one of other keys, damaged, or of somebody who is no member."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    with suppress(InvalidTag, ValueError):
        salt = raw[:_SALT]
        parts = fields(strict_json(ChaCha20Poly1305(_key(ring, salt)).decrypt(_NONCE, raw[_SALT:], salt).rstrip(b" ")), "by", "matter")
        note = Note(plain_id(parts["by"]), plain_id(parts["matter"]))
        return note if ring.last.card_of(note.by) is not None else None
    return None


def _key(ring: KeyRing, salt: bytes) -> bytes:
    epoch = ring.last.epoch
    return derive(ring.key_of(epoch), f"expertiseteam folder here {ring.dossier_id} {epoch} {salt.hex()}")

"""The recovery key: the age secret that opens the dossier when nobody's passphrase does, and how it stands on paper: 13 groups."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass

from expertiseteam.vault.groups import Paper, WrongGroups
from expertiseteam.vault.identity import KEY_BYTES, PrivateKeys, derive

GROUPS = 13
SHEET = Paper("het herstelblad", GROUPS)


@dataclass(frozen=True, repr=False, eq=False)
class RecoveryKey:
    """The 32-byte secret of the recovery sheet. It opens what is sealed to its recipient, and may sign an entry of the key file."""

    secret: bytes

    @classmethod
    def generate(cls) -> RecoveryKey:
        """Make a new random recovery key."""
        return cls(os.urandom(KEY_BYTES))

    def private(self) -> PrivateKeys:
        """Return the keys that follow from the secret: the age secret is the secret itself, the signing key is derived from it."""
        return PrivateKeys(self.secret, derive(self.secret, "expertiseteam recovery signing"))

    def groups(self) -> tuple[str, ...]:
        """Return the 13 groups of 5 characters for the sheet."""
        return SHEET.write(int.from_bytes(self.secret, "big") << 4 | _tail(self.secret))


def parse_recovery(text: str) -> RecoveryKey:
    """Read a recovery key as a person types it from the sheet. Raises WrongGroups, which names the wrong or missing groups."""
    bits = SHEET.read(text)
    secret = (bits >> 4).to_bytes(KEY_BYTES, "big")
    if bits & 15 != _tail(secret):
        raise WrongGroups(
            "Elke groep kan kloppen, maar samen kloppen ze niet. Vergelijk alle groepen met het herstelblad.", range(1, GROUPS + 1)
        )
    return RecoveryKey(secret)


def _tail(secret: bytes) -> int:
    """Four bits over the whole secret fill up the last group."""
    return hashlib.sha256(b"expertiseteam recovery" + secret).digest()[0] >> 4

"""One-time codes for a voice or a slip of paper: 80 random bits in four groups of five characters, each with its check."""

from __future__ import annotations

import os
from dataclasses import dataclass

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.attempts import Attempts
from expertiseteam.vault.groups import BITS, Paper
from expertiseteam.vault.policy import Cost, VaultPolicy
from expertiseteam.vault.sealing import stretched

GROUPS = 4
_CODE = Paper("de code", GROUPS)


class WrongCode(Refused):
    """The code has the right form, but is not the one of this invitation or move. `tries_left` before the first wait."""

    def __init__(self, tries_left: int) -> None:
        left = f" U kunt het nog {tries_left} keer proberen voordat u moet wachten." if tries_left in (1, 2) else ""
        super().__init__(
            "Deze code hoort hier niet bij. Er is niets gewijzigd. Kijk of u de goede naam koos, of vraag om een nieuwe code." + left
        )
        self.tries_left = tries_left


@dataclass(frozen=True, repr=False, eq=False)
class Code:
    """A one-time code. It has no repr, so that it never ends up in a log line."""

    bits: int

    @classmethod
    def generate(cls) -> Code:
        """Make a new random code."""
        return cls(int.from_bytes(os.urandom(GROUPS * BITS // 8), "big"))

    def groups(self) -> tuple[str, ...]:
        """Return the four groups to say or write down."""
        return _CODE.write(self.bits)

    def stretched(self, salt: bytes, cost: Cost) -> bytes:
        """Return the 32 bytes that follow from the code, slowly."""
        return stretched("".join(self.groups()), salt, cost)


def parse_code(text: str) -> Code:
    """Read a code as a person types it. Raises groups.WrongGroups, which names the wrong or missing groups."""
    return Code(_CODE.read(text))


def tried(policy: VaultPolicy, dossier_id: str, what: str) -> Attempts:
    """Return the wrong tries of one invitation or move on this computer; WaitFirst while the next one has to wait."""
    attempts = Attempts(policy, dossier_id, what)
    attempts.check()
    return attempts

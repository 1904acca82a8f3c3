"""The recovery key: the age secret that opens the dossier when nobody's passphrase does, and how it stands on paper.

On the sheet stand 13 groups of 5 characters (Crockford's base 32, so without I, L, O and U). The fifth character of each is a check over
the other four and the group's own number, reckoned in the field of 32 elements: each single wrong character, each swap of neighbours in a
group and each group in the wrong place is noticed, and the group is named.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.identity import KEY_BYTES, PrivateKeys, derive

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_SIZE = 13, 5
_READ_AS = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015.,;:/_|]+")


class WrongGroups(Refused):
    """The sheet was typed over wrongly. `groups`: the numbers, from 1, of the groups to look at again."""

    def __init__(self, sentence: str, groups: Iterable[int]) -> None:
        super().__init__(f"{sentence} Er is niets gewijzigd.")
        self.groups = tuple(groups)


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
        bits = int.from_bytes(self.secret, "big") << 4 | _tail(self.secret)
        digits = [bits >> (5 * place) & 31 for place in range(4 * GROUPS - 1, -1, -1)]
        return tuple(_written(number, digits[4 * number : 4 * number + 4]) for number in range(GROUPS))


def parse_recovery(text: str) -> RecoveryKey:
    """Read a recovery key as a person types it from the sheet: any case, O for 0, I or L for 1, groups parted in any way or not at all.

    Raises WrongGroups, which names the wrong or missing groups.
    """
    typed = [part.upper().translate(_READ_AS) for part in _BETWEEN.split(text) if part]
    joined = "".join(typed)
    if not joined:
        raise WrongGroups(f"U hebt nog niets getypt. Typ de {GROUPS} groepen van het herstelblad over.", ())
    if len(joined) != GROUPS * GROUP_SIZE:
        raise _wrong_length(typed, joined)
    groups = [joined[start : start + GROUP_SIZE] for start in range(0, len(joined), GROUP_SIZE)]
    wrong = [number for number, group in enumerate(groups) if not _fits(number, group)]
    if wrong and len(typed) == GROUPS and any(len(part) != GROUP_SIZE for part in typed):
        wrong = [number for number, part in enumerate(typed) if not _fits(number, part)]
    if wrong:
        raise _named(wrong)
    bits = 0
    for group in groups:
        for character in group[:4]:
            bits = bits << 5 | ALPHABET.index(character)
    secret = (bits >> 4).to_bytes(KEY_BYTES, "big")
    if bits & 15 != _tail(secret):
        raise WrongGroups(
            "Elke groep kan kloppen, maar samen kloppen ze niet. Vergelijk alle groepen met het herstelblad.", range(1, GROUPS + 1)
        )
    return RecoveryKey(secret)


def _tail(secret: bytes) -> int:
    """Four bits over the whole secret fill up the last group."""
    return hashlib.sha256(b"expertiseteam recovery" + secret).digest()[0] >> 4


def _written(number: int, digits: Sequence[int]) -> str:
    return "".join(ALPHABET[d] for d in (*digits, _check(number, digits)))


def _check(number: int, digits: Sequence[int]) -> int:
    """Weigh number and digits with successive powers of one element, so that no two neighbours weigh the same."""
    total = number + 1
    for digit in digits:
        total = _doubled(total) ^ digit
    return _doubled(total)


def _doubled(value: int) -> int:
    """Multiply by x in the field of 32 elements with x^5 = x^2 + 1."""
    return value << 1 ^ (0b100101 if value & 16 else 0)


def _fits(number: int, group: str) -> bool:
    return (
        len(group) == GROUP_SIZE and all(c in ALPHABET for c in group) and _written(number, [ALPHABET.index(c) for c in group[:4]]) == group
    )


def _named(wrong: Sequence[int]) -> WrongGroups:
    numbers = [number + 1 for number in wrong]
    if len(numbers) == 1:
        return WrongGroups(f"Groep {numbers[0]} klopt niet. Vergelijk die groep met het herstelblad en typ hem opnieuw.", numbers)
    listed = f"{', '.join(map(str, numbers[:-1]))} en {numbers[-1]}"
    return WrongGroups(f"De groepen {listed} kloppen niet. Vergelijk ze met het herstelblad en typ ze opnieuw.", numbers)


def _wrong_length(typed: Sequence[str], joined: str) -> WrongGroups:
    """Find the first group where a text of the wrong length leaves the sheet."""
    in_groups = 2 * sum(len(part) == GROUP_SIZE for part in typed) > len(typed)
    if not in_groups:
        typed = [joined[start : start + GROUP_SIZE] for start in range(0, len(joined), GROUP_SIZE)]
    for number, part in enumerate(typed[:GROUPS]):
        if _fits(number, part):
            continue
        missing = GROUPS - len(typed)
        if missing > 0 and _fits(number + missing, part):
            return _missing(range(number + 1, number + missing + 1), len(typed))
        if not in_groups:
            counted = f"{len(joined)} tekens in plaats van {GROUPS * GROUP_SIZE}"
            return WrongGroups(
                f"Het klopt niet vanaf groep {number + 1}: u hebt {counted}. Vergelijk vanaf daar met het herstelblad.", (number + 1,)
            )
        if len(part) == GROUP_SIZE:
            return _named([number])
        count = "1 teken" if len(part) == 1 else f"{len(part)} tekens"
        return WrongGroups(
            f"Groep {number + 1} klopt niet: die heeft {count} in plaats van {GROUP_SIZE}. Typ die groep opnieuw.", (number + 1,)
        )
    if len(typed) < GROUPS:
        return _missing(range(len(typed) + 1, GROUPS + 1), len(typed))
    return WrongGroups(
        f"Na groep {GROUPS} staat nog tekst die er niet hoort. Het herstelblad heeft {GROUPS} groepen. Haal de rest weg.", ()
    )


def _missing(numbers: range, typed: int) -> WrongGroups:
    which = f"Groep {numbers[0]} ontbreekt" if len(numbers) == 1 else f"De groepen {numbers[0]} tot en met {numbers[-1]} ontbreken"
    return WrongGroups(f"{which}: u hebt {typed} van de {GROUPS} groepen getypt. Kijk op het herstelblad en vul aan.", numbers)

"""Secrets on paper and by voice: groups of five characters of which the fifth checks the other four and their place.

The characters are Crockford's base 32 (without I, L, O and U, so that nothing is misread or misheard). The check is reckoned in the field
of 32 elements: each single wrong character, each swap of neighbours in a group and each group in the wrong place is noticed, and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expertiseteam.basics.sentences import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP_SIZE = 5
BITS = 20  # what four characters hold
_READ_AS = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015.,;:/_|]+")


class WrongGroups(Refused):
    """Something was typed over wrongly. `groups`: the numbers, from 1, of the groups to look at again."""

    def __init__(self, sentence: str, groups: Iterable[int]) -> None:
        super().__init__(f"{sentence} Er is niets gewijzigd.")
        self.groups = tuple(groups)


@dataclass(frozen=True)
class Paper:
    """What the groups stand on, in Dutch with its article ("het herstelblad"), and how many there are."""

    the_paper: str
    count: int

    def write(self, bits: int) -> tuple[str, ...]:
        """Return a number of `count` times 20 bits as groups."""
        digits = [bits >> (5 * place) & 31 for place in range(4 * self.count - 1, -1, -1)]
        return tuple(_written(number, digits[4 * number : 4 * number + 4]) for number in range(self.count))

    def read(self, text: str) -> int:
        """Read groups as a person types them: any case, O for 0, I or L for 1, parted in any way or not at all.

        Raises WrongGroups, which names the wrong or missing groups.
        """
        typed = [part.upper().translate(_READ_AS) for part in _BETWEEN.split(text) if part]
        joined = "".join(typed)
        if not joined:
            raise WrongGroups(f"U hebt nog niets getypt. Typ de {self.count} groepen van {self.the_paper} over.", ())
        if len(joined) != self.count * GROUP_SIZE:
            raise self._wrong_length(typed, joined)
        groups = [joined[start : start + GROUP_SIZE] for start in range(0, len(joined), GROUP_SIZE)]
        wrong = [number for number, group in enumerate(groups) if not _fits(number, group)]
        if wrong and len(typed) == self.count and any(len(part) != GROUP_SIZE for part in typed):
            wrong = [number for number, part in enumerate(typed) if not _fits(number, part)]
        if wrong:
            raise self._named(wrong)
        bits = 0
        for group in groups:
            for character in group[:4]:
                bits = bits << 5 | ALPHABET.index(character)
        return bits

    def _named(self, wrong: Sequence[int]) -> WrongGroups:
        numbers = [number + 1 for number in wrong]
        if len(numbers) == 1:
            return WrongGroups(f"Groep {numbers[0]} klopt niet. Vergelijk die groep met {self.the_paper} en typ hem opnieuw.", numbers)
        listed = f"{', '.join(map(str, numbers[:-1]))} en {numbers[-1]}"
        return WrongGroups(f"De groepen {listed} kloppen niet. Vergelijk ze met {self.the_paper} en typ ze opnieuw.", numbers)

    def _wrong_length(self, typed: Sequence[str], joined: str) -> WrongGroups:
        """Find the first group where a text of the wrong length leaves the paper."""
        in_groups = 2 * sum(len(part) == GROUP_SIZE for part in typed) > len(typed)
        if not in_groups:
            typed = [joined[start : start + GROUP_SIZE] for start in range(0, len(joined), GROUP_SIZE)]
        for number, part in enumerate(typed[: self.count]):
            if _fits(number, part):
                continue
            missing = self.count - len(typed)
            if missing > 0 and _fits(number + missing, part):
                return self._missing(range(number + 1, number + missing + 1), len(typed))
            if not in_groups:
                counted = f"{len(joined)} tekens in plaats van {self.count * GROUP_SIZE}"
                return WrongGroups(
                    f"Het klopt niet vanaf groep {number + 1}: u hebt {counted}. Vergelijk vanaf daar met {self.the_paper}.", (number + 1,)
                )
            if len(part) == GROUP_SIZE:
                return self._named([number])
            count = "1 teken" if len(part) == 1 else f"{len(part)} tekens"
            return WrongGroups(
                f"Groep {number + 1} klopt niet: die heeft {count} in plaats van {GROUP_SIZE}. Typ die groep opnieuw.", (number + 1,)
            )
        if len(typed) < self.count:
            return self._missing(range(len(typed) + 1, self.count + 1), len(typed))
        whole = self.the_paper[0].upper() + self.the_paper[1:]
        return WrongGroups(
            f"Na groep {self.count} staat nog tekst die er niet hoort. {whole} heeft {self.count} groepen. Haal de rest weg.", ()
        )

    def _missing(self, numbers: range, typed: int) -> WrongGroups:
        which = f"Groep {numbers[0]} ontbreekt" if len(numbers) == 1 else f"De groepen {numbers[0]} tot en met {numbers[-1]} ontbreken"
        return WrongGroups(f"{which}: u hebt {typed} van de {self.count} groepen getypt. Kijk op {self.the_paper} en vul aan.", numbers)


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

"""Dutch addresses: read apart, compared however they were written, and suggested while somebody types.

Two spellings of one house have one key. A key never joins two houses: 7, 17 and 7a stay three.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from expertiseteam.basics.text import fold

# A word of a street or village -> how it is compared. Titles and small words are what people shorten, each in their own way.
_WORDS = {
    "burgemeester": "burg",
    "dokter": "dr",
    "doctor": "dr",
    "professor": "prof",
    "sint": "st",
    "sinte": "st",
    "pastoor": "past",
    "generaal": "gen",
    "president": "pres",
    "ingenieur": "ir",
    "meester": "mr",
    "monseigneur": "mgr",
    "1e": "eerste",
    "2e": "tweede",
    "3e": "derde",
    "4e": "vierde",
}
_ENDINGS = {"str": "straat", "ln": "laan", "wg": "weg", "pl": "plein", "sngl": "singel", "plnts": "plantsoen"}
_ENDING = re.compile(rf"(?:{'|'.join(_ENDINGS)})$")
_SMALL_WORDS = re.compile(r"\b(?:van|v)[\s./]*(?:(?P<de>den|der|de|d)|het|'?t)\b\.?")

_POSTCODE = re.compile(r"(?:^|(?<=[\s,]))[1-9][0-9]{3} ?[A-Za-z]{2}(?=[\s,]|$)")
_NUMBER = re.compile(r"(?<=[^\W\d_])(?P<stuck>[0-9]{1,5})(?![0-9])|(?<=[\s.])(?P<number>[0-9]{1,5})(?![0-9])(?!(?:e|de|ste)\s+[^\W\d_]{3})")
_SUFFIX = re.compile(
    r"\s*[-/]?\s*(?P<suffix>bis|ter|hs|huis|boven|beneden|achter|links|rechts|rood|rd|zwart|zw|to|ong|[1-4] ?hoog|iii|ii|iv"
    r"|[a-z](?:[- ]?[0-9]{1,3})?|[0-9]{1,4}(?:[- ]?[a-z])?)(?![\w'’])\.?",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"\s+(?:nr\.?|no\.?|nummer|huisnummer)\s*$", re.IGNORECASE)
_IN = re.compile(r"^(?:in|te)\s+", re.IGNORECASE)
_NOT_A_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Address:
    """An address read apart, each part as it was written. What is missing is ""; a place without a number is all `street`."""

    street: str
    number: str
    suffix: str
    village: str


@dataclass(frozen=True, slots=True)
class Match:
    """A known address that is like the typed one. `score`: 0 to 100; from 100 on it is the same house. `why`: for the screen."""

    text: str
    score: int
    why: str


def parse_address(text: str) -> Address:
    """Read an address apart: "Beukenln 7-a, 6031 AB Turfven" or "Beukenln 7a Turfven". Never raises; what it cannot place is street."""
    parts = [part for part in (" ".join(part.split()) for part in _without_postcode(text).split(",")) if part]
    if not parts:
        return Address("", "", "", "")
    if len(parts) > 1 and parts[1][0].isdigit() and not _NUMBER.search(parts[0]):
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    head, village = parts[0], parts[1] if len(parts) > 1 else ""
    found = _house_number(head)
    if found is None:
        return Address(head, "", "", _IN.sub("", village).strip(" ()"))
    street = _NUMBER_WORD.sub("", head[: found.start()]).rstrip(" .-")
    tail = head[found.end() :]
    suffix = _SUFFIX.match(tail)
    if suffix:
        tail = tail[suffix.end() :]
    return Address(street, found[0], suffix["suffix"] if suffix else "", _IN.sub("", tail.strip(" ().-") or village).strip(" ()"))


def full_street(street: str) -> str:
    """Return a street with its kind written out, for labels: "Beukenln." is "Beukenlaan", "Kerk-str" is "Kerkstraat". The rest stays."""
    words = street.split()
    return " ".join(_written_out(word, place == len(words) - 1 > 0) for place, word in enumerate(words))


def normalise(text: str) -> str:
    """Return the key of an address: street, number with suffix, and village, folded and parted by spaces; "" for an empty text.

    "Beukenln. 7-A, Turfven" gives "beukenlaan 7a turfven". Where only one of two texts names the village their keys differ: use
    `same_address` to compare.
    """
    return " ".join(part for part in _keys(text) if part)


def same_address(one: str, other: str) -> bool:
    """Tell whether two texts mean the same house. A missing village fits any village; a place without a house number is no house."""
    return _is_same_house(_keys(one), _keys(other))


def why_same(one: str, other: str) -> str:
    """Say in a few words how two writings of one house differ: "zelfde adres, straat afgekort"; "" when it is another house."""
    if not same_address(one, other):
        return ""
    if " ".join(one.split()).casefold() == " ".join(other.split()).casefold():
        return "zelfde adres"
    mine, theirs = parse_address(one), parse_address(other)
    differs = []
    if _plainly(mine.street) != _plainly(theirs.street):
        differs.append(_how_streets_differ(mine.street, theirs.street))
    elif _SIGNS.sub("", mine.street.casefold()) != _SIGNS.sub("", theirs.street.casefold()):
        differs.append("met andere accenten")
    if bool(mine.village) != bool(theirs.village):
        differs.append("een keer zonder dorp")
    return ", ".join(["zelfde adres", *differs])


def nearly_same(one: str, other: str) -> str:
    """Say why two different houses may be one that was written down wrongly: another suffix, or a street spelled much alike; else "".

    Only for the same number and a village that fits. Suggests; nothing is joined by this.
    """
    mine, theirs = _keys(one), _keys(other)
    if not mine.house or _is_same_house(mine, theirs) or _number(mine) != _number(theirs):
        return ""
    if mine.village and theirs.village and mine.village != theirs.village:
        return ""
    if mine.street == theirs.street:
        return f"zelfde nummer, andere toevoeging ({mine.house} en {theirs.house})"
    if mine.house != theirs.house or min(len(mine.street), len(theirs.street)) < _LEAST_TO_COMPARE:
        return ""
    from rapidfuzz import fuzz  # loaded at the first question: the unlock window needs none of it

    return "straat bijna zo geschreven" if fuzz.ratio(mine.street, theirs.street) >= _LEAST_RATIO else ""


def house_number(text: str) -> str:
    """Return the number of a house without its suffix, as it stands in keys; "" for a place without one."""
    keys = _keys(text)
    return str(_number(keys)) if keys.house else ""


def similar(typed: str, known: Sequence[str], most: int = 5) -> list[Match]:
    """Return the known addresses that are most like the typed one, best first. For many of them keep an `AddressBook`."""
    return AddressBook(known).similar(typed, most)


class AddressBook:
    """Known addresses with their keys worked out once, for suggestions at every keystroke."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_street: dict[str, dict[int, list[_Known]]] = {}
        for text in dict.fromkeys(known):
            keys = _keys(text)
            if keys.street:
                self._by_street.setdefault(keys.street, {}).setdefault(_number(keys), []).append(_Known(text, keys))
        self._streets = sorted(self._by_street)

    def similar(self, typed: str, most: int = 5) -> list[Match]:
        """Return at most `most` known addresses, best first: the same house, then streets that begin so, then near spellings and houses."""
        readings = _readings(typed)
        keys = readings[0]
        if not keys.street:
            return []
        best: dict[str, tuple[int, str, int, str, str]] = {}
        for street, nearness in self._near_streets(keys):
            if len(best) >= most and nearness == _BEGINS_SO and keys.house == keys.village == "":
                continue  # enough streets begin so; they come in order
            for known in self._near_houses(street, keys, nearness, most):
                score, why = max(_judge(typed, reading, known, nearness) for reading in readings)
                best[known.text] = (-score, street, _number(known.keys), known.text, why)
        return [Match(text, -score, why) for score, _, _, text, why in sorted(best.values())[:most]]

    def _near_streets(self, keys: _Keys) -> Iterator[tuple[str, int]]:
        """Yield streets with how near they are: 100 the same, 90 begins so, less when only spelled much like it."""
        place = bisect_left(self._streets, keys.street)
        while place < len(self._streets) and self._streets[place].startswith(keys.street):
            yield self._streets[place], _SAME if self._streets[place] == keys.street else _BEGINS_SO
            place += 1
        if len(keys.street) < _LEAST_TO_COMPARE:
            return
        from rapidfuzz import fuzz, process  # loaded at the first question: the unlock window needs none of it

        # as long as there is no number the street may be half typed: compare it with the beginnings of streets
        names = self._streets if keys.house else [street[: len(keys.street)] for street in self._streets]
        for _, ratio, index in process.extract(keys.street, names, scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO, limit=20):
            if not self._streets[index].startswith(keys.street):
                yield self._streets[index], int(ratio * _BEGINS_SO / 100)

    def _near_houses(self, street: str, keys: _Keys, nearness: int, most: int) -> Iterator[_Known]:
        houses = self._by_street[street]
        number = _number(keys)
        wanted = [number] if number in houses else []
        if nearness >= _BEGINS_SO or not keys.house:
            wanted += nsmallest(most, (other for other in houses if other != number), key=lambda other: abs(other - number))
        for other in wanted:
            yield from houses[other]


_SAME, _BEGINS_SO = 100, 90
_LEAST_RATIO = 84.0  # "Buekenlaan" is like "Beukenlaan", "Molenstraat" is not like "Dorpsstraat"
_LEAST_TO_COMPARE = 5  # letters; below that everything is like everything
_OTHER_VILLAGE, _OTHER_SUFFIX, _OTHER_NUMBER = 25, 10, 30  # what each takes off the score


class _Keys(NamedTuple):
    street: str
    house: str  # number with suffix
    village: str


@dataclass(frozen=True, slots=True)
class _Known:
    text: str
    keys: _Keys


def _readings(typed: str) -> list[_Keys]:
    """Return the keys of what was typed; "Beukenlaan 7 t" may be a house with a suffix, or the beginning of a village."""
    keys = _keys(typed)
    begun = _BEGUN_VILLAGE.search(typed)
    return [keys, keys._replace(house=keys.house[:-1], village=fold(begun[1]))] if begun and keys.house and not keys.village else [keys]


def _judge(typed: str, keys: _Keys, known: _Known, nearness: int) -> tuple[int, str]:
    """Return how like the typed address a known one is, and why."""
    theirs = known.keys
    if _is_same_house(keys, theirs) or keys == theirs:
        return _SAME, "zelfde huis" if fold(known.text).startswith(fold(typed.strip())) else "zelfde huis, anders geschreven"
    score = min(nearness, _SAME - 2) + (1 if theirs.village else 0)
    why = "zelfde straat" if nearness == _SAME else "straat begint zo" if nearness == _BEGINS_SO else "straat lijkt erop"
    if keys.house and _number(keys) != _number(theirs):
        score, why = score - _OTHER_NUMBER, f"{why}, ander nummer"
    elif keys.house:
        why += " en nummer" if nearness == _SAME else ", zelfde nummer"
        if keys.house != theirs.house:
            score, why = score - _OTHER_SUFFIX, f"{why}, andere toevoeging"
    if theirs.village and not theirs.village.startswith(keys.village):
        score, why = score - _OTHER_VILLAGE, f"{why}, ander dorp"
    return score, why


def _is_same_house(one: _Keys, other: _Keys) -> bool:
    same_village = one.village == other.village or not one.village or not other.village
    return bool(one.house) and one[:2] == other[:2] and same_village


def _number(keys: _Keys) -> int:
    digits = _DIGITS.match(keys.house)
    return int(digits[0]) if digits else 0


def _keys(text: str) -> _Keys:
    address = parse_address(text)
    suffix = _NOT_A_KEY.sub("", fold(address.suffix))
    between = "-" if suffix[:1].isdigit() else ""  # 1-2 is not 12
    house = f"{address.number.lstrip('0') or '0'}{between}{suffix}" if address.number else ""
    return _Keys(_name_key(address.street), house, _name_key(address.village))


@lru_cache(maxsize=4096)
def _name_key(name: str) -> str:
    """Return a street or village as one word: "Burg. v.d. Bosch-str." and "Burgemeester van den Boschstraat" are the same."""
    plain = _SMALL_WORDS.sub(lambda words: " vd " if words["de"] else " vt ", fold(name))
    words = [_WORDS.get(word, word) for word in _NOT_A_KEY.sub(" ", plain.replace("'", "")).split()]
    if len(words) > 1 and words[-1] == "dr":
        words[-1] = "dreef"  # at the beginning it is a doctor
    whole = "".join(_ENDING.sub(lambda ending: _ENDINGS[ending[0]], word) for word in words)
    return whole.replace("y", "ij")


def _written_out(word: str, is_last: bool) -> str:
    plain = word.rstrip(".")
    if is_last and plain.lower() == "dr":
        return "dreef"  # at the beginning it is a doctor
    ending = _ENDING.search(plain.lower())
    if ending is None:
        return word
    name, kind = plain[: ending.start()].rstrip("-."), _ENDINGS[ending[0]]
    if plain.isupper():
        return name + kind.upper()
    return name + kind if name or plain.islower() else kind.capitalize()


def _without_postcode(text: str) -> str:
    for postcode in _POSTCODE.finditer(text):
        before = text[: postcode.start()]
        if not before.strip() or "," in before or any(c.isdigit() for c in before):
            return f"{before}, {text[postcode.end() :]}"
    return text


def _house_number(head: str) -> re.Match[str] | None:
    """Return the house number in "Plein 1940 12" (12) and "Beukenlaan 7 2" (7, of which 2 is the suffix)."""
    numbers = list(_NUMBER.finditer(head))
    while len(numbers) > 1 and len(numbers[-2][0]) < _LENGTH_OF_A_YEAR and not head[numbers[-2].end() : numbers[-1].start()].strip():
        numbers.pop()
    return numbers[-1] if numbers else None


_SIGNS = re.compile(r"[\s.'’-]+")


def _plainly(street: str) -> str:
    return _SIGNS.sub("", fold(street))


def _how_streets_differ(one: str, other: str) -> str:
    mine, theirs = _plainly(one), _plainly(other)
    if mine.replace("y", "ij") == theirs.replace("y", "ij"):
        return "ij of y"
    if _SMALL_WORDS.search(fold(one)) and _SMALL_WORDS.search(fold(other)):
        return "tussenvoegsel anders geschreven"
    return "straat afgekort"


_LENGTH_OF_A_YEAR = 4
_BEGUN_VILLAGE = re.compile(r"[0-9]\s+([^\W\d_])$")
_DIGITS = re.compile(r"[0-9]+")

"""The sentences of the example: data in resources/words/example, drawn without repeating until a list is used up."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from expertiseteam.cases.records import HouseholdKind

THEMES = (
    "waste",
    "full_house",
    "debts",
    "energy",
    "lonely",
    "forgetful",
    "carer",
    "nuisance",
    "youth",
    "farm",
    "yard",
    "paperwork",
    "no_home",
)


@dataclass(frozen=True)
class Somebody:
    """How one household is spoken of: the person at the door, and the household as a whole (`home`)."""

    who: str
    he: str
    him: str
    his: str
    home: str

    def slots(self) -> dict[str, str]:
        """The words for sentences about the person at the door."""
        words = {"wie": self.who, "hij": self.he, "hem": self.him, "zijn": self.his, "huis": self.home}
        return words | {name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()}

    def slots_of_home(self) -> dict[str, str]:
        """The words for goals, decisions and endings, which are about the whole household."""
        return self.slots() | {"wie": self.home, "Wie": self.home[0].upper() + self.home[1:]}


_MAN = ("meneer", "hij", "hem", "zijn")
_WOMAN = ("mevrouw", "zij", "haar", "haar")
_MOTHER = ("moeder", "zij", "haar", "haar")
_FATHER = ("vader", "hij", "hem", "zijn")
_SPOKEN: Mapping[HouseholdKind, tuple[tuple[tuple[str, str, str, str], ...], str]] = {
    HouseholdKind.SINGLE_MAN: ((_MAN,), "meneer"),
    HouseholdKind.SINGLE_WOMAN: ((_WOMAN,), "mevrouw"),
    HouseholdKind.COUPLE: ((_MAN, _WOMAN), "het echtpaar"),
    HouseholdKind.FAMILY: ((_MOTHER, _FATHER), "het gezin"),
    HouseholdKind.SINGLE_PARENT: ((_MOTHER, _MOTHER, _FATHER), ""),
    HouseholdKind.FARM: ((("de boer", "hij", "hem", "zijn"),), "de boer"),
}


class Words:
    """All sentences, with one source of chance, so that the same seed tells the same past."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.general = general_words()
        self.places: Mapping[str, list[str]] = _read("places")
        self.names: Mapping[str, list[str]] = _read("names")
        self.noise: Mapping[str, list[list[str]]] = _read("noise")
        self.help: Mapping[str, list[str]] = _read("help")
        self.watched: list[str] = _read("watched")
        self.handed: list[list[str]] = _read("handed")
        self.answered: list[list[str]] = _read("answered")
        self.enforced: list[list[str]] = _read("enforced")
        self.themes: Mapping[str, Mapping[str, Any]] = {name: _read(f"themes/{name}") for name in THEMES}
        self._decks: dict[str, list[Any]] = {}
        self._last: dict[str, Any] = {}

    def draw(self, name: str, among: Sequence[Any], left: Sequence[Any] | None = None) -> Any:
        """The next of a shuffled list; when it is used up it starts anew, never with what came last. `name` tells lists apart.

        With `left` only one of those is taken; the others wait for their turn.
        """
        deck = self._decks.setdefault(name, [])
        wanted = among if left is None else left
        if not any(text in wanted for text in deck):
            deck[:0] = self.rng.sample(list(among), len(among))
        last = self._last.get(name)
        n = next((n for n in range(len(deck) - 1, -1, -1) if deck[n] in wanted and deck[n] != last), None)
        if n is None:
            n = next(n for n in range(len(deck) - 1, -1, -1) if deck[n] in wanted)
        self._last[name] = deck.pop(n)
        return self._last[name]

    def general_one(self, name: str) -> Any:
        """One of the sentences that fit everywhere."""
        return self.draw(f"general/{name}", self.general[name])

    def theme_one(self, theme: str, *path: str) -> Any:
        """One sentence of a theme, as `theme_one("waste", "care", "AT_THE_DOOR")`."""
        found: Any = self.themes[theme]
        for part in path:
            found = found[part]
        return self.draw("/".join((theme, *path)), found)

    def somebody(self, kind: HouseholdKind) -> Somebody:
        """Who opens the door of such a household."""
        people, home = _SPOKEN[kind]
        who, he, him, his = self.rng.choice(people)
        return Somebody(who, he, him, his, home or who)

    def fill(self, text: str, slots: Mapping[str, str]) -> str:
        """Fill the slots of a sentence; time and day by chance. KeyError for a slot that nobody filled."""
        when = {"tijd": self.rng.choice(self.general["time"]), "dag": self.rng.choice(self.general["day"])}
        when |= {name.capitalize(): word[0].upper() + word[1:] for name, word in when.items()}
        return text.format_map(when | dict(slots))


def general_words() -> Mapping[str, Any]:
    """The sentences that fit everywhere, as they stand in the resources."""
    found: Mapping[str, Any] = _read("general")
    return found


def _read(name: str) -> Any:
    return json.loads((files("resources") / "words" / "example" / f"{name}.json").read_text(encoding="utf-8"))

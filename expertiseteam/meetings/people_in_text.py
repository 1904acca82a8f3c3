"""Members who are named in a line of the overleg. What might be somebody else, or no name at all, is left alone.

A first name counts when it stands with a capital letter, a full name in any writing. Names that are also words (*Wil*) count only
where they cannot be that word. *zoon Sem* and *Sem Jansen* are not our Sem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from expertiseteam.basics.folded_spans import FoldedText, folded
from expertiseteam.basics.text import fold
from expertiseteam.meetings.verbs import is_finite_verb, looks_like_finite_verb


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be named: a member of the team. `organisation` tells namesakes apart; "" when unknown."""

    id: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A member and where the name stands in the text as typed (`text[start:end]`)."""

    person: Person
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A place where one of several members may be meant; the screen asks which, and shows their organisations."""

    choices: tuple[Person, ...]
    start: int
    end: int


# First names that are also a word with which a Dutch sentence may begin: "Wil geen hulp", "Hoop dat het lukt".
_ALSO_A_WORD = frozenset("wil hoop toon door per mei lief storm mark ad an rust bas beer bel ton rein jet roos loop zeger".split())
_SMALL = frozenset("van de der den 't het ter ten te la le el al von di da".split())
_NOT_OURS = re.compile(
    r"(?<!\w)(?:meneer|mevrouw|mevr\.?|mw\.?|dhr\.?|heer|zoon|zoontje|dochter|dochtertje|kind|kleinkind|buurman|buurvrouw|broer|zus"
    r"|moeder|vader|oma|opa|tante|oom|neef|nicht|bewoner|bewoonster|familie|fam\.?|gezin|partner|vriend|vriendin|ex|hond)\s+$"
)
_BY = re.compile(r"(?<!\w)door\s+$")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;\"“”‘(–\n]|\s-)\s*$")
_FOLLOWING_WORD = re.compile(r"\s+([^\W\d_]+)")
_COLON = re.compile(r"\s*:")
_AND = re.compile(r"\s*(?:,|&|\+|\ben\b)\s*")
_NEXT_NAME = re.compile(rf"\s+(?:(?:{'|'.join(sorted(_SMALL))})\s+)*(\w[\w'-]*)")
_NO_SURNAME = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|wmo|digid|\w{2,}(?:laan|straat|weg|plein|pad|dijk|dreef|hof|singel|team|loket|wet))$"
)
_NEAR = 30  # characters before a name that can hold a word like "bewoonster"


def find_people(
    text: str, people: Sequence[Person], organisations: Sequence[str] = (), *, is_action: bool = False
) -> list[FoundPerson | Ambiguous]:
    """Return who is named, in the order of the text.

    `organisations` may follow a first name and are no surname. In an action the owner often stands first, typed in haste: there a first
    name in small letters counts too, when a verb or a colon follows.
    """
    line = _Line(folded(text), people, organisations, is_action)
    found: list[FoundPerson | Ambiguous] = []
    end = 0
    for match in line.first_names.finditer(line.source.plain) if line.by_first else ():
        if match.start() >= end and (mention := line.mention(match)):
            choices, end = mention
            span = line.source.span(match.start(), end)
            found.append(FoundPerson(choices[0], *span) if len(choices) == 1 else Ambiguous(choices, *span))
    return found


class _Line:
    """A line and the names that may be in it."""

    def __init__(self, source: FoldedText, people: Sequence[Person], organisations: Sequence[str], is_action: bool) -> None:
        self.source = source
        self.is_action = is_action
        self.by_first: dict[str, list[Person]] = {}
        for person in people:
            if words := _words(person.name):
                self.by_first.setdefault(words[0], []).append(person)
        self.first_names = re.compile(rf"(?<![\w'.-])(?:{_any(self.by_first)})(?!\w|[.@]\w)")
        self.organisations = {fold(name) for name in (*organisations, *(person.organisation for person in people)) if name.strip()}
        self.organisation = re.compile(rf"\s+(?:van\s+(?:de\s+|het\s+)?|\()?(?P<name>{_any(self.organisations)})(?:\)|(?!\w))")

    def mention(self, match: re.Match[str]) -> tuple[tuple[Person, ...], int] | None:
        """Return who is meant by a first name and where the whole name ends, or None when it is nobody of ours."""
        plain = self.source.plain
        reached = [(*_reach(plain, match.end(), _words(person.name)[1:]), person) for person in self.by_first[match[0]]]
        most = max(words for words, _, _ in reached)
        choices = [person for words, _, person in reached if words == most]
        end = next(end for words, end, _ in reached if words == most)
        if re.compile(r"-\w").match(plain, end):
            return None  # "Noor-Anne"
        if len(choices) > 1 and self.organisations and (told := self.organisation.match(plain, end)):
            of_organisation = [person for person in choices if fold(person.organisation) == told["name"]]
            if len(of_organisation) == 1:
                choices, end, most = of_organisation, told.end(), most + 1
        if most == 0 and (self._has_other_surname(end) or not self._is_meant(match, end)):
            return None
        return tuple(choices), end

    def _has_other_surname(self, end: int) -> bool:
        """Tell whether a word with one capital follows that can only be somebody's surname."""
        name = _NEXT_NAME.match(self.source.plain, end)
        if name is None:
            return False
        typed = self._typed(*name.span(1))
        is_capitalised = typed[:1].isupper() and typed[1:].islower()
        no_surname = name[1] in self.by_first or name[1] in self.organisations or _NO_SURNAME.match(name[1])
        return is_capitalised and not no_surname and not self.organisation.match(self.source.plain, end)

    def _is_meant(self, match: re.Match[str], end: int) -> bool:
        """Tell whether a bare first name is the member, and not a word or somebody at the door."""
        plain, start = self.source.plain, match.start()
        if _NOT_OURS.search(plain, max(0, start - _NEAR), start):
            return False
        typed = self._typed(start, match.end())
        is_word = match[0] in _ALSO_A_WORD
        following = _FOLLOWING_WORD.match(plain, end)
        verb = following[1] if following else ""
        acts = bool(_COLON.match(plain, end)) or (is_finite_verb(verb) if is_word else looks_like_finite_verb(verb))
        if not typed[:1].isupper():
            by = not is_word and _BY.search(plain, max(0, start - _NEAR), start)
            return self.is_action and bool((start == 0 and acts) or by)
        if not is_word:
            return True
        starts_sentence = bool(_SENTENCE_STARTS.search(plain, max(0, start - _NEAR), start))
        return not typed.isupper() and (not starts_sentence or acts or self._and_another(end))

    def _and_another(self, end: int) -> bool:
        """Tell whether "en Karim" follows."""
        joined = _AND.match(self.source.plain, end)
        other = self.first_names.match(self.source.plain, joined.end()) if joined else None
        return other is not None and self._typed(*other.span())[:1].isupper()

    def _typed(self, start: int, end: int) -> str:
        return self.source.typed[slice(*self.source.span(start, end))]


def _reach(plain: str, end: int, words: Sequence[str]) -> tuple[int, int]:
    """Return how many words of a surname follow, small words not counted, and where they end; an initial ("Noor E.") is one."""
    count, reached = 0, end
    for word in words:
        step = re.compile(rf"[\s-]*{re.escape(word)}(?!\w)").match(plain, end)
        if step is None and word not in _SMALL and count == 0:
            step = re.compile(rf"\s+{re.escape(word[0])}\.(?!\w)").match(plain, end)
        if step:
            end = step.end()
            if word not in _SMALL:
                count, reached = count + 1, end
        elif word not in _SMALL:
            break
    return count, reached


def _words(name: str) -> list[str]:
    return re.findall(r"'?[^\W_]+", fold(name))


def _any(words: Sequence[str] | dict[str, list[Person]] | set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

"""Text for a list that goes further than the team: residents, addresses, numbers and colleagues in it are named by what they are.

What is known to be a name is replaced: that of everybody in the household, the street of the case, colleagues, telephone numbers and mail
addresses. A name that stands nowhere in the dossier cannot be recognised; the help says so, and the list is shown before it goes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expertiseteam.basics.folded_spans import folded
from expertiseteam.basics.text import fold
from expertiseteam.meetings.people_in_text import FoundPerson, Person, find_people

_NUMBER = re.compile(r"(?<![\w-])\+?\d(?:[ -]?\d){8,}(?!\w)")  # nine digits or more: a telephone number, never a date or a decision
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_SHORTEST = 3  # letters of a name that is replaced on its own: "de" and "Li" would hit other words
_SMALL = frozenset("van der den het ter ten von".split())


@dataclass(frozen=True, slots=True)
class Known:
    """Who and where one case is about. `household`: names; `place`: the address as typed."""

    household: tuple[str, ...]
    place: str


def without_names(text: str, known: Known | None, team: Sequence[Person], doer: Person | None = None) -> str:
    """Return the text with everybody in it named by what they are. `team`: colleagues; their `organisation` stands in their place.

    `doer`: whose action it is. A first name of theirs that opens the text is theirs, also one that is a word: "Wil reserveert de zaal".
    """
    found = sorted([*_found(text, known, team), *_doer(text, doer)], key=lambda span: (span[0], -span[1]))
    told, at = [], 0
    for start, end, instead in found:
        if start >= at:
            told += [text[at:start], instead]
            at = end
    return "".join([*told, text[at:]])


def named_in(text: str, known: Known | None, team: Sequence[Person]) -> list[str]:
    """The pieces of a text that name somebody or where somebody lives, in their order."""
    return [text[start:end] for start, end, _ in sorted(_found(text, known, team))]


def _doer(text: str, doer: Person | None) -> Iterator[tuple[int, int, str]]:
    first = fold(doer.name).split()[:1] if doer is not None else []
    plain = folded(text)
    if doer is not None and first and (match := re.match(rf"\s*({re.escape(first[0])})(?![\w'-])", plain.plain)):
        yield *plain.span(*match.span(1)), doer.organisation or "een collega"


def _found(text: str, known: Known | None, team: Sequence[Person]) -> Iterator[tuple[int, int, str]]:
    for person in find_people(text, team):
        if isinstance(person, FoundPerson):
            yield person.start, person.end, person.person.organisation or "een collega"
        else:
            yield person.start, person.end, "een collega"
    for pattern, instead in ((_MAIL, "(mailadres)"), (_NUMBER, "(nummer)")):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), instead
    if known is None:
        return
    plain = folded(text)
    for name in known.household:
        words = [re.escape(word) for word in fold(name).split() if len(word) >= _SHORTEST and word not in _SMALL]
        if words:
            whole = r"\s+".join(re.escape(word) for word in fold(name).split())
            for match in re.finditer(rf"(?<!\w)(?:{whole}|{'|'.join(words)})(?!\w)", plain.plain):
                start, end = plain.span(match.start(), match.end())
                if text[start].isupper() or match.group().count(" "):
                    yield start, end, "de bewoner"
    street = re.split(r"\s*\d", fold(known.place), maxsplit=1)[0].strip(" ,")
    if len(street) >= _SHORTEST:
        for match in re.finditer(rf"(?<!\w){re.escape(street)}(?:\s+\d+\s*[a-z]?(?!\w))?", plain.plain):
            yield *plain.span(match.start(), match.end()), "(adres)"

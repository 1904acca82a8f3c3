"""The one input line of the live overleg: what kind of line it is, and who, when and which organisation are named in it.

Nothing is guessed silently: everything recognised has a span in the text as typed, so that the screen can show it; and what may mean
two things is left open (`ambiguous`, no owner, no date).

The line's grammar: `!` or *besluit:* makes a decision, `>` or *actie:* an action, *toezegging:* an action that was promised to the
household, *voordeur:* a change at the front door, *notitie:* a note, *andere kijk:* a deviating view, *beroepsgeheim:* that somebody cannot
say anything, *advies:* what a trade advises, *bewoner hoort:* and *melder hoort:* who tells them; a kind chosen with a key wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from expertiseteam.basics.folded_spans import FoldedText, folded
from expertiseteam.basics.spoken_dates import FoundDate, find_date
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import Place
from expertiseteam.meetings.people_in_text import Ambiguous, FoundPerson, Person, find_people
from expertiseteam.meetings.verbs import INFINITIVES

__all__ = ["Ambiguous", "FoundDate", "FoundDoor", "FoundPerson", "LineKind", "Person", "Recognised", "recognise"]


class LineKind(StrEnum):
    """What a line of the overleg records."""

    NOTE = "notitie"
    DECISION = "besluit"
    ACTION = "actie"
    DOOR = "voordeur"
    VIEW = "andere kijk"  # a deviating view on the decision before it, told neutrally (domain.md, row 81)
    SECRECY = "beroepsgeheim"  # somebody cannot say anything about this: a valid answer
    ADVICE = "advies"  # what a trade advises on this point: "recht: eerst een brief" (domain.md, row 43)
    RESIDENT = "bewoner hoort"  # who tells the household
    REPORTER = "melder hoort"  # who tells the one who signalled; never who that is


@dataclass(frozen=True, slots=True)
class FoundDoor:
    """An organisation and its new place; `text[start:end]` runs from the one to the other."""

    organisation: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line holds. All spans count in the line as typed, the prefix included.

    `text` is the line without its prefix. `action_text` is that without a last day at its end, which `due` now holds; owner and verb stay.
    `owner`, `due` and `action_text` belong to an action, `door` to a change at the front door; each is None (or "") when not sure.
    """

    kind: LineKind
    text: str
    people: tuple[FoundPerson, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    owner: Person | None = None
    due: FoundDate | None = None
    action_text: str = ""
    door: FoundDoor | None = None
    is_promise: bool = False


def recognise(
    text: str,
    *,
    people: Sequence[Person],
    organisations: Sequence[str],
    today: date,
    next_meeting: date | None = None,
    kind: LineKind | None = None,
) -> Recognised:
    """Return what is recognised in one line; never raises, whatever is typed.

    `kind` is what was chosen with a key, None when nothing was. `today` is the day of the overleg, from which dates count; a day before
    it is no term. `next_meeting` is what *het volgende overleg* means. A front door with two organisations or two places is not sure.
    """
    kind, start, is_promise = _kind_and_start(text, kind)
    body = text[start:].rstrip()
    named = find_people(body, people, organisations, is_action=kind is LineKind.ACTION)
    found = Recognised(
        kind,
        body,
        tuple(_moved(one, start) for one in named if isinstance(one, FoundPerson)),
        tuple(_moved(one, start) for one in named if isinstance(one, Ambiguous)),
    )
    if kind is LineKind.DOOR:
        door = _door(folded(body), organisations)
        return replace(found, door=_moved(door, start) if door else None)
    if kind is not LineKind.ACTION:
        return found
    owner = _owner(body, named)
    if isinstance(owner, Ambiguous):
        found = replace(found, ambiguous=(_moved(owner, start), *found.ambiguous))
    due = find_date(body, today, next_meeting=next_meeting)
    due = due if due and due.day >= today else None
    return replace(
        found,
        owner=owner if isinstance(owner, Person) else None,
        due=_moved(due, start) if due else None,
        action_text=_without_last_day(body, due) if due else body,
        is_promise=is_promise,
    )


_Spanned = TypeVar("_Spanned", FoundPerson, Ambiguous, FoundDate, FoundDoor)


def _moved(found: _Spanned, by: int) -> _Spanned:
    return replace(found, start=found.start + by, end=found.end + by)


_PREFIX = re.compile(
    r"\s*(?:(?P<mark>[!>])|(?P<word>notitie|besluit|actie|toezegging|voordeur|andere kijk|beroepsgeheim|advies"
    r"|bewoner hoort|melder hoort)\s*:)\s*",
    re.IGNORECASE,
)
_PROMISE = "toezegging"
_SAID = {"!": LineKind.DECISION, ">": LineKind.ACTION, _PROMISE: LineKind.ACTION, **{kind.value: kind for kind in LineKind}}


def _kind_and_start(text: str, chosen: LineKind | None) -> tuple[LineKind, int, bool]:
    """Return the kind, where the words begin, and whether a promise is said. A prefix of another kind than the chosen one stays text."""
    prefix = _PREFIX.match(text)
    word = (prefix["mark"] or prefix["word"].lower()) if prefix else ""
    if prefix and chosen in (None, _SAID[word]):
        return _SAID[word], prefix.end(), word == _PROMISE
    return chosen or LineKind.NOTE, len(text) - len(text.lstrip()), False


# Whose action it is ---------------------------------------------------------------------------------------------------------------

_AND = re.compile(r"\s*(?:,|&|\+|en|samen met)\s*(?:en\s+)?")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_BY = re.compile(r"(?:^|\s)door\s+$", re.IGNORECASE)
_DONE_BY = re.compile(r"\s+(?:is|was|werd|wordt|zijn|waren|werden|(?:\w{2,4})?ge\w{3,})(?!\w)")


def _owner(body: str, named: Sequence[FoundPerson | Ambiguous]) -> Person | Ambiguous | None:
    """Return who stands at the beginning of an action, else who is named after *door* or in brackets at its end; several: the choice."""
    for place, first in enumerate(named):
        rest = body[first.end :]
        before = body[: first.start]
        if not before.strip(" @-*•"):
            word = _NEXT_WORD.match(rest)
            is_owner = not _POSSESSIVE.match(rest) and not (word and fold(word[1]) in INFINITIVES)  # "Noor bellen": who does is not said
        elif _BY.search(before):
            is_owner = not _DONE_BY.match(rest)  # "de brief door Karim geschreven"
        else:
            is_owner = before.endswith("(") and rest.strip(" .") == ")"
        if is_owner:
            return _one_of(_together(body, named[place:]))
    return None


def _together(body: str, named: Sequence[FoundPerson | Ambiguous]) -> list[FoundPerson | Ambiguous]:
    """Return the first who is named, with those who follow after "en"."""
    together = [named[0]]
    for one in named[1:]:
        if not _AND.fullmatch(body[together[-1].end : one.start]):
            break
        together.append(one)
    return together


def _one_of(together: Sequence[FoundPerson | Ambiguous]) -> Person | Ambiguous | None:
    first = together[0]
    if len(together) == 1:
        return first.person if isinstance(first, FoundPerson) else None  # namesakes are told already
    choices = [person for one in together for person in (one.choices if isinstance(one, Ambiguous) else (one.person,))]
    if len(set(choices)) == 1:
        return choices[0]
    return Ambiguous(tuple(dict.fromkeys(choices)), first.start, together[-1].end)


_LEFT_HANGING = re.compile(r"(?<!\w)(?:om|van|en|of|met|naar|tot|de|het|een|is|moet|kan|dat|tussen)$", re.IGNORECASE)


def _without_last_day(body: str, due: FoundDate) -> str:
    """Return the action without the day at its end, or whole when the day stands elsewhere or the sentence would be left hanging."""
    kept, rest = body[: due.start].rstrip(" \t,;:-–("), body[due.end :].strip()
    in_the_meeting = "overleg" in fold(body[due.start : due.end]) and not due.before  # "bespreken in het volgende overleg"
    if not kept or rest.strip(".,;!)") or in_the_meeting or _LEFT_HANGING.search(kept):
        return body
    return kept + rest[-1:].replace(")", "").replace(",", "").replace(";", "")


# Who stands at the front door -----------------------------------------------------------------------------------------------------

_PLACES = {
    Place.FRONT: r"aan de (?:voor)?deur|vooraan|naar voren",
    Place.RESERVE: r"op de achterhand|achter de hand|in (?:de )?reserve",
    Place.STEPPED_ASIDE: r"(?:(?:een )?stap(?:je)? |stapt )?opzij|(?:een )?stap(?:je)? terug",
    Place.ADVISER: r"(?:wordt |is |als )?adviseur",
    Place.NO_ROLE: r"(?:heeft |krijgt )?geen rol",
}
_ANY_PLACE = re.compile("|".join(rf"(?P<{place.name}>(?<!\w)(?:{pattern})(?!\w))" for place, pattern in _PLACES.items()))
_NOT = re.compile(r"(?<!\w)(?:niet|geen|nooit|of)(?!\w)")


def _door(line: FoldedText, organisations: Sequence[str]) -> FoundDoor | None:
    """Return the one organisation and the one place of a line, else None."""
    by_key = {fold(name): name for name in reversed(organisations) if name.strip()}
    if not by_key or _NOT.search(line.plain.replace("geen rol", "")):
        return None
    keys = "|".join(sorted(map(re.escape, by_key), key=len, reverse=True))
    moved = list(re.finditer(rf"(?<!\w)(?:{keys})(?!\w)", line.plain))
    places = list(_ANY_PLACE.finditer(line.plain))
    if len({match[0] for match in moved}) != 1 or len({match.lastgroup for match in places}) != 1:
        return None
    start = min(moved[0].start(), places[0].start())
    end = max(moved[0].end(), places[0].end())
    return FoundDoor(by_key[moved[0][0]], Place[places[0].lastgroup or ""], *line.span(start, end))

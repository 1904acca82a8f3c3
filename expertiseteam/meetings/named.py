"""Whether a text names somebody: a resident, an address, a colleague, a number. For what goes further than the case, or than the team."""

from __future__ import annotations

import re
from collections import defaultdict

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.cases.tables import Case, Person
from expertiseteam.meetings.people_in_text import Person as Colleague
from expertiseteam.meetings.without_names import Known, named_in
from expertiseteam.storage.reading import Reader

_WORD = re.compile(r"\w+")


def names_in(read: Reader, text: str) -> tuple[str, ...]:
    """The pieces of a text that name anybody in the dossier that the viewer may know of, each once; () when there are none."""
    words = set(_WORD.findall(fold(text)))
    households: dict[str, list[str]] = defaultdict(list)
    for case_id, name in read.tuples(select(Person.case_id, Person.name)):
        if words.intersection(_WORD.findall(fold(name))):  # few do: only these are looked at closely
            households[case_id].append(name)
    team = [Colleague(*member) for member in read.tuples(select(Member.id, Member.name, Member.function))]
    found = dict.fromkeys(named_in(text, None, team))
    for case_id, place in read.tuples(select(Case.id, Case.place)):
        if case_id in households or words.intersection(_WORD.findall(fold(place))[:1]):
            found |= dict.fromkeys(named_in(text, Known(tuple(households[case_id]), place), ()))
    return tuple(found)


def refuse_named(read: Reader, text: str, *, nothing: str) -> None:
    """Refused when a text names somebody; `nothing` says what was not done."""
    if found := names_in(read, text):
        raise Refused(f"Hier staat een naam, adres of nummer in: {', '.join(found)}. {nothing} Schrijf het zonder.")

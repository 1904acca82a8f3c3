"""When *is hier ook een zorgvraag?* is asked before a signal leaves the team: of the farm, and to who enforces (domain.md, row 22)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from expertiseteam.access.circles import looks_to_enforce
from expertiseteam.access.tables import Member
from expertiseteam.basics.text import fold, words_pattern
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.settings import team_settings

FARM = "farm"  # where the signs of a farmyard lead


def asks_care(signs: str, to: str, *, farm: Collection[str], words: tuple[str, ...], enforcing: Collection[str]) -> bool:
    """Whether handing a signal with these signs over to somebody asks the question.

    `farm`: the signs of a farmyard; `words`: those by which the team knows who enforces (`enforcement_words`); `enforcing`: its own
    colleagues who do, by name.
    """
    found, said = words_pattern(words), fold(to)
    to_enforce = (found is not None and found.search(said) is not None) or any(fold(name) in said for name in enforcing)
    return to_enforce or not set(farm).isdisjoint(signs.split())


def care_is_asked(read: Reader, signs: str, to: str) -> bool:
    """The same, by what the team keeps."""
    farm = {word.code for word in catalogue_words(read) if word.leads == FARM}
    people = read.tuples(select(Member.name, Member.role, Member.discipline).where(Member.is_active))
    enforcing = [name for name, role, discipline in people if looks_to_enforce(role, discipline)]
    return asks_care(signs, to, farm=farm, words=team_settings(read).enforcement_words, enforcing=enforcing)

"""Own texts of a team with fixed places in them: "{gemeente}", "{datum}". No other word between braces exists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from expertiseteam.basics.sentences import Refused

ON_PAPER = ("gemeente", "team", "datum", "plaats", "voorzitter", "secretaris", "volgende datum")
ON_LETTER = (*ON_PAPER, "ontvanger")
_ON_CASE_LETTER = ("gemeente", "team", "datum", "ontvanger", "afzender", "functie", "telefoon")  # `datum`: of the letter itself
ON_RESIDENT_LETTER = (*_ON_CASE_LETTER, "toezeggingen")
ON_PARTNER_LETTER = (*_ON_CASE_LETTER, "casus", "afspraken")
ON_NEUTRAL_LETTER = ("wanneer", "plek", "telefoon", "naam")  # nothing that tells who writes, or why (domain.md, row 105)
_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")


def check_places(lines: Sequence[str], places: Sequence[str] = ON_PAPER) -> None:
    """Refused, naming the line, when something between braces is none of the fixed places."""
    for number, line in enumerate(lines, 1):
        for found in _PLACE.finditer(line):
            if found[1] not in places:
                known = ", ".join(f"{{{place}}}" for place in places)
                raise Refused(f"regel {number}: {found[0]} bestaat niet. U kunt kiezen uit {known}")


def check_known(lines: Sequence[str], values: Mapping[str, str]) -> None:
    """Refused, naming the line, when for a place in it there is nothing to fill in."""
    for number, line in enumerate(lines, 1):
        for found in _PLACE.finditer(line):
            if not values.get(found[1]):
                raise Refused(f"In regel {number}: voor {found[0]} is niets bekend. Er is geen brief gemaakt. Vul het in, of haal het weg.")


def filled(lines: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines with the places filled in once: what stands in a value is never read as a place."""
    return tuple(_PLACE.sub(lambda found: values.get(found[1], found[0]), line) for line in lines)

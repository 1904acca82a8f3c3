"""Own texts of a team with fixed places in them: "{gemeente}", "{datum}". No other word between braces exists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from expertiseteam.basics.sentences import Refused

ON_PAPER = ("gemeente", "team", "datum", "plaats", "voorzitter", "secretaris", "volgende datum")
ON_LETTER = (*ON_PAPER, "ontvanger")
_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")


def check_places(lines: Sequence[str], places: Sequence[str] = ON_PAPER) -> None:
    """Refused, naming the line, when something between braces is none of the fixed places."""
    for number, line in enumerate(lines, 1):
        for found in _PLACE.finditer(line):
            if found[1] not in places:
                known = ", ".join(f"{{{place}}}" for place in places)
                raise Refused(f"regel {number}: {found[0]} bestaat niet. U kunt kiezen uit {known}")


def filled(lines: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines with the places filled in once: what stands in a value is never read as a place."""
    return tuple(_PLACE.sub(lambda found: values.get(found[1], found[0]), line) for line in lines)

"""When help that stands in reserve, or stepped aside, may come back: what was agreed has happened (domain.md, rows 82 and 83).

The program suggests, because a condition is a sentence that people wrote; it moves nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertiseteam.basics.dates import day_month
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import THREATENING, AtTheDoor, CaseView, Place, SeriousEventLine

_HOME = re.compile(r"\b(?:ontruim|uithuiszet|uit huis|vonnis|deurwaarder|dagvaard)")
_DANGER = re.compile(r"\b(?:gevaar|geweld|voorval|onveilig|mishandel|escal)")


@dataclass(frozen=True, slots=True)
class CalledIn:
    """An organisation that may be called in now. `because`: what happened; `condition`: as it was agreed, "" for a day alone."""

    one: AtTheDoor
    because: str


def may_come(door: Sequence[AtTheDoor], case: CaseView, events: Sequence[SeriousEventLine], today: date) -> list[CalledIn]:
    """Return who may be called in, in the order of the door: by a threatened home, a serious event, or a day that has come."""
    found = []
    for one in door:
        if one.place not in (Place.RESERVE, Place.STEPPED_ASIDE):
            continue
        agreed = fold(one.condition)
        event = next((event for event in events if event.on >= one.since), None)
        if one.back_on is not None and one.back_on <= today:
            found.append(CalledIn(one, f"de dag om ernaar te kijken was {day_month(one.back_on)}"))
        elif _HOME.search(agreed) and case.eviction in THREATENING:
            found.append(CalledIn(one, f"ontruiming op {day_month(case.eviction_on)}" if case.eviction_on else str(case.eviction)))
        elif _DANGER.search(agreed) and event is not None:
            found.append(CalledIn(one, f"ernstig voorval op {day_month(event.on)}"))
    return found

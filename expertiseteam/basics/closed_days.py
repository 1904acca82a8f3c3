"""Days on which the team's own office is closed besides holidays, as the team writes them: one day or one stretch on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_dates import parse_date_field

LONGEST = 62  # days in one stretch: a slip of the year would close the office for ever
_BETWEEN = re.compile(r"\s+(?:tot\s+en\s+met|t/m|tm|tot)\s+", re.IGNORECASE)
_ONE, _OTHER = date(2001, 3, 1), date(2012, 9, 1)  # a day that is read the same on both needs no today


def written(line: str) -> str:
    """One line as it is kept: "24 december 2026", or "15 februari 2027 tot en met 19 februari 2027". Refused when it is no such thing."""
    first, last = _stretch(line)
    return full_date(first) if first == last else f"{full_date(first)} tot en met {full_date(last)}"


def closed_days(lines: Iterable[str]) -> frozenset[date]:
    """All days that these lines name. Refused, naming the line, when one cannot be read."""
    return frozenset(first + timedelta(days=n) for first, last in map(_stretch, lines) for n in range((last - first).days + 1))


def _stretch(line: str) -> tuple[date, date]:
    ends = _BETWEEN.split(line.strip())
    if len(ends) > 2:
        raise Refused(f"“{line.strip()}” noemt meer dan twee dagen. Schrijf op elke regel één dag, of één periode.")
    days = [_day(end) for end in ends]
    first, last = days[0], days[-1]
    if last < first:
        raise Refused(f"“{line.strip()}” eindigt voordat het begint. Draai de dagen om.")
    if (last - first).days >= LONGEST:
        raise Refused(f"“{line.strip()}” duurt langer dan {LONGEST} dagen. Kijk de jaren na, of schrijf twee regels.")
    return first, last


def _day(text: str) -> date:
    day = parse_date_field(text, _ONE)
    if day != parse_date_field(text, _OTHER):
        raise Refused(f"Bij “{text.strip()}” ontbreekt het jaar. Schrijf bijvoorbeeld 24 december 2026.")
    return day

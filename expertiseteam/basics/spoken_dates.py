"""Dates as people write and say them. The one place where dates are parsed; `dates.py` is the one place where they are shown.

Rules, none of which is a guess:

- Day comes before month, always. A day-month without a year is the first such day from thirty days before today onwards.
- A weekday is the next such day after today; said on the day itself it is a week later. *volgende vrijdag* means different
  days to different people, so it is no date. A week runs from Monday to Sunday and its end is Friday.
- Words that look like a date but name no single day (*begin december*, *31-2*, *do 20 november* when the 20th is a Friday)
  make the whole text unclear: then there is no date, and the screen asks.
- Words about the past or about every week (*sinds vrijdag*, *elke maandag*, *de brief van 5 maart*) are passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from expertiseteam.basics.folded_spans import FoldedText, folded
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_date_rules import (
    BLUR,
    FIELD_RULES,
    NO_TERM,
    RULES,
    TERM,
    Asked,
    PassedOverError,
    Rule,
    Said,
    UnclearError,
    said_at,
)

_WAYS = "Schrijf bijvoorbeeld 20-11-2026, 20 november, vrijdag, morgen of over 2 weken."


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day and where it stands in the text as typed (`text[start:end]`, with a word like *voor*). `before`: it is a last day."""

    day: date
    start: int
    end: int
    before: bool


def find_date(text: str, today: date, *, next_meeting: date | None = None) -> FoundDate | None:
    """Return the one day that a sentence names, or None when it names none, more than one, or none clearly. Never raises.

    Of several days the last day counts, when there is just one: *Noor komt dinsdag, uiterlijk vrijdag belt Karim* is Friday.
    `next_meeting` is what *het volgende overleg* means.
    """
    asked = Asked(today, next_meeting)
    source = folded(text)
    found: list[FoundDate] = []
    for rule, said in _without_overlap(source.plain):
        start, end = source.span(said.start, said.end)
        if _is_name(text, source, said):
            continue
        try:
            found.append(FoundDate(_day(rule, said, asked), start, end, _is_last_day(rule, said)))
        except UnclearError:
            return None
        except PassedOverError:
            continue
    last_days = [one for one in found if one.before]
    for choice in (last_days, found):
        if len({one.day for one in choice}) == 1:
            return choice[0]
    return None


def parse_date_field(text: str, today: date, *, next_meeting: date | None = None, looking_back: bool = False) -> date:
    """Return the day that a form field holds: all that `find_date` understands, and *5.3*, *05032026*, *vr*, *gisteren*, *3 weken geleden*.

    `looking_back`: the field asks when something happened, so *vrijdag* and *5 november* are the last ones up to today.
    Raises Refused with a sentence that names the accepted ways.
    """
    typed = text.strip().rstrip(".")
    if not typed:
        raise Refused(f"Er staat nog geen datum. Zonder datum kan dit niet bewaard worden. {_WAYS}")
    plain = folded(typed).plain
    asked = Asked(today, next_meeting, looking_back, in_field=True)
    for rule in (*sorted(RULES, key=lambda rule: not rule.is_past), *FIELD_RULES):
        match = rule.pattern.search(plain)
        said = said_at(match) if match else None
        if said and (said.start, said.end) == (0, len(plain)):
            with suppress(UnclearError, PassedOverError):
                return _day(rule, said, asked)
            break
    shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
    raise Refused(f"“{shown}” is geen datum die maar één dag kan zijn. Uw tekst blijft staan. {_WAYS}")


def _without_overlap(plain: str) -> list[tuple[Rule, Said]]:
    """Return what the rules find, in the order of the text. Where two overlap the longer one knows more."""
    spoken = [(rule, said_at(match)) for rule in RULES for match in rule.pattern.finditer(plain)]
    spoken.sort(key=lambda pair: pair[1].start - pair[1].end)
    taken: list[tuple[Rule, Said]] = []
    ends: list[int] = []
    for rule, said in spoken:
        place = bisect_right(ends, said.start)
        if place == len(taken) or said.end <= taken[place][1].start:
            taken.insert(place, (rule, said))
            ends.insert(place, said.end)
    return taken


def _is_name(text: str, source: FoldedText, said: Said) -> bool:
    """Tell whether the month is a person: "Beukenlaan 10 Jan doet open"."""
    return said["month"] == "jan" and text[slice(*source.span(*said.match.span("month")))] == "Jan"


def _is_last_day(rule: Rule, said: Said) -> bool:
    return rule.is_term or bool(said.lead & TERM) or said["middle"] in TERM


def _day(rule: Rule, said: Said, asked: Asked) -> date:
    if said.lead & NO_TERM or (rule.is_past and not asked.in_field):
        raise PassedOverError
    if said.lead & BLUR:
        raise UnclearError
    try:
        return rule.day(said, asked)
    except (OverflowError, ValueError):  # beyond the calendar
        raise UnclearError from None

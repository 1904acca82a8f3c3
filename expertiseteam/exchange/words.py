"""What people write in the cells of a list, as our own values: dates with a year, how sure, through which channel, from whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_dates import parse_date_field
from expertiseteam.basics.text import fold
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.team.catalogues import code_of
from expertiseteam.team.records import Catalogue, CatalogueLine

Value = TypeVar("Value", bound=StrEnum)

# Other words for a value, folded; the labels themselves are always known.
_CERTAINTIES = {
    Certainty.GUT: "gevoel, onderbuikgevoel, vermoeden, niet zeker, onzeker, laag, twijfel",
    Certainty.SEEN: "zelf gezien, waargenomen, eigen waarneming, gezien door melder",
    Certainty.HEARD: "gehoord, van horen zeggen, via via, doorverteld",
    Certainty.CONFIRMED: "zeker, vaststaand, gecontroleerd, hoog, feit",
}
_CHANNELS = {
    Channel.PHONE: "telefonisch, tel, gebeld, bellen, per telefoon",
    Channel.CABIN: "keet, bouwkeet",
    Channel.OPEN_HOUSE: "inloop, inloopspreekuur, spreekuur",
    Channel.ROUND: "ronde, wijkronde, op straat, straat, buurtronde",
    Channel.VISIT: "aan huis, bezoek, thuis",
    Channel.LETTER: "e-mail, email, mail, per mail, brief, post, formulier, meldformulier",
    Channel.INSPECTION: "schouw, buurtschouw",
    Channel.MEETING: "teamoverleg",
    Channel.HOTLINE: "meldpunt",
    Channel.SELF: "bewoner, zelf gemeld, bewoner zelf",
    Channel.OTHER: "overig, onbekend, app, whatsapp",
}
_SOURCES = {
    Source.RESIDENT: "bewoner, buur, buurman, buurvrouw, buren, buurtbewoner, burger, familie, omwonende",
    Source.VOLUNTEER: "vrijwilligster, vrijwilligers",
    Source.PROFESSIONAL: "collega, hulpverlener, instantie, organisatie, huisarts, politie, wijkagent, school, woningcorporatie, gemeente",
    Source.ANONYMOUS: "anonieme melder, anonieme melding",
    Source.UNKNOWN: "onbekend, niet bekend, geen",
}
_TIME = re.compile(r"[ T,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*uur)?$")
_MONTH_BETWEEN = re.compile(r"(?<=\d)-(?=[a-z])|(?<=[a-z])[.]?-(?=\d)", re.IGNORECASE)  # Excel's own 5-mrt-26
_SHORT_YEAR = re.compile(r"(?<=[a-z])[.]?\s+(?=\d\d$)", re.IGNORECASE)
_ANOTHER_YEAR = timedelta(days=400)
_SERIAL = re.compile(r"\d{5}([.,]\d+)?")  # how a spreadsheet counts days


def certainty_of(text: str, words: Sequence[CatalogueLine] = ()) -> Certainty | str | None:
    """How sure; nothing written is a gut feeling, which claims least. None for words that are not known. `words`: the lists of the team."""
    return _of_the_team(text, words, Catalogue.CERTAINTY, Certainty) or _value(text, Certainty, _CERTAINTIES, Certainty.GUT)


def channel_of(text: str, words: Sequence[CatalogueLine] = ()) -> Channel | str | None:
    """How it came in; *anders* when nothing is written. None for words that are not known. `words`: the lists of the team."""
    return _of_the_team(text, words, Catalogue.CHANNEL, Channel) or _value(text, Channel, _CHANNELS, Channel.OTHER)


def source_of(text: str) -> Source | None:
    """From what kind of person; *niet genoemd* when nothing is written. None for words that are not known."""
    return _value(text, Source, _SOURCES, Source.UNKNOWN)


def moment_of(text: str, today: date) -> datetime:
    """When a signal came in, as the clock on a Dutch wall showed it; a day without a time is its midnight.

    Only a whole date will do: *gisteren*, *vrijdag* or *5 maart* meant another day when the list was written. Raises Refused otherwise.
    """
    day, hour, minute = _read(" ".join(text.split()), today)
    return datetime.combine(day, time(hour, minute), tzinfo=amsterdam())


@lru_cache(maxsize=4096)
def _read(text: str, today: date) -> tuple[date, int, int]:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if _SERIAL.fullmatch(text):
        raise Refused(f"“{shown}” is een getal en geen datum. Maak de kolom in het rekenblad op als datum en bewaar de lijst opnieuw.")
    clock = _TIME.search(text)
    hour, minute = (int(clock["hour"]), int(clock["minute"])) if clock else (0, 0)
    written = text[: clock.start()] if clock else text
    plain = _SHORT_YEAR.sub(" '", _MONTH_BETWEEN.sub(" ", written))
    try:
        day = parse_date_field(plain, today, looking_back=True)
        same = parse_date_field(plain, today - _ANOTHER_YEAR, looking_back=True)
    except Refused:
        raise Refused(f"“{shown}” is geen datum. Schrijf bijvoorbeeld 5-3-2026.") from None
    if day != same:
        raise Refused(f"“{shown}” is geen hele datum. Schrijf de dag, de maand en het jaar, bijvoorbeeld 5-3-2026.")
    if hour > 23 or minute > 59:
        raise Refused(f"“{shown}” heeft geen tijd die bestaat. Schrijf bijvoorbeeld 5-3-2026 14:30.")
    return day, hour, minute


def _of_the_team(text: str, words: Sequence[CatalogueLine], which: Catalogue, kind: type[Value]) -> Value | str | None:
    """The word that the team itself calls so, also when it is offered no more: a list may be old."""
    plain = _folded(text)
    known: dict[str, Value] = {code_of(word): word for word in kind}
    return next((known.get(word.code, word.code) for word in words if word.catalogue is which and _folded(word.label) == plain), None)


def _folded(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .")


def _value(text: str, kind: type[Value], others: dict[Value, str], unwritten: Value) -> Value | None:
    plain = _folded(text)
    if not plain:
        return unwritten
    for value in kind:
        if plain == fold(value.value) or plain in [other.strip() for other in others.get(value, "").split(",")]:
            return value
    return None

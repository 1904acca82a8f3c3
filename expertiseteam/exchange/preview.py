"""What an import would do with every row of a list, before anything is done: what is wrong, what is double, what would be recorded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeVar

from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.money import read_cents
from expertiseteam.basics.plausible import has_service_number
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.concerns.arrears import what_of
from expertiseteam.concerns.records import ArrearsText, Certainty, Channel, ReporterText, Source
from expertiseteam.exchange.records import OF_ARREARS, Columns, NewConcern, Part, Preview, PreviewRow, Sheet, SheetRow
from expertiseteam.exchange.words import certainty_of, channel_of, moment_of, source_of
from expertiseteam.team.records import CatalogueLine

Read = TypeVar("Read", bound=str)
_BROKEN = frozenset(
    ("#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#VERW!", "#WAARDE!", "#N/B", "#NAAM?", "#DEEL/0!")
)
_MOST_MONTHS = 600
_LONGEST_LINE = 500  # characters, as in the form


def preview(
    sheet: Sheet, columns: Columns, known: Mapping[str, str], now: datetime, *, arrears: bool = False, words: Sequence[CatalogueLine] = ()
) -> Preview:
    """Weigh every row of a list. `arrears`: a list of unpaid bills from partners of fixed costs.

    `known` are the signals of the dossier (see `concerns.known_concerns`), `now` the moment of asking, `words` the lists of the team.
    Doubles are the same text, place and day: within the list, or in the dossier already. Refused as long as nobody has said which column
    holds what is the matter.
    """
    if arrears:
        columns = Columns({part: column for part, column in columns.at.items() if part in OF_ARREARS})
    elif columns.get(Part.WHAT) is None:
        raise Refused("Kies eerst in welke kolom staat wat er is. Zonder die kolom is er geen signaal.")
    header = _names(sheet.header) if sheet.header else ()
    width = len(sheet.header.cells) if sheet.header else 0
    seen: dict[str, int] = {}
    rows = []
    for row in sheet.rows:
        errors: list[str] = []
        if header and _names(row) == header:
            errors.append("Hier staan de namen van de kolommen nog een keer.")
        elif width and len(row.cells) > width:
            said = f"Deze rij heeft {len(row.cells)} cellen en er zijn {width} kolommen."
            cure = f" Staat er een {sheet.separator} in een tekst, zet die tekst dan tussen aanhalingstekens." if sheet.separator else ""
            errors.append(said + cure)
        if broken := next((cell for cell in row.cells if cell.strip() in _BROKEN), None):
            errors.append(f"In deze rij staat een fout van het rekenblad ({broken.strip()}). Verbeter die cel daar.")
        concern = _arrears(row, columns, now, errors) if arrears else _concern(row, columns, now, errors, words)
        what, place, when = row.cell(columns.get(Part.WHAT)), _place(row, columns), row.cell(columns.get(Part.WHEN))
        if concern is None or errors:
            rows.append(PreviewRow(row, None, tuple(errors), (), "", what or row.cell(columns.get(Part.CREDITOR)), place, when))
            continue
        key = key_of(concern.what, normalise(concern.place), concern.received or now)
        doubts = []
        if key in seen:
            doubts.append(f"Hetzelfde signaal als rij {seen[key]}.")
        if key in known:
            doubts.append(f"Staat al in het dossier als {known[key]}.")
        if any(map(has_service_number, row.cells)):
            doubts.append("Hier lijkt een burgerservicenummer te staan. Dat hoort niet in dit dossier: haal het weg.")
        seen.setdefault(key, row.number)
        rows.append(PreviewRow(row, concern, (), tuple(doubts), key, concern.what, place, when))
    return Preview(tuple(rows))


def key_of(what: str, place_key: str, received: datetime) -> str:
    """What two writings of one signal have in common: text, place and Dutch day; hashed, so that it says nothing by itself."""
    words = " ".join(re.findall(r"\w+", fold(what)))
    return hashlib.sha256(f"{words}\n{place_key}\n{local_day(received)}".encode()).hexdigest()[:32]


def _concern(row: SheetRow, columns: Columns, now: datetime, errors: list[str], words: Sequence[CatalogueLine]) -> NewConcern | None:
    def cell(part: Part) -> str:
        return row.cell(columns.get(part))

    what = cell(Part.WHAT)
    if not what:
        errors.append("Er staat niet wat er is.")
    certainty = _known(cell(Part.CERTAINTY), partial(certainty_of, words=words), Certainty, "hoe zeker het is", errors)
    channel = _known(cell(Part.CHANNEL), partial(channel_of, words=words), Channel, "hoe het binnenkwam", errors)
    source = _known(cell(Part.SOURCE), source_of, Source, "van wie het kwam", errors)
    received = _received(cell(Part.WHEN), now, errors) if columns.get(Part.WHEN) is not None else None
    reporter = ReporterText(name=_line(cell(Part.REPORTER)), phone=_line(cell(Part.PHONE)))
    place = _place(row, columns)
    if max(len(place), len(reporter.name), len(reporter.phone)) > _LONGEST_LINE:
        errors.append(f"De plek of de melder is langer dan {_LONGEST_LINE} tekens. Staat de tekst in de goede kolom?")
    if errors or certainty is None or channel is None or source is None:
        return None
    return NewConcern(what, place, received, certainty, channel, source, reporter)


def _arrears(row: SheetRow, columns: Columns, now: datetime, errors: list[str]) -> NewConcern | None:
    """A row of a list of unpaid bills. Nothing that the partner typed becomes the text of the signal, so that no amount does."""

    def cell(part: Part) -> str:
        return _line(row.cell(columns.get(part)))

    place = _place(row, columns)
    if not place:
        errors.append("Er staat geen adres. Zonder adres is er niemand om hulp aan te bieden.")
    received = _received(cell(Part.WHEN), now, errors) if columns.get(Part.WHEN) is not None else None
    cents, months = _cents(cell(Part.AMOUNT), errors), _months(cell(Part.MONTHS), errors)
    told = ArrearsText(cell(Part.CREDITOR), cell(Part.RESIDENT), cell(Part.CONTACT), cents, months)
    if max(map(len, (place, told.creditor, told.resident, told.contact))) > _LONGEST_LINE:
        errors.append(f"Een tekst is langer dan {_LONGEST_LINE} tekens. Staat hij in de goede kolom?")
    if errors:
        return None
    return NewConcern(
        what_of(told), place, received, Certainty.CONFIRMED, Channel.PARTNER_LIST, Source.PROFESSIONAL, ReporterText(), arrears=told
    )


def _cents(text: str, errors: list[str]) -> int | None:
    if not text.strip():
        return None
    found = read_cents(text)
    if found is None:
        errors.append(f"“{_shortened(text)}” is geen bedrag. Schrijf bijvoorbeeld 812,50.")
    return found


def _months(text: str, errors: list[str]) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) > _MOST_MONTHS:
        errors.append(f"“{_shortened(text)}” is geen aantal maanden. Schrijf bijvoorbeeld 3.")
        return None
    return int(text)


def _known(text: str, read: Callable[[str], Read | None], kind: type[StrEnum], what: str, errors: list[str]) -> Read | None:
    value = read(text)
    if value is None:
        errors.append(f"“{_shortened(text)}” zegt niet {what}. Schrijf: {', '.join(one.value for one in kind)}.")
    return value


def _received(text: str, now: datetime, errors: list[str]) -> datetime | None:
    if not text:
        errors.append("Er staat geen datum.")
        return None
    try:
        moment = moment_of(text, local_day(now))
    except Refused as refused:
        errors.append(str(refused))
        return None
    if moment > now:
        errors.append(f"“{_shortened(text)}” ligt in de toekomst.")
    return moment


def _place(row: SheetRow, columns: Columns) -> str:
    """One line from up to three columns; a village that stands in the address already is not said twice."""
    where, number, village = (row.cell(columns.get(part)) for part in (Part.WHERE, Part.HOUSE_NUMBER, Part.VILLAGE))
    line = _line(f"{where} {number}")
    if village and fold(village) not in fold(line):
        line = f"{line}, {village}" if line else village
    return _line(line)


def _line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _names(row: SheetRow) -> tuple[str, ...]:
    return tuple(fold(cell).strip() for cell in row.cells)

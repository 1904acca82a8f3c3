"""How a list that is being imported is put into words. No Qt widgets: tested without a window."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from datetime import time

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, full_date
from expertiseteam.exchange.limits import NOTHING
from expertiseteam.exchange.records import Part, Preview, PreviewRow, Sheet, letters
from expertiseteam.team.catalogues import code_of

HIDDEN = "verborgen"
LONGEST_SAMPLE = 24  # characters


class Filter(enum.StrEnum):
    """Which rows of the list are shown."""

    ALL = "Alle"
    TAKEN = "Worden overgenomen"
    WRONG = "Fout"
    DOUBTFUL = "Twijfel"


def shown(preview: Preview, which: Filter, ticked: Collection[int]) -> tuple[PreviewRow, ...]:
    """The rows that a filter shows."""
    match which:
        case Filter.ALL:
            return preview.rows
        case Filter.TAKEN:
            return preview.chosen(ticked)
        case Filter.WRONG:
            return preview.wrong
        case Filter.DOUBTFUL:
            return preview.doubtful


def no_list(urls: int) -> str:
    """Why what was dropped on the screen is not read: it named so many places, and not one file on this computer."""
    if urls > 1:
        return f"U sleepte {urls} bestanden tegelijk. {NOTHING} Sleep één lijst hierheen, en daarna de volgende."
    what = "een internetadres" if urls else "geen bestand"
    return f"Wat u sleepte, is {what}. {NOTHING} Bewaar de lijst eerst als bestand op deze computer en sleep dat hierheen."


def file_line(name: str, sheet: Sheet) -> str:
    """What was found out about the file: "signalen.csv · 412 rijen · puntkomma · Windows-1252"."""
    return " \u2009·\u2009 ".join(
        (name, counted(len(sheet.rows), "rij", "rijen"), *((str(sheet.separator),) if sheet.separator else ()), str(sheet.encoding))
    )


def column_options(sheet: Sheet) -> list[tuple[object, str]]:
    """The columns to choose from, and none. A list without names of columns shows what stands in each of them first."""
    found: list[tuple[object, str]] = [(None, "geen kolom")]
    for column in range(sheet.width):
        if sheet.header is not None:
            found.append((column, f"{sheet.title(column)} ({letters(column)})" if sheet.header.cell(column) else sheet.title(column)))
        else:
            sample = " ".join(sheet.sample(column).split())
            found.append((column, f"{letters(column)}: {sample if len(sample) <= LONGEST_SAMPLE else sample[:LONGEST_SAMPLE] + '…'}"))
    return found


LABELS = {
    Part.WHAT: "Wat is er",
    Part.WHERE: "Waar",
    Part.HOUSE_NUMBER: "Huisnummer",
    Part.VILLAGE: "Dorp",
    Part.WHEN: "Wanneer",
    Part.CERTAINTY: "Hoe zeker",
    Part.CHANNEL: "Hoe binnengekomen",
    Part.SOURCE: "Van wie",
    Part.REPORTER: "Naam melder",
    Part.PHONE: "Telefoon melder",
    Part.CREDITOR: "Welke partner",
    Part.RESIDENT: "Naam bewoner",
    Part.CONTACT: "Bereikbaar via",
    Part.AMOUNT: "Bedrag",
    Part.MONTHS: "Maanden",
}


def take_button(count: int) -> str:
    """The words on the button that does it."""
    return counted(count, "signaal overnemen", "signalen overnemen")


def taken(count: int) -> str:
    """What the status line says afterwards."""
    return f"{counted(count, 'signaal', 'signalen')} overgenomen uit de lijst."


def counted(count: int, one: str, more: str) -> str:
    """A number with its word."""
    return f"{count} {one if count == 1 else more}"


def mark(row: PreviewRow) -> str:
    """The one word behind a row that needs attention."""
    if row.errors:
        return "fout"
    if not row.doubts:
        return ""
    return "dubbel" if any("signaal" in doubt or "dossier als" in doubt for doubt in row.doubts) else "let op"


def day(row: PreviewRow) -> str:
    """The day; as it stands in the list when the row is wrong, "vandaag" when the list has no dates."""
    if row.concern is None:
        return row.when
    return full_date(local(row.concern.received).date()) if row.concern.received else "vandaag"


def when(row: PreviewRow) -> str:
    """The day, and the time when the list has one."""
    moment = row.concern.received if row.concern else None
    return f"{day(row)}, {clock_time(moment)}" if moment and local(moment).time() != time() else day(row)


def how(row: PreviewRow, labels: Mapping[str, str]) -> str:
    """How sure, through which channel and from what kind of person; never who."""
    if row.concern is None:
        return ""
    if row.concern.arrears is not None:
        return "alleen om hulp aan te bieden; de handhaving ziet dit niet, en het bedrag komt op geen papier"
    said = [labels.get(code_of(word), str(word)) for word in (row.concern.certainty, row.concern.channel)]
    parts = [*said, f"van: {row.concern.source}"]
    if not row.concern.reporter.is_empty:
        parts.append("de melder wordt verzegeld")
    return " \u2009·\u2009 ".join(parts)


def spoken(row: PreviewRow, *, ticked: bool, hidden: bool) -> str:
    """A row as a screen reader says it."""
    what, where = (HIDDEN, "") if hidden else (row.what, row.place)
    parts = [row.where, "aangevinkt" if ticked else "niet aangevinkt", when(row), where, what, *row.errors, *row.doubts]
    return ", ".join(part for part in parts if part)

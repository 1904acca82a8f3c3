"""What importing a list hands from step to step: the sheet as it was read, which column is what, and what would be recorded."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from expertiseteam.concerns.records import ArrearsText, Certainty, Channel, ReporterText, Source


class Separator(enum.StrEnum):
    """What stands between the cells of a row."""

    SEMICOLON = "puntkomma"
    COMMA = "komma"
    TAB = "tab"
    PIPE = "rechte streep"

    @property
    def sign(self) -> str:
        return {Separator.SEMICOLON: ";", Separator.COMMA: ",", Separator.TAB: "\t", Separator.PIPE: "|"}[self]


class Encoding(enum.StrEnum):
    """How letters stand in the file, in the words of Excel and LibreOffice."""

    UTF_8 = "UTF-8"
    UTF_8_BOM = "UTF-8 met merkteken"
    UTF_16 = "UTF-16 (Unicode-tekst)"
    WINDOWS_1252 = "Windows-1252"
    WORKBOOK = "werkmap van Excel"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. `line`: where it begins in the file; `number`: as a spreadsheet counts it. These differ below a cell of several lines."""

    line: int
    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The text in a column, without spaces around it; "" for a column that is not there or not chosen."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it was read. `header` is None when no row holds names of columns; rows above the header are left out.

    `separator` is None for a workbook. `remarks`: what was in it and not read, in sentences.
    """

    encoding: Encoding
    separator: Separator | None
    header: SheetRow | None
    rows: tuple[SheetRow, ...]
    remarks: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        widest = max((len(row.cells) for row in self.rows), default=0)
        return max(widest, len(self.header.cells)) if self.header else widest

    def title(self, column: int) -> str:
        """How a column is called: its name in the header, else its letter ("Kolom C")."""
        return (self.header.cell(column) if self.header else "") or f"Kolom {letters(column)}"

    def sample(self, column: int) -> str:
        """The first text in a column, to recognise it by."""
        return next((text for row in self.rows if (text := row.cell(column))), "")


class Part(enum.StrEnum):
    """What a column can hold. A signal needs WHAT; all others may miss."""

    WHAT = "Wat is er"
    WHERE = "Waar (adres of straat)"
    HOUSE_NUMBER = "Huisnummer"
    VILLAGE = "Plaats of dorp"
    WHEN = "Wanneer het binnenkwam"
    CERTAINTY = "Hoe zeker"
    CHANNEL = "Hoe het binnenkwam"
    SOURCE = "Van wie het kwam"
    REPORTER = "Naam van de melder"
    PHONE = "Telefoon van de melder"
    CREDITOR = "Welke vastelastenpartner"
    RESIDENT = "Naam van de bewoner"
    CONTACT = "Telefoon of e-mail van de bewoner"
    AMOUNT = "Bedrag van de achterstand"
    MONTHS = "Aantal maanden achterstand"


# What a list of signals holds, and what a list of unpaid bills: there nobody types what is the matter, so that no amount comes into a text.
OF_SIGNALS = tuple(Part)[: tuple(Part).index(Part.CREDITOR)]
OF_ARREARS = (Part.CREDITOR, Part.WHERE, Part.HOUSE_NUMBER, Part.VILLAGE, Part.WHEN, Part.RESIDENT, Part.CONTACT, Part.AMOUNT, Part.MONTHS)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (0 is the first) holds what. A part without a column is not in the list."""

    at: Mapping[Part, int] = field(default_factory=dict)

    def get(self, part: Part) -> int | None:
        return self.at.get(part)

    def put(self, part: Part, column: int | None) -> Columns:
        """The same with another column for a part, or none. Two parts may share a column, as *van wie* and the reporter's name."""
        kept = {p: c for p, c in self.at.items() if p is not part}
        return Columns(kept if column is None else {**kept, part: column})


@dataclass(frozen=True, slots=True)
class NewConcern:
    """A signal as it would be recorded. `received` None: the list has no such column, so the moment of the import."""

    what: str
    place: str
    received: datetime | None
    certainty: Certainty | str
    channel: Channel | str
    source: Source
    reporter: ReporterText = field(repr=False)
    arrears: ArrearsText | None = None  # unpaid bills: only for offering help


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the list, weighed. `errors` keep it out; `doubts` (a double, a citizen service number) leave it to the user."""

    row: SheetRow = field(repr=False)
    concern: NewConcern | None
    errors: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    key: str = ""  # same text, place and day: see preview.key_of
    what: str = ""  # these three as they stand in the list, also when something is wrong with them
    place: str = ""
    when: str = ""

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def where(self) -> str:
        """Where it stands: "Rij 14", and its line in the file when that is another number."""
        return f"Rij {self.number}" if self.number == self.row.line else f"Rij {self.number} (regel {self.row.line})"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, before anything is done."""

    rows: tuple[PreviewRow, ...]

    @property
    def wrong(self) -> tuple[PreviewRow, ...]:
        """Rows that cannot be recorded as they stand."""
        return tuple(row for row in self.rows if row.errors)

    @property
    def doubtful(self) -> tuple[PreviewRow, ...]:
        """Rows that could be recorded, but perhaps should not."""
        return tuple(row for row in self.rows if row.doubts and not row.errors)

    def ticked_at_first(self) -> frozenset[int]:
        """The numbers of the rows that are proposed: all but the doubtful ones. Wrong rows too: leaving those out is a decision."""
        return frozenset(row.number for row in self.rows if row.errors or not row.doubts)

    def chosen(self, ticked: Collection[int]) -> tuple[PreviewRow, ...]:
        """The rows with a tick, in the order of the list."""
        return tuple(row for row in self.rows if row.number in ticked)


def letters(column: int) -> str:
    """The letters of a column as spreadsheets show them: A, B, ... Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text

"""Reading a list as Excel and LibreOffice really save it. Nothing in a cell is ever executed: a cell is text.

Whatever the bytes, the outcome is a Sheet or Refused, within limits that are checked before memory grows.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange import workbook
from expertiseteam.exchange.columns import looks_like_header
from expertiseteam.exchange.limits import MOST_BYTES, MOST_ROWS, NOTHING, too_long, too_many_rows, trimmed
from expertiseteam.exchange.records import Encoding, Separator, Sheet, SheetRow

_SAVE_AS = "Open het bestand in Excel of LibreOffice, kies Opslaan als en dan “CSV UTF-8”, en kies het nieuwe bestand."
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "een oude Excel-werkmap of een Word-document (.xls of .doc)"),
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een tekstdocument (.rtf)"),
    (b"MZ", "een programma"),
)
_WORKBOOK = b"PK\x03\x04"
_TOP = 10  # a title and an empty line may stand above the names of the columns
_TRIED = 60  # rows from which the separator is told
_HINT = re.compile(r"sep=(.)\r?\n?")  # Excel's own first line


def read_file(path: Path) -> Sheet:
    """Read the list in a file. Refused when it cannot be read, besides what `read_table` refuses."""
    name = f"“{path.name}”"
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refused(f"Het bestand {name} is er niet (meer). {NOTHING} Kies het bestand opnieuw.") from None
    except OSError as error:
        if path.is_dir():  # Windows says of a folder only that it may not be read
            raise Refused(f"{name} is een map en geen lijst. {NOTHING} Kies één bestand uit die map.") from None
        why = cause_of(error)
        raise Refused(
            f"Het bestand {name} is niet te lezen ({why}). {NOTHING} Kijk of het nog in Excel openstaat en of u in de map mag."
        ) from None
    return read_table(data)


def read_table(data: bytes) -> Sheet:
    """Read a list from the bytes of a CSV file or a workbook: encoding, separator and header are found out, and shown to the user.

    Refused, each in its own sentence: too large, empty, no list, unreadable letters, broken quotes, too many rows, columns or characters;
    of a workbook see `workbook.rows_of`.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"Dit bestand is groter dan {MOST_BYTES // 1_000_000} MB. {NOTHING} Verdeel de lijst over meer bestanden.")
    if data.startswith(_WORKBOOK):
        return _of_workbook(data)
    if workbook.is_locked(data):
        raise workbook.locked()
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise Refused(f"Dit is {kind}, geen CSV-bestand. {NOTHING} {_SAVE_AS}")
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise Refused(f"Dit is geen CSV-bestand: er staan tekens in die geen tekst zijn. {NOTHING} {_SAVE_AS}")
    if not text.strip():
        raise Refused(f"Dit bestand is leeg. {NOTHING} Kies een lijst met minstens één signaal.")
    hint = _HINT.match(text)
    told = next((s for s in Separator if hint and s.sign == hint[1]), None)
    if told and hint:
        text, lines_before = text[hint.end() :], 1
    else:
        lines_before = 0
    separator = told or _separator_of(text)
    rows = tuple(_rows(text, separator, lines_before))
    if not rows:
        raise Refused(f"Dit bestand is leeg. {NOTHING} Kies een lijst met minstens één signaal.")
    return _with_header_found(Sheet(encoding, separator, None, rows))


def _of_workbook(data: bytes) -> Sheet:
    rows, remarks = workbook.rows_of(data)
    if not rows:
        raise Refused(f"Deze werkmap is leeg. {NOTHING} Kies een lijst met minstens één signaal.")
    return _with_header_found(Sheet(Encoding.WORKBOOK, None, None, tuple(rows), remarks))


def use_first_row_as_header(sheet: Sheet, is_header: bool) -> Sheet:
    """The same list with its first row read as names of columns, or as a signal like all others."""
    if is_header == (sheet.header is not None):
        return sheet
    if sheet.header is not None:
        return replace(sheet, header=None, rows=(sheet.header, *sheet.rows))
    return replace(sheet, header=sheet.rows[0], rows=sheet.rows[1:]) if sheet.rows else sheet


def _decoded(data: bytes) -> tuple[str, Encoding]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise Refused(f"Dit bestand is in UTF-32 bewaard. Dat leest dit programma niet. {NOTHING} {_SAVE_AS}")
    for mark, codec, encoding in (
        (b"\xef\xbb\xbf", "utf-8", Encoding.UTF_8_BOM),
        (b"\xff\xfe", "utf-16-le", Encoding.UTF_16),
        (b"\xfe\xff", "utf-16-be", Encoding.UTF_16),
    ):
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _strictly(rest, codec), encoding
    try:
        return data.decode("utf-8"), Encoding.UTF_8
    except UnicodeDecodeError:
        loose = data.decode("utf-8", errors="replace")
        broken = loose.count("�")
        whole = sum(1 for sign in loose if sign > "\x7f") - broken
    # In Windows-1252 two letters with accents hardly ever stand together as UTF-8 would have them: mostly whole means damaged UTF-8.
    return (_strictly(data, "utf-8"), Encoding.UTF_8) if whole > broken else (_strictly(data, "cp1252"), Encoding.WINDOWS_1252)


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, errors="replace")
        line = 1 + before.count("\n")
        raise Refused(f"Regel {line} van het bestand bevat tekens die niet te lezen zijn. {NOTHING} {_SAVE_AS}") from None


def _separator_of(text: str) -> Separator:
    """The separator that cuts most of the first rows into the same number of cells, and into more than one."""
    best, most = Separator.SEMICOLON, (0.0, 0)
    for separator in Separator:
        counts = Counter[int]()
        try:
            counts.update(len(cells) for _, _, cells in islice(_records(text, separator, 0), _TRIED) if any(cells))
        except Refused:
            pass  # broken quotes: what came before them still tells
        if counts:
            width, times = max(counts.items(), key=lambda found: (found[0] > 1, found[1], found[0]))
            if width > 1 and (times / counts.total(), width) > most:
                best, most = separator, (times / counts.total(), width)
    return best


def _records(text: str, separator: Separator, lines_before: int) -> Iterator[tuple[int, int, list[str]]]:
    """Yield line, number and cells of every row, empty ones too. Refused at broken quotes, naming the line on which the row begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator.sign, strict=True)
    number = 0
    while True:
        line, number = lines_before + reader.line_num + 1, number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise too_long(f"regel {line}") from None
            raise Refused(
                f'Op regel {line} van het bestand klopt een aanhalingsteken (") niet: er staat er een te veel of te weinig. {NOTHING} '
                "Verbeter die regel, of bewaar de lijst opnieuw als CSV."
            ) from None
        yield line, number, cells


def _rows(text: str, separator: Separator, lines_before: int) -> Iterator[SheetRow]:
    """Yield the rows that hold something, within the limits."""
    found = 0
    for line, number, raw in _records(text, separator, lines_before):
        cells = trimmed(raw, f"regel {line}")
        if cells:
            found += 1
            if found > MOST_ROWS + 1:  # and the names of the columns
                raise too_many_rows()
            yield SheetRow(line, number, cells)


def _with_header_found(sheet: Sheet) -> Sheet:
    """Take the first row that names columns as the header, when one of the first rows does; titles above it fall away."""
    for at, row in enumerate(sheet.rows[:_TOP]):
        if looks_like_header(row.cells):
            return replace(sheet, header=row, rows=sheet.rows[at + 1 :])
    return sheet

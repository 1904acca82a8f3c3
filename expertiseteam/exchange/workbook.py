"""Reading a workbook (.xlsx) as partners deliver lists. The file comes from elsewhere, so its parts are looked at before any is unpacked.

What it calculates, links to or carries along is never opened: of a formula its last outcome is read, as Excel kept it. (quality.md, section
5, rows 28 to 35.)
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange.limits import MOST_ROWS, NOTHING, too_many_rows, trimmed
from expertiseteam.exchange.records import SheetRow

MOST_PARTS = 1000
MOST_UNPACKED = 60_000_000  # bytes of all parts together
_TYPES = "[Content_Types].xml"
_SAVE_ANEW = (
    "Open het bestand in Excel of LibreOffice, bewaar het opnieuw als gewone werkmap (.xlsx) of als “CSV UTF-8”, en kies dat bestand."
)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED, _SYMLINK = 0x1, 0o120000
_LINKS, _CARRIED = ("xl/externalLinks/",), ("xl/embeddings/", "xl/activeX/", "xl/ctrlProps/")


def rows_of(data: bytes) -> tuple[list[SheetRow], tuple[str, ...]]:
    """The rows of the first sheet that is shown, and what the user has to know of what was not read.

    Refused, each in its own sentence: locked with a password, with macros, damaged, too large when unpacked, or made to do harm.
    """
    import openpyxl

    try:
        remarks = _checked(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what it skips, such as charts
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            if not shown:
                raise Refused(f"In deze werkmap staat geen werkblad met een lijst. {NOTHING} Kies een andere werkmap.")
            rows = list(_rows(shown[0]))
    except Refused:
        raise
    except Exception as error:  # whatever a broken file does to who reads it, it is the file
        raise _damaged() from error
    if len(shown) > 1:
        remarks.append(f"Alleen het eerste werkblad “{shown[0].title}” is gelezen.")
    if hidden:
        remarks.append(f"Verborgen en niet gelezen: {', '.join(f'“{title}”' for title in hidden)}.")
    return rows, tuple(remarks)


def is_locked(data: bytes) -> bool:
    """Whether an old kind of container (it begins with D0 CF 11 E0) holds a workbook that is locked with a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def locked() -> Refused:
    """The sentence for a workbook with a password."""
    return Refused(
        f"Deze werkmap is beveiligd met een wachtwoord. {NOTHING} Haal in Excel het wachtwoord eraf en kies het bestand opnieuw."
    )


def _checked(data: bytes) -> list[str]:
    """Look at every part without trusting what the file says of itself; returns what was passed by."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "mimetype" in names:
            raise Refused(f"Dit is een werkmap van LibreOffice (.ods). {NOTHING} {_SAVE_ANEW}")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise locked()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or _overlap(parts):
            raise Refused(f"Dit bestand wordt bij het uitpakken te groot. Zo ziet een gewone lijst er niet uit. {NOTHING} {_SAVE_ANEW}")
        if any(_leads_out(part) for part in parts):
            raise Refused(f"In dit bestand staan onderdelen met een verdachte naam. {NOTHING} Vraag de afzender om een nieuw bestand.")
        if _TYPES not in names:
            raise _damaged()
        if not any(name.startswith("xl/") for name in names):
            raise Refused(f"Dit is een ingepakt bestand, geen werkmap van Excel. {NOTHING} {_SAVE_ANEW}")
        types = packed.read(_TYPES)
        if b"macroEnabled" in types or any(name.casefold().endswith("vbaproject.bin") for name in names):
            raise Refused(f"In deze werkmap zitten macro’s: dat zijn programma’s. {NOTHING} Bewaar de lijst als gewone werkmap (.xlsx).")
        for part in parts:
            if part.filename.endswith((".xml", ".rels", ".vml")):
                _look_at_text(packed.read(part))
    remarks = []
    if any(name.startswith(_LINKS) for name in names):
        remarks.append("De werkmap verwijst naar andere bestanden; die zijn niet geopend.")
    if any(name.startswith(_CARRIED) for name in names):
        remarks.append("In de werkmap zitten andere bestanden; die zijn niet geopend.")
    return remarks


def _look_at_text(said: bytes) -> None:
    """Refused for a part that declares words of its own, with which a small file grows without end or reaches for other files."""
    if b"\x00" in said[:4] or said.startswith((b"\xff\xfe", b"\xfe\xff")):
        said = said.replace(b"\x00", b"")  # sixteen bits a letter
    if _DECLARES.search(said):
        raise Refused(f"Dit bestand bevat opdrachten die niet in een lijst horen. {NOTHING} Vraag de afzender om een nieuw bestand.")


def _overlap(parts: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether two parts share their bytes: so a small file says that it holds much."""
    ends = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < ends:
            return True
        ends = part.header_offset + part.compress_size
    return False


def _leads_out(part: zipfile.ZipInfo) -> bool:
    steps = part.filename.replace("\\", "/").split("/")
    return ".." in steps or steps[0] == "" or ":" in part.filename or (part.external_attr >> 16) & 0o170000 == _SYMLINK


def _rows(sheet: Any) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # a sheet may say that it has a million rows; only what is there counts
    found = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = trimmed([_text(value) for value in values], f"rij {number}")
        if cells:
            found += 1
            if found > MOST_ROWS + 1:  # and the names of the columns
                raise too_many_rows()
            yield SheetRow(number, number, cells)


def _text(value: Any) -> str:
    """A value as a Dutch spreadsheet shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case datetime():
            day = full_date(value.date())
            return day if value.time() == time() else f"{day} {value.hour}.{value.minute:02d}"
        case date():
            return full_date(value)
        case time():
            return f"{value.hour}.{value.minute:02d}"
        case timedelta():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return repr(value).replace(".", ",")
    return str(value)


def _damaged() -> Refused:
    return Refused(f"Deze werkmap is beschadigd of onvolledig. {NOTHING} {_SAVE_ANEW}")

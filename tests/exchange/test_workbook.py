"""Workbooks as partners deliver them, and as somebody makes them who means harm: read as they are shown, or refused in one sentence."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import openpyxl
import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange.columns import suggest_columns
from expertiseteam.exchange.preview import preview
from expertiseteam.exchange.records import Encoding, Part, Sheet
from expertiseteam.exchange.sheet import read_table

HEADER = ("Datum", "Adres", "Signaal")
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def book(*rows: tuple[object, ...], then: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    made = openpyxl.Workbook()
    for row in (HEADER, *rows):
        made.active.append(row)
    if then is not None:
        then(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


GOOD = book((date(2026, 10, 28), "Beukenlaan 7", "post puilt uit"))


def with_part(name: str, said: bytes, data: bytes = GOOD, *, without: str = "") -> bytes:
    """The same workbook with one part more, or another one in the place of one of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in (name, without):
                new.writestr(part.filename, old.read(part))
        if name:
            new.writestr(name, said)
    return out.getvalue()


def sheet_xml(data: bytes = GOOD) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read("xl/worksheets/sheet1.xml")


def shown(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def test_a_workbook_is_a_list_like_any_other() -> None:
    sheet = read_table(book((date(2026, 10, 28), "Beukenlaan 7", "post puilt uit"), (datetime(2026, 10, 29, 14, 5), "", "gordijnen dicht")))
    assert (sheet.encoding, sheet.separator, sheet.remarks) == (Encoding.WORKBOOK, None, ())
    assert shown(sheet) == [("28 oktober 2026", "Beukenlaan 7", "post puilt uit"), ("29 oktober 2026 14.05", "", "gordijnen dicht")]
    assert sheet.header is not None
    columns = suggest_columns(sheet.header.cells)
    assert set(columns.at) == {Part.WHEN, Part.WHERE, Part.WHAT}
    found = preview(sheet, columns, {}, NOW)
    assert [(row.errors, row.doubts) for row in found.rows] == [((), ()), ((), ())]


def test_values_are_read_as_a_dutch_sheet_shows_them_and_never_calculated() -> None:
    sheet = read_table(book((True, 12.0, 3.5), (1e308, "=cmd|' /C calc'!A0", "tekst"), ("000123", -2, "een\r\nregel")))
    assert shown(sheet) == [("ja", "12", "3,5"), ("1e+308", "", "tekst"), ("000123", "-2", "een\nregel")]


def test_both_calendars_of_excel_give_the_same_day() -> None:
    def mac(made: openpyxl.Workbook) -> None:
        made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    for then in (None, mac):
        assert shown(read_table(book((date(2026, 10, 28), "a", "b"), then=then))) == [("28 oktober 2026", "a", "b")]


def test_a_fault_of_the_sheet_in_a_cell_keeps_its_row_out() -> None:
    sheet = read_table(book((date(2026, 10, 28), "Beukenlaan 7", "#REF!"), (date(2026, 10, 28), "Beukenlaan 9", "post")))
    assert sheet.header is not None
    found = preview(sheet, suggest_columns(sheet.header.cells), {}, NOW)
    assert [bool(row.errors) for row in found.rows] == [True, False] and "#REF!" in found.rows[0].errors[0]


def test_what_is_hidden_or_stands_on_another_sheet_is_said() -> None:
    def more(made: openpyxl.Workbook) -> None:
        made.create_sheet("Vorig jaar").append(("a",))
        made.create_sheet("Geheim").sheet_state = "hidden"

    sheet = read_table(book(("x", "y", "z"), then=more))
    assert sheet.remarks == ("Alleen het eerste werkblad “Sheet” is gelezen.", "Verborgen en niet gelezen: “Geheim”.")
    assert read_table(with_part("xl/externalLinks/externalLink1.xml", b"<a/>")).remarks == (
        "De werkmap verwijst naar andere bestanden; die zijn niet geopend.",
    )
    assert "andere bestanden" in read_table(with_part("xl/embeddings/oleObject1.bin", b"x")).remarks[0]


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes() -> None:
    xml = sheet_xml().replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"')
    assert b"XFD1048576" in xml
    assert len(read_table(with_part("xl/worksheets/sheet1.xml", xml)).rows) == 1


def entry(data: bytes, name: str, **changed: int) -> bytes:
    """The workbook with another field in the central directory about one part."""
    at = data.rindex(name.encode()) - 46
    out = bytearray(data)
    for field, value in changed.items():
        offset, kind = {"flags": (8, "<H"), "size": (24, "<I"), "crc": (16, "<I"), "mode": (38, "<I")}[field]
        struct.pack_into(kind, out, at + offset, value)
    return bytes(out)


BOMB = with_part("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 80_000_000)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><worksheet/>'
WORDS = {
    "bomb": (BOMB, "te groot"),
    "many parts": (None, "te groot"),
    "laughs": (with_part("xl/worksheets/sheet1.xml", LAUGHS), "opdrachten"),
    "laughs in sixteen bits": (with_part("xl/worksheets/sheet1.xml", LAUGHS.decode().encode("utf-16")), "opdrachten"),
    "outside": (with_part("xl/sharedStrings.xml", OUTSIDE), "opdrachten"),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "macro"),
    "leads out": (with_part("../../x.xml", b"<a/>"), "verdachte naam"),
    "absolute": (with_part("/etc/x", b"<a/>"), "verdachte naam"),
    "symlink": (entry(GOOD, "xl/styles.xml", mode=0o120777 << 16), "verdachte naam"),
    "locked": (entry(GOOD, "xl/styles.xml", flags=1), "wachtwoord"),
    "locked whole": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "old": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "oude Excel-werkmap"),
    "truncated": (GOOD[: len(GOOD) // 2], "beschadigd"),
    "no types": (with_part("", b"", without="[Content_Types].xml"), "beschadigd"),
    "wrong sum": (entry(GOOD, "xl/worksheets/sheet1.xml", crc=1), "beschadigd"),
    "no sheet": (with_part("", b"", without="xl/worksheets/sheet1.xml"), "geen werkblad"),
    "another package": (with_part("word/document.xml", b"<a/>", with_part("", b"", b"PK\x05\x06" + b"\x00" * 18)), "beschadigd"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_hostile_or_broken_workbook_is_refused_in_one_sentence(kind: str) -> None:
    data, words = WORDS[kind]
    if data is None:
        data = GOOD
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for number in range(1001):
                packed.writestr(f"xl/{number}.xml", b"")
        data = out.getvalue()
    tracemalloc.start()
    with pytest.raises(Refused, match=words) as caught:
        read_table(data)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()
    assert "Er is niets overgenomen." in str(caught.value)


def test_too_many_columns_or_rows_are_named() -> None:
    with pytest.raises(Refused, match="Rij 2 heeft meer dan 200 kolommen"):
        read_table(book(tuple(range(1, 300))))
    with pytest.raises(Refused, match="Op rij 2 staat een cel met meer dan 10000 tekens"):
        read_table(book(("x" * 10_001, "", "")))


@pytest.mark.parametrize("seed", range(40))
def test_no_flipped_byte_gets_past_a_sentence(seed: int) -> None:
    import random

    r, data = random.Random(seed), bytearray(GOOD)
    for _ in range(r.randint(1, 30)):
        data[r.randrange(4, len(data))] = r.randrange(256)
    try:
        read_table(bytes(data))
    except Refused as refused:
        assert str(refused).count(".") >= 2

"""Lists as Excel and LibreOffice really save them, and everything else that people choose by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange.limits import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from expertiseteam.exchange.records import Encoding, Separator, Sheet
from expertiseteam.exchange.sheet import read_file, read_table, use_first_row_as_header

FILES = Path(__file__).with_name("files")
EXCEL_HEADER = ("Nr", "Datum", "Adres", "Wat is er?", "Hoe zeker", "Kanaal", "Bron", "Naam melder", "Telefoonnummer")


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_table(data)
    sentence = str(caught.value)
    assert "Er is niets overgenomen." in sentence
    return sentence


@pytest.mark.parametrize(
    ("name", "encoding", "separator"),
    [
        ("excel-csv-utf8.csv", Encoding.UTF_8_BOM, Separator.SEMICOLON),
        ("excel-csv-1252.csv", Encoding.WINDOWS_1252, Separator.SEMICOLON),
        ("excel-csv-engels.csv", Encoding.UTF_8, Separator.COMMA),
        ("excel-unicode-tekst.txt", Encoding.UTF_16, Separator.TAB),
    ],
)
def test_four_ways_in_which_excel_saves_are_one_list(name: str, encoding: Encoding, separator: Separator) -> None:
    sheet = read_file(FILES / name)
    assert (sheet.encoding, sheet.separator) == (encoding, separator)
    assert sheet.header is not None and sheet.header.cells == EXCEL_HEADER
    assert [row.cells[2] for row in sheet.rows] == ["Beukenlaan 7, Turfven", "Dorpsstraat 12a, Ganzenhoek", "Beukenlaan 7, Turfven", ""]
    assert sheet.rows[0].cells[3] == "De buurman zet al drie weken geen afval buiten.\nGordijnen dicht."
    assert sheet.rows[1].cells[3] == 'Zegt: "kom niet meer"; deur blijft dicht'
    assert sheet.rows[2].cells[3] == "@buurvrouw belde; schuld van € 400"
    assert sheet.rows[0].cells[7] == "Zoë Müller"
    # the first signal takes two lines of the file, so from there the line and the row of a spreadsheet differ
    assert [(row.number, row.line) for row in sheet.rows] == [(2, 2), (3, 4), (4, 5), (5, 6)]


@pytest.mark.parametrize(
    ("name", "encoding", "separator"),
    [
        ("libreoffice-puntkomma-1252.csv", Encoding.WINDOWS_1252, Separator.SEMICOLON),
        ("libreoffice-tab-utf8.csv", Encoding.UTF_8, Separator.TAB),
        ("libreoffice-van-xlsx-komma-utf8.csv", Encoding.UTF_8, Separator.COMMA),
    ],
)
def test_three_ways_in_which_libreoffice_saves_are_one_list(name: str, encoding: Encoding, separator: Separator) -> None:
    sheet = read_file(FILES / name)
    assert (sheet.encoding, sheet.separator) == (encoding, separator)
    assert sheet.header is not None and sheet.header.number == 3, "a title and an empty row stand above the names of the columns"
    assert [row.number for row in sheet.rows] == [4, 5, 6]
    assert sheet.rows[0].cells[4] == "Gordijnen dicht; geen afval buiten.\nZiet er “naar” uit, zegt de buurvrouw."
    assert sheet.rows[1].cells[4] == '=HYPERLINK("http://voorbeeld.invalid";"klik")'
    assert sheet.rows[2].cells == (
        "16-mrt-26",
        "Café ’t Hoekje",
        "",
        "Turfven",
        'Schuld van € 400, kreeg ruzie aan de bar. Zei: "ik kom er niet meer uit".',
        "van horen zeggen",
        "Open inloop",
    )


@pytest.mark.parametrize("separator", list(Separator))
def test_the_separator_is_found_among_the_signs_of_the_text(separator: Separator) -> None:
    rows = [("wat", "waar"), ("bos, hei; en | water", "Turfven, bij de kerk; links"), ("nog iets; met punt, komma", "Ganzenhoek")]
    quoted = ([f'"{cell}"' if separator.sign in cell else cell for cell in row] for row in rows)
    text = "\n".join(separator.sign.join(row) for row in quoted)
    sheet = read_table(text.encode())
    assert sheet.separator is separator
    assert [len(row.cells) for row in sheet.rows] == [2, 2]


def test_the_separator_that_excel_names_on_the_first_line_counts() -> None:
    sheet = read_table(b"sep=,\r\nwat,waar\r\na;b;c,d\r\n")
    assert sheet.separator is Separator.COMMA
    assert sheet.rows[0].cells == ("a;b;c", "d")
    assert sheet.rows[0].line == 3


def test_one_column_is_a_list_too() -> None:
    sheet = read_table(b"Signaal\r\nGordijnen dicht\r\nHond blaft\r\n")
    assert sheet.header is not None
    assert [row.cells for row in sheet.rows] == [("Gordijnen dicht",), ("Hond blaft",)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(ends: str) -> None:
    sheet = read_table(ends.join(["wat;waar", "a;b", "", "c;d"]).encode())
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("a", "b")), (4, ("c", "d"))]


def test_a_list_without_names_of_columns_stays_whole_and_can_be_told_otherwise() -> None:
    sheet = read_table(b"Gordijnen dicht;Turfven\nHond blaft;Ganzenhoek\n")
    assert sheet.header is None and len(sheet.rows) == 2
    assert (sheet.title(0), sheet.title(27), sheet.sample(1)) == ("Kolom A", "Kolom AB", "Turfven")
    with_header = use_first_row_as_header(sheet, True)
    assert with_header.header is not None and with_header.header.cells[0] == "Gordijnen dicht" and len(with_header.rows) == 1
    assert use_first_row_as_header(with_header, False) == sheet
    assert use_first_row_as_header(sheet, False) is sheet


def test_what_is_no_list_is_called_by_its_name() -> None:
    assert "werkmap" in refusal(b"PK\x03\x04" + b"\x00" * 50)
    assert "oude Excel" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "PDF" in refusal(b"%PDF-1.7\n")
    assert "programma" in refusal(b"MZ\x90\x00")
    assert "geen CSV" in refusal(b"abc\x00def;ghi")
    assert "geen CSV" in refusal("wat;waar\na;b\n".encode("utf-16-le")), "UTF-16 without its mark"
    assert "UTF-32" in refusal("wat;waar".encode("utf-32"))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n \r\n", b";;;;\r\n;;;;\r\n"])
def test_nothing_is_said_to_be_nothing(data: bytes) -> None:
    assert "leeg" in refusal(data)


def test_letters_that_cannot_be_read_are_named_by_line() -> None:
    assert refusal("wat;waar\nZoë;a\nMüller;b\n".encode() + b"Ren\xe9;c\n").startswith("Regel 4 "), "mostly UTF-8: damaged, not Windows"
    assert refusal(b"\xef\xbb\xbfwat\na\nb\xff\n").startswith("Regel 3 ")
    assert refusal(b"wat\nwaar\n\x81\n").startswith("Regel 3 "), "not in Windows-1252 either"
    assert refusal(b"\xff\xfew\x00a\x00t").startswith("Regel 1 ")


def test_a_quote_too_many_is_named_by_the_line_where_its_row_begins() -> None:
    rows = [f'{n};"tekst {n}"' for n in range(2, 90_000)]
    rows[1] = '3;"tekst 3'
    assert refusal("\n".join(["nr;wat", *rows]).encode()).startswith("Op regel 3 ")
    assert refusal(b'nr;wat\n1;"einde').startswith("Op regel 2 ")


def test_each_limit_has_its_sentence() -> None:
    assert f"groter dan {MOST_BYTES // 1_000_000} MB" in refusal(b"a;b\n" * (MOST_BYTES // 4 + 1))
    assert f"meer dan {MOST_ROWS} rijen" in refusal(b"wat;waar\n" + b"a;b\n" * (MOST_ROWS + 1))
    assert len(read_table(b"wat;waar\n" + b"a;b\n" * MOST_ROWS).rows) == MOST_ROWS
    assert f"meer dan {MOST_COLUMNS} kolommen" in refusal(b"wat;waar\n" + b"a;" * MOST_COLUMNS + b"a\n")
    assert len(read_table(b"a;" * (MOST_COLUMNS - 1) + b"a\n").rows[0].cells) == MOST_COLUMNS
    assert f"meer dan {LONGEST_CELL} tekens" in refusal(b"wat;waar\nb;" + b"a" * (LONGEST_CELL + 1))
    assert refusal(b"wat;waar\nb;" + b"a" * 9_000_000).startswith("Op regel 2 "), "beyond the limit of the csv module"


def test_columns_that_a_spreadsheet_left_empty_do_not_count() -> None:
    sheet = read_table(b"wat;waar" + b";" * 300 + b"\na;b" + b";" * 300)
    assert sheet.width == 2


def test_signs_that_are_no_text_fall_out_and_lines_stay() -> None:
    sheet = read_table(b'wat;waar\n"een\x07 bel\r\nen meer";b\n')
    assert sheet.rows[0].cells[0] == "een bel\nen meer"


def test_a_file_that_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "weg.csv", "is er niet"), (tmp_path, "map")):
        with pytest.raises(Refused, match=words):
            read_file(path)
    large = tmp_path / "groot.csv"
    with large.open("wb") as file:
        file.truncate(5 * MOST_BYTES)
    with pytest.raises(Refused, match="groter"):
        read_file(large)


@given(st.binary(max_size=400) | st.text(alphabet='ab;,\t|"\r\n\x00é€', max_size=200).map(lambda text: text.encode("utf-8")))
def test_whatever_the_bytes_the_outcome_is_a_sheet_or_a_sentence(data: bytes) -> None:
    try:
        sheet = read_table(data)
    except Refused as refused:
        assert str(refused).count(".") >= 2
        return
    assert isinstance(sheet, Sheet)
    rows = (sheet.header, *sheet.rows) if sheet.header else sheet.rows
    assert rows and all(row and any(cell.strip() for cell in row.cells) for row in rows if row)
    "\n".join(cell for row in rows if row for cell in row.cells).encode()  # no half letters, so that it can be sealed and stored


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20), min_size=2, max_size=4),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from([("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ";")]),
)
def test_what_a_spreadsheet_wrote_is_read_back(rows: list[list[str]], how: tuple[str, str]) -> None:
    codec, separator = how
    width = len(rows[0])
    rows = [(row * 4)[:width] for row in rows]
    text = "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    sheet = read_table(text.encode(codec))
    read = [sheet.header, *sheet.rows] if sheet.header else list(sheet.rows)
    wanted = [tuple(row) for row in rows]
    found = [row.cells for row in read if row is not None]
    assert [tuple(c.strip() for c in row) for row in found] == [_without_empty_end(row) for row in wanted if any(c.strip() for c in row)][
        -len(found) :
    ]


def _without_empty_end(row: tuple[str, ...]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def test_the_limits_are_what_the_help_says() -> None:
    assert (MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL) == (10_000_000, 20_000, 200, 10_000)

"""What an import would do is told before it does anything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.exchange.columns import looks_like_header, suggest_columns
from expertiseteam.exchange.preview import key_of, preview
from expertiseteam.exchange.records import OF_SIGNALS, Columns, Part, Preview
from expertiseteam.exchange.sheet import read_file, read_table

FILES = Path(__file__).with_name("files")
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def weigh(text: str, known: dict[str, str] | None = None) -> Preview:
    sheet = read_table(text.encode())
    assert sheet.header is not None
    return preview(sheet, suggest_columns(sheet.header.cells), known or {}, NOW)


def test_columns_are_recognised_by_their_names() -> None:
    found = suggest_columns(
        ["Nr", "Datum melding", "Straat", "Huisnr.", "Dorp", "Omschrijving", "Zekerheid", "Via", "Bron", "Melder", "Tel."]
    )
    assert dict(found.at) == {
        Part.WHEN: 1, Part.WHERE: 2, Part.HOUSE_NUMBER: 3, Part.VILLAGE: 4, Part.WHAT: 5, Part.CERTAINTY: 6, Part.CHANNEL: 7,
        Part.SOURCE: 8, Part.REPORTER: 9, Part.PHONE: 10,
    }  # fmt: skip


def test_the_likelier_name_wins_and_a_residents_name_is_no_reporter() -> None:
    found = suggest_columns(["Opmerkingen", "WAT IS ER?", "Naam", "Naam van de melder"])
    assert dict(found.at) == {Part.WHAT: 1, Part.REPORTER: 3, Part.RESIDENT: 2}
    assert Part.RESIDENT not in OF_SIGNALS
    assert not looks_like_header(["Gordijnen dicht", "Turfven", "telefoon"])


def test_columns_are_chosen_one_by_one() -> None:
    columns = Columns().put(Part.WHAT, 0).put(Part.SOURCE, 1).put(Part.REPORTER, 1).put(Part.WHAT, 2)
    assert dict(columns.at) == {Part.WHAT: 2, Part.SOURCE: 1, Part.REPORTER: 1}
    assert columns.put(Part.REPORTER, None).get(Part.REPORTER) is None


@pytest.mark.parametrize("name", ["excel-csv-utf8.csv", "excel-csv-1252.csv", "excel-csv-engels.csv", "excel-unicode-tekst.txt"])
def test_the_lists_of_excel_are_ready_to_import(name: str) -> None:
    sheet = read_file(FILES / name)
    assert sheet.header is not None
    found = preview(sheet, suggest_columns(sheet.header.cells), {}, NOW)
    assert not found.wrong and not found.doubtful
    first, second, third, fourth = (row.concern for row in found.rows)
    assert first is not None and second is not None and third is not None and fourth is not None
    assert first.received == datetime(2026, 3, 5, tzinfo=amsterdam())
    assert (first.place, first.certainty, first.channel, first.source) == (
        "Beukenlaan 7, Turfven", Certainty.GUT, Channel.PHONE, Source.VOLUNTEER,
    )  # fmt: skip
    assert first.reporter == ReporterText("Zoë Müller", "06-00000001")
    assert second.received == datetime(2026, 3, 5, 14, 30, tzinfo=amsterdam())
    assert third.what == "@buurvrouw belde; schuld van € 400"
    assert (fourth.place, fourth.certainty, fourth.channel, fourth.reporter.name) == ("", Certainty.GUT, Channel.OTHER, "-Piet-")


def test_the_lists_of_libreoffice_are_ready_to_import() -> None:
    sheet = read_file(FILES / "libreoffice-puntkomma-1252.csv")
    assert sheet.header is not None
    found = preview(sheet, suggest_columns(sheet.header.cells), {}, NOW)
    assert not found.wrong
    assert [row.concern and row.concern.place for row in found.rows] == [
        "Beukenlaan 7, Turfven", "Dorpsstraat 12a, Ganzenhoek", "Café ’t Hoekje, Turfven",
    ]  # fmt: skip
    assert [row.concern and row.concern.what[:10] for row in found.rows] == ["Gordijnen ", "=HYPERLINK", "Schuld van"]


def test_errors_stand_with_their_row_all_at_once() -> None:
    found = weigh(
        "Datum;Adres;Wat;Zekerheid;Kanaal;Bron\n"
        "5-3-2026;Turfven;Goed;gezien;telefoon;inwoner\n"
        "gisteren;Turfven;;misschien;postduif;klaas\n"
        ";Turfven;Geen datum;;;\n"
        "3-12-2026;Turfven;Morgen;;;\n"
        "Datum;Adres;Wat;Zekerheid;Kanaal;Bron\n"
        "5-3-2026;Turfven;Een; tekst;met;te;veel;stukken\n"
    )
    assert [row.number for row in found.wrong] == [3, 4, 5, 6, 7]
    text = [" ".join(row.errors) for row in found.wrong]
    for words in ("“gisteren”", "niet wat er is", "“misschien”", "“postduif”", "“klaas”", "onderbuik, gezien"):
        assert words in text[0]
    assert text[1] == "Er staat geen datum."
    assert "toekomst" in text[2]
    assert "nog een keer" in text[3]
    assert "8 cellen" in text[4] and "aanhalingstekens" in text[4]


def test_a_row_is_named_as_the_spreadsheet_counts_and_by_its_line_when_that_differs() -> None:
    found = weigh('Datum;Wat\n5-3-2026;"twee\nregels"\n6-3-2026;\n')
    assert [row.where for row in found.rows] == ["Rij 2", "Rij 3 (regel 4)"]


def test_doubles_in_the_list_and_in_the_dossier() -> None:
    known = {key_of("Hond blaft.", normalise("Dorpsstraat 3, Turfven"), datetime(2026, 3, 6, 12, tzinfo=UTC)): "26-017"}
    found = weigh(
        "Datum;Adres;Wat\n"
        "5-3-2026;Beukenlaan 7, Turfven;Gordijnen dicht.\n"
        "5-3-2026 14:30;Beukenln. 7 Turfven;gordijnen  DICHT\n"
        "6-3-2026;Beukenlaan 7, Turfven;Gordijnen dicht.\n"
        "6-3-2026;Dorpsstr. 3, Turfven;Hond blaft!\n",
        known,
    )
    assert [row.doubts for row in found.rows] == [(), ("Hetzelfde signaal als rij 2.",), (), ("Staat al in het dossier als 26-017.",)]
    assert found.ticked_at_first() == {2, 4}


def test_a_citizen_service_number_is_doubted_and_a_phone_number_is_not() -> None:
    found = weigh("Datum;Wat\n5-3-2026;Meneer met 111222333 belt\n5-3-2026;Belt met 0612345678\n5-3-2026;Kenmerk 111222334\n")
    assert [len(row.doubts) for row in found.rows] == [1, 0, 0]
    assert "burgerservicenummer" in found.rows[0].doubts[0]


def test_wrong_rows_are_ticked_until_somebody_unticks_them() -> None:
    found = weigh("Datum;Wat\n5-3-2026;Goed\n;Fout\n")
    assert found.ticked_at_first() == {2, 3}


def test_without_a_column_for_the_date_the_moment_of_the_import_counts() -> None:
    found = weigh("Wat;Waar\nGordijnen dicht;Turfven\n")
    assert found.rows[0].concern is not None and found.rows[0].concern.received is None


def test_without_a_column_for_what_is_the_matter_there_is_a_question() -> None:
    sheet = read_table(b"Gordijnen dicht;Turfven\n")
    with pytest.raises(Refused, match="in welke kolom"):
        preview(sheet, Columns(), {}, NOW)


def test_who_told_it_stands_in_no_text_that_a_fault_would_show() -> None:
    found = weigh("Datum;Wat;Melder\n5-3-2026;Gordijnen dicht;Zoë Müller\n")
    assert "Müller" not in repr(found)

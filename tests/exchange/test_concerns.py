"""A list becomes signals: all of it or nothing, and nobody learns who told it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from expertiseteam.access.workspace import Changes, Workspace
from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_view, concerns
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.exchange.columns import suggest_columns
from expertiseteam.exchange.concerns import import_concerns, known_concerns
from expertiseteam.exchange.preview import preview
from expertiseteam.exchange.records import Preview
from expertiseteam.exchange.sheet import read_file, read_table
from expertiseteam.insight.find import find
from expertiseteam.privacy.reading_log import whole_log
from tests.dossier import Team

EXCEL = (Path(__file__).with_name("files") / "excel-csv-1252.csv").read_bytes()


def show(who: Workspace, data: bytes) -> Preview:
    sheet = read_table(data)
    assert sheet.header is not None
    return preview(sheet, suggest_columns(sheet.header.cells), who.ask(known_concerns), who.clock())


def test_a_list_becomes_signals_with_their_own_dates(team: Team) -> None:
    shown = show(team.wil, EXCEL)
    told: list[Changes] = []
    team.wil.listeners.append(told.append)
    assert team.wil.do(import_concerns, shown, shown.ticked_at_first()) == 4
    lines = team.noor.ask(concerns)
    assert {line.received for line in lines} >= {
        datetime(2026, 3, 5, 14, 30, tzinfo=amsterdam()),
        datetime(2026, 3, 16, tzinfo=amsterdam()),
    }
    assert {line.code for line in lines} == {"26-001", "26-002", "26-003", "26-004"}
    assert {line.village for line in lines} == {"Turfven", "Ganzenhoek", ""}
    assert len(told) == 1 and told[0].touch("concern")
    assert [entry.what for entry in team.femke.ask(whole_log)].count("signalen uit een lijst overgenomen") == 1


def test_who_told_it_is_sealed_as_always(team: Team) -> None:
    shown = show(team.wil, EXCEL)
    team.wil.do(import_concerns, shown, shown.ticked_at_first())
    first = next(line for line in team.wil.ask(concerns) if line.what.startswith("De buurman"))
    assert not team.wil.ask(concern_view, first.id).has_reporter, "the secretary who imported it sees no reporter"
    with pytest.raises(Refused):
        team.wil.do(reveal_reporter, first.id, "nieuwsgierig")
    reporter = team.femke.do(reveal_reporter, first.id, "terugbellen")
    assert reporter is not None and (reporter.name, reporter.phone, reporter.may_be_named) == ("Zoë Müller", "06-00000001", False)
    assert team.femke.ask(find, "Müller") == []
    with team.femke._store.writing((team.ids["femke"],)) as connection:
        tables = inspect(connection).get_table_names("main")
        everything = [str(connection.execute(text(f'SELECT * FROM main."{name}"')).fetchall()) for name in tables]
    assert not any("ller" in found and "Zo" in found for found in everything), "the reporter stands somewhere in plain text"


def test_a_formula_stays_text(team: Team) -> None:
    rows = ["=1+1", "+31 6 belde", "-5 graden binnen", "@home", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.invalid")']
    shown = show(team.wil, ("Datum\tWat\n" + "\n".join(f"5-3-2026\t{row}" for row in rows)).encode())
    team.wil.do(import_concerns, shown, shown.ticked_at_first())
    assert [line.what for line in team.wil.ask(concerns)] == rows


def test_one_error_stops_all_until_its_row_is_unticked(team: Team) -> None:
    shown = show(team.wil, b"Datum;Wat\n5-3-2026;Goed\ngisteren;Fout\n6-3-2026;Ook goed\n")
    with pytest.raises(Refused, match="Rij 3 heeft een fout. Er is niets overgenomen."):
        team.wil.do(import_concerns, shown, shown.ticked_at_first())
    assert team.wil.ask(concerns) == []
    assert team.wil.do(import_concerns, shown, {2, 4}) == 2
    assert [line.what for line in team.wil.ask(concerns)] == ["Goed", "Ook goed"]


def test_a_fault_half_way_leaves_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(team.wil, EXCEL)
    before = len(team.femke.ask(whole_log))
    real, calls = import_concerns.run.__globals__["record_concern"], []

    def failing(work: object, **fields: object) -> str:
        calls.append(fields)
        if len(calls) == 3:
            raise OSError("the disk is gone")
        return real(work, **fields)  # type: ignore[no-any-return]

    monkeypatch.setitem(import_concerns.run.__globals__, "record_concern", failing)
    with pytest.raises(OSError, match="the disk is gone"):
        team.wil.do(import_concerns, shown, shown.ticked_at_first())
    assert team.wil.ask(concerns) == []
    assert team.wil.ask(open_feedback) == []
    assert team.femke.ask(find, "buurman") == []
    assert len(team.femke.ask(whole_log)) == before + 1, "only the look at the log itself"


def test_the_same_list_twice_shows_every_row_as_double(team: Team) -> None:
    shown = show(team.wil, EXCEL)
    team.wil.do(import_concerns, shown, shown.ticked_at_first())
    again = show(team.wil, EXCEL)
    assert [row.doubts for row in again.rows][0] == ("Staat al in het dossier als 26-001.",)
    assert again.ticked_at_first() == frozenset()
    with pytest.raises(Refused, match="geen enkele rij"):
        team.wil.do(import_concerns, again, again.ticked_at_first())
    assert team.wil.do(import_concerns, again, {2}) == 1, "somebody who ticks a double means it"


def test_what_a_colleague_imported_meanwhile_is_not_imported_twice(team: Team) -> None:
    mine, theirs = show(team.wil, EXCEL), show(team.femke, EXCEL)
    team.femke.do(import_concerns, theirs, theirs.ticked_at_first())
    with pytest.raises(Refused, match="intussen in het dossier als 26-001. Er is niets overgenomen."):
        team.wil.do(import_concerns, mine, mine.ticked_at_first())
    assert len(team.wil.ask(concerns)) == 4


def test_answers_of_an_old_list_need_not_be_given_any_more(team: Team) -> None:
    shown = show(team.wil, EXCEL)
    team.wil.do(import_concerns, shown, {2})
    assert len(team.wil.ask(open_feedback)) == 1
    team.wil.do(import_concerns, shown, {3, 4, 5}, answers_owed=False)
    assert len(team.wil.ask(open_feedback)) == 1, "the answer owed before the import stays"


def test_only_the_desk_imports(team: Team) -> None:
    shown = show(team.wil, EXCEL)
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(import_concerns, shown, shown.ticked_at_first())
    with pytest.raises(Refused, match="teamlid"):
        team.noor.ask(known_concerns)


def test_a_list_of_libreoffice_goes_the_whole_way(team: Team) -> None:
    sheet = read_file(Path(__file__).with_name("files") / "libreoffice-tab-utf8.csv")
    assert sheet.header is not None
    shown = preview(sheet, suggest_columns(sheet.header.cells), team.wil.ask(known_concerns), team.clock())
    assert team.wil.do(import_concerns, shown, shown.ticked_at_first()) == 3
    assert [line.place for line in team.wil.ask(concerns)] == [
        "Beukenlaan 7, Turfven",
        "Dorpsstraat 12a, Ganzenhoek",
        "Café ’t Hoekje, Turfven",
    ]

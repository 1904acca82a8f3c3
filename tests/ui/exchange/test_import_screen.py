"""A list becomes signals by keyboard alone, and nothing happens that was not said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concerns
from expertiseteam.exchange import concerns as importing
from expertiseteam.exchange.records import Part
from tests.dossier import Team
from tests.exchange.test_arrears import listed
from tests.faults.sampling import LONG
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import shoot
from tests.ui.concerns.entries import concern_entries
from tests.ui.stage import Stage
from ui.exchange import import_screen
from ui.exchange.import_screen import ImportScreen
from ui.exchange.preview_table import TICK
from ui.exchange.words import Filter
from ui.look.theme import Theme
from ui.shell.rail import Entry

FILES = Path(__file__).parents[2] / "exchange" / "files"
MESSY = (
    "Datum;Adres;Omschrijving;Zekerheid;Via;Bron;Melder;Tel.\r\n"
    "5-3-2026 14:30;Beukenlaan 7, Turfven;Gordijnen dicht, geen afval buiten.;onderbuik;telefoon;vrijwilliger;Greet Hilkens;06-55512345\r\n"
    "gisteren;Dorpsstraat 3, Turfven;Hond blaft de hele nacht.;gezien;rondje;inwoner;;\r\n"
    "6-3-2026;Dorpsstraat 12a, Ganzenhoek;Post steekt uit de brievenbus.;misschien;telefoon;inwoner;;\r\n"
    "5-3-2026;Beukenln 7 Turfven;gordijnen dicht,  geen afval buiten;;;;;\r\n"
    "9-3-2026;Molenweg 4, Weidevoort;Vraagt hulp bij brieven, noemt 111222333.;gehoord;open inloop;inwoner;;\r\n"
    "10-3-2026;;Mag een paard in de tuin?;;e-mail;inwoner;;\r\n"
)


class Import(Stage):
    """A window on the import screen, as Wil sees it."""

    @property
    def list(self) -> ImportScreen:
        assert isinstance(self.screen, ImportScreen)
        return self.screen

    def open(self, path: Path) -> None:
        self.list.open_file(path)
        self.settle()

    @property
    def number(self) -> int | None:
        row = self.list.table.current
        return row.number if row else None


@pytest.fixture
def made(qtbot: QtBot, theme: Theme, team: Team, tmp_path: Path) -> Iterator[Callable[..., Import]]:
    benches: list[Import] = []

    def make(who: str = "wil") -> Import:
        entries = [*concern_entries(), Entry("import", "Signalen importeren", "upload", ImportScreen, rail=False)]
        bench = Import(qtbot, theme, team, getattr(team, who), tmp_path, entries)
        benches.append(bench)
        bench.go("import")
        return bench

    yield make
    for bench in benches:
        bench.close()


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "signalen.csv"
    path.write_bytes(MESSY.encode("cp1252"))
    return path


def test_a_list_is_taken_over_by_keys_alone(made: Callable[..., Import], team: Team, messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = made()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(messy), ""))
    bench.key("Ctrl+O")
    assert "signalen.csv" in bench.list._about.full_text and "puntkomma" in bench.list._about.full_text
    assert bench.list.take.text() == "4 signalen overnemen"
    bench.key("Ctrl+Return")
    assert "2 rijen hebben een fout. Er is niets overgenomen." in bench.list.bar.text
    assert team.wil.ask(concerns) == []
    bench.key("F6")  # to the rows
    assert QApplication.focusWidget() is bench.list.table
    assert bench.number == 2
    bench.key("Down", "Space")
    assert bench.number == 3
    bench.key("Down", "Space")
    assert bench.list.take.text() == "2 signalen overnemen"
    assert not bench.list.untick.isVisible()
    bench.key("Down", "Space")  # the double after all
    bench.key("Ctrl+Return")
    assert bench.window.place is not None and bench.window.place.kind == "concerns"
    assert bench.status == "3 signalen overgenomen uit de lijst."
    assert [line.place for line in team.wil.ask(concerns)] == ["Beukenln 7 Turfven", "Beukenlaan 7, Turfven", ""]
    assert bench.told == []


def test_columns_without_names_are_matched_by_keys(made: Callable[..., Import], team: Team, tmp_path: Path) -> None:
    path = tmp_path / "kaal.csv"
    path.write_text("Gordijnen dicht;5-3-2026;Beukenlaan 7\nHond blaft;6-3-2026;Molenweg 4\n", encoding="utf-8")
    bench = made()
    bench.open(path)
    assert "Kies die kolom" in bench.list.bar.text
    assert not bench.list.take.isEnabled()
    assert QApplication.focusWidget() is bench.list.columns.picker(Part.WHAT)
    bench.key("Down", "Down")  # none, then A
    assert bench.list.columns.columns.get(Part.WHAT) in (0, 1)
    for part, column in ((Part.WHAT, 0), (Part.WHEN, 1), (Part.WHERE, 2)):
        picker = bench.list.columns.picker(part)
        picker.setFocus(Qt.FocusReason.TabFocusReason)
        bench.key("Home", *["Down"] * (column + 1))
    assert dict(bench.list.columns.columns.at) == {Part.WHAT: 0, Part.WHEN: 1, Part.WHERE: 2}
    bench.key("Ctrl+Return")
    assert [(line.what, line.place) for line in team.wil.ask(concerns)] == [
        ("Gordijnen dicht", "Beukenlaan 7"),
        ("Hond blaft", "Molenweg 4"),
    ]


def test_the_first_row_can_be_told_to_hold_names(made: Callable[..., Import], tmp_path: Path) -> None:
    path = tmp_path / "eigen.csv"
    path.write_text("Verhaal;Dag\nGordijnen dicht;5-3-2026\n", encoding="utf-8")
    bench = made()
    bench.open(path)
    assert not bench.list.columns.header.isChecked()
    bench.list.columns.header.setFocus(Qt.FocusReason.TabFocusReason)
    bench.key("Space")
    assert bench.list.columns.picker(Part.WHAT).itemText(1) == "Verhaal (A)"


def test_filters_count_and_show(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    bench.open(messy)
    assert [bench.list.filters.pill(which).text() for which in Filter] == ["Alle 6", "Worden overgenomen 4", "Fout 2", "Twijfel 2"]
    bench.list.filters.pill(Filter.ALL).setFocus(Qt.FocusReason.TabFocusReason)
    bench.key("3")
    assert [row.number for row in bench.list.table.rows] == [3, 4]
    assert "“gisteren”" in bench.list._row_fault.text()
    bench.key("4")
    assert [row.number for row in bench.list.table.rows] == [5, 6]
    assert "rij 2" in bench.list._row_fault.text()


def drop(bench: Import, urls: list[QUrl], text: str = "") -> None:
    """As from a file manager that proposes to move: a dropped list stays where it was."""
    data, left, keys = QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if urls:
        data.setUrls(urls)
    else:
        data.setText(text)
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPointF(200, 200), either, data, left, keys)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(bench.list, enter)
    assert enter.isAccepted() and enter.dropAction() is Qt.DropAction.CopyAction
    dropped = QDropEvent(QPointF(200, 200), either, data, left, keys)
    QApplication.sendEvent(bench.list, dropped)
    assert dropped.dropAction() is Qt.DropAction.CopyAction
    bench.settle()


def test_what_is_dropped_and_is_no_list_is_refused_in_words_and_changes_nothing(
    made: Callable[..., Import], team: Team, messy: Path, tmp_path: Path
) -> None:
    bench = made()
    bench.open(messy)
    rows, about = bench.list.table.rows, bench.list._about.full_text
    folder = tmp_path / "lijsten"
    folder.mkdir()
    local = QUrl.fromLocalFile(str(messy))
    for urls, what in (
        ([QUrl("https://weidevoort.example/lijst.csv")], "Wat u sleepte, is een internetadres."),
        ([local] * 500, "U sleepte 500 bestanden tegelijk."),
        ([QUrl.fromLocalFile(str(folder))], "“lijsten” is een map en geen lijst."),
        ([QUrl.fromLocalFile(str(tmp_path / "weg.csv"))], "Het bestand “weg.csv” is er niet (meer)."),
        ([], "Wat u sleepte, is geen bestand."),
    ):
        drop(bench, urls, "een bericht uit Outlook")
        assert bench.list.bar.text.startswith(what) and "Er is niets overgenomen." in bench.list.bar.text
        assert (bench.list.table.rows, bench.list._about.full_text) == (rows, about)
    assert team.wil.ask(concerns) == [] and bench.told == []
    bench.shoot("import-gesleept")
    drop(bench, [local])
    assert not bench.list.bar.isVisible() and bench.list.take.text() == "4 signalen overnemen"


def test_who_takes_no_lists_over_cannot_drop_one(made: Callable[..., Import], messy: Path) -> None:
    bench = made("lucja")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(messy))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(200, 200), copy, data, left, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(bench.list, enter)
    assert not enter.isAccepted()


def test_the_mouse_switches_a_tick_and_drops_a_list(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    drop(bench, [QUrl.fromLocalFile(str(messy))])
    table = bench.list.table
    where = table.visualRect(table.model().index(0, TICK)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert bench.list.take.text() == "3 signalen overnemen"


def test_a_long_list_is_weighed_when_the_user_has_stopped_choosing(
    made: Callable[..., Import], messy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(import_screen, "MANY", 1)
    bench = made()
    bench.open(messy)
    picker = bench.list.columns.picker(Part.WHAT)
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    bench.key("Home", "Down", "Down")
    assert bench.list.columns.columns.get(Part.WHAT) == 1
    assert bench.list.table.rows[0].what.startswith("Gordijnen"), "nothing is worked out while choosing"
    qtbot.waitUntil(lambda: bench.list.table.rows[0].what.startswith("Beukenlaan"))


def test_leaving_wrong_rows_out_is_one_key(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    bench.open(messy)
    bench.key("Ctrl+Del")
    assert bench.list.take.text() == "2 signalen overnemen"


def test_a_failed_import_leaves_everything_as_it_was(
    made: Callable[..., Import], team: Team, messy: Path, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    bench = made()
    bench.open(messy)
    bench.key("Ctrl+Del")
    ticked = bench.list.ticked

    def failing(*_: object, **__: object) -> str:
        raise OSError("the disk is gone")

    expect_log("fault .*OSError")
    monkeypatch.setitem(importing.import_concerns.run.__globals__, "record_concern", failing)
    bench.key("Ctrl+Return")
    assert "Er ging iets mis" in bench.told[0]
    assert team.wil.ask(concerns) == []
    assert bench.list.ticked == ticked and bench.list.take.isEnabled()
    monkeypatch.undo()
    bench.key("Ctrl+Return")
    assert len(team.wil.ask(concerns)) == 2


def test_what_is_no_list_says_so_and_what_was_there_stays(made: Callable[..., Import], messy: Path, tmp_path: Path) -> None:
    bench = made()
    bench.open(messy)
    workbook = tmp_path / "lijst.xlsx"
    workbook.write_bytes(b"PK\x03\x04 and so on")
    bench.open(workbook)
    assert "Deze werkmap is beschadigd" in bench.list.bar.text
    assert len(bench.list.table.rows) == 6


def test_who_told_it_is_nowhere_on_the_screen(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    bench.open(messy)
    assert "de melder wordt verzegeld" in spoken(bench.window)
    for row in range(len(bench.list.table.rows)):
        bench.list.table.selectRow(row)
        said = spoken(bench.window)
        assert "Greet" not in said and "55512345" not in said


def test_names_hidden_hides_addresses_and_texts(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    bench.open(messy)
    bench.key("Ctrl+Shift+N")
    said = spoken(bench.window)
    assert "Beukenlaan" not in said and "Gordijnen" not in said
    assert bench.list.take.text() == "4 signalen overnemen"


def test_answers_of_an_old_list_can_be_let_go(made: Callable[..., Import], team: Team, messy: Path) -> None:
    bench = made()
    bench.open(messy)
    bench.list.columns.answers.setFocus(Qt.FocusReason.TabFocusReason)
    bench.key("Space", "Ctrl+Del", "Ctrl+Return")
    assert len(team.wil.ask(concerns)) == 2
    assert team.wil.ask(open_feedback) == []


def test_esc_puts_the_list_away_first(made: Callable[..., Import], messy: Path) -> None:
    bench = made()
    bench.go("concerns")
    bench.go("import")
    bench.open(messy)
    bench.key("Escape")
    assert bench.list.empty.isVisible()
    assert "Beukenlaan" not in spoken(bench.window)
    bench.key("Escape")
    assert bench.window.place is not None and bench.window.place.kind == "concerns"


def test_who_may_not_import_is_told_so(made: Callable[..., Import], messy: Path) -> None:
    bench = made("noor")
    assert "aandachtsfunctionaris en de secretaris" in bench.list.empty.sentence
    assert not bench.list.empty.button.isVisible()
    bench.open(messy)
    assert bench.list.empty.isVisible()


@pytest.mark.parametrize("scale", (130, 100) if LONG else (130,))  # what can be read in large letters can be in small ones
def test_every_state_can_be_read_and_reached(made: Callable[..., Import], messy: Path, tmp_path: Path, scale: int) -> None:
    bench = made()
    name = f"importeren-{scale}"
    shoot(bench.theme, bench.window, f"{name}-leeg", scale=scale, settle=bench.settle)
    assert complaints(bench.window) == []
    bench.open(messy)
    shoot(bench.theme, bench.window, f"{name}-lijst", scale=scale, settle=bench.settle)
    assert complaints(bench.window) == []
    bench.list.table.selectRow(2)
    bench.key("Ctrl+Return")
    shoot(bench.theme, bench.window, f"{name}-fout", scale=scale, settle=bench.settle)
    assert complaints(bench.window) == []
    bare = tmp_path / "kaal.csv"
    bare.write_text("Gordijnen dicht;5-3-2026;Beukenlaan 7\n" * 3, encoding="utf-8")
    bench.open(bare)
    shoot(bench.theme, bench.window, f"{name}-vraag", scale=scale, settle=bench.settle)
    assert complaints(bench.window) == []
    bench.window.names.hide(True)
    bench.open(messy)
    shoot(bench.theme, bench.window, f"{name}-verborgen", scale=scale, settle=bench.settle)
    assert complaints(bench.window) == []


def test_unpaid_bills_of_a_partner_are_taken_over_for_help_alone(made: Callable[..., Import], team: Team, tmp_path: Path) -> None:
    """A workbook as the partner sends it; after it the signal is opened, and who enforces sees nothing of it."""
    bench = made()
    path = tmp_path / "vaste lasten oktober.xlsx"
    path.write_bytes(listed(("Energie Zuid", "Greet Hilkens", "Beukenlaan 9, Turfven", "06-12345678", 1812.5, 3, date(2026, 10, 28))))
    bench.open(path)
    assert bench.list.columns.arrears.isChecked(), "told from the names of the columns"
    card = bench.list.columns
    assert not card.picker(Part.REPORTER).isVisible() and card.picker(Part.AMOUNT).isVisible() and card.picker(Part.AMOUNT).value == 4
    shoot(bench.theme, bench.window, "importeren-achterstanden", settle=bench.settle)
    assert complaints(bench.window) == []
    bench.list.columns.arrears.click()
    assert "In welke kolom staat wat er is?" in bench.list.bar.text
    bench.list.columns.arrears.click()
    bench.settle()
    bench.key("Ctrl+Return")
    assert bench.status == "1 signaal overgenomen uit de lijst."
    (concern,) = team.wil.ask(concerns)
    bench.go("concern", concern.id)
    said = spoken(bench.window)
    assert "Energie Zuid · 3 maanden · € 1.812,50" in said and "Greet Hilkens, 06-12345678" in said
    assert "Alleen om hulp aan te bieden." in said
    shoot(bench.theme, bench.window, "signaal-achterstand", settle=bench.settle)
    assert team.sem.ask(concerns) == []
    assert bench.told == []

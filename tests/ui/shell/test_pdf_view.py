"""Paper inside the window: in memory until the user saves it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import rest
from tests.ui.shell.paper import pages
from tests.ui.shell.stage import Stage
from ui.look.theme import Theme
from ui.shell.desk import Place
from ui.shell.pdf_view import PdfPage, safe_file_name

TEXT = "Besluit 2026-031 Woonpunt vraagt uitstel aan"


@pytest.fixture
def paper(stage: Stage) -> PdfPage:
    stage.window.go(Place("desktop"))
    stage.window.show_paper("Notulen 17 november", pages(TEXT, "Acties"), "notulen 2026-11-17 concept.pdf")
    rest()
    page = stage.window.stack.currentWidget()
    assert isinstance(page, PdfPage)
    return page


def test_the_words_of_the_paper_are_there_for_a_screen_reader(stage: Stage, paper: PdfPage) -> None:
    assert TEXT in paper.text()
    said = spoken(paper)
    assert TEXT in said
    assert "Notulen 17 november, 2 pagina’s" in said
    assert "pagina 1 van 2" in said


def test_escape_goes_back_to_the_screen_that_asked_for_it(stage: Stage, paper: PdfPage) -> None:
    screen = stage.window._pages["desktop"]
    loads = len(stage.window._pages["desktop"].loads)  # type: ignore[attr-defined]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    rest()
    assert stage.window.screen_now is screen
    assert len(screen.loads) == loads  # type: ignore[attr-defined]


def test_going_elsewhere_throws_the_paper_away(stage: Stage, paper: PdfPage) -> None:
    stage.window.go(Place("other"))
    assert stage.window.stack.indexOf(paper) == -1


def test_it_is_written_only_where_the_user_says(stage: Stage, paper: PdfPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(tmp_path.iterdir())
    asked: list[str] = []

    def choose(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(start)
        return str(tmp_path / "verslag"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.keyClick(paper.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked[0].endswith("notulen 2026-11-17 concept.pdf")
    assert {path.name for path in set(tmp_path.iterdir()) - before} == {"verslag.pdf"}
    assert (tmp_path / "verslag.pdf").read_bytes() == paper._bytes
    assert stage.window.foot.text == "Opgeslagen als verslag.pdf. Dit bestand is niet versleuteld."


def test_cancelling_writes_nothing(paper: PdfPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = set(tmp_path.iterdir())
    paper.save_as()
    assert set(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_told_and_the_paper_stays(paper: PdfPage, tmp_path: Path) -> None:
    assert not paper.save_to(str(tmp_path / "bestaat niet" / "x.pdf"))
    assert "Er is niets bewaard." in paper.bar.text
    assert paper.isVisible()


def test_every_page_is_printed(stage: Stage, paper: PdfPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "afdruk.pdf"))
    paper.print_to(printer)
    from pypdf import PdfReader

    assert len(PdfReader(tmp_path / "afdruk.pdf").pages) == 2


def test_plus_and_minus_change_the_size(paper: PdfPage) -> None:
    QTest.keyClick(paper.view, Qt.Key.Key_Plus)
    large = paper.view.zoomFactor()
    QTest.keyClick(paper.view, Qt.Key.Key_Minus)
    QTest.keyClick(paper.view, Qt.Key.Key_Minus)
    assert paper.view.zoomFactor() < large


def test_it_can_be_worked_by_everyone(stage: Stage, paper: PdfPage) -> None:
    assert complaints(stage.window) == []


def test_a_damaged_pdf_shows_no_page_and_breaks_nothing(qtbot: QtBot, theme: Theme) -> None:
    page = PdfPage("Notulen", b"geen pdf", "x", close=lambda: None, say=lambda text, undo=None: None)
    qtbot.addWidget(page)
    assert page.text() == ""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("notulen 2026-11-17.pdf", "notulen 2026-11-17.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ('a<b>:"c|?*.pdf', "a b   c   .pdf"),
        ("\x00\n", "papier.pdf"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert " ".join(safe_file_name(name).split()) == " ".join(safe.split())

"""The list: worked by keyboard, read aloud, quick with thousands of rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints
from tests.screens.harness import rest
from ui.look.theme import Theme, colours
from ui.widgets.frames import EmptyState
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row, RowList, _Painter

ROWS = [
    Row("a", "26-041 · Beukenlaan", "Turfven", "Duo: Noor en Sem", "vandaag", "Dreigt uithuiszetting", ChipKind.URGENT),
    Row("b", "26-029 · Kerkstraat", "Weidevoort", "Duo: Hugo en Iris", "gisteren", "Wacht op ons", ChipKind.WAITING, chip_low=True),
    Row("c", "Overzicht van de post maken", icon="circle", faded=True, right="2 dagen te laat"),
]


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> RowList:
    rows = RowList("Casussen", lines=3, empty=EmptyState("Nog geen casussen.", "Casus openen"))
    rows.heard = []  # type: ignore[attr-defined]
    rows.chosen.connect(lambda key: rows.heard.append(("gekozen", key)))  # type: ignore[attr-defined]
    rows.opened.connect(lambda key: rows.heard.append(("geopend", key)))  # type: ignore[attr-defined]
    rows.resize(330, 400)
    qtbot.addWidget(rows)
    rows.show()
    qtbot.waitExposed(rows)
    rows.activateWindow()
    rest()
    return rows


def test_arrows_choose_and_enter_opens(rows: RowList) -> None:
    rows.set_rows(ROWS)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert rows.heard == [("gekozen", "a"), ("gekozen", "b"), ("geopend", "b")]  # type: ignore[attr-defined]
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert rows.current == "c"


def test_a_click_chooses_and_a_double_click_opens(rows: RowList) -> None:
    rows.set_rows(ROWS)
    rest()
    middle = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert rows.heard == [("gekozen", "b"), ("geopend", "b")]  # type: ignore[attr-defined]


def test_new_rows_keep_the_place_and_tell_nobody(rows: RowList) -> None:
    rows.set_rows(ROWS)
    rows.choose("b")
    rows.heard.clear()  # type: ignore[attr-defined]
    rows.set_rows([ROWS[2], ROWS[1], ROWS[0]])
    assert rows.current == "b"
    rows.set_rows([ROWS[2], ROWS[0]])
    assert rows.current == "a", "the neighbour, so that the keyboard keeps its place"
    rows.set_rows(ROWS, current="c")
    assert rows.current == "c"
    assert rows.heard == []  # type: ignore[attr-defined]


def test_a_row_that_is_not_there_cannot_be_chosen(rows: RowList) -> None:
    rows.set_rows(ROWS)
    assert not rows.choose("z")
    assert rows.current is None
    rows.choose_first()
    assert rows.current == "a"


def test_a_row_has_keys_of_its_own(rows: RowList) -> None:
    done: list[str] = []
    rows.key("Space", done.append)
    rows.set_rows(ROWS)
    rows.setFocus()
    rows.choose("b")
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert done == ["b"]
    rows.set_rows([])
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert done == ["b"]


def test_a_screen_reader_hears_every_word(rows: RowList) -> None:
    rows.set_rows([*ROWS, Row("d", "26-1", spoken="casus 26, 1")])
    said = [rows.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(4)]
    assert said[0] == "26-041 · Beukenlaan, Dreigt uithuiszetting, Turfven, Duo: Noor en Sem, vandaag"
    assert said[2] == "Overzicht van de post maken, 2 dagen te laat"
    assert said[3] == "casus 26, 1"
    assert complaints(rows, largest=None) == []


def test_where_there_is_nothing_the_door_stands_ajar(rows: RowList) -> None:
    rows.set_rows([])
    assert rows.empty is not None
    assert rows.empty.isVisible()
    rows.empty.say("Geen casus met “haagd”.")
    assert rows.empty.sentence == "Geen casus met “haagd”."
    rows.set_rows(ROWS)
    assert not rows.empty.isVisible()


def test_the_model_keeps_qts_rules(rows: RowList, qtmodeltester: ModelTester) -> None:
    rows.set_rows(ROWS)
    qtmodeltester.check(rows.model())


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_every_kind_of_row_is_drawn(qtbot: QtBot, theme: Theme, lines: int) -> None:
    rows = RowList("Casussen", lines=lines)
    qtbot.addWidget(rows)
    rows.resize(330, 300)
    rows.set_rows(ROWS)
    rows.choose("a")
    picture = rows.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 330, 2) for y in range(0, 200, 2)}
    assert len(colours) > 8


def test_a_name_stays_whole_when_the_words_beside_it_are_long(qtbot: QtBot, theme: Theme) -> None:
    def left_part(beside: str) -> QImage:
        rows = RowList("Wie er is", lines=1)
        qtbot.addWidget(rows)
        rows.resize(190, 60)
        rows.set_rows([Row("a", "Mirthe", right=beside, icon="minus", faded=True)])
        return rows.grab().toImage().copy(0, 0, 90, 40)

    assert left_part("sluit aan op verzoek van de voorzitter") == left_part("")


@pytest.mark.parametrize(("high", "has_line"), [(2 * 58, False), (300, True)])
def test_the_last_row_has_no_line_where_the_list_ends(qtbot: QtBot, theme: Theme, high: int, has_line: bool) -> None:
    rows = RowList("Mijn huisbezoeken", lines=2)
    qtbot.addWidget(rows)
    rows.setMinimumSize(100, 0)
    rows.set_rows(ROWS[:2])
    rows.setFixedSize(330, high + 2 * rows.frameWidth())
    picture = rows.viewport().grab().toImage()
    assert picture.pixelColor(4, 57) == QColor(colours().line), "between the rows"
    assert (picture.pixelColor(4, 115) == QColor(colours().line)) is has_line


def test_of_thousands_of_rows_only_those_in_sight_are_drawn(rows: RowList, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        Row(str(n), f"26-{n:04d} · Beukenlaan", "Turfven", "Duo: Noor en Sem", "vandaag", "Loopt", ChipKind.RUNNING) for n in range(5000)
    ]
    rows.set_rows(many)
    rows.choose("4000")
    drawn: list[str] = []
    paint = _Painter._words
    monkeypatch.setattr(_Painter, "_words", lambda self, painter, area, row: (drawn.append(row.key), paint(self, painter, area, row)))
    rows.grab()
    assert "4000" in drawn and len(drawn) < 20
    assert rows.current == "4000"
    QTest.keyClick(rows, Qt.Key.Key_PageDown)
    assert int(rows.current or 0) > 4000


def test_the_keyboard_is_seen_on_a_list_where_nothing_is_chosen_and_coming_there_chooses_nothing(qtbot: QtBot, theme: Theme) -> None:
    rows = RowList("Casussen", lines=3, chooses=False)
    heard: list[str] = []
    rows.chosen.connect(heard.append)
    rows.resize(330, 400)
    qtbot.addWidget(rows)
    rows.set_rows(ROWS)
    rows.show()
    qtbot.waitExposed(rows)
    rows.activateWindow()
    without = rows.grab().toImage()
    for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason):
        rows.clearFocus()
        rows.setFocus(reason)
        rest()
        assert rows.current is None and heard == []
    assert rows.grab().toImage() != without
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert rows.current == "a" and heard == ["a"]

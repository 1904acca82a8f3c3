"""Ctrl+K: commands and what is in the dossier, found while typing, worked by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens.accessibility import complaints
from tests.screens.harness import rest, shoot
from tests.ui.shell.stage import Stage
from ui.look.theme import Theme
from ui.shell.commands import key_text
from ui.shell.desk import Place
from ui.shell.palette import Palette, PaletteHit

BEUKENLAAN = PaletteHit("Casus", "26-041 · Beukenlaan · alleenstaande man", "Turfven", Place("case", "26-041"))
GORDIJNEN = PaletteHit("Signaal", "Gordijnen al drie weken dicht", "Beukenlaan 7", Place("other", "s1"))


@pytest.fixture
def palette(stage: Stage) -> Palette:
    stage.window.go(Place("desktop"))
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert stage.window.palette_panel.isVisible()
    return stage.window.palette_panel


def press(palette: Palette, key: Qt.Key) -> None:
    QTest.keyClick(palette.field, key)
    rest()


def test_empty_it_shows_first_what_fits_this_screen_and_no_command_that_cannot_be_given(palette: Palette) -> None:
    assert palette.titles[0] == "Leg een huisbezoek vast"
    assert "Doe iets dat nu niet kan" not in palette.titles
    assert "Ga naar Huisbezoeken" in palette.titles


def test_every_word_counts_wherever_it_stands_and_however_it_is_written(palette: Palette) -> None:
    QTest.keyClicks(palette.field, "VAST huisb")
    assert palette.titles == ["Leg een huisbezoek vast"]


def test_enter_runs_a_command_and_it_comes_first_the_next_time(stage: Stage, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "ga naar inst")
    press(palette, Qt.Key.Key_Return)
    assert stage.window.place == Place("settings")
    assert not palette.isVisible()
    palette.open()
    overall = [title for title in palette.titles if title.startswith("Ga naar")]
    assert overall[0] == "Ga naar Instellingen"


def test_the_dossier_is_searched_once_after_a_rest(stage: Stage, palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "beukenlaan")
    assert stage.searches == []
    qtbot.waitUntil(lambda: bool(stage.searches))
    assert [text for text, _ in stage.searches] == ["beukenlaan"]
    stage.searches[0][1]([BEUKENLAAN, GORDIJNEN])
    assert palette.titles[:2] == [BEUKENLAAN.title, GORDIJNEN.title]
    press(palette, Qt.Key.Key_Down)
    press(palette, Qt.Key.Key_Return)
    assert stage.window.place == GORDIJNEN.place


def test_a_late_answer_to_an_older_question_is_not_shown(stage: Stage, palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "beuk")
    qtbot.waitUntil(lambda: len(stage.searches) == 1)
    QTest.keyClicks(palette.field, "enlaan")
    stage.searches[0][1]([GORDIJNEN])
    assert GORDIJNEN.title not in palette.titles
    qtbot.waitUntil(lambda: len(stage.searches) == 2)
    stage.searches[1][1]([BEUKENLAAN])
    assert palette.titles[0] == BEUKENLAAN.title


def test_nothing_found_is_said(stage: Stage, palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "haagd")
    assert palette._model.entries[0].title == "Zoeken…"
    qtbot.waitUntil(lambda: bool(stage.searches))
    stage.searches[0][1]([])
    assert palette._model.entries[0].title == "In het dossier staat niets met “haagd”."


def test_escape_and_a_click_beside_it_close_it_and_give_the_focus_back(stage: Stage, palette: Palette) -> None:
    before = palette._came_from
    press(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before
    palette.open()
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


def test_nothing_behind_the_veil_gets_the_focus_by_tab(palette: Palette) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        press(palette, key)
        assert QApplication.focusWidget() is palette.field


def test_a_screen_reader_hears_the_entry_that_enter_would_run(palette: Palette) -> None:
    assert palette.field.accessibleDescription() == "Leg een huisbezoek vast"
    press(palette, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription() == "Ga naar Casussen"
    index = palette.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ga naar Casussen, Ctrl 1"


def test_it_fits_and_is_named(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    stage = Stage(qtbot, theme, tmp_path, hits=[BEUKENLAAN, GORDIJNEN])
    stage.window.go(Place("desktop"))
    stage.window.palette_panel.open()
    QTest.keyClicks(stage.window.palette_panel.field, "beuk")
    qtbot.waitUntil(lambda: bool(stage.searches))
    shoot(theme, stage.window, "palet")
    assert complaints(stage.window) == []
    stage.close()


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("Ctrl+Shift+Return", "Ctrl Shift Enter"), ("Space", "Spatie"), ("Alt+Up", "Alt ↑"), ("+", "+"), ("Ctrl++", "Ctrl +"), ("V", "V")],
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(keys: str, shown: str) -> None:
    assert key_text(keys) == shown

"""The tiles of *Wat doen we ermee?*: every word can be read, with large letters too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens.harness import rest
from ui.concerns.tiles import Outcome, Tiles
from ui.look.theme import Theme
from ui.look.tokens import Scheme


@pytest.mark.parametrize(("scale", "width", "columns"), [(100, 714, 4), (130, 640, 3), (130, 420, 2)])
def test_no_tile_is_narrower_than_its_words(qtbot: QtBot, theme: Theme, qapp: QApplication, scale: int, width: int, columns: int) -> None:
    theme.apply(qapp, Scheme.LIGHT, scale)
    tiles = Tiles()
    qtbot.addWidget(tiles)
    tiles.resize(width, 300)
    tiles.show()
    rest()
    assert all(tiles.tile(outcome).width() >= tiles.tile(outcome).needed_width() for outcome in Outcome)
    assert len({tiles.tile(outcome).x() for outcome in Outcome}) == columns

"""The application speaks Dutch and dresses as the user prefers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from ui.look.theme import Theme
from ui.look.tokens import Scheme
from ui.shell.application import dress, make_application
from ui.shell.preferences import Look, Preferences


def test_stock_buttons_and_dates_are_dutch(qtbot: QtBot, theme: Theme) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Opslaan", "Annuleren"}
    assert QLocale().toString(QDate(2026, 3, 5), "dddd d MMMM") == "donderdag 5 maart"


def test_there_is_one_application(qapp: QApplication) -> None:
    assert make_application([]) is qapp


@pytest.mark.parametrize(("look", "scheme"), [(Look.LIGHT, Scheme.LIGHT), (Look.DARK, Scheme.DARK), (Look.SYSTEM, Scheme.LIGHT)])
def test_the_preference_decides_the_look(qapp: QApplication, theme: Theme, tmp_path: Path, look: Look, scheme: Scheme) -> None:
    preferences = Preferences(tmp_path / "venster.json")
    preferences.change(look=look, scale=115)
    dress(qapp, theme, preferences)
    assert (theme.scheme, theme.scale) == (scheme, 115)

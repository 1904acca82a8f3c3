"""The letters and icons that travel with the program serve both screen and paper."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

RESOURCES = Path(str(files("resources")))
FONTS = sorted(RESOURCES.glob("fonts/*.ttf"))
ICONS = sorted(RESOURCES.glob("icons/*.svg"))


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_letters_serve_screen_and_paper(path: Path, qtbot: QtBot) -> None:
    letters = TTFont(path.stem, str(path)).face.charToGlyph
    assert [letter for letter in "Łucja Şahin-van ’t Hof · Enès Müller, € 5 – „ij”" if ord(letter) not in letters] == []
    number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
    assert QFontDatabase.applicationFontFamilies(number)[0].startswith(("Source Sans 3", "DejaVu Sans"))


def test_the_fallback_has_what_source_sans_lacks() -> None:
    letters = TTFont("fallback", str(RESOURCES / "fonts" / "DejaVuSans.ttf")).face.charToGlyph
    assert [letter for letter in "→☐☑✓Ωж" if ord(letter) not in letters] == []


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_take_a_colour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "currentColor" in text
    assert QSvgRenderer(QByteArray(text.encode())).isValid()


def test_every_source_is_named_with_its_licence() -> None:
    sources = (RESOURCES / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in RESOURCES.glob("licences/*") if not path.name.startswith("qt-") and path.name not in sources] == []

"""The letters of the program: Source Sans 3, shipped with it, so that a page looks the same on every computer."""

from __future__ import annotations

import logging
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

from ui.look.tokens import FAMILY, TYPE

_log = logging.getLogger(__name__)
ON_SCREEN = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSans3-It.ttf")  # the other weights are for paper


def load_fonts() -> None:
    """Make the shipped letters known to Qt. Needs a QApplication; a second call does nothing new."""
    if FAMILY in QFontDatabase.families():
        return
    for name in ON_SCREEN:
        if QFontDatabase.addApplicationFontFromData(files("resources").joinpath("fonts", name).read_bytes()) < 0:
            _log.warning("font file not usable: %s", name)


def base_font(scale: int = 100) -> QFont:
    """Return the letter for running text; `scale` in per cent."""
    return sized(TYPE.base, scale)


def sized(pixels: int, scale: int = 100, *, semibold: bool = False) -> QFont:
    """Return the letter in a size of `tokens.TYPE` at a scale in per cent."""
    font = QFont(FAMILY)
    font.setPixelSize(round(pixels * scale / 100))
    if semibold:
        font.setWeight(QFont.Weight.DemiBold)
    return font

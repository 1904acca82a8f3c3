"""The letters of the program: Source Sans 3, shipped with it, so that a page looks the same on every computer."""

from __future__ import annotations

import logging
import os

from PySide6.QtGui import QFont, QFontDatabase

import resources
from ui.look.tokens import FAMILY, TYPE

_log = logging.getLogger(__name__)
ON_SCREEN = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf")  # the other weights are for paper


def load_fonts() -> None:
    """Make the shipped letters known to Qt. Needs a QApplication; once is enough."""
    folder = os.path.join(os.path.dirname(resources.__file__), "fonts")  # importlib.resources costs a tenth of a bare window at start
    for name in ON_SCREEN:
        if QFontDatabase.addApplicationFont(os.path.join(folder, name)) < 0:
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

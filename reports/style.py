"""Fonts, colours, measures and text styles of everything on paper. Lengths are in points (1/72 inch).

Importing this registers Source Sans 3; its fallback is a megabyte larger and is read only when a text needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# No text ever reaches ReportLab's markup parser (see `text.py`), so none can ask it to fetch an image. This is the wall behind that wall.
rl_config.trustedSchemes = []
rl_config.trustedHosts = []
# Files of bytes instead of letters: a fifth smaller.
rl_config.useA85 = 0

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN

INK = HexColor("#1D282B")
MUTED = HexColor("#5A6668")
RULE = HexColor("#C9C2B2")
ACCENT = HexColor("#0F5C4D")
ALERT = HexColor("#94340F")
TINT = HexColor("#E3F0EC")
SAND = HexColor("#F6F4EF")
BRICK = HexColor("#C9866A")
LIGHT = HexColor("#F4E3A6")

REGULAR = "SourceSans3-Regular"
SEMIBOLD = "SourceSans3-Semibold"
FALLBACK = "DejaVuSans"


def _register(name: str) -> frozenset[int]:
    with as_file(files("resources").joinpath("fonts", f"{name}.ttf")) as path:
        font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


OWN_GLYPHS = _register(REGULAR) & _register(SEMIBOLD)


@cache
def fallback_glyphs() -> frozenset[int]:
    """Return the code points that DejaVu Sans can draw, up to U+FFFF: ReportLab writes higher ones so that copying from the PDF breaks."""
    return frozenset(code for code in _register(FALLBACK) if code <= 0xFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a text looks: font, size, distance between lines, colour; from the left, or ending at the right. Each is only equal to itself."""

    size: float
    leading: float
    font: str = REGULAR
    colour: Color = INK
    to_the_right: bool = False


TITLE = Style(22, 27, SEMIBOLD)
HEADING = Style(14, 18, SEMIBOLD)
HEADING_MUTED = Style(14, 18, SEMIBOLD, MUTED)
BODY = Style(10.5, 14.4)
BODY_MUTED = Style(10.5, 14.4, colour=MUTED)
BODY_RIGHT = Style(10.5, 14.4, to_the_right=True)
STRONG = Style(10.5, 14.4, SEMIBOLD)
STRONG_RIGHT = Style(10.5, 14.4, SEMIBOLD, to_the_right=True)
STRONG_MUTED = Style(10.5, 14.4, SEMIBOLD, MUTED)
STRONG_ACCENT = Style(10.5, 14.4, SEMIBOLD, ACCENT)
STRONG_ALERT = Style(10.5, 14.4, SEMIBOLD, ALERT)
ALERTED = Style(10.5, 14.4, colour=ALERT)
SMALL = Style(9, 12, colour=MUTED)
SMALL_ACCENT = Style(9, 12, SEMIBOLD, ACCENT)
SMALL_ALERT = Style(9, 12, SEMIBOLD, ALERT)
COLUMN = Style(10, 13, SEMIBOLD, MUTED)
COLUMN_RIGHT = Style(10, 13, SEMIBOLD, MUTED, True)
EDGE = Style(9, 11.5, colour=MUTED)
EDGE_STRONG = Style(9, 11.5, SEMIBOLD)
EDGE_ALERT = Style(9.5, 11.5, SEMIBOLD, ALERT, True)
EDGE_RIGHT = Style(9, 11.5, colour=MUTED, to_the_right=True)
GROUP = Style(19, 24, SEMIBOLD)

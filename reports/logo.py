"""The municipality's logo at the head of a paper: decoration, which a screen reader passes over."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader

from reports.block import Block
from reports.sheet import Sheet
from reports.style import WIDTH

MOST_WIDE, MOST_HIGH = 170.0, 34.0  # points


class Logo:
    """A picture at the right edge, as large as fits."""

    gap = 0.0
    keep = True

    def __init__(self, png: bytes) -> None:
        self._picture = ImageReader(BytesIO(png))
        wide, high = self._picture.getSize()
        scale = min(MOST_WIDE / wide, MOST_HIGH / high)
        self._width, self.height = wide * scale, high * scale

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.begin_decoration()
        sheet.canvas.drawImage(self._picture, x + WIDTH - self._width, top - self.height, self._width, self.height)
        sheet.end_decoration()

    def split(self, room: float) -> tuple[Block, Block] | None:
        return None


def logo_of(png: bytes) -> list[Block]:
    """Return the logo as the first block of a paper; nothing where there is none."""
    return [Logo(png)] if png else []

"""The front door before and after the overleg: how many organisations stand there, and which."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.meetings.papers import DoorPaper
from reports.block import Block
from reports.sheet import Sheet
from reports.style import ACCENT, BRICK, LIGHT, SAND, SMALL, STRONG, TINT
from reports.table import CORNER
from reports.text import Text, text

MOST_NAMES = 8  # per card; more is a crowd, and is said as a number
ORGANISATION_LIMIT = 60
ARROW = 24.0
SIDE = 8.0
TEXT_X = 36.0


def door_sentence(door: DoorPaper) -> str:
    """Return what changed in the number of organisations at the door, fewer being better."""
    before, after = len(door.before), len(door.after)
    if before != after:
        return f"Het gaat van {before} naar {after} {'organisatie' if after == 1 else 'organisaties'} aan de deur."
    if not after:
        return "Er staat niemand aan de deur."
    return "Er blijft 1 organisatie aan de deur." if after == 1 else f"Er blijven {after} organisaties aan de deur."


class DoorPicture:
    """Two cards with a door and an arrow between them. A `Block` that is never cut."""

    keep = False

    def __init__(self, door: DoorPaper, width: float, gap: float = 0) -> None:
        self.gap = gap
        self._card = (width - ARROW) / 2
        inner = self._card - TEXT_X - SIDE
        self._before = _card_texts("Voor het overleg", door.before, inner)
        self._after = _card_texts("Na het overleg", door.after, inner)
        self.height: float = 2 * SIDE + max(sum(line.height for line in lines) for lines in (self._before, self._after))

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the picture, which tells nothing that its words do not tell."""
        bottom = top - self.height
        after_x = x + self._card + ARROW
        sheet.begin_decoration()
        for card_x, colour in ((x, SAND), (after_x, TINT)):
            sheet.box(card_x, bottom, self._card, self.height, CORNER, colour)
            _draw_door(sheet, card_x + SIDE + 1, top - self.height / 2)
        _draw_arrow(sheet, x + self._card + 4, after_x - 4, top - self.height / 2)
        sheet.end_decoration()
        for card_x, lines in ((x, self._before), (after_x, self._after)):
            y = top - SIDE
            for line in lines:
                line.draw(sheet, card_x + TEXT_X, y)
                y -= line.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        return None


def _card_texts(title: str, organisations: Sequence[str], width: float) -> tuple[Text, ...]:
    shown = [name if len(name) <= ORGANISATION_LIMIT else name[:ORGANISATION_LIMIT] + "…" for name in organisations[:MOST_NAMES]]
    more = len(organisations) - len(shown)
    names = ", ".join(shown) + (f" en nog {more}" if more else "")
    return (
        text(SMALL, width, title),
        text(STRONG, width, f"{len(organisations)} aan de deur"),
        text(SMALL, width, names or "nog niemand"),
    )


def _draw_door(sheet: Sheet, x: float, middle: float) -> None:
    width, height, frame = 17.0, 27.0, 2.2
    bottom = middle - height / 2
    sheet.box(x, bottom, width, height, 2, BRICK)
    sheet.box(x + frame, bottom, width - 2 * frame, height - frame, 1.2, ACCENT)
    sheet.box(x + width / 2 - 4, bottom + height - 11, 8, 5.5, 1, LIGHT)


def _draw_arrow(sheet: Sheet, left: float, right: float, middle: float) -> None:
    head = ((right - 4, y, right, middle) for y in (middle + 4, middle - 4))
    sheet.lines(ACCENT, 1, (left, middle, right, middle), *head)

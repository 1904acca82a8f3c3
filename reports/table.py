"""Rows of cells, and tables whose heading comes back on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color

from reports.block import Block
from reports.sheet import Element, Sheet
from reports.style import RULE, WIDTH

KEPT_WHOLE = 66.5  # a row with less written in it moves to the next page in one piece
LEAST_ROOM = 40.0  # less than this at the foot of a page is left white rather than filled with the first lines of a tall row
LEAST_ROWS = 2  # of a table stay on a page before one of them goes along with the last
CORNER = 6.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Blocks under each other, `x` from the left margin, `drop` lower than its neighbours so that small type stands on their line.

    `is_label`: it says what the cells after it are, where the row stands in no table.
    """

    x: float
    blocks: tuple[Block, ...]
    drop: float = 0
    is_label: bool = False

    @property
    def height(self) -> float:
        return self.drop + sum(block.height + (block.gap if number else 0) for number, block in enumerate(self.blocks))


@dataclass(frozen=True, slots=True)
class Look:
    """White above and below the text of a row, the line under it (from `rule_x` to the right margin) and over it, the colour behind it."""

    above: float = 3.0
    below: float = 5.5
    rule: Color | None = RULE
    rule_x: float = 0.0
    rule_width: float = 0.6
    rule_over: bool = False
    fill: Color | None = None


_ALONE = frozenset({"TD", "TH", "Lbl"})  # a single text in it needs no paragraph of its own
LINED = Look()
BARE = Look(above=2.0, below=5.0, rule=None)


class Row:
    """Cells next to each other. A `Block`: outside a table an item of a list, or, with one cell, just what is in it."""

    def __init__(self, *cells: Cell, look: Look = LINED, gap: float = 0, keep: bool = False, part_of: Row | None = None) -> None:
        self.cells = cells
        self.look = look
        self.gap = gap
        self.keep = keep
        self._whole: Row = part_of or self
        self.height: float = look.above + max(cell.height for cell in cells) + look.below

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        around = sheet.top
        places = [around] if len(self.cells) == 1 else self._places_in_list(sheet)
        self._draw(sheet, x, top, places)
        sheet.top = around

    def draw_in_table(self, sheet: Sheet, x: float, top: float, kind: str) -> None:
        """As a row of a table: each cell is a `kind`, TH or TD."""
        table = sheet.top
        sheet.top = sheet.element("TR", self._whole)
        places = [sheet.element(kind, self._whole, number) for number in range(len(self.cells))]
        self._draw(sheet, x, top, places)
        sheet.top = table

    def _places_in_list(self, sheet: Sheet) -> list[Element]:
        sheet.top = sheet.list_element()
        items = sheet.top
        item = body = None
        places = []
        for number, cell in enumerate(self.cells):
            if item is None or cell.is_label:
                sheet.top = items
                item, body = sheet.element("LI", self._whole, (number, "item")), None
            sheet.top = item
            if not cell.is_label:
                body = body or sheet.element("LBody", self._whole, (number, "body"))
            places.append(body or sheet.element("Lbl", self._whole, number))
        return places

    def _draw(self, sheet: Sheet, x: float, top: float, places: Sequence[Element]) -> None:
        look = self.look
        bottom = top - self.height
        if look.fill is not None:
            sheet.begin_decoration()
            sheet.box(x, bottom, WIDTH, self.height, CORNER, look.fill)
            sheet.end_decoration()
        for cell, place in zip(self.cells, places, strict=True):
            sheet.top, sheet.direct = place, place.kind in _ALONE and len(cell.blocks) == 1
            y = top - look.above - cell.drop
            for number, block in enumerate(cell.blocks):
                y -= block.gap if number else 0
                block.draw(sheet, x + cell.x, y)
                y -= block.height
        sheet.direct = False
        if look.rule is not None:
            sheet.begin_decoration()
            for y in (bottom, top) if look.rule_over else (bottom,):
                sheet.lines(look.rule, look.rule_width, (x + look.rule_x, y, x + WIDTH, y))
            sheet.end_decoration()

    def split(self, room: float) -> tuple[Row, Row] | None:
        if self.height - self.look.above - self.look.below <= KEPT_WHOLE or room < LEAST_ROOM:
            return None
        inner = room - self.look.above - self.look.below
        halves = [_cut(cell, inner) for cell in self.cells]
        if any(cell.blocks and not first.blocks for cell, (first, _) in zip(self.cells, halves, strict=True)):
            return None
        return (
            Row(*(first for first, _ in halves), look=self.look, gap=self.gap, part_of=self._whole),
            Row(*(rest for _, rest in halves), look=self.look, keep=self.keep, part_of=self._whole),
        )


class Table:
    """Rows under a heading that is repeated on every page where the table goes on. A `Block`; never empty, never a heading alone."""

    keep = False

    def __init__(self, heading: Row, rows: Sequence[Row], gap: float = 0, part_of: Table | None = None) -> None:
        self.gap = gap
        self.height: float = heading.height + sum(row.height for row in rows)
        self.heading = heading
        self.rows = rows
        self._whole: Table = part_of or self

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        around, is_going_on = sheet.top, sheet.knows(self._whole)
        sheet.top = sheet.element("Table", self._whole)
        if is_going_on:
            sheet.begin_decoration("Pagination")
        self.heading.draw_in_table(sheet, x, top, "TH")
        if is_going_on:
            sheet.end_decoration()
        top -= self.heading.height
        for row in self.rows:
            row.draw_in_table(sheet, x, top, "TD")
            top -= row.height
        sheet.top = around

    def split(self, room: float) -> tuple[Table, Table] | None:
        left = room - self.heading.height
        fitting = 0
        for row in self.rows:
            if row.height > left:
                break
            left -= row.height
            fitting += 1
        first, rest = list(self.rows[:fitting]), list(self.rows[fitting:])
        cut = rest[0].split(left) if rest else None
        if cut is not None:
            first.append(cut[0])
            rest[0] = cut[1]
        elif len(rest) == 1 and len(first) > LEAST_ROWS:
            rest.insert(0, first.pop())  # the last row does not stand on a page by itself
        if not first or not rest:
            return None
        return Table(self.heading, first, self.gap, self._whole), Table(self.heading, rest, 0, self._whole)


def _cut(cell: Cell, room: float) -> tuple[Cell, Cell]:
    room -= cell.drop
    for number, block in enumerate(cell.blocks):
        room -= block.gap if number else 0
        if block.height > room:
            parts = block.split(room)
            if parts is None:
                return replace(cell, blocks=cell.blocks[:number]), replace(cell, blocks=cell.blocks[number:], drop=0)
            first = replace(cell, blocks=(*cell.blocks[:number], parts[0]))
            return first, replace(cell, blocks=(parts[1], *cell.blocks[number + 1 :]), drop=0)
        room -= block.height
    return cell, replace(cell, blocks=(), drop=0)

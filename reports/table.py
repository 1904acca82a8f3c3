"""Rows of cells, and tables whose heading comes back on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from reports.block import Block
from reports.style import RULE, WIDTH

KEPT_WHOLE = 75.0  # a lower row moves to the next page in one piece
LEAST_ROOM = 40.0  # less than this at the foot of a page is left white rather than filled with the first lines of a tall row
CORNER = 6.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Blocks under each other, `x` from the left margin, `drop` lower than its neighbours so that small type stands on their line."""

    x: float
    blocks: tuple[Block, ...]
    drop: float = 0

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


LINED = Look()
BARE = Look(above=2.0, below=5.0, rule=None)


class Row:
    """Cells next to each other. A `Block`."""

    def __init__(self, *cells: Cell, look: Look = LINED, gap: float = 0, keep: bool = False) -> None:
        self.cells = cells
        self.look = look
        self.gap = gap
        self.keep = keep
        self.height: float = look.above + max(cell.height for cell in cells) + look.below

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        look = self.look
        bottom = top - self.height
        if look.fill is not None:
            canvas.setFillColor(look.fill)
            canvas.roundRect(x, bottom, WIDTH, self.height, CORNER, stroke=0, fill=1)
        for cell in self.cells:
            y = top - look.above - cell.drop
            for number, block in enumerate(cell.blocks):
                y -= block.gap if number else 0
                block.draw(canvas, x + cell.x, y)
                y -= block.height
        if look.rule is not None:
            canvas.setStrokeColor(look.rule)
            canvas.setLineWidth(look.rule_width)
            canvas.line(x + look.rule_x, bottom, x + WIDTH, bottom)
            if look.rule_over:
                canvas.line(x + look.rule_x, top, x + WIDTH, top)

    def split(self, room: float) -> tuple[Row, Row] | None:
        if self.height <= KEPT_WHOLE or room < LEAST_ROOM:
            return None
        inner = room - self.look.above - self.look.below
        halves = [_cut(cell, inner) for cell in self.cells]
        if any(cell.blocks and not first.blocks for cell, (first, _) in zip(self.cells, halves, strict=True)):
            return None
        return (
            Row(*(first for first, _ in halves), look=self.look, gap=self.gap),
            Row(*(rest for _, rest in halves), look=self.look, keep=self.keep),
        )


class Table:
    """Rows under a heading that is repeated on every page where the table goes on. A `Block`; never empty, never a heading alone."""

    keep = False

    def __init__(self, heading: Row, rows: Sequence[Row], gap: float = 0) -> None:
        self.gap = gap
        self.height: float = heading.height + sum(row.height for row in rows)
        self.heading = heading
        self.rows = rows

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        for row in (self.heading, *self.rows):
            row.draw(canvas, x, top)
            top -= row.height

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
        if not first or not rest:
            return None
        return Table(self.heading, first, self.gap), Table(self.heading, rest)


def _cut(cell: Cell, room: float) -> tuple[Cell, Cell]:
    room -= cell.drop
    for number, block in enumerate(cell.blocks):
        room -= block.gap if number else 0
        if block.height > room:
            parts = block.split(room)
            if parts is None:
                return Cell(cell.x, cell.blocks[:number], cell.drop), Cell(cell.x, cell.blocks[number:])
            return Cell(cell.x, (*cell.blocks[:number], parts[0]), cell.drop), Cell(cell.x, (parts[1], *cell.blocks[number + 1 :]))
        room -= block.height
    return cell, Cell(cell.x, ())

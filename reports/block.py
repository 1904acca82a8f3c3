"""What can stand on a page: something that knows its height before it is drawn."""

from __future__ import annotations

from typing import Protocol

from reports.sheet import Sheet


class Block(Protocol):
    """A piece of a page. Lengths are in points; `top` is measured from the bottom of the paper, as PDF does."""

    @property
    def height(self) -> float: ...

    @property
    def gap(self) -> float:
        """White above it, left out at the top of a page."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the same page as what follows it, as a heading does."""

    def draw(self, sheet: Sheet, x: float, top: float) -> None: ...

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return the part that fits in `room` and the rest, or None when it is better not cut there."""

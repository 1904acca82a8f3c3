"""The paper under the pen: a canvas that remembers what each stretch of it means, so that a screen reader can tell it in order.

Everything on a page is either *marked*, as part of an element (a heading, a paragraph, a cell), or decoration. What goes on over
pages is one element: it is known by `token`, the first object that drew it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

Mark: TypeAlias = tuple[int, int]  # page from 1, and which marked stretch of that page from 0

CIRCLE = 0.5523  # how far a curve reaches to look like a quarter of a circle, in radii
GROUPS = frozenset({"Document", "Table", "TR", "L", "LI", "TH", "TD"})  # kept when empty, where leaving one out would move its neighbours


@dataclass(eq=False, slots=True)
class Element:
    """One node of the structure tree. `kind` as PDF names it: H1, H2, P, L, LI, Lbl, LBody, Table, TR, TH, TD."""

    kind: str
    kids: list[Element | Mark] = field(default_factory=list)

    def add(self, kind: str) -> Element:
        element = Element(kind)
        self.kids.append(element)
        return element


class Sheet:
    """What blocks draw on. Lengths are in points, measured from the bottom left of the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.root = Element("Document")
        self.pages: list[list[Element]] = [[]]  # per page the element of each marked stretch
        self.top = self.root
        self.direct = False  # whether a text belongs to `top` itself instead of being a paragraph in it
        self._known: dict[tuple[object, object], Element] = {}
        self._decorating = 0
        self.first_parts: dict[tuple[str, float], str] = {}  # by font and size: the operator that chooses its first part in this file

    def next_page(self) -> None:
        self.canvas.showPage()
        self.pages.append([])

    def element(self, kind: str, token: object, part: object = None) -> Element:
        """Return the element of this object: a new one under `top`, or the one that an earlier part of it began."""
        found = self._known.get((token, part))
        if found is None:
            found = self._known[token, part] = self.top.add(kind)
        return found

    def knows(self, token: object) -> bool:
        """Whether an earlier part of this object has been drawn."""
        return (token, None) in self._known

    def list_element(self) -> Element:
        """Return the list that the element before this was in, or a new one."""
        last = self.top.kids[-1] if self.top.kids else None
        return last if isinstance(last, Element) and last.kind == "L" else self.top.add("L")

    def mark(self, kind: str, token: object, operators: str) -> None:
        """Write operators of PDF that show words."""
        if self._decorating:
            self.canvas.addLiteral(operators)
            return
        element = self.top if self.direct else self.element(kind, token)
        marked = self.pages[-1]
        self.canvas.addLiteral(f"/{element.kind} <</MCID {len(marked)}>> BDC\n{operators}\nEMC")
        element.kids.append((len(self.pages), len(marked)))
        marked.append(element)

    def box(self, x: float, bottom: float, width: float, height: float, radius: float, colour: Color) -> None:
        """Fill a box with round corners. The operators of PDF are written by ourselves: ReportLab takes ten times as long for each."""
        right, top, bend = x + width, bottom + height, radius * (1 - CIRCLE)
        self.canvas.addLiteral(
            f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} rg {x + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l "
            f"{right - bend:.2f} {bottom:.2f} {right:.2f} {bottom + bend:.2f} {right:.2f} {bottom + radius:.2f} c "
            f"{right:.2f} {top - radius:.2f} l "
            f"{right:.2f} {top - bend:.2f} {right - bend:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
            f"{x + radius:.2f} {top:.2f} l {x + bend:.2f} {top:.2f} {x:.2f} {top - bend:.2f} {x:.2f} {top - radius:.2f} c "
            f"{x:.2f} {bottom + radius:.2f} l {x:.2f} {bottom + bend:.2f} {x + bend:.2f} {bottom:.2f} {x + radius:.2f} {bottom:.2f} c f"
        )

    def lines(self, colour: Color, thick: float, *each: tuple[float, float, float, float]) -> None:
        """Draw straight lines, each from (x, y) to (x, y)."""
        drawn = " ".join(f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for x, y, to_x, to_y in each)
        self.canvas.addLiteral(f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} RG {thick:.2f} w {drawn} S")

    def begin_decoration(self, kind: str = "Layout") -> None:
        """What is drawn from here on says nothing: lines, colours, and what stands on every page (`kind` Pagination)."""
        if not self._decorating:
            self.canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        self._decorating += 1

    def end_decoration(self) -> None:
        self._decorating -= 1
        if not self._decorating:
            self.canvas.addLiteral("EMC")

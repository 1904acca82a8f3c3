"""Where everyone stands in the front-door picture: plain arithmetic, so that it can be tried without a window.

Three rings lie around the door, all with the same distance to each other, so that a chip fits between two lines and never lies on one.
A ring is a running track: a rectangle with two half circles. What does not fit in its ring goes to a list at the right, and with more than
MOST_IN_RINGS organisations the outer ring as a whole becomes that list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from expertiseteam.cases.records import AT_A_DISTANCE, Place

MOST_IN_RINGS = 7  # organisations; with more the outer ring is a list
CHIP_HEIGHT = 32
BAND = 46  # between two lines of the picture
GAP = 10  # between two chips beside each other
CLEAR = 3  # between a chip and a line
LIST_WIDTH = 184
LIST_LINE = 40
HEAD = 8  # above the outer ring, for the upper half of its name
WIDEST, NARROWEST = 210, 96
NAME_HALF = 84  # half of what the name of a ring takes, with air


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in logical pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def touches(self, other: Box) -> bool:
        """Whether the two overlap."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Track:
    """A ring: a rectangle whose short sides are half circles."""

    box: Box

    @property
    def radius(self) -> float:
        return min(self.box.width, self.box.height) / 2

    def holds(self, x: float, y: float, clear: float = 0.0) -> bool:
        """Whether a point lies inside, at least `clear` away from the line."""
        cx, cy = self.box.middle
        flat = max(0.0, self.box.width / 2 - self.radius)
        beyond = max(0.0, abs(x - cx) - flat)
        return sqrt(beyond**2 + (y - cy) ** 2) <= self.radius - clear

    def holds_box(self, box: Box, clear: float = 0.0) -> bool:
        """Whether a whole rectangle lies inside."""
        return all(self.holds(x, y, clear) for x in (box.x, box.right) for y in (box.y, box.bottom))

    def misses_box(self, box: Box, clear: float = 0.0) -> bool:
        """Whether a whole rectangle lies outside."""
        cx, cy = self.box.middle
        x, y = min(max(cx, box.x), box.right), min(max(cy, box.y), box.bottom)  # its nearest point
        return not self.holds(x, y, -clear)

    def half_width_at(self, off: float) -> float:
        """Return how far the ring reaches from its middle, `off` above or below it."""
        if off >= self.radius:
            return 0.0
        return max(0.0, self.box.width / 2 - self.radius) + sqrt(self.radius**2 - off**2)


@dataclass(frozen=True, slots=True)
class Standing:
    """Someone to be placed: `width` is what the chip would like."""

    key: str
    place: Place
    width: float


@dataclass(frozen=True)
class Picture:
    """The answer. `rings` from the outside in; `listed` stand in the list at the right, by place; `list_box` is None without a list."""

    rings: dict[Place, Track]
    door: Box
    boxes: dict[str, Box]
    listed: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    list_box: Box | None = None

    def place_at(self, x: float, y: float) -> Place | None:
        """Return the ring (or the list) in which a point lies."""
        if self.list_box is not None and x >= self.list_box.x - GAP:
            return Place.STEPPED_ASIDE
        for place in (Place.FRONT, Place.RESERVE, Place.STEPPED_ASIDE):
            ring = self.rings.get(place)
            if ring is not None and ring.holds(x, y):
                return place
        return None


def ring_of(place: Place) -> Place:
    """Return in which ring a place lies: who advises or has no role stands with who stepped aside."""
    return Place.STEPPED_ASIDE if place in AT_A_DISTANCE else place


def lay_out(width: float, height: float, standing: Sequence[Standing]) -> Picture:
    """Place everyone in a picture of this size. Nobody overlaps anybody, nobody stands on a line, nobody is left out."""
    standing = [replace(one, place=ring_of(one.place)) for one in standing]
    if len(standing) <= MOST_IN_RINGS:
        picture = _with_rings(width, height, standing, (Place.STEPPED_ASIDE, Place.RESERVE, Place.FRONT))
        if not picture.listed:
            return picture
    return _with_list(width, height, standing)


def _with_list(width: float, height: float, standing: Sequence[Standing]) -> Picture:
    inside = [s for s in standing if s.place is not Place.STEPPED_ASIDE]
    inner = _with_rings(width - LIST_WIDTH - 18, height, inside, (Place.RESERVE, Place.FRONT))
    aside = tuple(s.key for s in standing if s.place is Place.STEPPED_ASIDE)
    listed = {**inner.listed, **({Place.STEPPED_ASIDE: aside} if aside else {})}
    return Picture(inner.rings, inner.door, inner.boxes, listed, Box(width - LIST_WIDTH, HEAD, LIST_WIDTH, height - HEAD))


def _with_rings(width: float, height: float, standing: Sequence[Standing], places: tuple[Place, ...]) -> Picture:
    rings = {
        place: Track(Box(n * BAND + 1, HEAD + n * BAND, width - 2 * n * BAND - 2, height - HEAD - 1 - 2 * n * BAND))
        for n, place in enumerate(places)
    }
    door = _door(rings[Place.FRONT])
    boxes: dict[str, Box] = {}
    left: dict[Place, tuple[str, ...]] = {}
    lean = -1 if sum(s.place is Place.FRONT for s in standing) == 1 else 1  # the side where a single reserve finds whom it supports
    for place in places:
        here = [s for s in standing if s.place is place]
        found = _beside_door(rings[place], door, here) if place is Place.FRONT else _in_band(rings[place], place, here, lean)
        boxes |= found
        if rest := tuple(s.key for s in here if s.key not in found):
            left[place] = rest
    return Picture(rings, door, boxes, left)


def _door(ring: Track) -> Box:
    """The door stands a little above the middle: the address is written below it."""
    cx, cy = ring.box.middle
    tall = min(104.0, ring.box.height - 50)
    wide = tall * 96 / 114
    return Box(cx - wide / 2, cy - tall / 2 - 6, wide, tall)


def _in_band(ring: Track, place: Place, here: Sequence[Standing], lean: int) -> dict[str, Box]:
    """Rows above and below, within the band between this line and the next one inwards."""
    _, cy = ring.box.middle
    off = ring.radius - BAND / 2
    half = ring.half_width_at(off + CHIP_HEIGHT / 2 + CLEAR) - CLEAR
    upper, lower = _shared_out(place, here, 2 * half)
    above = _row(ring, upper, cy - off, half, lean)
    return above | _row(ring, lower, cy + off, half, lean if place is Place.RESERVE else 0)


def _shared_out(place: Place, here: Sequence[Standing], room: float) -> tuple[list[Standing], list[Standing]]:
    """Reserve fills from above, who stepped aside from below; both as evenly as the widths allow."""
    first: list[Standing] = []
    second: list[Standing] = []
    for number, one in enumerate(here):
        wish = (first, second) if number in (0, 1, 4, 6) else (second, first)
        for row in wish:
            if _least([*row, one]) <= room:
                row.append(one)
                break
    return (first, second) if place is Place.RESERVE else (second, first)


def _least(row: Sequence[Standing]) -> float:
    return sum(min(s.width, NARROWEST) for s in row) + GAP * (len(row) - 1)


def _row(ring: Track, row: Sequence[Standing], middle: float, half: float, lean: int) -> dict[str, Box]:
    """Chips beside each other with even air. One alone stands to the side (`lean`): the names of the rings are in the middle."""
    if not row:
        return {}
    cx, _ = ring.box.middle
    widths = _fitted([s.width for s in row], 2 * half - GAP * (len(row) - 1))
    free = 2 * half - sum(widths)
    gap = min(free / (len(row) + 1), 150.0) if len(row) > 1 else 0.0
    gap = max(gap, GAP)
    x = cx - (sum(widths) + gap * (len(row) - 1)) / 2
    if len(row) == 1 and lean:
        away = min(NAME_HALF, half - widths[0])
        x = cx + away if lean > 0 else cx - away - widths[0]
    boxes = {}
    for one, wide in zip(row, widths, strict=True):
        boxes[one.key] = Box(x, middle - CHIP_HEIGHT / 2, wide, CHIP_HEIGHT)
        x += wide + gap
    return boxes


def _fitted(widths: list[float], room: float) -> list[float]:
    """Make the widest narrower until the row fits."""
    widths = [min(w, WIDEST) for w in widths]
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(widths)
        lower = max([w for w in widths if w < widest], default=NARROWEST)
        many = widths.count(widest)
        cut = min(widest - max(lower, NARROWEST), (sum(widths) - room) / many)
        widths = [w - cut if w == widest else w for w in widths]
    return widths


def _beside_door(ring: Track, door: Box, here: Sequence[Standing]) -> dict[str, Box]:
    """Left and right of the door in turn, below each other."""
    cx, cy = ring.box.middle
    step = CHIP_HEIGHT + 8
    most = max(1, int((ring.box.height - 24 + 8) // step))
    boxes = {}
    for side, column in ((-1, here[0::2][:most]), (1, here[1::2][:most])):
        start = cy - 6 - step * (len(column) - 1) / 2
        for number, one in enumerate(column):
            middle = start + number * step
            reach = ring.half_width_at(abs(middle - cy) + CHIP_HEIGHT / 2 + CLEAR) - CLEAR - 6
            begin = door.width / 2 + 18
            wide = min(one.width, WIDEST, reach - begin)
            if wide < NARROWEST and wide < one.width:
                continue
            away = begin + max(0.0, min(26.0, (reach - begin - wide) / 2))
            x = cx + away if side > 0 else cx - away - wide
            boxes[one.key] = Box(x, middle - CHIP_HEIGHT / 2, wide, CHIP_HEIGHT)
    return boxes

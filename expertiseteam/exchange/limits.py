"""How much a list may hold, told before memory grows, and what every cell is rid of. For lists as text and for workbooks."""

from __future__ import annotations

import re

from expertiseteam.basics.sentences import Refused

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000  # characters; also the longest text of a signal

NOTHING = "Er is niets overgenomen."
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def cleaned(cell: str) -> str:
    """The text of a cell with one kind of line end and without signs that cannot be seen."""
    return _CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))


def trimmed(cells: list[str], where: str) -> tuple[str, ...]:
    """The cells of a row up to the last that holds something; `where`: "regel 14". Refused when there are too many, or one is too long."""
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise too_long(where)
    cells = [cleaned(cell) for cell in cells]
    while cells and not cells[-1].strip():
        cells.pop()  # Excel writes empty cells up to the widest row
    if len(cells) > MOST_COLUMNS:
        raise Refused(f"{where.capitalize()} heeft meer dan {MOST_COLUMNS} kolommen. {NOTHING} Haal de kolommen weg die u niet nodig hebt.")
    return tuple(cells)


def too_long(where: str) -> Refused:
    """The sentence for a text in a cell that is too long."""
    return Refused(f"Op {where} staat een cel met meer dan {LONGEST_CELL} tekens. {NOTHING} Maak die tekst korter.")


def too_many_rows() -> Refused:
    """The sentence for a list that is too long."""
    return Refused(f"Deze lijst heeft meer dan {MOST_ROWS} rijen. {NOTHING} Verdeel de lijst over meer bestanden.")

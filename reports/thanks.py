"""The sheet to thank with: the words of the team, and per group how many signals came and what they led to. Nothing confidential."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.insight.sheet_records import ThanksLine, ThanksPaper
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import AIR, COLUMN_LOOK, heading
from reports.style import BODY, COLUMN, SMALL, TITLE, WIDTH
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, text

COLUMNS = ((0.0, "Wie"), (176.0, "Signalen"), (238.0, "Bij een casus"), (322.0, "Hulp of antwoord"), (424.0, "Nog bezig"))
CLOSE = Look(above=1.5, below=3.0)


def thanks_pdf(paper: ThanksPaper) -> bytes:
    """Return the sheet as PDF. The same figures give the same bytes."""
    period = f"Van {full_date(paper.since)} tot en met {full_date(paper.made)}."
    story: list[Block] = [
        text(TITLE, WIDTH, "Bedankt", tag="H1"),
        text(BODY, WIDTH, period, gap=2),
        *(text(BODY, WIDTH, line, gap=3) for line in paper.lines),
        heading("Wat uw signalen opleverden"),
    ]
    story.append(_table(paper.sources) if paper.sources else text(BODY, WIDTH, "In deze tijd kwam er geen signaal binnen.", gap=2))
    if paper.trades:
        story += [heading("Per beroep"), _table(paper.trades)]
    honest = (
        "Een klein getal staat er niet precies: dat zou iemand kunnen aanwijzen. Ruis en dubbele signalen tellen alleen mee bij ‘Signalen’."
    )
    story.append(text(SMALL, WIDTH, honest, gap=8))
    edges = Furniture(paper.team, "Bedankt", paper.made, time(12), "", f"Gemeente {paper.municipality}.", is_confidential=False)
    return write(edges, story)


def _table(lines: Sequence[ThanksLine]) -> Table:
    top = Row(*(Cell(x, (text(COLUMN, _width(n), title),)) for n, (x, title) in enumerate(COLUMNS)), look=COLUMN_LOOK)
    return Table(top, [_row(line) for line in lines], gap=4)


def _row(line: ThanksLine) -> Row:
    words = (line.group.capitalize(), line.total, line.joined, line.helped, line.waiting)
    cells = (Cell(COLUMNS[n][0], (text(BODY, _width(n), word, limit=NAME_LIMIT),)) for n, word in enumerate(words))
    return Row(*cells, look=CLOSE)


def _width(column: int) -> float:
    until = COLUMNS[column + 1][0] if column + 1 < len(COLUMNS) else WIDTH
    return until - COLUMNS[column][0] - AIR

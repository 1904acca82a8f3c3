"""The overview of a year: small tables of figures, each with what it counts. Nothing on it is confidential."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.basics.dates import full_date
from expertiseteam.insight.year_records import YearReport, YearTable
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import AIR, COLUMN_LOOK, heading, together
from reports.style import BODY, COLUMN, SMALL, TITLE, WIDTH, Style
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, as_sentence, text

FIRST_WIDTH, LONG_FIRST_WIDTH, BESIDE_YEARS = 92.0, 300.0, 230.0  # with many columns, with two, and with a few years
CLOSE = Look(above=1.5, below=3.0)


def year_report_pdf(paper: YearReport) -> bytes:
    """Return the overview as PDF. The same figures give the same bytes on any day."""
    period = f"Van {full_date(date(paper.year, 1, 1))} tot en met {full_date(paper.until)}, geteld over wat de maker mag zien."
    honest = (
        f"Een aantal kleiner dan {paper.smallest} staat er niet precies (<{paper.smallest}): dat zou iemand kunnen aanwijzen. "
        "Bij – zou een klein aantal te herleiden zijn. Namen en adressen staan er niet in."
    )
    story: list[Block] = [
        text(TITLE, WIDTH, f"Jaaroverzicht {paper.year}", tag="H1"),
        text(BODY, WIDTH, period, gap=1),
        text(SMALL, WIDTH, honest, gap=2),
        *(block for table in paper.tables for block in _part(table)),
    ]
    foot = f"Gemeente {paper.municipality}."
    return write(Furniture(paper.team, "Jaaroverzicht", paper.until, time(12), "", foot, is_confidential=False), story)


def _part(table: YearTable) -> list[Block]:
    meaning = text(SMALL, WIDTH, table.meaning, gap=1, keep=True)
    if not table.rows:
        return together([heading(table.title, 12), meaning, text(BODY, WIDTH, "Er is in dit jaar niets te tellen.", gap=2)])
    starts = _starts(len(table.columns))
    top = Row(*_cells(starts, table.columns, COLUMN), look=COLUMN_LOOK)
    return [heading(table.title, 12), meaning, Table(top, [Row(*_cells(starts, row, BODY), look=CLOSE) for row in table.rows])]


def _starts(columns: int) -> list[float]:
    first = {2: LONG_FIRST_WIDTH, 3: BESIDE_YEARS, 4: BESIDE_YEARS}.get(columns, FIRST_WIDTH)
    return [0.0, *(first + number * (WIDTH - first) / (columns - 1) for number in range(columns - 1))]


def _cells(starts: list[float], words: tuple[str, ...], style: Style) -> list[Cell]:
    ends = [*starts[1:], WIDTH + AIR]
    said = (text(style, end - x - AIR, as_sentence(word), limit=NAME_LIMIT) for x, end, word in zip(starts, ends, words, strict=True))
    return [Cell(x, (one,)) for x, one in zip(starts, said, strict=True)]

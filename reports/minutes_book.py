"""The book of a year: a page that says what is in it and where, and then the minutes of every overleg, each on pages of its own."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.basics.dates import full_date, long_date
from expertiseteam.meetings.papers import BookPaper, MinutesPaper
from reports.block import Block
from reports.logo import logo_of
from reports.minutes import minutes_part
from reports.page import Furniture, filled, write_parts
from reports.parts import COLUMN_LOOK, furniture, heading
from reports.style import BODY, BODY_RIGHT, COLUMN, COLUMN_RIGHT, SMALL, TITLE, WIDTH
from reports.table import Cell, Row, Table
from reports.text import text

COLUMNS = ((0.0, "Overleg"), (200.0, "Vastgesteld"), (330.0, "Punten"), (390.0, "Besluiten"))
PAGE_WIDTH = 40.0


def minutes_book_pdf(paper: BookPaper) -> bytes:
    """Return the book as PDF, with an outline of its overleggen and their points. The same paper gives the same bytes on any day."""
    chapters = [minutes_part(minutes, f"Overleg van {long_date(minutes.head.day)}") for minutes in paper.minutes]
    counts = [len(pages) for _, pages in chapters]
    front = len(filled(_front(paper, counts, 0)))
    edges: Furniture = furniture(paper.head, "Notulenboek", "Niet doorsturen.", is_extract=True)
    return write_parts([(edges, filled(_front(paper, counts, front))), *chapters])


def _front(paper: BookPaper, counts: Sequence[int], front: int) -> list[Block]:
    """`counts`: pages of each overleg; `front`: of the part that stands before them."""
    begins = [front + 1 + sum(counts[:number]) for number in range(len(counts))]
    points = sum(len(minutes.items) for minutes in paper.minutes)
    count = "1 overleg" if len(counts) == 1 else f"{len(counts)} overleggen"
    story: list[Block] = [
        *logo_of(paper.head.logo),
        text(TITLE, WIDTH, f"Notulen van {paper.year}", tag="H1"),
        text(BODY, WIDTH, paper.head.team, gap=1),
        text(SMALL, WIDTH, f"{count}, {points} {'punt' if points == 1 else 'punten'}. Alles is vastgesteld.", gap=1),
        heading("Inhoud"),
        _contents(paper.minutes, begins),
    ]
    if paper.not_adopted:
        days = ", ".join(full_date(day) for day in paper.not_adopted)
        story.append(text(SMALL, WIDTH, f"Nog niet vastgesteld, en daarom niet in dit boek: {days}.", gap=8))
    return story


def _contents(minutes: Sequence[MinutesPaper], begins: Sequence[int]) -> Table:
    page_x = WIDTH - PAGE_WIDTH
    top = Row(
        *(Cell(x, (text(COLUMN, WIDTH - x, title),)) for x, title in COLUMNS),
        Cell(page_x, (text(COLUMN_RIGHT, PAGE_WIDTH, "Pagina"),)),
        look=COLUMN_LOOK,
    )
    return Table(top, [_line(one, page, page_x) for one, page in zip(minutes, begins, strict=True)])


def _line(one: MinutesPaper, page: int, page_x: float) -> Row:
    adopted = full_date(one.adopted_on) if one.adopted_on is not None else ""
    words = (long_date(one.head.day).capitalize(), adopted, str(len(one.items)), str(len(one.decisions)))
    cells = (Cell(x, (text(BODY, 190, word),)) for (x, _), word in zip(COLUMNS, words, strict=True))
    return Row(*cells, Cell(page_x, (text(BODY_RIGHT, PAGE_WIDTH, str(page)),)))

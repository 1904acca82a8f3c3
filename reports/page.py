"""From blocks to a file: pages are filled first and drawn after, so that "pagina 2 van 5" is known when the first page is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TypeAlias

from reportlab.pdfgen.canvas import Canvas

from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.dates import full_date
from reports.archive import Properties, finish
from reports.block import Block
from reports.sheet import Sheet
from reports.style import (
    EDGE,
    EDGE_ALERT,
    EDGE_RIGHT,
    EDGE_STRONG,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    RULE,
    WIDTH,
)
from reports.text import NAME_LIMIT, Piece, Text, plain, text

HEADER_LINE = PAGE_HEIGHT - 51.0
FOOTER_LINE = 46.0
TOP = HEADER_LINE - 15.0
BOTTOM = FOOTER_LINE + 14.0
CONFIDENTIAL_WIDTH = 90.0
NUMBER_WIDTH = 100.0
Placed: TypeAlias = tuple[Block, float]  # and how far it begins below the top of the page


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands at the head and foot of every page, and in the properties of the file."""

    team: str
    kind: str  # "Notulen"
    day: date
    at: time  # with `day` the date of the file, so that the same content is the same file on any day
    version: str  # "concept 1"; "" when there is none
    foot: str  # whose copy it is, and what he may do with it
    is_confidential: bool = True
    is_bare: bool = False  # nothing at head and foot, and a title that tells nothing (domain.md, row 105)


def write(furniture: Furniture, story: Iterable[Block], closing: Sequence[Block] = ()) -> bytes:
    """Return the PDF. Its properties name the team, the kind and the day, never a person.

    `closing`: a few last lines, which never stand on a page by themselves.
    """
    return write_parts([(furniture, filled(story, closing))])


def filled(story: Iterable[Block], closing: Sequence[Block] = ()) -> list[list[Placed]]:
    """Return the pages of a story, with its last lines where they fit."""
    return close_pages(fill_pages(story, TOP - BOTTOM), closing, TOP - BOTTOM)


def write_parts(parts: Sequence[tuple[Furniture, list[list[Placed]]]]) -> bytes:
    """Return the PDF of parts that each begin on a page of their own, with their own edges; pages are counted through.

    The properties of the file are those of the first part.
    """
    furniture, _ = parts[0]
    file = BytesIO()
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, initialFontName=REGULAR, pdfVersion=(1, 7))
    day = full_date(furniture.day)
    moment = datetime.combine(furniture.day, furniture.at, amsterdam())
    secret = ", vertrouwelijk" if furniture.is_confidential else ""
    about = f"{furniture.kind} {day}" if furniture.is_bare else f"{furniture.kind} van {day}{secret}"
    properties = Properties(f"{furniture.kind} {day}", plain(furniture.team), about, moment)
    sheet = Sheet(canvas)
    count, number = sum(len(pages) for _, pages in parts), 0
    for edges, pages in parts:
        around = _edges(edges)
        for page in pages:
            number += 1
            if number > 1:
                sheet.next_page()
            if not edges.is_bare:
                _draw_edges(sheet, *around, text(EDGE_RIGHT, NUMBER_WIDTH, f"pagina {number} van {count}"))
            for block, top in page:
                block.draw(sheet, MARGIN, TOP - top)
    return finish(sheet, file, properties)


def _edges(furniture: Furniture) -> tuple[Text, Text, Text]:
    header = text(
        EDGE,
        WIDTH - CONFIDENTIAL_WIDTH,
        Piece(furniture.team, EDGE_STRONG, NAME_LIMIT),
        "".join(f" · {part}" for part in (furniture.kind, full_date(furniture.day), furniture.version) if part),
        limit=NAME_LIMIT,
    )
    confidential = text(EDGE_ALERT, CONFIDENTIAL_WIDTH, "VERTROUWELIJK" if furniture.is_confidential else "")
    return header, confidential, text(EDGE, WIDTH - NUMBER_WIDTH, furniture.foot, limit=2 * NAME_LIMIT)


def fill_pages(story: Iterable[Block], room: float) -> list[list[Placed]]:
    """Return for every page its blocks and how far each begins below the top of the page, `room` points high.

    A block that keeps with what follows moves along to the next page with it. A block that fits nowhere and cannot be cut is placed
    on a page of its own.
    """
    waiting = deque(story)
    pages: list[list[Placed]] = [[]]
    used = 0.0
    while waiting:
        group = [waiting.popleft()]
        while group[-1].keep and waiting:
            group.append(waiting.popleft())
        tops, end = _stack(group, used)
        if end <= room:
            pages[-1].extend(zip(group, tops, strict=True))
            used = end
            continue
        parts = group[-1].split(room - tops[-1]) if tops[-1] < room else None
        if parts is not None:
            pages[-1].extend(zip([*group[:-1], parts[0]], tops, strict=True))
            waiting.appendleft(parts[1])
        elif used:
            waiting.extendleft(reversed(group))
        elif len(group) > 1:
            pages[-1].extend(zip(group[:-1], tops, strict=False))
            waiting.appendleft(group[-1])
        else:
            pages[-1].append((group[0], 0.0))
        if waiting:
            pages.append([])
        used = 0.0
    return pages


def close_pages(pages: list[list[Placed]], closing: Sequence[Block], room: float) -> list[list[Placed]]:
    """Return the pages with `closing` on the last one; where it does not fit, the end of what stands there goes along to a new page."""
    last = pages[-1]
    tops, end = _stack(closing, last[-1][1] + last[-1][0].height if last else 0.0)
    if end <= room or not closing:
        return [*pages[:-1], [*last, *zip(closing, tops, strict=True)]]
    stays, (moved, top) = last[:-1], last[-1]
    parts = moved.split(moved.height - 1)  # all but its last line or row
    if parts is not None:
        stays, goes = [*stays, (parts[0], top)], [parts[1]]
    else:
        goes = [moved]
        while stays and stays[-1][0].keep:
            goes.insert(0, stays.pop()[0])
    tops, end = _stack([*goes, *closing], 0.0)
    if stays and end <= room:
        return [*pages[:-1], stays, list(zip([*goes, *closing], tops, strict=True))]
    return [*pages, list(zip(closing, _stack(closing, 0.0)[0], strict=True))]


def _stack(group: Sequence[Block], used: float) -> tuple[list[float], float]:
    tops: list[float] = []
    for block in group:
        used += block.gap if used else 0.0
        tops.append(used)
        used += block.height
    return tops, used


def _draw_edges(sheet: Sheet, header: Text, confidential: Text, foot: Text, number: Text) -> None:
    sheet.begin_decoration("Pagination")
    header.draw(sheet, MARGIN, HEADER_LINE + 5 + header.height)
    confidential.draw(sheet, MARGIN + WIDTH - CONFIDENTIAL_WIDTH, HEADER_LINE + 5 + confidential.height)
    foot.draw(sheet, MARGIN, FOOTER_LINE - 5)
    number.draw(sheet, MARGIN + WIDTH - NUMBER_WIDTH, FOOTER_LINE - 5)
    sheet.lines(RULE, 0.6, *((MARGIN, y, MARGIN + WIDTH, y) for y in (HEADER_LINE, FOOTER_LINE)))
    sheet.end_decoration()

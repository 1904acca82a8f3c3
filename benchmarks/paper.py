"""Operations on paper: minutes against a bare canvas and against LibreOffice, and whether paper grows in step with what stands on it."""

from __future__ import annotations

import io
import statistics
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks import samples
from benchmarks.measure import Figure, Settings, milliseconds, seconds, side_by_side
from benchmarks.office import against_libreoffice
from expertiseteam.meetings.papers import MinutesPaper
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.minutes import minutes_pdf
from reports.minutes_book import minutes_book_pdf
from reports.style import REGULAR

ITEMS, BOOK, BOOK_RUNS = 40, 300, 3
MEGA = 1_000_000
SHAPES: dict[str, Callable[[int], Callable[[], bytes]]] = {
    "notulen": lambda count: _minutes(count),
    "agenda": lambda count: partial(agenda_pdf, samples.agenda(count)),
    "actielijst": lambda count: partial(action_list_pdf, samples.action_list(count)),
}


def minutes(settings: Settings) -> dict[str, Figure]:
    """Minutes of 40 items against a bare canvas that writes the same lines."""
    return {"minutes": _against_canvas(_minutes(ITEMS), settings.runs)}


def minutes_office(settings: Settings) -> dict[str, Figure]:
    """Minutes of 40 items against the Word way: a Word file with the same text in headings and tables, in a LibreOffice that is warm."""
    return {"minutes_office": _against_office(_minutes(ITEMS), (samples.minutes(ITEMS),), settings.runs)}


def book(settings: Settings) -> dict[str, Figure]:
    """The 300 items of a year in one book, against both; a few runs, for one takes LibreOffice seconds. And what it holds in memory."""
    runs, paper = min(settings.runs, BOOK_RUNS), samples.book(BOOK)
    draw = partial(minutes_book_pdf, paper)
    return {"book": _against_canvas(draw, runs), "book_office": _against_office(draw, paper.minutes, runs), "book_memory": _memory(draw)}


def _minutes(count: int) -> Callable[[], bytes]:
    return partial(minutes_pdf, samples.minutes(count))


def _memory(draw: Callable[[], bytes]) -> Figure:
    """Memory per item at the most while the book is drawn, against minutes of one overleg."""
    whole, one = _most_held(draw), _most_held(_minutes(ITEMS))
    return Figure((whole / BOOK) / (one / ITEMS), f"hoogstens {whole / MEGA:.0f} MB, notulen van {ITEMS} punten {one / MEGA:.1f} MB")


def _most_held(draw: Callable[[], bytes]) -> int:
    """Bytes that Python holds at the most meanwhile; what is loaded and kept once (fonts) is not counted."""
    draw()
    tracemalloc.start()
    try:
        draw()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _against_canvas(draw: Callable[[], bytes], runs: int) -> Figure:
    pages = _lines_on(draw())
    mine, bare = side_by_side(runs, lambda: seconds(draw), lambda: seconds(lambda: _on_bare_canvas(pages)))
    return Figure(mine / bare, f"{len(pages)} bladzijden: {milliseconds(mine)}, kaal {milliseconds(bare)}")


def _against_office(draw: Callable[[], bytes], papers: Sequence[MinutesPaper], runs: int) -> Figure:
    pages = len(_lines_on(draw()))

    def ours() -> float:
        """As warm as LibreOffice, which makes one after another as well."""
        return statistics.median(seconds(draw) for _ in range(3))

    office = against_libreoffice(papers, ours, runs)
    if isinstance(office, str):
        return Figure(None, f"niet gemeten: {office}")
    remark = f"{pages} bladzijden: {milliseconds(office.ours)}, LibreOffice {office.pages}: {milliseconds(office.theirs)}"
    return Figure(office.ours / office.theirs, remark)


def paper_growth(settings: Settings) -> dict[str, Figure]:
    """Ten times as much on paper may cost ten times as much: the cost of one item on long paper against one on short paper."""
    found = []
    for name, make in SHAPES.items():
        before, after = side_by_side(settings.runs, _making(make, ITEMS), _making(make, 10 * ITEMS))
        found.append((after / before / 10, name))
    ratio, _ = max(found)
    return {"paper_growth": Figure(ratio, ", ".join(f"{name} {grown:.2f}" for grown, name in found))}


def _making(make: Callable[[int], Callable[[], bytes]], count: int) -> Callable[[], float]:
    run = make(count)
    return lambda: seconds(run)


def _lines_on(pdf: bytes) -> list[list[str]]:
    """The lines of text on each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().splitlines() for page in document]


def _on_bare_canvas(pages: list[list[str]]) -> bytes:
    """The least that writing these lines costs: no layout, no colours, the same letters, the same way of keeping them."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, initialFontName=REGULAR)
    for lines in pages:
        canvas.setFont(REGULAR, 10.5)
        for number, line in enumerate(lines):
            canvas.drawString(57, 780 - 14.4 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()

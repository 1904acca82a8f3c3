"""All that the minutes hold about one case, overleg after overleg."""

from __future__ import annotations

from dataclasses import replace

from expertiseteam.basics.dates import full_date, long_date
from expertiseteam.meetings.papers import CasePaper
from reports.block import Block
from reports.minutes import errata_rows, item_blocks
from reports.page import write
from reports.parts import furniture, named
from reports.style import BODY, SMALL, TITLE, WIDTH
from reports.text import TITLE_LIMIT, text


def case_minutes_pdf(paper: CasePaper) -> bytes:
    """Return the compilation as PDF. The same paper gives the same bytes on any day."""
    first, last = full_date(paper.meetings[0].day), full_date(paper.meetings[-1].day)
    count = len(paper.meetings)
    told = f"1 overleg, op {first}" if count == 1 else f"{count} overleggen, van {first} tot en met {last}"
    story: list[Block] = [
        text(TITLE, WIDTH, named(paper.code, paper.label), limit=TITLE_LIMIT, tag="H1"),
        text(BODY, WIDTH, f"Wat erover in de notulen staat: {told}", gap=1),
    ]
    for number, meeting in enumerate(paper.meetings, 1):
        heading, *rest = item_blocks(
            replace(meeting.item, number=number, code="", title=f"Overleg van {long_date(meeting.day)}"), meeting.day
        )
        story += [heading, text(SMALL, WIDTH, f"Notulen: {meeting.version}", keep=True), *rest, *errata_rows(meeting.errata)]
    return write(furniture(paper.head, "Notulen van één casus", "Niet doorsturen.", is_extract=True), story)

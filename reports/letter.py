"""A letter on the municipality's paper: logo, who sends it, the day, and the team's own text."""

from __future__ import annotations

from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.papers import LetterPaper
from reports.block import Block
from reports.logo import logo_of
from reports.page import Furniture, write
from reports.style import BODY, SMALL, STRONG, TITLE, WIDTH
from reports.text import NAME_LIMIT, TITLE_LIMIT, text


def letter_pdf(paper: LetterPaper) -> bytes:
    """Return the letter as PDF. The same paper gives the same bytes on any day."""
    story: list[Block] = [
        *logo_of(paper.logo),
        text(TITLE, WIDTH, paper.subject, limit=TITLE_LIMIT, gap=8, tag="H1"),
        text(SMALL, WIDTH, f"Gemeente {paper.municipality} · {paper.team} · {full_date(paper.made)}", limit=2 * NAME_LIMIT, gap=2),
        text(STRONG, WIDTH, f"Aan {paper.recipient}", limit=NAME_LIMIT, gap=22),
        *([text(BODY, WIDTH, paper.address, limit=NAME_LIMIT, gap=1)] if paper.address else []),
        *(text(BODY, WIDTH, line, gap=10) for line in paper.lines),
    ]
    foot = "Alleen voor wie het aangaat. Daarna vernietigen." if paper.is_confidential else f"Gemeente {paper.municipality}."
    return write(Furniture(paper.team, "Brief", paper.made, time(12), "", foot, paper.is_confidential), story)

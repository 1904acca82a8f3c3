"""The sheet *Waar kan ik terecht?*: one name, one number, and what happens then. Nothing on it is confidential."""

from __future__ import annotations

from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.team.records import SignpostPaper
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import heading
from reports.style import BODY, GROUP, SMALL, TITLE, WIDTH
from reports.text import NAME_LIMIT, text


def signpost_pdf(paper: SignpostPaper) -> bytes:
    """Return the sheet as PDF of one page."""
    story: list[Block] = [
        text(TITLE, WIDTH, "Maakt u zich zorgen om iemand?", tag="H1"),
        text(BODY, WIDTH, "Een onderbuikgevoel is genoeg. U hoeft niets zeker te weten.", gap=2),
        heading("Bel"),
        text(GROUP, WIDTH, paper.phone, limit=NAME_LIMIT),
        text(BODY, WIDTH, f"en vraag naar {paper.name}.", limit=NAME_LIMIT, gap=4),
        heading("Wat er dan gebeurt"),
        *(text(BODY, WIDTH, f"{number}. {line}", gap=3) for number, line in enumerate(paper.lines, 1)),
        heading("Is er nu direct gevaar?"),
        text(BODY, WIDTH, "Bel 112.", gap=2),
        text(SMALL, WIDTH, f"{paper.team}, {full_date(paper.made)}", limit=NAME_LIMIT, gap=14),
    ]
    edges = Furniture(paper.team, "Waar kan ik terecht", paper.made, time(12), "", f"Gemeente {paper.municipality}.", is_confidential=False)
    return write(edges, story)

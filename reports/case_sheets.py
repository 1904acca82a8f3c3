"""One page about a case: to hand it over to a colleague, and one for the resident, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.insight.sheet_records import HandoverPaper, ResidentPaper, SheetLine
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import calm_sentence, case_edges, heading, labelled
from reports.style import BODY, SMALL, STRONG, TITLE, WIDTH
from reports.table import Look
from reports.text import TITLE_LIMIT, text

LABEL = 110.0
LINE_LIMIT = 220  # signs: a page holds so many lines of this length
TIGHT = Look(above=1, below=2, rule=None)


def handover_pdf(paper: HandoverPaper) -> bytes:
    """Return the hand-over sheet as PDF. The same paper gives the same bytes on any day."""
    story: list[Block] = [
        text(TITLE, WIDTH, f"Overdracht {paper.code}", limit=TITLE_LIMIT, tag="H1"),
        text(STRONG, WIDTH, paper.label, limit=TITLE_LIMIT, gap=1),
        text(BODY, WIDTH, f"Stand van {full_date(paper.made)}. Regie: {paper.lead}.", gap=1),
        *_rows(
            [SheetLine("Doel", paper.goal), *([SheetLine("Wie heeft de ingang", paper.trusted_contact)] if paper.trusted_contact else [])]
        ),
        heading("Wat speelt er nu", 10),
        *(text(BODY, WIDTH, line, limit=LINE_LIMIT) for line in paper.state),
        *_part("Wie staat er achter de voordeur", paper.door, "Er staat nog niemand."),
        *_part("Waar het huishouden aan werkt", paper.plan, "Er is nog geen plan."),
        *_part("Wat openstaat", paper.actions, "Er staan geen acties open."),
    ]
    if paper.more_actions:
        story.append(text(SMALL, WIDTH, f"En nog {paper.more_actions} in het programma.", gap=1))
    story += _part("Laatste bezoeken", paper.visits, "Er is nog niemand geweest.")
    story += _part("Laatste besluiten", paper.decisions, "Er is nog niets besloten.")
    edges = case_edges(paper.team, "Overdracht", paper.made, paper.marks, "Voor wie overneemt. Daarna vernietigen.")
    return write(edges, story)


def resident_pdf(paper: ResidentPaper) -> bytes:
    """Return the page for the resident as PDF."""
    about = f", {paper.function}" if paper.function else ""
    story: list[Block] = [
        text(TITLE, WIDTH, "Uw plan, en wie u helpt", tag="H1"),
        text(BODY, WIDTH, f"Gemeente {paper.municipality}, {full_date(paper.made)}", gap=1),
        heading("Uw vaste contact"),
        text(BODY, WIDTH, f"{paper.contact}{about}", limit=TITLE_LIMIT),
        text(BODY, WIDTH, f"Bel {paper.phone} als u iets wilt weten of als er iets verandert." if paper.phone else "Bel de gemeente."),
        *_part("Waar u aan werkt", paper.plan, _no_plan(paper)),
        *_part("Wie er bij u komt", paper.comes, "Op dit moment komt er niemand vast bij u."),
        heading("Wanneer er iemand komt"),
        *([text(BODY, WIDTH, line, limit=LINE_LIMIT) for line in paper.visits] or [calm_sentence("Er is nog geen afspraak gemaakt.")]),
        heading("Goed om te weten"),
        text(BODY, WIDTH, "Wie aan de deur komt, zegt wie hij is en waarvoor hij komt. U beslist zelf of iemand binnenkomt.", gap=2),
        text(BODY, WIDTH, "U mag vragen wat wij over u hebben opgeschreven, en laten verbeteren wat niet klopt.", gap=2),
    ]
    return write(Furniture(paper.team, "Uw plan", paper.made, time(12), "", "Dit blad is van u.", is_confidential=False), story)


def _no_plan(paper: ResidentPaper) -> str:
    return "Uw plan ligt even stil. Wilt u verder? Bel uw vaste contact." if paper.plan_waits else "Wij maken samen met u een plan."


def _part(title: str, lines: Sequence[SheetLine], nothing: str) -> list[Block]:
    return [heading(title, 10), *(_rows(lines) if lines else [calm_sentence(nothing)])]


def _rows(lines: Sequence[SheetLine]) -> list[Block]:
    return [labelled(line.when, text(BODY, WIDTH - LABEL, line.what, limit=LINE_LIMIT), x=LABEL, look=TIGHT) for line in lines]

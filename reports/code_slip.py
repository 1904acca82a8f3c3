"""A slip of paper with a one-time code: for who is invited, or moves to another laptop."""

from __future__ import annotations

from datetime import time

from expertiseteam.meetings.papers import CodePaper
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import heading, labelled
from reports.recovery_sheet import GROUP_LIMIT
from reports.style import BODY, GROUP, SMALL, TITLE, WIDTH
from reports.table import Cell, Look, Row
from reports.text import NAME_LIMIT, text

GROUP_LOOK = Look(above=5, below=8)
TIGHT = Look(above=0, below=2, rule=None)
KEEPING = "Geef dit briefje zelf, aan niemand anders. Een code werkt één keer. Gooi het briefje daarna weg; het opent dan niets meer."
SIGNS = "Grote en kleine letters maken niet uit. De letters I, L, O en U komen niet voor: een rondje is altijd een nul."


def code_slip_pdf(paper: CodePaper) -> bytes:
    """Return the slip as PDF of one page. Raises ValueError for groups that are too long to be shown whole."""
    if not paper.groups or any(len(group) > GROUP_LIMIT for group in paper.groups):
        raise ValueError("the groups do not fit on a slip")
    story: list[Block] = [
        text(TITLE, WIDTH, f"Code voor {paper.receiver}", limit=NAME_LIMIT, tag="H1"),
        _about("Team", paper.team, first=True),
        _about("Van", paper.giver),
        _about("Geldig tot", paper.until),
        heading("De code"),
        text(SMALL, WIDTH, SIGNS),
        *_groups(paper),
        heading("Wat u doet"),
        *(
            Row(Cell(0, (text(BODY, 18, f"{number}."),), is_label=True), Cell(18, (text(BODY, WIDTH - 18, step),)), look=TIGHT)
            for number, step in enumerate(paper.steps, 1)
        ),
        heading("Let op"),
        text(BODY, WIDTH, KEEPING, gap=2),
    ]
    return write(Furniture(paper.team, "Code", paper.made, time(12), "", "Code die één keer werkt."), story)


def _about(label: str, told: str, first: bool = False) -> Row:
    row = labelled(label, text(BODY, WIDTH - 91, told, limit=NAME_LIMIT), x=91, look=Look(rule_over=first))
    row.gap = 10 if first else 0
    return row


def _groups(paper: CodePaper) -> list[Row]:
    rows = [
        Row(
            Cell(0, (text(SMALL, 20, str(number)),), drop=10, is_label=True),
            Cell(22, (text(GROUP, 130, group),)),
            Cell(160, (text(BODY, WIDTH - 160, spoken),), drop=6),
            look=GROUP_LOOK,
        )
        for number, (group, spoken) in enumerate(zip(paper.groups, paper.spoken, strict=True), 1)
    ]
    rows[0].gap = 6
    return rows

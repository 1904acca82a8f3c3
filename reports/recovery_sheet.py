"""The recovery sheet: one page that opens the dossier when every passphrase is lost."""

from __future__ import annotations

from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.papers import RecoverySheetPaper
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import heading, labelled
from reports.style import BODY, GROUP, SMALL, TITLE, WIDTH
from reports.table import Cell, Look, Row
from reports.text import NAME_LIMIT, text

GROUP_LOOK = Look(above=5, below=8)
TIGHT = Look(above=0, below=2, rule=None)
COLUMNS = 4
GROUP_LIMIT = 6  # signs on one line of a cell, even when all are as wide as W
MOST_GROUPS = 24  # what one page holds
WHAT = (
    "Dit blad opent het dossier als niemand er meer in kan, bijvoorbeeld omdat wachtzinnen zijn vergeten of een computer stuk is. "
    "Wie dit blad heeft, heeft geen wachtzin nodig."
)
WARNING = (
    "Met dit blad kunt u alles lezen, ook wie een signaal heeft gegeven. Die namen zijn in het dossier apart verzegeld: "
    "verder kan alleen de aandachtsfunctionaris ze lezen."
)
KEEPING = (
    "Bewaar het blad op papier in een kluis of een kast met slot, in een dichte envelop met de naam van het team erop.",
    "Bewaar het niet bij de computers, en maak er geen foto, scan of kopie van.",
    "Spreek af welke twee mensen weten waar het ligt.",
    "Is het blad kwijt of gezien door een ander? Zeg het dezelfde dag tegen de aandachtsfunctionaris en maak een nieuw blad.",
)
USE = "Kies bij het ontgrendelen Wachtzin vergeten en typ de groepen over, op volgorde. De letters I, L, O en U komen niet voor."


def recovery_sheet_pdf(paper: RecoverySheetPaper) -> bytes:
    """Return the recovery sheet as PDF of one page. Groups are numbered from left to right.

    Raises ValueError for more groups, or longer ones, than a page shows whole: a sheet that lacks one sign opens nothing.
    """
    if not paper.groups or len(paper.groups) > MOST_GROUPS or any(len(group) > GROUP_LIMIT for group in paper.groups):
        raise ValueError("the groups do not fit on one recovery sheet")
    story: list[Block] = [
        text(TITLE, WIDTH, "Herstelblad van het dossier", tag="H1"),
        text(BODY, WIDTH, WHAT, gap=4),
        _about("Team", paper.team, first=True),
        _about("Gemaakt door", paper.member),
        _about("Gemaakt op", full_date(paper.made)),
        _about("Dossier", paper.dossier),
        heading("De groepen"),
        text(SMALL, WIDTH, USE),
        *_groups(paper.groups),
        heading("Wat u ermee kunt"),
        text(BODY, WIDTH, WARNING, gap=2),
        heading("Zo bewaart u het"),
        *(Row(Cell(0, (text(BODY, 12, "•"),), is_label=True), Cell(12, (text(BODY, WIDTH - 12, rule),)), look=TIGHT) for rule in KEEPING),
    ]
    foot = "Herstelblad. Hoort in een kluis of een kast met slot."
    return write(Furniture(paper.team, "Herstelblad", paper.made, time(12), "", foot), story)


def _about(label: str, told: str, first: bool = False) -> Row:
    row = labelled(label, text(BODY, WIDTH - 91, told, limit=NAME_LIMIT), x=91, look=Look(rule_over=first))
    row.gap = 10 if first else 0
    return row


def _groups(groups: tuple[str, ...]) -> list[Row]:
    width = WIDTH / COLUMNS
    rows = []
    for start in range(0, len(groups), COLUMNS):
        cells = []
        for column, group in enumerate(groups[start : start + COLUMNS]):
            cells.append(Cell(column * width, (text(SMALL, 20, str(start + column + 1)),), drop=10, is_label=True))
            cells.append(Cell(column * width + 22, (text(GROUP, width - 26, group),)))
        rows.append(Row(*cells, look=GROUP_LOOK))
    rows[0].gap = 6
    return rows

"""*Wat werkt hier* on paper: for each question a sentence, the groups as a table with a bar, and what was found elsewhere."""

from __future__ import annotations

from datetime import time

from reportlab.lib.colors import Color, HexColor

from expertiseteam.basics.dates import full_date
from expertiseteam.insight.figure_words import share_words, total_words
from expertiseteam.insight.learning_records import Answer, Figure, Share, WhatWorks
from reports.block import Block
from reports.page import Furniture, write
from reports.parts import AIR, COLUMN_LOOK, calm_sentence, heading
from reports.sheet import Sheet
from reports.style import ACCENT, BODY, BODY_MUTED, COLUMN, INK, RULE, SMALL, STRONG, TITLE, WIDTH
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, text

TRIED_X, REACHED_X, HELPED_X = 112.0, 160.0, 322.0
SHARE_WIDTH, BAR_HEIGHT = WIDTH - HELPED_X - AIR, 7.0
PAPER = HexColor("#FFFFFF")
CLOSE = Look(above=1.5, below=3.0)
HONEST = (
    "Geteld zijn huishoudens, niet pogingen: een huishouden telt in elke groep één keer. Het echte aandeel ligt met 95 procent "
    "zekerheid tussen de twee genoemde percentages. Kleine groepen, en wat hen zou verraden, staan er niet in. De cijfers gaan nooit over "
    "één medewerker of één bewoner. Geteld is wat de maker mag zien: een collega die van andere casussen weet, ziet andere cijfers."
)


class Bar:
    """A share as a bar, with a line from the lowest to the highest share that it may really be. A `Block` that says nothing itself."""

    gap, keep, height = 0.0, False, BAR_HEIGHT + 4

    def __init__(self, share: Share) -> None:
        self._share = share

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        bottom, middle = top - self.height + 1, top - self.height / 2 - 1
        sheet.begin_decoration()
        sheet.box(x, bottom, SHARE_WIDTH, BAR_HEIGHT, 2, _light(RULE))
        sheet.box(x, bottom, max(3.0, SHARE_WIDTH * self._share.share), BAR_HEIGHT, 1.5, ACCENT)
        low, high = x + SHARE_WIDTH * self._share.low, x + SHARE_WIDTH * self._share.high
        whiskers = (low, middle, high, middle), (low, middle - 4, low, middle + 4), (high, middle - 4, high, middle + 4)
        sheet.lines(PAPER, 2.6, *whiskers)  # an edge, so that it can be seen on the bar too
        sheet.lines(INK, 1.1, *whiskers)
        sheet.end_decoration()

    def split(self, room: float) -> None:
        return None


def what_works_pdf(paper: WhatWorks) -> bytes:
    """Return the figures as PDF. The same figures give the same bytes on any day."""
    story: list[Block] = [
        text(TITLE, WIDTH, "Wat werkt hier", tag="H1"),
        text(BODY, WIDTH, f"Van {full_date(paper.since)} tot en met {full_date(paper.until)}.", gap=1),
        text(STRONG, WIDTH, total_words(paper.total, paper.smallest), gap=4),
        text(SMALL, WIDTH, HONEST, gap=4),
    ]
    for answer in paper.answers:
        story += _answer(answer, paper.smallest)
    story.append(heading("Wat elders is gevonden"))
    story.append(text(SMALL, WIDTH, "Voor de achtergrond, niet als doel: elders ging het om meldingen over achterstanden.", gap=1))
    story += [text(SMALL, WIDTH, f"{one.words} ({one.source})", gap=2) for one in paper.national]
    edges = Furniture(paper.team, "Wat werkt hier", paper.made, time(12), "", "Zonder namen. Voor het team en wie het bestuurt.")
    return write(edges, story)


def _answer(answer: Answer, smallest: int) -> list[Block]:
    found: list[Block] = [heading(str(answer.question), 10), text(BODY, WIDTH, answer.sentence, keep=bool(answer.figures))]
    if answer.figures:
        titles = ((0.0, "Groep"), (TRIED_X, "Gezocht"), (REACHED_X, "Bereikt"), (HELPED_X, "Nam hulp aan"))
        top = Row(*(Cell(x, (text(COLUMN, WIDTH - x, title),)) for x, title in titles), look=COLUMN_LOOK)
        found.append(Table(top, [_row(figure) for figure in answer.figures], gap=4))
    if answer.hidden:
        found.append(calm_sentence(f"Minder dan {smallest}, of af te leiden uit de rest: {', '.join(answer.hidden)}."))
    return found


def _row(figure: Figure) -> Row:
    return Row(
        Cell(0, (text(BODY, TRIED_X - AIR, figure.label, limit=NAME_LIMIT),)),
        Cell(TRIED_X, (text(BODY, REACHED_X - TRIED_X - AIR, str(figure.tried)),)),
        Cell(REACHED_X, _shown(figure.reached)),
        Cell(HELPED_X, _shown(figure.helped)),
        look=CLOSE,
    )


def _shown(share: Share | None) -> tuple[Block, ...]:
    words = text(BODY if share else BODY_MUTED, SHARE_WIDTH, share_words(share))
    return (words, Bar(share)) if share else (words,)


def _light(colour: Color) -> Color:
    return Color(*(1 - (1 - part) * 0.5 for part in (colour.red, colour.green, colour.blue)))

"""Paper for at a door: the sheet that a duo reads before it rings, the card that it leaves, and a budget for the resident."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from expertiseteam.basics.dates import full_date
from expertiseteam.basics.money import euros
from expertiseteam.insight.sheet_records import BudgetPaper, CardPaper, NeutralLetterPaper, SheetLine, VisitPaper
from reports.block import Block
from reports.page import BOTTOM, TOP, Furniture, fill_pages, write
from reports.parts import AIR, COLUMN_LOOK, calm_sentence, case_edges, heading, labelled, named
from reports.style import (
    BODY,
    BODY_MUTED,
    BODY_RIGHT,
    COLUMN,
    COLUMN_RIGHT,
    GROUP,
    HEADING,
    PAGE_HEIGHT,
    SEMIBOLD,
    SMALL,
    STRONG,
    STRONG_ALERT,
    STRONG_MUTED,
    STRONG_RIGHT,
    TITLE,
    WIDTH,
    Style,
)
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, TITLE_LIMIT, Piece, text, unbroken

LABEL = 118.0
HALF, THIRD = WIDTH / 2 - AIR, WIDTH / 3 - AIR
PART = Style(12, 15, SEMIBOLD)
TIGHT = Look(above=0.5, below=0.5, rule=None)
COLUMN_HEADS = Look(above=7, below=2, rule=None)
COLUMNS = Look(above=0, below=1, rule=None)
ALL = 1000  # lines of each part
LINE_LIMITS = ((220, ALL), (150, ALL), (110, ALL), (80, ALL), (60, ALL), (60, 5), (60, 3), (60, 2), (40, 2), (40, 1))
# signs a line, and lines of each part: less until it stands on one page. How to stay safe and whom to call is left out last.
LEAST_SAFE, TITLE_SHORT = 6, 80
CARD_LIMITS = (600, 220, 110, 60)  # signs a line of a card
MOST_ON_CARD = 12  # lines
AMOUNT_X = 250.0
CUT_BELOW = 4.0
TO_WRITE_ON = Look(above=16, below=2, rule_x=112)  # by hand, behind the label
PHONE = 20  # signs: longer is more than a number


def visit_pdf(paper: VisitPaper) -> bytes:
    """Return the visit sheet as PDF of one page; what is too long is cut with a visible remark. The same paper gives the same bytes."""
    edges = case_edges(paper.team, "Bezoekblad", paper.made, paper.marks, "Na het bezoek vernietigen.")
    stories = (_visit(paper, limit, most) for limit, most in LINE_LIMITS)
    story = next((one for one in stories if len(fill_pages(one, TOP - BOTTOM)) == 1), None)
    return write(edges, story if story is not None else _visit(paper, *LINE_LIMITS[-1]))


def _visit(paper: VisitPaper, limit: int, most: int) -> list[Block]:
    told, safe = "Al verteld: vraag het niet nog eens", max(most, LEAST_SAFE)
    return [
        text(TITLE, WIDTH, f"Bezoek {named(paper.code, paper.label)}", limit=TITLE_LIMIT if most == ALL else TITLE_SHORT, tag="H1"),
        text(STRONG, WIDTH, f"{paper.duo}. {paper.when}", limit=max(limit, NAME_LIMIT), gap=1),
        *([text(BODY, WIDTH, paper.place, limit=limit)] if paper.place else []),
        heading("Wat u weet", 6),
        *_first(
            [labelled(one.when, text(BODY, WIDTH - LABEL, one.what, limit=limit), x=LABEL, look=TIGHT) for one in paper.know], most, WIDTH
        ),
        _beside(
            ("Veilig", _first(_lines(paper.safety, HALF, limit), safe, HALF)),
            ("Bellen", _first(_lines(paper.numbers, HALF, limit), safe, HALF)),
        ),
        _beside(
            ("Wat is beloofd", _first(_lines(paper.promises, HALF, limit), most, HALF) or _nothing("Er staat geen toezegging open.")),
            (told, _first(_lines(paper.told, HALF, limit), most, HALF) or _nothing("Er is nog niets opgeschreven.")),
        ),
        _beside(
            (
                "Laatste keren aan deze deur",
                _first(_lines(paper.contacts, HALF, limit), most, HALF) or _nothing("Er is nog niemand geweest."),
            ),
            ("Wat u niet zegt", _first([text(BODY, HALF, line, limit=limit) for line in paper.never], most, HALF)),
        ),
        _beside(
            *((phase, _first([text(BODY, THIRD, line, limit=limit, gap=2) for line in lines], most, THIRD)) for phase, lines in paper.talk)
        ),
    ]


def _first(blocks: Sequence[Block], most: int, width: float) -> list[Block]:
    """So many of a part, with how many more there are."""
    more = len(blocks) - most
    return list(blocks) if more <= 0 else [*blocks[:most], text(BODY_MUTED, width, f"en nog {more}, te lezen in het programma")]


def _beside(*parts: tuple[str, Sequence[Block]]) -> Table:
    """Parts with a heading each, next to each other: a page holds twice as much."""
    x = [number * (WIDTH / len(parts)) for number in range(len(parts))]
    wide = WIDTH / len(parts) - AIR
    top = Row(*(Cell(at, (text(PART, wide, title),)) for at, (title, _) in zip(x, parts, strict=True)), look=COLUMN_HEADS)
    return Table(top, [Row(*(Cell(at, tuple(blocks)) for at, (_, blocks) in zip(x, parts, strict=True)), look=COLUMNS)])


def _lines(lines: Sequence[SheetLine], width: float, limit: int) -> list[Block]:
    return [text(BODY, width, Piece(f"{one.when}: ", STRONG_MUTED, NAME_LIMIT), _whole(one.what), limit=limit) for one in lines]


def _whole(what: str) -> str:
    """A number to call stays on one line."""
    return unbroken(what) if len(what) < PHONE and what[:1].isdecimal() else what


def _nothing(sentence: str) -> list[Block]:
    return [text(BODY_MUTED, HALF, sentence)]


def card_pdf(paper: CardPaper) -> bytes:
    """Return the card as PDF: twice on one page, to be cut; one that needs more than half a page once.

    A discreet one names no team and no trouble, also not in its properties.
    """
    team = f"Gemeente {paper.municipality}" if paper.is_discreet else paper.team
    # Nothing at head and foot: it is cut in two, and what stood there would be on one of both.
    edges = Furniture(team, "Kaartje", paper.made, time(12), "", "", is_confidential=False, is_bare=True)
    half = TOP - PAGE_HEIGHT / 2 - SMALL.leading - CUT_BELOW
    card = _card(paper, "H1", "H2", CARD_LIMITS[0])
    if _height(card) > half:
        cards = (_card(paper, "H1", "H2", limit) for limit in CARD_LIMITS)
        return write(edges, next((one for one in cards if _height(one) <= TOP - BOTTOM), _card(paper, "H1", "H2", CARD_LIMITS[-1])))
    cut = Row(Cell(0, (text(SMALL, WIDTH, "Twee kaartjes: knip hier."),)), look=Look(above=half - _height(card), below=CUT_BELOW))
    return write(edges, [*card, cut, *_card(paper, "P", "P", CARD_LIMITS[0])])


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height + block.gap for block in blocks)


def _card(paper: CardPaper, title: str, part: str, limit: int) -> list[Block]:
    """`title`, `part`: what its headings are in the outline of the file, which has the card once."""
    told = [text(BODY, WIDTH, line, limit=limit, gap=4 if number else 12) for number, line in enumerate(paper.lines[:MOST_ON_CARD])]
    whose = f"Gemeente {paper.municipality}" if paper.is_discreet else f"{paper.team}, gemeente {paper.municipality}"
    return [
        text(TITLE, WIDTH, "Wij wilden u graag even spreken", tag=title, gap=16),
        text(BODY_MUTED, WIDTH, whose, gap=4),
        *told,
        text(HEADING, WIDTH, "Bel ons als het u schikt", gap=12, tag=part),
        text(GROUP, WIDTH, paper.phone, limit=TITLE_LIMIT, gap=2),
        text(BODY, WIDTH, "Bellen verplicht u tot niets.", gap=2),
        *(Row(Cell(0, (text(BODY_MUTED, WIDTH, label),)), look=TO_WRITE_ON) for label in ("Vraag naar:", "Wij komen terug op:")),
    ]


def neutral_letter_pdf(paper: NeutralLetterPaper) -> bytes:
    """Return the letter as PDF: an address for the window of the envelope, a day, and what it says. No sender, no logo, no subject."""
    story: list[Block] = [
        text(BODY, WIDTH, "Aan de bewoners van dit adres" if not paper.address else "Aan de bewoners van", gap=70),
        *([text(BODY, WIDTH, paper.address, limit=NAME_LIMIT, gap=1)] if paper.address else []),
        text(BODY, WIDTH, full_date(paper.made), gap=60),
        *(text(BODY, WIDTH, line, gap=12) for line in paper.lines),
    ]
    return write(Furniture("", "Brief", paper.made, time(12), "", "", is_confidential=False, is_bare=True), story)


def budget_pdf(paper: BudgetPaper) -> bytes:
    """Return the budget of a month as PDF. No name, no case: it is the resident's own."""
    left = paper.left
    sentence = (
        f"Er blijft {euros(left)} euro per maand over."
        if left > 0
        else f"Er gaat {euros(-left)} euro per maand meer uit dan er binnenkomt."
        if left < 0
        else "Er komt precies evenveel binnen als er uitgaat."
    )
    story: list[Block] = [
        text(TITLE, WIDTH, "Wat komt er binnen, en wat gaat eruit?", tag="H1"),
        text(BODY, WIDTH, f"Per maand, opgeschreven op {full_date(paper.made)}", gap=1),
        *_amounts("Wat er binnenkomt", paper.income, paper.earned),
        *_amounts("Wat eruit gaat", paper.spending, paper.spent),
        heading("Wat blijft er over?"),
        text(STRONG_ALERT if left < 0 else STRONG, WIDTH, sentence),
        heading("Goed om te weten"),
        text(BODY, WIDTH, "Dit blad is van u. De bedragen zijn zoals u ze vertelde; niemand heeft ze nagekeken.", gap=2),
        text(BODY, WIDTH, "Hulp bij geldzaken van de gemeente is gratis. U zit nergens aan vast.", gap=2),
    ]
    team = f"Gemeente {paper.municipality}"
    return write(Furniture(team, "Uw maand in geld", paper.made, time(12), "", "Dit blad is van u.", is_confidential=False), story)


def _amounts(title: str, lines: Sequence[tuple[str, int]], total: int) -> list[Block]:
    if not lines:
        return [heading(title), calm_sentence("Niets ingevuld.")]
    width = WIDTH - AMOUNT_X
    rows = [
        Row(Cell(0, (text(BODY, AMOUNT_X, what),)), Cell(AMOUNT_X, (text(BODY_RIGHT, width, f"{euros(cents)} euro"),)))
        for what, cents in lines
    ]
    rows.append(Row(Cell(0, (text(STRONG, AMOUNT_X, "Samen"),)), Cell(AMOUNT_X, (text(STRONG_RIGHT, width, f"{euros(total)} euro"),))))
    top = Row(Cell(0, (text(COLUMN, AMOUNT_X, "Wat"),)), Cell(AMOUNT_X, (text(COLUMN_RIGHT, width, "Per maand"),)), look=COLUMN_LOOK)
    return [heading(title), Table(top, rows)]

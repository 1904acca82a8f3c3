"""Lists that go further than the team: decisions of a period and open actions, with codes and trades instead of names."""

from __future__ import annotations

from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.papers import BareAction, BareDecision, BareListPaper
from reports.block import Block
from reports.page import write
from reports.parts import AIR, DUE_WIDTH, DUE_X, OWNER_WIDTH, OWNER_X, calm_sentence, columns, furniture
from reports.style import BODY, BODY_MUTED, SMALL, TITLE, WIDTH
from reports.table import Cell, Row, Table
from reports.text import NAME_LIMIT, as_sentence, text

NUMBER_X, DAY_X, CODE_X, TEXT_X = 0.0, 62.0, 156.0, 210.0
HOW = "Zonder namen: bewoners, adressen en collega’s staan er niet in, zover het dossier ze kent."


def bare_list_pdf(paper: BareListPaper) -> bytes:
    """Return the list as PDF. The same paper gives the same bytes on any day."""
    story: list[Block] = [
        text(TITLE, WIDTH, f"{paper.title} zonder namen", tag="H1"),
        text(BODY, WIDTH, as_sentence(paper.period), gap=1),
        text(SMALL, WIDTH, HOW, gap=1),
    ]
    if paper.decisions:
        heading = columns((NUMBER_X, "Nummer"), (DAY_X, "Dag"), (CODE_X, "Casus"), (TEXT_X, "Besluit"))
        story.append(Table(heading, [_decision(decision) for decision in paper.decisions], gap=14))
    elif paper.actions:
        heading = columns((0, "Casus"), (54, "Wat"), (OWNER_X, "Wie"), (DUE_X, "Vóór"))
        story.append(Table(heading, [_action(action) for action in paper.actions], gap=14))
    else:
        story.append(calm_sentence("Er staat niets op deze lijst."))
    return write(furniture(paper.head, paper.title, "Niet doorsturen."), story)


def _decision(decision: BareDecision) -> Row:
    return Row(
        Cell(NUMBER_X, (text(BODY_MUTED, DAY_X - 4, decision.number, limit=NAME_LIMIT),)),
        Cell(DAY_X, (text(BODY_MUTED, CODE_X - DAY_X - 4, full_date(decision.on)),)),
        Cell(CODE_X, (text(BODY_MUTED, TEXT_X - CODE_X - 4, decision.code, limit=NAME_LIMIT),)),
        Cell(TEXT_X, (text(BODY, WIDTH - TEXT_X, as_sentence(decision.text)),)),
    )


def _action(action: BareAction) -> Row:
    due = full_date(action.due) if action.due is not None else "geen datum"
    return Row(
        Cell(0, (text(BODY_MUTED, 50, action.code, limit=NAME_LIMIT),)),
        Cell(54, (text(BODY, OWNER_X - 54 - AIR, as_sentence(action.what)),)),
        Cell(OWNER_X, (text(BODY, OWNER_WIDTH - AIR, action.function or "nog niemand", limit=NAME_LIMIT),)),
        Cell(DUE_X, (text(BODY, DUE_WIDTH, due),)),
    )

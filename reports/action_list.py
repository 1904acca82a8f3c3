"""The list of actions, to go out the same day: what, who, and before when."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.basics.dates import long_date
from expertiseteam.meetings.papers import ActionListPaper, ActionPaper
from reports.block import Block
from reports.page import write
from reports.parts import action_table, calm_sentence, furniture
from reports.style import BODY, SMALL, TITLE, WIDTH
from reports.text import text


def action_list_pdf(paper: ActionListPaper) -> bytes:
    """Return the list of actions as PDF. The same paper gives the same bytes on any day."""
    story: list[Block] = [
        text(TITLE, WIDTH, "Actielijst", tag="H1"),
        text(BODY, WIDTH, f"Bij het overleg van {long_date(paper.head.day)}", gap=1),
    ]
    if paper.actions:
        story.append(text(SMALL, WIDTH, _summary(paper.actions), gap=1))
        table = action_table(paper.actions, with_numbers=True)
        table.gap = 14
        story.append(table)
    else:
        story.append(calm_sentence("Er staan geen acties open."))
    return write(furniture(paper.head, "Actielijst", "Niet doorsturen."), story)


def _summary(actions: Sequence[ActionPaper]) -> str:
    late = sum(action.is_late for action in actions)
    promises = sum(action.is_promise for action in actions)
    nobody = sum(not action.owner for action in actions)
    parts = [
        f"{len(actions)} {'actie' if len(actions) == 1 else 'acties'}",
        f"{promises} {'toezegging' if promises == 1 else 'toezeggingen'}" if promises else "",
        f"{late} te laat" if late else "",
        f"{nobody} zonder eigenaar" if nobody else "",
    ]
    return " · ".join(part for part in parts if part)

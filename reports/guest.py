"""What a guest gets of an overleg: when his points are, the question, and what was decided and agreed about them."""

from __future__ import annotations

from expertiseteam.basics.dates import clock_time
from expertiseteam.meetings.papers import GuestItem, GuestPaper
from reports.block import Block
from reports.page import write
from reports.parts import LABEL_WIDTH, action_in_item, calm_sentence, furniture, labelled, named, opening
from reports.style import BODY, HEADING, SMALL, WIDTH
from reports.text import TITLE_LIMIT, text

TEXT_WIDTH = WIDTH - LABEL_WIDTH


def guest_pdf(paper: GuestPaper) -> bytes:
    """Return the sheet as PDF. The same paper gives the same bytes on any day."""
    story = opening(f"Voor {paper.head.recipient}, gast bij het overleg", paper.head)
    story.append(text(SMALL, WIDTH, "U hoort alleen deze punten. Wat u hoort, blijft in de kamer.", gap=1))
    for item in paper.items:
        story += _item(item, paper)
    if not paper.items:
        story.append(calm_sentence("Er staat voor u geen punt op de agenda."))
    return write(
        furniture(paper.head, "Punten van een gast", "Niet doorsturen, na het overleg inleveren of vernietigen.", is_extract=True), story
    )


def _item(item: GuestItem, paper: GuestPaper) -> list[Block]:
    when = f"Rond {clock_time(item.begins)}, {item.minutes} {'minuut' if item.minutes == 1 else 'minuten'}"
    blocks: list[Block] = [
        text(HEADING, WIDTH, named(item.code, item.title), limit=TITLE_LIMIT, gap=22, keep=True, tag="H2"),
        labelled("Wanneer", text(BODY, TEXT_WIDTH, when)),
    ]
    if item.question:
        blocks.append(labelled("Vraag", text(BODY, TEXT_WIDTH, item.question)))
    if item.decisions:
        said = (text(BODY, TEXT_WIDTH, f"Besluit {decision.number}: {decision.text}", gap=3) for decision in item.decisions)
        blocks.append(labelled("Besloten", *said))
    blocks += [
        action_in_item(action, paper.head.day, "" if number else "Acties", first=not number) for number, action in enumerate(item.actions)
    ]
    return blocks

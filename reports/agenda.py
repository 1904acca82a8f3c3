"""The overview agenda: what is urgent, what is discussed and why now, which decision is needed, what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.basics.dates import long_date, short_date
from expertiseteam.meetings.papers import AgendaPaper, AgendaPaperItem, PaperHead, UrgentLine
from reports.block import Block
from reports.page import write
from reports.parts import (
    AIR,
    COLUMN_LOOK,
    OWNER_WIDTH,
    calm_sentence,
    furniture,
    heading,
    named,
    opening,
    own_text,
    owner_text,
    skipped_list,
    together,
)
from reports.style import (
    BODY,
    BODY_MUTED,
    BODY_RIGHT,
    COLUMN,
    COLUMN_RIGHT,
    SMALL,
    SMALL_ALERT,
    STRONG,
    STRONG_ALERT,
    STRONG_MUTED,
    TINT,
    WIDTH,
)
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, NO_BREAK_SPACE, TITLE_LIMIT, as_sentence, text

BOX = Look(above=8, below=8, rule=None, fill=TINT)
POINT_X = 26.0
QUESTION_X = 300.0
MINUTES_WIDTH = 30.0
MINUTES_X = WIDTH - MINUTES_WIDTH


def agenda_pdf(paper: AgendaPaper) -> bytes:
    """Return the agenda as PDF. The same paper gives the same bytes on any day."""
    story = opening("Agenda van het overleg", paper.head)
    story.append(text(SMALL, WIDTH, summary(paper), gap=1))
    story += own_text(paper.own_text)
    story += working_agreements(paper.working_agreements)
    story += urgent(paper.urgent, paper.head)
    story += due_actions(paper)
    story.append(heading("Agenda"))
    story.append(_points(paper.items) if paper.items else calm_sentence("Er staat nog niets op de agenda."))
    story += skipped_list("Niet bespreken", paper.skipped)
    return write(furniture(paper.head, "Agenda", "Niet doorsturen, na het overleg inleveren of vernietigen."), story)


def summary(paper: AgendaPaper) -> str:
    """Return who leads and writes, how many points there are, and how the minutes fit."""
    count = len(paper.items)
    parts = [
        f"Voorzitter: {paper.head.chair[:NAME_LIMIT]}" if paper.head.chair else "",
        f"Notulen: {paper.head.secretary[:NAME_LIMIT]}" if paper.head.secretary else "",
        f"{count} {'punt' if count == 1 else 'punten'}, {paper.minutes_planned} van {paper.minutes_available} minuten",
        f"daarna op {long_date(paper.next_day)}" if paper.next_day is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def working_agreements(agreements: Sequence[str]) -> list[Block]:
    """Return how the team works, as a box at the top."""
    if not agreements:
        return []
    label = Cell(9, (text(STRONG_MUTED, 70, "Zo werken wij"),), is_label=True)
    lines = Cell(80, tuple(text(BODY, WIDTH - 90, agreement, limit=TITLE_LIMIT) for agreement in agreements))
    return [Row(label, lines, look=BOX, gap=9)]


def urgent(lines: Sequence[UrgentLine], head: PaperHead) -> list[Block]:
    """Return the dates that do not wait for the next overleg."""
    case_x, what_x = 86.0, 302.0
    rows = [
        Row(
            Cell(0, (text(STRONG_ALERT, case_x - 6, short_date(line.day, head.day)),), is_label=True),
            Cell(case_x, (text(STRONG, what_x - case_x - AIR, named(line.code, line.label), limit=TITLE_LIMIT),)),
            Cell(what_x, (text(BODY_MUTED, WIDTH - what_x, f"{line.what[:TITLE_LIMIT]} · {_distance(line.working_days)}"),)),
            look=Look(rule_over=not number),
        )
        for number, line in enumerate(lines)
    ]
    if not rows:
        return []
    rows[0].gap = 3
    return together([heading("Dringend"), *rows])


def due_actions(paper: AgendaPaper) -> list[Block]:
    """Return the actions that are to be done by the day of the overleg, those that are late in red, each with who does it."""
    what_x, late_x = 86.0, WIDTH - 40.0
    owner_x = late_x - OWNER_WIDTH
    rows: list[Row] = []
    for action in paper.actions:
        is_late = action.due is not None and action.due < paper.head.day
        day = short_date(action.due, paper.head.day) if action.due is not None else ""
        rows.append(
            Row(
                Cell(0, (text(STRONG_ALERT if is_late else STRONG, what_x - 6, day),), is_label=True),
                Cell(what_x, (text(BODY, owner_x - what_x - AIR, named(action.code, as_sentence(action.what)), limit=TITLE_LIMIT),)),
                Cell(owner_x, (owner_text(action),)),
                Cell(late_x, (text(SMALL_ALERT, WIDTH - late_x, "te laat"),) if is_late else (), drop=1.5),
                look=Look(above=2.0, below=4.0, rule_over=not rows),
            )
        )
    if not rows:
        return []
    rows[0].gap = 3
    more = [text(SMALL, WIDTH, f"En nog {paper.more_actions}: zie de actielijst.", gap=3)] if paper.more_actions else []
    return together([heading("Acties die klaar moeten zijn"), *rows, *more])


def _distance(working_days: int) -> str:
    if not working_days:
        return "op de dag van het overleg"
    days = "werkdag" if abs(working_days) == 1 else "werkdagen"
    return f"nog {working_days} {days}" if working_days > 0 else f"{-working_days} {days} geleden"


def _points(items: Sequence[AgendaPaperItem]) -> Table:
    top = Row(
        Cell(0, ()),
        Cell(POINT_X, (text(COLUMN, QUESTION_X - POINT_X - AIR, "Punt"),)),
        Cell(QUESTION_X, (text(COLUMN, MINUTES_X - QUESTION_X - AIR, "Welk besluit is nodig?"),)),
        Cell(MINUTES_X, (text(COLUMN_RIGHT, MINUTES_WIDTH, "Min."),)),
        look=COLUMN_LOOK,
    )
    return Table(top, [_point(item) for item in items])


def _point(item: AgendaPaperItem) -> Row:
    """Return one point: a case with the reasons why it is on the agenda today, or a fixed point."""
    width = QUESTION_X - POINT_X - AIR
    lines: list[Block] = [text(STRONG if item.code else BODY, width, named(item.code, item.title), limit=TITLE_LIMIT)]
    if words := standing(item):
        lines.append(text(SMALL, width, words, limit=TITLE_LIMIT))
    reasons = "; ".join(item.reasons)
    if reasons:
        lines.append(text(SMALL, width, f"Waarom nu: {reasons}" if item.code else reasons))
    state = [f"Laatste afspraak: {item.last_agreement.rstrip('.')}."] if item.last_agreement else []
    if item.heard_by:
        state.append(f"Wie het hoort: {item.heard_by}.")
    if state:
        lines.append(text(SMALL, width, " ".join(state)))
    return Row(
        Cell(0, (text(BODY_MUTED, POINT_X - 4, str(item.number)),)),
        Cell(POINT_X, tuple(lines)),
        Cell(QUESTION_X, (text(BODY, MINUTES_X - QUESTION_X - AIR, item.question),)),
        Cell(MINUTES_X, (text(BODY_RIGHT, MINUTES_WIDTH, str(item.minutes)),)),
    )


def standing(item: AgendaPaperItem) -> str:
    """Return who leads a case, its track, and how many organisations stand at the door, on one line."""
    parts = [item.standing] if item.standing else []
    if item.at_door is not None:
        organisations = f"{item.at_door}{NO_BREAK_SPACE}{'organisatie' if item.at_door == 1 else 'organisaties'}"
        parts.append(f"{organisations if item.at_door else 'niemand'} aan de deur")
    return as_sentence(" · ".join(parts))

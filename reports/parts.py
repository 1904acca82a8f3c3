"""Parts that more than one paper has: the head of the first page, headings, label beside text, lists of actions and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from expertiseteam.basics.dates import clock_time, full_date, long_date, short_date
from expertiseteam.insight.sheet_records import Marks
from expertiseteam.meetings.papers import ActionPaper, DecisionPaper, PaperHead, SkippedLine
from reports.block import Block
from reports.logo import logo_of
from reports.page import BOTTOM, TOP, Furniture
from reports.style import (
    BODY,
    BODY_MUTED,
    COLUMN,
    HEADING,
    SMALL,
    SMALL_ACCENT,
    SMALL_ALERT,
    STRONG_ALERT,
    STRONG_MUTED,
    TITLE,
    WIDTH,
)
from reports.table import BARE, Cell, Look, Row, Table
from reports.text import NAME_LIMIT, TITLE_LIMIT, Text, as_sentence, text, unbroken

COLUMN_LOOK = Look(above=1.0, below=4.0)
AIR = 10.0  # between columns
LABEL_WIDTH = 74.0
OWNER_WIDTH = 112.0
DUE_WIDTH = 88.0
MANDATE_WIDTH = 132.0
OWNER_X = WIDTH - DUE_WIDTH - OWNER_WIDTH
DUE_X = WIDTH - DUE_WIDTH
KEPT_WHOLE = (TOP - BOTTOM) / 3  # what is no higher than this is never spread over two pages


def furniture(head: PaperHead, kind: str, copy_rule: str, *, is_extract: bool = False) -> Furniture:
    """Return the edges of a paper. `copy_rule` tells what a reader may do with his copy; an extract says that it is one."""
    owner = f"Exemplaar voor {head.recipient[:NAME_LIMIT]}." if head.recipient else "Exemplaar van het team."
    extract = "Bevat alleen wat deze lezer mag weten. " if is_extract and head.recipient else ""
    closed = "Bevat besloten casussen. " if head.holds_closed else ""
    return Furniture(head.team, kind, head.day, head.starts, head.version, f"{owner} {extract}{closed}{copy_rule}")


def case_edges(team: str, kind: str, made: date, marks: Marks, copy_rule: str) -> Furniture:
    """Return the edges of a sheet about a case: of which moment it is, whose copy, and what he may do with it."""
    owner = f"Exemplaar voor {marks.recipient[:NAME_LIMIT]}." if marks.recipient else "Exemplaar van het team."
    closed = "Besloten casus. " if marks.is_closed else ""
    version = f"stand van {clock_time(marks.at)}" if marks.at is not None else ""
    return Furniture(team, kind, made, marks.at or time(12), version, f"{owner} {closed}{copy_rule}")


def opening(title: str, head: PaperHead) -> list[Block]:
    """Return the title and the line that says when and where."""
    start = clock_time(head.starts)
    hours = f"{start.removesuffix(' uur')} tot {clock_time(head.ends)}" if head.ends is not None else f"vanaf {start}"
    moment = f"{long_date(head.day).capitalize()}, {hours}"
    return [
        *logo_of(head.logo),
        text(TITLE, WIDTH, title, tag="H1"),
        text(BODY, WIDTH, f"{moment} · {head.place}" if head.place else moment, limit=TITLE_LIMIT, gap=1),
    ]


def own_text(lines: Sequence[str]) -> list[Block]:
    """Return what the team itself wants on top of a paper."""
    return [text(BODY, WIDTH, line, gap=0 if number else 8) for number, line in enumerate(lines)]


def together(blocks: Sequence[Text | Row]) -> list[Block]:
    """Return the blocks, on one page as long as they are low: no page holds the last line or two of a list by itself."""
    if sum(block.height + block.gap for block in blocks) <= KEPT_WHOLE:
        for block in blocks[:-1]:
            block.keep = True
    return list(blocks)


def heading(title: str, gap: float = 16) -> Text:
    return text(HEADING, WIDTH, title, gap=gap, keep=True, tag="H2")


def calm_sentence(sentence: str) -> Text:
    return text(BODY_MUTED, WIDTH, sentence, gap=2)


def labelled(label: str, *blocks: Block, x: float = LABEL_WIDTH, look: Look = BARE) -> Row:
    """Return a row with a muted label and, from `x` on, what it is about."""
    return Row(Cell(0, (text(STRONG_MUTED, x - AIR / 2, label),), is_label=True), Cell(x, blocks), look=look)


def columns(*titles: tuple[float, str]) -> Row:
    """Return the heading of a table from (x, title)."""
    return Row(*(Cell(x, (text(COLUMN, WIDTH - x, title),)) for x, title in titles), look=COLUMN_LOOK)


def named(code: str, title: str) -> str:
    """Return "26-041 · Beukenlaan · alleenstaande man", or the bare title when it is about no case."""
    return f"{code} · {title}" if code and title else code or title


def owner_text(action: ActionPaper) -> Text:
    if not action.owner:
        return text(STRONG_ALERT, OWNER_WIDTH - AIR, "nog niemand")
    return text(BODY, OWNER_WIDTH - AIR, unbroken(action.owner), limit=NAME_LIMIT)


def due_text(action: ActionPaper, shown: str) -> Text:
    return text(BODY, DUE_WIDTH, shown) if action.due is not None else text(BODY_MUTED, DUE_WIDTH, "geen datum")


def action_in_item(action: ActionPaper, meeting_day: date, label: str, first: bool) -> Row:
    """Return one line of the actions of an agenda item: what, who, and the day of the week by which."""
    what = [text(BODY, OWNER_X - LABEL_WIDTH - AIR, as_sentence(action.what))]
    if action.is_promise:
        what.append(text(SMALL_ACCENT, OWNER_X - LABEL_WIDTH - AIR, "toezegging"))
    due = short_date(action.due, meeting_day) if action.due is not None else ""
    return Row(
        Cell(0, (text(STRONG_MUTED, LABEL_WIDTH - AIR / 2, label),), is_label=True),
        Cell(LABEL_WIDTH, tuple(what)),
        Cell(OWNER_X, (owner_text(action),)),
        Cell(DUE_X, (due_text(action, due),)),
        look=Look(rule_x=LABEL_WIDTH, rule_over=first),
    )


def action_table(actions: Sequence[ActionPaper], with_numbers: bool) -> Table:
    """Return the list of actions with owner and full date; with their numbers and the labels of the cases where it must stand by itself."""
    code_x = 46.0 if with_numbers else 0.0
    what_x = code_x + 54.0
    titles = [(code_x, "Casus"), (what_x, "Wat"), (OWNER_X, "Wie"), (DUE_X, "Vóór")]
    rows = []
    for action in actions:
        cells = [
            Cell(code_x, (text(BODY_MUTED, what_x - code_x - 4, action.code, limit=NAME_LIMIT),)),
            Cell(what_x, tuple(_what_of(action, OWNER_X - what_x - AIR, with_numbers))),
            Cell(OWNER_X, (owner_text(action),)),
            Cell(DUE_X, tuple(_due_of(action))),
        ]
        if with_numbers:
            cells.insert(0, Cell(0, (text(BODY_MUTED, code_x - 4, action.number, limit=NAME_LIMIT),)))
        rows.append(Row(*cells))
    return Table(columns(*([(0.0, "Actie")] if with_numbers else []), *titles), rows)


def _what_of(action: ActionPaper, width: float, with_label: bool) -> list[Block]:
    lines: list[Block] = [text(BODY, width, as_sentence(action.what))]
    if with_label and action.label:
        lines.append(text(SMALL, width, action.label, limit=TITLE_LIMIT))
    if action.is_promise:
        lines.append(text(SMALL_ACCENT, width, "toezegging"))
    if with_label and action.source:
        lines.append(text(SMALL, width, f"uit {action.source}", limit=TITLE_LIMIT))
    state = action.state if action.state != "open" else ""
    told = ". ".join(part for part in (state.capitalize(), as_sentence(action.remark)) if part)
    if told:
        lines.append(text(SMALL, width, told))
    return lines


def _due_of(action: ActionPaper) -> list[Block]:
    due: list[Block] = [due_text(action, full_date(action.due) if action.due is not None else "")]
    if action.is_late:
        due.append(text(SMALL_ALERT, DUE_WIDTH, "te laat"))
    return due


def decision_table(decisions: Sequence[DecisionPaper]) -> Table:
    """Return the list of decisions with the number of the year; with the mandate of each, as soon as one of them has any."""
    code_x, text_x = 74.0, 128.0
    has_mandates = any(decision.mandate for decision in decisions)
    mandate_x = WIDTH - MANDATE_WIDTH if has_mandates else WIDTH + AIR
    rows = []
    for decision in decisions:
        said: list[Block] = [text(BODY, mandate_x - AIR - text_x, decision.text)]
        if decision.views:
            said.append(text(SMALL, mandate_x - AIR - text_x, "Met een andere kijk, zie het punt"))
        cells = [
            Cell(0, (text(BODY_MUTED, code_x - 4, decision.number, limit=NAME_LIMIT),)),
            Cell(code_x, (text(BODY_MUTED, text_x - code_x - 4, decision.code, limit=NAME_LIMIT),)),
            Cell(text_x, tuple(said)),
        ]
        if has_mandates:
            mandate = text(SMALL, MANDATE_WIDTH, decision.mandate or "nog niet vastgelegd", limit=TITLE_LIMIT)
            cells.append(Cell(mandate_x, (mandate,), drop=1.5))
        rows.append(Row(*cells))
    titles = [(0.0, "Nummer"), (code_x, "Casus"), (text_x, "Besluit")]
    return Table(columns(*titles, *([(mandate_x, "Mandaat")] if has_mandates else [])), rows)


def skipped_list(title: str, lines: Sequence[SkippedLine]) -> list[Block]:
    """Return the cases that were left out and why; nothing when there are none."""
    if not lines:
        return []
    label_x, because_x = 54.0, 230.0
    rows = [
        Row(
            Cell(0, (text(BODY_MUTED, label_x - 4, line.code, limit=NAME_LIMIT),), is_label=True),
            Cell(label_x, (text(BODY, because_x - label_x - AIR, line.label, limit=TITLE_LIMIT),)),
            Cell(because_x, (text(BODY, WIDTH - because_x, line.because),)),
            look=Look(above=1.0, below=2.0, rule=None),
        )
        for line in lines
    ]
    return together([heading(title), *rows])

"""The three prints of an agenda: the chair's script, the participants' agenda with codes only, the secretary's sheet."""

from __future__ import annotations

from expertiseteam.basics.dates import clock_time, long_date, short_date
from expertiseteam.meetings.papers import (
    ActionPaper,
    AgendaPaper,
    AgendaPaperItem,
    Attendee,
    CodeAgendaPaper,
    CodeItem,
    ScriptItem,
    ScriptPaper,
    SheetPaper,
)
from reports.agenda import due_actions, standing, summary, urgent, working_agreements
from reports.block import Block
from reports.page import write
from reports.parts import AIR, COLUMN_LOOK, calm_sentence, columns, furniture, heading, named, opening, own_text, skipped_list, together
from reports.style import BODY, BODY_MUTED, BODY_RIGHT, COLUMN, COLUMN_RIGHT, SMALL, SMALL_ALERT, STRONG, WIDTH
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, TITLE_LIMIT, as_sentence, text

TIME_X, POINT_X, ASKED_X, MINUTES_WIDTH = 0.0, 44.0, 286.0, 30.0
MINUTES_X = WIDTH - MINUTES_WIDTH
TO_WRITE_ON = Look(above=4.0, below=54.0)  # room for some four lines by hand
DECISION_X, AGREED_X = 176.0, 330.0
CLOSING_WORDS = (
    "Vat elk besluit hardop samen: klopt het zo?",
    "Heeft elke actie een naam en een dag?",
    "Wie vertelt het de bewoner, en wie zegt iets tegen degene die het meldde?",
    "Is er iets te leren, of iemand te bedanken?",
)


def script_pdf(paper: ScriptPaper) -> bytes:
    """Return the chair's script as PDF. The same paper gives the same bytes on any day."""
    agenda = paper.agenda
    story = opening("Draaiboek van de voorzitter", agenda.head)
    story.append(text(SMALL, WIDTH, summary(agenda), gap=1))
    story += working_agreements(agenda.working_agreements)
    story += urgent(agenda.urgent, agenda.head)
    story += due_actions(agenda)
    story.append(heading(f"Van minuut tot minuut, klaar om {clock_time(paper.ends)}"))
    top = _top("Tijd", "Punt", "Welk besluit is nodig?")
    rows = [_scripted(item, more, agenda) for item, more in zip(agenda.items, paper.items, strict=True)]
    story.append(Table(top, rows) if rows else calm_sentence("Er staat nog niets op de agenda."))
    story += skipped_list("Niet bespreken", agenda.skipped)
    after = [f"Volgend overleg: {long_date(agenda.next_day)}."] if agenda.next_day is not None else []
    said = [text(BODY, WIDTH, sentence, gap=3) for sentence in (*CLOSING_WORDS, *after)]
    story += together([heading("Bij het afronden"), *said])
    return write(furniture(agenda.head, "Draaiboek", "Alleen voor de voorzitter. Na het overleg vernietigen."), story)


def code_agenda_pdf(paper: CodeAgendaPaper) -> bytes:
    """Return the participants' agenda as PDF: nothing that anybody typed about a case. The same paper gives the same bytes."""
    story = opening("Agenda van het overleg", paper.head)
    count = "1 punt" if len(paper.items) == 1 else f"{len(paper.items)} punten"
    after = f" · daarna op {long_date(paper.next_day)}" if paper.next_day is not None else ""
    story.append(text(SMALL, WIDTH, f"{count}, {paper.minutes_planned} van {paper.minutes_available} minuten{after}", gap=1))
    story += own_text(paper.own_text)
    story += working_agreements(paper.working_agreements)
    story.append(heading("Agenda"))
    story.append(
        Table(_top("", "Punt", "Welk besluit is nodig?"), [_coded(item) for item in paper.items])
        if paper.items
        else calm_sentence("Er staat nog niets op de agenda.")
    )
    if paper.skipped:
        story.append(calm_sentence(f"Nu niet besproken: {', '.join(paper.skipped)}."))
    return write(furniture(paper.head, "Agenda voor deelnemers", "Casussen staan er alleen met hun nummer in."), story)


def sheet_pdf(paper: SheetPaper) -> bytes:
    """Return the secretary's sheet as PDF. The same paper gives the same bytes on any day."""
    agenda = paper.agenda
    story = opening("Blad van de secretaris", agenda.head)
    story.append(text(SMALL, WIDTH, summary(agenda), gap=1))
    story.append(heading("Wie is er?"))
    story.append(
        Table(columns((0, "Naam"), (176, "Vak"), (300, "Is er"), (360, "Met bericht")), [_expected(one) for one in paper.attendees])
    )
    story.append(heading("Per punt"))
    top = columns((0, "Punt"), (DECISION_X, "Besluit"), (AGREED_X, "Actie: wie, en vóór wanneer"))
    rows = [_to_write_on(item) for item in agenda.items]
    story.append(Table(top, rows) if rows else calm_sentence("Er staat nog niets op de agenda."))
    return write(furniture(agenda.head, "Blad van de secretaris", "Na het overnemen vernietigen."), story)


def _top(first: str, point: str, asked: str) -> Row:
    return Row(
        Cell(TIME_X, (text(COLUMN, POINT_X, first),) if first else ()),
        Cell(POINT_X, (text(COLUMN, ASKED_X - POINT_X - AIR, point),)),
        Cell(ASKED_X, (text(COLUMN, MINUTES_X - ASKED_X - AIR, asked),)),
        Cell(MINUTES_X, (text(COLUMN_RIGHT, MINUTES_WIDTH, "Min."),)),
        look=COLUMN_LOOK,
    )


def _scripted(item: AgendaPaperItem, more: ScriptItem, agenda: AgendaPaper) -> Row:
    width = ASKED_X - POINT_X - AIR
    lines: list[Block] = [text(STRONG if item.code else BODY, width, f"{item.number}. {named(item.code, item.title)}", limit=TITLE_LIMIT)]
    if words := standing(item):
        lines.append(text(SMALL, width, words, limit=TITLE_LIMIT))
    reasons = "; ".join(item.reasons)
    if reasons:
        lines.append(text(SMALL, width, f"Waarom nu: {reasons}" if item.code else reasons))
    if item.last_agreement:
        lines.append(text(SMALL, width, f"Laatste afspraak: {item.last_agreement.rstrip('.')}."))
    asked = MINUTES_X - ASKED_X - AIR
    right: list[Block] = [text(BODY, asked, item.question)] if item.question else []
    right += [text(SMALL_ALERT if action.is_late else SMALL, asked, _open(action, agenda)) for action in more.still_open]
    return Row(
        Cell(TIME_X, (text(BODY_MUTED, POINT_X - 4, clock_time(more.begins).removesuffix(" uur")),)),
        Cell(POINT_X, tuple(lines)),
        Cell(ASKED_X, tuple(right)),
        Cell(MINUTES_X, (text(BODY_RIGHT, MINUTES_WIDTH, str(item.minutes)),)),
    )


def _open(action: ActionPaper, agenda: AgendaPaper) -> str:
    """Return "Actie 14: Karim belt de advocaat (Karim Ziani, vr 20 november, te laat)"."""
    due = short_date(action.due, agenda.head.day) if action.due is not None else "geen datum"
    about = [action.owner[:NAME_LIMIT] or "nog niemand", due, *(["te laat"] if action.is_late else [])]
    return f"Actie {action.number}: {as_sentence(action.what).rstrip('.')} ({', '.join(about)})"


def _coded(item: CodeItem) -> Row:
    width = ASKED_X - POINT_X - AIR
    lines: list[Block] = [text(STRONG if item.code else BODY, width, item.code or item.title)]
    if item.why:
        lines.append(text(SMALL, width, ", ".join(item.why)))
    return Row(
        Cell(TIME_X, (text(BODY_MUTED, POINT_X - 4, str(item.number)),)),
        Cell(POINT_X, tuple(lines)),
        Cell(ASKED_X, (text(BODY, MINUTES_X - ASKED_X - AIR, item.question),) if item.question else ()),
        Cell(MINUTES_X, (text(BODY_RIGHT, MINUTES_WIDTH, str(item.minutes)),)),
    )


def _expected(one: Attendee) -> Row:
    return Row(
        Cell(0, (text(BODY, 170, one.name, limit=NAME_LIMIT),)),
        Cell(176, (text(BODY_MUTED, 120, ", ".join(part for part in (one.function, one.organisation) if part), limit=NAME_LIMIT),)),
        Cell(300, ()),
        Cell(360, ()),
    )


def _to_write_on(item: AgendaPaperItem) -> Row:
    lines: list[Block] = [
        text(STRONG if item.code else BODY, DECISION_X - AIR, f"{item.number}. {named(item.code, item.title)}", limit=TITLE_LIMIT)
    ]
    if item.question:
        lines.append(text(SMALL, DECISION_X - AIR, item.question))
    return Row(Cell(0, tuple(lines)), Cell(DECISION_X, ()), Cell(AGREED_X, ()), look=TO_WRITE_ON)

"""Three prints of one agenda: the chair's script, the participants' agenda with codes only, and the sheet on which the secretary writes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from expertiseteam.access.who import DESK, TEAM
from expertiseteam.access.work import query
from expertiseteam.basics.templates import filled
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import ActionState
from expertiseteam.cases.tables import Action
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.minutes import agenda_on_paper, name_of
from expertiseteam.meetings.minutes_parts import action_on_paper, attendees_of, head_of, places_of, read_frame
from expertiseteam.meetings.papers import CodeAgendaPaper, CodeItem, ScriptItem, ScriptPaper, SheetPaper
from expertiseteam.meetings.questions import QUESTIONS
from expertiseteam.meetings.records import AgendaLine, ItemKind
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

ASKED_BY_US = frozenset(QUESTIONS.values())


@query("draaiboek afgedrukt", by=DESK, why="voorbereiding van het overleg")
def chair_script(read: Reader, meeting_id: str, recipient: str = "") -> ScriptPaper:
    """What the chair holds: every point with the time at which it begins, its lead, and what is still open on the case."""
    agenda = read_agenda(read, meeting_id)
    on = agenda.meeting.on
    cases = [item.case_id for item in agenda.items if item.case_id]
    still_open = defaultdict(list)
    for action in action_lines(read, Action.state == ActionState.OPEN, Action.case_id.in_(cases)):
        still_open[action.code].append(action_on_paper(action, on))
    begins = datetime.combine(on, agenda.meeting.starts)
    items = []
    for item in agenda.items:
        items.append(ScriptItem(begins.time(), tuple(still_open[item.code] if item.case_id else ())))
        begins += timedelta(minutes=item.minutes)
    return ScriptPaper(agenda_on_paper(read, meeting_id, recipient), tuple(items), begins.time())


@query("agenda met alleen nummers afgedrukt", by=TEAM, why="voorbereiding van het overleg")
def code_agenda(read: Reader, meeting_id: str, recipient: str = "") -> CodeAgendaPaper:
    """What participants get beforehand: numbers, kinds of reason and the program's own questions; nothing typed about a case."""
    agenda, frame = read_agenda(read, meeting_id), read_frame(read, meeting_id)
    return CodeAgendaPaper(
        head=head_of(frame, f"versie {max(agenda.meeting.agenda_version, 1)}", name_of(read, recipient)),
        working_agreements=agenda.working_agreements,
        items=tuple(_coded(number, item) for number, item in enumerate(agenda.items, 1)),
        skipped=tuple(item.code or item.title for item in agenda.skipped),
        minutes_planned=agenda.planned,
        minutes_available=agenda.meeting.minutes,
        next_day=agenda.next,
        own_text=filled(team_settings(read).agenda_text, places_of(frame)),
    )


@query("blad van de secretaris afgedrukt", by=DESK, why="voorbereiding van het overleg")
def secretary_sheet(read: Reader, meeting_id: str, recipient: str = "") -> SheetPaper:
    """Paper to write on when there is no laptop: who is expected, and room for decisions and actions at every point."""
    agenda = agenda_on_paper(read, meeting_id, recipient)
    return SheetPaper(agenda, attendees_of(read, meeting_id))


def _coded(number: int, item: AgendaLine) -> CodeItem:
    kinds = tuple(dict.fromkeys(str(reason.kind) for reason in item.reasons))
    question = item.question if item.question in ASKED_BY_US or item.kind is ItemKind.OWN else ""  # of a proposed point nobody is named
    return CodeItem(number, item.code, "" if item.case_id else item.title, kinds, question, item.minutes)

"""The content of agenda, minutes and action list for one recipient. Ask them with `workspace.ask_for(recipient, ...)`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import query
from expertiseteam.basics.templates import filled
from expertiseteam.basics.working_days import SERIES_DAYS, working_days_between
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import THREATENING, ActionState
from expertiseteam.cases.safety_records import Danger
from expertiseteam.cases.safety_tables import ReportingCode
from expertiseteam.cases.tables import Action, Case, SeriousEvent
from expertiseteam.cases.track_records import PATH_ENDED, UNTIL_WORDS
from expertiseteam.cases.track_tables import EnforcementPath
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.minutes_parts import action_on_paper, assembled, head_of, marked_closed, parts_of, places_of, read_frame
from expertiseteam.meetings.origins import origins
from expertiseteam.meetings.papers import ActionListPaper, AgendaPaper, AgendaPaperItem, MinutesPaper, SkippedLine, UrgentLine
from expertiseteam.meetings.records import Agenda, AgendaLine, MeetingState
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

DANGERS = {
    (danger, reports): f"{which} onveiligheid, {'gemeld' if reports else 'niet gemeld'}"
    for danger, which in ((Danger.ACUTE, "acute"), (Danger.STRUCTURAL, "structurele"))
    for reports in (True, False)
}


@query("agenda afgedrukt", by=TEAM, why="voorbereiding van het overleg")
def agenda_paper(read: Reader, meeting_id: str, recipient: str = "") -> AgendaPaper:
    """The overview agenda on paper."""
    return agenda_on_paper(read, meeting_id, recipient)


def agenda_on_paper(read: Reader, meeting_id: str, recipient: str = "") -> AgendaPaper:
    """The content of an agenda. `recipient`: the id of the member whose copy it is."""
    agenda, frame = read_agenda(read, meeting_id), read_frame(read, meeting_id)
    items = tuple(
        AgendaPaperItem(
            n,
            item.code,
            item.title,
            _reasons(item),
            item.question,
            item.minutes,
            item.last_agreement,
            item.at_door,
            item.heard_by,
            item.standing,
        )
        for n, item in enumerate(agenda.items, 1)
    )
    settings, due = team_settings(read), _due(agenda)
    version = f"versie {max(agenda.meeting.agenda_version, 1)}"
    actions = tuple(action_on_paper(a, agenda.meeting.on) for a in action_lines(read, *due, most=settings.front_actions))
    head = head_of(frame, version, name_of(read, recipient))
    return AgendaPaper(
        head=marked_closed(read, head, [*(item.code for item in (*agenda.items, *agenda.skipped)), *(action.code for action in actions)]),
        working_agreements=agenda.working_agreements,
        urgent=_urgent(read, agenda, settings.closed),
        items=items,
        minutes_planned=agenda.planned,
        minutes_available=agenda.meeting.minutes,
        skipped=_skipped(agenda),
        next_day=agenda.next,
        own_text=filled(settings.agenda_text, places_of(frame)),
        actions=actions,
        more_actions=max(0, (read.value(select(func.count()).select_from(Action).where(*due)) or 0) - settings.front_actions),
    )


@query("notulen gemaakt", by=TEAM, why="verslag van het overleg")
def minutes_paper(read: Reader, meeting_id: str, recipient: str = "") -> MinutesPaper:
    """The minutes: of what is recorded as long as they are a concept, of what was fixed since they were adopted."""
    return minutes_on_paper(read, meeting_id, recipient)


def minutes_on_paper(read: Reader, meeting_id: str, recipient: str = "") -> MinutesPaper:
    """The content of minutes. `recipient`: the id of the member whose copy it is."""
    frame = read_frame(read, meeting_id)
    paper = assembled(read, frame, parts_of(read, frame), name_of(read, recipient))
    codes = chain(
        (item.code for item in paper.items),
        (line.code for line in paper.skipped),
        (action.code for action in paper.earlier_actions),
        (erratum.code for erratum in paper.errata),
    )
    return replace(paper, head=marked_closed(read, paper.head, codes))


@query("actielijst gemaakt", by=TEAM, why="uitvoering van afspraken")
def action_list_paper(read: Reader, meeting_id: str, recipient: str = "") -> ActionListPaper:
    """All open actions of the team, as they stand at this meeting."""
    frame = read_frame(read, meeting_id)
    still_open = action_lines(read, Action.state == ActionState.OPEN)
    version = frame.version if frame.meeting.state is MeetingState.HELD else "stand van dit moment"
    head = marked_closed(read, head_of(frame, version, name_of(read, recipient)), (action.code for action in still_open))
    from_ = origins(read, Action.state == ActionState.OPEN)
    lines = (replace(action_on_paper(a, frame.meeting.on), source=from_[a.id].source) for a in still_open)
    return ActionListPaper(head, tuple(lines))


def name_of(read: Reader, member_id: str) -> str:
    """The name of the member whose copy it is; "" for the team's own."""
    return read.value(select(Member.name).where(Member.id == member_id)) or "" if member_id else ""


def _reasons(item: AgendaLine) -> tuple[str, ...]:
    return tuple(reason.text for reason in item.reasons) or ((item.since_last,) if item.since_last else ())


def _urgent(read: Reader, agenda: Agenda, closed: frozenset[date]) -> tuple[UrgentLine, ...]:
    shown = {item.case_id for item in (*agenda.items, *agenda.skipped)}
    statement = select(Case.id, Case.eviction_on, Case.code, Case.label).where(
        Case.eviction.in_(THREATENING), Case.eviction_on.is_not(None)
    )
    rows = [(*row, "ontruiming") for row in read.tuples(statement)]
    terms: Any = select(Case.id, EnforcementPath.until, Case.code, Case.label, EnforcementPath.state).join(
        EnforcementPath, EnforcementPath.case_id == Case.id
    )
    terms = terms.where(EnforcementPath.until.is_not(None), EnforcementPath.state.not_in(PATH_ENDED))
    rows += [(*row, UNTIL_WORDS.get(state, "termijn")) for *row, state in read.tuples(terms)]
    rows += [(*row, "ernstig voorval") for row in read.tuples(_unlearned())]
    on = agenda.meeting.on
    since = agenda.previous or on - timedelta(days=SERIES_DAYS)
    rows += [(*row, DANGERS[danger, reports]) for *row, danger, reports in read.tuples(_dangers().where(ReportingCode.decided_on > since))]
    return tuple(
        UrgentLine(day, code, label, what, working_days_between(on, day, closed))
        for case_id, day, code, label, what in sorted(rows, key=lambda row: row[1])
        if case_id in shown
    )


def _unlearned() -> Any:
    """Serious events of which the team has not written down yet what it learned."""
    events = select(Case.id, SeriousEvent.on, Case.code, Case.label).join(SeriousEvent, SeriousEvent.case_id == Case.id)
    return events.where(SeriousEvent.learned_on.is_(None))


def _dangers() -> Any:
    """Danger that was weighed in a reporting code, with the day on which was decided whether it is reported."""
    code = ReportingCode
    told = select(Case.id, code.decided_on, Case.code, Case.label, code.danger, code.reports).join(code, code.case_id == Case.id)
    return told.where(code.danger != Danger.NONE, code.reports.is_not(None), code.decided_on.is_not(None))


def _due(agenda: Agenda) -> tuple[ColumnElement[bool], ...]:
    """What of before is due on the day of the overleg or was earlier, as it stands on that day: printed later, it is the same agenda."""
    on = agenda.meeting.on
    still_open = or_(Action.state == ActionState.OPEN, Action.done_on > on)
    return Action.due <= on, Action.agreed_at_id != agenda.meeting.id, Action.agreed_on <= on, still_open


def _skipped(agenda: Agenda) -> tuple[SkippedLine, ...]:
    return tuple(SkippedLine(item.code, item.title, item.because) for item in agenda.skipped)

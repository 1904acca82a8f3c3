"""Cases that were opened after the agenda was made: the overleg says how many at its start, and one act puts them on it."""

from __future__ import annotations

from sqlalchemy import func, select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.agenda import AFTER_CASES, case_item, fit_new, minutes_by_reason, number_points, points_in_order
from expertiseteam.meetings.cycle import neighbours
from expertiseteam.meetings.reasons import weigh_cases
from expertiseteam.meetings.records import ItemState, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Meeting
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings


@query(by=DESK)
def count_newcomers(read: Reader, meeting_id: str) -> int:
    """How many running cases stand nowhere on the agenda of an overleg, also not among what is not discussed: a number, no view."""
    there = select(AgendaItem.case_id).where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id.is_not(None))
    return read.value(select(func.count()).select_from(Case).where(Case.state.in_(RUNNING), Case.id.not_in(there))) or 0


@act("nieuwe casussen op de agenda gezet", by=DESK)
def add_newcomers(work: Work, meeting_id: str) -> int:
    """Put these cases behind the other cases, each with its reasons; all that stands there stays as it is. Returns how many came."""
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in (MeetingState.PREPARED, MeetingState.RUNNING):
        raise Refused("De agenda van dit overleg ligt vast of is nog niet gemaakt. Er is niets veranderd.")
    settings, (previous, _) = team_settings(work), neighbours(work, meeting.on)
    known = points_in_order(work, meeting_id)
    there = {item.case_id for item in known}
    spoken = [item for item in known if item.state is not ItemState.SKIPPED]
    minutes_for = minutes_by_reason(settings)
    new = [case_item(meeting, one, minutes_for) for one in weigh_cases(work, meeting.on, previous) if one.case.id not in there]
    if not new:
        return 0
    fit_new(new, meeting.minutes - sum(item.minutes for item in spoken), settings.least_minutes)
    ids = [work.add(item).id for item in new if item.state is not ItemState.SKIPPED]
    for item in new:
        if item.state is ItemState.SKIPPED:  # it waits for a day; the agenda says so
            work.add(item)
    last = next((place for place, item in enumerate(spoken) if item.kind in AFTER_CASES), len(spoken))
    number_points(work, meeting_id, [*(i.id for i in spoken[:last]), *ids, *(i.id for i in spoken[last:])])
    work.edit(Meeting, meeting, agenda_version=meeting.agenda_version + 1)
    return len(new)

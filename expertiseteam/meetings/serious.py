"""A serious event goes to the next agenda at once, also when that was made already (domain.md, row 74)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.cases.serious import add_event
from expertiseteam.meetings.agenda import FIXED_BEFORE, case_item, minutes_by_reason, number_points, points_in_order
from expertiseteam.meetings.cycle import neighbours, next_meeting
from expertiseteam.meetings.reasons import weigh_cases
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Meeting
from expertiseteam.team.settings import team_settings


@act("ernstig voorval gemeld", by=TEAM)
def report_serious_event(work: Work, case_id: str, *, on: date, what: str) -> str:
    """Note what happened in a case and put the case on the next agenda, before all others; returns the id of the event."""
    event = add_event(work, case_id, on=on, what=what)
    bring_to_agenda(work, case_id)
    return event


def bring_to_agenda(work: Work, case_id: str) -> None:
    """What cannot wait: the case becomes the first of the next agenda, with its reasons of now, also where it was skipped.

    An agenda that is not made yet finds it by itself.
    """
    meeting = next_meeting(work, work.today)
    if meeting is None or meeting.state is not MeetingState.PREPARED:
        return
    row = work.get(Meeting, meeting.id)
    previous, _ = neighbours(work, meeting.on)
    [weighed] = weigh_cases(work, meeting.on, previous, only=case_id)
    new = case_item(row, replace(weighed, waits=""), minutes_by_reason(team_settings(work)))
    item = next((i for i in points_in_order(work, meeting.id) if i.case_id == case_id), None)
    if item is None:
        item_id = work.add(new).id
    else:
        fields = ("reasons", "question", "since_last", "last_agreement", "minutes", "state", "because")
        item_id = work.edit(AgendaItem, work.get(AgendaItem, item.id), **{field: getattr(new, field) for field in fields}).id
    others = [i for i in points_in_order(work, meeting.id) if i.state is not ItemState.SKIPPED and i.id != item_id]
    first = next((n for n, i in enumerate(others) if i.kind is ItemKind.CASE), len(FIXED_BEFORE))
    number_points(work, meeting.id, [*(i.id for i in others[:first]), item_id, *(i.id for i in others[first:])])
    work.edit(Meeting, row, agenda_version=row.agenda_version + 1)

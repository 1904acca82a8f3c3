"""Minutes that change after closing are the next concept; adopted ones do not change."""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.work import Work
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.records import MeetingState, RemarkKind
from expertiseteam.meetings.tables import Meeting, Minutes, MinutesRemark


def touch_minutes(work: Work, meeting_id: str, *, is_new_version: bool = True) -> None:
    """Something in the minutes changes: after closing they become the next concept. Refused once they are adopted."""
    if work.values(select(Minutes.id).where(Minutes.meeting_id == meeting_id)):
        raise Refused("Deze notulen zijn vastgesteld en veranderen niet meer. Er is niets gewijzigd. Schrijf de verbetering als erratum.")
    meeting = work.get(Meeting, meeting_id)
    if is_new_version and meeting.state is MeetingState.HELD:
        number = work.next_number(MinutesRemark, meeting_id=meeting_id, kind=RemarkKind.CHANGE)
        change = MinutesRemark(
            meeting_id=meeting_id,
            item_id=None,
            case_id=None,
            circle_id=meeting.circle_id,
            kind=RemarkKind.CHANGE,
            number=number,
            text="",
            on=work.today,
            at=work.now,
            by_id=work.who.id,
        )
        work.add(change)

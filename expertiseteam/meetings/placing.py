"""Points that were proposed after the agenda was made: the preparing screen says how many, and one act puts them on it."""

from __future__ import annotations

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agenda import number_points, own_places, points_in_order
from expertiseteam.meetings.cycle import meeting as meeting_line
from expertiseteam.meetings.own_points import count_unplaced, point_items
from expertiseteam.meetings.records import ItemState, MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader


@query(by=DESK)
def count_proposed(read: Reader, meeting_id: str) -> int:
    """How many proposed points stand nowhere on the agenda of an overleg that is made already: a number, no view."""
    meeting = meeting_line(read, meeting_id)
    return count_unplaced(read, meeting_id, meeting.on) if meeting.state in (MeetingState.PREPARED, MeetingState.RUNNING) else 0


@act("voorgestelde punten op de agenda gezet", by=DESK)
def place_points(work: Work, meeting_id: str) -> int:
    """Put these points behind the cases; all that stands there stays as it is. Returns how many came."""
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in (MeetingState.PREPARED, MeetingState.RUNNING):
        raise Refused("De agenda van dit overleg ligt vast of is nog niet gemaakt. Er is niets veranderd.")
    known = points_in_order(work, meeting_id)
    new = point_items(work, meeting, {item.point_id for item in known})
    if not new:
        return 0
    spoken = [item for item in known if item.state is not ItemState.SKIPPED]
    at = own_places(spoken)
    ids = [work.add(item).id for item in new]
    number_points(work, meeting_id, [*(i.id for i in spoken[:at]), *ids, *(i.id for i in spoken[at:])])
    work.edit(Meeting, meeting, agenda_version=meeting.agenda_version + 1)
    return len(new)

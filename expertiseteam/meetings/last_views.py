"""The two views of the last visit, to read at the point of the overleg. They are asked when somebody wants them: a point opens without."""

from __future__ import annotations

from sqlalchemy import or_, select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import query
from expertiseteam.meetings.conduct import case_of_point
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.duos import visit_view
from expertiseteam.visits.records import VisitState, VisitView
from expertiseteam.visits.tables import Visit


@query("twee kijken van het laatste huisbezoek gelezen", by=DESK, why="overleg over de casus", within=case_of_point)
def last_views(read: Reader, item_id: str, meeting_id: str) -> VisitView | None:
    """The last visit of the case of a point on which somebody wrote what he saw; None without one, and while the point is shut."""
    wrote = or_(Visit.care_view != "", Visit.enforcement_view != "")
    for case_id in case_of_point(read, item_id, meeting_id):
        been = select(Visit.id).where(Visit.case_id == case_id, Visit.state == VisitState.DONE, wrote)
        for visit_id in read.values(been.order_by(Visit.on.desc(), Visit.at.desc()).limit(1)):
            return visit_view(read, visit_id)
    return None

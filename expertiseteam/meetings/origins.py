"""Where an action came from: the overleg with its point and decision, and the last visit before it, so that a reader can go there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select

from expertiseteam.access.work import query
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.records import AgreedAt
from expertiseteam.cases.tables import Action
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Decision, Meeting, Said
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Origin:
    """What an action came from. `meeting_id`: "" when it was agreed elsewhere; `has_minutes`: that overleg was held."""

    action_id: str
    agreed_at: AgreedAt
    meeting_id: str
    meeting_on: date | None
    has_minutes: bool
    decision: str  # "2026-031", the last at that point before the action; "" for none
    visit_on: date | None  # of the case, the last that took place until then

    @property
    def words(self) -> str:
        """Where it came from, whole: "besluit 2026-031 in het overleg van 17 november 2026, na het huisbezoek van 5 november 2026"."""
        at = f"het overleg van {full_date(self.meeting_on)}" if self.meeting_on else ""
        decided = f"besluit {self.decision}{' in ' if at else ''}{at}" if self.decision else at
        if self.visit_on is None:
            return decided
        visit = f"het huisbezoek van {full_date(self.visit_on)}"
        return f"{decided}, na {visit}" if decided else visit if self.agreed_at is AgreedAt.VISIT else f"na {visit}"

    @property
    def source(self) -> str:
        """The same, short, for a list: "besluit 2026-031", "overleg van 17 november 2026", "huisbezoek van 5 november 2026"; else ""."""
        if self.decision:
            return f"besluit {self.decision}"
        if self.meeting_on:
            return f"overleg van {full_date(self.meeting_on)}"
        is_visit = self.agreed_at is AgreedAt.VISIT and self.visit_on is not None
        return f"huisbezoek van {full_date(self.visit_on)}" if is_visit and self.visit_on else ""


@query()
def where_from(read: Reader, action_ids: Sequence[str]) -> dict[str, Origin]:
    """Where these actions came from, by their ids: codes and days, no sentences."""
    return origins(read, Action.id.in_(list(action_ids)))


def origins(read: Reader, *where: ColumnElement[bool]) -> dict[str, Origin]:
    """Where actions came from, by their ids; the rows themselves say it, so it stays true. One statement."""
    decided = Said.__table__.alias("decided")
    decision = (
        select(Decision.code)
        .join(decided, decided.c.decision_id == Decision.id)
        .where(decided.c.item_id == Said.item_id, decided.c.at <= Said.at)
        .order_by(decided.c.at.desc())
        .limit(1)
        .correlate(Said)
        .scalar_subquery()
    )
    went = Visit.case_id == Action.case_id, Visit.state == VisitState.DONE, Visit.on <= Action.agreed_on
    visit = select(func.max(Visit.on)).where(*went).correlate(Action).scalar_subquery()
    statement = select(Action.id, Action.agreed_at, Meeting.id, Meeting.on, Meeting.state, decision, visit)
    statement = statement.outerjoin(Meeting, and_(Action.agreed_at == AgreedAt.MEETING, Meeting.id == Action.agreed_at_id))
    statement = statement.outerjoin(Said, and_(Said.meeting_id == Meeting.id, Said.action_id == Action.id)).where(*where)
    return {
        action: Origin(action, at, meeting or "", on, state is MeetingState.HELD, code or "", visited)
        for action, at, meeting, on, state, code, visited in read.tuples(statement)
    }

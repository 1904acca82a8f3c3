"""*Bezoek zonder vervolg*: nothing came after the last visit, no agreement, no decision, no next visit, and no outcome that ends it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from expertiseteam.basics.dates import day_month
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Action, Case, HelpOffer
from expertiseteam.meetings.records import Reason, ReasonKind
from expertiseteam.meetings.tables import Decision
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.records import Outcome, VisitState
from expertiseteam.visits.tables import Visit

ENDS_IT = (Outcome.NO_NEED, Outcome.APPOINTMENT, Outcome.ACUTE_CARE, Outcome.OBJECTION)  # each is the next step, or says there is none


def reasons_without_follow_up(read: Reader, on: date, days: int) -> dict[str, Reason]:
    """Why a case comes to an overleg on a day: its last visit is `days` ago or more and led to nothing. One statement for all cases."""
    found = {}
    for case_id, day in read.tuples(_without(), by=on - timedelta(days=days)):
        found[case_id] = Reason(ReasonKind.NO_FOLLOW_UP, f"huisbezoek van {day_month(day)} zonder vervolg", (day - on).days)
    return found


@cache
def _without() -> Any:
    later = aliased(Visit)
    went_on = or_(later.state == VisitState.PLANNED, and_(later.state == VisitState.DONE, later.on > Visit.on))
    came = (
        exists().where(later.case_id == Visit.case_id, went_on),
        exists().where(Action.case_id == Visit.case_id, Action.agreed_on >= Visit.on),
        exists().where(Decision.case_id == Visit.case_id, Decision.on >= Visit.on),
        exists().where(HelpOffer.case_id == Visit.case_id, HelpOffer.offered_on >= Visit.on),
    )
    went = select(Visit.case_id, Visit.on).join(Case, Case.id == Visit.case_id).where(Case.state.in_(RUNNING))
    went = went.where(Visit.state == VisitState.DONE, Visit.on <= bindparam("by"), Visit.outcome.not_in(ENDS_IT))
    return went.where(*(~one for one in came)).order_by(Visit.on)

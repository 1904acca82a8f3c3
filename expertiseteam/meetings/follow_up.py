"""*Bezoek zonder vervolg*: nothing came after the last visit, no agreement, no decision, no next visit, and no outcome that ends it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select

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
    """Begins with the last visit of each running case: asked of every visit it would cost half of the agenda (measured)."""
    running = select(Case.id).where(Case.state.in_(RUNNING))
    last_day = func.max(Visit.on).filter(Visit.state == VisitState.DONE)  # by the index of cases: the state alone holds every visit ever
    done: Any = select(Visit.case_id, last_day.label("on")).where(Visit.case_id.in_(running)).group_by(Visit.case_id)
    last = done.having(last_day <= bindparam("by"), func.count().filter(Visit.state == VisitState.PLANNED) == 0).cte("last")
    came = (
        exists().where(Action.case_id == last.c.case_id, Action.agreed_on >= last.c.on),
        exists().where(Decision.case_id == last.c.case_id, Decision.on >= last.c.on),
        exists().where(HelpOffer.case_id == last.c.case_id, HelpOffer.offered_on >= last.c.on),
    )
    went = select(Visit.case_id, Visit.on).join(last, and_(last.c.case_id == Visit.case_id, last.c.on == Visit.on))
    went = went.where(
        Visit.state.not_in([state for state in VisitState if state is not VisitState.DONE]),
        Visit.outcome.not_in(ENDS_IT),
        *(~one for one in came),
    )
    return went.order_by(Visit.on)

"""What comes in and what goes out, on paper for the resident: nothing is kept unless the resident wants it, then two totals (row 108)."""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import FIELD
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.budget_records import BudgetTotals
from expertiseteam.visits.tables import Budget, Visit

COMES_IN = ("Loon, uitkering of pensioen", "Toeslagen", "Iets anders dat binnenkomt")
GOES_OUT = (
    "Huur of hypotheek",
    "Energie en water",
    "Zorgverzekering",
    "Andere verzekeringen",
    "Boodschappen",
    "Telefoon, internet en abonnementen",
    "Vervoer",
    "Aflossen",
    "Iets anders dat eruit gaat",
)


@act("totalen van een budget bewaard", by=FIELD)
def keep_budget(work: Work, visit_id: str, *, earned: int, spent: int) -> str:
    """Keep the two totals of a month, in cents, because the resident wants that; later ones stand beside earlier. Returns the row's id.

    Refused when both are nothing.
    """
    if earned <= 0 and spent <= 0:
        raise Refused("Er is geen bedrag ingevuld. Er is niets bewaard.")
    visit = work.get(Visit, visit_id)
    kept = Budget(
        case_id=visit.case_id,
        circle_id=visit.circle_id,
        visit_id=visit.id,
        earned=earned,
        spent=spent,
        on=work.today,
        by_id=work.who.id,
    )
    return work.add(kept).id


@query()
def visit_budget(read: Reader, visit_id: str) -> BudgetTotals | None:
    """The totals that were kept last at a visit that is open on the screen; None when nothing was."""
    columns = Budget.earned, Budget.spent, Budget.on, Member.name
    statement = select(*columns).join(Member, Member.id == Budget.by_id).where(Budget.visit_id == visit_id)
    return next((BudgetTotals(*row) for row in read.tuples(statement.order_by(Budget.on.desc(), Budget.id.desc()).limit(1))), None)

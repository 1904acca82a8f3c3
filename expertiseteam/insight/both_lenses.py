"""What was seen through both lenses in one case: at its signals and at its visits, for reading side by side (domain.md, row 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.cases.reading import case_view
from expertiseteam.concerns.records import Lens
from expertiseteam.concerns.tables import Concern, Observation
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit

Care, Enforcement = aliased(Member), aliased(Member)


@dataclass(frozen=True, slots=True)
class LensLine:
    """What somebody saw through one lens, on which day, and where that was written down: at the signal `code`, or at a visit ("")."""

    lens: Lens
    text: str
    by: str
    on: date
    code: str


@query("twee brillen van een casus gelezen")
def both_lenses(read: Reader, case_id: str) -> list[LensLine]:
    """Everything that was seen through a lens, newest first. What stands in a visit is a view that the log tells of."""
    circle = case_view(read, case_id).circle_id
    seen = select(Observation.lens, Observation.text, Member.name, Observation.at, Concern.code)
    seen = seen.join(Concern, Concern.id == Observation.concern_id).join(Member, Member.id == Observation.by_id)
    rows = read.tuples(seen.where(Observation.circle_id == circle).order_by(Observation.at.desc()))
    found = [LensLine(lens, text, by, local_day(at), code) for lens, text, by, at, code in rows]
    been = select(Visit.on, Visit.care_view, Care.name, Visit.enforcement_view, Enforcement.name)
    been = been.join(Care, Care.id == Visit.care_id).join(Enforcement, Enforcement.id == Visit.enforcement_id)
    for on, care_view, care, enforcement_view, enforcement in read.tuples(
        been.where(Visit.case_id == case_id, Visit.state == VisitState.DONE)
    ):
        views = (Lens.CARE, care_view, care), (Lens.ENFORCEMENT, enforcement_view, enforcement)
        found += [LensLine(lens, text, by, on, "") for lens, text, by in views if text]
    return sorted(found, key=lambda line: line.on, reverse=True)

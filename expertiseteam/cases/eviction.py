"""A threatened home through time: each report stays, also when the case has gone on to the next."""

from __future__ import annotations

from expertiseteam.access.tables import Member
from expertiseteam.access.work import Work, query
from expertiseteam.cases.safety_records import EvictionStepLine
from expertiseteam.cases.safety_tables import EvictionStep
from expertiseteam.cases.tables import Case
from expertiseteam.storage.reading import Reader, select_for


def note_eviction(work: Work, case: Case) -> None:
    """Keep how far it is now."""
    work.add(
        EvictionStep(
            case_id=case.id,
            circle_id=case.circle_id,
            state=case.eviction,
            day=case.eviction_on,
            source=case.eviction_source,
            at=work.now,
            by_id=work.who.id,
        )
    )


@query()
def eviction_steps(read: Reader, case_id: str) -> list[EvictionStepLine]:
    """What was reported in a case that is open on the screen, oldest first."""
    wanted = select_for(EvictionStepLine, EvictionStep, by=Member.name).join(Member, Member.id == EvictionStep.by_id)
    return read.all(EvictionStepLine, wanted.where(EvictionStep.case_id == case_id).order_by(EvictionStep.at))

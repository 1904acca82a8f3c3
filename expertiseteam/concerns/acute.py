"""What does not wait for an overleg: which steps were taken at once, by whom and when (domain.md, rows 12 and 35)."""

from __future__ import annotations

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.concerns.records import AcuteStep, StepLine, Urgency
from expertiseteam.concerns.tables import Concern, StepTaken
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number


@act("stap bij direct gevaar vastgelegd", by=TEAM)
def take_step(work: Work, concern_id: str, step: AcuteStep, remark: str = "") -> None:
    """Somebody was called, or people go there now. The signal becomes urgent when it was not: it is weighed the same day."""
    refuse_service_number(work, remark)
    concern = work.get(Concern, concern_id)
    work.add(
        StepTaken(step=step, remark=remark.strip(), by_id=work.who.id, at=work.now, concern_id=concern.id, circle_id=concern.circle_id)
    )
    if concern.urgency is not Urgency.ACUTE:
        work.edit(Concern, concern, urgency=Urgency.ACUTE, triage_before=min(concern.triage_before, work.today))


@query()
def acute_steps(read: Reader, concern_id: str) -> list[StepLine]:
    """The steps that were taken, oldest first. Asked for beside `concern_view`, which is the view that the log tells of."""
    taken = select_for(StepLine, StepTaken, by=Member.name).join(Member, Member.id == StepTaken.by_id)
    return read.all(StepLine, taken.where(StepTaken.concern_id == concern_id).order_by(StepTaken.at))

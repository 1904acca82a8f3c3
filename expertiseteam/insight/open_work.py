"""What still stands in the name of one member: for who lets a colleague go, and must know what to hand over."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import query
from expertiseteam.cases.offer_records import ReferralState
from expertiseteam.cases.records import RUNNING, ActionState
from expertiseteam.cases.safety_tables import CodeStepRow, ReportingCode
from expertiseteam.cases.tables import Action, Case, HelpOffer
from expertiseteam.concerns.records import FeedbackState
from expertiseteam.concerns.tables import Feedback
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How much of each: open actions, running cases that the member leads, planned visits, answers owed to who told something, referrals
    to which nobody answered yet, steps of the reporting code that are not done."""

    actions: int
    cases: int
    visits: int
    feedback: int
    referrals: int
    code_steps: int

    @property
    def is_none(self) -> bool:
        return not (self.actions or self.cases or self.visits or self.feedback or self.referrals or self.code_steps)


@query(by=OFFICER)
def open_work(read: Reader, member_id: str) -> OpenWork:
    """Count the open work of a member, of whatever circle the viewer may know."""
    count = func.count()
    return OpenWork(
        actions=read.value(select(count).where(Action.owner_id == member_id, Action.state == ActionState.OPEN)) or 0,
        cases=read.value(select(count).where(Case.lead_id == member_id, Case.state.in_(RUNNING))) or 0,
        visits=read.value(
            select(count).where(or_(Visit.care_id == member_id, Visit.enforcement_id == member_id), Visit.state == VisitState.PLANNED)
        )
        or 0,
        feedback=read.value(select(count).where(Feedback.owner_id == member_id, Feedback.state == FeedbackState.OPEN)) or 0,
        referrals=read.value(
            select(count)
            .select_from(HelpOffer)
            .join(Case, Case.id == HelpOffer.case_id)
            .where(HelpOffer.by_id == member_id, HelpOffer.referral == ReferralState.WAITING, Case.state.in_(RUNNING))
        )
        or 0,
        code_steps=read.value(
            select(count)
            .select_from(CodeStepRow)
            .join(ReportingCode, ReportingCode.id == CodeStepRow.code_id)
            .join(Case, Case.id == CodeStepRow.case_id)
            .where(CodeStepRow.owner_id == member_id, CodeStepRow.done_on.is_(None))
            .where(ReportingCode.decided_on.is_(None), Case.state.in_(RUNNING))
        )
        or 0,
    )

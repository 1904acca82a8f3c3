"""Under which mandate a decision was taken; outside every mandate it asks for an escalation (domain.md, row 63)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import func, select

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.scale_records import EscalateTo, EscalationReason
from expertiseteam.cases.scaling import escalate
from expertiseteam.meetings.mandate_tables import DecisionMandate
from expertiseteam.meetings.tables import Decision
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings


@dataclass(frozen=True, slots=True)
class MandatedDecision:
    """A decision about a case with its mandate: "" as long as nobody said which. `escalation_id`: it is outside every mandate."""

    id: str
    code: str
    text: str
    on: date
    mandate: str
    escalation_id: str | None


@act("mandaat van een besluit vastgelegd", by=TEAM)
def set_mandate(work: Work, case_id: str, decision_id: str, mandate: str) -> None:
    """Say under which of the team's mandates a decision falls. Refused for one that the team does not have."""
    if mandate not in team_settings(work).mandates:
        raise Refused("Dit mandaat staat niet (meer) in de lijst van uw team. Er is niets vastgelegd. Kies een ander mandaat.")
    _keep(work, case_id, decision_id, mandate, None)


@act("besluit buiten mandaat geëscaleerd", by=TEAM)
def escalate_decision(work: Work, case_id: str, decision_id: str, *, to: EscalateTo, question: str) -> str:
    """No mandate covers the decision: who carries responsibility is asked. Returns the id of the escalation."""
    escalation_id = escalate(work, case_id, to=to, reason=EscalationReason.MANDATE, question=question)
    _keep(work, case_id, decision_id, "", escalation_id)
    return escalation_id


@query()
def mandated_decisions(read: Reader, case_id: str) -> list[MandatedDecision]:
    """The decisions about a case that is open on the screen, newest first."""
    return read.all(MandatedDecision, _decisions().where(Decision.case_id == case_id).order_by(Decision.on.desc(), Decision.code.desc()))


@cache
def _decisions() -> AnySelect:
    statement: AnySelect = select_for(
        MandatedDecision, Decision, mandate=func.coalesce(DecisionMandate.mandate, ""), escalation_id=DecisionMandate.escalation_id
    )
    return statement.outerjoin(DecisionMandate, DecisionMandate.decision_id == Decision.id)


def _keep(work: Work, case_id: str, decision_id: str, mandate: str, escalation_id: str | None) -> None:
    decision = work.get(Decision, decision_id)
    if decision.case_id != case_id:
        raise Refused("Dit besluit hoort bij een andere casus. Er is niets vastgelegd.")
    known = work.value(select(DecisionMandate.id).where(DecisionMandate.decision_id == decision_id))
    if known is not None:
        work.edit(DecisionMandate, work.get(DecisionMandate, known), mandate=mandate, escalation_id=escalation_id)
    else:
        work.add(
            DecisionMandate(
                case_id=case_id, circle_id=decision.circle_id, decision_id=decision_id, mandate=mandate, escalation_id=escalation_id
            )
        )

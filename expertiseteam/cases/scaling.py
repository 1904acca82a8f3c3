"""Scaling a case up and down along AVE, and questions to those who carry responsibility (domain.md, rows 64 and 65)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.running import running_case
from expertiseteam.cases.safety_tables import AveStep, Escalation
from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationLine, EscalationReason, PhaseLine
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number

Answering = aliased(Member)


@act("AVE-fase gewijzigd", by=TEAM)
def set_phase(work: Work, case_id: str, shown: AvePhase | None, to: AvePhase, why: str) -> str:
    """Scale up or down, with the reason; returns the id of the step. `shown`: the phase that the form showed, None for none yet."""
    case = running_case(work, case_id)
    now = phase_of(work, case_id)
    if now is not shown:
        raise Refused(f"Casus {case.code} staat intussen in {now}. Er is niets veranderd. Bekijk de fase opnieuw.")
    if to is now:
        raise Refused(f"Casus {case.code} staat al in {now}. Er is niets veranderd.")
    if not why.strip():
        raise Refused("Schrijf waarom u op- of afschaalt. Er is niets veranderd.")
    refuse_service_number(work, why)
    step = AveStep(
        case_id=case_id,
        circle_id=case.circle_id,
        before=now,
        after=to,
        on=work.today,
        at=work.now,
        by_id=work.who.id,
        why=why.strip(),
    )
    return work.add(step).id


@act("geëscaleerd", by=TEAM)
def escalate(work: Work, case_id: str, *, to: EscalateTo, reason: EscalationReason, question: str) -> str:
    """Put a question to who carries responsibility; returns its id. Public unrest goes to the burgemeester and is AVE 4 (row 65)."""
    case = running_case(work, case_id)
    if not question.strip():
        raise Refused("Schrijf de vraag die u stelt. Er is nog niet geëscaleerd.")
    refuse_service_number(work, question)
    if reason is EscalationReason.UNREST:
        if to is not EscalateTo.MAYOR:
            raise Refused("Bij maatschappelijke onrust is de burgemeester aan zet. Er is nog niet geëscaleerd. Kies de burgemeester.")
        now = phase_of(work, case_id)
        if now is not AvePhase.FOUR:
            set_phase(work, case_id, now, AvePhase.FOUR, f"{reason}: {question.strip()}")
    return work.add(
        Escalation(
            case_id=case_id,
            circle_id=case.circle_id,
            to=to,
            reason=reason,
            question=question.strip(),
            asked_at=work.now,
            asked_by_id=work.who.id,
        )
    ).id


@act("antwoord op een escalatie vastgelegd", by=TEAM)
def answer_escalation(work: Work, shown: EscalationLine, answer: str) -> None:
    """Keep what was answered, with the time. Refused without a text."""
    if not answer.strip():
        raise Refused("Schrijf wat het antwoord is. De vraag staat nog open.")
    refuse_service_number(work, answer)
    escalation = work.edit(Escalation, shown, answer=answer.strip(), answered_at=shown.answered_at or work.now)
    if escalation.answered_by_id is None:
        work.edit(Escalation, escalation, answered_by_id=work.who.id)  # stands on no form


@query()
def phase_of(read: Reader, case_id: str) -> AvePhase | None:
    """The AVE phase of a case; None when nobody gave it one."""
    return read.value(select(AveStep.after).where(AveStep.case_id == case_id).order_by(AveStep.at.desc()).limit(1))


@query()
def phases(read: Reader, case_id: str) -> list[PhaseLine]:
    """Every move along the ladder of a case that is open on the screen, newest first."""
    wanted = select_for(PhaseLine, AveStep, by=Member.name).join(Member, Member.id == AveStep.by_id)
    return read.all(PhaseLine, wanted.where(AveStep.case_id == case_id).order_by(AveStep.at.desc()))


@query()
def escalations(read: Reader, case_id: str) -> list[EscalationLine]:
    """The questions of a case that is open on the screen: what is open first, then the newest."""
    wanted = select_for(EscalationLine, Escalation, asked_by=Member.name, answered_by=func.coalesce(Answering.name, ""))
    wanted = wanted.join(Member, Member.id == Escalation.asked_by_id).outerjoin(Answering, Answering.id == Escalation.answered_by_id)
    wanted = wanted.where(Escalation.case_id == case_id)
    return read.all(EscalationLine, wanted.order_by(Escalation.answered_at.is_not(None), Escalation.asked_at.desc()))

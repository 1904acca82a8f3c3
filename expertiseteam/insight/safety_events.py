"""What the reporting code, scaling and a threatened home brought to the timeline of a case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, func, select

from expertiseteam.basics.dates import full_date
from expertiseteam.cases.eviction import eviction_steps
from expertiseteam.cases.reporting_code import code_steps, codes
from expertiseteam.cases.safety_tables import AveStep, CodeStepRow, Escalation, EvictionStep, ReportingCode
from expertiseteam.cases.scaling import escalations, phases
from expertiseteam.insight.track_events import Told
from expertiseteam.storage.reading import Reader


def events_of_safety(read: Reader, case_id: str) -> list[Told]:
    """Every report about the home, every step of the reporting code, every move along AVE, every question and answer."""
    found = [
        Told(e.at, "safety", f"Uithuiszetting: {e.state}", " · ".join(_some(full_date(e.day) if e.day else "", e.source)), e.id, e.by)
        for e in eviction_steps(read, case_id)
    ]
    found += [Told(code.begun_on, "safety", "Meldcode begonnen", str(code.kind), code.id) for code in codes(read, case_id)]
    for step in code_steps(read, case_id):
        if step.done_on is not None:
            title = f"Meldcode, stap {step.step.number}: {step.step}"
            found.append(Told(step.done_on, "safety", title, step.remark, step.id, step.owner))
    for phase in phases(read, case_id):
        found.append(Told(phase.at, "safety", f"AVE: {phase.after}", phase.why, phase.id, phase.by))
    for one in escalations(read, case_id):
        found.append(Told(one.asked_at, "safety", f"Gevraagd aan {one.to}: {one.reason}", one.question, one.id, one.asked_by))
        if one.answered_at is not None:
            found.append(Told(one.answered_at, "safety", f"Antwoord van {one.to}", one.answer, one.id, one.answered_by))
    return found


def counts_of_safety(case_id: BindParameter[str]) -> tuple[Any, ...]:
    """Statements that count these events without reading them."""
    return (
        _count(EvictionStep, EvictionStep.case_id == case_id),
        _count(ReportingCode, ReportingCode.case_id == case_id),
        _count(CodeStepRow, CodeStepRow.case_id == case_id, CodeStepRow.done_on.is_not(None)),
        _count(AveStep, AveStep.case_id == case_id),
        _count(Escalation, Escalation.case_id == case_id),
        _count(Escalation, Escalation.case_id == case_id, Escalation.answered_at.is_not(None)),
    )


def _count(kind: type[Any], *where: Any) -> Any:
    return select(func.count()).select_from(kind).where(*where)


def _some(*parts: str) -> list[str]:
    return [part for part in parts if part]

"""How a case ends where the test is about something else."""

from __future__ import annotations

from expertiseteam.cases.records import CaseResult, Ending, GoalReached, ReportersTold, ResidentTold


def ended(result: CaseResult, remark: str = "") -> Ending:
    """Every question answered in the shortest way."""
    return Ending(result, GoalReached.YES, "de huisarts", ResidentTold.YES, ReportersTold.STILL_OWED, remark=remark)

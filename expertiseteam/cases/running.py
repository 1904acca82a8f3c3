"""A case in which something may still be done."""

from __future__ import annotations

from expertiseteam.access.work import Work
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Case


def running_case(work: Work, case_id: str) -> Case:
    """Return the case. Refused when it has ended."""
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Er is niets veranderd. Heropen de casus als hij weer loopt.")
    return case

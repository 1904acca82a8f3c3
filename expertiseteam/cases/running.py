"""A case in which something may still be done; and what was done in it wrongly and is taken back."""

from __future__ import annotations

from expertiseteam.access.tables import Member
from expertiseteam.access.work import Work, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Case, TakenBack
from expertiseteam.cases.track_records import TakenBackLine
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number


def running_case(work: Work, case_id: str) -> Case:
    """Return the case. Refused when it has ended."""
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Er is niets veranderd. Heropen de casus als hij weer loopt.")
    return case


@query()
def taken_back(read: Reader, case_id: str) -> list[TakenBackLine]:
    """What was taken back in a case that is open on the screen, newest first."""
    wanted = select_for(TakenBackLine, TakenBack, by=Member.name).join(Member, Member.id == TakenBack.by_id)
    return read.all(TakenBackLine, wanted.where(TakenBack.case_id == case_id).order_by(TakenBack.at.desc()))


def refuse_unsaid(work: Work, why: str) -> None:
    """Refused when it is not said why something is taken back."""
    if not why.strip():
        raise Refused("Schrijf in één zin wat er niet klopte. Er is niets teruggenomen.")
    refuse_service_number(work, why)


def note_taken_back(work: Work, case: Case, row_id: str, said: str, why: str) -> None:
    """Keep that a row (or what was decided with it) does not hold any more: what it said, and why."""
    work.why = why.strip()
    row = TakenBack(case_id=case.id, circle_id=case.circle_id, row_id=row_id, said=said, why=why.strip(), at=work.now, by_id=work.who.id)
    work.add(row)

"""A step of enforcement, or a decision of the reporting code, that was written down wrong: taken back with a reason, and still told.

What counts from then on, days and what waits for somebody too, is what stood before it.
"""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.enforcement import JURIST, path_steps
from expertiseteam.cases.reporting_code import code_step
from expertiseteam.cases.running import running_case
from expertiseteam.cases.safety_records import CodeLine, CodeStep
from expertiseteam.cases.safety_tables import CodeStepRow, ReportingCode
from expertiseteam.cases.tables import Case, TakenBack
from expertiseteam.cases.track_records import BEFORE_SAFETY, PathLine, PathState, TakenBackLine, Track
from expertiseteam.cases.track_tables import EnforcementPath
from expertiseteam.cases.tracks import track_of
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number


@act("stap in de handhaving teruggenomen", by=JURIST)
def take_back_step(work: Work, shown: PathLine, why: str) -> None:
    """The last step of a path does not hold: the path is where it was before it, with the day that counted there. The order stays written.

    Refused without a reason, for the first step (a path that was begun is withdrawn), when a colleague set another step meanwhile, and
    when what stood before asks the track of safety and the case is on the track of care.
    """
    case = running_case(work, shown.case_id)
    _refuse_unsaid(work, why)
    if (now := work.get(EnforcementPath, shown.id).state) is not shown.state:
        raise Refused(f"De handhaving staat intussen op ‘{now}’. Er is niets teruggenomen. Bekijk het spoor opnieuw.")
    stands = [step for step in path_steps(work, shown.case_id) if step.path_id == shown.id and step.back_at is None]
    if len(stands) == 1:
        raise Refused("Verkennen is het begin. Er is niets teruggenomen. Klopt het niet, trek de handhaving dan in, met de reden.")
    *earlier, before, last = stands
    if before.after not in BEFORE_SAFETY and track_of(work, shown.case_id) is Track.CARE:
        raise Refused(
            f"Dan staat de handhaving weer op ‘{before.after}’, en deze casus loopt op het spoor zorg. Er is niets teruggenomen. "
            "Wissel eerst van spoor."
        )
    held_in = earlier[-1].after if before.after is PathState.ON_HOLD and earlier else None
    work.edit(EnforcementPath, shown, state=before.after, since=before.on, until=before.until, held_in=held_in)
    _note(work, case, last.id, f"{str(shown.kind).capitalize()}: {last.after} van {full_date(last.on)}", why)


@act("besluit van de meldcode teruggenomen", by=TEAM)
def take_back_decision(work: Work, shown: CodeLine, why: str) -> None:
    """Step five does not hold: the code runs again, and can be weighed and decided anew.

    Refused without a reason, when nothing was decided, and when the code was begun anew since.
    """
    case = running_case(work, shown.case_id)
    _refuse_unsaid(work, why)
    if shown.decided_on is None:
        raise Refused("Over deze meldcode is nog niet besloten. Er is niets teruggenomen.")
    if work.value(select(ReportingCode.id).where(ReportingCode.case_id == case.id, ReportingCode.decided_on.is_(None))):
        raise Refused("De meldcode loopt alweer in deze casus. Er is niets teruggenomen. Ga verder met de stappen die er staan.")
    said = f"Meldcode, besluit van {full_date(shown.decided_on)}: {'wel' if shown.reports else 'niet'} melden bij Veilig Thuis, "
    said += "wel hulp bieden of regelen" if shown.helps else "geen hulp bieden of regelen"
    code = work.edit(ReportingCode, shown, decided_on=None, reports=None, helps=None, why_not="")
    work.edit(ReportingCode, code, seen_on=None)  # stands on no form
    work.edit(CodeStepRow, code_step(work, shown.id, CodeStep.DECIDE), done_on=None, remark="")
    _note(work, case, shown.id, f"{said}. {shown.why_not}".strip() if shown.why_not else said, why)


@query()
def taken_back(read: Reader, case_id: str) -> list[TakenBackLine]:
    """What was taken back in a case that is open on the screen, newest first."""
    wanted = select_for(TakenBackLine, TakenBack, by=Member.name).join(Member, Member.id == TakenBack.by_id)
    return read.all(TakenBackLine, wanted.where(TakenBack.case_id == case_id).order_by(TakenBack.at.desc()))


def _refuse_unsaid(work: Work, why: str) -> None:
    if not why.strip():
        raise Refused("Schrijf in één zin wat er niet klopte. Er is niets teruggenomen.")
    refuse_service_number(work, why)


def _note(work: Work, case: Case, row_id: str, said: str, why: str) -> None:
    work.why = why.strip()
    row = TakenBack(case_id=case.id, circle_id=case.circle_id, row_id=row_id, said=said, why=why.strip(), at=work.now, by_id=work.who.id)
    work.add(row)

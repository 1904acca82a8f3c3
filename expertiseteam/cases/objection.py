"""*Bezwaar tegen gegevensgebruik*: first restrict, then decide with a reason, and say so (domain.md, row 114; R-20)."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from sqlalchemy import select

from expertiseteam.access.circles import end_circle
from expertiseteam.access.tables import Circle, CircleMember
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.calling_off import call_off
from expertiseteam.cases.records import RUNNING, ActionState, CaseResult, CaseState, ObjectionDecision, ObjectionLine
from expertiseteam.cases.tables import Action, Case, Objection
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings


@act("bezwaar tegen gegevensgebruik: casus beperkt", by=TEAM)
def restrict_case(work: Work, case_id: str, said: str) -> str:
    """From now on only the aandachtsfunctionaris knows of the case, until she decides. Returns the objection's id.

    It runs no more: it stands on no agenda and in no list of running cases, and nobody goes there. Refused for a case that is restricted
    or closed already. The last thing that a unit does: who records it may not see the case any more.
    """
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} loopt niet ({case.state}). Er is niets gewijzigd.")
    circle = work.get(Circle, case.circle_id)
    known = [work.get(CircleMember, i) for i in work.values(select(CircleMember.id).where(CircleMember.circle_id == circle.id))]
    objection = work.add(
        Objection(
            case_id=case_id,
            circle_id=circle.id,
            said=said.strip(),
            made_on=work.today,
            before=work.today + timedelta(days=team_settings(work).objection_days),
            state_before=case.state,
            was_closed=circle.closed,
            members_before=" ".join(row.member_id for row in known),
        )
    )
    call_off(work, case_id, "Bezwaar tegen gegevensgebruik: de casus ligt stil.")
    work.edit(Case, case, state=CaseState.RESTRICTED)
    work.shut.add(circle.id)
    work.edit(Circle, circle, closed=True)
    for row in known:
        work.remove(row)
    return objection.id


@act("besloten over een bezwaar", by=OFFICER)
def decide_objection(work: Work, shown: ObjectionLine, decision: ObjectionDecision, because: str) -> None:
    """Go on: everybody who knew of the case knows of it again. Stop: the case ends, its actions too, and its term runs.

    Refused without the reason that the resident hears, and when it was decided already.
    """
    if not because.strip():
        raise Refused("Schrijf de reden zoals de bewoner die hoort. Er is nog niets besloten.")
    if work.get(Objection, shown.id).decision is not None:
        raise Refused("Over dit bezwaar is al besloten. Er is niets veranderd.")
    objection = work.edit(Objection, shown, decision=decision, because=because.strip())
    work.edit(Objection, objection, decided_on=work.today)
    case = work.get(Case, objection.case_id)
    if decision is ObjectionDecision.STOP:
        still_open = select(Action.id).where(Action.case_id == case.id, Action.state == ActionState.OPEN)
        for action_id in work.values(still_open):
            ended = {"state": ActionState.NO_LONGER_POSSIBLE, "result": "Gestopt na bezwaar.", "done_on": work.today}
            work.edit(Action, work.get(Action, action_id), **ended)
        result = {"state": CaseState.CLOSED, "result": CaseResult.OBJECTION, "result_remark": because.strip(), "closed_on": work.today}
        work.edit(Case, case, **result)
        end_circle(work, case.circle_id, CaseResult.OBJECTION.name)
        return
    work.edit(Case, case, state=objection.state_before)
    for member_id in objection.members_before.split():
        work.add(CircleMember(circle_id=case.circle_id, member_id=member_id))
    work.edit(Circle, work.get(Circle, case.circle_id), closed=objection.was_closed)


@query(by=OFFICER)
def open_objections(read: Reader) -> list[ObjectionLine]:
    """Objections that wait for a decision, first due first."""
    return read.all(ObjectionLine, _lines().where(Objection.decision.is_(None)).order_by(Objection.before, Case.code))


@query(by=OFFICER)
def objection_to(read: Reader, case_id: str) -> ObjectionLine | None:
    """The objection that restricts a case now, if any."""
    return read.maybe(ObjectionLine, _lines().where(Objection.case_id == case_id, Objection.decision.is_(None)))


@cache
def _lines() -> AnySelect:
    return select_for(ObjectionLine, Objection, Case).join(Case, Case.id == Objection.case_id)

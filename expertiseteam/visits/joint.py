"""A visit together that was asked for (*Roep ons erbij*) becomes a visit of a duo (domain.md, row 60)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.records import ConcernState, JointCallLine
from expertiseteam.concerns.tables import OPEN_CALL, Concern, JointCall
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.duos import send_duo
from expertiseteam.visits.records import Plan
from expertiseteam.visits.suggesting import DuoChoice


@query()
def choice_for_call(read: Reader, concern_id: str, today: date) -> DuoChoice | None:
    """Who can be chosen for the door of the case that a signal belongs to; None as long as it belongs to none."""
    found = read.values(select(Case.id).join(Concern, Concern.circle_id == Case.circle_id).where(Concern.id == concern_id))
    return duo_choice(read, found[0], today) if found else None


@act("bezoek samen gepland", by=TEAM)
def plan_together(
    work: Work, call: JointCallLine, *, care_id: str, enforcement_id: str, task: str, before: date, alone_because: str = ""
) -> str:
    """Send the duo; returns the visit's id. Refused as long as the signal belongs to no case: a visit hangs on a case."""
    concern = work.get(Concern, call.concern_id)
    if concern.state is not ConcernState.LINKED:
        raise Refused(f"Signaal {concern.code} hoort nog niet bij een casus. Er is niets gepland. Voeg het eerst bij een casus.")
    asked = work.get(JointCall, call.id)
    if asked.visit_id is not None:
        raise Refused("Een collega heeft dit bezoek al gepland. Er is niets veranderd.")
    if asked.ended_at is not None:
        raise Refused(f"Dit bezoek komt er niet meer. {asked.ended_because} Er is niets gepland. Vraag het opnieuw als het toch nodig is.")
    case_id = work.values(select(Case.id).where(Case.circle_id == concern.circle_id))[0]
    plan = Plan(alone_because=alone_because)
    visit_id = send_duo(work, case_id, care_id=care_id, enforcement_id=enforcement_id, task=task, before=before, plan=plan)
    for call_id in work.values(select(JointCall.id).where(JointCall.concern_id == concern.id, OPEN_CALL)):
        work.edit(JointCall, work.get(JointCall, call_id), visit_id=visit_id)  # also what was asked at a double: one visit answers all
    return visit_id

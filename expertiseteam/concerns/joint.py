"""*Roep ons erbij*: who looks with one pair of eyes asks for the other pair (domain.md, row 60)."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select

from expertiseteam.access.circles import is_help_only
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import ConcernState, JointCallLine
from expertiseteam.concerns.tables import Concern, JointCall
from expertiseteam.storage.reading import AnySelect, Reader, select_for


@act("bezoek samen gevraagd", by=TEAM)
def call_us_in(work: Work, concern_id: str, why: str) -> None:
    """Ask for a visit together; the aandachtsfunctionaris sees it at the signal. Refused without a reason, and while one is asked for."""
    if not why.strip():
        raise Refused("Schrijf in één zin waarom u samen wilt gaan. Er is nog niets gevraagd.")
    concern = work.get(Concern, concern_id)
    if concern.state in (ConcernState.DOUBLE, ConcernState.NOISE, ConcernState.ENFORCED):
        raise Refused(f"Signaal {concern.code} is al afgedaan ({concern.state}). Er is niets gevraagd. Laat het eerst opnieuw oppakken.")
    if is_help_only(work, concern.circle_id):
        raise Refused(f"Signaal {concern.code} is alleen bedoeld om hulp aan te bieden. Er is niets gevraagd.")
    if work.value(select(JointCall.id).where(JointCall.concern_id == concern_id, JointCall.visit_id.is_(None))):
        raise Refused(f"Bij signaal {concern.code} is al een bezoek samen gevraagd. Er is niets veranderd.")
    work.add(JointCall(why=why.strip(), asked_by_id=work.who.id, at=work.now, concern_id=concern_id, circle_id=concern.circle_id))


@query()
def joint_calls(read: Reader, concern_id: str | None = None) -> list[JointCallLine]:
    """Visits together that were asked for: all of one signal, or of all signals those without a visit; first asked first."""
    of_one = JointCall.concern_id == concern_id if concern_id else JointCall.visit_id.is_(None)
    return read.all(JointCallLine, call_lines().where(of_one).order_by(JointCall.at))


@cache
def call_lines() -> AnySelect:
    """The select that fills JointCallLine; callers add their own where."""
    named = {"code": Concern.code, "asked_by": Member.name, "planned": JointCall.visit_id.is_not(None)}
    statement = select_for(JointCallLine, JointCall, **named)
    return statement.join(Concern, Concern.id == JointCall.concern_id).join(Member, Member.id == JointCall.asked_by_id)

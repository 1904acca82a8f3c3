"""*Roep ons erbij*: who looks with one pair of eyes asks for the other pair (domain.md, row 60)."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, select

from expertiseteam.access.circles import is_help_only
from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import ConcernState, JointCallLine
from expertiseteam.concerns.tables import OPEN_CALL, Concern, JointCall
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.storage.rows import plain_code
from expertiseteam.team.service_numbers import refuse_service_number


@act("bezoek samen gevraagd", by=TEAM)
def call_us_in(work: Work, concern_id: str, why: str) -> None:
    """Ask for a visit together; the aandachtsfunctionaris sees it at the signal. Refused without a reason, and while one is asked for."""
    if not why.strip():
        raise Refused("Schrijf in één zin waarom u samen wilt gaan. Er is nog niets gevraagd.")
    refuse_service_number(work, why)
    concern = work.get(Concern, concern_id)
    if concern.state in (ConcernState.DOUBLE, ConcernState.NOISE, ConcernState.ENFORCED):
        raise Refused(f"Signaal {concern.code} is al afgedaan ({concern.state}). Er is niets gevraagd. Laat het eerst opnieuw oppakken.")
    if is_help_only(work, concern.circle_id):
        raise Refused(f"Signaal {concern.code} is alleen bedoeld om hulp aan te bieden. Er is niets gevraagd.")
    if work.value(select(JointCall.id).where(JointCall.concern_id == concern_id, OPEN_CALL)):
        raise Refused(f"Bij signaal {concern.code} is al een bezoek samen gevraagd. Er is niets veranderd.")
    work.add(JointCall(why=why.strip(), asked_by_id=work.who.id, at=work.now, concern_id=concern_id, circle_id=concern.circle_id))


@query()
def joint_calls(read: Reader, concern_id: str | None = None) -> list[JointCallLine]:
    """Visits together that were asked for: all of one signal, or of all signals those without a visit; first asked first."""
    of_one = JointCall.concern_id == concern_id if concern_id else OPEN_CALL
    return read.all(JointCallLine, call_lines().where(of_one).order_by(JointCall.at))


def move_calls(work: Work, concern: Concern, first: Concern) -> None:
    """A signal is a double of the first: what was asked there waits at the first now. Where that is done with, it ends with a sentence."""
    if work.get(Circle, first.circle_id).ended is None:
        for call in _open_calls(work, JointCall.concern_id == concern.id):
            work.edit(JointCall, call, concern_id=first.id, circle_id=first.circle_id, moved_from_id=concern.id)
    else:
        end_calls(work, JointCall.concern_id == concern.id, f"Dit signaal is dubbel met {plain_code(first.code)}, en dat is afgehandeld.")


def end_calls(work: Work, which: ColumnElement[bool], because: str) -> None:
    """No visit comes of what was asked; `because` is the sentence that the one who asked reads."""
    for call in _open_calls(work, which):
        work.edit(JointCall, call, ended_at=work.now, ended_because=because)


def take_calls_back(work: Work, concern: Concern, circle_id: str) -> None:
    """The outcome of a signal is taken back, and it goes to this circle: what was asked there waits there again."""
    for call_id in work.values(select(JointCall.id).where(JointCall.moved_from_id == concern.id, OPEN_CALL)):
        work.edit(JointCall, work.get(JointCall, call_id), concern_id=concern.id, circle_id=circle_id, moved_from_id=None)
    ended = JointCall.concern_id == concern.id, JointCall.ended_at == concern.concluded
    for call_id in work.values(select(JointCall.id).where(JointCall.ended_at.is_not(None), *ended)):
        work.edit(JointCall, work.get(JointCall, call_id), ended_at=None, ended_because="")


def _open_calls(work: Work, which: ColumnElement[bool]) -> list[JointCall]:
    return [work.get(JointCall, call_id) for call_id in work.values(select(JointCall.id).where(which, OPEN_CALL))]


@cache
def call_lines() -> AnySelect:
    """The select that fills JointCallLine; callers add their own where."""
    named = {"code": Concern.code, "asked_by": Member.name, "planned": JointCall.visit_id.is_not(None)}
    statement = select_for(JointCallLine, JointCall, **named)
    return statement.join(Concern, Concern.id == JointCall.concern_id).join(Member, Member.id == JointCall.asked_by_id)

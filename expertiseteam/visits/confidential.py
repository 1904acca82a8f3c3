"""A *besloten casus*: only who is chosen may know of it (docs/rollen.md).

The aandachtsfunctionaris chooses; who has work in the case stays in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from expertiseteam.access.circles import enforces, require_helper
from expertiseteam.access.tables import Circle, CircleMember, Member
from expertiseteam.access.who import OFFICER, Role, Who
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import RUNNING, ActionState
from expertiseteam.cases.tables import Action, Case
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Knower:
    """A member who may be let in. `needed`: what he does in the case, so that he cannot be left out; "" for nothing."""

    id: str
    name: str
    needed: str
    knows: bool


@dataclass(frozen=True, slots=True)
class Knowers:
    """Who may know of a case, as shown: the id and version are those of its circle."""

    id: str
    version: int
    closed: bool
    members: tuple[Knower, ...]


@query(by=OFFICER)
def who_knows(read: Reader, case_id: str) -> Knowers:
    """Who may know of a case, in order of name. Guests hear single points (meetings/guests), and an aandachtsfunctionaris knows all."""
    about = select(Circle.id, Circle.version, Circle.closed, Circle.help_only, Case.lead_id).join(Case, Case.circle_id == Circle.id)
    [(circle_id, version, closed, help_only, lead_id)] = read.tuples(about.where(Case.id == case_id))
    owners = select(Action.owner_id).where(Action.case_id == case_id, Action.state == ActionState.OPEN)
    planned = select(Visit.care_id, Visit.enforcement_id).where(Visit.case_id == case_id, Visit.state == VisitState.PLANNED)
    busy = dict.fromkeys(read.values(owners), "heeft een actie")
    busy |= dict.fromkeys((who for pair in read.tuples(planned) for who in pair), "gaat op huisbezoek") | {lead_id: "regisseur"}
    inside = set(read.values(select(CircleMember.member_id).where(CircleMember.circle_id == circle_id)))
    members = select_for(Who, Member).where(Member.is_active, Member.role.not_in([*OFFICER, Role.GUEST])).order_by(Member.name)
    return Knowers(
        circle_id,
        version,
        closed,
        tuple(
            Knower(one.id, one.name, busy.get(one.id, ""), one.id in inside or not closed)
            for one in read.all(Who, members)
            if not (help_only and enforces(one))
        ),
    )


class KnowersChanged(Refused):
    """A colleague chose other people since this was shown; who saw that may choose again."""


@act("gekozen wie van een casus weet", by=OFFICER)
def choose_knowers(work: Work, case_id: str, shown: Knowers, members: Sequence[str] | None) -> None:
    """From now on only these members, and the aandachtsfunctionaris, know of the case; None: the whole team does.

    Refused when somebody with work in the case would be left out, for a case that does not run, and when a colleague chose other people
    since it was shown (KnowersChanged): the circle itself does not change when only who is in it does.
    """
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} loopt niet ({case.state}). Er is niets veranderd aan wie ervan weet.")
    now = who_knows.run(work, case_id)
    was, is_now = ({one.id: one.name for one in each.members if each.closed and one.knows} for each in (shown, now))
    if shown.closed is now.closed and was.keys() != is_now.keys():
        came, left_out = _names(is_now, was), _names(was, is_now)
        how = " en ".join(part for part in (f"{came} erbij gedaan" if came else "", f"{left_out} eraf gehaald" if left_out else "") if part)
        raise KnowersChanged(
            f"Een collega heeft intussen {how}. Er is niets veranderd. Kijk na wie u aanvinkte; "
            "bewaart u daarna opnieuw, dan geldt uw keuze."
        )
    chosen = set(members) if members is not None else set()
    if members is not None and (left := [f"{one.name} ({one.needed})" for one in now.members if one.needed and one.id not in chosen]):
        raise Refused(
            f"Zonder {' en '.join(left)} kan het niet: er ligt werk van hen in deze casus. Er is niets veranderd. Laat hen erbij, of "
            "draag dat werk eerst over."
        )
    for member_id in chosen:
        require_helper(work, now.id, member_id)
    work.edit(Circle, shown, closed=members is not None)
    guests = select(Member.id).where(Member.role == Role.GUEST)
    inside = select(CircleMember.id, CircleMember.member_id).where(CircleMember.circle_id == now.id, CircleMember.member_id.not_in(guests))
    known = {member_id: row_id for row_id, member_id in work.tuples(inside)}
    for member_id in sorted(chosen - known.keys()):
        work.add(CircleMember(circle_id=now.id, member_id=member_id))
    for member_id in known.keys() - chosen:
        work.remove(work.get(CircleMember, known[member_id]))


def _names(these: dict[str, str], without: dict[str, str]) -> str:
    return ", ".join(name for member_id, name in these.items() if member_id not in without)

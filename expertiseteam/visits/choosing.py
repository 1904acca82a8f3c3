"""What whoever chooses a duo must know of the team for one door: asked when the form opens, in a few statements."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy import case as either

from expertiseteam.access.circles import enforces
from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import AT_THE_DOOR, FIELD, Who
from expertiseteam.access.work import query
from expertiseteam.basics.text import fold
from expertiseteam.cases.tables import Case, Subject
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.team.absence import absences
from expertiseteam.team.settings import team_settings
from expertiseteam.team.training import trained
from expertiseteam.visits.availability import needs_of, unavailable_for
from expertiseteam.visits.records import REACHED, VisitState
from expertiseteam.visits.suggesting import Candidate, DuoChoice, suggest_mode
from expertiseteam.visits.tables import Visit

_YEAR = timedelta(days=365)


@query()
def duo_choice(read: Reader, case_id: str, today: date) -> DuoChoice:
    """Return who can be chosen for the door of a case, with what speaks for them there; who may not know of the matter is left out."""
    door: AnySelect = select(Case.village, Case.trusted_contact, Circle.help_only, Subject.age_band)
    door = door.join(Circle, Circle.id == Case.circle_id).outerjoin(Subject, Subject.case_id == Case.id).where(Case.id == case_id)
    [(village, trusted, help_only, age)] = read.tuples(door)[:1]
    people = read.tuples(
        select(Member.id, Member.name, Member.discipline, Member.role).where(
            Member.is_active.is_(True), Member.discipline.in_(AT_THE_DOOR), Member.role.in_(FIELD)
        )
    )
    register, closed, away = trained(read), unavailable_for(read, case_id), absences(read, today)
    been, together = _been(read, case_id, village, today)
    words = fold(trusted).replace(",", " ").split()
    firsts = [fold(name.split()[0]) for _, name, *_ in people]
    candidates = []
    for member_id, name, discipline, role in people:
        if help_only and enforces(Who(member_id, name, role, discipline, is_active=True)):
            continue
        known, first = register.get(member_id), fold(name.split()[0])
        here, in_village, this_month = been.get(member_id, (0, 0, 0))
        candidates.append(
            Candidate(
                id=member_id,
                name=name,
                discipline=discipline,
                level=known.level if known else 0,
                trained_on=known.last if known else None,
                away=tuple(one for one in away if one.member_id == member_id),
                not_for_this_case=member_id in closed,
                has_the_way_in=fold(name) in fold(trusted) or (first in words and firsts.count(first) == 1),
                was_here=here > 0,
                visits_in_village=in_village,
                visits_this_month=this_month,
            )
        )
    candidates.sort(key=lambda one: fold(one.name))
    settings = team_settings(read)
    mode, because = suggest_mode(settings, is_debt=bool(help_only), age=age)
    return DuoChoice(tuple(candidates), together, needs_of(settings, register), village, mode, because)


def _been(read: Reader, case_id: str, village: str, today: date) -> tuple[dict[str, tuple[int, int, int]], frozenset[frozenset[str]]]:
    """Of each member: contacts here, visits in this village in the past year, visits of this month; and who went together."""
    first = today.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    day = func.coalesce(Visit.on, Visit.planned_on, Visit.before)
    in_month = (day >= first) & (day < after)
    counts = (
        _count((Visit.case_id == case_id) & Visit.outcome.in_(REACHED)),
        _count((Case.village == village) & (Visit.state == VisitState.DONE)),
        _count(in_month),
        _count(Visit.state == VisitState.DONE),
    )
    recent = or_(Visit.on >= today - _YEAR, (Visit.state == VisitState.PLANNED), Visit.case_id == case_id)
    statement: AnySelect = select(Visit.care_id, Visit.enforcement_id, *counts).join(Case, Case.id == Visit.case_id)
    statement = statement.where(recent, Visit.state != VisitState.CANCELLED).group_by(Visit.care_id, Visit.enforcement_id)
    found: dict[str, tuple[int, int, int]] = {}
    together = set()
    for care, enforcement, *numbers, done in read.tuples(statement):
        for member_id in {care, enforcement}:
            before = found.get(member_id, (0, 0, 0))
            found[member_id] = (before[0] + numbers[0], before[1] + numbers[1], before[2] + numbers[2])
        if done and care != enforcement:
            together.add(frozenset((care, enforcement)))
    return found, frozenset(together)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(either((condition, 1), else_=0))

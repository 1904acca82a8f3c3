"""What whoever chooses a duo must know of the team for one door: asked when the form opens, in a few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy import case as either

from expertiseteam.access.circles import enforces, insiders, knows
from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import AT_THE_DOOR, FIELD, TEAM, Who
from expertiseteam.access.work import query
from expertiseteam.basics.text import fold
from expertiseteam.cases.subject_records import AgeBand
from expertiseteam.cases.tables import Case, Subject
from expertiseteam.concerns.records import ConcernState
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import AnySelect, Gone, Reader
from expertiseteam.team.absence import absences
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.covering import covers
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Village
from expertiseteam.team.training import trained
from expertiseteam.visits.availability import needs_of
from expertiseteam.visits.load import in_month, months_before
from expertiseteam.visits.records import REACHED, ContactMode, VisitState
from expertiseteam.visits.suggesting import Candidate, DuoChoice, duo_weights, suggest_mode
from expertiseteam.visits.tables import Unavailable, Visit


@dataclass(frozen=True, slots=True)
class _Door:
    """What is known of one door: all that a choice asks of the case."""

    village: str
    trusted: str
    circle_id: str
    closed: bool
    help_only: bool
    age: AgeBand | None


@query()
def duo_choice(read: Reader, case_id: str, today: date) -> DuoChoice:
    """Return who can be chosen for the door of a case, with what speaks for them there; who may not know of the matter is left out."""
    return duo_choices(read, [case_id], today)[case_id]


@query()
def duo_choices(read: Reader, case_ids: Sequence[str], today: date) -> dict[str, DuoChoice]:
    """The same for several doors at once, by case: what holds for the whole team is asked once. Refused for a case that may not be seen."""
    doors = _doors(read, case_ids)
    if set(doors) != set(case_ids):
        raise Gone
    columns = select(Member.id, Member.name, Member.discipline, Member.role)
    team = read.tuples(columns.where(Member.is_active.is_(True), Member.role.in_(TEAM)))
    people = [one for one in team if one[2] in AT_THE_DOOR and one[3] in FIELD]
    register, away, settings = trained(read), absences(read, today), team_settings(read)
    stand_ins = [one for one in covers(read, today) if one.since <= today]
    closed = set(read.tuples(select(Unavailable.case_id, Unavailable.member_id).where(Unavailable.case_id.in_(case_ids))))
    been, been_here = _been(read, today, settings.duo_months), _been_here(read, case_ids)
    contacts, ways, weights = _village_contacts(read), _ways(read, case_ids), duo_weights(settings.duo_weights)
    firsts = [fold(name.split()[0]) for _, name, *_ in people]
    found = {}
    for case_id, door in doors.items():
        inside = insiders(read, door.circle_id) if door.closed else frozenset()
        knowing = frozenset(
            member_id
            for member_id, name, discipline, role in team
            if knows(
                Who(member_id, name, role, discipline, is_active=True),
                closed=door.closed,
                help_only=door.help_only,
                is_inside=member_id in inside,
            )
        )
        words = fold(door.trusted).replace(",", " ").split()
        candidates: list[Candidate] = []
        for member_id, name, discipline, role in people:
            if door.help_only and enforces(Who(member_id, name, role, discipline, is_active=True)):
                continue
            known, first = register.get(member_id), fold(name.split()[0])
            candidates.append(
                Candidate(
                    id=member_id,
                    name=name,
                    discipline=discipline,
                    level=known.level if known else 0,
                    trained_on=known.last if known else None,
                    away=tuple(one for one in away if one.member_id == member_id),
                    not_for_this_case=(case_id, member_id) in closed,
                    has_the_way_in=fold(name) in fold(door.trusted) or (first in words and firsts.count(first) == 1),
                    was_here=(case_id, member_id) in been_here,
                    stands_in_for=tuple(
                        one.name.split()[0] for one in stand_ins if one.deputy_id == member_id and (case_id, one.member_id) in been_here
                    ),
                    is_village_contact=contacts.get(door.village, ("", ""))[0] == member_id,
                    visits_in_village=been.in_village[member_id, door.village],
                    visits_this_month=been.this_month[member_id],
                )
            )
        candidates.sort(key=lambda one: fold(one.name))
        by_trusted = bool(door.trusted.strip()) and not any(one.has_the_way_in for one in candidates)
        mode, because = suggest_mode(settings, is_debt=door.help_only, age=door.age, by_trusted=by_trusted, by_sign=ways.get(case_id))
        needs = needs_of(settings, register)
        found[case_id] = DuoChoice(
            tuple(candidates),
            been.together,
            needs,
            door.village,
            mode,
            because,
            knowing,
            settings.evening,
            settings.duo_days,
            contact=contacts.get(door.village, ("", ""))[1],
            weights=weights,
            most=settings.duo_most,
            months=settings.duo_months,
        )
    return found


def _village_contacts(read: Reader) -> dict[str, tuple[str, str]]:
    """Whom the team named for each village: id and name of who still works here."""
    known = select(Village.name, Member.id, Member.name).join(Member, Member.id == Village.member_id).where(Member.is_active.is_(True))
    return {village: (member_id, name) for village, member_id, name in read.tuples(known)}


def _ways(read: Reader, case_ids: Sequence[str]) -> dict[str, tuple[ContactMode, str]]:
    """How the household of a case is best approached by what people saw there, and why: by the newest signal that says so (row 99)."""
    seen = select(Case.id, Concern.signs).join(Concern, Concern.circle_id == Case.circle_id)
    seen = seen.where(Case.id.in_(case_ids), Concern.signs != "", Concern.state == ConcernState.LINKED)
    rows = read.tuples(seen.order_by(Concern.received.desc(), Concern.code.desc()))
    words = {word.code: word for word in catalogue_words(read)} if rows else {}
    found: dict[str, tuple[ContactMode, str]] = {}
    for case_id, signs in rows:
        for word in (words[code] for code in signs.split() if code in words and case_id not in found):
            way, because = word.proposes
            if way:
                found[case_id] = ContactMode[way], f"{word.label}: {because}"
                break
    return found


def _doors(read: Reader, case_ids: Sequence[str]) -> dict[str, _Door]:
    statement: AnySelect = select(Case.id, Case.village, Case.trusted_contact, Circle.id, Circle.closed, Circle.help_only, Subject.age_band)
    statement = statement.join(Circle, Circle.id == Case.circle_id).outerjoin(Subject, Subject.case_id == Case.id)
    return {
        case_id: _Door(village, trusted, circle, bool(closed), bool(only), age)
        for case_id, village, trusted, circle, closed, only, age in read.tuples(statement.where(Case.id.in_(case_ids)))
    }


@dataclass(frozen=True, slots=True)
class _Been:
    """Where everybody was in the past months, and how many visits everybody has in this month."""

    in_village: Counter[tuple[str, str]]
    this_month: Counter[str]
    together: frozenset[frozenset[str]]


def _been(read: Reader, today: date, months: int) -> _Been:
    counts = (_count(Visit.state == VisitState.DONE), _count(in_month(today)))
    statement: AnySelect = select(Visit.care_id, Visit.enforcement_id, Case.village, *counts).join(Case, Case.id == Visit.case_id)
    recent = or_(Visit.on >= months_before(today, months), in_month(today), Visit.state == VisitState.PLANNED)
    statement = statement.where(recent, Visit.state != VisitState.CANCELLED)
    in_village: Counter[tuple[str, str]] = Counter()
    this_month: Counter[str] = Counter()
    together = set()
    for care, enforcement, village, done, now in read.tuples(statement.group_by(Visit.care_id, Visit.enforcement_id, Case.village)):
        for member_id in {care, enforcement}:
            in_village[member_id, village] += done
            this_month[member_id] += now
        if done and care != enforcement:
            together.add(frozenset((care, enforcement)))
    return _Been(in_village, this_month, frozenset(together))


def _been_here(read: Reader, case_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Who spoke to somebody of the household, by case."""
    statement = select(Visit.case_id, Visit.care_id, Visit.enforcement_id).where(Visit.case_id.in_(case_ids))
    found = read.tuples(statement.where(Visit.outcome.in_(REACHED)))
    return {(case_id, member_id) for case_id, care, enforcement in found for member_id in (care, enforcement)}


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(either((condition, 1), else_=0))

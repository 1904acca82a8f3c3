"""Sending a duo, and reading what is planned and what was; what they saw and agreed stands in `recording.py`."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM, Discipline
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.ids import new_id
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import RUNNING, THREATENING, ActionLine, Place
from expertiseteam.cases.tables import Action, Case, Involvement
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.availability import refuse_no_duo
from expertiseteam.visits.planning import settled
from expertiseteam.visits.records import ContactMode, DayPart, Plan, VisitLine, VisitState, VisitView
from expertiseteam.visits.safety import same_door
from expertiseteam.visits.tables import Visit

Care, Enforcement = aliased(Member), aliased(Member)
_EYES = {
    "care": Care.name,
    "care_discipline": Care.discipline,
    "enforcement": Enforcement.name,
    "enforcement_discipline": Enforcement.discipline,
}
NO_PLAN = Plan()  # when and how is for the duo to say


def duo_warning(care: Discipline, enforcement: Discipline) -> str:
    """A sentence when two people look with the same eyes, or neither with those of care or enforcement, else "". A warning, never a
    block (domain.md, row 32)."""
    if care is enforcement:
        return f"Beiden komen van {care}. Een duo kijkt met twee paar ogen: zorg en handhaving. U mag zo doorgaan."
    if not {care, enforcement} & {Discipline.CARE, Discipline.ENFORCEMENT}:
        return (
            f"De een komt van {care}, de ander van {enforcement}. Niemand kijkt met de zorgbril of de handhavingsbril. U mag zo doorgaan."
        )
    return ""


@act("duo op pad gestuurd", by=TEAM)
def send_duo(
    work: Work,
    case_id: str,
    *,
    care_id: str,
    enforcement_id: str,
    task: str,
    before: date,
    is_announced: bool = True,
    mode: ContactMode = ContactMode.VISIT,
    part: DayPart | None = None,
    plan: Plan = NO_PLAN,
    visit_id: str = "",
) -> str:
    """Ask two members to go to a door, on `before` at the latest. Returns the visit's id; `visit_id`: which it will have, "" for a new one.

    Refused for one and the same person without a reason to go alone, for who does not go to doors, for a case that does not run, and for a
    plan that cannot be or a duo that cannot go (`planning.settled`).
    """
    if not task.strip():
        raise Refused("Schrijf wat het duo gaat doen. Het duo is nog niet op pad gestuurd.")
    if before < work.today:
        raise Refused("Die dag is al voorbij. Kies vandaag of een dag die nog komt.")
    care, enforcement = work.get(Member, care_id), work.get(Member, enforcement_id)
    case = work.get(Case, case_id)
    refuse_no_duo(work, case.circle_id, (care, enforcement), plan.alone_because)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} loopt niet ({case.state}). Het duo is niet op pad gestuurd.")
    _refuse_open_roles(work, case, before)
    planned = settled(work, plan, case_id=case_id, care=care, enforcement=enforcement, mode=mode, before=before, part=part)
    visit = Visit(
        id=visit_id or new_id(),
        case_id=case_id,
        circle_id=case.circle_id,
        care_id=care_id,
        enforcement_id=enforcement_id,
        task=task.strip(),
        before=before,
        is_announced=is_announced,
        mode=mode,
        part=part,
        sent_by_id=work.who.id,
        sent_on=work.today,
        **planned,
    )
    return work.add(visit).id


def _refuse_open_roles(work: Work, case: Case, before: date) -> None:
    """Where the team chose so: first the roles, then the door (domain.md, row 84). What is urgent does not wait for that."""
    chosen = team_settings(work)
    if not chosen.roles_before_visit or before == work.today or case.eviction in THREATENING:
        return
    at_front = len(work.values(select(Involvement.id).where(Involvement.case_id == case.id, Involvement.place == Place.FRONT)))
    if not 1 <= at_front <= chosen.door_limit:
        how = "Er staat nog niemand vooraan" if not at_front else f"Er staan {at_front} organisaties vooraan (grens {chosen.door_limit})"
        raise Refused(
            f"{how} bij casus {case.code}. Het duo is nog niet op pad gestuurd. Spreek eerst af wie er vooraan staat, "
            "of kies vandaag als het spoed is."
        )


@act("huisbezoek gaat niet door", by=TEAM)
def cancel_visit(work: Work, shown: VisitLine | VisitView, because: str) -> None:
    """The duo does not go; the reason stays on the timeline."""
    if not because.strip():
        raise Refused("Schrijf waarom het bezoek niet doorgaat. Het staat nog gepland.")
    work.edit(Visit, shown, state=VisitState.CANCELLED, cancelled_because=because.strip())


@query()
def planned_visits(read: Reader, member_id: str | None = None) -> list[VisitLine]:
    """Visits to come, of one member or of all, first due first."""
    return lines_of(read, Visit.state == VisitState.PLANNED, *_mine(member_id))


@query()
def planned_at_door(read: Reader, case_id: str) -> list[VisitLine]:
    """Visits to come of anyone at the door of a case, in whatever case they are, first due first (domain.md, row 86)."""
    return lines_of(read, Visit.state == VisitState.PLANNED, same_door(read, case_id))


@query()
def recent_visits(read: Reader, most: int = 100) -> list[VisitLine]:
    """Visits that were, newest first."""
    return lines_of(read, Visit.state != VisitState.PLANNED, newest=most)


@query()
def case_visits(read: Reader, case_id: str) -> list[VisitLine]:
    """All visits of a case that is open on the screen."""
    return lines_of(read, Visit.case_id == case_id, newest=1000)


def _case_of(read: Reader, visit_id: str) -> list[str]:
    return read.values(select(Visit.case_id).where(Visit.id == visit_id))


@query("huisbezoek bekeken", within=_case_of)
def visit_view(read: Reader, visit_id: str) -> VisitView:
    """One visit, opened; the log tells of it at its case."""
    return read.one(VisitView, _with_duo(VisitView).where(Visit.id == visit_id))


@query()
def visit_agreements(read: Reader, visit_id: str) -> list[ActionLine]:
    """What was agreed at a visit that is open on the screen."""
    return action_lines(read, Action.agreed_at_id == visit_id)


def _mine(member_id: str | None) -> tuple[Any, ...]:
    return (or_(Visit.care_id == member_id, Visit.enforcement_id == member_id),) if member_id else ()


@cache
def _with_duo(record: type[Any]) -> Any:
    statement = select_for(record, Visit, Case, **_EYES)
    statement = statement.join(Case, Case.id == Visit.case_id)
    return statement.join(Care, Care.id == Visit.care_id).join(Enforcement, Enforcement.id == Visit.enforcement_id)


def lines_of(read: Reader, *where: Any, newest: int | None = None) -> list[VisitLine]:
    """Visits as lines, first due first; `newest`: so many at the most, the last that were first."""
    statement = _with_duo(VisitLine).where(*where)
    if newest is None:
        return read.all(VisitLine, statement.order_by(Visit.before, Case.code))
    return read.all(VisitLine, statement.order_by(Visit.on.desc(), Visit.before.desc()).limit(newest))

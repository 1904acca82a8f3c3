"""Being heard of after an evening visit, and what went wrong at a door. This is no alarm: it shows that a call was missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.storage.reading import AnySelect, Reader
from expertiseteam.team.catalogues import catalogue_words, code_of, refuse_unknown
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.records import ContactAtDoor, ContactMode, IncidentKind, VisitState, VisitView, duo_words
from expertiseteam.visits.tables import Incident, Visit

Care, Enforcement, Contact = aliased(Member), aliased(Member), aliased(Member)


@dataclass(frozen=True, slots=True)
class MissedCheckIn:
    """A duo that should have been heard of. `contact`: who waits for it."""

    visit_id: str
    version: int
    code: str
    village: str
    duo: str
    duo_phones: str
    contact: str
    contact_phone: str
    due: datetime


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """What went wrong at a door, and what was done about it."""

    id: str
    visit_id: str
    kind: str  # as the team calls it today
    what: str
    done: str
    at: datetime
    by: str


@act("duo terug gemeld", by=TEAM)
def check_in(work: Work, visit_id: str) -> None:
    """The duo was heard of. Who says it twice changes nothing."""
    visit = work.get(Visit, visit_id)
    if visit.check_in_due is None:
        raise Refused("Bij dit bezoek wacht niemand op een telefoontje. Er is niets gewijzigd.")
    if visit.checked_in is None:
        work.edit(Visit, visit, checked_in=work.now)


@act("incident bij een huisbezoek vastgelegd", by=TEAM)
def record_incident(work: Work, shown: VisitView, kind: IncidentKind | str, what: str, done: str = "") -> str:
    """Keep what went wrong and what was done; who plans the next visit at this door sees that there was one."""
    if not what.strip():
        raise Refused("Schrijf in één zin wat er gebeurde. Het incident is nog niet bewaard.")
    refuse_service_number(work, what, done)
    refuse_unknown(work, Catalogue.INCIDENT, kind)
    visit = work.get(Visit, shown.id)
    return work.add(
        Incident(
            case_id=visit.case_id,
            circle_id=visit.circle_id,
            visit_id=visit.id,
            kind=kind,
            what=what.strip(),
            done=done.strip(),
            at=work.now,
            by_id=work.who.id,
        )
    ).id


@query()
def missed_check_ins(read: Reader, now: datetime) -> list[MissedCheckIn]:
    """Duos that should have been heard of before this moment and were not, longest ago first."""
    found = []
    for visit_id, version, code, village, care, enforcement, one, other, contact, contact_phone, due in read.tuples(
        _waited_for().where(Visit.check_in_due <= now)
    ):
        duo = duo_words(care, enforcement)
        phones = " of ".join(dict.fromkeys(filter(None, (one, other))))
        found.append(MissedCheckIn(visit_id, version, code, village, duo, phones, contact, contact_phone, due))
    return found


@query()
def visit_incidents(read: Reader, visit_id: str) -> list[IncidentLine]:
    """What went wrong at a visit that is open on the screen, newest first."""
    columns = (Incident.id, Incident.visit_id, Incident.kind, Incident.what, Incident.done, Incident.at, Member.name)
    statement = select(*columns).join(Member, Member.id == Incident.by_id).where(Incident.visit_id == visit_id)
    rows = read.tuples(statement.order_by(Incident.at.desc()))
    called = {word.code: word.label for word in catalogue_words(read)} if rows else {}
    return [IncidentLine(i, visit, called.get(code_of(kind), str(kind)), *rest) for i, visit, kind, *rest in rows]


def same_door(read: Reader, case_id: str) -> ColumnElement[bool]:
    """Return which cases are about the door of a case: those of the same address, and without one only that case."""
    key = read.value(select(Case.place_key).where(Case.id == case_id))
    return Case.place_key == key if key else Case.id == case_id


@query()
def contacts_at_door(read: Reader, case_id: str) -> list[ContactAtDoor]:
    """The last contacts of anyone at the door of a case, in whatever case they were, newest first (domain.md, row 86).

    As many as the team chose, and besides these every older one with an incident: what went wrong once is not forgotten after some quiet
    times.
    """
    here, most = same_door(read, case_id), team_settings(read).door_contacts
    incidents = select(func.count()).select_from(Incident).where(Incident.visit_id == Visit.id).scalar_subquery()
    columns = (Visit.id, Visit.on, Case.code, Care.name, Enforcement.name, Visit.mode, Visit.outcome, incidents)
    statement = select(*columns).join(Case, Case.id == Visit.case_id)
    statement = statement.join(Care, Care.id == Visit.care_id).join(Enforcement, Enforcement.id == Visit.enforcement_id)
    been = statement.where(here, Visit.state == VisitState.DONE).order_by(Visit.on.desc(), Visit.at.desc())
    found = read.tuples(been.limit(most))
    if len(found) == most:
        found += read.tuples(been.where(Visit.id.not_in([row[0] for row in found]), incidents > 0))
    return [
        ContactAtDoor(visit_id, on, code, duo_words(care, enforcement), mode or ContactMode.VISIT, outcome, many > 0, place >= most)
        for place, (visit_id, on, code, care, enforcement, mode, outcome, many) in enumerate(found)
    ]


@cache
def _waited_for() -> AnySelect:
    duo = (Care.name, Enforcement.name, Care.phone, Enforcement.phone)
    columns = (Visit.id, Visit.version, Case.code, Case.village, *duo, Contact.name, Contact.phone)
    statement: AnySelect = select(*columns, Visit.check_in_due).join(Case, Case.id == Visit.case_id)
    statement = statement.join(Care, Care.id == Visit.care_id).join(Enforcement, Enforcement.id == Visit.enforcement_id)
    statement = statement.join(Contact, Contact.id == Visit.check_in_id)
    waiting = Visit.check_in_due.is_not(None), Visit.checked_in.is_(None), Visit.state != VisitState.CANCELLED
    return statement.where(*waiting).order_by(Visit.check_in_due)

"""What a case is about: a household, an address or a farm; which domains of life matter; which other cases belong to it.

Nothing here is asked for and nothing empty counts as incomplete: the data protection authority found municipalities in breach that
recorded domains which the question did not need (domain.md, R-05).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from expertiseteam.access.circles import refuse_mixing
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.people import kin_of, person_changes
from expertiseteam.cases.records import PersonLine
from expertiseteam.cases.subject_records import Household, LifeDomain, LinkedCase, SubjectView
from expertiseteam.cases.tables import Case, CaseLink, ChosenDomain, Person, Subject
from expertiseteam.storage.reading import Reader, select_for

CHANGEABLE = ("kind", "tenure", "age_band", "has_child")


@act("onderwerp van de casus gewijzigd", by=TEAM)
def change_subject(work: Work, case_id: str, shown: SubjectView | None, new: Mapping[str, Any]) -> None:
    """Choose or clear fields (CHANGEABLE); `shown`: what the form showed, None as long as nothing was chosen."""
    if set(new) - set(CHANGEABLE):
        raise TypeError(f"not to be changed here: {sorted(set(new) - set(CHANGEABLE))}")
    now = shown or _subject(work, case_id)  # a colleague may have chosen first, in another field
    if now is not None:
        work.edit(Subject, now, **new)
    else:
        work.add(Subject(case_id=case_id, circle_id=work.get(Case, case_id).circle_id, **new))


@act("leefgebied gekozen", by=TEAM)
def choose_domain(work: Work, case_id: str, domain: LifeDomain, matters: bool) -> None:
    """Say that a domain of life matters in this case, or no longer does."""
    rows = {domain: row for row, domain in work.tuples(select(ChosenDomain.id, ChosenDomain.domain).where(ChosenDomain.case_id == case_id))}
    if matters == (domain in rows):
        return
    case, before = work.get(Case, case_id), _listed(rows)
    if matters:
        work.add(ChosenDomain(case_id=case_id, circle_id=case.circle_id, domain=domain))
    else:
        work.remove(work.get(ChosenDomain, rows[domain]))
    work.remember(case, "domains", before, _listed({*rows, domain} if matters else set(rows) - {domain}))


@act("casussen aan elkaar gekoppeld", by=TEAM)
def link_cases(work: Work, case_id: str, other_id: str, why: str) -> None:
    """Two cases belong together. Refused without a reason, with itself, and when they are linked already."""
    one, other = work.get(Case, case_id), work.get(Case, other_id)
    if one.id == other.id:
        raise Refused("Dit is dezelfde casus. Er is niets gekoppeld. Kies een andere casus.")
    if not why.strip():
        raise Refused("Schrijf in één zin waarom deze casussen bij elkaar horen. Er is niets gekoppeld.")
    refuse_mixing(work, one.circle_id, other.circle_id)
    if work.value(select(CaseLink.id).where(CaseLink.case_id == one.id, CaseLink.other_id == other.id)):
        raise Refused(f"Casus {one.code} en {other.code} zijn al gekoppeld. Er is niets veranderd.")
    for a, b in ((one, other), (other, one)):
        work.add(CaseLink(case_id=a.id, circle_id=a.circle_id, other_id=b.id, why=why.strip()))
        work.remember(a, "links", "", f"{b.id} {why.strip()}")


@act("koppeling van casussen weggehaald", by=TEAM)
def unlink_cases(work: Work, case_id: str, other_id: str) -> None:
    """Two cases do not belong together after all."""
    for a, b in ((case_id, other_id), (other_id, case_id)):
        for row in work.values(select(CaseLink.id).where(CaseLink.case_id == a, CaseLink.other_id == b)):
            link = work.get(CaseLink, row)
            work.remove(link)
            work.remember(work.get(Case, a), "links", f"{b} {link.why}", "")


@query()
def household(read: Reader, case_id: str) -> Household:
    """Who and what a case is about, for a case that is open on the screen."""
    domains = set(read.values(select(ChosenDomain.domain).where(ChosenDomain.case_id == case_id)))
    linked = select_for(LinkedCase, CaseLink, code=Case.code, label=Case.label, state=Case.state)
    linked = linked.join(Case, Case.id == CaseLink.other_id).where(CaseLink.case_id == case_id).order_by(Case.code)
    people = select_for(PersonLine, Person).where(Person.case_id == case_id).order_by(Person.name)
    return Household(
        people=tuple(read.all(PersonLine, people)),
        subject=_subject(read, case_id),
        domains=tuple(domain for domain in LifeDomain if domain in domains),
        kin=tuple(kin_of(read, case_id)),
        linked=tuple(read.all(LinkedCase, linked)),
        changes=tuple(person_changes(read, case_id)),
    )


def _listed(domains: Collection[LifeDomain]) -> str:
    return ", ".join(str(domain) for domain in LifeDomain if domain in domains)


def _subject(read: Reader, case_id: str) -> SubjectView | None:
    return read.maybe(SubjectView, select_for(SubjectView, Subject).where(Subject.case_id == case_id))

"""Who can go to a door: not who is away, has a conflict of interest there, or lacks the training that the team asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from expertiseteam.access.circles import require_worker
from expertiseteam.access.tables import Member
from expertiseteam.access.who import AT_THE_DOOR, FIELD, OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.storage.reading import Reader
from expertiseteam.team.absence import absences_of, days_words, is_away
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import Trained, trained
from expertiseteam.visits.records import ContactMode
from expertiseteam.visits.suggesting import WITHOUT_A_TALK, Needs, refused_pair
from expertiseteam.visits.tables import Unavailable


@act("beschikbaarheid voor een casus gewijzigd", by=TEAM)
def set_available(work: Work, case_id: str, member_id: str, *, is_available: bool) -> None:
    """Somebody does not go to this door, or does so again. Only that it is so is kept: not why, and not where he lives.

    Everybody for himself; for others the aandachtsfunctionaris. Who says it twice changes nothing.
    """
    member, case = work.get(Member, member_id), work.get(Case, case_id)
    if member_id != work.who.id and work.who.role not in OFFICER:
        raise Refused(
            f"Over {member.name} legt u dit niet vast. Er is niets veranderd. Vraag {member.name} zelf, of de aandachtsfunctionaris."
        )
    known = work.values(select(Unavailable.id).where(Unavailable.case_id == case_id, Unavailable.member_id == member_id))
    if is_available:
        for row_id in known:
            work.remove(work.get(Unavailable, row_id))
    elif not known:
        work.add(Unavailable(case_id=case_id, circle_id=case.circle_id, member_id=member_id))


@query()
def unavailable_for(read: Reader, case_id: str) -> frozenset[str]:
    """Return the members who are not available for a case."""
    return frozenset(read.values(select(Unavailable.member_id).where(Unavailable.case_id == case_id)))


def needs_of(settings: TeamSettings, register: dict[str, Trained]) -> Needs:
    """Return what the team asks of a pair; nothing of training as long as none is written down."""
    return Needs(
        keeps_register=bool(register),
        visit_level=settings.visit_level,
        sensitive_level=settings.sensitive_level,
        training_years=settings.training_years,
        warning_days=settings.training_warning_days,
    )


def refuse_no_duo(work: Work, circle_id: str, duo: Sequence[Member], alone_because: str) -> None:
    """Refused for one and the same person without a reason to go alone, and for who does not go to this door at all."""
    if len({member.id for member in duo}) == 1 and not alone_because.strip():
        raise Refused("Een duo bestaat uit twee verschillende mensen. Kies een tweede persoon, of schrijf waarom iemand alleen gaat.")
    for member in duo:
        if member.discipline not in AT_THE_DOOR or member.role not in FIELD:
            raise Refused(f"{member.name} komt niet aan de deur ({member.discipline}). Kies iemand anders voor het duo.")
        if not member.is_active:
            raise Refused(f"{member.name} werkt niet meer in het team. Kies iemand anders voor het duo.")
        require_worker(work, circle_id, member.id)


def refuse_who_cannot_go(
    work: Work, case_id: str, duo: Sequence[Member], *, since: date, until: date, is_sensitive: bool, mode: ContactMode
) -> None:
    """Refused, in a sentence, when these people cannot go to this door on a day from `since` to `until`."""
    people = {member.id: member for member in duo}  # one, when somebody goes alone
    closed = unavailable_for(work, case_id)
    for member in people.values():
        if member.id in closed:
            raise Refused(f"{member.name} is niet beschikbaar voor deze casus. Er is nog niets gepland. Kies iemand anders.")
    away = absences_of(work, people, since, until)
    for member in people.values():
        own = [one for one in away if one.member_id == member.id]
        if is_away(own, since, until):
            days = days_words(own[0].since, own[-1].until)
            raise Refused(f"{member.name} is afwezig {days}. Er is nog niets gepland. Kies een andere dag, of iemand anders.")
    if is_away(away, since, until):
        names = " en ".join(member.name for member in people.values())
        raise Refused(
            f"{names} zijn er tot en met {short_date(until)} op geen enkele dag allebei. Er is nog niets gepland. Kies iemand anders, of "
            "een latere dag."
        )
    register = trained(work) if mode not in WITHOUT_A_TALK else {}
    if register:
        levels = [register[one].level if one in register else 0 for one in people]
        if words := refused_pair(levels, needs_of(team_settings(work), register), is_sensitive=is_sensitive):
            raise Refused(words)

"""Standing in for somebody's work (waarneming): for some days a colleague has before him all that is open in another's name (row 28).

Nothing is moved: what is open keeps its name, the colleague sees it as his own work on these days, and after the last day it is simply the
other's again. What a closed circle holds stays with those who were let into it. The role of aandachtsfunctionaris, and with it the signals
to weigh, goes along where that is said (deputation.py).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import EVERYONE, TEAM, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.absence import absences_of, days_words
from expertiseteam.team.deputation import LONGEST, deputise
from expertiseteam.team.records import CoverLine, MemberLine
from expertiseteam.team.tables import Cover

Deputy = aliased(Member)


@act("waarneming van werk geregeld", by=TEAM)
def cover_work(
    work: Work, away: MemberLine, deputy: MemberLine, until: date, since: date | None = None, *, with_role: bool = False
) -> None:
    """Let `deputy` see to all open work of `away` from `since` (None: today) up to and with `until`; `with_role`: also as officer.

    Somebody's own work is arranged by himself or by an aandachtsfunctionaris. Refused for days that are over, the wrong way round or
    further than half a year away, for somebody who stands in for himself, cannot unlock or is away on one of the days, and while somebody
    does so already.
    """
    since = since or work.today
    if away.id != work.who.id and work.who.role is not Role.OFFICER:
        raise Refused(f"Alleen {away.name} zelf of de aandachtsfunctionaris regelt dit. Er is niets gewijzigd.")
    if away.id == deputy.id:
        raise Refused("Niemand neemt voor zichzelf waar. Er is niets gewijzigd. Kies een collega.")
    if not deputy.is_active or not deputy.can_sign_in:
        raise Refused(f"{deputy.name} kan het dossier niet ontgrendelen. Er is niets gewijzigd. Kies een ander.")
    if not work.today <= until <= work.today + LONGEST:
        raise Refused("Kies een laatste dag van vandaag tot en met een half jaar vooruit. Er is niets gewijzigd.")
    if not work.today <= since <= until:
        raise Refused("Kies een eerste dag van vandaag tot en met de laatste dag. Er is niets gewijzigd.")
    for one in absences_of(work, (deputy.id,), since, until):
        raise Refused(f"{deputy.name} is zelf afwezig {days_words(one.since, one.until)}. Er is niets gewijzigd. Kies een ander.")
    same_days = (Cover.member_id == away.id, Cover.ended.is_(None), Cover.since <= until, Cover.until >= since)
    if work.value(select(Cover.id).where(*same_days)):
        raise Refused(f"Iemand neemt het werk van {away.name} in die dagen al waar. Er is niets gewijzigd. Beëindig dat eerst.")
    work.add(Cover(member_id=away.id, deputy_id=deputy.id, since=since, until=until))
    if with_role:
        if work.who.role is not Role.OFFICER or away.role is not Role.OFFICER:
            raise Refused("Alleen een aandachtsfunctionaris laat ook die rol waarnemen. Er is niets gewijzigd.")
        deputise(work, deputy, until, since)


@act("waarneming van werk beëindigd", by=TEAM)
def end_cover(work: Work, shown: CoverLine) -> None:
    """The work is the other's again before the last day. A role that went along is ended by itself (`end_deputation`)."""
    if shown.member_id != work.who.id and work.who.role is not Role.OFFICER:
        raise Refused(f"Alleen {shown.name} zelf of de aandachtsfunctionaris beëindigt dit. Er is niets gewijzigd.")
    work.edit(Cover, shown, ended=work.now)


def close_covers_of(work: Work, member_id: str) -> None:
    """The member left: he stands in for nobody any more, and nobody for him."""
    of_this = or_(Cover.member_id == member_id, Cover.deputy_id == member_id)
    for row_id in work.values(select(Cover.id).where(Cover.ended.is_(None), Cover.until >= work.today, of_this)):
        work.edit(Cover, work.get(Cover, row_id), ended=work.now)


@query(by=EVERYONE)
def covers(read: Reader, today: date, member_id: str | None = None) -> list[CoverLine]:
    """Who sees to whose work, now or later; of one member: those in which he is away or stands in. Soonest to end first."""
    lines = select_for(CoverLine, Cover, name=Member.name, deputy=Deputy.name)
    lines = lines.join(Member, Member.id == Cover.member_id).join(Deputy, Deputy.id == Cover.deputy_id)
    of_one = (or_(Cover.member_id == member_id, Cover.deputy_id == member_id),) if member_id else ()
    return read.all(CoverLine, lines.where(Cover.ended.is_(None), Cover.until >= today, *of_one).order_by(Cover.until, Member.name))

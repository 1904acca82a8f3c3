"""Being away: from a day up to and with a day, and never why. Who is away is in no duo, and stands in for nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.tables import Absence

LONGEST = timedelta(days=366)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A member is away on all days from `since` to `until`, both included."""

    id: str
    version: int
    member_id: str
    since: date
    until: date


@act("afwezigheid vastgelegd", by=TEAM)
def record_absence(work: Work, member_id: str, since: date, until: date) -> str:
    """Somebody is away. Returns the id. Everybody for himself; for others who sits at the desk.

    Refused for days the wrong way round, that are over, for longer than a year, and for days on which it stands there already.
    """
    member = work.get(Member, member_id)
    _refuse_for_others(work, member)
    if until < since:
        raise Refused(
            f"De laatste dag ({full_date(until)}) ligt vóór de eerste ({full_date(since)}). Er is niets bewaard. Verbeter een van de twee."
        )
    if until < work.today:
        raise Refused("Die dagen zijn al voorbij. Er is niets bewaard. Vul dagen in die nog komen.")
    if until - since > LONGEST:
        raise Refused("Langer dan een jaar kan niet. Er is niets bewaard. Is dit lid weg uit het team? Beëindig dan de toegang.")
    for known in _of(work, member_id):
        if known.since <= until and since <= known.until:
            raise Refused(
                f"Er staat al dat {member.name} afwezig is {days_words(known.since, known.until)}. Er is niets bewaard. "
                "Trek dat eerst in, of kies andere dagen."
            )
    return work.add(Absence(member_id=member_id, since=since, until=until)).id


@act("afwezigheid ingetrokken", by=TEAM)
def withdraw_absence(work: Work, shown: AbsenceLine) -> None:
    """The member is there after all: from today on, or on none of the days when the first is still to come."""
    _refuse_for_others(work, work.get(Member, shown.member_id))
    if shown.since < work.today:
        work.edit(Absence, shown, until=work.today - _DAY)
    else:
        work.remove(work.get(Absence, shown.id))


@query(by=TEAM)
def absences(read: Reader, today: date) -> list[AbsenceLine]:
    """Who is away, today or later, first to go first."""
    return read.all(AbsenceLine, select_for(AbsenceLine, Absence).where(Absence.until >= today).order_by(Absence.since, Absence.until))


def absences_of(read: Reader, member_ids: Iterable[str], since: date, until: date) -> list[AbsenceLine]:
    """When these members are away within some days."""
    statement = select_for(AbsenceLine, Absence).where(Absence.member_id.in_(list(member_ids)))
    return read.all(AbsenceLine, statement.where(Absence.since <= until, Absence.until >= since).order_by(Absence.since))


def is_away(away: Sequence[AbsenceLine], since: date, until: date) -> bool:
    """Whether there is no day from `since` to `until` on which everybody whose absences these are is there."""
    day = since
    while day <= until:
        covering = max((one.until for one in away if one.since <= day <= one.until), default=None)
        if covering is None:
            return False
        day = covering + _DAY
    return True


def days_words(since: date, until: date) -> str:
    """Return the days as people say them: "op di 3 november", "van di 3 november tot en met vr 6 november"."""
    return f"op {short_date(since)}" if since == until else f"van {short_date(since)} tot en met {short_date(until)}"


def _of(work: Work, member_id: str) -> list[AbsenceLine]:
    return work.all(AbsenceLine, select_for(AbsenceLine, Absence).where(Absence.member_id == member_id))


def _refuse_for_others(work: Work, member: Member) -> None:
    if member.id != work.who.id and work.who.role not in DESK:
        raise Refused(
            f"Over {member.name} legt u dit niet vast. Er is niets veranderd. Vraag {member.name} zelf, de aandachtsfunctionaris "
            "of de secretaris."
        )

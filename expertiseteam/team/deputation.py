"""Standing in for the aandachtsfunctionaris (waarneming): for some days a member has that role, and reads what is sealed to it.

It is the role itself that is lent, so everything follows from one rule: what may be done, what is seen, to whom is sealed. Who stands in
does not become an administrator of the keys. A first day that is still to come is begun by whoever works first on that day; what is sealed
is sealed for this member at once, because on that day nobody may be there whose keys open it. The program shows it from the first day on.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select

from expertiseteam.access.sealing import Resealed, seal_again
from expertiseteam.access.tables import Deputation, Member
from expertiseteam.access.who import EVERYONE, OFFICER, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.absence import absences_of, days_words
from expertiseteam.team.records import DeputationLine, MemberLine

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace

LONGEST = timedelta(days=184)


@act("waarneming geregeld", by=OFFICER)
def deputise(work: Work, shown: MemberLine, until: date, since: date | None = None) -> Resealed:
    """Let a member stand in from `since` (None: today) up to and with `until`; what is sealed to the role is sealed for this member too.

    Refused for who has the role already or will have it, cannot unlock or left, or is away on one of the days; and for days that are over,
    the wrong way round or further than half a year away.
    """
    since = since or work.today
    if shown.role is Role.OFFICER:
        raise Refused(f"{shown.name} is al aandachtsfunctionaris. Er is niets gewijzigd.")
    if not shown.is_active or not shown.can_sign_in:
        raise Refused(f"{shown.name} kan het dossier niet ontgrendelen. Er is niets gewijzigd. Geef dit lid eerst een eigen sleutel.")
    if work.value(select(Deputation.id).where(Deputation.ended.is_(None), Deputation.member_id == shown.id)):
        raise Refused(f"Er staat al dat {shown.name} gaat waarnemen. Er is niets gewijzigd. Beëindig dat eerst.")
    if not work.today <= until <= work.today + LONGEST:
        raise Refused("Kies een laatste dag van vandaag tot en met een half jaar vooruit. Er is niets gewijzigd.")
    if not work.today <= since <= until:
        raise Refused("Kies een eerste dag van vandaag tot en met de laatste dag. Er is niets gewijzigd.")
    for one in absences_of(work, (shown.id,), since, until):
        raise Refused(
            f"{shown.name} is zelf afwezig {days_words(one.since, one.until)}. Er is niets gewijzigd. Kies iemand anders, of andere dagen."
        )
    if since == work.today:
        work.edit(Member, shown, role=Role.OFFICER)
    work.add(Deputation(member_id=shown.id, role_before=shown.role, since=since, until=until))
    return seal_again(work)


@act("waarneming ingegaan", by=EVERYONE)
def begin_due_deputations(work: Work) -> None:
    """Lend the role to who stands in from today on. Whoever works first that day does this: an aandachtsfunctionaris decided it before."""
    for row_id in work.values(_to_begin(), today=work.today):
        row = work.get(Deputation, row_id)
        member = work.get(Member, row.member_id)
        work.edit(Deputation, row, role_before=member.role)
        work.edit(Member, member, role=Role.OFFICER)


@act("waarneming beëindigd", by=OFFICER)
def end_deputation(work: Work, shown: DeputationLine) -> Resealed:
    """End it before its last day; the member has the old role again and reads nothing that is sealed."""
    _give_back(work, shown.id)
    return seal_again(work)


@act("waarneming afgelopen", by=EVERYONE)
def end_due_deputations(work: Work) -> Resealed:
    """End what ran out. Whoever opens the dossier first does this; what these keys cannot seal again waits for an aandachtsfunctionaris."""
    for row_id in work.values(select(Deputation.id).where(Deputation.ended.is_(None), Deputation.until < work.today)):
        _give_back(work, row_id)
    return seal_again(work) if work.who.role is Role.OFFICER else Resealed(0, 0)


def begin_day(workspace: Workspace) -> None:
    """End what ran out and begin what begins today, before anything else is decided, whoever works and however long the window was open.

    Refused when an end could not be written down, for the member whose role it is; others work on, and the next who unlocks does it. What
    could not begin is begun by the next who unlocks.
    """
    over = [one for one in workspace.ask(deputations) if one.until < workspace.today]
    if over:
        try:
            workspace.do(end_due_deputations)
        except Refused:
            if workspace.me().id in {one.member_id for one in over}:
                raise
    if workspace.ask(due_to_begin, workspace.today):
        with suppress(Refused):
            workspace.do(begin_due_deputations)


@query(by=EVERYONE)
def due_to_begin(read: Reader, today: date) -> int:
    """How many would have the role by now, and have it not yet."""
    return len(read.values(_to_begin(), today=today))


@query(by=EVERYONE)
def deputations(read: Reader) -> list[DeputationLine]:
    """Who stands in or will stand in, whether or not the last day is over, soonest to end first."""
    return read.all(DeputationLine, select_for(DeputationLine, Deputation).where(Deputation.ended.is_(None)).order_by(Deputation.until))


def close_deputation_of(work: Work, member_id: str) -> None:
    """The member got another role, or left: nothing is lent any more and nothing is given back."""
    found = work.value(select(Deputation.id).where(Deputation.ended.is_(None), Deputation.member_id == member_id))
    if found:
        work.edit(Deputation, work.get(Deputation, found), ended=work.now)


def role_behind(work: Work, member_id: str) -> Role | None:
    """Return the member's own role while one is lent; None when none is."""
    lent = (Deputation.ended.is_(None), Deputation.member_id == member_id, Member.role == Role.OFFICER)
    found = work.value(select(Deputation.role_before).join(Member, Member.id == Deputation.member_id).where(*lent))
    return Role(found) if found else None


def stands_in(work: Work) -> set[str]:
    """Return the members who have the role of aandachtsfunctionaris for some days only."""
    return set(work.values(select(Deputation.member_id).where(Deputation.ended.is_(None))))


def _give_back(work: Work, row_id: str) -> None:
    row = work.get(Deputation, row_id)
    if row.ended is None:
        work.edit(Deputation, row, ended=work.now)
        member = work.get(Member, row.member_id)
        if member.role is Role.OFFICER:  # it had begun
            work.edit(Member, member, role=row.role_before)


def _to_begin() -> Select[str]:
    today = bindparam("today", type_=Deputation.since.type)
    return (
        select(Deputation.id)
        .join(Member, Member.id == Deputation.member_id)
        .where(Deputation.ended.is_(None), Deputation.since <= today, Deputation.until >= today)
        .where(Member.role != Role.OFFICER, Member.is_active.is_(True))
    )

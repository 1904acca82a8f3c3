"""Standing in for the aandachtsfunctionaris (waarneming): for some days a member has that role, and reads what is sealed to it.

It is the role itself that is lent, so everything follows from one rule: what may be done, what is seen, to whom is sealed. Who stands in
does not become an administrator of the keys.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from expertiseteam.access.sealing import Resealed, seal_again
from expertiseteam.access.tables import Member
from expertiseteam.access.who import EVERYONE, OFFICER, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.records import DeputationLine, MemberLine
from expertiseteam.team.tables import Deputation

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace

LONGEST = timedelta(days=184)


@act("waarneming begonnen", by=OFFICER)
def deputise(work: Work, shown: MemberLine, until: date) -> Resealed:
    """Let a member stand in up to and with this day; what is sealed to the aandachtsfunctionaris is sealed for this member too.

    Refused for who has the role already, cannot unlock or left, and for a day that is over or further than half a year away.
    """
    if shown.role is Role.OFFICER:
        raise Refused(f"{shown.name} is al aandachtsfunctionaris. Er is niets gewijzigd.")
    if not shown.is_active or not shown.can_sign_in:
        raise Refused(f"{shown.name} kan het dossier niet ontgrendelen. Er is niets gewijzigd. Geef dit lid eerst een eigen sleutel.")
    if not work.today <= until <= work.today + LONGEST:
        raise Refused("Kies een laatste dag van vandaag tot en met een half jaar vooruit. Er is niets gewijzigd.")
    work.edit(Member, shown, role=Role.OFFICER)
    work.add(Deputation(member_id=shown.id, role_before=shown.role, since=work.today, until=until))
    return seal_again(work)


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


def end_what_ran_out(workspace: Workspace) -> None:
    """End what ran out, before anything else is decided that day, whoever works and however long the window was open.

    Refused when it could not be written down, for the member whose role it is; others work on, and the next who unlocks ends it.
    """
    over = [one for one in workspace.ask(deputations) if one.until < workspace.today]
    if not over:
        return
    try:
        workspace.do(end_due_deputations)
    except Refused:
        if workspace.me().id in {one.member_id for one in over}:
            raise


@query(by=EVERYONE)
def deputations(read: Reader) -> list[DeputationLine]:
    """Who stands in now, whether or not the last day is over, soonest to end first."""
    return read.all(DeputationLine, select_for(DeputationLine, Deputation).where(Deputation.ended.is_(None)).order_by(Deputation.until))


def close_deputation_of(work: Work, member_id: str) -> None:
    """The member got another role, or left: nothing is lent any more and nothing is given back."""
    found = work.value(select(Deputation.id).where(Deputation.ended.is_(None), Deputation.member_id == member_id))
    if found:
        work.edit(Deputation, work.get(Deputation, found), ended=work.now)


def role_behind(work: Work, member_id: str) -> Role | None:
    """Return the member's own role while one is lent; None when none is."""
    found = work.value(select(Deputation.role_before).where(Deputation.ended.is_(None), Deputation.member_id == member_id))
    return Role(found) if found else None


def stands_in(work: Work) -> set[str]:
    """Return the members who have the role of aandachtsfunctionaris for some days only."""
    return set(work.values(select(Deputation.member_id).where(Deputation.ended.is_(None))))


def _give_back(work: Work, row_id: str) -> None:
    row = work.get(Deputation, row_id)
    if row.ended is None:
        work.edit(Deputation, row, ended=work.now)
        work.edit(Member, work.get(Member, row.member_id), role=row.role_before)

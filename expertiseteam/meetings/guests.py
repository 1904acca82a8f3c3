"""Guests of one point: somebody from outside who hears one case, and knows of no other (domain.md, row 43)."""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.circles import require_helper
from expertiseteam.access.tables import CircleMember, Member
from expertiseteam.access.who import DESK, Role
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.tables import AgendaItem


@act("gast uitgenodigd bij een punt", by=DESK)
def invite_guest(work: Work, item_id: str, member_id: str) -> None:
    """Let a guest hear the case of a point, in every overleg until that is taken back. Doing it twice changes nothing."""
    item, guest = work.get(AgendaItem, item_id), work.get(Member, member_id)
    if item.case_id is None:
        raise Refused("Dit punt gaat niet over een casus. Er is niemand uitgenodigd. Een vast punt hoort wie er op dat moment is.")
    if guest.role is not Role.GUEST:
        raise Refused(f"{guest.name} is geen gast maar {guest.role}. Er is niets veranderd. Het team hoort een gewone casus al.")
    require_helper(work, item.circle_id, member_id)
    if not _rows(work, item.circle_id, member_id):
        work.add(CircleMember(circle_id=item.circle_id, member_id=member_id))


@act("gast niet meer uitgenodigd bij een punt", by=DESK)
def withdraw_guest(work: Work, item_id: str, member_id: str) -> None:
    """From now on this guest hears nothing of the case any more; what he heard before stays in the log."""
    if work.get(Member, member_id).role is not Role.GUEST:
        raise Refused("Dit is geen gast. Er is niets veranderd.")
    for row in _rows(work, work.get(AgendaItem, item_id).circle_id, member_id):
        work.remove(work.get(CircleMember, row))


def _rows(work: Work, circle_id: str, member_id: str) -> list[str]:
    return work.values(select(CircleMember.id).where(CircleMember.circle_id == circle_id, CircleMember.member_id == member_id))

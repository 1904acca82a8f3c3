"""Texts that only the holders of a role may read: sealed once more to their own keys and the recovery sheet, whatever program is used.

When the role changes hands (another member, another key, leaving, a deputy, a new sheet) all of them are sealed again in the same unit of
work. Each row says for which keys it was sealed (`sealed_for`, a hash that tells nothing), so that what was left behind is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from expertiseteam.access.tables import Deputation, Member, SealedTo
from expertiseteam.access.who import OFFICER, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Row
from expertiseteam.vault.identity import digest


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many texts were sealed again, and how many stay as they were because these keys do not open them."""

    done: int
    left: int


def sealed_now(work: Work, secret: str, role: Role = Role.OFFICER) -> dict[str, Any]:
    """Return the columns of a text that is sealed to who holds the role today."""
    recipients = holders(work, role)
    return {"sealed": work.keys.seal(secret.encode(), recipients), "sealed_for": _mark(recipients)}


def holders(work: Work, role: Role) -> list[str]:
    """Return the public keys of who holds the role today or will stand in for it, and of the recovery sheet."""
    return [*work.values(_cards(role)), work.recovery]


def seal_again(work: Work, open_seal: Callable[[bytes], bytes] | None = None) -> Resealed:
    """Seal every text that is sealed for other keys than today's. `open_seal`: of my own keys (the default) or of the recovery sheet.

    A part of other acts, such as giving a member another role; what it did stands as the reason in their log line.
    """
    opened, done, left = open_seal or work.keys.open, 0, 0
    for kind in _sealed_tables():
        recipients = holders(work, kind.sealed_to)
        mark = _mark(recipients)
        for row in work.unseen(kind, kind.__table__.c.sealed.is_not(None), kind.__table__.c.sealed_for != mark):
            try:
                plain = opened(row.sealed)
            except Refused:
                left += 1  # sealed to others, or damaged: no reason to refuse what this is a part of
                continue
            work.rewrite(row, sealed=work.keys.seal(plain, recipients), sealed_for=mark)
            done += 1
    if done or left:
        stayed = f"; {left} niet, want daarop past deze sleutel niet" if left else ""
        work.why = f"{work.why} {done} verzegelde teksten opnieuw verzegeld{stayed}".strip()
    return Resealed(done, left)


@act("verzegelde teksten opnieuw verzegeld", by=OFFICER)
def reseal(work: Work, open_seal: Callable[[bytes], bytes] | None = None) -> Resealed:
    """As `seal_again`, when nothing else happens: after the recovery sheet, or for what was left behind."""
    return seal_again(work, open_seal)


@query(by=OFFICER)
def left_behind(read: Reader, recovery: str) -> int:
    """How many texts are still sealed for other keys than today's; `recovery` is the public key of the sheet (Workspace.recovery)."""
    found = 0
    for kind in _sealed_tables():
        table = kind.__table__
        mark = _mark([*read.values(_cards(kind.sealed_to)), recovery])
        found += int(read.value(select(func.count()).where(table.c.sealed.is_not(None), table.c.sealed_for != mark)) or 0)
    return found


def _cards(role: Role) -> Select[str]:
    holds = Member.role == role
    if role is Role.OFFICER:  # who will stand in too: on its first day nobody may be there whose keys open the seals
        holds = or_(holds, Member.id.in_(select(Deputation.member_id).where(Deputation.ended.is_(None))))
    return select(Member.card).where(holds, Member.card != "", Member.is_active.is_(True))


def _sealed_tables() -> list[Any]:
    return [mapper.class_ for mapper in Row.registry.mappers if issubclass(mapper.class_, SealedTo)]


def _mark(recipients: list[str]) -> str:
    return digest(" ".join(sorted(set(recipients))).encode())[:32]

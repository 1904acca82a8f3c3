"""Which training somebody followed, in dagdelen, and what that makes fit for (domain.md, rows 6, 94, 96 and 97)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import EVERYONE, OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.tables import Training

HIGHEST = 3
LEVELS = {0: "nog geen training", 1: "signaleren", 2: "signaleren en delen", 3: "signaleren, delen en het gesprek voeren"}


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training that somebody followed."""

    id: str
    version: int
    member_id: str
    subject: str
    parts: int  # dagdelen
    on: date


@act("training vastgelegd", by=OFFICER)
def record_training(work: Work, member_id: str, *, subject: str, parts: int, on: date) -> str:
    """Somebody followed one to three dagdelen about a subject. Returns the id. Refused without a subject and for a day to come."""
    if not subject.strip():
        raise Refused("Schrijf waarover de training ging. Er is nog niets bewaard.")
    if not 1 <= parts <= HIGHEST:
        raise Refused("Een training telt een, twee of drie dagdelen. Er is nog niets bewaard.")
    if on > work.today:
        raise Refused(f"{full_date(on)} moet nog komen. Leg de training vast als zij gevolgd is. Er is nog niets bewaard.")
    member = work.get(Member, member_id)
    return work.add(Training(member_id=member.id, subject=subject.strip(), parts=parts, on=on)).id


@query(by=EVERYONE)
def trainings(read: Reader) -> list[TrainingLine]:
    """What everybody followed, newest first."""
    return read.all(TrainingLine, select_for(TrainingLine, Training).order_by(Training.on.desc(), Training.subject))


def level_of(read: Reader, member_id: str) -> int:
    """Return the training step of a member: as many dagdelen as were followed, three at most."""
    return level_from(read.value(select(func.sum(Training.parts)).where(Training.member_id == member_id)) or 0)


def level_from(parts: int) -> int:
    """Return the training step that so many dagdelen make."""
    return min(HIGHEST, parts)

"""Which training somebody followed, in dagdelen, and what that makes fit for (domain.md, rows 6, 94, 96 and 97)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True)
class Trained:
    """How far somebody is: the training step, and the day of the newest training."""

    level: int
    last: date


def trained(read: Reader) -> dict[str, Trained]:
    """Return everybody who followed anything, by member; empty for a team that writes no training down."""
    statement = select(Training.member_id, func.sum(Training.parts), func.max(Training.on).label("on")).group_by(Training.member_id)
    return {member_id: Trained(level_from(parts), last) for member_id, parts, last in read.tuples(statement)}


def refresh_before(last: date, years: int) -> date | None:
    """Return the day on which the newest training is so many years ago; None when it never ages (0)."""
    if not years:
        return None
    return date(last.year + years, 3, 1) if (last.month, last.day) == (2, 29) else last.replace(year=last.year + years)


def refresh_words(last: date | None, today: date, *, years: int, warning_days: int) -> str:
    """Return "opfrissen vóór 3 mei 2027" when that is near, "opfrissen nodig sinds 3 mei 2026" when it is over, else ""."""
    due = refresh_before(last, years) if last is not None else None
    if due is None or today < due - timedelta(days=warning_days):
        return ""
    return f"opfrissen vóór {full_date(due)}" if today < due else f"opfrissen nodig sinds {full_date(due)}"


def level_of(read: Reader, member_id: str) -> int:
    """Return the training step of a member: as many dagdelen as were followed, three at most."""
    return level_from(read.value(select(func.sum(Training.parts)).where(Training.member_id == member_id)) or 0)


def level_from(parts: int) -> int:
    """Return the training step that so many dagdelen make."""
    return min(HIGHEST, parts)

"""Which training somebody followed, in dagdelen, and what that makes fit for (domain.md, rows 6, 94, 96 and 97)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from expertiseteam.access.tables import Member
from expertiseteam.access.who import EVERYONE, OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
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
    of: dict[str, list[TrainingLine]] = defaultdict(list)
    for one in trainings(read):
        of[one.member_id].append(one)
    return {member_id: Trained(step_of(found), found[0].on) for member_id, found in of.items()}  # newest first


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


class Followed(Protocol):
    """What was followed, by a member or by a group."""

    @property
    def subject(self) -> str: ...

    @property
    def parts(self) -> int: ...


def step_of(followed: Iterable[Followed]) -> int:
    """Return the training step that somebody has: as many dagdelen as were followed, three at most.

    A course counts once, with the most dagdelen of it: to follow it again refreshes, and teaches no next step (domain.md, row 97).
    """
    longest: dict[str, int] = {}
    for one in followed:
        course = " ".join(fold(one.subject).split())
        longest[course] = max(longest.get(course, 0), one.parts)
    return min(HIGHEST, sum(longest.values()))

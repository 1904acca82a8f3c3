"""What the team does together besides its overleg: a lunch, a consult hour, an information session (domain.md, row 69)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.learning_records import ActivityKind, ActivityLine
from expertiseteam.meetings.learning_tables import TeamActivity
from expertiseteam.storage.reading import Reader, select_for


@act("gezamenlijke activiteit gepland", by=TEAM)
def plan_activity(work: Work, kind: ActivityKind, on: date, starts: time, *, place: str = "", what: str = "") -> str:
    """Put something that the team does together in its calendar. Returns the id.

    Refused for a day that is over, and for something else without words.
    """
    if on < work.today:
        raise Refused("Die dag is al voorbij. Er is niets gepland. Vul een dag in die nog komt.")
    if kind is ActivityKind.OTHER and not what.strip():
        raise Refused("Schrijf wat u samen doet. Er is niets gepland.")
    return work.add(TeamActivity(kind=kind, on=on, starts=starts, place=place.strip(), what=what.strip())).id


@act("gezamenlijke activiteit afgezegd", by=TEAM)
def call_off_activity(work: Work, shown: ActivityLine) -> None:
    """It does not go on."""
    work.remove(work.get(TeamActivity, shown.id))


@query()
def activities(read: Reader, since: date) -> list[ActivityLine]:
    """What the team does together from a day on, first to come first."""
    return read.all(ActivityLine, _lines().where(TeamActivity.on >= since).order_by(TeamActivity.on, TeamActivity.starts))


def next_activity(read: Reader, day: date) -> ActivityLine | None:
    """What comes first, on a day or later. One statement."""
    return next(
        iter(read.all(ActivityLine, _lines().where(TeamActivity.on >= day).order_by(TeamActivity.on, TeamActivity.starts).limit(1))), None
    )


def _lines() -> Any:
    return select_for(ActivityLine, TeamActivity)

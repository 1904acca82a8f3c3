"""Signals that are kept only to prevent worse, and are proposed for destruction in time (domain.md, row 31; section 5, retention).

What lies in observation led to nothing yet: it is kept for *preventie*, on a ground of its own, and shortly. When its term is over and
nobody did anything with it, the program proposes to destroy it; the aandachtsfunctionaris decides, or keeps it longer with a new day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import bindparam, exists, func, select

from expertiseteam.access.circles import destroy_circle
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.bin import gone_on
from expertiseteam.cases.tables import Action
from expertiseteam.concerns.records import ConcernState, FeedbackState
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.concerns.triage import observe
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings

MOST = 500  # proposed at once: the oldest


@dataclass(frozen=True, slots=True)
class PreventiveLine:
    """A signal whose term is over: where it is and since when, not what it says."""

    id: str
    version: int
    code: str
    place: str
    place_key: str
    village: str
    received: datetime
    review_on: date | None
    circle_id: str


@query(by=OFFICER)
def over_term(read: Reader, today: date) -> list[PreventiveLine]:
    """Signals in observation that came in longer ago than the team keeps them, oldest first.

    Not while a day to look again is still to come, an answer is still owed, anything was promised, or something newer was told of the door;
    nor the last of this year, whose number would be given to another signal.
    """
    months = team_settings(read).prevention_months
    recent = datetime.combine(today - timedelta(days=28 * months - 1), time.min, UTC)  # what is younger is not even read
    old = [line for line in read.all(PreventiveLine, _idle(), recent=recent) if gone_on(line.received, months) <= today][:MOST]
    doors = {line.place_key for line in old if line.place_key}
    last = select(Concern.place_key, func.max(Concern.received)).where(Concern.place_key.in_(doors)).group_by(Concern.place_key)
    newest = dict(read.tuples(last)) if doors else {}
    idle = (line for line in old if gone_on(newest.get(line.place_key, line.received), months) <= today)
    last_of_year = select(Concern.code).where(Concern.year == today.year % 100).order_by(Concern.number.desc()).limit(1)
    stays = read.value(last_of_year) if old else None
    return [line for line in idle if line.code != stays and (line.review_on is None or line.review_on <= today)]


@act("preventieve signalen vernietigd", by=OFFICER)
def destroy_preventive(work: Work, shown: Sequence[PreventiveLine]) -> int:
    """Destroy proposed signals with all that hangs on them; returns how many. The log keeps how many, when, by which rule and by whom.

    Refused, for all of them, when a colleague did something with one meanwhile.
    """
    now = {line.id: line.version for line in over_term(work, work.today)}
    for line in shown:
        if now.get(line.id) != line.version:
            raise Refused(f"Met signaal {line.code} is intussen iets gedaan. Er is niets vernietigd. Bekijk het voorstel opnieuw.")
    for circle in dict.fromkeys(line.circle_id for line in shown):
        destroy_circle(work, circle)
    months = team_settings(work).prevention_months
    work.why = f"{len(shown)} zonder vervolg, bewaard om te voorkomen; termijn {months} maanden"
    return len(shown)


@act("preventief signaal langer bewaard", by=OFFICER)
def keep_preventive(work: Work, shown: PreventiveLine, until: date) -> None:
    """Look again on a day that must lie ahead; until then it is not proposed. What was written at it stays."""
    observe(work, shown, until, work.get(Concern, shown.id).outcome)


@cache
def _idle() -> AnySelect:
    owed = exists().where(Feedback.circle_id == Concern.circle_id, Feedback.state == FeedbackState.OPEN)
    agreed = exists().where(Action.circle_id == Concern.circle_id)
    found = select_for(PreventiveLine, Concern).where(Concern.state == ConcernState.OBSERVED, Concern.received < bindparam("recent"))
    return found.where(~owed, ~agreed).order_by(Concern.received, Concern.code)

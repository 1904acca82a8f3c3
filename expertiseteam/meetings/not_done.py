"""An action that was not done: why, agreed again or not; and twice not done goes to the escalations (peers.md, section 4, row 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import aliased

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.actions import agree_action, close_action
from expertiseteam.cases.records import RUNNING, ActionLine, ActionState, AgreedAt
from expertiseteam.cases.safety_tables import Escalation
from expertiseteam.cases.tables import Action, Case
from expertiseteam.meetings.wait_tables import AgreedAgain
from expertiseteam.storage.reading import AnySelect, Reader

Before = aliased(Action)


@dataclass(frozen=True, slots=True)
class MissedTwice:
    """An action that was not done, agreed again, and not done again; nobody was asked about it since."""

    action_id: str
    case_id: str
    code: str
    number: int
    what: str
    why: str
    on: date


@act("actie niet gedaan", by=TEAM)
def not_done(work: Work, shown: ActionLine, why: str, again: date | None = None, *, meeting_id: str = "") -> str:
    """End an action as not done, with the reason; `again`: the day by which it is agreed anew, with the same owner.

    `meeting_id`: the overleg in which that was said. Returns the id of the new action, "" without one.
    """
    said = f"{why.strip().rstrip('.')}. Opnieuw afgesproken voor {full_date(again)}." if again is not None and why.strip() else why
    close_action(work, shown, ActionState.NOT_DONE, said)
    if again is None:
        return ""
    before = work.get(Action, shown.id)
    new = agree_action(
        work,
        before.case_id,
        what=before.what,
        owner_id=before.owner_id,
        due=again,
        is_promise=before.is_promise,
        agreed_at=AgreedAt.MEETING if meeting_id else AgreedAt.CASE,
        agreed_at_id=meeting_id,
        circle_id=before.circle_id,
    )
    work.add(AgreedAgain(action_id=new, before_id=shown.id, case_id=before.case_id, circle_id=before.circle_id))
    return new


@query()
def missed_twice(read: Reader, action_id: str = "") -> list[MissedTwice]:
    """Actions of running cases that were not done twice, as long as no question was put to who carries responsibility since.

    `action_id`: ask about that one only.
    """
    statement = _twice_not_done().where(Action.id == action_id) if action_id else _twice_not_done()
    found = [MissedTwice(*row) for row in read.tuples(statement)]
    asked: dict[str, date] = {}
    cases = {one.case_id for one in found}
    if cases:
        for case_id, at in read.tuples(select(Escalation.case_id, Escalation.asked_at).where(Escalation.case_id.in_(cases))):
            asked[case_id] = max(local_day(at), asked.get(case_id, date.min))
    return [one for one in found if one.on > asked.get(one.case_id, date.min)]


@cache
def _twice_not_done() -> AnySelect:
    statement = select(Action.id, Action.case_id, Case.code, Action.number, Action.what, Action.result, Action.done_on)
    again = statement.join(AgreedAgain, AgreedAgain.action_id == Action.id).join(Before, Before.id == AgreedAgain.before_id)
    of_running = again.join(Case, Case.id == Action.case_id).where(Case.state.in_(RUNNING))
    return of_running.where(*(one.state == ActionState.NOT_DONE for one in (Action, Before))).order_by(Action.done_on, Action.number)

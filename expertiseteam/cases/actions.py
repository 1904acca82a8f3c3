"""Actions: who does what before when. Here, because cases, visits and meetings all agree on them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func, select

from expertiseteam.access.circles import require_worker
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import ActionLine, ActionState, AgreedAt
from expertiseteam.cases.tables import Action, Case
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number


@act("actie afgesproken", by=TEAM)
def agree_action(
    work: Work,
    case_id: str | None,
    *,
    what: str,
    owner_id: str | None,
    due: date | None,
    is_promise: bool = False,
    agreed_at: AgreedAt = AgreedAt.CASE,
    agreed_at_id: str = "",
    circle_id: str = "",
    said_on: date | None = None,
) -> str:
    """Agree an action on a case, or (without a case) in the circle given. Returns its id.

    `said_on`: the day on which it was said, when that was before today: of a visit, of an overleg. Refused without a text, and for a day
    before it was agreed.
    """
    if not what.strip():
        raise Refused("Schrijf wat er moet gebeuren. De actie is nog niet bewaard.")
    refuse_service_number(work, what)
    _not_before(due, min(work.today, said_on or work.today), "De actie is nog niet bewaard.")
    circle = work.get(Case, case_id).circle_id if case_id else circle_id
    if owner_id:
        require_worker(work, circle, owner_id)
    action = Action(
        number=work.next_number(Action),
        case_id=case_id,
        what=what.strip(),
        owner_id=owner_id,
        due=due,
        agreed_on=work.today,
        agreed_at=agreed_at,
        agreed_at_id=agreed_at_id or case_id or "",
        is_promise=is_promise,
        agreed_by_id=work.who.id,
        circle_id=circle,
    )
    return work.add(action).id


def _not_before(due: date | None, agreed: date, so: str) -> None:
    if due is not None and due < agreed:
        raise Refused(
            f"De actie moet klaar zijn op {full_date(due)}, maar is afgesproken op {full_date(agreed)}. {so} Kies een andere dag."
        )


@act("actie afgerond", by=TEAM)
def close_action(work: Work, shown: ActionLine, state: ActionState, result: str = "") -> None:
    """Done, no longer possible, or not done: the last two with a reason."""
    if state is ActionState.OPEN:
        raise TypeError("an action closes with another state; see reopen_action")
    if state is not ActionState.DONE and not result.strip():
        raise Refused(f"Schrijf waarom actie {shown.number} {state} is. De actie staat nog open.")
    refuse_service_number(work, result)
    action = work.edit(Action, shown, state=state, result=result.strip(), done_on=work.today)
    work.edit(Action, action, ended_by_id=work.who.id)  # stands on no form


@act("actie heropend", by=TEAM)
def reopen_action(work: Work, shown: ActionLine) -> None:
    """Take the closing of an action back."""
    action = work.edit(Action, shown, state=ActionState.OPEN, result="", done_on=None)
    work.edit(Action, action, ended_by_id=None)


@act("actie verzet", by=TEAM)
def change_action(work: Work, shown: ActionLine, *, owner_id: str | None, due: date | None, what: str | None = None) -> None:
    """Another owner or another date."""
    text = shown.what if what is None else what.strip()
    if not text:
        raise Refused("Een actie zonder tekst kan niet. Er is niets gewijzigd.")
    refuse_service_number(work, text)
    if due != shown.due:
        _not_before(due, work.get(Action, shown.id).agreed_on, "Er is niets gewijzigd.")
    if owner_id and owner_id != shown.owner_id:
        require_worker(work, work.get(Action, shown.id).circle_id, owner_id)
    work.edit(Action, shown, owner_id=owner_id, due=due, what=text)


def action_lines(read: Reader, *where: ColumnElement[bool], most: int | None = None) -> list[ActionLine]:
    """Actions as lines, open and late first; `most`: no more than so many."""
    return read.all(ActionLine, _lines().where(*where).order_by(Action.state != ActionState.OPEN, *FIRST_DUE).limit(most))


@query()
def open_actions(read: Reader, owner_id: str | None = None) -> list[ActionLine]:
    """Open actions, of one member or of all, first due first."""
    # Wrapped so that no index on owners is used: among what is open there is little, among all that somebody ever had to do there is much.
    mine = (func.coalesce(Action.owner_id, "") == owner_id,) if owner_id else ()
    return action_lines(read, Action.state == ActionState.OPEN, *mine)


@query()
def action_now(read: Reader, action_id: str) -> ActionLine:
    """One action as it stands now. Refused when it is gone, or may not be seen."""
    return read.one(ActionLine, _lines().where(Action.id == action_id))


@query()
def closed_actions(read: Reader, most: int = 200) -> list[ActionLine]:
    """Actions that ended, last ended first."""
    has_ended = Action.state != ActionState.OPEN
    # From which day on there are enough is read from the index; to sort them all takes longer with every year.
    since = select(Action.done_on).where(has_ended).order_by(Action.done_on.desc()).limit(1).offset(most - 1).scalar_subquery()
    ended = _lines().where(has_ended, Action.done_on >= func.coalesce(since, date.min)).order_by(Action.done_on.desc(), *FIRST_DUE)
    return read.all(ActionLine, ended.limit(most))


FIRST_DUE = (Action.due.is_(None), Action.due, Action.number)


@cache
def _lines() -> Any:
    statement: Any = select_for(
        ActionLine, Action, code=func.coalesce(Case.code, ""), label=func.coalesce(Case.label, ""), owner=func.coalesce(Member.name, "")
    )
    return statement.outerjoin(Case, Case.id == Action.case_id).outerjoin(Member, Member.id == Action.owner_id)

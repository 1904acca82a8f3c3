"""A case ends with answers, and may run again without losing what was said when it ended (domain.md, rows 48 and 73; section 3)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import end_circle, reopen_circle
from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_lines, close_action
from expertiseteam.cases.calling_off import call_off
from expertiseteam.cases.opening import missing_in
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import (
    ActionState,
    BeforeEnding,
    CaseState,
    CaseView,
    Ending,
    EndingLine,
    ReportersTold,
    ResidentTold,
)
from expertiseteam.cases.tables import Action, Case, CaseEnding
from expertiseteam.concerns.records import FeedbackState
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.storage.reading import Reader, select_for

By, ReopenedBy = aliased(Member), aliased(Member)


@act("casus afgesloten", by=OFFICER)
def close_case(work: Work, shown: CaseView, ending: Ending, *, drop_actions_because: str = "") -> None:
    """End a case. Open actions must be done or dropped with a reason: they never vanish (domain.md, section 3). Visits are called off.

    Refused without who keeps an eye (nobody: then why), when the household was not told and it is not said why, and when all reporters
    are said to be told while an answer is still owed.
    """
    if not ending.watch.strip():
        raise Refused("Schrijf wie een oogje houdt op dit huishouden, of waarom dat niet nodig is. De casus is niet afgesloten.")
    if ending.resident_told is ResidentTold.NO and not ending.told_how.strip():
        raise Refused("Schrijf waarom het huishouden niet weet dat het team stopt. De casus is niet afgesloten.")
    owed = before_ending(work, shown.id).owed
    if owed and ending.reporters_told is not ReportersTold.STILL_OWED:
        many = "1 antwoord aan een melder" if owed == 1 else f"{owed} antwoorden aan melders"
        raise Refused(f"Er staat nog {many} open. De casus is niet afgesloten. Geef dat eerst, of kies ‘{ReportersTold.STILL_OWED}’.")
    open_actions = action_lines(work, Action.case_id == shown.id, Action.state == ActionState.OPEN)
    if open_actions and not drop_actions_because.strip():
        still = "Er staat nog 1 actie" if len(open_actions) == 1 else f"Er staan nog {len(open_actions)} acties"
        raise Refused(f"{still} open. De casus is niet afgesloten. Rond af wat openstaat, of schrijf waarom het vervalt.")
    for action in open_actions:
        close_action(work, action, ActionState.NO_LONGER_POSSIBLE, drop_actions_because)
    call_off(work, shown.id, "De casus is afgesloten.")
    remark = ending.remark.strip()
    case = work.edit(Case, shown, state=CaseState.CLOSED, result=ending.result, result_remark=remark, closed_on=work.today)
    work.add(
        CaseEnding(
            case_id=case.id,
            circle_id=case.circle_id,
            on=work.today,
            by_id=work.who.id,
            result=ending.result,
            remark=remark,
            goal_reached=ending.goal_reached,
            watch=ending.watch.strip(),
            resident_told=ending.resident_told,
            told_how=ending.told_how.strip(),
            reporters_told=ending.reporters_told,
            dropped_because=drop_actions_because.strip() if open_actions else "",
        )
    )
    end_circle(work, case.circle_id, ending.result.name)


@act("casus heropend", by=OFFICER)
def reopen_case(work: Work, case_id: str, why: str) -> None:
    """The case runs again; how it ended before stays on its timeline. Refused without a reason."""
    shown = case_view(work, case_id)
    if shown.state is not CaseState.CLOSED:
        raise Refused(f"Casus {shown.code} is niet afgesloten. Er is niets gewijzigd.")
    if not why.strip():
        raise Refused(f"Schrijf waarom casus {shown.code} weer loopt. Hij is nog afgesloten.")
    work.why = why.strip()
    again = {"reopened_at": work.now, "reopened_by_id": work.who.id, "reopened_why": why.strip()}
    last = next(iter(endings(work, case_id)), None)
    if last is not None and last.reopened_at is None:
        work.edit(CaseEnding, work.get(CaseEnding, last.id), **again)
    elif shown.closed_on and shown.result:  # ended before endings were kept apart: keep what is known of it
        was = {"on": shown.closed_on, "by_id": work.who.id, "result": shown.result, "remark": shown.result_remark}
        work.add(CaseEnding(case_id=case_id, circle_id=shown.circle_id, **was, **again))  # type: ignore[arg-type]
    reopen_circle(work, shown.circle_id)
    again_as = CaseState.EXPLORING if missing_in(work.get(Case, case_id)) else CaseState.ACTIVE  # what was explored only, is so again
    work.edit(Case, shown, state=again_as, result=None, result_remark="", closed_on=None)


@query()
def before_ending(read: Reader, case_id: str) -> BeforeEnding:
    """What closing a case has to reckon with among its signals: numbers, and never who signalled."""
    circle = select(Case.circle_id).where(Case.id == case_id).scalar_subquery()
    concerns = read.value(select(func.count()).select_from(Concern).where(Concern.circle_id == circle))
    owed = select(func.count()).select_from(Feedback).where(Feedback.circle_id == circle, Feedback.state == FeedbackState.OPEN)
    return BeforeEnding(concerns or 0, read.value(owed) or 0)


@query()
def endings(read: Reader, case_id: str) -> list[EndingLine]:
    """Every time that a case ended, last first."""
    statement = select_for(EndingLine, CaseEnding, by=By.name, reopened_by=func.coalesce(ReopenedBy.name, ""))
    statement = statement.join(By, By.id == CaseEnding.by_id).outerjoin(ReopenedBy, ReopenedBy.id == CaseEnding.reopened_by_id)
    return read.all(EndingLine, statement.where(CaseEnding.case_id == case_id).order_by(CaseEnding.on.desc(), CaseEnding.id.desc()))

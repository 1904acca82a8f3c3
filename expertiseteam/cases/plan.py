"""The social plan: goals with a household, running, parked in the drawer and resumed as they were (domain.md, row 46)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.running import running_case
from expertiseteam.cases.track_records import IN_FORCE, PLAN_NEXT, GoalLine, GoalState, PlanLine, PlanState
from expertiseteam.cases.track_tables import PlanGoal, PlanStep, SocialPlan
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number

_NEEDS_WHY = (PlanState.PARKED,)


@act("doel in het plan gezet", by=TEAM)
def add_goal(work: Work, case_id: str, *, what: str, helper: str = "", due: date | None = None) -> str:
    """Put a goal in the plan of a case; the first one begins the plan, as a draft. Returns its id.

    Refused while the plan is parked or done: what lies in the drawer comes out as it went in; and for a day that is over.
    """
    if not what.strip():
        raise Refused("Schrijf wat het huishouden wil bereiken. Er is nog niets bewaard.")
    refuse_service_number(work, what, helper)
    _refuse_before(due, work.today)
    case = running_case(work, case_id)
    shown = plan_of(work, case_id)
    if shown is None:
        plan = work.add(SocialPlan(case_id=case_id, circle_id=case.circle_id, state=PlanState.DRAFT, since=work.today))
        _note(work, plan, PlanState.DRAFT, "")
        plan_id = plan.id
    else:
        _refuse_unless_open(shown.state)
        plan_id = shown.id
    goal = PlanGoal(
        case_id=case_id, circle_id=case.circle_id, plan_id=plan_id, what=what.strip(), at=work.now, helper=helper.strip(), due=due
    )
    return work.add(goal).id


@act("doel in het plan gewijzigd", by=TEAM)
def change_goal(work: Work, shown: GoalLine, *, what: str, helper: str, due: date | None, state: GoalState, remark: str = "") -> None:
    """Another text, or how it ended. A goal that lapses says why. Refused while the plan is parked or done, and for another day
    from before the goal was written down."""
    goal = work.get(PlanGoal, shown.id)
    running_case(work, goal.case_id)
    _refuse_unless_open(work.get(SocialPlan, goal.plan_id).state)
    if not what.strip():
        raise Refused("Een doel zonder tekst kan niet. Er is niets gewijzigd.")
    refuse_service_number(work, what, helper, remark)
    if due != goal.due:
        _refuse_before(due, local_day(goal.at))
    ended = None if state is GoalState.OPEN else shown.ended_on or work.today
    new = {"what": what.strip(), "helper": helper.strip(), "due": due, "state": state, "remark": remark.strip(), "ended_on": ended}
    now = work.edit(PlanGoal, shown, **new)
    if now.state is GoalState.DROPPED and not now.remark:  # also where one of the two is a colleague's
        raise Refused("Schrijf waarom dit doel vervalt. Er is niets gewijzigd.")


def _refuse_before(due: date | None, written: date) -> None:
    if due is not None and due < written:
        raise Refused(
            f"Het doel moet bereikt zijn op {full_date(due)}, maar is opgeschreven op {full_date(written)}. Er is niets gewijzigd. "
            "Kies een andere dag."
        )


@act("plan van stand veranderd", by=TEAM)
def move_plan(work: Work, shown: PlanLine, to: PlanState, why: str = "") -> None:
    """Let a plan run, park it (with a reason), resume it, or end it. Refused for what is no next state, and for an end with open goals.

    Source of the states: domain.md, section 3.
    """
    running_case(work, shown.case_id)
    now = work.get(SocialPlan, shown.id).state
    if now is not shown.state:
        raise Refused(f"Het plan staat intussen op ‘{now}’. Er is niets veranderd. Bekijk het plan opnieuw.")
    if to not in PLAN_NEXT[shown.state]:
        raise Refused(f"Het plan staat op ‘{shown.state}’ en kan nu niet naar ‘{to}’. Er is niets veranderd. Bekijk het plan opnieuw.")
    if to in _NEEDS_WHY and not why.strip():
        raise Refused("Schrijf waarom het plan in de la gaat. Er is niets veranderd.")
    refuse_service_number(work, why)
    open_goals = work.values(select(PlanGoal.id).where(PlanGoal.plan_id == shown.id, PlanGoal.state == GoalState.OPEN))
    if to is PlanState.DONE and open_goals:
        still = "Er loopt nog 1 doel" if len(open_goals) == 1 else f"Er lopen nog {len(open_goals)} doelen"
        raise Refused(f"{still}. Het plan is niet afgerond. Leg eerst vast hoe elk doel afliep.")
    plan = work.edit(SocialPlan, shown, state=to, since=work.today, why=why.strip())
    _note(work, plan, to, why)


def follow_track(work: Work, case_id: str, *, runs: bool, why: str) -> None:
    """Park the plan, or let it go on, because the case went to another track. Goals stay exactly as they are."""
    shown = plan_of(work, case_id)
    if shown is None:
        return
    if runs and shown.state is PlanState.PARKED:
        move_plan(work, shown, PlanState.RESUMED, why)
    elif not runs and shown.state in IN_FORCE:
        move_plan(work, shown, PlanState.PARKED, why)


@query()
def plan_of(read: Reader, case_id: str) -> PlanLine | None:
    """The plan of a case that is open on the screen; None when there is none yet."""
    return read.maybe(PlanLine, select_for(PlanLine, SocialPlan).where(SocialPlan.case_id == case_id).order_by(SocialPlan.since))


@query()
def goals(read: Reader, case_id: str) -> list[GoalLine]:
    """The goals of its plan, in the order in which they were written."""
    return read.all(GoalLine, select_for(GoalLine, PlanGoal).where(PlanGoal.case_id == case_id).order_by(PlanGoal.at))


def _refuse_unless_open(state: PlanState) -> None:
    if state is PlanState.PARKED:
        raise Refused("Het plan ligt in de la en blijft zoals het is. Er is niets veranderd. Hervat eerst het plan.")
    if state is PlanState.DONE:
        raise Refused("Het plan is afgerond. Er is niets veranderd.")


def _note(work: Work, plan: SocialPlan, after: PlanState, why: str) -> None:
    work.add(
        PlanStep(
            case_id=plan.case_id,
            circle_id=plan.circle_id,
            plan_id=plan.id,
            after=after,
            on=work.today,
            at=work.now,
            by_id=work.who.id,
            why=why.strip(),
        )
    )

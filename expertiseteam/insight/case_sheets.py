"""What goes on one page about a case: to hand it over to a colleague, and for the resident (domain.md, rows 28 and 76)."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import or_, select

from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month, full_date
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.enforcement import paths
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.plan import goals, plan_of
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import THREATENING, ActionLine, ActionState, Place
from expertiseteam.cases.reporting_code import code_steps, codes
from expertiseteam.cases.scaling import escalations, phase_of
from expertiseteam.cases.serious import serious_events
from expertiseteam.cases.tables import Action
from expertiseteam.cases.track_records import IN_FORCE, PATH_ENDED, UNTIL_WORDS, GoalLine, GoalState, PlanState
from expertiseteam.cases.tracks import track_of
from expertiseteam.insight.sheet_records import HandoverPaper, Marks, ResidentPaper, SheetLine
from expertiseteam.meetings.minutes import name_of
from expertiseteam.meetings.tables import Decision
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words, spoken
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.duos import case_visits
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Incident

MOST = 5  # of each: more does not fit on one page, and the rest stands in the case


@query("overdrachtsblad gemaakt", why="overdracht van werk")
def handover_sheet(read: Reader, case_id: str, day: date, at: time | None = None, reader: str = "") -> HandoverPaper:
    """The sheet to hand a case over, as it stands on a day, at a time. `reader`: the id of the colleague whose copy it is."""
    case = case_view(read, case_id)
    open_actions = action_lines(read, Action.case_id == case_id, Action.state == ActionState.OPEN)
    decisions = select(Decision.on, Decision.code, Decision.text).where(Decision.case_id == case_id)
    newest = read.tuples(decisions.order_by(Decision.on.desc(), Decision.code.desc()).limit(3))
    return HandoverPaper(
        team=team_settings(read).team_name,
        made=day,
        code=case.code,
        label=case.label,
        lead=case.lead,
        goal=case.goal,
        trusted_contact=case.trusted_contact,
        state=_state(read, case_id),
        door=tuple(
            SheetLine(str(one.place), " · ".join(part for part in (one.organisation, one.member, one.condition) if part))
            for one in front_door(read, case_id)
        ),
        plan=tuple(SheetLine(goal.helper or "nog niemand", goal.what) for goal in _open_goals(read, case_id)),
        actions=tuple(_action(one) for one in open_actions[:MOST]),
        more_actions=max(0, len(open_actions) - MOST),
        visits=tuple(
            SheetLine(full_date(v.on or v.before), f"{v.duo}: {v.outcome or v.state}")
            for v in case_visits(read, case_id)
            if v.state is not VisitState.CANCELLED
        )[:3],
        decisions=tuple(SheetLine(full_date(on), f"{code}: {text}") for on, code, text in newest),
        marks=marks_of(read, case.circle_id, at, name_of(read, reader)),
    )


def marks_of(read: Reader, circle_id: str, at: time | None, recipient: str) -> Marks:
    """What stands on every page of a sheet about a case; one reader's copy holds what he may know of, and need not say that few may."""
    few = read.value(select(Circle.id).where(Circle.id == circle_id, or_(Circle.closed, Circle.help_only)))
    return Marks(at, recipient, is_closed=few is not None and not recipient)


@query("blad voor de bewoner gemaakt", why="de bewoner weet waar hij aan toe is")
def resident_sheet(read: Reader, case_id: str, day: date) -> ResidentPaper:
    """The page for the resident, as it stands on a day. A plan that is parked is not told: only that it waits."""
    case = case_view(read, case_id)
    [(phone, function)] = read.tuples(select(Member.phone, Member.function).where(Member.id == case.lead_id))
    plan, chosen = plan_of(read, case_id), team_settings(read)
    shown = _open_goals(read, case_id) if plan is not None and plan.state in IN_FORCE else []
    planned = [v for v in case_visits(read, case_id) if v.state is VisitState.PLANNED and v.is_announced and v.before >= day]
    return ResidentPaper(
        team=chosen.team_name,
        municipality=chosen.municipality,
        made=day,
        contact=case.lead,
        function=function,
        phone=phone,
        plan=tuple(SheetLine(f"vóór {day_month(goal.due)}" if goal.due else "", _helped(goal.what, goal.helper)) for goal in shown),
        plan_waits=plan is not None and plan.state is PlanState.PARKED,
        comes=tuple(SheetLine(one.organisation, one.member) for one in front_door(read, case_id) if one.place is Place.FRONT),
        visits=tuple(f"{v.duo}, uiterlijk {full_date(v.before)}" for v in reversed(planned))[:3],
    )


def _state(read: Reader, case_id: str) -> tuple[str, ...]:
    case = case_view(read, case_id)
    found = [f"Spoor {track_of(read, case_id)}."]
    if case.eviction in THREATENING:
        when = f" op {full_date(case.eviction_on)}" if case.eviction_on else ""
        found.append(f"Uithuiszetting dreigt: {case.eviction}{when}.")
    plan = plan_of(read, case_id)
    if plan is not None:
        found.append(f"Sociaal plan: {plan.state}, sinds {full_date(plan.since)}.")
    for path in paths(read, case_id):
        if path.state not in PATH_ENDED:
            until = f", {UNTIL_WORDS[path.state]} {full_date(path.until)}" if path.until and path.state in UNTIL_WORDS else ""
            found.append(f"{str(path.kind).capitalize()}: {path.state}{until}.")
    found += _safety(read, case_id)
    found += [f"Wacht op antwoord van {one.to}." for one in escalations(read, case_id) if one.answered_at is None]
    return tuple(found)


def _safety(read: Reader, case_id: str) -> list[str]:
    """Which steps of a reporting code are still to do, how far it was scaled up, and what went wrong last: here and at the door."""
    running = [code.id for code in codes(read, case_id) if code.decided_on is None]
    to_do = [step for step in code_steps(read, case_id) if step.code_id in running and step.done_on is None]
    found = []
    if to_do:
        listed = ", ".join(f"{step.step.number} {step.step}{f' ({step.owner})' if step.owner else ''}" for step in to_do)
        found.append(f"De meldcode loopt. Nog te doen: stap {listed}.")
    phase = phase_of(read, case_id)
    if phase is not None:
        found.append(f"AVE-{phase}.")
    found += [f"Laatste ernstig voorval, {full_date(one.on)}: {one.what}" for one in serious_events(read, case_id)[:1]]
    incidents = select(Incident.at, Incident.kind).where(Incident.case_id == case_id)
    for at, kind in read.tuples(incidents.order_by(Incident.at.desc()).limit(1)):
        found.append(f"Laatste incident bij een huisbezoek, {full_date(local_day(at))}: {spoken(catalogue_words(read), kind)}.")
    return found


def _open_goals(read: Reader, case_id: str) -> list[GoalLine]:
    return [goal for goal in goals(read, case_id) if goal.state is GoalState.OPEN][:MOST]


def _action(one: ActionLine) -> SheetLine:
    due = f"vóór {day_month(one.due)}" if one.due else "geen dag"
    return SheetLine(due, f"{one.what} ({one.owner or 'nog niemand'}){', toegezegd' if one.is_promise else ''}")


def _helped(what: str, helper: str) -> str:
    return f"{what}. {helper} helpt daarbij." if helper else what

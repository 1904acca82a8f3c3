"""Why care and safety bring a case to the overleg: a term, a switch, a plan in the drawer, a question without answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.safety_records import Danger
from expertiseteam.cases.safety_tables import Escalation, ReportingCode
from expertiseteam.cases.tables import Case
from expertiseteam.cases.track_records import PATH_ENDED, UNTIL_WORDS, Authority, PlanState
from expertiseteam.cases.track_tables import EnforcementPath, SocialPlan, TrackSwitch
from expertiseteam.meetings.records import Reason, ReasonKind
from expertiseteam.storage.reading import Reader


def reasons_of_tracks(read: Reader, on: date, since: date) -> dict[str, list[Reason]]:
    """The reasons of all running cases for an overleg on a day; `since`: the day of the overleg before. Five statements."""
    found: dict[str, list[Reason]] = defaultdict(list)
    running = select(Case.id).where(Case.state.in_(RUNNING))
    terms = select(EnforcementPath.case_id, EnforcementPath.state, EnforcementPath.until)
    counted = terms.where(
        EnforcementPath.case_id.in_(running), EnforcementPath.until.is_not(None), EnforcementPath.state.not_in(PATH_ENDED)
    )
    for case_id, state, until in read.tuples(counted.order_by(EnforcementPath.until)):
        words = UNTIL_WORDS.get(state, "termijn tot en met")
        found[case_id].append(Reason(ReasonKind.TERM, f"handhaving: {words} {day_month(until)}", (until - on).days))
    switched = select(TrackSwitch.case_id, TrackSwitch.after, TrackSwitch.on, TrackSwitch.authority)
    for case_id, after, day, authority in read.tuples(
        switched.where(TrackSwitch.case_id.in_(running), TrackSwitch.on > since).order_by(TrackSwitch.at)
    ):
        how = " met spoed" if authority is Authority.URGENT else ""
        found[case_id].append(Reason(ReasonKind.SWITCHED, f"op {day_month(day)}{how} naar het spoor {after}", (day - on).days))
    parked = select(SocialPlan.case_id, SocialPlan.since).where(SocialPlan.case_id.in_(running), SocialPlan.state == PlanState.PARKED)
    for case_id, day in read.tuples(parked):
        found[case_id].append(Reason(ReasonKind.PARKED, f"het sociaal plan ligt sinds {day_month(day)} in de la", (day - on).days))
    asked = select(Escalation.case_id, Escalation.to, Escalation.asked_at).where(
        Escalation.case_id.in_(running), Escalation.answered_at.is_(None)
    )
    for case_id, to, at in read.tuples(asked.order_by(Escalation.asked_at)):
        day = local_day(at)
        found[case_id].append(Reason(ReasonKind.ESCALATION, f"wacht op antwoord van {to} sinds {day_month(day)}", (day - on).days))
    danger = select(ReportingCode.case_id, ReportingCode.danger, ReportingCode.decided_on).where(
        ReportingCode.case_id.in_(running), ReportingCode.reports.is_(False), ReportingCode.danger != Danger.NONE
    )
    for case_id, kind, day in read.tuples(danger.where(ReportingCode.decided_on > since)):
        how = "acute" if kind is Danger.ACUTE else "structurele"
        found[case_id].append(Reason(ReasonKind.UNREPORTED, f"{how} onveiligheid, op {day_month(day)} niet gemeld", (day - on).days))
    return found

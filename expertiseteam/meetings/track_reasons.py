"""Why care and safety bring a case to the overleg: a term, a switch, a plan in the drawer, a question without answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from sqlalchemy import bindparam, select

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.safety_records import Danger
from expertiseteam.cases.safety_tables import Escalation, ReportingCode
from expertiseteam.cases.tables import Case
from expertiseteam.cases.track_records import PATH_ENDED, UNTIL_WORDS, Authority, PlanState
from expertiseteam.cases.track_tables import EnforcementPath, SocialPlan, TrackSwitch
from expertiseteam.meetings.records import Reason, ReasonKind
from expertiseteam.storage.reading import AnySelect, Reader


def reasons_of_tracks(read: Reader, on: date, since: date) -> dict[str, list[Reason]]:
    """The reasons of all running cases for an overleg on a day; `since`: the day of the overleg before. Five statements."""
    found: dict[str, list[Reason]] = defaultdict(list)
    for case_id, state, until in read.tuples(_terms()):
        words = UNTIL_WORDS.get(state, "termijn tot en met")
        found[case_id].append(Reason(ReasonKind.TERM, f"handhaving: {words} {day_month(until)}", (until - on).days))
    for case_id, after, day, authority in read.tuples(_switched(), since=since):
        how = " met spoed" if authority is Authority.URGENT else ""
        found[case_id].append(Reason(ReasonKind.SWITCHED, f"op {day_month(day)}{how} naar het spoor {after}", (day - on).days))
    for case_id, day in read.tuples(_parked()):
        found[case_id].append(Reason(ReasonKind.PARKED, f"het sociaal plan ligt sinds {day_month(day)} in de la", (day - on).days))
    for case_id, to, at in read.tuples(_asked()):
        day = local_day(at)
        found[case_id].append(Reason(ReasonKind.ESCALATION, f"wacht op antwoord van {to} sinds {day_month(day)}", (day - on).days))
    for case_id, kind, day in read.tuples(_unreported(), since=since):
        how = "acute" if kind is Danger.ACUTE else "structurele"
        found[case_id].append(Reason(ReasonKind.UNREPORTED, f"{how} onveiligheid, op {day_month(day)} niet gemeld", (day - on).days))
    return found


@cache
def _terms() -> AnySelect:
    path = EnforcementPath
    terms = select(path.case_id, path.state, path.until).where(path.case_id.in_(_running()))
    return terms.where(path.until.is_not(None), path.state.not_in(PATH_ENDED)).order_by(path.until)


@cache
def _switched() -> AnySelect:
    switched = select(TrackSwitch.case_id, TrackSwitch.after, TrackSwitch.on, TrackSwitch.authority)
    return switched.where(TrackSwitch.case_id.in_(_running()), TrackSwitch.on > bindparam("since")).order_by(TrackSwitch.at)


@cache
def _parked() -> AnySelect:
    plans = select(SocialPlan.case_id, SocialPlan.since)
    return plans.where(SocialPlan.case_id.in_(_running()), SocialPlan.state == PlanState.PARKED)


@cache
def _asked() -> AnySelect:
    asked = select(Escalation.case_id, Escalation.to, Escalation.asked_at)
    return asked.where(Escalation.case_id.in_(_running()), Escalation.answered_at.is_(None)).order_by(Escalation.asked_at)


@cache
def _unreported() -> AnySelect:
    code = ReportingCode
    danger = select(code.case_id, code.danger, code.decided_on).where(code.case_id.in_(_running()), code.reports.is_(False))
    return danger.where(code.danger != Danger.NONE, code.decided_on > bindparam("since"))


def _running() -> AnySelect:
    return select(Case.id).where(Case.state.in_(RUNNING))

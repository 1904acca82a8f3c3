"""What happened on the tracks of a case, for its timeline: care and safety between everything else (domain.md, row 47)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import FieldChange, Member
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.running import taken_back
from expertiseteam.cases.tables import HelpOffer, TakenBack
from expertiseteam.cases.track_records import UNTIL_WORDS, PathState, PlanState
from expertiseteam.cases.track_tables import EnforcementPath, PathStep, PlanGoal, PlanStep, TrackSwitch
from expertiseteam.cases.tracks import switches
from expertiseteam.meetings.switching import decision_words
from expertiseteam.storage.reading import Reader

Answering = aliased(Member)


class Told(NamedTuple):
    """One event; `track` is "care", "safety" or "switch"."""

    at: datetime | date
    track: str
    title: str
    detail: str
    row_id: str
    by: str = ""


def events_of_tracks(read: Reader, case_id: str) -> list[Told]:
    """The plan and its goals, help that was offered outside a visit, answers to referrals, every step of enforcement, every switch."""
    return [*_plan(read, case_id), *_offers(read, case_id), *_paths(read, case_id), *_switches(read, case_id)]


def counts_of_tracks(case_id: BindParameter[str]) -> tuple[Any, ...]:
    """Statements that count these events without reading them: what `events_of_tracks` gives, in the same cases."""
    ended = PlanGoal.ended_on.is_not(None)
    return (
        _count(PlanStep, PlanStep.case_id == case_id),
        _count(PlanGoal, PlanGoal.case_id == case_id, ended),
        _count(HelpOffer, HelpOffer.case_id == case_id, HelpOffer.visit_id == ""),  # the others are told by their visit
        _count(HelpOffer, HelpOffer.case_id == case_id, HelpOffer.answered_on.is_not(None)),
        _count(PathStep, PathStep.case_id == case_id),
        _count(TakenBack, TakenBack.case_id == case_id),
        _count(TrackSwitch, TrackSwitch.case_id == case_id),
    )


def _count(kind: type[Any], *where: Any) -> Any:
    return select(func.count()).select_from(kind).where(*where)


def _plan(read: Reader, case_id: str) -> list[Told]:
    steps = select(PlanStep.id, PlanStep.at, PlanStep.after, PlanStep.why, Member.name).join(Member, Member.id == PlanStep.by_id)
    found = [
        Told(at, "care", _PLAN_WORDS[after], why, row_id, by)
        for row_id, at, after, why, by in read.tuples(steps.where(PlanStep.case_id == case_id))
    ]
    ended = select(PlanGoal.id, PlanGoal.ended_on, PlanGoal.what, PlanGoal.state, PlanGoal.remark)
    for row_id, on, what, state, remark in read.tuples(ended.where(PlanGoal.case_id == case_id, PlanGoal.ended_on.is_not(None))):
        found.append(Told(on, "care", f"Doel {state}", "\n".join(part for part in (what, remark) if part), row_id))
    return found


def _offers(read: Reader, case_id: str) -> list[Told]:
    """What was offered by who just helped or telephoned, and what those answered to whom somebody was referred, also at a visit."""
    answering = select(Answering.name).select_from(FieldChange).join(Answering, Answering.id == FieldChange.by_id)
    answering = answering.where(FieldChange.row_id == HelpOffer.id, FieldChange.field == "referral")
    columns: Any = select(
        *(HelpOffer.id, HelpOffer.offered_on, HelpOffer.visit_id, HelpOffer.what, HelpOffer.answer, HelpOffer.to_whom, Member.name),
        *(HelpOffer.answered_on, HelpOffer.referral, HelpOffer.remark),
        func.coalesce(answering.order_by(FieldChange.at.desc()).limit(1).scalar_subquery(), ""),
    ).join(Member, Member.id == HelpOffer.by_id)
    found = []
    for row_id, on, visit_id, what, answer, to_whom, by, answered, how, remark, who in read.tuples(
        columns.where(HelpOffer.case_id == case_id)
    ):
        said = "\n".join(part for part in (what, f"Naar: {to_whom}" if to_whom else "") if part)
        if not visit_id:
            found.append(Told(on, "care", f"Hulp aangeboden: {answer}", said, row_id, by))
        if answered is not None:
            found.append(Told(answered, "care", f"Doorverwijzing {how}", "\n".join(part for part in (said, remark) if part), row_id, who))
    return found


def _paths(read: Reader, case_id: str) -> list[Told]:
    columns: Any = select(
        *(PathStep.id, PathStep.on, PathStep.at, PathStep.after, PathStep.until, PathStep.remark),
        *(EnforcementPath.kind, EnforcementPath.what, Member.name),
    ).join(EnforcementPath, EnforcementPath.id == PathStep.path_id)
    columns = columns.join(Member, Member.id == PathStep.by_id)
    gone_back = taken_back(read, case_id)
    found, back = [], {one.row_id: one for one in gone_back}
    for row_id, on, at, after, until, remark, kind, what, by in read.tuples(columns.where(PathStep.case_id == case_id)):
        day = f"{UNTIL_WORDS.get(after, 'tot en met').capitalize()} {full_date(until)}" if until is not None else ""
        gone = f"Teruggenomen door {back[row_id].by} op {full_date(local_day(back[row_id].at))}." if row_id in back else ""
        said = "\n".join(part for part in (what if after is PathState.EXPLORING else "", day, remark, gone) if part)
        found.append(Told(at if local_day(at) == on else on, "safety", f"{str(kind).capitalize()}: {after}", said, row_id, by))
    found += [Told(one.at, "safety", "Teruggenomen", f"{one.said}\n{one.why}", one.id, one.by) for one in gone_back]
    return found


def _switches(read: Reader, case_id: str) -> list[Told]:
    return [
        Told(s.at, "switch", f"Van {s.before} naar {s.after}", f"{s.why}\n{_sentence(decision_words(s))}", s.id, s.by)
        for s in switches(read, case_id)
    ]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]  # the names in it keep their capitals


_PLAN_WORDS = {
    PlanState.DRAFT: "Sociaal plan begonnen, in concept",
    PlanState.RUNNING: "Sociaal plan loopt",
    PlanState.PARKED: "Sociaal plan in de la",
    PlanState.RESUMED: "Sociaal plan uit de la gehaald",
    PlanState.DONE: "Sociaal plan afgerond",
}

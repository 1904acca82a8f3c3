"""All that is open in somebody's name, in one list: for who stands in for him, with the last state of each (domain.md, row 28)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.offers import late_referrals
from expertiseteam.cases.reading import case_lines
from expertiseteam.cases.records import RUNNING, CaseLine
from expertiseteam.cases.safety_tables import CodeStepRow, Escalation, ReportingCode
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.tables import OPEN_CALL, CheckRound, Concern, JointCall
from expertiseteam.meetings.telling import tellings_of
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.duos import planned_visits


class WorkKind(enum.StrEnum):
    """What is open."""

    ACTION = "actie"
    CASE = "casus"
    VISIT = "huisbezoek"
    FEEDBACK = "terugkoppeling"
    CHECK = "checkronde"
    CALL = "bezoek samen"
    REFERRAL = "doorverwijzing"
    TELLING = "vertellen"
    CODE_STEP = "stap van de meldcode"
    ESCALATION = "escalatie"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing that is open. `at_id` is what it is opened by: the case, the visit, the signal; for an action without a case its own id."""

    kind: WorkKind
    id: str
    at_id: str
    code: str  # of the case or the signal, "" for none
    what: str  # with names hidden it is not shown
    state: str
    due: date | None


@query()
def covered_work(read: Reader, member_id: str) -> list[WorkLine]:
    """What is open in the name of one member, first due first; only what the viewer may know."""
    found = [
        WorkLine(WorkKind.ACTION, a.id, a.case_id or a.id, a.code, a.what, "toezegging" if a.is_promise else "open", a.due)
        for a in open_actions(read, member_id)
    ]
    led = case_lines().where(Case.lead_id == member_id, Case.state.in_(RUNNING)).order_by(Case.code)
    found += [WorkLine(WorkKind.CASE, c.id, c.id, c.code, c.label, c.state.value, c.eviction_on) for c in read.all(CaseLine, led)]
    for v in planned_visits(read, member_id):
        found.append(WorkLine(WorkKind.VISIT, v.id, v.id, v.code, v.label, "gepland", v.planned_on or v.before))
    for owed in open_feedback(read, member_id):
        said = "dat het bericht er is" if owed.is_receipt else "wat ermee is gedaan"
        found.append(WorkLine(WorkKind.FEEDBACK, owed.id, owed.concern_id, owed.code, said, owed.source.value, owed.before))
    found += [*_rounds(read, member_id), *_code_steps(read, member_id), *_escalations(read, member_id)]
    called = select(JointCall.id, Concern.id, Concern.code, JointCall.why).join(Concern, Concern.id == JointCall.concern_id)
    called = called.where(JointCall.asked_by_id == member_id, OPEN_CALL)
    found += [WorkLine(WorkKind.CALL, row, at, code, why, "gevraagd", None) for row, at, code, why in read.tuples(called)]
    found += [
        WorkLine(WorkKind.REFERRAL, r.id, r.case_id, r.code, r.to_whom, "wacht op antwoord", r.reply_before)
        for r in late_referrals(read, member_id, date.max)  # also those that are not late yet
    ]
    found += [WorkLine(WorkKind.TELLING, t.id, t.id, t.code, t.said, "nog vertellen", None) for t in tellings_of(read, member_id)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.kind.name, one.code))


def owed_work(read: Reader, member_id: str, day: date) -> list[WorkLine]:
    """What stands on nobody's list of actions and waits for a member all the same: steps of the reporting code that were given to him, and
    what he asked of others and got no answer to in time. The latest first, then the steps."""
    asked = [*_rounds(read, member_id), *_escalations(read, member_id)]
    late = [one for one in asked if one.due is not None and one.due < day]
    return [*sorted(late, key=lambda one: (one.due or day, one.code)), *_code_steps(read, member_id)]


def _rounds(read: Reader, member_id: str) -> list[WorkLine]:
    asked = select(CheckRound.id, Concern.id, Concern.code, CheckRound.purpose, CheckRound.before)
    asked = asked.join(Concern, Concern.id == CheckRound.concern_id)
    mine = asked.where(CheckRound.asked_by_id == member_id, CheckRound.closed_on.is_(None))
    return [WorkLine(WorkKind.CHECK, row, at, code, what, "wacht op antwoord", due) for row, at, code, what, due in read.tuples(mine)]


def _code_steps(read: Reader, member_id: str) -> list[WorkLine]:
    """Until the code is decided; a step has no term of its own."""
    given = select(CodeStepRow.id, Case.id, Case.code, CodeStepRow.step, ReportingCode.begun_on)
    given = given.join(ReportingCode, ReportingCode.id == CodeStepRow.code_id).join(Case, Case.id == CodeStepRow.case_id)
    given = given.where(CodeStepRow.owner_id == member_id, CodeStepRow.done_on.is_(None))
    rows = read.tuples(given.where(ReportingCode.decided_on.is_(None), Case.state.in_(RUNNING)).order_by(ReportingCode.begun_on, Case.code))
    found = [
        (code, step.number, WorkLine(WorkKind.CODE_STEP, row, at, code, f"{step.number}, {step}", f"begonnen op {day_month(on)}", None))
        for row, at, code, step, on in rows
    ]
    return [line for *_, line in sorted(found, key=lambda one: one[:2])]


def _escalations(read: Reader, member_id: str) -> list[WorkLine]:
    asked = select(Escalation.id, Case.id, Case.code, Escalation.to, Escalation.asked_at).join(Case, Case.id == Escalation.case_id)
    mine = asked.where(Escalation.asked_by_id == member_id, Escalation.answered_at.is_(None), Case.state.in_(RUNNING))
    if not (rows := read.tuples(mine)):
        return []
    chosen = team_settings(read)
    return [
        WorkLine(
            WorkKind.ESCALATION,
            row,
            case,
            code,
            to.value,
            "wacht op antwoord",
            add_working_days(local_day(at), chosen.escalation_days, chosen.closed),
        )
        for row, case, code, to, at in rows
    ]

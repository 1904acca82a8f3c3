"""All that is open in somebody's name, in one list: for who stands in for him, with the last state of each (domain.md, row 28)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.offers import late_referrals
from expertiseteam.cases.reading import case_lines
from expertiseteam.cases.records import RUNNING, CaseLine
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.tables import OPEN_CALL, CheckRound, Concern, JointCall
from expertiseteam.meetings.telling import tellings_of
from expertiseteam.storage.reading import Reader
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
    asked = select(CheckRound.id, Concern.id, Concern.code, CheckRound.purpose, CheckRound.before)
    asked = asked.join(Concern, Concern.id == CheckRound.concern_id).where(
        CheckRound.asked_by_id == member_id, CheckRound.closed_on.is_(None)
    )
    found += [WorkLine(WorkKind.CHECK, row, at, code, what, "wacht op antwoord", due) for row, at, code, what, due in read.tuples(asked)]
    called = select(JointCall.id, Concern.id, Concern.code, JointCall.why).join(Concern, Concern.id == JointCall.concern_id)
    called = called.where(JointCall.asked_by_id == member_id, OPEN_CALL)
    found += [WorkLine(WorkKind.CALL, row, at, code, why, "gevraagd", None) for row, at, code, why in read.tuples(called)]
    found += [
        WorkLine(WorkKind.REFERRAL, r.id, r.case_id, r.code, r.to_whom, "wacht op antwoord", r.reply_before)
        for r in late_referrals(read, member_id, date.max)  # also those that are not late yet
    ]
    found += [WorkLine(WorkKind.TELLING, t.id, t.id, t.code, t.said, "nog vertellen", None) for t in tellings_of(read, member_id)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.kind.name, one.code))

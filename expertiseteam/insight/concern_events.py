"""What was done about the signals of a case at once, and what partners said of them: on the timeline of the case they belong to.

All of it hangs on the signal and lies in its circle: who may not see it there does not see it here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, func, select

from expertiseteam.access.tables import Member
from expertiseteam.concerns.tables import Concern, PartnerAnswer, StepTaken
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Organisation


class AboutConcern(NamedTuple):
    """One event; `concern_id` is the signal that it opens."""

    at: datetime
    title: str
    detail: str
    concern_id: str
    by: str


def events_of_concerns(read: Reader, circle_id: str) -> list[AboutConcern]:
    """The steps that did not wait for an overleg, and the answers to the check rounds."""
    steps = select(StepTaken.at, StepTaken.step, Concern.code, StepTaken.remark, Concern.id, Member.name)
    steps = steps.join(Concern, Concern.id == StepTaken.concern_id).join(Member, Member.id == StepTaken.by_id)
    found = [
        AboutConcern(at, f"{str(step)[0].upper()}{str(step)[1:]}, signaal {code}", *rest)
        for at, step, code, *rest in read.tuples(steps.where(StepTaken.circle_id == circle_id))
    ]
    told = PartnerAnswer.answered_at, Organisation.name, PartnerAnswer.answer
    answers: Any = select(*told, Concern.code, Concern.id, func.coalesce(Member.name, "")).join(
        Concern, Concern.id == PartnerAnswer.concern_id
    )
    answers = answers.join(Organisation, Organisation.id == PartnerAnswer.organisation_id)
    answers = answers.outerjoin(Member, Member.id == PartnerAnswer.recorded_by_id)
    for at, partner, answer, code, concern_id, by in read.tuples(answers.where(*_answered(circle_id))):
        found.append(AboutConcern(at, f"Checkronde, signaal {code}", f"{partner}: {answer}", concern_id, by))
    return found


def counts_of_concerns(circle_id: BindParameter[str]) -> tuple[Any, ...]:
    """Statements that count these events without reading them."""
    return (
        select(func.count()).select_from(StepTaken).where(StepTaken.circle_id == circle_id),
        select(func.count()).select_from(PartnerAnswer).where(*_answered(circle_id)),
    )


def _answered(circle_id: str | BindParameter[str]) -> tuple[Any, ...]:
    return PartnerAnswer.circle_id == circle_id, PartnerAnswer.answered_at.is_not(None)

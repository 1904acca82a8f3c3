"""A *verkenning* that takes too long: it becomes a case, or stops (domain.md, section 3, Case)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.cases.records import CaseState
from expertiseteam.cases.tables import Case, CaseEnding
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings


@dataclass(frozen=True, slots=True)
class ExploredCase:
    """An exploration whose term is over: since when it runs, and on which day it should have become a case or ended."""

    id: str
    code: str
    label: str
    lead_id: str
    since: date
    until: date


@query()
def long_explored(read: Reader, day: date) -> list[ExploredCase]:
    """Explorations whose term (`exploration_weeks`) was over before a day, longest first. One that was reopened counts from then."""
    again = select(func.max(CaseEnding.reopened_at)).where(CaseEnding.case_id == Case.id).scalar_subquery()
    explored = select(Case.id, Case.code, Case.label, Case.lead_id, Case.opened, again).where(Case.state == CaseState.EXPLORING)
    if not (rows := read.tuples(explored)):
        return []
    term = timedelta(weeks=team_settings(read).exploration_weeks)
    found = []
    for case_id, code, label, lead_id, opened, reopened in rows:
        since = max(opened, local_day(reopened)) if reopened else opened
        if since + term < day:
            found.append(ExploredCase(case_id, code, label, lead_id, since, since + term))
    return sorted(found, key=lambda one: (one.until, one.code))

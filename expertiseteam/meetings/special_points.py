"""What stands at three points of an overleg: check rounds, escalations with their answers, and what the team wants to improve."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from expertiseteam.basics.clock import amsterdam, local_day
from expertiseteam.basics.dates import day_month
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.safety_tables import Escalation
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.tables import CheckRound, Concern
from expertiseteam.meetings.learning import open_improvements
from expertiseteam.meetings.not_done import missed_twice
from expertiseteam.meetings.records import ItemKind
from expertiseteam.storage.reading import Reader

MOST, LONGEST = 3, 120  # points to improve that are told on an agenda, and signs of each


def special_words(read: Reader, on: date) -> dict[ItemKind, str]:
    """What stands at each of these points for an overleg on a day, without names; "" where there is nothing. Four statements."""
    return {ItemKind.CHECKS: _checks(read, on), ItemKind.ESCALATIONS: _escalations(read, on), ItemKind.LEARNING: _to_improve(read)}


def _checks(read: Reader, on: date) -> str:
    rounds = select(Concern.code, CheckRound.before).join(Concern, Concern.id == CheckRound.concern_id)
    said = []
    for code, before in read.tuples(rounds.where(CheckRound.closed_on.is_(None)).order_by(CheckRound.before, Concern.code)):
        said.append(f"signaal {code}: antwoord {'was er nog niet op' if before < on else 'voor'} {day_month(before)}")
    return "; ".join(said)


def _to_improve(read: Reader) -> str:
    """The points to improve that are open still (domain.md, row 56)."""
    found = open_improvements(read)
    more = [f"en nog {len(found) - MOST}"] if len(found) > MOST else []
    told = [what.rstrip(".") if len(what) <= LONGEST else f"{what[:LONGEST].rstrip()}…" for what in found[:MOST]]
    return "verbeterpunten: " + "; ".join([*told, *more]) if found else ""


def _escalations(read: Reader, on: date) -> str:
    """Questions without an answer, answers of the last three weeks, and actions that were not done twice: those may have to go up."""
    since = datetime.combine(on - timedelta(days=SERIES_DAYS), datetime.min.time(), tzinfo=amsterdam())
    asked = select(Case.code, Escalation.to, Escalation.asked_at, Escalation.answered_at).join(Case, Case.id == Escalation.case_id)
    lasting = Escalation.answered_at.is_(None) | (Escalation.answered_at > since)
    said = []
    for code, to, at, answered in read.tuples(asked.where(Case.state.in_(RUNNING), lasting).order_by(Escalation.asked_at)):
        when = f"wacht sinds {day_month(local_day(at))}" if answered is None else f"antwoord op {day_month(local_day(answered))}"
        said.append(f"{code}, {to}: {when}")
    said += [f"{one.code}: actie {one.number} twee keer niet gedaan" for one in missed_twice(read)]
    return "; ".join(said)

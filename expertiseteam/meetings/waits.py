"""Which cases and actions wait until a day after an overleg; read by the agenda, written by waiting.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import bindparam, select

from expertiseteam.access.work import Work
from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.wait_tables import NotBefore
from expertiseteam.storage.reading import AnySelect, Reader

SAYS = "niet voor "


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits: by case and by action, until which day and why."""

    cases: dict[str, tuple[date, str]]
    actions: dict[str, tuple[date, str]]


def waits(read: Reader, on: date) -> Waits:
    """What is not to be brought to an overleg on a day. One statement."""
    found = Waits({}, {})
    for case_id, action_id, until, because in read.tuples(_waiting(), on=on):
        if action_id is None:
            found.cases[case_id] = until, because
        else:
            found.actions[action_id] = until, because
    return found


@cache
def _waiting() -> AnySelect:
    rows = select(NotBefore.case_id, NotBefore.action_id, NotBefore.until, NotBefore.because)
    return rows.where(NotBefore.until > bindparam("on")).order_by(NotBefore.at)


def not_before_words(until: date, because: str) -> str:
    """Say until when something waits, and why."""
    return f"{SAYS}{full_date(until)}: {because.strip()}"


def wait_no_longer(work: Work, case_id: str) -> None:
    """A case is spoken about after all."""
    for row in work.values(select(NotBefore.id).where(NotBefore.case_id == case_id, NotBefore.action_id.is_(None))):
        work.remove(work.get(NotBefore, row))

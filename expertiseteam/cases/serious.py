"""*Ernstig voorval*: something terrible happened, or nearly; the team writes down what it learned (domain.md, row 74)."""

from __future__ import annotations

from datetime import date
from functools import cache

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import RUNNING, SeriousEventLine
from expertiseteam.cases.tables import Case, SeriousEvent
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number


def add_event(work: Work, case_id: str, *, on: date, what: str) -> str:
    """Note a serious event in a running case; returns its id. `meetings/serious.py` brings it to the agenda."""
    case = work.get(Case, case_id)
    if not what.strip():
        raise Refused("Schrijf in één zin wat er gebeurde. Er is nog niets vastgelegd.")
    refuse_service_number(work, what)
    if on > work.today:
        raise Refused("Die dag is nog niet geweest. Er is nog niets vastgelegd. Kies de dag waarop het gebeurde.")
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Er is niets vastgelegd. Laat de casus eerst heropenen.")
    event = SeriousEvent(case_id=case_id, circle_id=case.circle_id, on=on, what=what.strip(), told_by_id=work.who.id, at=work.now)
    return work.add(event).id


@act("les uit een ernstig voorval", by=TEAM)
def write_lesson(work: Work, shown: SeriousEventLine, learned: str) -> None:
    """What the team learned: from then on the event is no reason for the agenda any more. About the work, never about who is to blame."""
    if not learned.strip():
        raise Refused("Schrijf in één zin wat het team hiervan leert. Het voorval blijft op de agenda staan.")
    refuse_service_number(work, learned)
    event = work.edit(SeriousEvent, shown, learned=learned.strip())
    if event.learned_on is None:
        work.edit(SeriousEvent, event, learned_on=work.today)


@query()
def serious_events(read: Reader, case_id: str) -> list[SeriousEventLine]:
    """The serious events of a case that is open on the screen, newest first."""
    return read.all(
        SeriousEventLine, _lines().where(SeriousEvent.case_id == case_id).order_by(SeriousEvent.on.desc(), SeriousEvent.at.desc())
    )


@query()
def events_to_discuss(read: Reader, case_id: str = "") -> list[SeriousEventLine]:
    """Serious events in running cases, or in one of them, from which nothing was written down yet, oldest first."""
    return read.all(SeriousEventLine, _to_discuss().where(SeriousEvent.case_id == case_id) if case_id else _to_discuss())


@cache
def _to_discuss() -> AnySelect:
    open_still = _lines().where(SeriousEvent.learned_on.is_(None), Case.state.in_(RUNNING))
    return open_still.order_by(SeriousEvent.on, SeriousEvent.at)


@cache
def _lines() -> AnySelect:
    statement = select_for(SeriousEventLine, SeriousEvent, code=Case.code, label=Case.label, told_by=Member.name)
    return statement.join(Case, Case.id == SeriousEvent.case_id).join(Member, Member.id == SeriousEvent.told_by_id)

"""A serious event goes to the next agenda at once, also when that was made already (domain.md, row 74)."""

from __future__ import annotations

from datetime import date

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.cases.serious import add_event
from expertiseteam.meetings.agenda import bring_to_agenda


@act("ernstig voorval gemeld", by=TEAM)
def report_serious_event(work: Work, case_id: str, *, on: date, what: str) -> str:
    """Note what happened in a case and put the case on the next agenda, before all others; returns the id of the event."""
    event = add_event(work, case_id, on=on, what=what)
    bring_to_agenda(work, case_id)
    return event

"""*Niet voor*: what waits until a day, per case and per action, with the reason (peers.md, section 3, row 1).

What waits does not drag its case to every overleg; the agenda says until when, and why.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from expertiseteam.access.who import DESK, TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.cases.tables import Action, Case
from expertiseteam.meetings.agenda import skip_item
from expertiseteam.meetings.own_points import point_waits
from expertiseteam.meetings.records import AgendaLine
from expertiseteam.meetings.tables import Meeting
from expertiseteam.meetings.wait_tables import NotBefore
from expertiseteam.meetings.waits import not_before_words
from expertiseteam.team.service_numbers import refuse_service_number


@act("casus niet voor een dag op de agenda", by=DESK)
def hold_case(work: Work, shown: AgendaLine, until: date, because: str) -> None:
    """Leave a case out of the agendas before a day, with the reason. Refused for a day that is not after this overleg."""
    if shown.case_id is not None:
        _must_be_later(until, work.get(Meeting, shown.meeting_id).on)
        skip_item(work, shown, not_before_words(until, because) if because.strip() else "")
        _keep(work, shown.case_id, None, until, because)
    else:
        if not shown.is_fixed:
            _must_be_later(until, work.get(Meeting, shown.meeting_id).on)
        skip_item(work, shown, not_before_words(until, because) if because.strip() else "")
        point_waits(work, shown.point_id, because, until)


@act("actie niet voor een dag op de agenda", by=TEAM)
def hold_action(work: Work, shown: ActionLine, until: date, because: str) -> None:
    """An action waits until a day, with the reason: until then it brings its case to no overleg. It stays open, with its own date."""
    if shown.case_id is None:
        raise Refused(f"Actie {shown.number} hoort bij geen casus, en brengt dus geen casus op de agenda. Verzet de datum van de actie.")
    if work.get(Action, shown.id).state is not ActionState.OPEN:
        raise Refused(f"Actie {shown.number} is al afgerond. Er is niets veranderd.")
    if not because.strip():
        raise Refused(f"Schrijf waarop actie {shown.number} wacht. Er is nog niets vastgelegd.")
    _must_be_later(until, work.today)
    _keep(work, shown.case_id, shown.id, until, because)


def _must_be_later(until: date, than: date) -> None:
    if until <= than:
        raise Refused(f"Kies een dag na {full_date(than)}. Er is nog niets vastgelegd.")


def _keep(work: Work, case_id: str, action_id: str | None, until: date, because: str) -> None:
    refuse_service_number(work, because)
    known = work.values(select(NotBefore.id).where(NotBefore.case_id == case_id, NotBefore.action_id.is_not_distinct_from(action_id)))
    said: dict[str, Any] = {"until": until, "because": because.strip(), "at": work.now, "by_id": work.who.id}
    if known:
        work.edit(NotBefore, work.get(NotBefore, known[0]), **said)
    else:
        work.add(NotBefore(case_id=case_id, circle_id=work.get(Case, case_id).circle_id, action_id=action_id, **said))

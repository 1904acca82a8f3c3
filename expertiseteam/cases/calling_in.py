"""When help that stands in reserve, or stepped aside, may come back: what was agreed has happened (domain.md, rows 82 and 83).

The program suggests, because a condition is a sentence that people wrote; it moves nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.basics.dates import day_month
from expertiseteam.basics.text import fold, words_pattern
from expertiseteam.cases.records import RUNNING, THREATENING, AtTheDoor, CaseView, Place, SeriousEventLine
from expertiseteam.cases.tables import Case, Involvement
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import TeamSettings
from expertiseteam.team.tables import Organisation


@dataclass(frozen=True, slots=True)
class CalledIn:
    """An organisation that may be called in now. `because`: what happened; `condition`: as it was agreed, "" for a day alone."""

    one: AtTheDoor
    because: str


@dataclass(frozen=True, slots=True)
class CalledUntil:
    """An organisation that was called in to the door, and of which the day until when is over."""

    id: str  # of the case
    code: str
    label: str
    lead_id: str
    organisation: str
    until: date


@query()
def called_in_too_long(read: Reader, day: date) -> list[CalledUntil]:
    """Who was called in to the door of a running case until a day before this one, first over first."""
    columns = Case.id, Case.code, Case.label, Case.lead_id, Organisation.name, Involvement.back_on
    found = select(*columns).select_from(Involvement).join(Case, Case.id == Involvement.case_id)
    found = found.join(Organisation, Organisation.id == Involvement.organisation_id)
    over = Involvement.place == Place.FRONT, Involvement.back_on < day, Case.state.in_(RUNNING)
    return [CalledUntil(*row) for row in read.tuples(found.where(*over).order_by(Involvement.back_on, Case.code))]


def may_come(
    door: Sequence[AtTheDoor], case: CaseView, events: Sequence[SeriousEventLine], today: date, settings: TeamSettings
) -> list[CalledIn]:
    """Return who may be called in, in the order of the door: by a threatened home, a serious event, or a day that has come.

    What an agreement is about is told by the team's own words (`call_home_words`, `call_danger_words`).
    """
    home, danger = words_pattern(settings.call_home_words), words_pattern(settings.call_danger_words)
    found = []
    for one in door:
        if one.place not in (Place.RESERVE, Place.STEPPED_ASIDE):
            continue
        agreed = fold(one.condition)
        event = next((event for event in events if event.on >= one.since), None)
        if one.back_on is not None and one.back_on <= today:
            found.append(CalledIn(one, f"de dag om ernaar te kijken was {day_month(one.back_on)}"))
        elif home is not None and home.search(agreed) and case.eviction in THREATENING:
            found.append(CalledIn(one, f"ontruiming op {day_month(case.eviction_on)}" if case.eviction_on else str(case.eviction)))
        elif danger is not None and danger.search(agreed) and event is not None:
            found.append(CalledIn(one, f"ernstig voorval op {day_month(event.on)}"))
    return found

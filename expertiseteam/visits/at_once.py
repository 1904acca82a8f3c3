"""When a home is threatened nobody waits for an overleg: the duo that the team agreed on goes the same day (domain.md, row 35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertiseteam.access.who import AT_THE_DOOR, FIELD, TEAM, Discipline
from expertiseteam.access.work import Work, act
from expertiseteam.basics.text import fold
from expertiseteam.cases.opening import report_eviction
from expertiseteam.cases.records import CaseView, EvictionState
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.duos import send_duo

TASK = "Uithuiszetting dreigt: vandaag in gesprek, en kijken welke oplossing er is."


@act("uithuiszetting gemeld en duo meteen op pad", by=TEAM)
def report_and_go(
    work: Work, shown: CaseView, state: EvictionState, on: date | None, source: str, *, care_id: str, enforcement_id: str
) -> str:
    """Report the threat, and send two people today, without an overleg. Returns the id of the visit."""
    report_eviction(work, shown, state, on, source)
    return send_duo(work, shown.id, care_id=care_id, enforcement_id=enforcement_id, task=TASK, before=work.today, is_announced=False)


def preset_duo(
    members: Sequence[MemberLine], wanted: Sequence[str], not_now: frozenset[str] = frozenset()
) -> tuple[MemberLine, MemberLine] | None:
    """Return the duo for a threatened home: who looks with care first. `wanted`: two functions or names, as the team set them.

    `not_now`: ids of who is away today. Where nobody has that function, the first wish falls back on somebody of the discipline wonen. None
    when no two are found.
    """
    going = sorted(
        (m for m in members if m.is_active and m.id not in not_now and m.discipline in AT_THE_DOOR and m.role in FIELD),
        key=lambda m: m.name,
    )
    found: list[MemberLine] = []
    for number, wish in enumerate(wanted[:2]):
        fits = [m for m in going if m not in found and fold(wish) in (fold(m.function), fold(m.name), fold(m.first_name))]
        if not fits and number == 0:
            fits = [m for m in going if m.discipline is Discipline.HOUSING]
        found += fits[:1]
    if len(found) < 2:
        return None
    first, second = found
    return (second, first) if second.discipline is Discipline.CARE else (first, second)

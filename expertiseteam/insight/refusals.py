"""Why people say no, and how many do not want their data used: counted by household, never by name (domain.md, rows 114 and 120)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from expertiseteam.access.work import query
from expertiseteam.basics.small_counts import parts_told, told
from expertiseteam.cases.records import ObjectionDecision
from expertiseteam.cases.tables import Objection
from expertiseteam.insight.case_figures import months_before
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words, code_of
from expertiseteam.team.records import Catalogue
from expertiseteam.visits.records import Outcome, Refusal, VisitState
from expertiseteam.visits.tables import Visit

_NO = (Outcome.HELP_REFUSED, Outcome.NO_NEED, Outcome.NOT_LET_IN)  # somebody said no, also where nobody knows why


@dataclass(frozen=True, slots=True)
class RefusalFigures:
    """The last twelve months. A household counts once for a reason, however often it gave it; None: said no, and nobody knows why."""

    reasons: tuple[tuple[str | None, int], ...]  # every reason that was given as the team calls it, most first
    objections: int  # to the use of data
    stopped: int
    went_on: int

    @property
    def undecided(self) -> int:
        return self.objections - self.stopped - self.went_on


def told_refusals(found: RefusalFigures, smallest: int) -> tuple[list[str], list[str]]:
    """Return as they may be told: the count of each reason; and of objections how many, stopped, went on and undecided."""
    made = told((found.objections,), smallest)[0]
    kinds = parts_told(made, (found.stopped, found.went_on, found.undecided), smallest)
    return told([count for _, count in found.reasons], smallest), [made, *kinds]


@query()
def refusal_figures(read: Reader, today: date) -> RefusalFigures:
    """The figures of the twelve months up to and with today, of what the viewer may know of."""
    since = months_before(today)[0]
    said_no = select(Visit.refusal, func.count(Visit.case_id.distinct())).where(
        Visit.state == VisitState.DONE, Visit.on >= since, Visit.on <= today, or_(Visit.refusal.is_not(None), Visit.outcome.in_(_NO))
    )
    counted: dict[Refusal | str | None, int] = dict(read.tuples(said_no.group_by(Visit.refusal)))
    made = select(Objection.decision, func.count()).where(Objection.made_on >= since).group_by(Objection.decision)
    decided: Counter[ObjectionDecision | None] = Counter(dict(read.tuples(made)))
    words = [word for word in catalogue_words(read) if word.catalogue is Catalogue.REFUSAL] if counted else []
    order, called = [word.code for word in words], {word.code: word.label for word in words}
    given = {None if reason is None else code_of(reason): count for reason, count in counted.items()}
    most_first = sorted(given.items(), key=lambda pair: (pair[0] is None, -pair[1], order.index(pair[0]) if pair[0] in order else 0))
    return RefusalFigures(
        tuple((None if code is None else called.get(code, code), count) for code, count in most_first),
        decided.total(),
        decided[ObjectionDecision.STOP],
        decided[ObjectionDecision.GO_ON],
    )

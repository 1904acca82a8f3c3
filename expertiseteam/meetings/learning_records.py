"""What leaves this folder about learning and doing things together."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time

from expertiseteam.access.who import Discipline


class ActivityKind(enum.StrEnum):
    """What a team does together besides its overleg (domain.md, row 69)."""

    LUNCH = "lunch"
    CONSULT_HOUR = "spreekuur"
    INFORMATION = "informatiebijeenkomst"
    OTHER = "iets anders"


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    id: str
    version: int
    on: date
    told: str
    by: str


@dataclass(frozen=True, slots=True)
class ImprovementLine:
    """A point to improve, with the day of the evaluation that it came of. `ended_on`: None as long as it is open."""

    id: str
    version: int
    evaluation_on: date
    what: str
    result: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class LessonLine:
    id: str
    version: int
    on: date
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class CardLine:
    """What others may ask of a trade. `id` is "" and `version` 0 where nobody wrote it yet."""

    id: str
    version: int
    discipline: Discipline
    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class ActivityLine:
    id: str
    version: int
    kind: ActivityKind
    on: date
    starts: time
    place: str
    what: str

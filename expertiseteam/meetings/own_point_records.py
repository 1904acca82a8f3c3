"""What leaves this folder about points that people propose themselves."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from expertiseteam.basics.dates import day_month


class PointKind(enum.StrEnum):
    """What somebody wants to speak about that is no case."""

    THEME = "thema"
    VISITOR = "bezoek van buiten"
    LESSON = "leerpunt"
    QUESTION = "vraag van een lid"


@dataclass(frozen=True, slots=True)
class OwnPointLine:
    """A point that somebody proposed. `ended_on`: None as long as it is to be spoken about."""

    id: str
    version: int
    kind: PointKind
    title: str
    question: str
    minutes: int
    by_id: str
    by: str
    on: date
    not_before: date | None
    because: str  # why it waited the last time
    ended_on: date | None
    result: str

    @property
    def about(self) -> str:
        """What stands beside it on an agenda: "thema, voorgesteld door Noor Elzinga; wacht: geen tijd meer"."""
        waits = f"; wachtte: {self.because}" if self.because else ""
        return f"{self.kind}, voorgesteld door {self.by} op {day_month(self.on)}{waits}"

"""What leaves this folder about telling: who was to tell a household or a reporter what the overleg decided, and whether that was done."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from expertiseteam.basics.dates import day_month


class Hearer(enum.StrEnum):
    """Whom it is told to; never who a reporter is."""

    HOUSEHOLD = "het huishouden"
    REPORTER = "de melder"


class ToldHow(enum.StrEnum):
    """How it was told. No free text: what a reporter or a resident said belongs elsewhere."""

    AT_HOME = "aan de deur"
    TALK = "in een gesprek"
    PHONE = "aan de telefoon"
    LETTER = "met een brief"
    MESSAGE = "met een bericht"


@dataclass(frozen=True, slots=True)
class TellingLine:
    """One thing to tell, from a line of an overleg. `told_on`: None as long as it was not told."""

    id: str
    version: int
    meeting_id: str
    meeting_on: date
    item_id: str
    case_id: str
    code: str
    label: str
    hearer: Hearer
    words: str  # the line: "van Noor, donderdag"
    decisions: tuple[str, ...]  # "2026-031"; empty when nothing was decided at that point
    teller_id: str
    teller: str  # who tells: who was named, or who leads the case when nobody was, or when he left
    told_on: date | None
    told_by: str
    how: ToldHow | None

    @property
    def what(self) -> str:
        """What is told: "besluit 2026-031"."""
        return what_words(self.decisions, self.meeting_on)

    @property
    def said(self) -> str:
        """How it stands: "nog niet verteld aan het huishouden: besluit 2026-031"."""
        if self.told_on is None:
            return f"nog niet verteld aan {self.hearer}: {self.what}"
        how = f", {self.how}" if self.how else ""
        return f"op {day_month(self.told_on)} verteld aan {self.hearer}: {self.what} ({self.told_by}{how})"


def what_words(decisions: tuple[str, ...], on: date) -> str:
    """Return what was decided as it is named: "besluiten 2026-031 en 2026-032", "wat op 3 november is besproken"."""
    if not decisions:
        return f"wat op {day_month(on)} is besproken"
    *first, last = decisions
    return f"besluiten {', '.join(first)} en {last}" if first else f"besluit {last}"

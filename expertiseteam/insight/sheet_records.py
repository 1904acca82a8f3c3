"""What stands on one page about a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Something with its day or with who does it."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class HandoverPaper:
    """All that a colleague must know to take a case over, on one page. No resident is named."""

    team: str
    made: date
    code: str
    label: str
    lead: str
    goal: str
    trusted_contact: str
    state: tuple[str, ...]  # what is going on now: track, threat, terms, questions
    door: tuple[SheetLine, ...]
    plan: tuple[SheetLine, ...]
    actions: tuple[SheetLine, ...]
    more_actions: int
    visits: tuple[SheetLine, ...]
    decisions: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class ResidentPaper:
    """One page for the resident in plain words: one contact, the plan, who comes. Nothing else of the case is on it."""

    team: str
    municipality: str
    made: date
    contact: str
    function: str
    phone: str
    plan: tuple[SheetLine, ...]
    plan_waits: bool
    comes: tuple[SheetLine, ...]
    visits: tuple[str, ...]

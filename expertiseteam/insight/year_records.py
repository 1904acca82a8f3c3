"""What stands in the overview of a year: tables of figures that may be told, each with what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class YearTable:
    """One table. `meaning`: what is counted, in a sentence; every cell is text as it may be told ("12", "<5", "–")."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class YearReport:
    """The figures of one calendar year, or of what has passed of it. No name, no place, no small count."""

    municipality: str
    team: str
    year: int
    until: date  # the last day that is counted
    smallest: int
    tables: tuple[YearTable, ...]

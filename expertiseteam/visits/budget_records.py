"""What leaves this folder of a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BudgetTotals:
    """What comes in and goes out in a month, in cents, as the resident told it."""

    earned: int
    spent: int
    on: date
    by: str

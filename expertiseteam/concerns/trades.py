"""How many signals each trade told, and what they led to: for thanks (domain.md, rows 10 and 16).

A trade could point at who told it, so it lies sealed with the reporter. Counting opens the seals one by one, and keeps nothing but numbers.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act
from expertiseteam.concerns.figures import HELPED
from expertiseteam.concerns.records import WAITING, ConcernState
from expertiseteam.concerns.tables import Concern, Reporter


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """What came of the signals of one trade; `trade` is a code of the catalogue of who signals."""

    trade: str
    total: int
    joined: int  # to a case
    helped: int  # a question for help, handed over, or answered at once
    waiting: int


@act("signalen per beroep geteld", by=OFFICER)
def count_trades(work: Work, since: datetime) -> list[TradeFigure]:
    """Count what came in since by the trade that lies sealed with it, by code, for it is no ranking. Without a trade: not counted."""
    work.why = "tellen om te bedanken, zonder naam"
    counted: dict[str, Counter[ConcernState]] = defaultdict(Counter)
    sealed = select(Reporter.sealed, Concern.state).join(Concern, Concern.id == Reporter.concern_id).where(Concern.received >= since)
    for text, state in work.tuples(sealed):
        trade = json.loads(work.keys.open(text)).get("trade", "")
        if trade:
            counted[trade][state] += 1
    return [
        TradeFigure(
            trade,
            states.total(),
            states[ConcernState.LINKED],
            sum(states[state] for state in HELPED),
            sum(states[state] for state in WAITING),
        )
        for trade, states in sorted(counted.items())
    ]

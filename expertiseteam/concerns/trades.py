"""How many signals each trade told, what they led to, and how many people came back: for thanks (domain.md, rows 10, 16 and 41).

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
from expertiseteam.basics.small_counts import parts_told, told
from expertiseteam.basics.text import fold
from expertiseteam.concerns.figures import HELPED
from expertiseteam.concerns.records import WAITING, ConcernState
from expertiseteam.concerns.tables import Concern, Reporter
from expertiseteam.team.settings import team_settings


@dataclass(frozen=True, slots=True)
class TradeFigure:
    """What came of the signals of one trade (a code of the catalogue of who signals), each count as it may be told."""

    trade: str
    total: str
    joined: str  # to a case
    helped: str  # a question for help, handed over, or answered at once
    waiting: str


@dataclass(frozen=True, slots=True)
class SealedCount:
    """What was counted behind the seals, in numbers as they may be told. `trades` by code, for it is no ranking."""

    trades: tuple[TradeFigure, ...]
    tellers: str  # people whose name or number was sealed
    returning: str  # of these who told something more than once: they trust us with it


@act("signalen per beroep geteld", by=OFFICER)
def count_trades(work: Work, since: datetime) -> SealedCount:
    """Count what came in since by the trade that lies sealed with it, and the people who told it. Without a trade: not counted by trade."""
    work.why = "tellen om te bedanken, zonder naam"
    counted: dict[str, Counter[ConcernState]] = defaultdict(Counter)
    told_by: Counter[str] = Counter()
    sealed = select(Reporter.sealed, Concern.state).join(Concern, Concern.id == Reporter.concern_id).where(Concern.received >= since)
    for text, state in work.tuples(sealed):
        reporter = json.loads(work.keys.open(text))
        who = " ".join(fold(reporter["name"]).split()) or "".join(filter(str.isdigit, reporter["phone"]))
        if who:
            told_by[who] += 1
        if trade := reporter.get("trade", ""):
            counted[trade][state] += 1
    smallest = team_settings(work).smallest_count
    often = sum(times > 1 for times in told_by.values())
    tellers = told((len(told_by),), smallest)[0]
    returning = parts_told(tellers, (often, len(told_by) - often), smallest)[0]
    return SealedCount(tuple(_figure(trade, states, smallest) for trade, states in sorted(counted.items())), tellers, returning)


def _figure(trade: str, states: Counter[ConcernState], smallest: int) -> TradeFigure:
    joined, helped = states[ConcernState.LINKED], sum(states[state] for state in HELPED)
    waiting = sum(states[state] for state in WAITING)
    total = told((states.total(),), smallest)[0]
    rest = states.total() - joined - helped - waiting
    return TradeFigure(trade, total, *parts_told(total, (joined, helped, waiting, rest), smallest)[:3])

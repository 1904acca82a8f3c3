"""What the team did in a village to be found: a piece in the local paper, a stand at the market; beside the signals that came after.

Domain.md, row 119. Nothing here is about a household: who came in by it is not asked and not kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import from_wall, local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.small_counts import told
from expertiseteam.basics.text import fold
from expertiseteam.concerns.tables import Campaign, Concern
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings

MONTHS = 12


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """What was done on a day. `village`: "" for all of them."""

    id: str
    version: int
    on: date
    village: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class CampaignFigure:
    """Signals from where it was done, as they may be told: in as many weeks before as after. `is_running`: those weeks are not over yet."""

    line: CampaignLine
    before: str
    after: str
    is_running: bool


@dataclass(frozen=True, slots=True)
class SignalTrend:
    """Signals per month, the oldest month first, and what was done since then, the newest first."""

    weeks: int
    months: tuple[tuple[date, str], ...]  # as they may be told (basics/small_counts.py)
    campaigns: tuple[CampaignFigure, ...]


@act("opgeschreven wat er in een dorp is gedaan", by=TEAM)
def record_campaign(work: Work, what: str, on: date, village: str = "") -> str:
    """Write down what was done. Returns the id. Refused without words, for a day that is still to come, and when it stands there."""
    if not what.strip():
        raise Refused("Schrijf in één zin wat er is gedaan. Er is niets bewaard.")
    if on > work.today:
        raise Refused("Die dag moet nog komen. Er is niets bewaard. Schrijf het op als het is gedaan.")
    there = work.tuples(select(Campaign.what, Campaign.village).where(Campaign.on == on))
    if any((fold(said), at) == (fold(what.strip()), village) for said, at in there):
        raise Refused("Dit staat er al, op dezelfde dag. Er is niets bewaard.")
    return work.add(Campaign(on=on, village=village, what=what.strip(), by_id=work.who.id)).id


@act("weggehaald wat er in een dorp was gedaan", by=TEAM)
def withdraw_campaign(work: Work, shown: CampaignLine) -> None:
    """It was written down by mistake."""
    work.remove(work.get(Campaign, shown.id))


@query()
def signal_trend(read: Reader, today: date) -> SignalTrend:
    """The signals of the last twelve months by month, and what was done, with the signals around it, of what the viewer may see."""
    number = today.year * 12 + today.month - MONTHS
    firsts = [date(n // 12, n % 12 + 1, 1) for n in range(number, number + MONTHS)]
    since, chosen = firsts[0], team_settings(read)
    weeks = chosen.campaign_weeks
    around = timedelta(weeks=weeks)
    names = {"by": Member.name}
    lines = read.all(
        CampaignLine,
        select_for(CampaignLine, Campaign, **names)
        .join(Member, Member.id == Campaign.by_id)
        .where(Campaign.on >= since)
        .order_by(Campaign.on.desc(), Campaign.village),
    )
    begin = from_wall(datetime.combine(since - around, time.min))
    rows = read.tuples(select(Concern.received, Concern.village).where(Concern.received >= begin))
    came = [(local_day(at), fold(village)) for at, village in rows]
    of_month = Counter((day.year, day.month) for day, _ in came)
    months = told([of_month[first.year, first.month] for first in firsts], chosen.smallest_count)

    def counted(line: CampaignLine, begin: date, end: date) -> str:
        count = sum(begin <= day < end and (not line.village or village == fold(line.village)) for day, village in came)
        return told((count,), chosen.smallest_count)[0]

    figures = [
        CampaignFigure(one, counted(one, one.on - around, one.on), counted(one, one.on, one.on + around), one.on + around > today)
        for one in lines
    ]
    return SignalTrend(weeks, tuple(zip(firsts, months, strict=True)), tuple(figures))

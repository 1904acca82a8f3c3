"""The oldest lines of the log leave when their term is over; what stays is provable without them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from expertiseteam.access.log import moment_text
from expertiseteam.access.log_checker import Chain, anchor_form
from expertiseteam.access.tables import LogChain, LogLine
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader

YEARS = (LogLine.keeps.months or 0) // 12
MOST = 10_000  # destroyed at once, oldest of each chain first: nobody waits long for it


@query(by=OFFICER)
def has_old_lines(read: Reader, now: datetime) -> bool:
    """Whether a chain begins with a line past its term; much cheaper than how many there are."""
    first = LogLine.device == LogChain.id, LogLine.number == LogChain.start_number + 1
    return bool(read.values(select(LogLine.id).join(LogChain, and_(*first)).where(LogLine.at < _limit(now)).limit(1)))


@query(by=OFFICER)
def count_old_lines(read: Reader, now: datetime) -> int:
    """How many lines are past their term, at most `MOST`: so many leave at once."""
    count = 0
    for device in read.values(select(LogChain.id)) if has_old_lines(read, now) else ():
        count += read.value(select(func.count()).select_from(LogLine).where(*_oldest(read, device, _limit(now), MOST - count))) or 0
    return count


@query(by=OFFICER)
def were_destroyed(read: Reader) -> bool:
    """Whether lines left because their term was over: then an old mark may rightly be nowhere."""
    return bool(read.values(select(LogChain.id).where(LogChain.start_number > 0).limit(1)))


@act("oudste regels van het logboek vernietigd", by=OFFICER)
def destroy_old_lines(work: Work) -> int:
    """Destroy the lines that are past their term, at most `MOST`; returns how many. What is not past it stays, so it can be asked again.

    Only from the beginning of a chain: a line stands as long as one before it must, whatever a clock said. The place where the chain now
    begins is signed, so that a checker can tell destruction from removal.
    """
    gone = 0
    for device in work.values(select(LogChain.id).order_by(LogChain.id)):
        oldest = select(LogLine.id).where(*_oldest(work, device, _limit(work.now), MOST - gone)).order_by(LogLine.number)
        old = [work.get(LogLine, row) for row in work.values(oldest)]
        if not old:
            continue
        chain, last = work.get(LogChain, device), old[-1]
        now = Chain(device, chain.member_id, chain.key, last.number, last.hash.hex(), moment_text(work.now), work.who.id)
        start = {"start_number": last.number, "start_hash": last.hash, "start_at": work.now, "start_by": work.who.id}
        work.edit(LogChain, chain, **start, start_signature=work.keys.sign(anchor_form(now)))
        for line in old:
            work.remove(line)
        gone += len(old)
    if not gone:
        raise Refused("Er staan geen regels in het logboek waarvan de termijn voorbij is. Er is niets vernietigd. U hoeft niets te doen.")
    work.why = f"{gone} regels; termijn {YEARS} jaar"
    return gone


def _limit(now: datetime) -> datetime:
    return now.replace(year=now.year - YEARS, day=min(now.day, 28))


def _oldest(read: Reader, device: str, limit: datetime, most: int) -> tuple[ColumnElement[bool], ...]:
    """What the lines are from the beginning of a chain up to the first one whose term is not over, but no more than so many."""
    first = read.value(select(func.min(LogLine.number)).where(LogLine.device == device)) or 0
    chain = LogLine.device == device, LogLine.number < first + most  # numbers of a chain follow on each other
    kept = read.value(select(LogLine.number).where(*chain, LogLine.at >= limit).order_by(LogLine.number).limit(1))
    return chain if kept is None else (LogLine.device == device, LogLine.number < kept)

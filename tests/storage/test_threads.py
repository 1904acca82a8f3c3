"""Many workers on one file: no crash, no lost row (the default pool crashed the process; storage.md, 2.2)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import func, literal, select

from expertiseteam.access.work import query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.storage.reading import Reader
from tests.dossier import Team


def test_eight_workers_lose_nothing(team: Team) -> None:
    def job(n: int) -> None:
        if n % 2:
            team.lucja.do(record_concern, what=f"signaal {n}", place="Turfven", certainty=Certainty.SEEN, channel=Channel.ROUND)
        else:
            team.femke.ask(concerns)

    team.lucja.me()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(job, range(240)))
    codes = [c.code for c in team.femke.ask(concerns)]
    assert len(codes) == len(set(codes)) == 120


def endless(begun: threading.Event):  # type: ignore[no-untyped-def]
    """A query that never gets its answer: it counts without an end, in the database itself."""

    @query()
    def count(read: Reader) -> int:
        numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
        numbers = numbers.union_all(select(numbers.c.n))
        begun.set()
        return read.value(select(func.count()).select_from(numbers)) or 0

    return count


def test_what_is_read_can_be_broken_off_and_what_is_written_goes_on(team: Team) -> None:
    begun = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(team.lucja.ask, endless(begun))
        assert begun.wait(30)
        while not answer.done():  # the first time it may not have begun to count yet
            team.lucja.stop_reading()
            wait([answer], 0.1)
    assert answer.exception() is not None
    team.lucja.do(record_concern, what="Net nog", place="Turfven", certainty=Certainty.SEEN, channel=Channel.ROUND)
    assert [c.what for c in team.femke.ask(concerns)] == ["Net nog"]
    with pytest.raises(Refused, match="vergrendeld"):
        team.lucja.ask(concerns)

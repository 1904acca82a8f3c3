"""Many workers on one file: no crash, no lost row (the default pool crashed the process; storage.md, 2.2)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
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

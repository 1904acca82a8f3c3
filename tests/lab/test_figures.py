"""What a large team folder costs, in seconds on this computer: taking over 10,000 changes, and a new laptop for 100,000 cases.

The second, and as many entries as changes, only with EXPERTISETEAM_LAB_LARGE=1: that takes minutes and some hundreds of MiB.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.snapshots import make_snapshot, prove_snapshot, start_from_snapshot
from tests.storage.folder.lab import CLOCK, KEY, KINDS, SCHEMA, Lab, keys

CHANGES, CASES, NOTES = 10_000, 100_000, 3
IS_LARGE = bool(os.environ.get("EXPERTISETEAM_LAB_LARGE"))

pytestmark = [pytest.mark.skipif(not os.environ.get("EXPERTISETEAM_LAB"), reason="only with script/test --lab"), pytest.mark.timeout(3600)]
Tell = Callable[[str], None]


@contextmanager
def timed(tell: Tell, what: str) -> Iterator[None]:
    began, worked = time.monotonic(), time.process_time()
    yield
    tell(f"{what}: {time.monotonic() - began:.1f} s, of which {time.process_time() - worked:.1f} s processor")


@pytest.mark.parametrize("entries", [1, 200, *([CHANGES] if IS_LARGE else [])])
def test_catching_up(tmp_path: Path, tell: Tell, entries: int) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    noor.share()
    for n in range(entries):
        each = CHANGES // entries
        femke.act(*((f"INSERT INTO note VALUES ('n{n}-{m}', 1, 'case1', 'post {n}')",) for m in range(each)), line=False)
        femke.share()
    with timed(tell, f"catch-up of {CHANGES:,} changes in {entries:,} entries"):
        noor.share()
    assert noor.ask("SELECT count(*) FROM note") == [(CHANGES,)]
    assert noor.replica.digest() == femke.replica.digest()


@pytest.mark.skipif(not IS_LARGE, reason="only with EXPERTISETEAM_LAB_LARGE=1")
def test_a_new_laptop_for_a_large_team(tmp_path: Path, tell: Tell) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    at_once = 10_000
    for first in range(10, CASES + 10, at_once):
        cases = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + at_once - 1})"
        femke.act(
            (f"INSERT INTO \"case\" {cases} SELECT 'c' || i, 1, 2026, i, '', 'goal ' || i, 'Turfven', NULL FROM n",),
            *((f"INSERT INTO note {cases} SELECT 'n{m}-' || i, 1, 'c' || i, 'post in de bus ' || i FROM n",) for m in range(NOTES)),
            line=False,
        )
        femke.share()
    size = f"{CASES:,} cases with {CASES * NOTES:,} notes"
    files, ring = Files(lab.folder), keys().ring("femke")
    with timed(tell, f"making a snapshot of {size}"):
        claim = make_snapshot(files, femke.replica, ring, tmp_path)
    assert femke.team.say(claim)
    noor.share()
    with timed(tell, "confirming it"):
        prove_snapshot(files, noor.replica, keys().ring("noor"), claim, tmp_path, CLOCK())
    assert noor.team.say(claim)
    with timed(tell, "start of a new laptop from it"):
        replica = start_from_snapshot(files, keys().ring("sem"), KINDS, tmp_path / "sem.dossier", KEY, newest_schema=SCHEMA)
    assert replica.digest() == femke.replica.digest()

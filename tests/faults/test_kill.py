"""A process killed at random moments during a live overleg never loses a recorded line, and leaves nothing half."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.dossier import Team
from tests.faults.overleg import TAKEN_DOWN, Judge, Overleg, begin
from tests.faults.sampling import LONG, Tell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

KILLS = 50
RULES_EVERY = 1 if LONG else 10  # kills: the rules of the whole dossier are nine tenths of what a look costs
MOST_SAID = 16  # things that a process may say before it is killed
LONGEST_ACT = 0.03  # seconds: about what one act takes, so that the kill comes anywhere in it
ROOT = Path(__file__).parents[2]


class Secretary:
    """Starts processes that take minutes, and kills them."""

    def __init__(self) -> None:
        self._helper = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.secretary"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, bufsize=0
        )
        self._unread = b""

    def killed(self, overleg: Overleg, run: int, after: int, delay: float, how: str = "honest") -> list[tuple[str, str]]:
        """Start a process and kill it `delay` seconds after it said its so manieth thing; returns what it said before it died."""
        assert self._helper.stdin is not None
        self._helper.stdin.write(json.dumps({"run": run, "how": how, "overleg": asdict(overleg)}).encode() + b"\n")
        pid = 0
        said: list[tuple[str, str]] = []
        while not pid or len(said) < after:
            word, rest = self._line()
            assert word != "ended", "the process ended by itself"
            if word == "pid":
                pid = int(rest)
            else:
                said.append((word, rest))
        select.select([], [], [], delay)
        os.kill(pid, signal.SIGKILL)
        while (line := self._line())[0] != "ended":
            said.append(line)
        return said

    def end(self) -> None:
        self._helper.kill()
        self._helper.communicate()

    def _line(self) -> tuple[str, str]:
        assert self._helper.stdout is not None
        while b"\n" not in self._unread:
            more = os.read(self._helper.stdout.fileno(), 65536)
            assert more, "the helper ended"
            self._unread += more
        line, _, self._unread = self._unread.partition(b"\n")
        word, _, rest = line.decode().partition(" ")
        return word, rest


@pytest.fixture
def overleg(team: Team) -> Overleg:
    return begin(team)


@pytest.fixture(scope="module")
def secretary() -> Iterator[Secretary]:
    made = Secretary()
    yield made
    made.end()


@pytest.fixture
def judge(overleg: Overleg, tmp_path: Path) -> Judge:
    return Judge(overleg, tmp_path, [])


@pytest.mark.timeout(300)
def test_kills_lose_no_recorded_line(secretary: Secretary, judge: Judge, overleg: Overleg, tell: Tell) -> None:
    r = random.Random(20261117)
    taken_down = 0
    for run in range(KILLS):
        said = secretary.killed(overleg, run, r.randint(0, MOST_SAID), r.uniform(0, LONGEST_ACT))
        taken_down += sum(what == TAKEN_DOWN for what, _ in said)
        with_rules = run % RULES_EVERY == RULES_EVERY - 1
        assert judge.complaints(said, with_rules=with_rules) == [], f"after kill {run}, which had said {said[-3:]}"
    tell(f"minutes: {KILLS} kills, {taken_down} lines acknowledged, lost: 0")
    assert judge.known >= taken_down > KILLS


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        ("too early", "lost: regel 0-0"),
        ("in two pieces", "broken rule DECISION_LOOSE: ('besluit 2026-002',)"),
        ("keeps no draft", "the half line is gone: regel 0-0"),
        ("keeps the draft", "both a line and a draft: regel 0-0"),
    ],
)
def test_the_judge_notices_a_program_that_is_wrong(secretary: Secretary, judge: Judge, overleg: Overleg, how: str, complaint: str) -> None:
    assert complaint in judge.complaints(secretary.killed(overleg, 0, 1, 0.0, how))


@pytest.mark.parametrize("from_end", [2_000, 40_000])
def test_the_judge_notices_a_damaged_file(secretary: Secretary, judge: Judge, overleg: Overleg, from_end: int) -> None:
    assert judge.complaints(secretary.killed(overleg, 0, 4, 0.0)) == []
    with open(overleg.path, "r+b") as file:
        file.seek(-from_end, os.SEEK_END)
        file.write(b"damage")
    assert any(complaint.startswith(("the file: ", "cannot be read: ")) for complaint in judge.complaints([]))

"""The program is killed, asked to end, or logged off while somebody types (F5, F6): at most two seconds are lost, for nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.opening import open_dossier
from tests.acceptance.play import Play
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy
from tests.faults.surroundings import ROOT
from tests.faults.typing_on import LETTER

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals; Windows ends a session through the same function"),
    pytest.mark.timeout(600),  # on a busy machine a whole program takes its time to come up
]
TYPED = 65  # letters before the program is ended: more than six seconds
WRITING = 3.0  # seconds that a busy test machine may need to write a draft


class Typist:
    """The program in a process of its own, in which somebody types."""

    def __init__(self, folder: Path) -> None:
        homes = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.typing_on", str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | homes,
        )
        assert self._process.stdout is not None
        self._said = self._process.stdout
        self.told = json.loads(self._said.readline())
        self._folder = folder

    def ended_by(self, number: signal.Signals) -> tuple[int, list[tuple[int, float]], float]:
        """Let it type, end it; returns its exit code, the letters with their moments, and how long it took to go."""
        typed: list[tuple[int, float]] = []
        while len(typed) < TYPED:
            count, at = self._said.readline().split()
            typed.append((int(count), float(at)))
        self._process.send_signal(number)
        asked = time.monotonic()
        for line in self._said:
            if not line.startswith("ended"):
                count, at = line.split()
                typed.append((int(count), float(at)))
        code = self._process.wait(60)
        took = time.monotonic() - asked
        self._said.close()
        return code, typed, took

    def open_as(self, first_name: str) -> Workspace:
        clock = StandingClock(2026, 11, 2, 9, 30)
        policy = cheap_policy(self._folder, clock)
        return open_dossier(
            Path(self.told["path"]), self.told["ids"][first_name], PASSPHRASE.format(first_name), policy=policy, clock=clock
        )

    def kept(self, first_name: str = "lucja") -> int:
        """How many letters the draft of a member holds."""
        with closing(self.open_as(first_name)) as workspace:
            draft = workspace.ask(my_draft, "concern")
        return draft.fields["what"].count(LETTER) if draft else 0


def test_who_is_killed_while_typing_loses_two_seconds_at_most(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    _, typed, _ = typist.ended_by(signal.SIGKILL)
    last = typed[-1][1]
    must = max((count for count, at in typed if at < last - 2.0 - WRITING), default=0)
    assert must > 0
    assert typist.kept() >= must
    assert typist.kept("noor") == typist.kept("femke") == 0


def test_who_is_asked_to_end_keeps_every_letter_and_leaves_nothing_locked(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    code, typed, took = typist.ended_by(signal.SIGTERM)
    assert code == 0
    assert took < 5 * typist.told["longest"], "on a busy test machine; it waits for no more than its drafts"
    assert typist.kept() == typed[-1][0]
    assert not Path(typist.told["path"] + "-wal").exists(), "closed in order: the log is folded in"


def test_a_session_that_may_end_finds_the_draft_on_disk_and_the_work_goes_on(team: Team, tmp_path: Path) -> None:
    """Windows asks first (F6): nothing is delivered any more, and somebody may still hold the end up."""
    play = Play(team, tmp_path / "config")
    play.as_member("lucja")
    play.key("Ctrl+N")
    for _ in range(5):
        QTest.keyClick(play.focus, LETTER)
    assert team.lucja.ask(my_draft, "concern") is None
    play.program.keep_what_is_typed()
    draft = team.lucja.ask(my_draft, "concern")
    assert draft is not None and draft.fields["what"] == LETTER * 5
    play.type("yz")
    assert play.program.main.place is not None and play.program.main.place.kind == "concern-new"
    play.close()
    draft = team.lucja.ask(my_draft, "concern")
    assert draft is not None and draft.fields["what"] == LETTER * 5 + "yz"

"""The program is killed, asked to end, or logged off while somebody types (F5, F6): at most two seconds are lost, for nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtTest import QTest

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.opening import open_dossier
from tests.acceptance.play import Play
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy
from tests.faults.sampling import only_long
from tests.faults.surroundings import ROOT
from tests.faults.typing_on import LETTER
from ui.application import LONGEST_GOODBYE

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals; Windows ends a session through the same function"),
    pytest.mark.timeout(600),  # on a busy machine a whole program takes its time to come up
]
TYPED = 65  # letters before the program is ended: more than six seconds
result = Future.result  # as it is when no test looks on
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

    def ended_by(self, number: signal.Signals) -> tuple[int, list[tuple[int, float]], dict[str, Any]]:
        """Let it type, end it; returns its exit code, the letters with their moments, and what it said of its own end."""
        typed: list[tuple[int, float]] = []
        while len(typed) < TYPED:
            count, at = self._said.readline().split()
            typed.append((int(count), float(at)))
        self._process.send_signal(number)
        end: dict[str, Any] = {}
        for line in self._said:
            first, rest = line.split(maxsplit=1)
            if first == "ended":
                end = json.loads(rest)
            else:
                typed.append((int(first), float(rest)))
        code = self._process.wait(60)
        self._said.close()
        return code, typed, end

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


@only_long
def test_who_is_asked_to_end_keeps_every_letter_and_leaves_nothing_locked(tmp_path: Path) -> None:
    typist = Typist(tmp_path)
    code, typed, end = typist.ended_by(signal.SIGTERM)
    assert code == 0
    assert LONGEST_GOODBYE == 3.0, "quality.md, F6"
    assert end["computed"] < LONGEST_GOODBYE and end["acts"] == ["keep_draft"], "it waits for its one draft, and for nothing else"
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


def test_a_session_waits_for_a_draft_no_longer_than_three_seconds(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk gives no answer. How long is asked for is counted, not waited."""
    play, gate, waited = Play(team, tmp_path / "config"), Event(), list[float]()
    play.as_member("lucja")
    runner = play.program.main.desk.runner
    with monkeypatch.context() as patch:
        patch.setattr(runner.workspace, "do", lambda *_, **__: gate.wait(60))
        patch.setattr(Future, "result", lambda future, timeout=None: waited.append(timeout) or result(future, 0))
        runner.do(lambda _: None, keep_draft, "concern", "", {"what": "x"})
        play.program.keep_what_is_typed()
    gate.set()
    assert waited == [LONGEST_GOODBYE]
    play.settle()
    play.close()

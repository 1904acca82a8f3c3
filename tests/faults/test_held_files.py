"""A virus scanner or another program holds a file for a while (F19): waited for, then named; nothing is lost and nothing is half."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from expertiseteam.safety.keeping import copies_state, keep_copy
from expertiseteam.vault import files
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import change_passphrase
from tests.dossier import PASSPHRASE, Team
from tests.faults.surroundings import connections, faults, write_down, written

NEW = "vijf heel andere woorden hier neergezet"


class Scanner:
    """Holds what would be replaced, as Windows tells it, for the first so many times."""

    def __init__(self, times: float) -> None:
        self.times, self.met = times, 0
        self._replace = os.replace

    def __call__(self, half: Path, path: Path) -> None:
        if self.met < self.times:
            self.met += 1
            held = PermissionError(13, "in use", str(path))
            held.winerror = 32  # type: ignore[attr-defined]  # only on Windows has it one by itself
            raise held
        self._replace(half, path)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    monkeypatch.setattr(files, "_PAUSE", 0.01)


def again(team: Team, passphrase: str) -> Workspace:
    return open_dossier(team.path, team.ids["noor"], passphrase, policy=team.policy, clock=team.clock)


def test_who_holds_a_file_for_a_moment_is_waited_for(team: Team, short_patience: None, monkeypatch: pytest.MonkeyPatch) -> None:
    old = PASSPHRASE.format("noor")
    monkeypatch.setattr(os, "replace", scanner := Scanner(3))
    change_passphrase(key_file_of(team.path), team.ids["noor"], old, NEW, team.policy)
    assert scanner.met == 3
    again(team, NEW).close()
    with pytest.raises(Refused):
        again(team, old)


def test_who_holds_it_for_good_is_named_and_what_stood_there_still_stands(
    team: Team, short_patience: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, file = PASSPHRASE.format("noor"), key_file_of(team.path)
    before = file.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", Scanner(float("inf")))
        with pytest.raises(Refused, match=r"weidevoort\.sleutels"):
            change_passphrase(file, team.ids["noor"], old, NEW, team.policy)
    assert file.read_bytes() == before
    assert list(file.parent.glob(f".{file.name}.*")) == []
    again(team, old).close()


def test_a_folder_that_is_forbidden_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(half: Path, path: Path) -> None:
        raise PermissionError(13, "not allowed", str(path))

    monkeypatch.setattr(os, "replace", forbidden)
    monkeypatch.setattr(files.time, "sleep", lambda seconds: pytest.fail("waits for what no time mends"))
    with pytest.raises(PermissionError):
        files.put_in_place(tmp_path / "x", b"x")


_HOLD = """
import fcntl, sys
held = [open(path, "rb") for path in sys.argv[1:]]
for file in held:
    fcntl.lockf(file, fcntl.LOCK_SH)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(*paths: Path) -> Iterator[None]:
    """Another process reads these files with a lock, until the block ends."""
    other = subprocess.Popen([sys.executable, "-c", _HOLD, *map(str, paths)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin is not None and other.stdout is not None
    try:
        assert other.stdout.readline() == "held\n"
        yield
    finally:
        other.communicate()


@pytest.mark.skipif(os.name == "nt", reason="the locks of the other process are those of POSIX")
def test_a_locked_dossier_is_worked_in_or_said_to_be_busy(team: Team) -> None:
    beside = [Path(f"{team.path}{ending}") for ending in ("", "-wal", "-shm")]
    with connections() as made:
        kept = {write_down(team.noor, "het eerste signaal")}
        with held(*beside[:2]):  # this stops nobody
            kept.add(write_down(team.noor, "het tweede signaal"))
            assert written(team.noor) == kept
        for connection in made:
            connection.set_authorizer(None)  # one that was last used for reading would not let us
            connection.execute("PRAGMA busy_timeout = 50")
        with held(*beside):
            with pytest.raises(Refused, match=r"Het dossier is even bezet\. Er is niets bewaard\."):
                write_down(team.noor, "dit niet")
            assert written(team.noor) == kept
        kept.add(write_down(team.noor, "het derde signaal"))
    assert written(team.noor) == kept
    with held(*beside):
        team.close()
    with closing(again(team, PASSPHRASE.format("noor"))) as noor:
        assert written(noor) == kept
    assert faults(team) == []


@pytest.mark.skipif(os.name == "nt", reason="the locks of the other process are those of POSIX")
def test_a_copy_is_made_of_a_dossier_that_somebody_reads(team: Team) -> None:
    write_down(team.noor, "het eerste signaal")
    with held(team.path):
        keep_copy(team.noor, Reason.HAND)
    assert len(copies_state(team.path).lines) == 1

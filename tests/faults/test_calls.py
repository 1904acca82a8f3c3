"""A kill or an error at a system call of a commit (F1, F9, F10, F11, F12): old or new, whole, and "bewaard" only of what is there."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from expertiseteam.storage.file import connect
from tests.faults import calls
from tests.faults.sampling import LONG, Tell
from tests.faults.surroundings import ROOT

SAMPLE = 30


@functools.cache
def can_trace() -> bool:
    """Whether this computer has strace, and lets a program be traced by its parent's other child."""
    if not sys.platform.startswith("linux") or shutil.which("strace") is None:
        return False
    sleeper = subprocess.Popen(["sleep", "5"])
    tracer = subprocess.Popen(["strace", "-p", str(sleeper.pid)], stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    attached = b"attached" in tracer.stderr.readline()
    sleeper.kill()
    sleeper.wait()
    tracer.communicate()
    return attached


@pytest.mark.timeout(7300)
@pytest.mark.skipif(os.name == "nt" or not can_trace(), reason="needs strace")
def test_no_commit_is_half_lost_or_lied_about(tmp_path: Path, tell: Tell) -> None:
    most = "0" if LONG else str(SAMPLE)
    command = [sys.executable, "-m", "tests.faults.calls", str(tmp_path), most, "acts of an overleg too"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=7200)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    tell(f"calls of {len(calls.ACTS)} acts: {report['outcome']} of {report['points']} points, {len(report['complaints'])} complaints")
    assert report["complaints"] == []
    assert report["outcome"]["kills"] + report["outcome"]["faults"] >= SAMPLE


def test_the_judge_notices_a_lie_and_a_torn_dossier(tmp_path: Path) -> None:
    place = calls.start(tmp_path / "start")
    old = calls.rows(place)
    new = {**old, "note": old["note"] + 1, "log_line": old["log_line"] + 1, "versions": old["versions"] + 2}
    assert calls.verdict(place, calls.KEPT, old, new, "x") == ["x: said kept, and is not there"]
    assert calls.verdict(place, "", old, new, "x") == []
    with closing(connect(place.path, place.identity.dossier_key)) as connection:
        connection.execute("DELETE FROM log_line")
    assert any("neither old nor new" in said for said in calls.verdict(place, "", old, new, "x"))
    present = calls.rows(place)
    assert calls.verdict(place, "refused Er is niets bewaard.", old, present, "x") == [
        "x: said not kept, and is there: refused Er is niets bewaard."
    ]

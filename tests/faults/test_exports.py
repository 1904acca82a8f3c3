"""Paper and other files killed while they are written (F4): the older one or the new one, whole, under the name that was chosen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.sampling import LONG, Tell
from tests.faults.surroundings import ROOT
from tests.faults.test_calls import can_trace

SAMPLE = 9


@pytest.mark.timeout(600)
@pytest.mark.skipif(os.name == "nt" or not can_trace(), reason="needs strace")
def test_no_half_file_ever_bears_the_chosen_name(tmp_path: Path, tell: Tell) -> None:
    command = [sys.executable, "-m", "tests.faults.exports", str(tmp_path), "0" if LONG else str(SAMPLE), "exports"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=590)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    tell(f"files: {report['kills']} kills at {report['points']} calls, {len(report['complaints'])} complaints")
    assert report["complaints"] == []
    assert report["kills"] >= SAMPLE - 1
    assert 0 < report["old"] < report["kills"], "some kills came before the new file stood there, and some after"

"""A power cut at any moment (F7, F8): the dossier opens, is whole, holds no half act and everything that was acknowledged."""

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

SAMPLE = 60


@pytest.mark.timeout(7300)
@pytest.mark.skipif(os.name == "nt" or not can_trace(), reason="needs strace")
def test_no_power_cut_loses_or_halves_anything(tmp_path: Path, tell: Tell) -> None:
    command = [sys.executable, "-m", "tests.faults.power", str(tmp_path), "0" if LONG else str(SAMPLE), "power"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=7200)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    tell(f"power: {report['cuts']} cuts of {report['possible']}, {len(report['complaints'])} complaints")
    assert report["complaints"] == []
    assert report["cuts"] >= SAMPLE
    assert report["noticed without forcing"] > 0, "the judge sees what a program loses that forces nothing to the disk"

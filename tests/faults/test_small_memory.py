"""Too little memory for what is asked (F30): refused whole, nothing is half, and the program works on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.sampling import LONG, Tell
from tests.faults.surroundings import ROOT


@pytest.mark.timeout(300)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit on memory is set as Linux has it")
def test_what_does_not_fit_in_memory_is_refused_whole(tmp_path: Path, tell: Tell) -> None:
    command = [sys.executable, "-m", "tests.faults.small_memory", str(tmp_path), "40" if LONG else "5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=290)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    tell(f"memory: {report['outcome']}, {len(report['complaints'])} complaints")
    assert report["complaints"] == []
    assert report["outcome"].get("refused", 0) >= 1
    assert report["outcome"].get("kept", 0) >= 1

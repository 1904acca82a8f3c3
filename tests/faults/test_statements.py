"""A migration killed before any of its statements (F2) leaves the old tables or the new ones, and the next start finishes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from expertiseteam.storage.file import SCHEMA
from tests.faults.sampling import LONG, Tell, sample
from tests.faults.surroundings import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("schema", sample(range(SCHEMA), 1, "schemas"))
def test_a_migration_killed_anywhere_is_old_or_new(tmp_path: Path, schema: int, tell: Tell) -> None:
    command = [sys.executable, "-m", "tests.faults.statements", str(tmp_path), str(schema), "1" if LONG else "9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1700)
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    kills, statements, complaints = report["kills"], report["statements"], report["complaints"]
    assert schema == 0 or 50 < report["rows"][0] <= report["rows"][1], "what a team had is still there"
    tell(f"migration {schema} to {SCHEMA}: {kills} kills at {statements} statements, {len(complaints)} complaints")
    assert complaints == []
    assert kills >= 2

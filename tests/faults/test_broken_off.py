"""Copies and new keys, killed at file operations (F3): the dossier is old or new, and a whole copy is always there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from expertiseteam import custody
from tests.faults import broken_off
from tests.faults.sampling import LONG, Tell
from tests.faults.surroundings import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

DAILY = [("copy", 2, 5), ("second", 3, 6), ("restore", 1, 9), ("leave", 44, 20)]
if LONG:
    DAILY += [("new sheet", 1, 1), ("sheet used", 1, 1)]  # the same steps as leaving, in the same order


@pytest.mark.timeout(3700)
@pytest.mark.parametrize(("what", "first", "step"), DAILY)
def test_killed_anywhere_nothing_is_half(tmp_path: Path, what: str, first: int, step: int, tell: Tell) -> None:
    each = ("1", "1") if LONG else (str(first), str(step))
    command = [sys.executable, "-m", "tests.faults.broken_off", what, str(tmp_path), *each]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3600)
    assert done.returncode == 0, done.stderr[-3000:]
    outcome = json.loads(done.stdout)
    tell(f"{what}: {outcome['kills']} kills at {outcome['operations']} operations, {len(outcome['complaints'])} complaints")
    assert outcome["complaints"] == []
    assert outcome["ended"] and outcome["kills"] >= 3


def test_the_judge_notices_a_restore_that_keeps_nothing(tmp_path: Path) -> None:
    place = broken_off.ground(tmp_path / "dossier")
    broken_off.put_back(place)
    assert broken_off._after_putting_back(place, True) == []
    for copy in broken_off.copies.copies(broken_off.copies.copies_folder(place.path)):
        if copy.reason is broken_off.Reason.RESTORE:
            broken_off.copies.remove(copy)
    assert "put back, and what stood there is gone" in broken_off._after_putting_back(place, True)


def test_the_judge_notices_a_new_key_without_the_copy_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = broken_off.ground(tmp_path / "dossier")
    monkeypatch.setattr(custody, "copy_before", lambda *_: None)
    monkeypatch.setattr(custody, "reopen", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        broken_off.let_somebody_go(place)
    assert "a new key, and no copy of before" in broken_off._after_a_new_key(place, False)


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt

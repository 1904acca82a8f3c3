"""Real programs on one folder, killed with kill -9 again and again: what each had saved is in the log once, or kept as a clash."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.storage.folder.history import wrongs
from tests.storage.folder.lab import NAMES, Lab, Laptop, keys
from tests.storage.folder.writer import noted

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0  # seconds, for a busy machine


@pytest.mark.timeout(900)
def test_programs_that_are_killed_lose_nothing(tmp_path: Path, long: bool) -> None:
    names, kills = (NAMES, 40) if long else (NAMES[:2], 2)
    lab = Lab(tmp_path, names)
    (tmp_path / "keys").write_bytes(pickle.dumps(keys()))
    chance = random.Random(4)
    running = {name: started(tmp_path, name, seed) for seed, name in enumerate(names)}
    try:
        for kill in range(kills):
            name = chance.choice(names)
            until_it_wrote(tmp_path / f"{name}.log", running[name], chance.randint(1, 6))
            running[name].kill()
            running[name].wait()
            running[name] = started(tmp_path, name, 100 + kill)
    finally:
        for program in running.values():
            program.kill()
            program.wait()
    lab.laptops = {name: Laptop(name, lab.folder, tmp_path / f"{name}.dossier") for name in names}
    acts = sum(noted(laptop, tmp_path / f"{laptop.name}.log") for laptop in lab if (tmp_path / f"{laptop.name}.log").exists())
    lab.settle()
    assert wrongs(lab) == []
    assert acts >= kills


def started(root: Path, name: str, seed: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.storage.folder.writer", str(root), name, str(seed)], cwd=ROOT)


def until_it_wrote(log: Path, program: subprocess.Popen[bytes], lines: int) -> None:
    """Wait until a program did something; it is killed in the middle of what it does next."""
    size, until = (log.stat().st_size if log.exists() else 0), time.monotonic() + PATIENCE
    while program.poll() is None and time.monotonic() < until:
        if log.exists() and log.stat().st_size >= size + 60 * lines:
            return
        time.sleep(0.01)
    raise AssertionError("the program stopped, or never wrote anything")

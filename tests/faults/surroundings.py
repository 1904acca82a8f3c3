"""What tests of the surroundings share: the real file under a workspace, and a small disk of one's own."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from expertiseteam.access.workspace import Workspace
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.soundness import problems
from expertiseteam.opening import unlock_dossier
from expertiseteam.storage import store
from expertiseteam.storage.file import integrity_problems
from tests.dossier import PASSPHRASE, Team

ROOT = Path(__file__).parents[2]
LONG = "Gordijnen dicht, post puilt uit. " * 200  # some pages of text


def write_down(workspace: Workspace, what: str) -> str:
    """Record a signal; returns its id."""
    return workspace.do(record_concern, what=what, place="Beukenlaan 7, Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE)


def written(workspace: Workspace) -> set[str]:
    """The ids of all signals."""
    return {concern.id for concern in workspace.ask(concerns)}


def faults(team: Team) -> list[str]:
    """What is wrong with the dossier, opened anew: broken rules and a damaged file."""
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    try:
        found = [f"{problem.code} {problem.rows}" for problem in femke.ask(problems)]
    finally:
        femke.close()
    return found + integrity_problems(team.path, identity.dossier_key)


@contextmanager
def connections() -> Iterator[list[Any]]:
    """Collect the driver's connections that are made meanwhile."""
    found: list[Any] = []
    real = store.connect

    def connect(path: Path, key: bytes) -> Any:
        found.append(real(path, key))
        return found[-1]

    with mock.patch.object(store, "connect", connect):
        yield found


@functools.cache
def own_disks() -> bool:
    """Whether this computer lets a test mount a small disk that nobody else sees."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    trial = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"]
    return subprocess.run(trial, capture_output=True).returncode == 0


def on_own_disk(module: str, *arguments: str) -> str:
    """Run a module of the tests where it may mount disks; returns what it printed."""
    command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout

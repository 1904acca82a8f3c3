"""Many laptops on a real SMB server that is hurt while they work: nothing is missing, lost, doubled, and all end with the same rows.

`script/test --lab` (EXPERTISETEAM_LAB=1): needs root, the Debian package samba, and the client library smbprotocol.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.lab.samba import Server
from tests.storage.folder.history import in_order, wrongs
from tests.storage.folder.lab import NAMES, Lab, Laptop, keys
from tests.storage.folder.writer import noted

ROOT = Path(__file__).parents[2]
WRITERS, ACTS = (int(n) for n in os.environ.get("EXPERTISETEAM_LAB_SIZE", "8x12").split("x"))
PAUSE = float(os.environ.get("EXPERTISETEAM_LAB_PAUSE", "0.3"))  # seconds between two acts of one laptop, on average
PATIENCE = 600.0 + 2 * WRITERS * ACTS  # seconds, for a busy machine

pytestmark = [
    pytest.mark.skipif(not os.environ.get("EXPERTISETEAM_LAB"), reason="only with script/test --lab"),
    pytest.mark.skipif(bool(os.environ.get("EXPERTISETEAM_LAB")) and bool(Server.why_not()), reason=Server.why_not() or "there is a lab"),
    pytest.mark.enable_socket,
    pytest.mark.timeout(PATIENCE + 600),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    pytest.importorskip("smbclient")
    server = Server(tmp_path / "smb", tmp_path / "teammap")
    yield server
    server.kill()


def test_hurt_while_many_work(server: Server, tmp_path: Path, tell: Callable[[str], None]) -> None:
    """Sessions are killed and frozen, the whole server hangs and dies, the folder is pulled away: over and over, until all is shared."""
    tell("under faults: " + worked(server, tmp_path, WRITERS, ACTS, PAUSE, hurts=True)[1])


@pytest.mark.parametrize("writers", [1, 5, 25])
def test_how_long_sharing_takes_with_one_act_in_ten_seconds(
    server: Server, tmp_path: Path, tell: Callable[[str], None], writers: int
) -> None:
    took, told = worked(server, tmp_path, writers, 4, 10.0, hurts=False)
    tell(told)
    assert took[int(len(took) * 0.95)] <= 2 and took[-1] <= 15, told


def worked(server: Server, root: Path, writers: int, acts: int, pause: float, *, hurts: bool) -> tuple[list[float], str]:
    """Let so many laptops work, and see that nothing is wrong afterwards. Returns how long sharing each act took, and the figures."""
    lab = Lab(root, ())
    names = [f"{NAMES[n % len(NAMES)]}-{n}" for n in range(writers)]
    lab.laptops = {name: lab.new_laptop(name.split("-")[0], name) for name in names}
    (root / "keys").write_bytes(pickle.dumps(keys()))
    server.start()
    running = [started(root, name, seed, acts, pause) for seed, name in enumerate(names, 1)]
    done, chance, until = [], random.Random(7), time.monotonic() + PATIENCE
    try:
        while any(program.poll() is None for program in running) and time.monotonic() < until:
            time.sleep(chance.uniform(2, 5) if hurts else 0.5)
            done += [hurt(server, chance, len(done))] if hurts else []
    finally:
        for program in running:
            program.kill()
            program.wait()
    assert {program.returncode for program in running} == {0}, "every laptop shared all that it did"
    lab.laptops = {name: Laptop(name.split("-")[0], lab.folder, root / f"{name}.dossier") for name in names}
    saved = sum(noted(laptop, root / f"{name}.log") for name, laptop in lab.laptops.items())
    lab.settle()
    assert saved == writers * acts and wrongs(lab) == []
    shared, took = len(in_order(lab)), sorted(waits(root))
    told = f"{writers} laptops, {saved} acts, {shared} shared, {saved - shared} asked about, 0 missing, 0 lost, 0 twice, one digest; "
    told += "until shared: "
    told += f"p50 {took[len(took) // 2]:.2f} s, p95 {took[int(len(took) * 0.95)]:.2f} s, longest {took[-1]:.1f} s"
    return took, "; ".join([told, *(f"{what} {done.count(what)}" for what in sorted(set(done)))])


def hurt(server: Server, chance: random.Random, number: int) -> str:
    """Do something to the server; in turn, so that each is done."""
    match number % 5:
        case 0:
            return "session killed" if ended(chance, server) else "nothing"
        case 1:
            return "session frozen, then killed" if ended(chance, server, frozen=4) else "nothing"
        case 2:
            server.kill()
            time.sleep(2)
            server.start()
            return "server killed"
        case 3:
            away = server.root.rename(server.root.with_name("weg"))
            time.sleep(2)
            away.rename(server.root)
            return "folder pulled"
        case _:
            with server.frozen():
                time.sleep(4)
            return "server frozen"


def ended(chance: random.Random, server: Server, *, frozen: float = 0) -> bool:
    """End one session, after it hung for so many seconds; False when no laptop came within three seconds."""
    until = time.monotonic() + 3
    while not (sessions := server.sessions()):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    one = chance.choice(sessions)
    with suppress(ProcessLookupError):  # the laptop left by itself
        if frozen:
            os.kill(one, signal.SIGSTOP)
            time.sleep(frozen)
        os.kill(one, signal.SIGKILL)
    return True


def test_who_gives_a_name_first_wins_alone(server: Server, tmp_path: Path, tell: Callable[[str], None]) -> None:
    """The one thing that all rests on: of three laptops that race for each of 300 names, exactly one wins each."""
    Lab(tmp_path, ())
    server.start()
    race = "import sys; from tests.lab.smb_files import SmbFiles; f = SmbFiles(); me = sys.argv[1].encode(); f.names('log')\n" + (
        "print('ready', flush=True); [print(f.publish(me, f'log/{int(n):012}').name == 'CREATED', flush=True) for n in sys.stdin]"
    )
    command = [sys.executable, "-c", race]
    pipes: dict[str, Any] = {"cwd": ROOT, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*command, str(n)], **pipes) for n in range(3)]
    assert [program.stdout.readline() for program in running] == ["ready\n"] * 3
    won = [0, 0, 0]
    for number in range(1, 301):  # all three hear each name at the same moment
        for program in running:
            program.stdin.write(f"{number}\n")
            program.stdin.flush()
        won = [times + (program.stdout.readline() == "True\n") for times, program in zip(won, running, strict=True)]
        assert sum(won) == number, won
    for program in running:
        program.communicate(timeout=60)
    tell(f"three laptops that raced for 300 names won {won}")
    assert sorted(won)[1] > 0, f"it was no race: {won}"


def started(root: Path, name: str, seed: int, acts: int, pause: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.lab.writer", str(root), name, str(seed), str(acts), str(pause)]
    return subprocess.Popen(command, cwd=ROOT)


def waits(root: Path) -> Iterator[float]:
    """How long each act took until the team had it, in seconds."""
    for log in root.glob("*.log"):
        for line in log.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            if len(found) == 1:
                yield float(found[0])

"""Power cuts rebuilt from the write log: `python -m tests.faults.power FOLDER MOST SEED`.

A process takes down signals while strace records every byte that it writes. From that record the disk is rebuilt as it may look after a
cut at any moment: what was not yet forced to the disk is there, is not there, is partly there, or is torn at a sector of 512 bytes. Every
such dossier must open, be whole, hold no half act and all that had been acknowledged. Prints as JSON the counts and every complaint.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from expertiseteam.opening import workspace_for
from expertiseteam.storage.file import connect, integrity_problems
from tests.faults.calls import Start, start
from tests.faults.forking import fork
from tests.faults.surroundings import write_down

ACTS = 12
SECTOR = 512
UNFINISHED = " <unfinished ...>"
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
LINE = re.compile(r"^\d+\s+(\w+)\((\d+)<([^>]*)>(?:, (.*))?\)\s+= (-?\d+)")
WRITTEN = re.compile(r'^"((?:\\x[0-9a-f]{2})*)"(?:, \d+(?:, (\d+))?)?$')
Survives = Callable[["Event"], bool | int]


@dataclass(frozen=True)
class Event:
    """One thing that reached the operating system: a write, a cut, a force, or what the program said."""

    kind: str  # "write", "cut", "force", "said"
    file: str
    data: bytes = b""
    at: int = 0


def _live(place: Start, tell: int) -> NoReturn:
    workspace = workspace_for(place.path, place.identity, place.clock)
    workspace.me()
    os.kill(os.getpid(), signal.SIGSTOP)
    for n in range(ACTS):
        os.write(tell, b"kept " + write_down(workspace, f"signaal {n}").encode())
    workspace.close()
    os.write(tell, b"closed")
    os._exit(0)


def record(place: Start, trace: Path) -> list[Event]:
    """Let a process work and return all that it wrote to the dossier and beside it, in order."""
    ear, mouth = os.pipe()
    child = fork()
    if not child:
        os.close(ear)
        _live(place, mouth)
    os.close(mouth)
    os.waitpid(child, os.WUNTRACED)
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync"
    tracer = subprocess.Popen(
        ["strace", "-f", "-y", "-xx", "-s", "100000", "-o", str(trace), "-e", calls, "-p", str(child)], stderr=subprocess.PIPE
    )
    assert tracer.stderr is not None and b"attached" in tracer.stderr.readline()
    os.kill(child, signal.SIGCONT)
    os.waitpid(child, 0)
    tracer.communicate()
    os.close(ear)
    found = [event for line in whole_lines(trace.read_text()) if (event := _event(line, place.path.name)) is not None]
    assert [event for event in found if event.data == b"closed"], "the process did not come to its end"
    return found


def whole_lines(trace: str) -> list[str]:
    """The lines of a trace, each call whole and where it ended: strace cuts a call in two when another thread comes in between."""
    found, begun = [], dict[str, str]()
    for line in trace.splitlines():
        thread, _, said = line.partition(" ")
        if line.endswith(UNFINISHED):
            begun[thread] = line.removesuffix(UNFINISHED)
        elif (resumed := RESUMED.match(said.lstrip())) and thread in begun:
            found.append(begun.pop(thread) + resumed[1])
        else:
            found.append(line)
    assert not begun, f"calls that never came back: {[line[:100] for line in begun.values()]}"
    return found


def _event(line: str, name: str) -> Event | None:
    match = LINE.match(line)
    if match is None or int(match[5]) < 0:
        return None
    call, given = match[1], match[4] or ""
    file = _bytes(match[3]).decode()
    if file.startswith("pipe:"):
        return Event("said", "", _bytes(given.split('"')[1]))
    file = Path(file).name
    if file not in (name, f"{name}-wal"):
        return None
    if call in ("fsync", "fdatasync"):
        return Event("force", file)
    if call == "ftruncate":
        return Event("cut", file, at=int(given))
    written = WRITTEN.match(given)
    assert written is not None, given[-60:]
    return Event("write", file, _bytes(written[1]), int(written[2] or 0))


def _bytes(said: str) -> bytes:
    return bytes.fromhex(said.replace("\\x", "")) if said.startswith("\\x") else said.encode()


def image(base: bytes, name: str, events: list[Event], end: int, survives: Survives) -> dict[str, bytes]:
    """The files as they may stand on the disk after a cut just before event `end`."""
    forced = {event.file: n for n, event in enumerate(events[:end]) if event.kind == "force"}
    files = {name: bytearray(base), f"{name}-wal": bytearray()}
    for n, event in enumerate(events[:end]):
        if event.kind not in ("write", "cut"):
            continue
        kept = True if n < forced.get(event.file, -1) else survives(event)
        file = files[event.file]
        if kept is False:
            continue
        if event.kind == "cut":
            file[event.at :] = bytes(max(0, event.at - len(file)))
            continue
        data = event.data if kept is True else event.data[:kept]
        file.extend(bytes(max(0, event.at - len(file))))
        file[event.at : event.at + len(data)] = data
    return {name: bytes(file) for name, file in files.items()}


def ways(r: random.Random) -> dict[str, Survives]:
    """What may happen to what was not forced yet."""
    return {
        "all of it": lambda _: True,
        "nothing of it": lambda _: False,
        "some of it": lambda _: r.random() < 0.5,
        "torn": lambda _: r.choice((True, False, SECTOR * r.randint(0, 7))),
    }


def verdict(place: Start, files: dict[str, bytes], acknowledged: list[str], acts_before: tuple[int, int]) -> list[str]:
    """What is wrong with this disk."""
    for name, data in files.items():
        (place.path.parent / name).write_bytes(data)
    Path(f"{place.path}-shm").unlink(missing_ok=True)
    found = integrity_problems(place.path, place.identity.dossier_key)
    try:
        with closing(connect(place.path, place.identity.dossier_key)) as connection:
            there = {row[0] for row in connection.execute("SELECT id FROM concern")}
            lines = connection.execute("SELECT count(*) FROM log_line").fetchone()[0]
    except Exception as error:
        return [*found, f"unreadable: {error}"]
    found += [f"lost: {id}" for id in acknowledged if id not in there]
    if len(there) - acts_before[0] != lines - acts_before[1]:
        found.append(f"half an act: {len(there) - acts_before[0]} signals and {lines - acts_before[1]} lines")
    return found


def main(folder: Path, most: int, seed: str) -> None:
    """So many disks, spread over all moments and ways; 0 for all there are."""
    origin = start(folder / "start")
    base, name = origin.path.read_bytes(), origin.path.name
    with closing(connect(origin.path, origin.identity.dossier_key)) as connection:
        before = tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("concern", "log_line"))
    events = record(origin.again(folder / "live"), folder / "trace")
    r = random.Random(seed)
    every = [(end, way) for end in range(1, len(events) + 1) for way in ways(r)]
    chosen = every if not most else sorted(r.sample(every, min(most, len(every))))
    lost_without_force = 0
    complaints = []
    place = origin.again(folder / "disk")
    for end, way in chosen:
        told = [event.data.decode().partition(" ")[2] for event in events[:end] if event.data.startswith(b"kept ")]
        files = image(base, name, events, end, ways(r)[way])
        complaints += [f"cut at {end} of {len(events)}, {way}: {said}" for said in verdict(place, files, told, before)]  # type: ignore[arg-type]
    # The same disks, had the program forced nothing: a judge that finds nothing wrong there sees nothing.
    lax = [event for event in events if event.kind != "force"]
    told = [event.data.decode().partition(" ")[2] for event in lax if event.data.startswith(b"kept ")]
    lost_without_force = len(verdict(place, image(base, name, lax, len(lax), lambda _: False), told, before))  # type: ignore[arg-type]
    shutil.rmtree(place.path.parent)
    report = {"cuts": len(chosen), "possible": len(every), "complaints": complaints, "noticed without forcing": lost_without_force}
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])

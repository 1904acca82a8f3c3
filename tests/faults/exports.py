"""Files that people ask for, killed at every call that writes them: `python -m tests.faults.exports FOLDER MOST SEED`.

Each of the ways in which something leaves the program writes over an older file of the same name, while strace kills it at one call. Then
the older file stands there or the new one, whole; and the next time it is written nothing else is left. Prints the counts as JSON.
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
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tests.faults.forking import fork
from ui.privacy.log_words import write_text
from ui.shell.application import make_application
from ui.shell.pdf_view import PdfPage
from ui.terminal.papers import save

CALLS = ("openat", "write", "fsync", "rename", "renameat", "renameat2", "unlink")
OLD = b"het oude"
NEW = b"%PDF-1.7\r\n" + b"Notulen van het overleg.\r\n" * 20_000
Write = Callable[[Path], Callable[[], object]]


def from_the_window(path: Path) -> Callable[[], object]:
    make_application(["expertiseteam"])
    page = PdfPage("Notulen", NEW, path.name, close=lambda: None, say=lambda text: None, may_save=True)
    return lambda: page.save_to(str(path))


def from_the_terminal(path: Path) -> Callable[[], object]:
    return lambda: save(path, NEW, force=True)


def from_the_log(path: Path) -> Callable[[], object]:
    return lambda: write_text(path, NEW.decode().replace("\r\n", "\n"))


WAYS: dict[str, Write] = {write.__name__: write for write in (from_the_window, from_the_terminal, from_the_log)}


def _live(path: Path, write: Write) -> NoReturn:
    run = write(path)
    os.kill(os.getpid(), signal.SIGSTOP)
    run()
    os._exit(0)


def once(path: Path, write: Write, inject: tuple[str, ...], trace: Path) -> bool:
    """Write in a process of its own; returns whether it lived."""
    child = fork()
    if not child:
        _live(path, write)
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", str(trace), "-p", str(child), "-e", f"trace={','.join(CALLS)}", *inject], stderr=subprocess.PIPE
    )
    assert tracer.stderr is not None
    attached = tracer.stderr.readline()
    assert b"attached" in attached, attached
    os.kill(child, signal.SIGCONT)
    status = os.waitpid(child, 0)[1]
    tracer.communicate()
    return os.waitstatus_to_exitcode(status) == 0


def main(folder: Path, most: int, seed: str) -> None:
    """So many kills, spread over all ways; 0 for all there are."""
    trace, every = folder / "trace", []
    for name, write in WAYS.items():
        place = folder / name
        place.mkdir()
        assert once(place / "notulen.pdf", write, (), trace)
        seen = Counter(re.findall(r"^\d+\s+(\w+)\(", trace.read_text(errors="replace"), re.MULTILINE))
        every += [(name, call, number) for call in CALLS for number in range(1, seen[call] + 1)]
    chosen = every if not most else random.Random(seed).sample(every, min(most, len(every)))
    complaints, kills, old = [], 0, 0
    for name, call, number in chosen:
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
        path = folder / name / "notulen.pdf"
        path.write_bytes(OLD)
        kills += not once(path, WAYS[name], ("-e", f"inject={call}:signal=KILL:when={number}"), trace)
        found = path.read_bytes() if path.exists() else b"nothing"
        old += found == OLD
        if found not in (OLD, NEW):
            complaints.append(f"{name} killed at {call} {number}: {len(found)} bytes")
        if not once(path, WAYS[name], (), trace) or path.read_bytes() != NEW:
            complaints.append(f"{name} killed at {call} {number}: not written the next time")
        complaints += [f"{name} killed at {call} {number}: left {p.name}" for p in path.parent.iterdir() if p != path]
    print(json.dumps({"points": len(every), "kills": kills, "old": old, "complaints": complaints}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])

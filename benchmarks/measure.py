"""Interleaved runs and ratios: a machine is noisy, so only what was measured side by side says something."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Size

NEAR = 1.10  # within 10 % counts as met
LONGEST = 300.0  # seconds that a process may take before it counts as hanging
ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "benchmarks"

# A bare PySide6 window from start of the process to first paint and exit; says "painted" on the way.
BARE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class W(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv[:1])
w = W(); w.resize(1280, 720); w.show()
app.exec()
"""


@dataclass(frozen=True)
class Settings:
    """With how much data, and how often. The figures of design section 7 are those of the defaults."""

    size: Size = Size()
    runs: int = 7


@dataclass(frozen=True)
class Figure:
    """What came out for one operation: median over median of its floor (None: not measured), and words that explain it.

    `broken` says which promise beside the ratio was not kept; then the goal is not met, however quick.
    """

    ratio: float | None
    remark: str = ""
    broken: str = ""

    def meets(self, goal: float) -> bool | None:
        """Whether the goal is met; None when nothing was measured."""
        return None if self.ratio is None else not self.broken and self.ratio <= goal * NEAR


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def side_by_side(runs: int, *measured: Callable[[], float]) -> list[float]:
    """The median of each measure, taken in turns; the first turn warms up and does not count."""
    for measure in measured:
        measure()
    found = [[measure() for measure in measured] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*found, strict=True)]


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def milliseconds(value: float) -> str:
    """For remarks: the absolute time, which says something about this machine only."""
    return f"{value * 1000:.{0 if value >= 0.1 else 1}f} ms"


def bare_window(extra: Mapping[str, str] | None = None) -> float:
    """One run of the floor F, in seconds."""
    code = ("-c", BARE_WINDOW)
    return seconds(lambda: subprocess.run([sys.executable, *code], check=True, env=environment(extra), capture_output=True))


def until_painted(*arguments: str, extra: Mapping[str, str] | None = None) -> float:
    """From the start of a Python process until it says "painted", in seconds. The process is ended there.

    Raises RuntimeError with what the process complained about when it ends without saying so.
    """
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], env=environment(extra), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with _ended_after(LONGEST, child):
        assert child.stdout is not None
        line = child.stdout.readline()
        found = time.perf_counter() - start
    _, complaint = child.communicate()
    if line.strip() != "painted":
        raise RuntimeError(f"no window was painted: {complaint[-2000:]}")
    return found


@contextmanager
def process(*arguments: str, extra: Mapping[str, str] | None = None) -> Iterator[Callable[[str], str]]:
    """A Python process that answers each line with one line, as a function. Ends with the block."""
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(extra),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def ask(line: str) -> str:
        assert child.stdin is not None and child.stdout is not None
        try:
            print(line, file=child.stdin, flush=True)
        except BrokenPipeError:
            pass  # it ended; below it says why
        answer = child.stdout.readline()
        if not answer:
            assert child.stderr is not None
            raise RuntimeError(f"the process ended: {child.stderr.read()[-2000:]}")
        return answer.strip()

    try:
        with _ended_after(LONGEST, child):
            yield ask
    finally:
        child.communicate()


@contextmanager
def _ended_after(seconds: float, child: subprocess.Popen[str]) -> Iterator[None]:
    """End a process with the block, or when it hangs so long."""
    timer = threading.Timer(seconds, child.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        child.kill()


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """For a process that can import this project, has no screen, and finds its modules compiled, as an installed program does."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {"PYTHONPYCACHEPREFIX": str(KEPT / "compiled")}
    return {**given, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **compiled, **(extra or {})}

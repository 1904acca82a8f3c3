"""Interleaved runs and ratios: a machine is noisy, so only what was measured side by side says something."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RUNS = 7
NEAR = 1.10  # within 10 % counts as met

# F: a bare PySide6 window from process start to first paint and exit.
BARE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class W(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv[:1])
w = W(); w.resize(1280, 720); w.show()
app.exec()
"""


@dataclass(frozen=True)
class Outcome:
    """One line of the table. `ratio` is the median of the operation over the median of its floor."""

    name: str
    what: str
    ratio: float
    goal: float
    remark: str = ""

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal * NEAR


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def side_by_side(*measured: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The median of each measure, taken in turns; the first turn warms up and does not count."""
    for measure in measured:
        measure()
    found = [[measure() for measure in measured] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*found, strict=True)]


def bare_window() -> float:
    """One run of the floor F, in seconds."""
    return process("-c", BARE_WINDOW)


def process(*arguments: str) -> float:
    """How long a Python process takes from start to exit, with an offscreen window."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(Path(__file__).parents[1]))
    return seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, env=environment, capture_output=True))


def said_by_process(*arguments: str) -> float:
    """What a Python process measured itself and printed last, in seconds."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(Path(__file__).parents[1]))
    done = subprocess.run([sys.executable, *arguments], check=True, env=environment, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]

"""Objects that refer to each other are swept up on the window's thread, never in a worker."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.shell.application import make_application
from ui.shell.sweeper import Sweeper


class Knot:
    def __init__(self, swept_in: list[threading.Thread]) -> None:
        self.me = self
        weakref.finalize(self, lambda: swept_in.append(threading.current_thread()))


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    make_application([])
    sweeper = qapp.findChild(Sweeper)
    assert isinstance(sweeper, Sweeper)
    yield sweeper


def make_many() -> None:
    for _ in range(20_000):
        knot: dict[str, object] = {}
        knot["me"] = knot


def test_a_worker_that_makes_many_objects_sweeps_nothing(sweeper: Sweeper) -> None:
    swept_in: list[threading.Thread] = []
    Knot(swept_in)
    worker = threading.Thread(target=make_many)
    worker.start()
    worker.join()
    assert swept_in == []
    for _ in range(3):
        sweeper.sweep()
    gc.collect()
    assert swept_in == [threading.current_thread()]


def test_there_is_one_and_it_gives_the_sweeping_back(sweeper: Sweeper, qapp: QApplication) -> None:
    make_application([])
    assert len(qapp.findChildren(Sweeper)) == 1
    assert not gc.isenabled()
    other = Sweeper()
    other.stop()
    assert not gc.isenabled(), "it was off before"
    gc.enable()
    third = Sweeper()
    third.stop()
    assert gc.isenabled()
    gc.disable()

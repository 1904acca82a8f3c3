"""How much of each family of faults a run takes: a seeded sample by default, everything with EXPERTISETEAM_LONG=1."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

LONG = os.environ.get("EXPERTISETEAM_LONG") == "1"
only_long = pytest.mark.skipif(not LONG, reason="it takes many seconds, and what is near it is tried every day: --long")
T = TypeVar("T")
Tell = Callable[[str], None]


def sample(points: Sequence[T], most: int, seed: str) -> list[T]:
    """All points of a long run, else so many of them, the same ones every time, in their order."""
    if LONG or len(points) <= most:
        return list(points)
    chosen = sorted(random.Random(seed).sample(range(len(points)), most))
    return [points[n] for n in chosen]

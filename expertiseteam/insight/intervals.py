"""How sure one can be of a share, and which numbers would give away a small one."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

Z = 1.959964  # 95 percent on both sides together


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return between which shares the real one lies with 95 percent certainty (Wilson 1927; without continuity correction).

    Honest for few and for shares near nothing or all, where the common formula is not. ValueError when `hits` is not from 0 to `total`.
    """
    if not 0 <= hits <= total or total < 1:
        raise ValueError(hits, total)
    share, square = hits / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - half) if hits else 0.0, min(1.0, middle + half) if hits < total else 1.0


def to_hide(counts: Sequence[tuple[int, ...]], smallest: int) -> set[int]:
    """Return which groups stay out of sight; each group is given as the counts that must not be small.

    A group with one count below `smallest` is hidden. What is hidden must not follow from a total either (domain.md, R-40): never one
    group alone, and together at least `smallest` of each count. Then the next smallest group goes along.
    """
    hidden = {number for number, counted in enumerate(counts) if min(counted) < smallest}
    while hidden and len(hidden) < len(counts):
        together = [sum(counts[number][part] for number in hidden) for part in range(len(counts[0]))]
        if len(hidden) > 1 and min(together) >= smallest:
            break
        hidden.add(min((number for number in range(len(counts)) if number not in hidden), key=lambda number: counts[number][0]))
    return hidden

"""How sure one can be of a share, and which numbers would give away a small one."""

from __future__ import annotations

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

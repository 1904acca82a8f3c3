"""Known data with known intervals, and what may not be worked out from the rest."""

from __future__ import annotations

import pytest

from expertiseteam.basics.small_counts import to_hide, told
from expertiseteam.insight.intervals import wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_intervals_are_those_of_the_literature(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
    mirrored = wilson(total - hits, total)
    assert mirrored == (pytest.approx(1 - high, abs=5e-5), pytest.approx(1 - low, abs=5e-5))


@pytest.mark.parametrize(("hits", "total"), [(0, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_has_no_interval(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match=str(total)):
        wilson(hits, total)


def test_a_small_group_takes_the_next_smallest_along_so_that_no_total_gives_it_away() -> None:
    assert to_hide([(20,), (30,)], 5) == set()
    assert to_hide([(20,), (3,), (30,)], 5) == {0, 1}
    assert to_hide([(20,), (4,), (4,), (30,)], 5) == {1, 2}  # together 8: which is which cannot be told
    assert to_hide([(20,), (1,), (2,), (30,)], 5) == {0, 1, 2}  # together 3, and that would be said by the total
    assert to_hide([(20, 16, 4), (30, 10, 20), (12, 6, 6)], 5) == {0, 2}  # all but four is as small as four
    assert to_hide([(3,), (2,)], 5) == {0, 1} and to_hide([(4,)], 5) == {0} and to_hide([], 5) == set()


def test_what_is_told_of_parts_of_a_total() -> None:
    assert told([12, 0, 30], 5) == ["12", "0", "30"]
    assert told([12, 3, 30], 5) == ["–", "<5", "30"]  # three would be what is left
    assert told([12, 3, 4], 5) == ["12", "<5", "<5"]
    assert told([12, 1, 2], 5) == ["–", "<5", "<5"]
    assert told([3, 0], 5) == ["<5", "0"]

"""Between moments and what a Dutch wall clock shows, in both nights of summer time too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from expertiseteam.basics.clock import from_wall, local


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        (datetime(2026, 11, 22, 14, 5, 10), datetime(2026, 11, 22, 13, 5, 10, tzinfo=UTC)),
        (datetime(2026, 7, 1, 0, 30), datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # shown twice that night; the first
    ],
)
def test_what_the_wall_shows_is_a_moment(shown: datetime, moment: datetime) -> None:
    assert from_wall(shown) == moment
    assert local(moment).replace(tzinfo=None) == shown


def test_a_time_that_knows_its_zone_is_no_time_of_a_wall() -> None:
    with pytest.raises(ValueError, match="wall clock"):
        from_wall(datetime(2026, 11, 22, 14, 5, tzinfo=UTC))

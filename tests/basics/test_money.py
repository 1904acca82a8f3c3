from __future__ import annotations

import pytest

from expertiseteam.basics.money import euros, read_cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("€ 1.234,56", 123_456),
        ("1234.56", 123_456),
        ("812", 81_200),
        ("812,-", 81_200),
        ("EUR 0,5", 50),
        ("1.234", 123_400),
        ("12,34,5", None),
        ("-5", None),
        ("veel", None),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, cents: int | None) -> None:
    assert read_cents(typed) == cents


def test_amounts_are_said_as_people_read_them() -> None:
    assert [euros(cents) for cents in (0, 50, 123_456, -15_950, 100_000_000)] == ["0,00", "0,50", "1.234,56", "−159,50", "1.000.000,00"]

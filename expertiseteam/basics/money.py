"""Amounts of money: read as people write them, said as people read them. Whole cents, never fractions."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,](?P<cents>\d{1,2}))?", re.ASCII)


def read_cents(text: str) -> int | None:
    """“€ 1.234,56”, “1234.56”, “812” or “812,-” in cents; None for what is no amount."""
    bare = text.replace("€", "").replace("EUR", "").replace(" ", "").replace("\u00a0", "").removesuffix(",--").removesuffix(",-")
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    whole = found["whole"].replace(".", "").replace(",", "")
    return int(whole) * 100 + int((found["cents"] or "0").ljust(2, "0"))


def euros(cents: int) -> str:
    """Return 123456 as "1.234,56", and -50 as "−0,50"."""
    whole, rest = divmod(abs(cents), 100)
    return ("−" if cents < 0 else "") + f"{whole:,}".replace(",", ".") + f",{rest:02d}"

"""What cannot be, or must not stand here: a postcode that was never given out, a number that nobody can call, a citizen service number."""

from __future__ import annotations

import re

_NINE_DIGITS = re.compile(r"(?<![\d-])\d{9}(?![\d-])")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LIKE_A_POSTCODE = re.compile(r"(?<![\w-])(\d{4}) ?([A-Za-z]{2})(?=[\s,]|$)")
_NEVER = ("SA", "SD", "SS")  # letters that no Dutch postcode has
_CALLED = re.compile(r"[\d\s()+./-]*")


def has_service_number(text: str) -> bool:
    """Whether a number of nine digits passes the eleven test that citizen service numbers pass (domain.md, R-08)."""
    return any(
        int(digits) and sum(int(d) * weight for d, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0
        for digits in _NINE_DIGITS.findall(text)
    )


def postcode_doubt(place: str) -> str:
    """A sentence when what looks like a postcode cannot be one, else "". Only where one stands: "Plein 1940 op" has none."""
    for found in _LIKE_A_POSTCODE.finditer(place):
        digits, letters = found[1], found[2].upper()
        is_in_place = "," in place[: found.start()] or found.start() == 0
        if is_in_place and (digits[0] == "0" or letters in _NEVER):
            return f"“{found[0]}” kan geen postcode zijn. Kijk het na; bewaren mag ook zo."
    return ""


def contact_doubt(text: str) -> str:
    """A sentence when a phone number or e-mail address can be neither, else ""."""
    if not text.strip() or "@" in text or _CALLED.fullmatch(text):
        return ""
    return "Dit is geen telefoonnummer en geen e-mailadres. Bewaren mag ook zo."

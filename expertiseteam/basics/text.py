"""Text as people search for it."""

from __future__ import annotations

import unicodedata

_NO_DECOMPOSITION = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "’": "'", "‘": "'", "ʼ": "'"}
)


def fold(text: str) -> str:
    """Return the text with case, accents and typographic apostrophes removed, for searching and comparing."""
    if text.isascii():  # most is, and has nothing to remove
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_NO_DECOMPOSITION)

"""Folded text that still knows where each character stood, so that what was recognised can be pointed at in the text as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertiseteam.basics.text import fold


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`plain` is for searching; `span` leads from a place in `plain` back to the text as typed."""

    typed: str
    plain: str
    places: Sequence[int]  # for each character of `plain` the index in `typed` that it came from; one more for the end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `plain[start:end]` stands in the typed text. A combining accent stays with its letter."""
        if start == end:
            return self.places[start], self.places[start]
        return self.places[start], max(self.places[end], self.places[end - 1] + 1)


def folded(typed: str) -> FoldedText:
    """Return the text folded character by character; one typed letter may become none (an accent), one or two ("æ")."""
    if typed.isascii():
        return FoldedText(typed, typed.lower(), range(len(typed) + 1))
    pairs = [(letter, index) for index, character in enumerate(typed) for letter in fold(character)]
    return FoldedText(typed, "".join(letter for letter, _ in pairs), (*(index for _, index in pairs), len(typed)))

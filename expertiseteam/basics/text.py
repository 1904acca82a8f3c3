"""Text as people search for it."""

from __future__ import annotations

import functools
import re
import unicodedata

_NO_DECOMPOSITION = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "’": "'", "‘": "'", "ʼ": "'"}
)

_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def fold(text: str) -> str:
    """Return the text with case, accents and typographic apostrophes removed, for searching and comparing."""
    if text.isascii():  # most is, and has nothing to remove
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_NO_DECOMPOSITION)


@functools.lru_cache(maxsize=8)
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds these words in folded text: whole words, or with * at the end the beginning of one. None without words.

    Asked while somebody types, so made once.
    """
    parts = [(fold(word.rstrip("* ").strip()), word.rstrip().endswith("*")) for word in words]
    said = [re.escape(text) + ("" if is_start else r"\b") for text, is_start in parts if text]
    return re.compile(rf"\b(?:{'|'.join(said)})") if said else None


def writable(text: str) -> str:
    """Return the text without signs that no writing has: NUL, bells, escapes, half of a pair (quality.md, section 5, row 2)."""
    return _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text


def number_word(number: int) -> str:
    """Return a number as people write it in a sentence: in letters up to twelve."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: empty, spaces, and signs without a shape such as U+200B (quality.md, section 5, row 1)."""
    return all(sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc") for sign in text)

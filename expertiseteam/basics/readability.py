"""How hard a Dutch text is to read, measured: long sentences, long words, the reading score of Flesch and Douma. Advice, never a refusal.

The score is 206.84 - 77 x syllables per word - 0.93 x words per sentence (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960,
after R. Flesch); Douma calls 60 to 70 ordinary and lower harder. Advice for plain Dutch (B1) holds sentences to ten words on average and
fifteen at most. A formula counts; it does not understand: who the text is for reads it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST_WORDS = 15  # a score over less says nothing
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACE = re.compile(r"\{[^{}]*\}")  # what the program fills in
# One sound of vowels is one syllable; what is written longer stands first. A diaeresis begins a new one.
_SOUND = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáàâéèêíìóòôúùûäëïöü]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may be before advice is given: words in a sentence, syllables in a word, and the least reading score."""

    sentence_words: int
    word_syllables: int
    score: int


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured. `score` is None for a text that is too short to say something of."""

    long_sentences: tuple[tuple[str, int], ...]  # the sentence and how many words it has, longest first
    long_words: tuple[str, ...]  # each once, as written first
    score: int | None

    def advice(self, limits: Limits) -> list[str]:
        """Return what could be easier, in sentences; empty when nothing is."""
        found = [f"Zin van {many} woorden: ‘{_first_words(sentence)}’. Maak er twee van." for sentence, many in self.long_sentences[:2]]
        if self.long_words:
            found.append(f"Lange woorden: {', '.join(self.long_words[:4])}. Kan het korter?")
        if self.score is not None and self.score < limits.score:
            found.append(f"Leesscore {self.score}; vanaf {limits.score} lezen de meeste mensen het vlot.")
        return found


def measure(text: str, limits: Limits) -> Readability:
    """Measure a text. What stands between braces is filled in later and counts as one short word."""
    sentences = [_WORD.findall(part) for part in _END.split(_PLACE.sub("naam", text)) if part]
    parts = [part.strip() for part in _END.split(text) if part]
    words = [word for sentence in sentences for word in sentence]
    long_ones = [(part, len(found)) for part, found in zip(parts, sentences, strict=False) if len(found) > limits.sentence_words]
    counted = [syllables(word) for word in words]
    score = None
    if len(words) >= FEWEST_WORDS:
        many = sum(bool(sentence) for sentence in sentences)
        score = round(206.84 - 77 * sum(counted) / len(words) - 0.93 * len(words) / many)
    hard = dict.fromkeys(word for word, many in zip(words, counted, strict=True) if many >= limits.word_syllables)
    return Readability(tuple(sorted(long_ones, key=lambda one: -one[1])), tuple(hard), score)


def syllables(word: str) -> int:
    """Return how many syllables a Dutch word has, by its vowel sounds; 1 at least."""
    return max(1, len(_SOUND.findall(word.lower())))


def _first_words(sentence: str, most: int = 6) -> str:
    words = sentence.split()
    return " ".join(words[:most]) + ("…" if len(words) > most else "")

"""Small numbers in a small place point at people: which counts are not told (domain.md, R-40)."""

from __future__ import annotations

from collections.abc import Sequence

DERIVED = "–"  # large enough by itself, but a small one would follow from it


def to_hide(counts: Sequence[tuple[int, ...]], smallest: int) -> set[int]:
    """Return which groups stay out of sight; each group is given as the counts that must not be small.

    A group with one count below `smallest` is hidden. What is hidden must not follow from a total either (domain.md, R-40): never one
    group alone, and together at least `smallest` of each count. Then the next smallest group goes along.
    """
    hidden = {number for number, counted in enumerate(counts) if min(counted) < smallest}
    while hidden and len(hidden) < len(counts):
        together = [sum(counts[number][part] for number in hidden) for part in range(len(counts[0]))]
        if len(hidden) > 1 and min(together) >= smallest:
            break
        hidden.add(min((number for number in range(len(counts)) if number not in hidden), key=lambda number: counts[number][0]))
    return hidden


def told(counts: Sequence[int], smallest: int) -> list[str]:
    """Return counts that together make a total as they may be told: "12", "0", "<5", or "–" where a small one would follow from it."""
    some = [place for place, count in enumerate(counts) if count]
    hidden = {some[number] for number in to_hide([(counts[place],) for place in some], smallest)}
    return [str(count) if place not in hidden else f"<{smallest}" if count < smallest else DERIVED for place, count in enumerate(counts)]


def parts_told(total: str, parts: Sequence[int], smallest: int) -> list[str]:
    """Return the parts of a total that is told so: where it is not, none of its parts is."""
    return told(parts, smallest) if total.isdigit() else [total if count else "0" for count in parts]


def with_share(said: str, part: int, whole: int) -> str:
    """Return a count with its share: "12 (30%)", where it may be told."""
    return f"{said} ({round(100 * part / whole)}%)" if said.isdigit() and whole else said
